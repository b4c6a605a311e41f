"""Briefs -> one HTML file that asks nothing of anybody: no script, no request, notes that open beside the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jinja2 import BaseLoader
from markupsafe import Markup

from xbrief import __version__
from xbrief.brief.snapshot import HEADER
from xbrief.brief.types import Block, Brief, Citation, Picture, Section, Table
from xbrief.render import picture, signs, stamp
from xbrief.render.joined import Shelved, shelved
from xbrief.render.notes import FOOTNOTES, Citing, Note, day, settled, sources, told
from xbrief.render.sandbox import environment
from xbrief.render.text import MEANINGS, clean
from xbrief.rules.types import Run, Statement

_JOINED = Markup(" ")
# A statement begins with one of these; what they mean stands below the section.
_PLAIN_SIGNS = frozenset({"", " ", "•"})


def render(briefs: Sequence[Brief], seal: stamp.Stamp, loader: BaseLoader, citing: Citing = FOOTNOTES) -> str:
    """One page with all the briefs, each under a heading of its own."""
    env = environment(loader, {}, autoescape=True)
    title = " · ".join(clean(b.title) for b in briefs)
    # The data block holds no sign that would end it: see the stamp.
    data = Markup(stamp.dump(seal))  # noqa: S704
    page = env.get_template("brief.html.j2").render(
        title=title, pages=[_page(b, citing) for b in briefs], stamp=data, stamp_id=stamp.NAME, version=__version__
    )
    return page.strip() + "\n"


def _page(given: Brief, citing: Citing) -> Mapping[str, Any]:
    """What the template lays out of a brief: texts, and markup that is made here."""
    brief, found = settled(given, citing)
    writer = Writer(brief, found)
    sections = [
        {"id": s.id, "heading": clean(s.heading), "body": writer.section(s)}
        for s in brief.sections
        if s.blocks or (s.table and s.table.rows)
    ]
    return {
        "brief": brief,
        "key": brief.key,
        "title": clean(brief.title),
        "meta": [clean(m) for m in brief.meta if m],
        "sections": sections,
        "notes": listed(found),
        "sources": cited(sources(brief)) if citing.listed and not found else [],
    }


def cited(citations: Iterable[Citation]) -> list[Markup]:
    """A line a source, each title a link where the source has an address."""
    return [_cited(shelved(citation)) for citation in citations]


def _cited(source: Shelved) -> Markup:
    title = Markup("<cite>{}</cite>").format(source.title)
    if source.link:
        title = Markup('<a href="{}" rel="noreferrer">{}</a>').format(source.link, source.title)
    return Markup("{}: {}.").format(source.head, title)


def listed(found: Mapping[str, Note]) -> list[Mapping[str, object]]:
    """The notes as the template lists them."""
    return [{"label": n.label, "number": n.number, "body": note(n)} for n in found.values()]


class Writer:
    """Writes statements, blocks and tables of one brief as markup."""

    def __init__(self, brief: Brief, found: Mapping[str, Note]) -> None:
        self._brief = brief
        self._notes = found
        self._used: list[str] = []

    def section(self, section: Section) -> Markup:
        """The table and the blocks, and the meanings of the signs that they use."""
        self._used = []
        parts: list[Markup] = []
        if section.picture:
            parts.append(self._figure(section.picture, section.id))
        if section.table and section.table.rows:
            parts.append(self.table(section.table))
        for bullet, blocks in groupby(section.blocks, key=lambda b: b.bullet):
            if bullet:
                items = Markup("\n").join(self._bullet(b, section.id) for b in blocks)
                parts.append(Markup('<ul class="blocks">\n{}\n</ul>').format(items))
            else:
                parts += [self._paragraph(b) for b in blocks]
        return Markup("\n").join([*parts, *self._legend()])

    def _figure(self, found: Picture, section: str) -> Markup:
        """The picture, the meanings of its forms and signs, and what it shows in words."""
        name = f"{self._brief.key}-{section}-picture"
        # Its words are escaped where it is drawn. The style shows the drawing for which there is room.
        drawn = Markup(picture.svg(found, "currentColor", name))  # noqa: S704
        small = Markup(picture.svg(found, "currentColor", f"{name}-narrow", narrow=True))  # noqa: S704
        shades = [
            Markup('<span><span aria-hidden="true">{}</span> {}</span>').format(Markup(picture.swatch(s)), told)  # noqa: S704
            for s, told in picture.shades(found)
        ]
        signs = [
            Markup('<span><span aria-hidden="true">{}</span> {}</span>').format(sign, told)
            for sign, told in picture.marks(found)
        ]
        words = Markup("\n").join(Markup("<li>{}</li>").format(clean(line)) for line in found.words)
        return Markup(
            "<figure>\n<figcaption>{}</figcaption>\n"
            '<div class="picture" role="region" tabindex="0" aria-label="{}">\n{}\n{}\n</div>\n'
            '<p class="legend">{}</p>\n'
            "<details>\n<summary>In words</summary>\n<ul>\n{}\n</ul>\n</details>\n</figure>"
        ).format(clean(found.title), clean(found.title), drawn, small, _JOINED.join([*shades, *signs]), words)

    def _legend(self) -> Iterator[Markup]:
        used = [sign for sign in MEANINGS if sign in self._used]
        if used:
            told = (Markup('<span><span aria-hidden="true">{}</span> {}</span>').format(s, MEANINGS[s]) for s in used)
            yield Markup('<p class="legend">{}</p>').format(_JOINED.join(told))

    def sign(self, sign: str) -> Markup:
        """A sign with its meaning for those who do not see it; nothing for a mere bullet."""
        if sign in _PLAIN_SIGNS:
            return Markup("")
        self._used.append(sign)
        told = MEANINGS.get(sign, "")
        return Markup('<span class="sign" role="img" aria-label="{}" title="{}">{}</span> ').format(told, told, sign)

    def _paragraph(self, block: Block) -> Markup:
        return Markup("<p>{}</p>{}").format(self._words(block), self._items(block))

    def _bullet(self, block: Block, section: str) -> Markup:
        sign = self.sign(signs.block(self._brief, block, section))
        return Markup("<li>{}{}{}</li>").format(sign, self._words(block), self._items(block))

    def _words(self, block: Block) -> Markup:
        lead = [Markup("<strong>{}</strong>").format(clean(block.lead))] if block.lead else []
        return _JOINED.join([*lead, *(self.statement(s) for s in block.statements)])

    def _items(self, block: Block) -> Markup:
        if not block.items:
            return Markup("")
        told = (
            Markup("<li>{}{}</li>").format(self.sign(signs.certainty(self._brief, (s,))), self.statement(s))
            for s in block.items
        )
        return Markup("\n<ul>\n{}\n</ul>\n").format(Markup("\n").join(told))

    def statement(self, statement: Statement) -> Markup:
        return self.runs(statement.runs)

    def runs(self, given: Iterable[Run]) -> Markup:
        return Markup("").join(self._run(run) for run in given)

    def _run(self, run: Run) -> Markup:
        words = clean(run.text)
        marks = [self._mark(self._notes[c]) for c in run.cites if c in self._notes]
        if not marks:
            return _shown(words)
        # A citation stands behind what it carries, before the space to the next clause, and on the line of its word.
        body = words.rstrip()
        cut = body.rfind(" ") + 1
        held = Markup('<span class="cited">{}{}</span>').format(_shown(body[cut:]), marks[0])
        return Markup("{}{}{}{}").format(_shown(body[:cut]), held, Markup("").join(marks[1:]), words[len(body) :])

    def _mark(self, note: Note) -> Markup:
        source = f"{clean(note.citation.source.publisher)}, {day(note.citation)}"
        return Markup(
            '<button type="button" class="cite" popovertarget="{}-open" aria-label="Note {}: {}">{}</button>'
        ).format(note.label, note.number, source, note.number)

    def table(self, table: Table) -> Markup:
        """A table that becomes a list of rows where there is no room; the roles keep it a table for a screen reader."""
        snapshot = table.header[-2:] == HEADER[-2:]
        heads = [clean(h) for h in table.header]
        head = Markup("").join(
            Markup('<th role="columnheader" scope="col">{}</th>').format(h)
            if h
            else Markup('<td role="cell"><span class="hidden">Topic</span></td>')
            for h in heads
        )
        rows = []
        for row in table.rows:
            tones = [signs.tone(self._brief, cell) for cell in row.cells]
            # In a snapshot the first cell tells the state of the whole row.
            first = self.sign(tones[0]) if snapshot and tones else Markup("")
            cells = Markup("").join(
                Markup('<td role="cell" data-head="{}"{}>{}{}</td>').format(
                    name,
                    Markup("") if cell.text.strip() else Markup(' class="empty"'),
                    Markup("") if snapshot else self.sign(tone),
                    self.runs(cell.runs),
                )
                for name, cell, tone in zip(heads[1:], row.cells, tones, strict=True)
            )
            label = Markup('<th role="rowheader" scope="row">{}{}</th>').format(first, clean(row.label))
            rows.append(Markup('<tr role="row">{}{}</tr>').format(label, cells))
        return Markup(
            '<table role="table">\n<thead role="rowgroup"><tr role="row">{}</tr></thead>\n'
            '<tbody role="rowgroup">\n{}\n</tbody>\n</table>'
        ).format(head, Markup("\n").join(rows))


def _shown(words: str) -> Markup:
    return Markup("").join(
        Markup("<em>{}</em>").format(part) if strong else Markup("{}").format(part)
        for part, strong in signs.emphasised(words)
    )


def note(found: Note, fact: str = "") -> Markup:
    """`Publisher, day (says X): “words”. Title.`, the title a link that opens the page at the words.

    `fact` is the address at which the fact itself stands, empty where that is nowhere.
    """
    said = told(found)
    lang = Markup(' lang="{}"').format(said.language) if said.language else Markup("")
    words = Markup(": <q{}>{}</q>").format(lang, said.words) if said.words else Markup("")
    link = Markup("")
    if said.link:
        link = Markup(' <a{} href="{}" data-address="{}" rel="noreferrer">{}</a>.').format(
            lang, said.link, said.address, said.title
        )
    elif said.title:
        link = Markup(" <cite{}>{}</cite>.").format(lang, said.title)
    id = Markup('<a href="{}">{}</a>').format(fact, said.fact) if fact else said.fact
    return Markup("{}{}.{} <code>{}</code>").format(said.head, words, link, id)
