"""Business in a market before a day: what tells that a later sale was not the first, and no entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xbrief.claims.group import OWN, SELLING
from xbrief.claims.when import OUTLOOKS, high, observed
from xbrief.model import Dossier, Edtf, Fact

_EVENTS = frozenset({"entry", "launch-event", "office", "subsidiary", "store-opening", "production-start"})


def began_before(dossier: Dossier, known: Iterable[Fact], market: str, day: date) -> tuple[Fact, ...]:
    """The facts that tell of business with the company's leave in the market, an office included, before the day."""
    return tuple(f for f in known if market in f.market and _business(f, dossier) and high(_since(dossier, f)) < day)


def traded_before(dossier: Dossier, known: Iterable[Fact], market: str, day: date) -> bool:
    """Did a distributor or a seller work for the company before the day? Then a dated sale is not the first at all."""
    found = began_before(dossier, known, market, day)
    return any(f.kind == "partner" and f.role in {*SELLING, "distributor"} for f in found)


def _business(fact: Fact, dossier: Dossier) -> bool:
    if fact.certainty != "asserted" or fact.status in OUTLOOKS:
        return False
    if fact.kind == "partner":
        return fact.authorised == "yes" and fact.role != "investor"
    if fact.kind == "event":
        # A shop that somebody else opened is theirs.
        return fact.event in _EVENTS and not set(fact.parties) - {dossier.company.id}
    return fact.kind in {"offer", "presence"} or (fact.kind == "channel" and fact.type in OWN)


def _since(dossier: Dossier, fact: Fact) -> Edtf:
    return fact.at or fact.from_ or fact.until or observed(dossier, fact)
