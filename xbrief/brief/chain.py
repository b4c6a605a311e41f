"""Why a thing is said: from a finding, a claim, a fact or a found conflict down to the words of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xbrief.brief.market import Market
from xbrief.claims import when
from xbrief.claims.origin import origin
from xbrief.claims.types import Claim, Clash, Ledger
from xbrief.errors import UnknownName
from xbrief.language import speaker
from xbrief.language.words import join
from xbrief.model import Dossier, Fact, Link, Source
from xbrief.problems import nearest
from xbrief.rules import engine
from xbrief.rules.types import Finding, Rule

Kind = Literal["finding", "claim", "fact", "conflict"]
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its sentence; `rule` is None where a composer counts, and no rule words it."""

    finding: Finding
    sentence: str
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Step:
    """A fact on the way down: who says it, whether an interest is at stake, what it goes back to, and its links.

    `does` are its own links to other facts, `undergone` the links of other facts to it, by the id of the other fact.
    """

    fact: Fact
    source: Source
    speakers: str
    interested: bool
    origin: str
    does: tuple[Link, ...]
    undergone: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """`told` are the finding asked for, or those that rest on the claim, the fact or either fact of the conflict.

    `asked` is the old id that was asked for, where the fact has another one now.
    """

    id: str
    kind: Kind
    told: tuple[Told, ...]
    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]
    asked: str = ""
    clash: Clash | None = None


def chain(id: str, markets: Sequence[Market], ledger: Ledger) -> Chain:
    """The chain of a finding's id, a claim's key, a fact's id or a found conflict's; UnknownName with the nearest ids
    for any other.

    An old id leads to the fact that has another one now. On a retracted fact rests nothing.
    """
    found = {f.id: (market, f) for market in markets for f in market.findings}
    if id in found:
        return _of_finding(*found[id])
    told = [(market, f) for market, f in found.values()]
    if id in ledger.claims:
        claim = ledger.claims[id]
        resting = [_told(market, f) for market, f in told if id in f.claims]
        return Chain(id, "claim", tuple(resting), (claim,), steps(ledger, claim.facts))
    if id in ledger.known:
        claims = tuple(c for c in ledger.claims.values() if id in c.facts)
        resting = [_told(market, f) for market, f in told if id in f.facts]
        return Chain(id, "fact", tuple(resting), claims, steps(ledger, [id]))
    clashes = {c.id: c for c in (*ledger.clashes, *ledger.dismissed)}
    if id in clashes:
        return _of_clash(clashes[id], told, ledger)
    dossier = ledger.dossier
    if other := dossier.renamed.get(id) or _waited_for(id, ledger):
        return replace(chain(other, markets, ledger), asked=id)
    gone = when.known(replace(dossier, facts=dossier.retracted), ledger.as_of)
    if id in gone:
        return Chain(id, "fact", (), (), steps(replace(ledger, known={**ledger.known, **gone}), [id]))
    known = dict.fromkeys((*found, *ledger.claims, *ledger.known, *gone, *clashes))
    fault = UnknownName(f"no finding, claim or fact is called {id!r}", nearest(id, known, _SUGGESTIONS))
    fault.hint = _elsewhere(id, dossier) or fault.hint
    raise fault


def _waited_for(id: str, ledger: Ledger) -> str:
    """The fact of an id as `xbrief due` makes them of a watch item and the fact that came; empty for any other."""
    watch, _, fact = id.partition(".")
    return fact if fact in ledger.known and watch in {item.id for item in ledger.dossier.watch} else ""


def _elsewhere(id: str, dossier: Dossier) -> str:
    """Where an id of another sort is told of."""
    if id in dossier.sources:
        return f"{id} is a source: `xbrief facts --source {id}` lists its facts"
    if id in dossier.parties or id == dossier.company.id:
        return f"{id} is a party: `xbrief facts --party {id}` lists the facts that name it"
    if id in dossier.people:
        return f"{id} is a person: `xbrief facts --speaker {id}` lists what that person said"
    return f"{id} is a code: `xbrief explain {id[:4]}`" if re.fullmatch(r"[DE][0-9]{3}(?:-[0-9a-f]{4})?", id) else ""


def _of_clash(clash: Clash, told: Iterable[tuple[Market, Finding]], ledger: Ledger) -> Chain:
    """Both sides, earlier and later, each with all that it is a part of."""
    pair = (clash.earlier, clash.later)
    resting = [_told(market, f) for market, f in told if not set(pair).isdisjoint(f.facts)]
    claims = tuple(c for c in ledger.claims.values() if not set(pair).isdisjoint(c.facts))
    return Chain(clash.id, "conflict", tuple(resting), claims, steps(ledger, pair), clash=clash)


def _of_finding(market: Market, finding: Finding) -> Chain:
    ledger = market.ledger
    claims = tuple(ledger.claims[key] for key in finding.claims if key in ledger.claims)
    return Chain(finding.id, "finding", (_told(market, finding),), claims, steps(ledger, finding.facts))


def _told(market: Market, finding: Finding) -> Told:
    rule = market.rules.get(finding.rule)
    if rule is None:
        return Told(finding, f"Counted: {join(finding.counted)}.", None)
    return Told(finding, engine.sentence(market.told([finding])).text, rule)


def steps(ledger: Ledger, ids: Iterable[str]) -> tuple[Step, ...]:
    """A step for each of the facts, in the order given."""
    undergone: dict[str, list[tuple[str, Link]]] = {}
    for other in ledger.known.values():
        for link in other.links:
            undergone.setdefault(link.fact, []).append((other.id, link))
    return tuple(_step(ledger, ledger.known[i], undergone) for i in ids)


def _step(ledger: Ledger, fact: Fact, undergone: Mapping[str, Sequence[tuple[str, Link]]]) -> Step:
    dossier = ledger.dossier
    about = [fact, *(ledger.known[i] for i in _touched(fact) if i in ledger.known)]
    source = dossier.sources[fact.source]
    return Step(
        fact,
        source,
        speaker.speakers(dossier, fact),
        speaker.interested(dossier, fact, {p for f in about for p in _named(f)}),
        _origin(dossier, fact),
        fact.links,
        tuple(undergone.get(fact.id, ())),
    )


def _touched(fact: Fact) -> Iterable[str]:
    """The facts that a fact speaks about: those that it links to, and the one that it explains."""
    yield from (link.fact for link in fact.links)
    if fact.of:
        yield fact.of.fact


def _named(fact: Fact) -> Iterable[str]:
    return (*fact.parties, *fact.sellers, *fact.by, *(p for p in (fact.operator, fact.authority) if p))


def _origin(dossier: Dossier, fact: Fact) -> str:
    """What the fact goes back to, in words; empty where its source is the first to tell it."""
    back = origin(fact)
    if back == fact.source:
        return ""
    person, _, day = back.partition("@")
    if person in dossier.people and day:
        return f"{dossier.people[person].name} on {day}"
    return dossier.origins.get(back, back)
