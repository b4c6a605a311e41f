"""Report -> one HTML page that asks nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from jinja2 import BaseLoader
from markupsafe import Markup

from xbrief import __version__
from xbrief.render import html, stamp
from xbrief.render.joined import DEEPEST, HEADING, Bibliography, Embedded, Own, OwnNotes, Report, bibliography, settled
from xbrief.render.notes import FOOTNOTES, Citing, Note
from xbrief.render.prose import Code, Grid, Heading, Items, Node, Paragraph, Quote, Span
from xbrief.render.sandbox import environment
from xbrief.render.text import clean


def render(report: Report, seal: stamp.Stamp, loader: BaseLoader, citing: Citing = FOOTNOTES) -> str:
    """The page; with a title in the front matter every heading stands one level lower, below it."""
    env = environment(loader, {}, autoescape=True)
    report, found, own = settled(report, citing)
    lower = 1 if report.headline else 0
    body = Markup("\n").join(_parts(report, found, own, lower))
    # The data block holds no sign that would end it: see the stamp.
    data = Markup(stamp.dump(seal))  # noqa: S704
    page = env.get_template("report.html.j2").render(
        title=report.title,
        headline=report.headline,
        about=report.about,
        body=body,
        notes=sorted([*html.listed(found), *_listed(own)], key=lambda note: note["number"]),
        pages=[],
        stamp=data,
        stamp_id=stamp.NAME,
        version=__version__,
    )
    return page.strip() + "\n"


def _listed(own: OwnNotes) -> Iterator[dict[str, Any]]:
    """The user's notes as the template lists them."""
    for number, note in own.values():
        words = [_spans(spans) for spans in note.paragraphs]
        body = words[0] if len(words) == 1 else Markup("").join(Markup("<p>{}</p>").format(each) for each in words)
        yield {"label": f"own-{number}", "number": number, "body": body}


def _parts(report: Report, found: Mapping[str, Note], own: OwnNotes, lower: int) -> Iterator[Markup]:
    for n, part in enumerate(report.parts):
        match part:
            case Own():
                yield _nodes(_with_numbers(part.nodes, own), lower)
            case Embedded():
                yield from _brief(replace(part, level=part.level + lower), n, found)
            case Bibliography():
                if part.level:
                    yield _heading(part.level + lower, Markup("{}").format(HEADING))
                lines = (Markup("<li>{}</li>").format(line) for line in html.cited(bibliography(report)))
                yield Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(lines))


def _heading(level: int, words: Markup, more: Markup = Markup("")) -> Markup:  # noqa: B008
    return Markup("<h{0}{1}>{2}</h{0}>").format(min(level, DEEPEST), more, words)


def _brief(part: Embedded, number: int, found: Mapping[str, Note]) -> Iterator[Markup]:
    brief = replace(part.brief, key=f"{part.brief.key}-{number}")
    writer = html.Writer(brief, found)
    if part.titled:
        yield _heading(part.level, Markup("{}").format(clean(brief.title)))
    if meta := [clean(m) for m in brief.meta if m]:
        entries = Markup("").join(Markup("<li>{}</li>").format(m) for m in meta)
        yield Markup('<ul class="meta">{}</ul>').format(entries)
    for section in brief.sections:
        if section.blocks or (section.table and section.table.rows):
            hidden = Markup(' class="hidden"') if section.id == "bottom" else Markup("")
            heading = _heading(part.level + part.titled, Markup("{}").format(clean(section.heading)), hidden)
            yield Markup('<section id="{}-{}" class="{}">\n{}\n{}\n</section>').format(
                brief.key, section.id, section.id, heading if section.heading else "", writer.section(section)
            )


def _with_numbers(held: Any, own: OwnNotes) -> Any:
    """Nodes whose marks of notes bear the notes' numbers as their words."""
    if isinstance(held, tuple):
        return tuple(_with_numbers(each, own) for each in held)
    if isinstance(held, Span):
        return held if held.note is None else replace(held, text=str(own[held.note.label][0]))
    if is_dataclass(held) and not isinstance(held, type):
        return replace(held, **{each.name: _with_numbers(getattr(held, each.name), own) for each in fields(held)})
    return held


def _nodes(nodes: Iterable[Node], lower: int) -> Markup:
    return Markup("\n").join(_node(node, lower) for node in nodes)


def _node(node: Node, lower: int) -> Markup:
    made = Markup("<hr>")
    match node:
        case Heading():
            made = _heading(node.level + lower, _spans(node.spans))
        case Paragraph():
            made = Markup("<p>{}</p>").format(_spans(node.spans))
        case Items():
            made = _list(node, lower)
        case Quote():
            made = Markup("<blockquote>\n{}\n</blockquote>").format(_nodes(node.nodes, lower))
        case Code():
            made = Markup('<pre tabindex="0"><code>{}</code></pre>').format(node.text)
        case Grid():
            made = _table(node)
    return made


def _list(found: Items, lower: int) -> Markup:
    items = Markup("\n").join(Markup("<li>{}</li>").format(_item(item, lower)) for item in found.items)
    if found.start is None:
        return Markup("<ul>\n{}\n</ul>").format(items)
    return Markup('<ol start="{}">\n{}\n</ol>').format(found.start, items)


def _item(nodes: Iterable[Node], lower: int) -> Markup:
    """A list item; a paragraph that is all of it, or begins it, has no element of its own."""
    parts = [
        _spans(node.spans) if n == 0 and isinstance(node, Paragraph) else _node(node, lower)
        for n, node in enumerate(nodes)
    ]
    return Markup("\n").join(parts)


def _table(grid: Grid) -> Markup:
    head, *rows = grid.rows
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(_spans(cell)) for cell in head)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_spans(cell)) for cell in row))
        for row in rows
    )
    return Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(heads, body)


def _spans(spans: Iterable[Span]) -> Markup:
    return Markup("").join(map(_span, spans))


def _span(span: Span) -> Markup:
    if span.note is not None:
        return Markup(
            '<button type="button" class="cite" popovertarget="own-{}-open" aria-label="Note {}">{}</button>'
        ).format(span.text, span.text, span.text)
    made = Markup("<br>").join(span.text.split("\n"))
    looks = (("code", span.code), ("s", span.struck), ("em", span.emphasis), ("strong", span.strong))
    for tag, wanted in looks:
        if wanted:
            made = Markup("<{0}>{1}</{0}>").format(tag, made)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(span.link, made) if span.link else made
