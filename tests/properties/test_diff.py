"""What has changed, on both dossiers and whatever days: nothing is told of a day with itself, nothing left out else."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from tests.properties.worlds import NAMES, TODAY, book, days, dossier, markets, rules
from xbrief.brief import changed, diff
from xbrief.brief.changed import Looks
from xbrief.brief.diff import RETELLING, Diff
from xbrief.brief.market import Market, market
from xbrief.claims.types import Ledger
from xbrief.dossier import places
from xbrief.render.terminal import render
from xbrief.rules import engine

# It would cost four times the time to count lines here; the tests of each part count them.
pytestmark = pytest.mark.no_cover

LOOKS = Looks("before", "after")


def sampled(name: str) -> list[int]:
    """Positions of a handful of days, the first and the last among them."""
    last = len(days(dossier(name))) - 1
    return sorted({0, last // 5, last // 3, last // 2, 3 * last // 4, last})


@cache
def held(name: str, position: int) -> dict[str, Market]:
    return {m.code: m for m in markets(book(name, days(dossier(name))[position]))}


@cache
def compared(name: str, first: int, last: int) -> list[Diff]:
    """The comparison of all markets between two days."""
    old, new = held(name, first), held(name, last)
    day = days(dossier(name))[last]
    start = book(name, days(dossier(name))[first])
    waiting = diff.waited(start, day) if first < last else None
    return [diff.diff(old.get(c), new.get(c), _market(waiting, c)) for c in sorted({*old, *new})]


def _market(of: Ledger | None, code: str) -> Market | None:
    return market(of, rules(), code, lambda c: places.country(c).full) if of else None


def told(of: Market | None) -> dict[str, tuple[str, str, bool]]:
    """State, sentence and staleness of every finding that a rule words, worked out apart from the comparison."""
    if of is None:
        return {}
    worded = [f for f in of.findings if f.rule in of.rules]
    return {f.id: (f.state, engine.sentence(of.told([f])).text, f.stale) for f in worded}


@pytest.mark.parametrize("name", NAMES)
def test_a_day_with_itself_is_empty(name: str) -> None:
    for position in sampled(name):
        assert all(found.empty for found in compared(name, position, position))


@pytest.mark.parametrize("name", NAMES)
def test_every_conclusion_that_changed_is_named_and_no_other(name: str) -> None:
    spans = [*pairwise(sampled(name)), (sampled(name)[0], sampled(name)[-1])]
    for found in (each for first, last in spans for each in compared(name, first, last)):
        old, new = told(found.old), told(found.new)
        # A turn of the story may bear another number, and is the same turn.
        both = {t for _, t, _ in old.values()} & {t for _, t, _ in new.values()}
        shifted = {
            i for side in (old, new) for i, (_, t, _) in side.items() if i.split(".")[1] in RETELLING and t in both
        }
        differing = {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)} - shifted
        named = {c.id: c for c in found.changes}
        assert differing <= named.keys()
        for id in named.keys() - differing:
            # Else the evidence behind the same words is another one, and nothing but that.
            change = named[id]
            assert change.kind in {"confirmed", "weaker", "aged"}
            assert not change.worded


@pytest.mark.parametrize("name", NAMES)
def test_without_a_new_fact_time_alone_has_turned_what_changed(name: str) -> None:
    day = days(dossier(name))[-1]
    old = held(name, sampled(name)[2])
    waiting = diff.waited(next(iter(old.values())).ledger, day)
    for code, earlier in old.items():
        later = _market(waiting, code)
        found = diff.diff(earlier, later, later)
        assert [*found.added, *found.removed, *found.edited, *found.superseded] == []
        assert {c.cause for c in found.changes} <= {"time"}
        assert {c.kind for c in found.changes} <= {"lapsed", "aged", "new", "gone"}
        assert not [c for c in found.changes if c.turned]


@pytest.mark.parametrize("name", NAMES)
def test_what_facts_turned_names_only_facts_that_came_in_between(name: str) -> None:
    first, last = sampled(name)[1], sampled(name)[-1]
    before = book(name, days(dossier(name))[first]).known
    after = book(name, TODAY).known
    for found in compared(name, first, last):
        assert {i for c in found.changes for i in c.turned} <= after.keys() - before.keys()
        assert {f.id for f in found.added} <= after.keys() - before.keys()


@pytest.mark.parametrize("name", NAMES)
def test_each_page_cites_what_it_tells_and_keeps_its_measure(name: str) -> None:
    first, last = sampled(name)[2], sampled(name)[-1]
    for found in compared(name, first, last):
        page = changed.brief(found, LOOKS)
        shown = render(page, width=80, color=False, ascii=False)
        # Wide letters count two cells; these dossiers have none in what is told.
        assert max(map(len, shown.splitlines())) <= 80
        assert all(c.fact.id == key for key, c in page.citations.items())
        for change in found.of("state", "words", "new", "gone"):
            assert change.id in shown.replace("\n  ", "").replace("\n", "")
