"""Whether two facts meet: on one day, on the same goods. What is only possible is told from what is sure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from xbrief.claims.when import high, low, observed
from xbrief.model import Dossier, Edtf, Fact, Point

# Said at one time, give or take.
NEAR = timedelta(days=31)
# How far an approximate date may be off.
SLACK = {"day": 3, "month": 15, "quarter": 31, "half": 31, "year": 183}

Span = tuple[date, date]


def span(when: Edtf) -> Span:
    """The days that a date allows; an approximate end is as much wider as its precision bears."""
    first = _off(when.start, -1) if when.start else date.min
    return first, _off(when.end, 1) if when.end else date.max


def _off(point: Point, way: int) -> date:
    edge = point.earliest if way < 0 else point.latest
    days = SLACK[point.precision] if point.approximate else 0
    # The calendar has a first and a last day.
    return date.fromordinal(min(max(edge.toordinal() + way * days, 1), date.max.toordinal()))


def apart(a: Edtf, b: Edtf) -> bool:
    """Is there no day that both dates allow?"""
    (a_first, a_last), (b_first, b_last) = span(a), span(b)
    return a_last < b_first or b_last < a_first


def gap(a: Edtf, b: Edtf) -> Span:
    """From the last day of the earlier date to the first of the later."""
    (a_first, a_last), (b_first, b_last) = span(a), span(b)
    return (a_last, b_first) if a_last < b_first else (b_last, a_first)


def within(a: Edtf, b: Edtf, days: timedelta) -> bool:
    first, last = gap(a, b)
    return last - first <= days


def held(dossier: Dossier, fact: Fact) -> Span | None:
    """The days on which the fact is sure to hold; None where its dates are sure of none."""
    if fact.status in {"ended", "suspended"} and fact.until is None:
        return None
    begin = fact.from_.latest if fact.from_ else observed(dossier, fact).latest
    end = _end(dossier, fact)
    first = low(end) if end.start is not None else None
    return (begin, first) if begin and first and begin <= first else None


def held_together(dossier: Dossier, a: Fact, b: Fact) -> bool:
    """Is there a day on which both are sure to hold?"""
    mine, theirs = held(dossier, a), held(dossier, b)
    return mine is not None and theirs is not None and mine[0] <= theirs[1] and theirs[0] <= mine[1]


def _end(dossier: Dossier, fact: Fact) -> Edtf:
    """The end of the state, or the day on which it still held; an end that lies ahead has ended nothing."""
    seen = observed(dossier, fact)
    over = fact.until is not None and (fact.status == "ended" or high(fact.until) <= high(seen))
    return fact.until if over and fact.until else seen


def may_meet(dossier: Dossier, a: Fact, b: Fact) -> bool:
    """May the two have held on one day?"""

    def window(fact: Fact) -> Span:
        end = _end(dossier, fact)
        return span(fact.from_ or end)[0], span(end)[1]

    (a_first, a_last), (b_first, b_last) = window(a), window(b)
    return a_first <= b_last and b_first <= a_last


def alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Do both name one thing, or one of them none?"""
    return not a or not b or bool(set(a) & set(b))


def goods_meet(a: Fact, b: Fact) -> bool:
    """Are they of the same goods and models, as far as both name any?"""
    return alike(a.categories, b.categories) and alike(a.products, b.products)


def narrower(a: Fact, b: Fact) -> bool:
    """Does the one name goods or models where the other speaks in the round?"""
    return bool((a.products and not b.products) or (a.categories and not b.categories))


def near(a: Edtf, b: Edtf) -> bool:
    """Were the two said at one time, give or take a month?"""
    return not apart(a, b) or within(a, b, NEAR)
