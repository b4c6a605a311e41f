"""Lists of facts and sources: filters, and the formats of a sheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from tests.unit.small_dossiers import fact, loaded
from xbrief.brief import listing, record
from xbrief.brief.listing import Filter
from xbrief.errors import UnknownName, XbriefError
from xbrief.model import Dossier
from xbrief.render import tables
from xbrief.render.tables import Sheet

DAY = date(2026, 1, 1)
SHEET = Sheet(
    "Two things",
    ("ID", "Claim", "Kind"),
    (("a-1", "It | *is* <b>.", "offer"), ("a-2", "=1+1", "")),
    frozenset({"Claim"}),
    ("•", "~"),
)


def test_markdown_is_a_table_in_which_nothing_is_markup() -> None:
    assert tables.markdown(SHEET) == (
        "| ID | Claim | Kind |\n| --- | --- | --- |\n| a-1 | It \\| \\*is\\* \\<b\\>. | offer |\n| a-2 | =1+1 |   |\n"
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("\t=1", "' =1"),
        ("  =1", "' =1"),
        ("＝1", "'＝1"),
        ("\u200b=1", "'=1"),
        ("1=1", "1=1"),
        ("a\x1b[31m\nb", "a [31m b"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(cell: str, expected: str) -> None:
    assert tables.guarded(cell) == expected


def test_csv_is_read_back_as_it_was() -> None:
    sheet = Sheet("", ("ID", "Said by"), (('a"b', "x,y"), ("c", "=2")))
    text = tables.csv(sheet)
    assert [*csv.reader(io.StringIO(text))] == [["id", "said_by"], ['a"b', "x,y"], ["c", "'=2"]]
    assert "\r" not in text


def test_json_names_its_schema_first_and_keeps_letters() -> None:
    text = tables.json("xbrief.facts/1", {"facts": ["Öl"]})
    assert text.startswith('{\n  "schema": "xbrief.facts/1"')
    assert "Öl" in text
    assert json.loads(text)["facts"] == ["Öl"]


def test_a_terminal_shows_an_entry_a_row_with_its_glyph() -> None:
    page = tables.terminal(SHEET, width=40, color=False, ascii=False)
    assert page == (f"Two things\n{'━' * 40}\n\n• a-1  offer\n  It | *is* <b>.\n\n~ a-2\n  =1+1\n\n~ speculation\n")


def test_a_sheet_without_glyphs_has_bullets_and_no_legend() -> None:
    page = tables.terminal(Sheet("T", ("ID",), (("x",),)), width=40, color=True, ascii=True)
    assert page.splitlines()[-1].endswith("- \x1b[1mx\x1b[0m")


# The filters, on a small invented dossier.


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    facts = (
        fact("id: ch-1\nclaim: One.\nfrom: '2019-01'\nsellers: [butik]"),
        fact("id: ch-2\nclaim: Two.\ncertainty: speculated\nstatus: planned\nsays: eva-lund\ncategories: [kettles]"),
        fact("id: ch-3\nclaim: Three.\nkind: view\nabout: lamps\nsays: {unnamed: a clerk}\nmarket: 'no'"),
        fact("id: ch-4\nclaim: Four.\nkind: tariff\nrate_percent: 12.5\ntype: excise\non: lamps\napplies_to: all"),
        fact(
            "id: ch-5\nclaim: Five.\nkind: view\nabout: lamps\nsays: butik\nof: ch-1"
            "\ndisputes: [{fact: ch-1, about: day}]"
        ),
    )
    undated = "id: ex-undated\ntitle: T\npublisher: Nobody\npublished: null\nurl: null\nfacts:\n" + fact("id: ch-6")
    found = loaded(tmp_path_factory.mktemp("small") / "d", *facts, ex_undated=undated)
    assert list(found.errors) == []
    return found.dossier


def ids(small: Dossier, **wanted: Any) -> set[str]:
    return {f.id for f in listing.facts(small, DAY, Filter(**wanted))}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, {"ch-1", "ch-2", "ch-3", "ch-4", "ch-5", "ch-ex2001-shop", "ch-ex2103-closed"}),
        ({"markets": ("no",)}, {"ch-3"}),
        ({"kind": ("tariff", "event")}, {"ch-4", "ch-ex2103-closed"}),
        ({"kind": ("View",), "markets": ("ch",)}, {"ch-5"}),
        ({"category": ("kettles",)}, {"ch-2"}),
        ({"category": ("lamps",), "kind": ("tariff",)}, {"ch-4"}),
        ({"party": ("Butik Bern",)}, {"ch-1"}),
        ({"speaker": ("Eva Lund",)}, {"ch-2"}),
        ({"speaker": ("Nordwind",)}, {"ch-2"}),
        ({"speaker": ("butik",)}, {"ch-5"}),
        ({"speaker": ("a clerk",)}, {"ch-3"}),
        ({"certainty": ("speculated",)}, {"ch-2"}),
        ({"status": ("planned",), "source": ("ex-2020-01",)}, {"ch-ex2001-shop"}),
        ({"source": ("example",), "since": "2021"}, {"ch-ex2103-closed"}),
        ({"since": "2021-03-05"}, set()),
        ({"since": "2021-03-04"}, {"ch-ex2103-closed"}),
    ],
)
def test_a_filter_leaves_what_has_all_that_is_asked(small: Dossier, wanted: dict[str, Any], expected: set[str]) -> None:
    assert ids(small, **wanted) == expected


def test_the_facts_come_in_order_of_what_they_are_about_and_only_those_known(small: Dossier) -> None:
    assert next(f.id for f in listing.facts(small, DAY, Filter())) == "ch-1"
    assert {f.id for f in listing.facts(small, date(2020, 1, 31), Filter())} == {"ch-ex2001-shop"}


def test_an_unknown_value_is_told_with_the_nearest_names(small: Dossier) -> None:
    with pytest.raises(UnknownName) as fault:
        ids(small, party=("Butik Brn",))
    assert fault.value.nearest[0] == "Butik Bern"
    with pytest.raises(UnknownName, match="no speaker is called 'eva-lundt'") as fault:
        ids(small, speaker=("eva-lundt",))
    assert "eva-lund" in fault.value.nearest
    with pytest.raises(XbriefError) as few:
        ids(small, certainty=("zzz",))
    assert few.value.hint == "there are: asserted, speculated"
    with pytest.raises(XbriefError) as none:
        listing.named("thing", "x", {})
    assert none.value.hint == "there are: none"
    with pytest.raises(UnknownName) as many:
        listing.named("thing", "zzz", {f"a{n}": () for n in range(20)})
    assert many.value.hint == ""


@pytest.mark.parametrize("since", ["soon", "../2016", "2016-13"])
def test_a_day_that_is_none_is_told(small: Dossier, since: str) -> None:
    with pytest.raises(XbriefError, match="--since") as fault:
        ids(small, since=since)
    assert fault.value.hint == "write YYYY, YYYY-MM or YYYY-MM-DD"


def test_sources_come_newest_first_with_their_facts_and_undated_ones_last(small: Dossier) -> None:
    found = [(s.id, n) for s, n in listing.sources(small, DAY)]
    assert found == [("ex-2021-03", 1), ("ex-2020-02", 5), ("ex-2020-01", 1), ("ex-undated", 1)]
    assert [(s.id, n) for s, n in listing.sources(small, DAY, ["no"])] == [("ex-2020-02", 1)]
    assert [s.id for s, _ in listing.sources(small, date(2020, 2, 1))] == ["ex-2020-01", "ex-undated"]


def test_a_fact_as_a_mapping_has_what_the_fact_has(small: Dossier) -> None:
    shown = record.fact_with_source(small, small.facts["ch-4"])
    assert shown["rate_percent"] == 12.5
    assert shown["on"] == ["lamps"]
    assert shown["markets"] == ["ch"]
    assert shown["certainty"] == "asserted"
    assert shown["source"]["published"] == "2020-02-03"
    assert not {"note", "place", "links", "status", "says", "exclusive"} & set(shown)
    dispute = record.fact(small.facts["ch-5"])
    assert dispute["disputes"] == [{"fact": "ch-1", "about": "day"}]
    assert dispute["of"] == {"fact": "ch-1"}
    assert dispute["says"] == [{"kind": "party", "name": "butik"}]
    assert record.fact(small.facts["ch-1"])["from"] == "2019-01"
    assert record.source(small.sources["ex-undated"])["published"] is None


def test_cells_are_text_whatever_is_missing(small: Dossier) -> None:
    cells = record.fact_cells(small, small.facts["ch-2"])
    assert (cells["Said by"], cells["Status"], cells["Published"]) == ("Eva Lund", "planned", "3 February 2020")
    assert record.fact_cells(small, small.facts["ch-6"])["Published"] == ""
    assert record.fact_cells(small, small.facts["ch-6"])["URL"] == ""
    assert record.fact_cells(small, small.facts["ch-1"])["From"] == "2019-01"
    source = record.source_cells(small, small.sources["ex-2020-01"], 3)
    assert (source["Origin"], source["Facts"], source["URL"]) == ("the lamp fair of 2020", "3", "")
    assert record.source_cells(small, small.sources["ex-undated"], 0)["Published"] == "day unknown"
