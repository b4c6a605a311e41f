"""Conflicts found by comparing the known facts, where the curator set no link.

Pure detection: the facts and the claims that they make up go in, pairs that cannot both hold come out. One voice does
not clash with itself, speculation with nothing, and a pair on which the curator has spoken is the curator's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from xbrief.claims.accounts import accounts
from xbrief.claims.differ import compare
from xbrief.claims.differ.alone import nothing_else, nowhere_else, only
from xbrief.claims.differ.dates import entered, start
from xbrief.claims.differ.figures import value
from xbrief.claims.differ.scene import Difference, retold, scene
from xbrief.claims.differ.states import left, state
from xbrief.claims.group import OWN, SELLING, subjects
from xbrief.claims.types import Claim, Clash
from xbrief.claims.voice import one_voice
from xbrief.claims.when import OUTLOOKS
from xbrief.model import Dossier, Fact, Link

# Topics of which each fact is a claim of its own, or in which several accounts stand side by side.
_APART = frozenset({"cause", "remark", "rival"})


@dataclass(slots=True)
class _Links:
    """What the curator has said of pairs of facts, and which facts stand for one another."""

    direct: dict[frozenset[str], list[Link]] = field(default_factory=dict)
    partners: dict[str, set[str]] = field(default_factory=dict)
    near: dict[str, set[str]] = field(default_factory=dict)

    def settled(self, a: str, b: str, about: str, differing: set[tuple[str, str, str]]) -> bool:
        """Has the curator linked the two, or retellings of them on the same aspect or as a whole?

        Where one fact of an account supports one of another, that settles only what these two differ in as well.
        """
        if frozenset({a, b}) in self.direct:
            return True
        others = self.near.get(b, {b})
        return any(
            (not link.about or not about or link.about == about)
            and (link.kind != "supports" or (one, other, about) in differing)
            for one in self.near.get(a, {a})
            for other in others & self.partners.get(one, set())
            for link in self.direct[frozenset({one, other})]
        )

    def quarrel(self, fact: str, about: str) -> Iterator[str]:
        """The facts against which the curator has set this one, on the aspect or as a whole."""
        for other in sorted(self.partners.get(fact, ())):
            if any(
                link.kind in {"disputes", "denies"} and link.about in {None, about} for link in self._of(fact, other)
            ):
                yield other

    def _of(self, fact: str, other: str) -> Sequence[Link]:
        return self.direct[frozenset({fact, other})]

    def add(self, fact: str, link: Link) -> None:
        self.direct.setdefault(frozenset({fact, link.fact}), []).append(link)
        for one, other in ((fact, link.fact), (link.fact, fact)):
            self.partners.setdefault(one, set()).add(other)
            if link.kind == "supports":
                self.stand_for({one, other})

    def stand_for(self, facts: set[str]) -> None:
        for fact in facts:
            self.near.setdefault(fact, {fact}).update(facts)


def clashes(dossier: Dossier, known: Mapping[str, Fact], claims: Mapping[str, Claim]) -> tuple[Clash, ...]:
    """The conflicts among the known facts that no link settles, in order of market and id; one a pair."""
    links = _links(known, claims)
    differing = list(_differences(dossier, known, claims))
    against = {(a.id, b.id, d.about, d.other) for _, a, b, d in differing}
    against |= {(b.id, a.id, d.about, d.one) for _, a, b, d in differing}
    unlike = {(one, other, about) for one, other, about, _ in against}
    found: dict[str, Clash] = {}
    for key, a, b, d in differing:
        # Where the curator has set one of the two against a third that agrees with the other, the quarrel is known.
        third = any((a.id, c, d.about, d.other) in against for c in links.quarrel(a.id, d.about))
        third = third or any((b.id, c, d.about, d.one) in against for c in links.quarrel(b.id, d.about))
        if not third and not links.settled(a.id, b.id, d.about, unlike):
            clash = _clash(dossier, key, a, b, d)
            found.setdefault(clash.id, clash)
    return tuple(sorted(found.values(), key=lambda c: (c.market, c.claim, c.id)))


def _differences(
    dossier: Dossier, known: Mapping[str, Fact], claims: Mapping[str, Claim]
) -> Iterator[tuple[str, Fact, Fact, Difference]]:
    shared = [
        frozenset(f.parties)
        for f in known.values()
        if f.kind == "event" and f.event == "sale-stopped" and f.parties[1:]
    ]
    for claim in claims.values():
        if claim.topic in _APART:
            continue
        members = [known[i] for i in claim.facts if known[i].certainty == "asserted"]
        dealers = _dealers(claim, known, claims)
        at = scene(dossier, claim.topic, [*members, *dealers], shared)
        for a, b in (*combinations(members, 2), *product(members, dealers)):
            if a.source == b.source:
                # Even one source has but one figure of a thing: its two are of two things, and told as of one.
                found = value(a, b, at) if a.says == b.says else None
            else:
                found = None if one_voice(dossier, a, b) else compare(a, b, at)
            if found and (found.kind == "state" or not retold(a, b)):
                yield claim.key, a, b, found
    for market in dict.fromkeys(claim.market for claim in claims.values()):
        here = [f for f in known.values() if market in (f.market or ("",)) and f.certainty == "asserted"]
        for one, a, b, found in (*_alone(dossier, here), *_firsts(dossier, here), *_kept(dossier, here)):
            yield f"{market}.{one}", a, b, found
        yield from accounts(dossier, market, [f for f in here if f.kind == "view"], known, claims)


def _dealers(claim: Claim, known: Mapping[str, Fact], claims: Mapping[str, Claim]) -> list[Fact]:
    """Where a claim is on what one seller has of some goods: what is told of that seller and them as a partner."""
    goods, at, seller = claim.subject.partition("@")
    wider = claims.get(f"{claim.market}.availability.{goods}") if at else None
    facts = [known[i] for i in wider.facts] if wider else []
    return [f for f in facts if f.kind == "partner" and seller in f.parties and f.certainty == "asserted"]


def _alone(dossier: Dossier, here: Sequence[Fact]) -> Iterator[tuple[str, Fact, Fact, Difference]]:
    """Claims of being the only one, which are claims apart for each party, category and outlet."""
    told = [f for f in here if f.kind in {"partner", "offer", "channel"} and f.status not in OUTLOOKS]
    for a, b in combinations(told, 2):
        for test in (only, nothing_else, nowhere_else):
            found = test(dossier, a, b)
            if found and not one_voice(dossier, a, b) and not retold(a, b):
                yield _alone_in(a, b), a, b, found


def _alone_in(a: Fact, b: Fact) -> str:
    """Topic and subject of the claim of being the only one."""
    sole = a if a.exclusive or a.only else b
    if sole.kind == "partner":
        return f"exclusivity.{'+'.join(sorted(sole.parties))}"
    return f"outlet.{sole.type}" if sole.kind == "channel" else f"availability.{sole.categories[0]}"


def _firsts(dossier: Dossier, here: Sequence[Fact]) -> Iterator[tuple[str, Fact, Fact, Difference]]:
    """Own outlets older than the entry, and a sole seller's sales older than the first one with it: claims apart."""
    presence = [f for f in here if "presence.company" in subjects(f, {}, dossier.company.id)]
    outlets = [f for f in here if f.kind == "channel" and f.type in OWN]
    soles = [f for f in here if f.exclusive and f.role in SELLING]
    for entry, outlet in product((f for f in presence if f.event == "entry"), outlets):
        found = entered(entry, outlet, scene(dossier, "presence", [*presence, outlet]))
        if found and not one_voice(dossier, entry, outlet) and not retold(entry, outlet):
            yield "presence.company", entry, outlet, found
    for first, sole in product((f for f in here if f.event == "first-sale" and f.categories), soles):
        found = start(first, sole, scene(dossier, "availability", [first, sole]))
        shared = set(first.parties) & set(sole.parties)
        if found and shared and not one_voice(dossier, first, sole) and not retold(first, sole):
            yield f"availability.{first.categories[0]}", first, sole, found


