"""In which facts, rules and settings two looks at a market differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xbrief.brief import record
from xbrief.brief.market import Market
from xbrief.claims.when import order
from xbrief.model import Fact, Source
from xbrief.rules.types import Finding

_SETTINGS = ("company", "main", "categories", "brands", "parties", "people", "origins", "stale")
# What of a source reaches a sentence, a count or a day. A title or an address does not.
_OF_SOURCE = ("publisher", "published", "origin")


@dataclass(frozen=True, slots=True)
class Edit:
    """A fact that reads otherwise in another version of the dossier: field -> what it held, what it holds, or None."""

    old: Fact
    new: Fact
    fields: Mapping[str, tuple[Any, Any]]


class Touched:
    """The facts, rules and settings in which two looks differ."""

    def __init__(self, old: Market | None, new: Market | None) -> None:
        self.old, self.new = old, new
        before = old.ledger.known if old else {}
        after = new.ledger.known if new else {}
        edited = list(_edits(old, new))
        code = next((look.code for look in (new, old) if look), "")
        self.added = _ordered(new, [f for i, f in after.items() if i not in before and code in f.market])
        self.removed = _ordered(old, [f for i, f in before.items() if i not in after and code in f.market])
        self.edited = tuple(e for e in edited if code in (*e.old.market, *e.new.market))
        # A finding may rest on a fact about another market or about the company itself.
        self.facts = {*after} ^ {*before} | {e.new.id for e in edited}
        self.rules = _differing_rules(old, new)
        self.settings = _differing_settings(old, new)

    def behind(self, old: Finding | None, new: Finding | None) -> tuple[str, ...]:
        """The touched facts that a finding cites or cited."""
        cited = dict.fromkeys((*(new.facts if new else ()), *(old.facts if old else ())))
        return tuple(i for i in cited if i in self.facts)

    def near(self, old: Finding | None, new: Finding | None) -> tuple[str, ...]:
        """The touched facts that link to one that a finding cites; without any, those of the claims behind it."""
        cited = {*(old.facts if old else ()), *(new.facts if new else ())}
        looks = [look.ledger for look in (self.new, self.old) if look]
        linking = [
            i for b in looks for i, f in b.known.items() if i in self.facts and cited & {k.fact for k in f.links}
        ]
        claims = [b.claims[key] for b in looks for key in _claims(new, old) if key in b.claims]
        return tuple(dict.fromkeys(linking or [i for c in claims for i in c.facts if i in self.facts]))


def _claims(*found: Finding | None) -> Iterator[str]:
    """The keys of the claims behind findings; of a cause also the claim of the turn that it explains."""
    for key in dict.fromkeys(key for f in found if f for key in f.claims):
        yield key
        market, _, rest = key.partition(".")
        topic, _, subject = rest.partition(".")
        if topic == "cause":
            yield f"{market}.{subject.partition('.')[2].partition('#')[0]}"


def _ordered(market: Market | None, found: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts from the oldest source to the newest, within one in order of their time."""
    if market is None:
        return ()
    dossier = market.ledger.dossier

    def key(fact: Fact) -> tuple[object, ...]:
        source = dossier.sources[fact.source]
        return source.known or date.min, source.id, order(dossier, fact)

    return tuple(sorted(found, key=key))


def _edits(old: Market | None, new: Market | None) -> Iterator[Edit]:
    if old is None or new is None or old.ledger.dossier is new.ledger.dossier:
        return
    for id, after in new.ledger.known.items():
        before = old.ledger.known.get(id)
        if before is None:
            continue
        sources = [look.ledger.dossier.sources[f.source] for look, f in ((old, before), (new, after))]
        differing = {**_fields(before, after), **_of_source(*sources)}
        if differing:
            yield Edit(before, after, differing)


def _fields(old: Fact, new: Fact) -> dict[str, tuple[Any, Any]]:
    """The fields in which two versions of a fact differ; a note is nobody's reading, a place no matter."""
    before, after = record.fact(old), record.fact(new)
    names = dict.fromkeys((*before, *after))
    return {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}


def _of_source(old: Source, new: Source) -> dict[str, tuple[Any, Any]]:
    before, after = record.source(old), record.source(new)
    return {f"source's {n}": (before[n], after[n]) for n in _OF_SOURCE if before[n] != after[n]}


def _differing_rules(old: Market | None, new: Market | None) -> tuple[str, ...]:
    if old is None or new is None or old.rules is new.rules:
        return ()
    names = sorted({*old.rules, *new.rules})
    # Neither the place of the file nor a comment in it tells anything.
    parts = [{i: (r.section, r.form, r.of, r.say, r.cell, r.weight) for i, r in m.rules.items()} for m in (old, new)]
    return tuple(n for n in names if parts[0].get(n) != parts[1].get(n))


def _differing_settings(old: Market | None, new: Market | None) -> tuple[str, ...]:
    if old is None or new is None:
        return ()
    one, other = old.ledger.dossier, new.ledger.dossier
    return tuple(n for n in _SETTINGS if getattr(one, n) != getattr(other, n))
