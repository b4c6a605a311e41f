"""Marks -> episodes: how things stood, in order of time, and how they stand on the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from xbrief.claims.types import DEPTH, Episode, Mark, State
from xbrief.claims.when import high, later, low
from xbrief.model import Edtf

# Pairs of facts of which one disputes the other as a whole.
Disputed = frozenset[frozenset[str]]


@dataclass(slots=True)
class _Stretch:
    """An episode while it is being built."""

    state: State
    since: Edtf | None
    confirmed: Edtf
    facts: list[str]
    cells: set[str] = field(default_factory=set)
    ended_by: list[str] = field(default_factory=list)

    def take(self, mark: Mark) -> None:
        if mark.fact not in self.facts:
            self.facts.append(mark.fact)
        if mark.cell:
            self.cells.add(mark.cell)
        self.confirmed = later(self.confirmed, mark.confirmed)
        if (
            self.since is not None
            and mark.turn
            and low(mark.when) <= high(self.since)
            and _finer(mark.when, self.since)
        ):
            self.since = mark.when

    def episode(self, official: bool) -> Episode:
        return Episode(
            self.state,
            self.since,
            self.confirmed,
            tuple(self.facts),
            tuple(self.ended_by),
            tuple(sorted(self.cells)),
            official,
        )


def _order(mark: Mark) -> tuple[object, ...]:
    return mark.day, DEPTH[mark.state], not mark.turn, low(mark.when), mark.fact, mark.cell


def episodes(
    found: Iterable[Mark], disputed: Disputed, official: bool = True
) -> tuple[tuple[Episode, ...], tuple[str, ...]]:
    """Episodes in order of time, and the facts that stand against the course so told (contested).

    A state that merely held, and is disputed by a fact of the course told, is contested and turns nothing. An end or
    a retreat known only "by then" confirms a course that is already as far down. A business that is said to go on
    after a retreat confirms the retreat.
    """
    stretches: list[_Stretch] = []
    contested: list[str] = []
    for mark in sorted(found, key=_order):
        current = stretches[-1] if stretches else None
        if current is None:
            stretches.append(_open(mark))
        elif mark.state == current.state:
            current.take(mark)
        elif not mark.turn and any(frozenset({mark.fact, f}) in disputed for f in _course(current, stretches)):
            contested.append(mark.fact)
        elif DEPTH[mark.state] > DEPTH[current.state] and high(mark.when) < low(current.confirmed):
            # The state was still told of after this end: the end did not last, or is in doubt.
            contested.append(mark.fact)
        elif (earlier := _same_turn(mark, stretches)) is not None:
            earlier.take(mark)
        elif not _turns(mark, current):
            nearest = _nearest(stretches, mark.state, current)
            if nearest is None:
                contested.append(mark.fact)
            else:
                nearest.take(mark)
        else:
            current.ended_by.append(mark.fact)
            stretches.append(_open(mark))
    return tuple(s.episode(official) for s in stretches), tuple(dict.fromkeys(contested))


def _open(mark: Mark) -> _Stretch:
    since = mark.when if mark.turn and mark.when.start is not None else None
    stretch = _Stretch(mark.state, since, mark.confirmed, [mark.fact])
    if mark.cell:
        stretch.cells.add(mark.cell)
    return stretch


def _same_turn(mark: Mark, stretches: list[_Stretch]) -> _Stretch | None:
    """The earlier stretch whose beginning the mark tells less exactly: overlapping ones merge."""
    if not mark.turn or len(stretches) < 2:
        return None
    earlier = stretches[-2]
    same = earlier.state == mark.state and earlier.since is not None and low(mark.when) <= high(earlier.since)
    same = same and low(mark.confirmed) <= high(stretches[-1].confirmed)
    return earlier if same else None


def _finer(a: Edtf, b: Edtf) -> bool:
    return (high(a) - low(a)) < (high(b) - low(b))


def _course(current: _Stretch, stretches: list[_Stretch]) -> list[str]:
    return [*current.facts, *(f for s in stretches[-3:-1] for f in s.facts)]


def _turns(mark: Mark, current: _Stretch) -> bool:
    """Does the mark begin an episode of its own?"""
    if mark.turn:
        # A retreat reported of the same time as an end, or after it, is a part of that end.
        return not (current.state == "ended" and mark.state in {"reduced", "suspended"})
    if DEPTH[mark.state] > DEPTH[current.state]:
        return True
    # Told as going on: after a mere retreat that changes nothing; after an end or a block it must have begun again,
    # if it was seen later than they were.
    if current.state == "reduced" or mark.state == "reduced":
        return False
    return low(mark.when) > high(current.confirmed)


def _nearest(stretches: list[_Stretch], state: State, current: _Stretch) -> _Stretch | None:
    if current.state == "reduced" and state == "active":
        return current
    return next((s for s in reversed(stretches) if s.state == state), None)


def merge_cells(found: Iterable[Mark]) -> list[Mark]:
    """Marks of all sellers as marks of the market: one seller's end ends the sale only when nobody else is left."""
    held: set[str] = set()
    merged: list[Mark] = []
    for mark in sorted(found, key=_order):
        if mark.state == "active":
            held.add(mark.cell)
            merged.append(mark)
        elif mark.state == "blocked" or not mark.cell:
            held.clear()
            merged.append(mark)
        else:
            held.discard(mark.cell)
            if not held:
                merged.append(mark)
    return merged


def free(course: tuple[Episode, ...], lifted: Episode) -> tuple[Episode, ...]:
    """The course with its block ended by the end of the measure behind it; what follows is not known."""
    if not course or course[-1].state != "blocked" or low(course[-1].confirmed) > high(lifted.confirmed):
        return course
    return (*course[:-1], replace(course[-1], ended_by=lifted.facts))
