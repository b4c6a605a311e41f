"""The first letter of a curator's sentence inside another one: a name keeps its capital, a common word loses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from xbrief.language import words
from xbrief.language.dates import MONTHS
from xbrief.model import Dossier

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "Easter")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Letters in the middle or at the end of a word that only a name or an acronym has.
_MARKED = re.compile(r"\w[A-Z\u00c0-\u00de]|\d")

Kind = Literal["small", "name", "unsure"]


def inner(sentence: str, dossier: Dossier) -> str:
    """The sentence as a part of another: no full stop, and a small first letter where it begins with a common word."""
    labels = _labels(dossier)
    if kind(sentence, dossier) == "small":
        labels = [*labels, _first(sentence).lower()]
    elif _named(sentence, dossier):
        return sentence.strip().removesuffix(".")
    return words.inner(sentence, labels)


def sure(sentence: str, dossier: Dossier) -> bool:
    """Is it known whether the first word is a name? Behind "that" one of which it is not can stand in neither case."""
    return kind(sentence, dossier) != "unsure"


def kind(sentence: str, dossier: Dossier) -> Kind:
    """What the first word is: by the names of the dossier, by its own letters, and by how its claims write it."""
    word = _first(sentence)
    if not word or word[0] != word[0].upper():
        return "small"
    if _named(sentence, dossier):
        return "name"
    if words.inner(sentence, _labels(dossier))[:1] != sentence.strip()[:1]:
        return "small"
    if _MARKED.search(word) or word in MONTHS or word in _DAYS:
        return "name"
    capital, small = _written(word, dossier)
    if capital != small:
        return "name" if capital else "small"
    return "name" if not small and _place(word) else "unsure"


def _first(sentence: str) -> str:
    found = _WORD.match(sentence.strip())
    return found.group() if found else ""


def _labels(dossier: Dossier) -> list[str]:
    return [c.label for c in dossier.categories.values() if c.label[:1].islower()]


def _named(sentence: str, dossier: Dossier) -> bool:
    """Does it begin with a name of the dossier, whole and as that is written?"""
    text = sentence.strip()
    return any(
        text.startswith(name) and not re.match(r"\w", text[len(name) :]) and name[0] == name[0].upper()
        for name in _names(dossier)
        if name
    )


def _names(dossier: Dossier) -> Iterator[str]:
    yield dossier.company.name
    for party in dossier.parties.values():
        yield from (party.name, *party.aliases)
    for person in dossier.people.values():
        yield from (person.name, *person.name.split())
    yield from dossier.brands
    yield from (s.publisher for s in dossier.sources.values())
    for fact in dossier.facts.values():
        yield from fact.products


def _written(word: str, dossier: Dossier) -> tuple[bool, bool]:
    """Does the word stand with a capital inside a sentence of the dossier, and does it stand with a small letter?"""
    within = re.compile(rf"[^.!?:\s] ['\"“(]?{re.escape(word)}(?![\w-])")
    small = re.compile(rf"(?<![\w-]){re.escape(word[:1].lower() + word[1:])}(?![\w-])")
    texts = list(_texts(dossier))
    return any(within.search(t) for t in texts), any(small.search(t) for t in texts)


def _texts(dossier: Dossier) -> Iterable[str]:
    for fact in dossier.facts.values():
        yield from (t for t in (fact.claim, fact.about, fact.label, fact.effect, fact.unnamed, fact.anchor) if t)
    for category in dossier.categories.values():
        yield from (category.label, *category.aliases)


def _place(word: str) -> bool:
    """Is it a country, its people or one of its cities? Asked last: the tables are read for it."""
    from xbrief.evidence.glossary import countries
    from xbrief.evidence.text import cased

    return bool(countries(cased(word)))
