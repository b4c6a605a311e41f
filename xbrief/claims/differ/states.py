"""Opposite states of one thing at one time: going on and over, paused and going on, on sale and kept off sale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from xbrief.claims.differ.scene import Difference, Scene, retold
from xbrief.claims.marks import marks
from xbrief.claims.meet import apart, goods_meet, held, narrower, span
from xbrief.claims.types import DEPTH, Mark
from xbrief.model import Dossier, Fact

SOON = timedelta(days=14)


def state(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Told as going on (or only paused), by another as over; or as on sale, by another as kept off sale that day."""
    if not goods_meet(a, b) or a.exclusive != b.exclusive:
        return None
    if at.topic == "measure" and not (a.kind == b.kind == "regulation" and (a.effect, a.whom) == (b.effect, b.whom)):
        # What one measure does to several, and what was certified under it, are no states of one thing.
        return None
    if a.rate_percent is not None and b.rate_percent is not None and a.rate_percent != b.rate_percent:
        # One rate ends where another begins.
        return None
    for mine in _told(a, b, at):
        for theirs in _told(b, a, at):
            up, down = sorted((mine, theirs), key=lambda m: DEPTH[m.state])
            if up.state != down.state and _opposed(up, down, {a.id: a, b.id: b}, at):
                return Difference("state", "", mine.state, theirs.state)
    return None


def _told(fact: Fact, other: Fact, at: Scene) -> Sequence[Mark]:
    """The marks of a fact. An office is no business, but it is closed when it closes and when the company has left."""
    offices = [f for f in (fact, other) if f.kind == "presence" and f.form == "office"]
    if not offices:
        return at.marks[fact.id]
    if fact.form == "office":
        return tuple(marks(at.dossier, replace(fact, form=None), at.topic)) if _has_office(fact, other) else ()
    return [m for m in at.marks[fact.id] if m.state == "ended"] if left(fact) else ()


def _has_office(fact: Fact, other: Fact) -> bool:
    return other.form == "office" or (fact.status == "active" and left(other))


def left(fact: Fact) -> bool:
    """Has the company left the market altogether, and not with some goods or one form of business only?"""
    return fact.form is None and not fact.categories and (fact.kind == "presence" or fact.event == "exit")


def _opposed(up: Mark, down: Mark, facts: Mapping[str, Fact], at: Scene) -> bool:
    up_fact, down_fact = facts[up.fact], facts[down.fact]
    if up.official != down.official or narrower(down_fact, up_fact):
        # Where one model, or a seller without leave, is missing or given up, the rest goes on.
        return False
    if up.state == "active" and down.state == "blocked":
        return _kept_off(up, up_fact, down_fact, at)
    if up.cell != down.cell:
        return False
    if up.state == "active" and down.state == "suspended":
        return _paused(up, down, down_fact)
    return up.state in {"active", "suspended"} and down.state == "ended" and _over(up, down, up_fact, down_fact, at)


def _kept_off(up: Mark, up_fact: Fact, down_fact: Fact, at: Scene) -> bool:
    """Is it on sale on a day on which it is sure to be kept off?"""
    kept_off = held(at.dossier, down_fact)
    if kept_off is None:
        return False
    if down_fact.sellers:
        # What one seller has or has not is told of that seller, for as long as both are sure to hold.
        sold = held(at.dossier, up_fact)
        its = set(down_fact.sellers) & {*up_fact.parties, *up_fact.sellers}
        return bool(its) and sold is not None and sold[0] <= kept_off[1] and kept_off[0] <= sold[1]
    # A sale told in the round bears a break.
    first, last = span(up.confirmed)
    return kept_off[0] <= first and last <= kept_off[1]


def _paused(up: Mark, down: Mark, down_fact: Fact) -> bool:
    """Is it told as going on for a day in the midst of a pause?"""
    first, last = span(up.confirmed)
    return down_fact.until is None and span(down.when)[1] <= first and last <= span(down.confirmed)[0]


def _over(up: Mark, down: Mark, up_fact: Fact, down_fact: Fact, at: Scene) -> bool:
    """Is it told as going on, or as only paused, after it was over?"""
    if retold(up_fact, down_fact):
        # Two accounts of one moment: nothing can have changed in between.
        return not up.turn and not apart(up.confirmed, down.when)
    ended, seen = span(down.when)[1], span(up.confirmed)[0]
    if at.between(ended, span(up.confirmed)[1], down=False) or (up.turn and span(up.when)[0] >= ended):
        # It has begun again.
        return False
    if seen <= ended:
        # "No longer" and "still", said on one day.
        one_day = span(down.when) == span(up.confirmed) == (seen, seen)
        return one_day and down_fact.until is None and down_fact.kind != "event"
    told_up, told_down = _known(at.dossier, up_fact), _known(at.dossier, down_fact)
    # A later source looks back and knows of no business then; an earlier one cannot know what begins again after it.
    return told_down >= told_up or (seen - ended <= SOON and up.confirmed.start == up.confirmed.end)


def _known(dossier: Dossier, fact: Fact) -> date:
    return dossier.sources[fact.source].known or date.max
