"""Tables -> an Excel workbook: text that stays text, figures that can be summed, links, a header that stays."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xbrief.brief.types import Brief, Cell
from xbrief.render import archive, stamp
from xbrief.render.notes import Note, day, notes, told
from xbrief.render.text import clean, spans

# Columns of figures; what stands in any other is text, whatever it looks like.
_FIGURES = frozenset({"Value", "Rate", "Facts", "Note"})
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
# Excel's limits: characters of an address and of a cell.
_LONGEST_LINK = 2000
_LONGEST_TEXT = 32_767
_WIDEST = 60
_NARROWEST = 8
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_NOTES = ("Note", "Publisher", "Published", "Said by", "Words", "Title", "URL", "Fact")


def listed(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], seal: stamp.Stamp) -> bytes:
    """A workbook with one list."""
    book = _Book(title, date.fromisoformat(seal.as_of))
    book.sheet("List", header, rows)
    return book.written(seal)


def briefs(given: Sequence[Brief], seal: stamp.Stamp) -> bytes:
    """A workbook with the tables of the briefs, a sheet each, and a sheet with the notes of each brief.

    A cell ends with the numbers of its notes in brackets.
    """
    book = _Book(" · ".join(clean(b.title) for b in given), given[0].as_of)
    for brief in given:
        found = notes(brief)
        for section in brief.sections:
            if section.table and section.table.rows:
                rows = ((row.label, *(_cell(cell, found) for cell in row.cells)) for row in section.table.rows)
                book.sheet(section.heading, section.table.header, rows)
        book.sheet("Notes", _NOTES, (_note(note) for note in found.values()))
    return book.written(seal)


def _cell(cell: Cell, found: Mapping[str, Note]) -> str:
    numbers = [found[c].number for run in cell.runs for c in run.cites if c in found]
    return f"{cell.text.strip()} [{spans(numbers)}]" if numbers else cell.text


def _note(note: Note) -> tuple[str, ...]:
    said, source = told(note), note.citation.source
    return (
        str(note.number),
        source.publisher,
        day(note.citation),
        ", ".join(part for part in (note.citation.speakers, note.citation.doubt) if part),
        said.words,
        said.title,
        said.link,
        said.fact,
    )


class _Book:
    """A workbook in the making."""

    def __init__(self, title: str, as_of: date) -> None:
        self._out = io.BytesIO()
        self._book = Workbook(self._out, {"in_memory": True})
        created = datetime.combine(as_of, time())
        self._book.set_properties({"title": title, "author": "xbrief", "created": created})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self._text = self._book.add_format({"valign": "top", "text_wrap": True})
        self._link = self._book.add_format({"valign": "top", "font_color": "#0a53be", "underline": 1})

    def sheet(self, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A sheet of that name, or with a number behind it where there is one already."""
        sheet = self._book.add_worksheet(self._named(name))
        held = [[clean(cell)[:_LONGEST_TEXT] for cell in row] for row in rows]
        for column, head in enumerate(header):
            widest = max((len(row[column]) for row in held), default=0)
            sheet.set_column(column, column, max(_NARROWEST, min(widest, _WIDEST), min(len(head) + 2, _WIDEST)))
            sheet.write_string(0, column, clean(head), self._head)
        for n, row in enumerate(held, 1):
            for column, cell in enumerate(row):
                self._write(sheet, n, column, header[column], cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(held), len(header) - 1)

    def _named(self, name: str) -> str:
        taken = {sheet.get_name().lower() for sheet in self._book.worksheets()}
        plain = _NO_NAME.sub(" ", clean(name)).strip()[:27] or "Sheet"
        numbered = (f"{plain} {n}" for n in range(2, len(taken) + 3))
        return next(each for each in (plain, *numbered) if each.lower() not in taken)

    def _write(self, sheet: Worksheet, row: int, column: int, head: str, cell: str) -> None:
        if head in _FIGURES and _NUMBER.fullmatch(cell):
            sheet.write_number(row, column, float(cell), self._text)
        elif head == "URL" and cell.startswith(("https://", "http://")) and len(cell) <= _LONGEST_LINK:
            sheet.write_url(row, column, cell, self._link, cell)
        else:
            sheet.write_string(row, column, cell, self._text)

    def written(self, seal: stamp.Stamp) -> bytes:
        """The bytes of the workbook, with the stamp as a custom XML part, which Excel keeps."""
        self._book.close()
        return archive.fixed(self._out.getvalue(), stamp.xml(seal))
