"""Brief -> Markdown: CommonMark with GFM tables and footnotes, as pandoc and GitHub read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from jinja2 import BaseLoader

from xbrief.brief.types import Block, Brief, Citation, Row, Table
from xbrief.render.notes import FOOTNOTES, Citing, Note, Style, before_stop, bracketed, day, doubt, notes, sources
from xbrief.render.sandbox import environment
from xbrief.rules.types import Run, Statement

# Of these, @ begins a citation to pandoc and the name of an account to GitHub.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$^@])")
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])(?=\s|$)")


def text(value: str) -> str:
    """Words of the dossier or of a rule as plain Markdown text: nothing in them is markup."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in value).split(" "))
    return _SPECIAL.sub(r"\\\1", flat)


def marked(value: str) -> str:
    """As `text`, but with the emphasis that the composers set: `*word*` at the start of a statement."""
    found = re.match(r"\*([^*]+)\*(?=: )", value)
    if found:
        return f"*{text(found.group(1))}*{text(value[found.end() :])}"
    return text(value)


class Writer:
    """Writes statements, blocks and tables of one brief, with its citations."""

    def __init__(self, found: Mapping[str, Note], style: Style = "footnotes") -> None:
        self._notes = found
        self._style = style

    def run(self, run: Run, first: bool, last: bool = False, statement: str = "") -> str:
        """A run with its citations; `statement` is the whole text that it is a part of."""
        words = marked(run.text) if first else text(run.text)
        held = [self._notes[c] for c in run.cites if c in self._notes]
        if self._style == "footnotes":
            # A mark stands behind the stop or the comma that ends what it carries.
            body = words.rstrip()
            return body + "".join(f"[^{note.label}]" for note in held) + words[len(body) :]
        cited = [] if self._style == "none" else [note.citation for note in held]
        mark = bracketed(run.text, cited, self._style, statement)
        if not mark:
            return words
        body, stop = before_stop(words, last=last)
        return f"{body} {mark if self._style == 'pandoc' else text(mark)}{stop}"

    def runs(self, given: Sequence[Run]) -> str:
        whole, end = "".join(r.text for r in given), len(given) - 1
        return "".join(self.run(r, n == 0, n == end, whole) for n, r in enumerate(given))

    def statement(self, statement: Statement) -> str:
        return _LINE_START.sub(_escaped, self.runs(statement.runs))

    def block(self, block: Block) -> str:
        lead = f"**{text(block.lead)}** " if block.lead else ""
        body = lead + " ".join(self.statement(s) for s in block.statements)
        lines = [f"- {body}" if block.bullet else body]
        if block.items:
            indent = "  " if block.bullet else ""
            lines += [f"{indent}- {self.statement(s)}" for s in block.items]
        return "\n".join(lines)

    def table(self, table: Table) -> str:
        lines = [_row(text(h) for h in table.header), _row("---" for _ in table.header)]
        lines += [_row(self._cells(row)) for row in table.rows]
        return "\n".join(lines)

    def _cells(self, row: Row) -> Iterable[str]:
        yield f"**{text(row.label)}**"
        for cell in row.cells:
            words = self.runs(cell.runs)
            yield f"**{words}**" if cell.tone == "none" and words.strip(" –") else words


def _escaped(found: re.Match[str]) -> str:
    if found.group(2):
        return f"{found.group(1)}{found.group(2)}\\{found.group(3)}"
    return f"{found.group(4)}\\{found.group(5)}"


def _row(values: Iterable[str]) -> str:
    return "| " + " | ".join(v or " " for v in values) + " |"


def note_text(note: Note) -> str:
    """`Publisher, day (says X): “anchor”. Link. fact id`."""
    source, fact = note.citation.source, note.citation.fact
    said = f" ({text(note.citation.speakers)})" if note.citation.speakers else ""
    words = f": “{text(fact.anchor)}”" if fact.anchor else ""
    link = f" <{_link(source.url)}>" if source.url else ""
    return f"{text(source.publisher)}, {day(note.citation)}{said}{doubt(note.citation)}{words}.{link} `{fact.id}`"


def source_text(citation: Citation) -> str:
    """`Publisher, day: title. Link.`"""
    source = citation.source
    link = f" <{_link(source.url)}>" if source.url else ""
    return f"{text(source.publisher)}, {day(citation)}: {text(source.title)}.{link}"


def _link(url: str) -> str:
    return "".join(c if c.isprintable() and c not in '<>" ' else f"%{ord(c):02X}" for c in url)


def render(brief: Brief, loader: BaseLoader, level: int = 1, citing: Citing = FOOTNOTES) -> str:
    """The brief as Markdown, its title a heading of `level` (1 to 5).

    Below it stand the footnotes; the sources cited where marks are of another sort; nothing for pandoc, which makes
    the bibliography itself.
    """
    found = notes(brief)
    listed = sources(brief) if citing.listed and citing.style in {"inline", "none"} else ()
    return _laid_out(brief, loader, Writer(found, citing.style), level, found if citing == FOOTNOTES else {}, listed)


def part(brief: Brief, loader: BaseLoader, level: int, writer: Writer, *, titled: bool) -> str:
    """The brief as a part of a report, which lists notes and sources itself; without its title, its sections are of
    `level` (1 to 6)."""
    return _laid_out(brief, loader, writer, level if titled else level - 1, {}, (), titled=titled)


def _laid_out(
    brief: Brief,
    loader: BaseLoader,
    writer: Writer,
    level: int,
    footnotes: Mapping[str, Note],
    listed: Iterable[Citation],
    *,
    titled: bool = True,
) -> str:
    filters: dict[str, Callable[..., str]] = {
        "text": text,
        "block": writer.block,
        "table": writer.table,
        "statement": writer.statement,
    }
    env = environment(loader, filters, autoescape=False)
    page = env.get_template("brief.md.j2").render(
        brief=brief,
        h="#" * level,
        titled=titled,
        notes=[{"label": n.label, "text": note_text(n)} for n in footnotes.values()],
        sources=[source_text(c) for c in listed],
    )
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"
