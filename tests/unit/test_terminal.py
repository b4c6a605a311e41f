"""The terminal view: nothing wider than asked, nothing that acts on a terminal, every cited fact in the notes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from xbrief import bundled
from xbrief.brief import compare, country, region
from xbrief.brief.market import Market, market
from xbrief.brief.types import Block, Brief, Cell, Citation, Length, Row, Section, Table, Tone
from xbrief.claims.ledger import ledger
from xbrief.dossier import dates, places
from xbrief.dossier.load import load
from xbrief.model import Certainty, Fact, Source
from xbrief.render import text as words
from xbrief.render.base import Page, shares
from xbrief.render.terminal import render
from xbrief.rules.load import builtin
from xbrief.rules.types import Finding, Run, Statement

DAY = date(2026, 11, 22)
WIDTHS = (24, 40, 60, 80, 92, 100, 130)
ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")


@cache
def markets() -> dict[str, Market]:
    found = load(bundled.sources()).dossier
    book, rules = ledger(found, DAY), builtin()
    held = {code: market(book, rules, code, lambda c: places.country(c).full) for code in found.markets}
    return {code: m for code, m in held.items() if m is not None}


@cache
def bundled_brief(name: str) -> Brief:
    held = [*markets().values()]
    if name == "six":
        return compare.brief(held[:6])
    if name == "two":
        return compare.brief([markets()["us"], markets()["br"]])
    if name == "region":
        return region.brief(held, "a region", held[0].ledger)
    code, _, length = name.partition(" ")
    lengths: dict[str, Length] = {"": "page", "line": "line", "full": "full"}
    return country.brief(markets()[code], lengths[length])


NAMES = ("kr", "br full", "us line", "two", "six", "region")


def cells(line: str) -> int:
    """The columns that a terminal gives to a line (UAX 11)."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in line
    )


def plain(brief: Brief, width: int | None = 80, *, ascii: bool = False) -> str:
    return render(brief, width=width, color=False, ascii=ascii)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("ascii", [False, True])
def test_no_line_is_wider_than_asked_or_than_can_be_read(name: str, width: int, ascii: bool) -> None:
    page = plain(bundled_brief(name), width, ascii=ascii)
    assert max(map(cells, page.splitlines())) <= min(width, 100)
    assert page.endswith("\n")
    assert [line for line in page.splitlines() if line != line.rstrip()] == []
    assert "\n\n\n" not in page


@pytest.mark.parametrize("name", NAMES)
def test_without_colour_there_is_no_escape_and_with_it_only_base_colours(name: str) -> None:
    bare = plain(bundled_brief(name))
    assert "\x1b" not in bare
    coloured = render(bundled_brief(name), width=80, color=True, ascii=False)
    codes = {int(c) for found in ESCAPE.findall(coloured) for c in found.split(";") if c}
    assert codes <= {0, 1, 2, *range(30, 38), *range(90, 98)}
    assert {1, 2} <= codes
    assert ESCAPE.sub("", coloured) == bare


@pytest.mark.parametrize("name", NAMES)
def test_the_same_brief_gives_the_same_bytes_and_no_width_means_80(name: str) -> None:
    assert plain(bundled_brief(name), None) == plain(bundled_brief(name), 80) == plain(bundled_brief(name), 80)


@pytest.mark.parametrize("name", NAMES)
def test_in_ascii_only_letters_of_names_are_not_ascii(name: str) -> None:
    page = plain(bundled_brief(name), ascii=True)
    assert [c for c in page if not c.isascii() and unicodedata.category(c)[0] not in {"L", "M"}] == []


def numbers(page: str) -> set[int]:
    found: set[int] = set()
    for mark in re.findall(r"\[([\d,-]+)\]", page):
        for part in mark.split(","):
            first, _, last = part.partition("-")
            found.update(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_cited_fact_stands_in_the_notes(name: str) -> None:
    brief = bundled_brief(name)
    body, _, notes = plain(brief).partition("\nNotes ")
    assert numbers(notes) == set(range(1, len(brief.citations) + 1)) == numbers(body)
    for citation in brief.citations.values():
        assert words.clean(citation.source.publisher).split()[0] in notes


def test_the_words_of_the_sources_are_told_in_a_full_brief_alone() -> None:
    anchor = next(iter(bundled_brief("br full").citations.values())).fact.anchor.split()[0]
    assert f"“{anchor}" in plain(bundled_brief("br full")).partition("\nNotes ")[2]
    assert "“" not in plain(bundled_brief("kr")).partition("\nNotes ")[2]


def test_the_bottom_line_comes_first_and_is_barred() -> None:
    lines = plain(bundled_brief("kr")).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("▌ Bottom line."))
    assert first < next(n for n, line in enumerate(lines) if line.startswith("Snapshot "))
    assert first < 8
    assert "22 months old" in "".join(lines[:first])


