"""What is due: on which day, of which kind, and why; nothing by hindsight."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.properties import worlds
from tests.unit.small_dossiers import dossier, fact, loaded, source
from xbrief.brief import agenda
from xbrief.brief.agenda import Item
from xbrief.brief.market import Market, market
from xbrief.brief.status import Status, conflicts, step
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.dossier import places
from xbrief.model import Dossier
from xbrief.rules.load import builtin

WATCH = "watch:\n- {id: seller, words: a seller appears, since: '2020-02-29', kind: partner, role: retailer}"
SELLER = """
id: ch-ex2006-butik
kind: partner
parties: [butik]
role: retailer
categories: [lamps]
status: announced
certainty: speculated
says: eva-lund
claim: Butik may sell lamps.
anchor: may sell lamps
"""


def _markets(book: Ledger) -> list[Market]:
    held = [market(book, builtin(), c, lambda code: places.country(code).full) for c in book.dossier.markets]
    return [m for m in held if m is not None]


def due(of: Dossier, day: date, within: int = 30, **suspect: tuple[str, ...]) -> tuple[Item, ...]:
    book = ledger(of, day)
    return agenda.agenda(book, _markets(book), within, {k.replace("_", "-"): v for k, v in suspect.items()})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    found = loaded(
        tmp_path_factory.mktemp("agenda") / "d",
        fact("from: '2020-01-15'"),
        fact("id: ch-plan\nstatus: planned\ncategories: [kettles]\ntarget: '2020-06'"),
        dossier=dossier(WATCH),
        ex_2020_06=source(fact(SELLER), head="id: ex-2020-06\npublished: '2020-06-10'"),
    )
    assert not found.problems, found.problems
    return found.dossier


def kinds(items: tuple[Item, ...]) -> list[str]:
    return [i.kind for i in items]


def test_a_state_is_due_on_the_first_day_on_which_it_is_stale(small: Dossier) -> None:
    def found(day: date, within: int) -> list[Item]:
        return [i for i in due(small, day, within) if i.id == "ch.on-sale.lamps"]

    # Told for 3 February 2020, and bears 365 days.
    assert found(date(2021, 1, 3), 30) == []
    (item,) = found(date(2021, 1, 4), 30)
    assert (item.day, item.kind, item.market) == (date(2021, 2, 3), "stale", "ch")
    assert item.because == "last told for 3 February 2020, goes stale on 3 February 2021"
    assert item.facts == ("ch-ex2002-lamps",)
    (gone,) = found(date(2021, 2, 3), 0)
    assert gone.because == "went stale on 3 February 2021"
    assert gone.words.startswith("When last reported, on 3 February 2020, ")


@pytest.mark.parametrize("name", worlds.NAMES)
def test_what_is_due_as_stale_is_what_briefs_tell_as_stale(name: str) -> None:
    for day in (date(2016, 6, 30), date(2021, 3, 1), date(2024, 6, 1), worlds.TODAY):
        book = ledger(worlds.dossier(name), day)
        markets = _markets(book)
        stale = {f.id: f.stale for m in markets for f in m.findings}
        for item in agenda.agenda(book, markets, 100_000):
            if item.kind == "stale":
                assert stale[item.id] is (item.day <= day), item


def test_a_forecast_is_due_on_its_last_day(small: Dossier) -> None:
    def found(day: date) -> list[Item]:
        return [i for i in due(small, day) if i.kind == "forecast" and "kettles" in i.id]

    assert found(date(2020, 5, 30)) == []
    (ahead,) = found(date(2020, 6, 1))
    assert (ahead.day, ahead.because) == (date(2020, 6, 30), "the last day named for it is 30 June 2020")
    (overdue,) = found(date(2020, 9, 1))
    assert overdue.because == "the last day named for it was 30 June 2020"


def test_a_forecast_without_a_day_is_due_after_a_year(small: Dossier) -> None:
    found = [i for i in due(small, date(2021, 1, 10)) if i.kind == "forecast" and "ch-ex2001-shop" in i.facts]
    # The lamps came: the earlier plan for them has its outcome.
    assert found == []
    (item,) = (i for i in due(small, date(2021, 5, 30)) if i.kind == "forecast" and "ch-ex2006-butik" in i.facts)
    assert item.day == date(2021, 6, 10)
    assert item.because == "names no last day; a year old on 10 June 2021"


def test_what_is_waited_for_is_due_when_a_newer_fact_passes_its_test(small: Dossier) -> None:
    assert "watch" not in kinds(due(small, date(2020, 6, 9)))
    (item,) = (i for i in due(small, date(2020, 6, 10)) if i.kind == "watch")
    assert (item.id, item.day, item.words) == ("seller.ch-ex2006-butik", date(2020, 6, 10), "Butik may sell lamps.")
    assert item.because == (
        "a seller appears. Told by Example, 10 June 2020, as speculation, announced and not done, "
        "by the account of Eva Lund, Nordwind's chief executive"
    )


def test_a_fact_of_the_day_itself_is_no_news(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "d",
        fact(SELLER),
        dossier=dossier(WATCH.replace("2020-02-29", "2020-02-03")),
    )
    assert "watch" not in kinds(due(found.dossier, date(2020, 3, 1)))


def test_suspect_facts_are_due_on_the_day_where_they_are_known(small: Dossier) -> None:
    items = due(small, date(2020, 3, 1), ch_ex2002_lamps=("claim", "the text"), ch_ex2103_closed=("claim",), zz=("at",))
    (item,) = (i for i in items if i.kind == "suspect")
    assert (item.id, item.day, item.market) == ("ch-ex2002-lamps", date(2020, 3, 1), "ch")
    assert item.because == ("changed since its words were found: claim and the text. Told by Example, 3 February 2020")


def test_the_list_goes_by_day_and_counts_by_kind(small: Dossier) -> None:
    items = due(small, date(2026, 11, 22), ch_ex2002_lamps=("claim",))
    assert [i.day for i in items] == sorted(i.day for i in items)
    assert len({(i.kind, i.id) for i in items}) == len(items)
    number = agenda.count(items)
    assert sum(number.values()) == len(items)
    assert [*number] == [k for k in agenda.KINDS if k in number]
    assert agenda.summary({"watch": 1, "stale": 14}) == "one thing that was waited for and 14 stale conclusions"
    assert agenda.summary({}) == ""


def test_to_look_far_ahead_is_no_fault(small: Dossier) -> None:
    assert due(small, date(9999, 12, 1), 4000)


STATUS = Status(
    company="Nordwind",
    as_of=date(2020, 1, 1),
    sources=1,
    newest=None,
    facts=3,
    markets={"ch": 3},
    checked={"found": 1, "never": 2},
    texts=True,
    errors=0,
    warnings=0,
    elsewhere=0,
    conflicts=0,
    due={},
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"errors": 1, "checked": {"suspect": 1}, "due": {"stale": 1}}, "check"),
        ({"warnings": 1}, "check"),
        ({"checked": {"suspect": 1}, "due": {"stale": 1}}, "verify"),
        ({"due": {"stale": 1}}, "due"),
        ({}, "verify"),
        ({"texts": False}, "country"),
        ({"checked": {"found": 3}}, "country"),
        ({"checked": {}, "facts": 0, "markets": {}}, "add"),
    ],
)
def test_the_next_step_is_what_is_worst(changes: dict[str, object], expected: str) -> None:
    from dataclasses import replace

    name, because = step(replace(STATUS, **changes))  # type: ignore[arg-type]  # fields by name, as a table gives them
    assert name == expected
    assert because


def test_facts_checked_are_those_found_and_those_vouched_for() -> None:
    from dataclasses import replace

    assert replace(STATUS, checked={"found": 2, "vouched": 3, "suspect": 4, "never": 5}).sure == 5


def test_a_pair_in_conflict_counts_once(tmp_path: Path) -> None:
    found = loaded(tmp_path / "d", fact("disputes: [ch-ex2001-shop]\ndenies: [ch-ex2001-shop]"))
    assert conflicts(ledger(found.dossier, date(2020, 3, 1))) == 1
    assert conflicts(ledger(found.dossier, date(2020, 2, 1))) == 0
