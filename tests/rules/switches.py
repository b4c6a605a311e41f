"""The guards of the engine, each as something that can be switched off: with it off, what relies on it comes out.

A guard is a small decision somewhere between a fact and a sentence; here it is taken the careless way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from xbrief.claims import dispute, group, marks, outlook
from xbrief.claims import ledger as book
from xbrief.claims.types import Mark
from xbrief.claims.when import OUTLOOKS, published
from xbrief.language import numbers, speaker
from xbrief.model import Dossier, Fact
from xbrief.rules import engine, slots
from xbrief.rules.forms import accounts, base, charge, measure, mode, parties, said, sole, standing, story

Patch = pytest.MonkeyPatch


def _marks(patch: Patch, careless: Callable[[Dossier, Fact], Fact]) -> None:
    """What a fact says of a state, read carelessly."""
    careful = marks.marks

    def read(dossier: Dossier, fact: Fact, topic: str) -> Iterator[Mark]:
        return careful(dossier, careless(dossier, fact), topic)

    for module in (book, base):
        patch.setattr(module, "marks", read)


def _facts(patch: Patch, careless: Callable[[Dossier, Fact], Fact]) -> None:
    """All known facts, read carelessly."""
    careful = book.known

    def known(dossier: Dossier, as_of: date) -> dict[str, Fact]:
        return {i: careless(dossier, fact) for i, fact in careful(dossier, as_of).items()}

    patch.setattr(book, "known", known)


def speculation(patch: Patch) -> None:
    """Whoever may be right is right."""
    _facts(patch, lambda _, fact: replace(fact, certainty="asserted"))


def outlook_(patch: Patch) -> None:
    """What is to be is."""

    def done(dossier: Dossier, fact: Fact) -> Fact:
        """An event to come has happened, on the day for which it was named."""
        if fact.kind != "event" or fact.status not in OUTLOOKS:
            return fact if fact.status not in OUTLOOKS else replace(fact, status="active", target=None)
        return replace(fact, status=None, target=None, at=fact.target or published(dossier, fact))

    _facts(patch, done)


def ended(patch: Patch) -> None:
    """What was goes on."""
    patch.setattr(marks, "STATES", dict.fromkeys(marks.STATES, "active"))
    patch.setattr(marks, "_over", lambda *_: False)
    patch.setattr(marks, "DOWN", {})


def stale(patch: Patch) -> None:
    """Silence confirms."""
    patch.setattr(book, "older_than", lambda *_: False)
    for module in (base, parties, measure, said, standing):
        patch.setattr(module, "stale_since", lambda *_: False)
    patch.setattr(sole, "_aged", lambda *_: False)


def attribution(patch: Patch) -> None:
    """It does not matter who says so."""
    patch.setattr(engine, "_voiced", lambda statement, _: statement)
    patch.setattr(speaker, "speakers", speaker.publisher)
    for module in (said, slots.speaker):
        patch.setattr(module, "interested", lambda *_: False)


def side(patch: Patch) -> None:
    """Anybody takes back anybody's promise."""
    patch.setattr(outlook, "side", lambda *_: frozenset({"anybody"}))


def dispute_(patch: Patch) -> None:
    """Who contradicts is not heard."""
    patch.setattr(dispute, "disputes", lambda *_: ())
    patch.setattr(accounts, "_denials", lambda *_: {})


def superseded(patch: Patch) -> None:
    """An old word is as good as a new one."""
    patch.setattr(dispute, "superseded", lambda *_: {})


def leave(patch: Patch) -> None:
    """Whoever sells does so with the company's leave."""
    patch.setattr(marks, "_official", lambda *_: True)
    careful = outlook.agrees
    patch.setattr(outlook, "agrees", lambda fact, evidence: careful(fact, replace(evidence, authorised="yes")))


def bound(patch: Patch) -> None:
    """`Up to` is the same as `just`."""
    patch.setattr(numbers, "_BOUNDS", {})
    careful = charge._state
    patch.setattr(charge, "_state", lambda *a: "rate" if careful(*a) == "ceiling" else careful(*a))


def seller(patch: Patch) -> None:
    """What one seller does not sell nobody sells; what one was to do another does as well."""
    patch.setattr(group, "_offer", lambda fact: [f"availability.{category}" for category in fact.categories])
    careful = outlook.agrees
    patch.setattr(outlook, "agrees", lambda fact, evidence: careful(replace(fact, sellers=()), evidence))


def products(patch: Patch) -> None:
    """What is told of a model is told of all the goods."""
    _facts(patch, lambda _, fact: replace(fact, products=()))


def market(patch: Patch) -> None:
    """One market is like another."""
    _facts(patch, lambda dossier, fact: replace(fact, market=dossier.markets))


def role(patch: Patch) -> None:
    """Whoever acts for the company sells."""
    everybody = group.SELLING | {"distributor", "manufacturer", "service", "investor"}
    for module in (group, marks, base):
        patch.setattr(module, "SELLING", everybody)
    for module in (base, mode):
        patch.setattr(module, "roles_of", lambda *_: ("dealer",))


def office(patch: Patch) -> None:
    """Whoever has an office is in business."""
    _marks(patch, lambda _, fact: replace(fact, form=None))
    patch.setattr(story, "_entries", lambda ctx, episode: list(ctx.ledger.facts(episode.facts)))


def launch(patch: Patch) -> None:
    """Whoever shows goods has come."""
    patch.setattr(story, "_entries", lambda ctx, episode: list(ctx.ledger.facts(episode.facts)))


def grey(patch: Patch) -> None:
    """What others import the company sells."""
    _facts(patch, lambda _, fact: replace(fact, type="own-online-store") if fact.type == "grey-import" else fact)


def hindsight(patch: Patch) -> None:
    """Everything was known from the first."""
    careful = book.known
    patch.setattr(book, "known", lambda dossier, _: careful(dossier, date.max))


SWITCHES: Mapping[str, Callable[[Patch], None]] = {
    "speculation": speculation,
    "outlook": outlook_,
    "ended": ended,
    "stale": stale,
    "hindsight": hindsight,
    "attribution": attribution,
    "side": side,
    "dispute": dispute_,
    "superseded": superseded,
    "leave": leave,
    "bound": bound,
    "seller": seller,
    "products": products,
    "market": market,
    "role": role,
    "office": office,
    "launch": launch,
    "grey": grey,
}