def test_the_snapshot_is_a_table_where_there_is_room_and_folds_where_not() -> None:
    wide = plain(bundled_brief("kr"), 100)
    assert re.search(r"Last known +As of +Evidence", wide)
    assert "└" not in wide
    narrow = plain(bundled_brief("kr"), 80)
    assert "Last known · as of · evidence" in narrow
    assert re.search(r"└ 18 July 2018 · .+ · stale\n", narrow)


def test_two_markets_stand_side_by_side_and_six_below_each_other() -> None:
    assert re.search(r"\n +United States +Brazil\n", plain(bundled_brief("two"), 80))
    six = plain(bundled_brief("six"), 100)
    names = [places.country(m).name for m in bundled_brief("six").markets]
    table = bundled_brief("six").sections[1].table
    assert table is not None
    entry = six.partition(f"\n{table.rows[1].label}\n")[2].partition("\n\n")[0]
    assert [name for name in names if re.search(rf"^  {re.escape(name)} ", entry, re.MULTILINE)] == names


# A brief made by hand: every glyph, and words that would act on a terminal.

HOSTILE = "a\x1b[31mred\x07 \u202edna\u202c [bold]b[/bold] :smile: \x9b1m c\u200bd\r\n"


def fact(id: str, certainty: Certainty = "asserted") -> Fact:
    return Fact(id=id, source="src", kind="view", claim="It is.", certainty=certainty, anchor=f"words of {id}")


def made(sections: tuple[Section, ...], findings: dict[str, Finding] | None = None, **given: Any) -> Brief:
    when = dates.parse("2026-10-01")
    source = Source("src", "T", given.pop("publisher", "Paper"), (), when, None, "en", None)
    facts = (fact("f1"), fact("f2", "speculated"), replace(fact("f3"), anchor=""))
    shape: dict[str, Any] = {
        "kind": "country",
        "key": "xx",
        "title": "T",
        "company": "C",
        "markets": ("xx",),
        "as_of": DAY,
        "length": "page",
        "meta": ("Brief",),
        "citations": {f.id: Citation(f, source, "" if f.id == "f1" else "Ann") for f in facts},
        "sources": (source,),
    }
    return Brief(sections=sections, findings=findings or {}, **{**shape, **given})


def told(text: str, *cites: str, finding: str = "") -> Statement:
    return Statement((Run(text, cites),), (finding,) if finding else ())


def found(state: str, *, stale: bool = False, when: str = "") -> Finding:
    day = dates.parse(when) if when else None
    return Finding(id=state, rule="r", section="s", market="xx", state=state, stale=stale, when=day)


def bullets(section: str, *statements: Statement, findings: dict[str, Finding] | None = None) -> str:
    blocks = tuple(Block((s,), bullet=True) for s in statements)
    return plain(made((Section(section, "Part", blocks),), findings))


@pytest.mark.parametrize("where", ["title", "meta", "publisher", "heading", "text", "label", "cell", "lead", "header"])
def test_hostile_words_do_nothing(where: str) -> None:
    def put(name: str) -> str:
        return HOSTILE if name == where else "x"

    table = Table(("", put("header")), (Row(put("label"), (Cell((Run(put("cell")),)),)),))
    section = Section("why", put("heading"), (Block((told(put("text"), "f1"),), lead=put("lead")),), table)
    brief = made((section,), title=put("title"), meta=(put("meta"),), publisher=put("publisher"))
    page = plain(brief)
    assert [c for c in page if not c.isprintable() and c != "\n"] == []
    assert "[bold]b[/bold]" in page
    assert render(brief, width=80, color=True, ascii=False).count("\x1b[31m") == 0


def test_a_forecast_shows_its_fate_and_the_legend_explains_each_glyph_once() -> None:
    states = {s: found(s) for s in ("met", "late", "missed", "overdue", "withdrawn", "ahead", "other")}
    page = bullets("said", *(told(s, "f1", finding=s) for s in states), findings=states)
    lines = [line[:3] for line in page.splitlines() if line[1:2] == " "]
    assert lines[:7] == ["✓ m", "» l", "✗ m", "? o", "↶ w", "… a", "• o"]
    assert "✓ came  » came late  ✗ passed without it  ? no outcome held" in page
    twice = made((Section("said", "A", (Block((told("x", finding="late"),), bullet=True),)),) * 2, states)
    assert plain(twice).count("» came late") == 1


def test_speculation_and_conflicts_are_marked() -> None:
    page = bullets("why", told("One", "f1"), told("Two", "f2", "f1"), told("Three"))
    assert "• One[1]\n~ Two[1,2]\n• Three\n" in page
    assert "~ speculation" in page
    assert "≠ One[1]" in bullets("conflicts", told("One", "f1"))
    block = Block((told("Why:", finding="competing"),), items=(told("*rules*: so", "f2"),), bullet=True)
    page = plain(made((Section("why", "Why", (block,)),), {"competing": found("competing")}))
    assert "≠ Why:\n  ~ rules: so[2]\n" in page


