"""Causes beside what they explain: a reason alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Sentence

# What a cause may explain, and the events among them.
_TURNS = frozenset({"block", "channel", "presence", "regulation", "partner"})
_STOPS = frozenset(
    {"exit", "retreat", "sale-stopped", "launches-paused", "store-closing", "production-end", "staff-cut"}
)
_EVENTS = _STOPS | {"production-start", "entry", "return", "relocation", "store-opening"}
# How sure a cause is whose turn stands beside it, whose turn stands in its sentence unrecognised.
BESIDE, UNKNOWN = 0.9, 0.85


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate and the number of its sentence."""

    candidate: Candidate
    sentence: int


@dataclass(frozen=True, slots=True)
class Needs:
    """Ids of patterns: whose causes need nothing beside them, need a turn that was found, explain only an end."""

    alone: AbstractSet[str]
    beside: AbstractSet[str]
    stop: AbstractSet[str]


def explained(
    found: Sequence[Found],
    sentences: Sequence[Sentence],
    language: str,
    needs: Needs,
) -> Iterator[Candidate]:
    """The candidates, of causes those alone that have something to explain, in their sentence or in the one before."""
    turns = [one for one in found if _turn(one.candidate)]
    for one in found:
        cause = one.candidate
        if cause.fact["kind"] != "cause":
            yield cause
            continue
        near = [t for t in turns if t.candidate.span != cause.span and _near(t, one)]
        if cause.pattern in needs.stop:
            near = [t for t in near if _stop(t.candidate)]
        if cause.pattern in needs.beside:
            near = [t for t in near if _stop(t.candidate) or not _overlap(t.candidate.span, cause.span)]
        if near:
            turn = min(near, key=lambda t: (one.sentence - t.sentence, abs(t.candidate.span[0] - cause.span[0])))
            score = cause.score * (1.0 if turn.sentence == one.sentence else BESIDE)
            # What explains a turn is about the country of the turn.
            fact = {**cause.fact, "market": turn.candidate.fact["market"]}
            yield replace(cause, fact=fact, score=round(score, 3), explains=turn.candidate.span)
        elif cause.pattern in needs.beside:
            continue
        elif cause.pattern in needs.alone or _told(sentences[max(0, one.sentence - 1) : one.sentence + 1], language):
            yield replace(cause, score=round(cause.score * UNKNOWN, 3))


def _near(turn: Found, cause: Found) -> bool:
    """Do the two stand in one sentence, or the cause in the next one and about the same country?"""
    if turn.sentence == cause.sentence:
        return True
    return cause.sentence - turn.sentence == 1 and turn.candidate.fact["market"] == cause.candidate.fact["market"]


def _turn(candidate: Candidate) -> bool:
    fact = candidate.fact
    return fact["kind"] in _TURNS or (fact["kind"] == "event" and fact["event"] in _EVENTS)


def _stop(candidate: Candidate) -> bool:
    """Is something over, or kept from being?"""
    return candidate.fact["kind"] == "block" or candidate.fact.get("event") in _STOPS


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _told(sentences: Sequence[Sentence], language: str) -> bool:
    """Does the last of the sentences tell of a turn, and of the company or of nobody else when the one before does?"""
    last = {m.type for m in sentences[-1].marks}
    company = "C" in last or ("ORG" not in last and any(m.type == "C" for s in sentences for m in s.marks))
    return company and _cue(language).search(sentences[-1].masked) is not None


@cache
def _cue(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.words(language, 'words')['turn']})", re.IGNORECASE | re.VERBOSE)
