"""Fact -> marks: what one fact says about a state, and when."""

from __future__ import annotations

from collections.abc import Iterator

from xbrief.claims.group import OWN, SELLING
from xbrief.claims.types import Mark, State
from xbrief.claims.when import OUTLOOKS, clip, high, later, observed, published
from xbrief.model import Dossier, Fact

UP = frozenset({"entry", "launch-event", "first-sale", "subsidiary", "return", "store-opening", "production-start"})
DOWN: dict[str, State] = {
    "retreat": "reduced",
    "exit": "ended",
    "sale-stopped": "ended",
    "store-closing": "ended",
    "production-end": "ended",
}
STATES: dict[str, State] = {"active": "active", "suspended": "suspended", "ended": "ended"}


def marks(dossier: Dossier, fact: Fact, topic: str) -> Iterator[Mark]:
    """What the fact says of a claim of that topic. Speculation and outlooks set no state."""
    if fact.certainty == "speculated" or fact.status in OUTLOOKS:
        return
    if fact.kind == "event":
        yield from _of_event(dossier, fact, topic)
    elif fact.kind in {"presence", "offer", "block", "partner", "channel", "regulation", "tariff"}:
        yield from _of_state(dossier, fact, topic)


def _of_event(dossier: Dossier, fact: Fact, topic: str) -> Iterator[Mark]:
    event = fact.event or ""
    when = clip(fact.at or observed(dossier, fact), high(published(dossier, fact)))
    turn = when.start is not None or event == "return"
    # A sale that parties stopped is theirs; whether it was official is settled by their own facts.
    cells = fact.parties if event == "sale-stopped" and topic == "availability" and fact.parties else ("",)
    if event in UP:
        yield Mark(fact.id, "active", when, turn, high(when), when)
    elif event in DOWN:
        for cell in cells:
            yield Mark(fact.id, DOWN[event], when, turn, high(when), when, cell)


def _of_state(dossier: Dossier, fact: Fact, topic: str) -> Iterator[Mark]:
    if fact.kind == "presence" and fact.form == "office":
        return
    status = STATES[fact.status or ("ended" if _over(dossier, fact) else "active")]
    if topic == "exclusivity" and fact.exclusive is False:
        status = "ended"
    held: State = "blocked" if fact.kind == "block" else "active"
    official = _official(fact, topic)
    # A block that fell away is no end of a sale; whether one began is another matter.
    fallen = fact.kind == "block" and status != "active" and not fact.sellers
    seen = observed(dossier, fact)
    for cell in _cells(fact, topic):
        if status == "active":
            since = clip(fact.from_, high(published(dossier, fact))) if fact.from_ else seen
            turn = fact.from_ is not None and since.start is not None
            yield Mark(fact.id, held, since, turn, high(since), later(since, seen), cell, official)
        else:
            end = clip(fact.until, high(published(dossier, fact))) if fact.until else seen
            paused = status == "suspended" and fact.until is None and fact.from_ is not None
            if paused and fact.from_ is not None and fact.from_.start is not None:
                # Of a pause the dates bound the pause itself.
                since = clip(fact.from_, high(published(dossier, fact)))
                yield Mark(fact.id, status, since, True, high(since), later(since, seen), cell, official)
                continue
            if fact.from_ is not None and fact.from_.start is not None:
                since = clip(fact.from_, high(end))
                yield Mark(fact.id, held, since, True, high(since), since, cell, official)
            turn = end.start is not None and fact.until is not None
            if not fallen:
                yield Mark(fact.id, status, end, turn, high(end), end, cell, official)


def _over(dossier: Dossier, fact: Fact) -> bool:
    """A state without a status (a tariff) is over where its end lies before the day for which it is told."""
    return (
        fact.until is not None and fact.until.latest is not None and fact.until.latest <= high(observed(dossier, fact))
    )


def _official(fact: Fact, topic: str) -> bool:
    if topic not in {"availability", "party"} or fact.kind not in {"partner", "channel"}:
        return True
    return fact.authorised == "yes" and fact.type != "grey-import"


def _cells(fact: Fact, topic: str) -> tuple[str, ...]:
    """Whose state a fact of availability tells: sellers by id, an own outlet by type, or the market ("")."""
    if topic != "availability":
        return ("",)
    if fact.kind == "partner":
        return (fact.parties or (f"{fact.role}-unnamed",)) if fact.role in SELLING else ()
    if fact.kind == "channel":
        return (fact.type or "",) if fact.type in OWN else ()
    if fact.kind == "offer" and fact.sellers:
        return fact.sellers
    return ("",)
