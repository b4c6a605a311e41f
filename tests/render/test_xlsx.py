"""Excel: what is text stays text, figures are figures, links are links, and the bytes are the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from docx.oxml import parse_xml

from tests.render.briefs import bundled, poisoned, seal
from xbrief.render import stamp, xlsx
from xbrief.render.text import clean

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEADER = ("ID", "Value", "Claim", "URL")
ROWS = (
    ("=1+1", "3.5", "@SUM(A1)", "https://ex.example/a?b=1&c=<d>"),
    ("-2", "about 3", "+1 <b> & \x1b[31m", "javascript:alert(1)"),
    ("x", "-40", "2016", "https://ex.example/" + "a" * 2100),
)
LIST = stamp.plain("facts", "0" * 64, date(2026, 11, 22))


def opened(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


def cells(workbook: bytes, number: int = 1) -> list[list[str | float]]:
    """The cells of a sheet: text, or a number where the cell is one."""
    parts = opened(workbook)
    shared = ["".join(t.text or "" for t in s.iter(f"{M}t")) for s in parse_xml(parts["xl/sharedStrings.xml"])]
    rows = parse_xml(parts[f"xl/worksheets/sheet{number}.xml"]).iter(f"{M}row")
    return [[_value(cell, shared) for cell in row] for row in rows]


def _value(cell: Any, shared: list[str]) -> str | float:
    assert cell.find(f"{M}f") is None
    value = cell.find(f"{M}v")
    if value is None:
        return ""
    return shared[int(value.text)] if cell.get("t") == "s" else float(value.text)


def names(workbook: bytes) -> list[str]:
    return [s.get("name") for s in parse_xml(opened(workbook)["xl/workbook.xml"]).iter(f"{M}sheet")]


def test_text_stays_text_and_figures_are_figures() -> None:
    made = xlsx.listed("Facts", HEADER, ROWS, LIST)
    head, *rows = cells(made)
    assert head == [*HEADER]
    assert [row[0] for row in rows] == ["=1+1", "-2", "x"]
    assert [row[1] for row in rows] == [3.5, "about 3", -40.0]
    assert [row[2] for row in rows] == ["@SUM(A1)", clean(ROWS[1][2]), "2016"]


def test_only_addresses_of_the_web_are_links() -> None:
    parts = opened(xlsx.listed("Facts", HEADER, ROWS, LIST))
    relations = parts["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert re.findall(r'Target="([^"]+)"', relations) == ["https://ex.example/a?b=1&amp;c=%3cd%3e"]


def test_the_same_list_gives_the_same_bytes_with_its_stamp_and_no_day_of_the_clock() -> None:
    made = xlsx.listed("Facts", HEADER, ROWS, LIST)
    assert made == xlsx.listed("Facts", HEADER, ROWS, LIST)
    assert stamp.read(made) == (LIST,)
    days = re.findall(r"\d{4}-\d\d-\d\dT", opened(made)["docProps/core.xml"].decode())
    assert days == ["2026-11-22T"] * 2
    assert "customXml/item1.xml" in opened(made)["xl/_rels/workbook.xml.rels"].decode()


def test_an_empty_list_is_a_header() -> None:
    assert cells(xlsx.listed("Facts", HEADER, (), LIST)) == [[*HEADER]]


@pytest.mark.parametrize("name", ["us br kr", "timeline us br"])
def test_a_brief_is_its_tables_and_its_notes(name: str) -> None:
    brief = bundled(name)
    made = xlsx.briefs([brief], seal(brief))
    tables = [s for s in brief.sections if s.table]
    assert names(made) == [*(s.heading for s in tables), "Notes"]
    table = tables[0].table
    assert table is not None
    found = cells(made)
    assert len(found) == len(table.rows) + 1
    assert any(re.search(r" \[[\d,-]+\]$", str(cell)) for row in found[1:] for cell in row)
    notes = cells(made, len(tables) + 1)
    assert [row[0] for row in notes[1:]] == [float(n) for n in range(1, len(brief.citations) + 1)]
    assert stamp.read(made) == (seal(brief),)


def test_sheets_of_one_name_are_told_apart_and_hostile_names_are_names() -> None:
    one, other = bundled("us br kr"), poisoned("us br kr")
    made = xlsx.briefs([one, one, other], seal(one))
    found = names(made)
    assert found[:4] == ["Side by side", "Notes", "Side by side 2", "Notes 2"]
    assert len({name.lower() for name in found}) == len(found)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in found)
    assert "</script>" in str(cells(made, 5)[1][0])
