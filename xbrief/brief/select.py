"""What goes into a brief of a given length: by weight, without telling one thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xbrief.brief.market import Market
from xbrief.brief.types import Length
from xbrief.rules import engine
from xbrief.rules.types import Finding


@dataclass(frozen=True, slots=True)
class Limits:
    """How many findings of a section a length bears."""

    why: int
    story: int
    said: int
    conflicts: int
    watch: int
    groups: int


LIMITS: Mapping[Length, Limits] = {
    "line": Limits(0, 0, 0, 0, 0, 0),
    "page": Limits(3, 9, 6, 3, 4, 3),
    "full": Limits(99, 999, 999, 99, 12, 30),
}


def heaviest(found: Iterable[Finding], limit: int) -> list[Finding]:
    """The weightiest findings, ties broken by day and then id, so that the order of files never matters."""
    return sorted(found, key=lambda f: (-f.weight, f.day, f.id))[:limit]


def by_day(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda f: (f.day, -f.weight, f.id))


def story(market: Market, limit: int) -> list[Finding]:
    """The turns of the story, each told once: a party's start that the sale of its goods tells already is left out."""
    found = [f for f in market.findings if f.section == "story" and f.rule != "foothold"]
    goods = [set(f.facts) for f in found if f.rule == "story-goods"]
    kept = [f for f in found if f.rule != "story-parties" or not any(set(f.facts) <= told for told in goods)]
    kept = [f for f in kept if f.rule not in {"story-parties", "story-outlets"} or not _told_with(f, found)]
    return by_day(_whole(heaviest(kept, limit), kept))


def _whole(chosen: list[Finding], found: Iterable[Finding]) -> list[Finding]:
    """The chosen turns with those that one clause tells with them: half of what was sold is not what was sold."""
    ids = {f.id for f in chosen}
    return [f for group in engine.grouped(found) if ids & {g.id for g in group} for f in group]


def _told_with(finding: Finding, found: Iterable[Finding]) -> bool:
    """Does a turn of goods on the same day name the same seller or outlet, or a turn of production the maker?"""
    if finding.rule == "story-outlets" and finding.state != "start":
        return False
    party = {m.value for p in finding.slots["items"].parts for m in p.mentions if m.kind in {"party", "outlet"}}
    for other in found:
        if other.rule in {"story-goods", "story-production"} and other.day == finding.day:
            slot = other.slots["sellers" if other.rule == "story-goods" else "items"]
            if party and party <= {m.value for p in slot.parts for m in p.mentions}:
                return True
    return False


def forecasts(market: Market, limit: int) -> list[Finding]:
    """The forecasts in order of the days on which they were made; one that a fuller one repeats is left out."""
    found = market.of("forecasts")
    kept = found
    if limit < 99:
        kept = [f for f in found if not any(_fuller(o, f, market) for o in found if o.id != f.id)]
    heavy = [f for f in kept if limit > 99 or f.weight >= 12]
    return by_day(heaviest(heavy, limit) or heaviest(kept, 2))


def _fuller(other: Finding, finding: Finding, market: Market) -> bool:
    """Does the other one tell the same of the same source, and name sellers besides?"""
    a, b = (market.ledger.known[f.facts[0]] for f in (other, finding))
    if a.source != b.source or not (set(a.products) & set(b.products) or set(a.categories) & set(b.categories)):
        return False
    sellers, others = set(a.parties or a.sellers), set(b.parties or b.sellers)
    if (a.target is None) != (b.target is None):
        return a.target is not None and sellers == others
    if a.target is not None and b.target is not None and a.target.text != b.target.text:
        return False
    return sellers > others or (sellers == others and bool(sellers) and a.kind == "partner" != b.kind)
