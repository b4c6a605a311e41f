"""Does a later fact have all that a forecast names?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xbrief.claims.group import SELLING
from xbrief.model import Fact

# An event said to come is met by these events; an entry is also met by the first sale.
MEETS: Mapping[str, frozenset[str]] = {"entry": frozenset({"entry", "first-sale"})}


def agrees(fact: Fact, evidence: Fact) -> bool:
    """Does the evidence have everything that the forecast names?"""
    sellers = set(fact.sellers or (fact.parties if fact.kind == "partner" else ()))
    own_shop = evidence.event == "store-opening" and fact.type == "own-shop"
    return (
        _same_event(fact, evidence)
        and (fact.role in {None, evidence.role} or _does_it(fact, evidence))
        and (
            fact.kind == "event" or not (fact.products and evidence.products) or share(fact.products, evidence.products)
        )
        and (not sellers or share(sellers, evidence.sellers or evidence.parties))
        and (not (fact.categories and evidence.categories) or share(fact.categories, evidence.categories))
        and (fact.type in {None, evidence.type} or own_shop)
        and not (fact.kind == "partner" and fact.authorised == "yes" and evidence.authorised != "yes")
    )


def _does_it(fact: Fact, evidence: Fact) -> bool:
    """Does the evidence tell of the work itself: production by the maker, goods on sale at the seller?"""
    if fact.role == "manufacturer":
        return evidence.event == "production-start"
    return fact.role in SELLING and evidence.kind == "offer"


def _same_event(fact: Fact, evidence: Fact) -> bool:
    """An event is met by an event of its kind with its parties; an entry or a first sale also by goods on sale."""
    if fact.kind == "presence":
        return evidence.event != "launch-event"
    if fact.kind != "event" or fact.event is None:
        return True
    if set(fact.parties) - set(evidence.parties):
        return False
    if evidence.kind == "event":
        return evidence.event in MEETS.get(fact.event, frozenset({fact.event}))
    return fact.event in {"entry", "first-sale"}


def ends(fact: Fact, evidence: Fact) -> bool:
    """Does the evidence tell of the end of all that the forecast names?"""
    sellers = set(fact.sellers or fact.parties)
    return (
        (evidence.kind != "event" or fact.kind == "block" or evidence.event == fact.event)
        and (not sellers or sellers <= set(evidence.sellers or evidence.parties))
        and (not fact.categories or not evidence.categories or share(fact.categories, evidence.categories))
        and (not evidence.products or (bool(fact.products) and set(fact.products) <= set(evidence.products)))
    )


def of_one_good(fact: Fact, evidence: Fact) -> bool:
    """Is it the first sale of named goods, where an entry or sales at large were foreseen?"""
    wide = fact.kind == "event" and fact.event in {"entry", "first-sale"} and not fact.categories
    return wide and evidence.event == "first-sale" and bool(evidence.categories)


def share(a: Iterable[str], b: Iterable[str]) -> bool:
    return bool(set(a) & set(b))
