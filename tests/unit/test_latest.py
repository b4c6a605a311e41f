"""What the newest sources changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.properties.worlds import book, rules
from xbrief.brief.latest import Latest, latest
from xbrief.brief.market import Market, market
from xbrief.claims.types import Ledger

DAY = date(2026, 11, 22)


def look(held: Ledger, codes: Iterable[str]) -> dict[str, Market]:
    found = [market(held, rules(), code, lambda c: c) for code in codes]
    return {m.code: m for m in found if m}


def turns(days: int, day: date = DAY) -> tuple[Latest, ...]:
    return latest(book("cycles", day), look, days)


def test_the_newest_days_come_first_and_no_later_source_counts() -> None:
    found = turns(99)
    days = [turn.day for turn in found]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 5
    assert {turn.day for turn in turns(2)} == set(sorted(set(days), reverse=True)[:2])
    early = date(2021, 1, 1)
    assert max(turn.day for turn in turns(1, early)) <= early


def test_a_change_is_told_beside_what_was_told_before_and_is_no_work_of_time() -> None:
    changes = [change for turn in turns(99) for change in turn.changes]
    assert {change.kind for change in changes} == {"state", "words", "new"}
    assert {change.cause for change in changes} == {"facts"}
    turned = [change for change in changes if change.kind == "state"]
    assert all(change.before and change.after and change.old and change.new for change in turned)
    assert not any(change.retold for change in changes)


def test_what_turned_it_is_of_the_day_s_sources_where_it_can_be_named() -> None:
    named = 0
    held = book("cycles", DAY)
    for turn in turns(99):
        known = {i for i, f in held.known.items() if held.dossier.sources[f.source].known == turn.day}
        for change in turn.changes:
            assert not change.turned or known & set(change.turned), change.id
            named += bool(change.turned)
    assert named > 10


def test_where_nothing_is_known_nothing_is_new() -> None:
    assert turns(3, date(1999, 1, 1)) == ()
