"""Said against done: each moment on its day, on its side, with its market where there are several."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.unit.small_dossiers import fact, loaded
from xbrief import bundled
from xbrief.brief import timeline
from xbrief.brief.market import Market, market
from xbrief.brief.timeline import Timeline
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.dossier.load import load
from xbrief.model import Dossier
from xbrief.render.terminal import render
from xbrief.rules.load import builtin

DAY = date(2026, 11, 22)


def markets(dossier: Dossier, *codes: str, day: date = DAY) -> list[Market]:
    book, rules = ledger(dossier, day), builtin()
    held = [market(book, rules, code, lambda c: places.country(c).full) for code in codes]
    return [m for m in held if m is not None]


@cache
def real() -> Timeline:
    return timeline.timeline(markets(load(bundled.sources()).dossier, "kr", "br"), "full")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    sold = "kind: event\nevent: first-sale\ncategories: [lamps]"
    return loaded(
        tmp_path_factory.mktemp("timeline") / "d",
        fact("id: ch-plan\nstatus: planned\ntarget: '2020-06'\nsays: eva-lund"),
        fact("id: no-plan\nmarket: 'no'\nstatus: planned\ntarget: '2020'"),
        ex_2020_09=(
            "id: ex-2020-09\ntitle: T\npublisher: Example\npublished: '2021-01-09'\nurl: null\nfacts:\n"
            + fact(f"id: ch-sold\n{sold}\nat: '2020-07-08'\nclaim: Lamps came.\nanchor: lamps came")
            + fact(f"id: no-sold\nmarket: 'no'\n{sold}\nat: '2020'\nclaim: Lamps came.\nanchor: lamps came")
        ),
    ).dossier


def test_a_forecast_stands_on_the_day_it_was_made_with_target_and_fate(small: Dossier) -> None:
    (ch,) = markets(small, "ch")
    found = timeline.timeline([ch], "full")
    plan = next(m for m in found.moments if "kettles" not in m.statement.text and m.target and m.fate == "late")
    assert (plan.side, plan.year, plan.label) == ("said", "2020", "3 February 2020")
    assert plan.target is not None
    assert plan.target.text == "2020-06"
    assert "Eva Lund" in plan.statement.text
    assert "8 July 2020" in plan.statement.text
    assert "ch-plan" in {c for r in plan.statement.runs for c in r.cites}


def test_a_turn_stands_on_its_own_day_and_does_not_repeat_it(small: Dossier) -> None:
    found = timeline.timeline(markets(small, "ch"))
    turn = next(m for m in found.moments if m.side == "done" and "ch-sold" in m.statement.runs[-1].cites)
    assert (turn.day, turn.label, turn.fate, turn.target) == ("2020-07-08", "8 July 2020", "", None)
    assert "July" not in turn.statement.text
    assert "  " not in turn.statement.text
    assert turn.statement.text.endswith(".")


def test_a_bare_year_ends_the_year_it_names(small: Dossier) -> None:
    found = timeline.timeline(markets(small, "ch", "no"))
    assert [m.day for m in found.moments] == sorted(m.day for m in found.moments)
    year = next(m for m in found.moments if m.market == "no" and m.side == "done")
    assert (year.day, year.label, year.name) == ("2020-12-31", "2020", "Norway")


def test_several_markets_are_named_beside_the_day(small: Dossier) -> None:
    both = timeline.brief(timeline.timeline(markets(small, "ch", "no")))
    assert (both.kind, both.key) == ("compare", "ch-no-timeline")
    labels = {row.label for s in both.sections if s.table for row in s.table.rows}
    assert {"8 July 2020 · Switzerland", "2020 · Norway"} <= labels
    one = timeline.brief(timeline.timeline(markets(small, "ch")))
    assert (one.kind, one.key) == ("country", "ch-timeline")
    assert "8 July 2020" in {row.label for s in one.sections if s.table for row in s.table.rows}


def test_each_row_has_one_side_alone_and_every_citation_is_held() -> None:
    brief = timeline.brief(real())
    table = brief.sections[1].table
    assert table is not None
    assert table.header == ("", "Said", "Done")
    assert all(bool(row.cells[0].text) != bool(row.cells[1].text) for row in table.rows)
    cited = {c for row in table.rows for cell in row.cells for r in cell.runs for c in r.cites}
    assert cited == set(brief.citations)
    worded = {i for row in table.rows for cell in row.cells for i in cell.findings}
    assert worded <= set(brief.findings)


def test_the_count_adds_up_and_full_tells_no_less() -> None:
    brief = timeline.brief(real())
    said = [m for m in real().moments if m.side == "said"]
    counted = brief.sections[0].blocks[0].statements[0]
    assert len(counted.findings) == len(said)
    assert f"of the {len(said)} forecasts told here" in counted.text.lower()
    page = timeline.timeline(list(real().markets))
    assert 0 < len([m for m in page.moments if m.side == "said"]) < len(said)


def test_a_market_without_forecasts_says_so(tmp_path: Path) -> None:
    found = loaded(tmp_path / "d", fact("id: se-1\nmarket: se\nfrom: '2019-05'"))
    brief = timeline.brief(timeline.timeline(markets(found.dossier, "se")))
    assert brief.sections[0].blocks[0].statements[0].text == "No forecast is held."


def test_one_of_a_kind_is_told_in_the_singular(small: Dossier) -> None:
    brief = timeline.brief(timeline.timeline(markets(small, "no")))
    assert "The one forecast told here " in brief.sections[0].blocks[0].statements[0].text


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("were withdrawn", 1, "was withdrawn"),
        ("are still ahead", 1, "is still ahead"),
        ("have no outcome held", 1, "has no outcome held"),
        ("have no outcome held", 2, "have no outcome held"),
    ],
)
def test_verbs_agree(words: str, number: int, expected: str) -> None:
    assert timeline._agreed(words, number) == expected


def test_nothing_is_told_before_it_could_be_known(small: Dossier) -> None:
    found = timeline.timeline(markets(small, "ch", day=date(2020, 3, 1)), "full")
    assert {m.side for m in found.moments} == {"said"}
    assert {m.fate for m in found.moments} <= {"open", "ahead", "overdue"}


def test_in_a_terminal_the_fate_is_a_glyph_and_the_width_holds() -> None:
    page = render(timeline.brief(real()), width=80, color=False, ascii=False)
    assert max(map(len, page.splitlines())) <= 80
    assert "» " in page
    assert "? no outcome held" in page
