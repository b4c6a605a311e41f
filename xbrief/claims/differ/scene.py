"""Where two facts meet: what is known of the claim, and what they may give differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xbrief.claims.marks import marks
from xbrief.claims.meet import alike, apart, gap
from xbrief.claims.types import ClashKind, Mark
from xbrief.claims.when import high, low
from xbrief.model import Dossier, Edtf, Fact


@dataclass(frozen=True, slots=True)
class Difference:
    """What two facts give for one aspect, in their order; `about` is empty where they differ as a whole."""

    kind: ClashKind
    about: str
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """The claim on which two facts meet: its topic, and what all of its facts say of its state.

    `shared` are sets of parties that acted together in one event.
    """

    dossier: Dossier
    topic: str
    marks: Mapping[str, tuple[Mark, ...]]
    shared: Sequence[frozenset[str]] = ()

    def between(self, first: date, last: date, *, down: bool, sure: bool = False) -> bool:
        """May a turn down (or a beginning) of which any fact of the claim tells lie between the days; must it?"""
        for mark in (m for told in self.marks.values() for m in told):
            if (mark.state != "active") == down and mark.turn:
                inside = first < low(mark.when) and high(mark.when) < last
                if inside or (not sure and low(mark.when) < last and high(mark.when) > first):
                    return True
        return False


def scene(dossier: Dossier, topic: str, members: Iterable[Fact], shared: Sequence[frozenset[str]] = ()) -> Scene:
    return Scene(dossier, topic, {f.id: tuple(marks(dossier, f, topic)) for f in members}, shared)


def same_sort(a: Fact, b: Fact) -> bool:
    fields = ("kind", "event", "type", "form", "measure", "exclusive", "authorised", "unnamed")
    return all(getattr(a, name) == getattr(b, name) for name in fields) and alike(_given(a.supply), _given(b.supply))


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def together(a: Fact, b: Fact, at: Scene) -> bool:
    """Is it one party in one role, or did the parties of both act together, on models that both name?"""
    ours, theirs = set(a.parties or a.sellers), set(b.parties or b.sellers)
    if ours & theirs or not (ours or theirs):
        return a.role == b.role
    joint = any(ours & group and theirs & group for group in at.shared)
    return joint and bool(set(a.products) & set(b.products))


def retold(a: Fact, b: Fact) -> bool:
    """Do two sources retell one declared origin?"""
    return bool(a.origin) and a.origin == b.origin and a.source != b.source


def two_dates(
    kind: ClashKind, about: str, one: Edtf, other: Edtf, at: Scene, *, sure: bool = False
) -> Difference | None:
    if not apart(one, other):
        return None
    first, last = gap(one, other)
    if at.between(first, last, down=True, sure=sure):
        # It had ended in between: the later date is that of another beginning.
        return None
    return Difference(kind, about, one.text, other.text)
