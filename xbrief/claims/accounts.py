"""Views that stand against each other: what no field gives is read from their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from xbrief.claims.differ.scene import Difference
from xbrief.claims.group import slug
from xbrief.claims.meet import near
from xbrief.claims.types import Claim
from xbrief.claims.voice import one_voice
from xbrief.claims.when import made
from xbrief.model import Dossier, Fact, Speaker

_WHO = re.compile(r"who (?:asked|began|chose|closed|decided|ended|founded|proposed|started|stopped)\b")
_DENIES = re.compile(
    r"\b(?:no|not|never|neither|nor|none|nobody|nothing|without|cannot|den(?:y|ies|ied))\b|n['’]t\b",
    re.IGNORECASE,
)


def accounts(
    dossier: Dossier, market: str, views: Sequence[Fact], claims: Mapping[str, Claim]
) -> Iterator[tuple[str, Fact, Fact, Difference]]:
    """Views on one matter of which one denies what the other says, or which name different parties as its author."""
    homes = _homes(claims)
    matters: dict[str, list[Fact]] = {}
    for view in views:
        matters.setdefault(slug(view.about or ""), []).append(view)
    for members in matters.values():
        for a, b in combinations(members, 2):
            if not _one_matter(a, b, homes) or not _one_time(dossier, a, b):
                continue
            who = _WHO.match(a.about or "") and not one_voice(dossier, a, b)
            one, other = _author(dossier, a), _author(dossier, b)
            if who and one and other and one != other:
                yield f"{market}.remark.{a.id}", a, b, Difference("account", "", one, other)
            elif _sides(dossier, a, b) and bool(_DENIES.search(a.claim)) != bool(_DENIES.search(b.claim)):
                yield f"{market}.remark.{a.id}", a, b, Difference("account", "")


def _homes(claims: Mapping[str, Claim]) -> dict[str, set[str]]:
    homes: dict[str, set[str]] = {}
    for claim in claims.values():
        for fact in claim.facts:
            homes.setdefault(fact, set()).add(claim.key)
    return homes


def _one_matter(a: Fact, b: Fact, homes: Mapping[str, set[str]]) -> bool:
    """Do both speak of one fact, or of facts of one claim?"""
    if a.of is None or b.of is None:
        return False
    return a.of.fact == b.of.fact or bool(homes.get(a.of.fact, set()) & homes.get(b.of.fact, set()))


def _one_time(dossier: Dossier, a: Fact, b: Fact) -> bool:
    return near(made(dossier, a), made(dossier, b))


def _sides(dossier: Dossier, a: Fact, b: Fact) -> bool:
    """Are both said by somebody with a name, who speak for different parties?"""
    mine, theirs = ({_side(dossier, s) for s in f.says} for f in (a, b))
    return bool(mine and theirs) and "" not in mine | theirs and not mine & theirs


def _side(dossier: Dossier, speaker: Speaker) -> str:
    if speaker.kind == "unnamed":
        return ""
    return (dossier.people[speaker.name].of or speaker.name) if speaker.kind == "person" else speaker.name


def _author(dossier: Dossier, view: Fact) -> str:
    """The party that the view names first, as the one that did it; empty where it names none."""
    places = [
        (found.start(), party.id)
        for party in dossier.parties.values()
        for name in (party.name, *party.aliases)
        if (found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", view.claim))
    ]
    return min(places)[1] if places else ""
