"""Which claims a fact belongs to: the table of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from xbrief.claims.when import OUTLOOKS
from xbrief.model import Fact, Ref

SELLING = frozenset({"dealer", "marketplace", "carrier", "retailer"})
PRESENCE = frozenset(
    {
        "entry",
        "launch-event",
        "first-sale",
        "office",
        "subsidiary",
        "retreat",
        "exit",
        "return",
        "relocation",
        "staff-cut",
    }
)
OBSTACLES = frozenset({"clearance", "legal", "patent", "politics", "incumbent-pressure", "rules", "distribution"})
OWN = frozenset({"own-online-store", "own-shop", "flash-sale"})


def slug(words: str) -> str:
    """Words as one part of a claim key: lower case, letters and digits of any script, joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", words.lower())) or "unnamed"


def party_subjects(fact: Fact) -> tuple[str, ...]:
    return fact.parties or (f"{fact.role}-unnamed",)


def _offer(fact: Fact) -> Iterable[str]:
    sellers = fact.sellers if fact.kind == "block" or fact.sellers else ()
    for category in fact.categories:
        if fact.kind == "block" and sellers:
            yield from (f"availability.{category}@{seller}" for seller in sellers)
        else:
            yield f"availability.{category}"
            if fact.status not in OUTLOOKS:
                # Who sells is told of the sellers too, that their own leaving out of it can be overtaken.
                yield from (f"availability.{category}@{seller}" for seller in sellers)


def _partner(fact: Fact) -> Iterable[str]:
    if fact.exclusive is not None:
        yield "exclusivity." + "+".join(sorted(party_subjects(fact)))
    if not (fact.exclusive and fact.status == "ended"):
        # "No longer the only one" ends the exclusivity, not the party's work.
        if fact.role == "manufacturer":
            yield "production.company"
        yield from (f"party.{subject}" for subject in party_subjects(fact))
        if fact.role in SELLING:
            yield from (f"availability.{category}" for category in fact.categories)


def _event(fact: Fact, company: str) -> Iterable[str]:
    event = fact.event or ""
    if event in PRESENCE:
        yield "presence.company"
    if event in {"first-sale", "sale-stopped", "launches-paused"}:
        yield from (f"availability.{category}" for category in fact.categories)
        if event == "sale-stopped":
            yield from (f"party.{party}" for party in fact.parties)
    if event in {"production-start", "production-end"}:
        yield "production.company"
    if event in {"store-opening", "store-closing"}:
        # A shop that somebody else opens is no outlet of the company's own, and sets no state of it.
        yield f"remark.{fact.id}" if set(fact.parties) - {company} else "outlet.own-shop"
    if event in {"certification", "filing"}:
        yield f"measure.{slug(fact.label or event)}"
    if event == "stake":
        yield from (f"stake.{party}" for party in fact.parties)
    if event == "founding":
        yield "founding.company"


def _channel(fact: Fact) -> Iterable[str]:
    yield f"outlet.{fact.type}"
    if fact.type in OWN:
        yield from (f"availability.{category}" for category in fact.categories)


def subjects(fact: Fact, facts: Mapping[str, Fact], company: str) -> tuple[str, ...]:
    """`<topic>.<subject>` of every claim that the fact bears on, in a stable order; `company` is the entrant's id."""
    match fact.kind:
        case "offer" | "block":
            found = _offer(fact)
        case "partner":
            found = _partner(fact)
        case "event":
            found = _event(fact, company)
        case "channel":
            found = _channel(fact)
        case "presence":
            found = ["presence.company"]
        case "cause":
            found = cause_subjects(fact, facts, company)
        case "tariff":
            # One claim a good: what is charged on phones meets a later word on phones, whatever else either names.
            found = [f"duty.{slug(word)}.{fact.type}.{fact.applies_to}" for word in fact.on]
        case "regulation":
            found = [f"measure.{slug(fact.measure or '')}"]
        case "rival":
            found = [f"rival.{party}" for party in fact.parties]
        case "metric":
            found = [f"figure.{fact.name}.{slug(fact.of_what or '')}"]
        case _:
            found = [f"remark.{fact.id}"]
    return tuple(dict.fromkeys(found))


def turn_of(fact: Fact, reason: str | None) -> str:
    """The kind of turn that a fact reports, as a cause explains it."""
    if fact.kind == "block":
        return "block"
    if fact.event in {"retreat", "exit"} or (fact.kind == "presence" and fact.status == "ended"):
        return "retreat"
    if fact.kind == "event" and fact.event in {
        "sale-stopped",
        "production-end",
        "store-closing",
        "staff-cut",
        "launches-paused",
    }:
        return "stop"
    if fact.status == "ended":
        return "end"
    begun = fact.kind in {"event", "channel", "offer", "presence", "partner"} and fact.status not in OUTLOOKS
    if begun and reason in OBSTACLES:
        return "delay"
    return "start"


def cause_subjects(cause: Fact, facts: Mapping[str, Fact], company: str) -> tuple[str, ...]:
    """`cause.<turn>.<topic>.<subject>` of the turns that a cause explains; of the fact where it bears on no claim.

    A cause of goods explains each of them, one only where it is limited to it.
    """
    ref = cause.of or Ref("")
    explained = facts.get(ref.fact)
    if explained is None:
        return (f"cause.start.remark.{ref.fact}",)
    turn = turn_of(explained, cause.reason)
    if explained.kind in {"offer", "block"}:
        categories = (ref.category,) if ref.category else explained.categories
        sellers = explained.sellers if explained.kind == "block" else ()
        cells = [f"@{seller}" for seller in sellers] or [""]
        return tuple(f"cause.{turn}.availability.{category}{cell}" for category in categories for cell in cells)
    found = [s for s in subjects(explained, facts, company) if explained.kind != "cause"] or [f"remark.{explained.id}"]
    first = {"partner": "party", "event": "availability" if turn in {"delay", "stop"} else ""}.get(explained.kind, "")
    if not (explained.kind == "partner" and explained.exclusive is not None):
        found.sort(key=lambda s: not (first and s.startswith(first)))
    return (f"cause.{turn}.{found[0]}",)
