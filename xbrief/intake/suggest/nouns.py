"""Goods by the words of a sentence alone: a list of groups of nouns, without what tells nothing of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xbrief.evidence.text import normal
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.goods import Goods
from xbrief.intake.suggest.types import Mark

_PARTS = re.compile(r",? (?:and|or|nor|but also|as well as|along with|plus|including|such as)(?: for)? |, ")
# "Beer in bottles" is a kind of beer; "models with a screen" are kinds of models.
_MORE = re.compile(r" (?:of|for|above|below|over|under|with) ")
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """`label` names a category as printed, `id` is the dossier's; `product` is a name of one. Either may be empty."""

    label: str = ""
    id: str | None = None
    product: str = ""


def things(words: str, offset: int, marks: Sequence[Mark], language: str) -> list[Thing]:
    """The goods that `words` list; they stand at `offset` of their sentence, whose marks within them are given."""
    found: list[Thing] = []
    at = 0
    for part in _split(words):
        start = words.index(part, at)
        at = start + len(part)
        inside = [m for m in marks if offset + start <= m.start and m.end <= offset + at]
        found += _thing(part, offset + start, inside, language)
    return list(dict.fromkeys(found))


def _split(words: str) -> list[str]:
    return [part for part in _PARTS.split(words) if part.strip()]


def _thing(part: str, offset: int, marks: Sequence[Mark], language: str) -> list[Thing]:
    products = [Thing(product=m.words) for m in marks if m.type == "PROD"]
    ids = [Thing(m.value.label, m.value.id) for m in marks if isinstance(m.value, Goods) and m.value.id]
    if ids:
        return [*ids, *products]
    label = _label(_blanked(part, offset, marks), language)
    return [*([Thing(label)] if label else []), *products]


def _blanked(part: str, offset: int, marks: Sequence[Mark]) -> str:
    """The part without names, numbers and what belongs to them."""
    for mark in sorted(marks, key=lambda m: -m.start):
        if mark.type in {"C", "ORG", "PROD", "NAT", "GEO", "PER", "TIME", "PCT", "MON", "THEY"} or (mark.type == "NUM"):
            end = mark.end - offset
            whose = re.match(r"'s?(?!\w)", part[end:])
            part = part[: mark.start - offset] + part[end + (len(whose[0]) if whose else 0) :]
    return part


def _label(part: str, language: str) -> str:
    before, behind, never, alone = _lexicon(language)
    first, *more = _MORE.split(part, maxsplit=1)
    words = first.replace('"', "").split()
    # "A range of phones", "sales of policies": the goods are behind it.
    if more and all(normal(w) in before for w in words):
        words, more = more[0].replace('"', "").split(), []
    while words and normal(words[0]) in before:
        words.pop(0)
    while words and normal(words[-1]) in behind and normal(words[-1]) not in alone:
        words.pop()
    if not words or len(words) > _LONGEST or normal(words[-1]) in never or not re.search(r"[^\W\d_]{2}", words[-1]):
        return ""
    if len(words) == 1 and normal(words[0]) in alone:
        return ""
    if words[-1].endswith("ly") or (normal(words[-1]) in before and normal(words[-1]) not in alone):
        return ""
    return " ".join(w if w != w.lower() and w[1:] != w[1:].lower() else w.lower() for w in words)


@cache
def _lexicon(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon.words(language, "nouns")
    before, behind, never, alone = (
        frozenset(w.strip() for w in table[name].split("|")) for name in ("before", "behind", "never", "alone")
    )
    return before, behind, never, alone
