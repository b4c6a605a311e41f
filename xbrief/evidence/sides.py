"""Does the claim say the opposite of its words: a denial on one side alone, or hard for easy?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import normal
from xbrief.model import Fact

# A denial of something else: "without naming a source,", "neither of which it would name,", "not be surprised".
_ASIDE = re.compile(
    r", (?:without|neither|none|not)\b[^,]*(?:,|$)|\bnot be surprised|\bnot only\b|\bno (?:doubt|wonder)\b"
)
# Words of a span beyond which one denial in it says little of the fact.
_BEARING = 24


def check(fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E508 for a denial of one side alone, and for a word of the claim whose opposite stands in the words."""
    claim = normal(fact.claim)
    clause = _ASIDE.sub(" ", passage.clause)
    strict, soft = words.STRICT.search(claim) is not None, words.NEGATIONS.search(claim) is not None
    there = words.STRICT.search(clause) is not None
    if strict and not (words.STRICT.search(passage.clause) or _explained(claim, clause)):
        yield Fault("E508", "claim", "the claim denies something that the words do not deny")
    elif strict and _stopped(claim) and _stopped(clause) and not (there or words.DENIED.search(clause)):
        yield Fault("E508", "claim", "the claim denies a denial of the words")
    elif (
        there
        and not (strict or soft or _alone(claim, clause) or _stopped(clause))
        and len(passage.clause.split()) <= _BEARING
    ):
        yield Fault("E508", "claim", "the words deny something that the claim asserts")
    elif not (strict or there):
        yield from _opposites(claim, passage)


def _alone(claim: str, clause: str) -> bool:
    """Is "only she may" what the words deny of everybody else?"""
    return words.EXCEPT.search(claim) is not None and words.NOT_OTHER.search(clause) is not None


def _stopped(text: str) -> bool:
    return words.STOPPED.search(words.STRICT.sub(" ", text)) is not None


def _explained(claim: str, clause: str) -> bool:
    """Do other words than a plain "not" bear the claim's denial: stopped, left out, the only one?

    A word that the claim has as well ("not the only one") explains nothing.
    """
    if words.EXCEPT.search(clause) and words.NOT_OTHER.search(claim):
        return True
    own = {m[0] for p in (words.NEGATIONS, words.VAGUE) for m in p.finditer(claim)}
    return any(m[0] not in own for p in (words.NEGATIONS, words.VAGUE) for m in p.finditer(clause))


def _opposites(claim: str, passage: Passage) -> Iterator[Fault]:
    """A word of the claim, none of its side in the words, and one of the other side there."""
    for left, right in words.opposites():
        for side, other in ((left, right), (right, left)):
            told = side.search(claim)
            against = other.search(passage.clause)
            if told and against and not side.search(passage.sentence) and not other.search(claim):
                yield Fault("E508", "claim", f"the claim says {told[0]!r}, the words {against[0]!r}")