def _kept(dossier: Dossier, here: Sequence[Fact]) -> Iterator[tuple[str, Fact, Fact, Difference]]:
    """Outlets that the company runs itself, open after it had left: what others still sell may be left of a stock."""
    presence = [f for f in here if "presence.company" in subjects(f, {}, dossier.company.id)]
    outlets = [f for f in here if f.kind == "channel" and f.type in OWN and not f.operator and f.status == "active"]
    for gone, outlet in product((f for f in presence if left(f)), outlets):
        found = state(gone, outlet, scene(dossier, "presence", [*presence, outlet]))
        if found and not one_voice(dossier, gone, outlet):
            yield "presence.company", gone, outlet, found


def _links(known: Mapping[str, Fact], claims: Mapping[str, Claim]) -> _Links:
    links = _Links()
    accounts: dict[tuple[object, ...], set[str]] = {}
    for fact in known.values():
        for link in fact.links:
            if link.fact in known:
                links.add(fact.id, link)
        same = (fact.source, fact.anchor, fact.says, fact.from_, fact.at, fact.name, fact.of_what, fact.value)
        accounts.setdefault(same, set()).add(fact.id)
    for claim in claims.values():
        for i in claim.facts:
            accounts.setdefault((known[i].source, claim.key, known[i].says), set()).add(i)
    for members in accounts.values():
        # What one source says of a thing, or of one day in one span of words, is one account, in however many facts.
        links.stand_for(members)
    return links


def _clash(dossier: Dossier, key: str, a: Fact, b: Fact, found: Difference) -> Clash:
    """The pair in the order of its sources' days, so that a link could be set at the later one."""
    one, other = found.one, found.other
    if _written(dossier, b) < _written(dossier, a):
        a, b, one, other = b, a, other, one
    return Clash(found.kind, key, a.id, b.id, found.about, one, other)


def _written(dossier: Dossier, fact: Fact) -> tuple[str, str, str]:
    source = dossier.sources[fact.source]
    first = source.published.earliest if source.published else None
    return str(source.known), str(first), fact.id