def test_a_list_below_a_plain_paragraph_or_the_bottom_line_is_told_too() -> None:
    block = Block((told("Head."),), items=(told("Item.", "f1"),))
    assert "Head.\n  • Item.[1]" in plain(made((Section("gaps", "Gaps", (block,)),)))
    assert "▌ Head.\n▌ - Item.[1]" in plain(made((Section("bottom", "B", (block,)),)))


def test_years_hang_before_the_story() -> None:
    page = plain(made((Section("story", "S", (Block((told("Came."),), lead="2014.", bullet=True),)),)))
    assert "\n2014  Came.\n" in page


@pytest.mark.parametrize(
    ("tone", "states", "glyph"),
    [
        ("fresh", [found("active", when="2026-01-01")], "●"),
        ("fresh", [found("active", when="2019-01-01")], " "),
        ("fresh", [found("announced", when="2026-01-01")], "?"),
        ("fresh", [found("overdue", when="2019-01-01")], "?"),
        ("fresh", [], "●"),
        ("stale", [found("active", stale=True), found("ended")], "◐"),
        ("stale", [found("active", stale=True)], "○"),
        ("disputed", [found("disputed")], "≠"),
        ("none", [], "–"),
        ("plain", [], " "),
        ("plain", [found("late")], "»"),
    ],
)
def test_the_state_of_a_row_stands_before_it(tone: Tone, states: list[Finding], glyph: str) -> None:
    cell = Cell((Run("on sale", ("f1",)),), tuple(f.state for f in states), tone)
    rows = (Row("Goods", (cell, Cell((Run("today"),)), Cell((Run("reported · one origin"),)))),)
    section = Section("snapshot", "Snapshot", (), Table(("", "Last known", "As of", "Evidence"), rows))
    page = plain(made((section,), {f.state: f for f in states}))
    assert f"\n{glyph} Goods " in page
    assert (f"{glyph} {words.MEANINGS[glyph]}" in page) if glyph.strip() else ("● " not in page)


@pytest.mark.parametrize(("published", "glyph"), [("2026-10-01", "●"), ("2025-10-01", "◐"), ("2019", "○"), (None, "○")])
def test_the_age_of_the_newest_source_is_a_glyph(published: str | None, glyph: str) -> None:
    source = Source("src", "T", "P", (), dates.parse(published) if published else None, None, "en", None)
    brief = made((), meta=("Brief", "newest source of some day", "not today"), sources=(source,))
    assert f"{glyph} newest source of some day\n  not today" in plain(brief)
    undated = replace(brief, citations={"f1": Citation(fact("f1"), source, "")})
    assert ("P, day unknown [1]" in plain(undated)) == (published is None)


def test_a_full_brief_gives_anchor_and_speaker_of_each_fact_and_else_the_id() -> None:
    page = plain(made((), length="full"))
    assert "Paper, 1 October 2026 [1-3]\n  [1] “words of f1”\n  [2] Ann: “words of f2”\n  [3] Ann: f3" in page


def test_a_mark_stands_before_the_space_to_the_next_clause_and_unknown_facts_have_none() -> None:
    runs = (Run("One; ", ("f1",)), Run("two. ", ("lost",)), Run("Three", ("f1", "f3")))
    page = plain(made((Section("gaps", "G", (Block((Statement(runs, ()),)),)),)))
    assert "One;[1] two. Three[1,3]" in page


def test_a_table_without_rows_is_a_heading_alone() -> None:
    brief = made((Section("timeline", "Timeline", (), Table(("", "Said", "Done"), ())),), citations={})
    assert plain(brief).splitlines()[-1].startswith("Timeline ─")


def test_an_empty_section_and_an_empty_list_of_notes_leave_no_trace() -> None:
    assert plain(made((Section("sources", "Sources"),), citations={})) == f"T\n{'━' * 80}\nBrief\n"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([1], "1"), ([2, 1], "1,2"), ([1, 2, 3], "1-3"), ([9, 3, 4, 5, 1, 1], "1,3-5,9"), ([], "")],
)
def test_numbers_on_end_become_a_span(numbers: list[int], expected: str) -> None:
    assert words.spans(numbers) == expected


def test_plain_spells_punctuation_and_keeps_letters() -> None:
    assert words.plain("“São Paulo” – 여우미… · ½ € ☃") == '"São Paulo" - 여우미... | 1/2 EUR  ?'
    assert words.plain("plain") == "plain"


def test_columns_share_what_is_left_or_give_up() -> None:
    assert shares([5, 100], 60) == [5, 53]
    assert shares([30, 100, 200], 100) == [30, 33, 33]
    assert shares([100, 100, 100], 60) is None


def test_a_heading_too_long_for_a_rule_stands_alone() -> None:
    page = Page(24)
    page.heading("x" * 24)
    assert page.printed(color=False) == "x" * 24 + "\n"
