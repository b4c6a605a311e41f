"""What an action may look at: the match, its clause, its sentence, and the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from xbrief.evidence.text import normal
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.goods import Goods
from xbrief.intake.suggest.judge import clause
from xbrief.intake.suggest.making import Making
from xbrief.intake.suggest.nouns import Thing
from xbrief.intake.suggest.types import Mark, Sentence

# Sentences back in which what is spoken of may have been named.
_BACK = 3


@dataclass(frozen=True)
class Setting:
    """A match with what stands around it; all words are normalised."""

    making: Making
    before: Sequence[Sentence]
    language: str
    # Names of those who compete with the company, and of those who act for it.
    rivals: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    # How the clause has it: active, planned, ...
    status: str = ""

    @property
    def match(self) -> str:
        """The words of the match."""
        return normal(self.making.sentence.words[slice(*self.making.span())])

    @property
    def clause(self) -> str:
        """The words of its clause."""
        sentence = self.making.sentence
        first, last = clause(sentence.masked, self.making.match.start(), self.making.match.end(), self.language)
        start = sentence.begins[first] if first < len(sentence.begins) else 0
        return normal(sentence.words[start : sentence.ends[last - 1]])

    def lead(self, reach: int) -> str:
        """The match, and so many characters before it."""
        start, end = self.making.span()
        return normal(self.making.sentence.words[max(0, start - reach) : end])

    @property
    def sentence(self) -> str:
        return normal(self.making.sentence.words)

    @property
    def paragraph(self) -> str:
        """Its sentence, and those before in its paragraph, the nearest three."""
        here = self.making.sentence.paragraph
        return normal(" ".join(s.words for s in (*self.before[-_BACK:], self.making.sentence) if s.paragraph == here))

    def slot(self, name: str) -> str:
        """The words in a slot; empty where it is not filled."""
        return normal(self.making.text(name)) if self.making.filled(name) else ""

    def mark(self, name: str) -> Mark | None:
        """The first mark in a slot."""
        return next(iter(self.making.marks(name)), None) if self.making.filled(name) else None

    def goods(self, near: bool = False) -> list[Thing]:
        """Goods named nearest: in the match, beside it in the sentence, and if not `near` in the sentences before."""
        start, end = self.making.span()
        named = [m for m in self.making.sentence.marks if isinstance(m.value, Goods) and not m.value.vague]
        within = [m for m in named if start <= m.start and m.end <= end]
        nearest = within or sorted(named, key=lambda m: max(m.start - end, start - m.end))[:1]
        for sentence in () if near else reversed(self.before[-_BACK:]):
            if nearest:
                break
            nearest = [m for m in sentence.marks if isinstance(m.value, Goods) and not m.value.vague][:1]
        return list(dict.fromkeys(Thing(m.value.label, m.value.id) for m in nearest if isinstance(m.value, Goods)))


def first(table: str, language: str, words: str) -> str:
    """The name of the first list of a table of `act.yaml` that has a word in `words`; empty where none has."""
    return next((name for name, pattern in _table(table, language) if pattern.search(words)), "")


@cache
def _table(table: str, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists: dict[str, str] = lexicon.words(language, "act")[table]
    return tuple((name, cue(words)) for name, words in lists.items())


@cache
def frame(name: str, language: str) -> re.Pattern[str]:
    """One of the expressions of `act.yaml`."""
    return re.compile(lexicon.words(language, "act")["frames"][name])


@cache
def cue(words: str) -> re.Pattern[str]:
    """Alternatives, parted by ` | `, as whole words."""
    inner = "|".join(word.strip() for word in re.split(r"\s\|\s", words))
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)


def said(name: str, language: str, words: str) -> bool:
    """Has `words` one of a list of `act.yaml`?"""
    return cue(lexicon.words(language, "act")[name]).search(words) is not None
