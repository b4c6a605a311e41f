"""Goods in a sentence: what the dossier names, and what the lexicon knows by its head and the modifiers before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xbrief.evidence.glossary import fold
from xbrief.evidence.text import normal
from xbrief.intake.suggest.lexicon import words
from xbrief.model import Dossier

_MODIFIERS = 4


@dataclass(frozen=True, slots=True)
class Goods:
    """Characters `start` to `end`; `label` names them as printed; `id` is the dossier's, where it has one.

    `vague` are words such as "products": they tell no category.
    """

    start: int
    end: int
    label: str
    id: str | None = None
    vague: bool = False


def goods(sentence: str, dossier: Dossier, language: str = "en") -> list[Goods]:
    """The goods of a sentence in order, without overlap; a dossier's own names go first."""
    own = list(_own(sentence, dossier))
    taken = [(g.start, g.end) for g in own]
    found = [g for g in _common(sentence, language) if not any(a < g.end and g.start < b for a, b in taken)]
    return sorted([*own, *found], key=lambda g: g.start)


def _own(sentence: str, dossier: Dossier) -> Iterator[Goods]:
    pattern, ids = _names(tuple((c.id, c.label, *c.aliases) for c in dossier.categories.values()))
    if not ids:
        return
    for match in pattern.finditer(sentence):
        id = ids[fold(match["name"])]
        yield Goods(match.start(), match.end(), dossier.categories[id].label, id)


@cache
def _names(held: tuple[tuple[str, ...], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {fold(name): id for id, *names in held for name in names}
    inner = "|".join(re.escape(n) for n in sorted(ids, key=lambda n: (-len(n), n))) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?P<name>{inner})(?:e?s)?(?![\w-])", re.IGNORECASE), ids


def _common(sentence: str, language: str) -> Iterator[Goods]:
    kept, dropped, heads, vague, alone = _lexicon(language)
    for match in heads.finditer(sentence):
        start = match.start()
        modifiers: list[str] = []
        for word in reversed(sentence[:start].split(" ")[:-1][-_MODIFIERS:]):
            if normal(word) not in kept and normal(word) not in dropped:
                break
            start -= len(word) + 1
            modifiers.insert(0, word)
        named = [w for w in modifiers if normal(w) in kept]
        vague_one = not named and fold(match[0]) in vague
        if vague_one and match[0].lower() not in alone:
            continue
        head = match[0].lower() if match[0].lower() != match[0].upper() and match[0] not in _CAPITALS else match[0]
        yield Goods(start, match.end(), " ".join([*map(str.lower, named), head]), vague=vague_one)


def named(words: str, language: str) -> bool:
    """Is there a word for goods among these, be it one that may stand for something else, too?"""
    return _lexicon(language)[2].search(words) is not None


_CAPITALS = frozenset({"EVs", "TVs", "PCs", "SUVs", "GPUs", "LNG", "EV", "TV", "PC", "SUV", "GPU", "ETFs"})


@cache
def _lexicon(language: str) -> tuple[frozenset[str], frozenset[str], re.Pattern[str], frozenset[str], frozenset[str]]:
    table = words(language, "goods")
    lists = {name: [w.strip() for w in text.split("|") if w.strip()] for name, text in table.items()}
    heads = sorted({*lists["heads"]}, key=lambda n: (-len(n), n))
    inner = "|".join(_plural(re.escape(h).replace(r"\ ", "[ -]")) for h in heads)
    pattern = re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])(?!'\w)", re.IGNORECASE)
    kept = {*lists["kept"], *(h for h in heads if " " not in h)}
    return (
        frozenset(kept),
        frozenset(lists["dropped"]),
        pattern,
        frozenset(map(fold, lists["vague"])),
        frozenset(lists["alone"]),
    )


def _plural(head: str) -> str:
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}(?:y|ies)"
    return f"{head}(?:e?s)?"
