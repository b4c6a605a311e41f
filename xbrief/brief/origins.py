"""How many independent voices stand behind a claim, and why some of its facts count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from xbrief.brief.cards import Card, Cards
from xbrief.claims.origin import origin
from xbrief.claims.types import Claim, Ledger
from xbrief.language import dates
from xbrief.language.words import counted, join
from xbrief.model import Dossier, Fact

Why = Literal["alone", "source", "origin", "speaker", "text"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two sources whose texts are near-identical, and how far (0 to 1)."""

    one: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Facts that count once, and why: one source, a declared origin, one speaker at one event, one text.

    `proposals` are what the curator would write, so that briefs count sources of one text once, too.
    """

    why: Why
    words: str
    facts: tuple[str, ...]
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A claim that several facts carry. `counted` is its number of origins in a brief; `voices` those told apart here,
    fewer where texts show that sources copy each other."""

    claim: Claim
    voices: tuple[Voice, ...]

    @property
    def counted(self) -> int:
        return self.claim.origins


def counts(ledger: Ledger, codes: Sequence[str] = (), alike: Iterable[Alike] = ()) -> tuple[Count, ...]:
    """The claims of the markets (of all without any) that several facts carry, in order of key."""
    pairs = tuple(alike)
    return tuple(
        Count(claim, _voices(ledger, claim, pairs))
        for claim in ledger.claims.values()
        if len(claim.facts) > 1 and (not codes or claim.market in codes)
    )


def _voices(ledger: Ledger, claim: Claim, alike: Sequence[Alike]) -> tuple[Voice, ...]:
    groups: dict[str, list[Fact]] = {}
    for fact in ledger.facts(claim.facts):
        groups.setdefault(origin(fact), []).append(fact)
    merged: list[tuple[list[str], list[Fact], list[Alike]]] = []
    for back, facts in groups.items():
        mine = [m for m in merged if _copied(m[1], facts, alike)]
        found = [a for m in mine for a in _copied(m[1], facts, alike)]
        joined = (
            [b for m in mine for b in m[0]] + [back],
            [f for m in mine for f in m[1]] + facts,
            [a for m in mine for a in m[2]] + found,
        )
        merged = [m for m in merged if m not in mine] + [joined]
    return tuple(_voice(ledger.dossier, *m) for m in merged)


def _copied(ours: Iterable[Fact], theirs: Iterable[Fact], alike: Sequence[Alike]) -> list[Alike]:
    mine, others = {f.source for f in ours}, {f.source for f in theirs}
    return [a for a in alike if (a.one in mine and a.other in others) or (a.other in mine and a.one in others)]


def _voice(dossier: Dossier, backs: Sequence[str], facts: Sequence[Fact], copied: Sequence[Alike]) -> Voice:
    ids = tuple(f.id for f in facts)
    sources = list(dict.fromkeys(f.source for f in facts))
    names = join(_publisher(dossier, s) for s in sources)
    if copied:
        share = round(100 * min(a.share for a in copied))
        told = f"one text, {share} percent of the shorter word for word in both ({names})"
        return Voice("text", told, ids, tuple(p for a in dict.fromkeys(copied) if (p := proposal(dossier, a))))
    if len(facts) == 1:
        return Voice("alone", names, ids)
    back = backs[0]
    if len(sources) == 1 and back == sources[0]:
        return Voice("source", f"one source: {names}", ids)
    person, _, day = back.partition("@")
    if person in dossier.people and day:
        return Voice("speaker", f"one speaker at one event: {dossier.people[person].name} on {day} ({names})", ids)
    return Voice("origin", f"one origin: {dossier.origins.get(back, back)} ({names})", ids)


def proposal(dossier: Dossier, pair: Alike) -> str:
    """What the curator would write into the files of two sources of one text; empty where they have one origin."""
    one, other = dossier.sources[pair.one], dossier.sources[pair.other]
    facts = {f.origin for f in dossier.facts.values() if f.source in {pair.one, pair.other}}
    if (one.origin and one.origin == other.origin) or (len(facts) == 1 and "" not in facts):
        return ""
    if one.origin and other.origin:
        return f"make `{one.origin}` and `{other.origin}` one origin, where {later(dossier, pair)} retells the other"
    if declared := one.origin or other.origin:
        return f"add `origin: {declared}` to {other.id if one.origin else one.id}"
    late = later(dossier, pair)
    first = one.id if late == other.id else other.id
    return f"name what both retell under `origins` of dossier.yaml, and add `origin: …` to {first} and to {late}"


def later(dossier: Dossier, pair: Alike) -> str:
    """The source that was published later; of one day, or without any, the other one."""
    one, other = (dossier.sources[id].known or date.max for id in (pair.one, pair.other))
    return pair.one if one > other else pair.other


def _publisher(dossier: Dossier, source_id: str) -> str:
    source = dossier.sources[source_id]
    return f"{source.publisher}, {dates.label(source.published)}" if source.published else source.publisher


def cards(found: Sequence[Count], note: str) -> Cards:
    """The counts for a terminal or for Markdown; `note` tells whether texts were compared."""
    held = tuple(_card(count) for count in found) or (Card("–", "none", "", "No claim has several facts.", ()),)
    return Cards(f"Independent origins of {counted(len(found), 'claim')}", ((note, held),))


def _card(count: Count) -> Card:
    facts, independent = counted(len(count.claim.facts), "fact"), counted(len(count.voices), "independent origin")
    aside = f"{facts}, {independent}"
    if len(count.voices) != count.counted:
        aside += f"; {count.counted} in briefs, which compare no texts"
    lines = [("alone" if v.why == "alone" else "count once", f"{', '.join(v.facts)}: {v.words}") for v in count.voices]
    lines += [("proposal", words) for v in count.voices for words in v.proposals]
    return Card("•", count.claim.key, aside, "", tuple(lines))


def content(found: Sequence[Count]) -> list[Mapping[str, object]]:
    """The counts as plain values."""
    return [
        {
            "claim": count.claim.key,
            "facts": [*count.claim.facts],
            "in_briefs": count.counted,
            "origins": [
                {"why": v.why, "words": v.words, "facts": [*v.facts], "proposals": [*v.proposals]} for v in count.voices
            ],
        }
        for count in found
    ]
