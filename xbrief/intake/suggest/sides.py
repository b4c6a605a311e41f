"""Who acts for the company, and who against it: what another firm sells is no offer of the company's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Mark, Org, Sentence

# Characters between a name and what says which side it is on.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Sides:
    """Names of organisations."""

    partners: frozenset[str]
    rivals: frozenset[str]

    def ours(self, marks: Sequence[Mark]) -> bool:
        """May the goods of these be the company's? Where the company itself is among them, or all act for it."""
        orgs = [o for m in marks for o in _orgs(m)]
        return any(m.type == "C" for m in marks) or all(o.name in self.partners for o in orgs)


def sides(sentences: Sequence[Sentence], language: str) -> Sides:
    """The sides of an article: who is named near a word for a partner beside the company, or near one for a rival."""
    partner, rival = (_cue(language, name) for name in ("partner", "rival"))
    partners: set[str] = set()
    rivals: set[str] = set()
    for sentence in sentences:
        company = any(m.type == "C" for m in sentence.marks)
        for n, mark in enumerate(sentence.marks):
            if mark.type != "ORG" or not isinstance(mark.value, Org):
                continue
            at = sentence.masked.index(f"<ORG:{n}>")
            before = sentence.masked[max(0, at - _NEAR) : at]
            after = sentence.masked[at : at + _NEAR]
            if rival.search(before[-25:]) or re.match(r"<ORG:\d+>, (?:[\w'-]+ ){0,4}(?:rival|competitor)", after):
                rivals.add(mark.value.name)
            elif company and (partner.search(before) or partner.search(after)):
                partners.add(mark.value.name)
    return Sides(frozenset(partners - rivals), frozenset(rivals))


def _orgs(mark: Mark) -> tuple[Org, ...]:
    if mark.type == "ORG" and isinstance(mark.value, Org):
        return (mark.value,)
    return mark.value if mark.type == "THEY" and isinstance(mark.value, tuple) else ()


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{lexicon.words(language, 'words')['sides'][name].strip()}\b", re.IGNORECASE)
