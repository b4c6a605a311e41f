"""Claims of being the only one, and what stands beside them on the same day."""

from __future__ import annotations

from xbrief.claims.differ.scene import Difference
from xbrief.claims.group import OWN, SELLING
from xbrief.claims.meet import alike, held_together
from xbrief.claims.outlook import is_forecast
from xbrief.model import Dossier, Fact


def only(dossier: Dossier, a: Fact, b: Fact) -> Difference | None:
    """Two parties each called the only one for the same goods, or one beside which another acts, on the same day.

    Or one party that is called the only one and not the only one.
    """
    if {a.kind, b.kind} != {"partner"} or a.role != b.role or not (a.parties and b.parties):
        return None
    if set(a.parties) & set(b.parties):
        if {a.exclusive, b.exclusive} != {True, False}:
            return None
    elif not (a.exclusive or b.exclusive):
        return None
    if "no" in {a.authorised, b.authorised} or "unknown" in {a.authorised, b.authorised}:
        return None
    if set(a.categories) != set(b.categories) and not set(a.categories) & set(b.categories):
        return None
    return Difference("only", "exclusive", _sole(a), _sole(b)) if held_together(dossier, a, b) else None


def _sole(fact: Fact) -> str:
    return "the only one" if fact.exclusive else "not alone"


def nothing_else(dossier: Dossier, a: Fact, b: Fact) -> Difference | None:
    """Goods of which one says that nothing else is on sale, and others on sale on the same day.

    Side goods may be a part of others: only the dossier's main goods, or a model of another name, are sure to be none.
    """
    if a.kind != "offer" or b.kind != "offer" or not (a.only or b.only) or not alike(a.sellers, b.sellers):
        return None
    sole, other = (a, b) if a.only else (b, a)
    if {a.status, b.status} != {"active"} or (other.sellers and not sole.sellers) or not held_together(dossier, a, b):
        return None
    if (dossier.main in other.categories) == (dossier.main in sole.categories):
        lines = {_line(p, q) for p in sole.products for q in other.products}
        if not set(sole.categories) & set(other.categories) or not lines or True in lines:
            return None
    elif dossier.main in sole.categories:
        return None
    return _beside(sole is a, "the only goods", "other goods")


def _line(one: str, other: str) -> bool:
    """May the two names be of one model, or of one line of models?"""
    short, long = sorted(("".join(name.casefold().split()) for name in (one, other)), key=len)
    return long.startswith(short)


def nowhere_else(dossier: Dossier, a: Fact, b: Fact) -> Difference | None:
    """An own outlet through which alone is sold, and another seller on the same day."""
    sole, other = (a, b) if a.kind == "channel" and a.only else (b, a)
    if sole.kind != "channel" or not sole.only or not alike(a.categories, b.categories):
        return None
    seller = other.kind == "partner" and other.role in SELLING and other.authorised == "yes"
    outlet = other.kind == "channel" and other.type in OWN and other.type != sole.type
    if not (seller or outlet) or is_forecast(a) or is_forecast(b) or not held_together(dossier, a, b):
        return None
    return _beside(sole is a, "the only outlet", "another outlet")


def _beside(first: bool, sole: str, other: str) -> Difference:
    return Difference("only", "only", sole, other) if first else Difference("only", "only", other, sole)
