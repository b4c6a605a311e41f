"""Brief -> a terminal: the bottom line first, state and age by glyph, citations as small marks, notes by source.

Glyphs carry the meaning; colour only repeats it. All words of the brief are foreign and cannot act on the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.text import Text

from xbrief.brief.changed import TURNED
from xbrief.brief.snapshot import HEADER
from xbrief.brief.types import Block, Brief, Citation, Section, Table
from xbrief.language import dates
from xbrief.render import lanes, signs
from xbrief.render.base import Entry, Page, flowed, folded, grid, measure, paired, stacked
from xbrief.render.notes import FOOTNOTES, Citing, before_stop, bracketed, doubt
from xbrief.render.text import MEANINGS, spans
from xbrief.rules.types import Run, Statement

_WIDE = 92


def render(brief: Brief, *, width: int | None, color: bool, ascii: bool, citing: Citing = FOOTNOTES) -> str:
    """The brief for a terminal of `width` columns (80 where None, at most 100 used), lines without trailing spaces."""
    page = Page(measure(width), ascii)
    view = _View(page, brief, citing)
    view.head()
    for section in brief.sections:
        view.section(section)
    if citing.listed:
        view.notes()
    return page.printed(color=color)


class _View:
    """One brief on one page."""

    def __init__(self, page: Page, brief: Brief, citing: Citing) -> None:
        self._page = page
        self._brief = brief
        self._citing = citing
        self._numbers = {fact: n for n, fact in enumerate(brief.citations, 1)}
        self._explained: set[str] = set()

    def head(self) -> None:
        """Title, and below it kind, day, sources; the age of the newest source on a line of its own."""
        page = self._page
        page.title(self._brief.title)
        given = [m for m in self._brief.meta if m]
        age = next((n for n, m in enumerate(given) if m.startswith("newest source")), len(given))
        for line in flowed([page.text(m) for m in given[:age]], page.width, self._dot()):
            page.lines.append(line)
        for n, entry in enumerate(given[age:]):
            page.add(page.text(entry), Text.assemble(page.glyph(signs.age(self._brief)), " ") if n == 0 else Text("  "))

    def _dot(self) -> str:
        return " | " if self._page.ascii else " · "

    def section(self, section: Section) -> None:
        page = self._page
        if section.id == "bottom":
            page.blank()
            for block in section.blocks:
                self._bottom(block)
            return
        if not section.blocks and section.table is None:
            return
        page.heading(section.heading)
        used: list[str] = []
        if section.picture:
            used += lanes.draw(page, section.picture)
        if section.table and section.table.rows:
            used += self._table(section.table)
        for block in section.blocks:
            used += self._block(block, section.id)
        self._legend(used)

    def _legend(self, used: Iterable[str]) -> None:
        """The meanings of the glyphs that have not been explained further up."""
        found = [sign for sign in MEANINGS if sign in {*used} - self._explained]
        if found:
            self._page.blank()
            self._page.legend((sign, MEANINGS[sign]) for sign in found)
            self._explained.update(found)

    def _bottom(self, block: Block) -> None:
        bar = Text.assemble(self._page.glyph("▌"), " ")
        self._page.add(self._paragraph(block), bar, bar)
        for item in block.items:
            self._page.add(self._runs(item.runs), Text.assemble(bar, "- "), Text.assemble(bar, "  "))

    def _paragraph(self, block: Block, lead: str | None = None) -> Text:
        words = block.lead if lead is None else lead
        told = [self._runs(s.runs) for s in block.statements]
        return Text(" ").join([self._page.text(words, "bold"), *told] if words else told)

    def _block(self, block: Block, section: str) -> list[str]:
        """The block on the page; the glyphs that it used."""
        page = self._page
        if not block.bullet:
            page.add(self._paragraph(block))
            return [self._item(s, "  ") for s in block.items]
        if re.fullmatch(r"\d{4}\.", block.lead):
            page.add(self._paragraph(block, ""), Text(f"{block.lead[:4]}  ", "bold"))
            return []
        sign = signs.block(self._brief, block, section)
        page.add(self._paragraph(block), Text.assemble(page.glyph(sign), " "))
        return [sign, *(self._item(s, "  ") for s in block.items)]

    def _item(self, statement: Statement, indent: str) -> str:
        sign = signs.certainty(self._brief, (statement,))
        self._page.add(self._runs(statement.runs), Text.assemble(indent, self._page.glyph(sign), " "))
        return sign

    def _runs(self, runs: Iterable[Run]) -> Text:
        done, given = Text(), [*runs]
        whole = "".join(run.text for run in given)
        for run in given:
            if self._citing.style in {"inline", "pandoc"}:
                done.append_text(self._bracketed(run, whole, last=run is given[-1]))
                continue
            words = self._emphasised(run.text)
            marks = self._marks(run.cites)
            # The mark stands behind what it carries, before the space to the next clause.
            space = " " if marks and words.plain.endswith(" ") else ""
            if space:
                words.rstrip()
            done.append_text(words).append(marks, "dim").append(space)
        return done

    def _bracketed(self, run: Run, whole: str, *, last: bool) -> Text:
        held = [self._brief.citations[c] for c in run.cites if c in self._brief.citations]
        mark = bracketed(run.text, held, self._citing.style, whole)
        if not mark:
            return self._emphasised(run.text)
        body, stop = before_stop(run.text, last=last)
        return Text.assemble(self._emphasised(body), " ", (self._page.words(mark), "dim"), self._page.words(stop))

    def _emphasised(self, value: str) -> Text:
        return Text.assemble(
            *((self._page.words(part), "bold" if strong else "") for part, strong in signs.emphasised(value))
        )

    def _marks(self, cites: Iterable[str]) -> str:
        numbers = [self._numbers[c] for c in cites if c in self._numbers and self._citing.style == "footnotes"]
        return f"[{spans(numbers)}]" if numbers else ""

    def _table(self, table: Table) -> list[str]:
        """The table on the page; the glyphs that it used."""
        page = self._page
        tones = [[signs.tone(self._brief, cell) for cell in row.cells] for row in table.rows]
        words = [[self._runs(cell.runs) for cell in row.cells] for row in table.rows]
        labels = [page.text(row.label, "bold") for row in table.rows]
        if table.header[-2:] == HEADER[-2:]:
            # A snapshot: the state of a row stands before its label, the day and the evidence come last.
            rows = [
                [Entry(t[0] or " ", label), *(Entry("", w) for w in ws)]
                for label, t, ws in zip(labels, tones, words, strict=True)
            ]
            self._snapshot(table, rows)
        else:
            blank = [" " if any(column) else "" for column in zip(*tones, strict=True)]
            rows = [
                [
                    Entry("", _lines(label, self._dot())),
                    *(Entry(t or b, w) for t, b, w in zip(ts, blank, ws, strict=True)),
                ]
                for label, ts, ws in zip(labels, tones, words, strict=True)
            ]
            most = [max(17, page.width // 6), *(0 for _ in table.header[1:])]
            fits = paired(page, table.header, rows) if table.header[-1] == TURNED else False
            if not fits and not grid(page, table.header, rows, most):
                stacked(page, table.header, rows)
        return [tone for row in tones for tone in row if tone]

    def _snapshot(self, table: Table, rows: Sequence[Sequence[Entry]]) -> None:
        page = self._page
        if page.width < _WIDE:
            folded(page, table.header, rows, 2)
            return
        split = [[*row[:-1], Entry("", _lines(row[-1].words, self._dot()))] for row in rows]
        grid(page, table.header, split, [20, 0, 18, 16])

    def notes(self) -> None:
        """The sources cited, in order of first mention, with the numbers of their facts; anchors in a full brief."""
        if not self._brief.citations:
            return
        page = self._page
        page.heading("Notes")
        groups: dict[str, list[Citation]] = {}
        for citation in self._brief.citations.values():
            groups.setdefault(citation.source.id, []).append(citation)
        for group in groups.values():
            self._source(group)

    def _source(self, group: Sequence[Citation]) -> None:
        page, source = self._page, group[0].source
        published = dates.label(source.published) if source.published else "day unknown"
        marks = self._marks(c.fact.id for c in group)
        if self._citing.style == "pandoc":
            marks = bracketed("", group, "pandoc", "")
        page.add(Text.assemble(page.text(f"{source.publisher}, {published} "), (marks, "dim")), rest=Text("  "))
        if self._brief.length != "full":
            return
        for citation in group:
            self._anchor(citation)

    def _anchor(self, citation: Citation) -> None:
        page, fact = self._page, citation.fact
        said = f"{citation.speakers}: " if citation.speakers else ""
        words = f"“{fact.anchor}”" if fact.anchor else fact.id
        marks = self._marks([fact.id])
        head = Text("  ").append(marks, "dim").append(" " if marks else "")
        page.add(page.text(f"{said}{words}{doubt(citation)}"), head)


def _lines(words: Text, joiner: str) -> Text:
    """Entries joined by dots as lines of their own."""
    return Text("\n").join(words.split(joiner))
