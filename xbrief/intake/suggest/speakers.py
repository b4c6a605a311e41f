"""Who asserts what a sentence says, where it is not the publisher's own account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Mark, Org, Sentence
from xbrief.model import Person


@dataclass(frozen=True, slots=True)
class Said:
    """One of the three: a person, an organisation, or words for somebody unnamed."""

    person: Person | None = None
    org: Org | None = None
    unnamed: str = ""


def speaker(sentence: Sentence, before: Sequence[Sentence], language: str) -> Said | None:
    """The speaker of a sentence; None where it is told plainly."""
    named, pronoun, unnamed = _cues(language)
    masked = sentence.masked
    found = named.search(masked)
    if found:
        number = next(int(n) for n in found.groups() if n)
        return _of(sentence.marks[number])
    if pronoun.search(masked):
        for earlier in (sentence, *reversed(before[-_BACK:])):
            people = [m for m in earlier.marks if m.type == "PER"]
            if people:
                return _of(people[-1])
        return None
    hearsay = unnamed.search(masked)
    if hearsay is None:
        return None
    words = next(w for w in hearsay.groups() if w)
    return Said(unnamed=words.strip()) if "<" not in words else None


# Sentences back in which "he" may have been named.
_BACK = 3


def _of(mark: Mark) -> Said | None:
    if isinstance(mark.value, Person):
        return Said(person=mark.value)
    return Said(org=mark.value) if isinstance(mark.value, Org) else None


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names, pronouns and unnamed speakers beside a verb of saying."""
    table = lexicon.words(language, "words")["speakers"]
    verb, unnamed = f"(?:{table['verb'].strip()})", f"(?:{table['unnamed'].strip()})"
    name = r"<(?:PER|ORG|C):(\d+)>"
    put_in = r"(?:, [^,;]{1,80},| \([^()]{1,40}\))?"
    named = (
        rf"{name}{put_in} (?:has |have |had |also |later |only |now )?{verb}\b"
        rf"|\baccording to (?:[\w'-]+ ){{0,4}}{name}"
        rf"|\b(?:said|says|explained|added|told [\w ]+) (?:[\w'-]+,? ){{0,5}}{name}"
        rf"|\bin the words of (?:[\w'-]+ ){{0,4}}{name}"
    )
    hearsay = (
        rf"\b({unnamed}) (?:said|say|says|told|expect|believe|suggest|report)\b|\b(?:according to|citing) ({unnamed})"
    )
    return (
        re.compile(named, re.IGNORECASE),
        re.compile(rf"\b(?:{table['pronoun'].strip()}) (?:also |later )?{verb}\b", re.IGNORECASE),
        re.compile(hearsay, re.IGNORECASE),
    )
