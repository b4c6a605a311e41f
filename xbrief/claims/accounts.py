"""Views that stand against each other: what no field gives is read from their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from xbrief.claims.differ.dates import STOPS
from xbrief.claims.differ.scene import Difference, retold
from xbrief.claims.group import slug
from xbrief.claims.meet import goods_meet, near
from xbrief.claims.types import Claim
from xbrief.claims.voice import one_voice
from xbrief.claims.when import made
from xbrief.model import Dossier, Fact, Speaker

_WHO = re.compile(r"who (?:asked|began|chose|closed|decided|ended|founded|proposed|started|stopped)\b")
_DENIES = re.compile(
    r"\b(?:no|not|never|neither|nor|none|nobody|nothing|without|cannot|den(?:y|ies|ied))\b|n['’]t\b",
    re.IGNORECASE,
)


_PAUSE = re.compile(r"\b(?:paus(?:e|es|ed|ing)|suspend(?:s|ed)?|on hold|interrupt(?:s|ed)?)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:wholly|fully|entirely|completely) (?:made|built|produced|manufactured)\b", re.IGNORECASE)
_MAKING = re.compile(r"\b(?:production|manufacture|manufacturing|assembly)\b", re.IGNORECASE)

Found = tuple[str, Fact, Fact, Difference]


def accounts(
    dossier: Dossier, market: str, views: Sequence[Fact], known: Mapping[str, Fact], claims: Mapping[str, Claim]
) -> Iterator[Found]:
    """The pairs of a view and what stands against it, each with the key of the claim on which they meet."""
    homes = _homes(claims)
    yield from _against_views(dossier, market, views, homes)
    for view in views:
        for key in sorted(_matter(market, view, known, homes) & claims.keys()):
            for fact in (known[i] for i in claims[key].facts if known[i].certainty == "asserted"):
                found = _against_fact(view, fact, known)
                if found is None or not _one_time(dossier, view, fact) or one_voice(dossier, view, fact):
                    continue
                if found.kind == "state" or not retold(view, fact):
                    yield key, view, fact, found


def _matter(market: str, view: Fact, known: Mapping[str, Fact], homes: Mapping[str, set[str]]) -> set[str]:
    """The claims of the fact that a view is about; of a view that points at none, production where it is on that."""
    if view.of is not None:
        return homes.get(view.of.fact, set()) if view.of.fact in known else set()
    return {f"{market}.production.company"} if _MAKING.search(view.about or "") else set()


def _against_fact(view: Fact, fact: Fact, known: Mapping[str, Fact]) -> Difference | None:
    """Only a pause of what another calls over; wholly made where another tells of assembly."""
    if _DENIES.search(view.claim):
        return None
    told = known.get(view.of.fact) if view.of else None
    # "No longer the only one" is no end, and a block that fell away none of a sale.
    ended = fact.status == "ended" and fact.kind != "block" and not fact.exclusive
    if _PAUSE.search(view.claim) and (ended or fact.event in STOPS) and (told is None or _one_thing(told, fact)):
        return Difference("state", "", "suspended", "ended")
    if told is None or told.role != "manufacturer" or not _one_thing(told, fact) or not goods_meet(told, fact):
        return None
    if _WHOLE.search(view.claim) and fact.extent in {"assembly", "parts"}:
        return Difference("role", "extent", "full", fact.extent or "")
    return None


def _one_thing(a: Fact, b: Fact) -> bool:
    """Do both tell of one thing, a party in one role, an outlet or an event of one sort?"""
    return all(getattr(a, name) == getattr(b, name) for name in ("kind", "event", "type", "role", "parties"))


def _against_views(
    dossier: Dossier, market: str, views: Sequence[Fact], homes: Mapping[str, set[str]]
) -> Iterator[Found]:
    """Views on one matter of which one denies what the other says, or which name different parties as its author."""
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
