"""Lists of facts and sources: for a terminal, as Markdown, as CSV and as JSON."""

from __future__ import annotations

import csv as writer
import io
import json as encoder
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xbrief import __version__
from xbrief.render import text as words

# What a spreadsheet would take for a formula at the start of a cell (OWASP, CSV injection), full-width forms too.
_FORMULA = frozenset("=+-@＝＋－＠\t\r")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$^])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: `rows` has a cell for each of the `header`; the first column is the id.

    `long` names the columns that get lines of their own in a terminal; `signs` are the glyphs of the rows there.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    long: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()


def markdown(sheet: Sheet) -> str:
    """A GFM table without a title, so that it fits into a report."""
    lines = [_row(sheet.header), _row(["---"] * len(sheet.header))]
    lines += [_row([_MARKUP.sub(r"\\\1", words.clean(cell)) for cell in row]) for row in sheet.rows]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"


def csv(sheet: Sheet) -> str:
    """RFC 4180 with Unix line ends; a cell that a spreadsheet would compute begins with an apostrophe."""
    out = io.StringIO()
    table = writer.writer(out, lineterminator="\n")
    table.writerow([name.lower().replace(" ", "_") for name in sheet.header])
    table.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()


def guarded(cell: str) -> str:
    """The cell as text to a spreadsheet, never as a formula; controls become spaces."""
    safe = words.clean(cell)
    return f"'{safe}" if cell[:1] in _FORMULA or safe.lstrip()[:1] in _FORMULA else safe


def json(schema: str, content: Mapping[str, Any]) -> str:
    """An object that names its schema (`xbrief.facts/1`) first; keys in the order given."""
    return encoder.dumps({"schema": schema, "xbrief": __version__, **content}, ensure_ascii=False, indent=2) + "\n"


def terminal(sheet: Sheet, *, width: int | None, color: bool, ascii: bool) -> str:
    """One entry a row: glyph, id and the short columns on the first line, the long ones below."""
    from rich.text import Text

    from xbrief.render.base import Page, measure

    page = Page(measure(width), ascii)
    page.title(sheet.title)
    dot = page.text(" · ")
    for n, row in enumerate(sheet.rows):
        page.blank()
        named = list(zip(sheet.header, row, strict=True))
        short = [page.text(cell) for name, cell in named[1:] if cell and name not in sheet.long]
        sign = sheet.signs[n] if sheet.signs else "•"
        head = Text.assemble(page.text(row[0], "bold"), "  ", dot.join(short))
        page.add(head, Text.assemble(page.glyph(sign), " "))
        for name, cell in named[1:]:
            if cell and name in sheet.long:
                page.add(page.text(cell), Text("  "))
    used = sorted(set(sheet.signs) & {*words.MEANINGS})
    if used:
        page.blank()
        page.legend((sign, words.MEANINGS[sign]) for sign in used)
    return page.printed(color=color)
