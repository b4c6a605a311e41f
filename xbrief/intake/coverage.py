"""What the facts of a source cover of its article, sentence by sentence, and what they pass over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xbrief.evidence import anchor
from xbrief.evidence.text import Text, flat
from xbrief.model import Fact

# Scripts without spaces between words count by the sign.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence as it is written, and the ids of the facts that rest on it."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` and `end` count characters of the text's `raw`; `words` and `covered` are numbers of words."""

    start: int
    end: int
    parts: tuple[Part, ...]
    words: int
    covered: int

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for part in self.parts for id in part.facts))


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no part of the article, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A fact whose words do not stand in the article just once, and what is wrong."""

    fact: str
    anchor: str
    reason: str


Line = tuple[Sentence, ...] | Aside


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lines of a text in order: sentences of the article, or what is none of it.

    `facts` are the ids of all facts of the source, `lost` those that cover nothing.
    """

    lines: tuple[Line, ...]
    facts: tuple[str, ...]
    lost: tuple[Lost, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for line in self.lines if isinstance(line, tuple) for sentence in line)

    @property
    def touched(self) -> int:
        """How many sentences a fact rests on."""
        return sum(bool(sentence.facts) for sentence in self.sentences)

    @property
    def words(self) -> tuple[int, int]:
        """How many words facts rest on, and of how many."""
        return sum(s.covered for s in self.sentences), sum(s.words for s in self.sentences)


def coverage(text: Text, facts: Iterable[Fact]) -> Coverage:
    """What these facts, all of the text's source, cover of it."""
    given = tuple(facts)
    spans: list[tuple[int, int, str]] = []
    lost: list[Lost] = []
    for fact in given:
        found = anchor.places(fact.anchor, text)
        if len(found) == 1:
            spans.append((found[0].start, found[0].end, fact.id))
        else:
            lost.append(Lost(fact.id, fact.anchor, _reason(fact, text, len(found))))
    spans.sort()
    lines = tuple(_line(text, line.start, line.end, line.aside, spans) for line in text.lines)
    return Coverage(lines, tuple(fact.id for fact in given), tuple(lost))


def _reason(fact: Fact, text: Text, times: int) -> str:
    if times:
        return f"its words stand {times} times in the article"
    outside = anchor.outside(fact.anchor, text)
    if outside:
        return f"its words stand beside the article, {anchor.aside(outside[0], text)}"
    return "its words are not found"


def _line(text: Text, start: int, end: int, aside: str, spans: Sequence[tuple[int, int, str]]) -> Line:
    if aside:
        return Aside(_shown(text.raw[start:end]), aside)
    return tuple(_sentence(text, *at, spans) for at in text.split(start, end))


def _sentence(text: Text, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> Sentence:
    mine = [span for span in spans if span[0] < end and span[1] > start]
    edges = sorted({start, end, *(min(max(edge, start), end) for span in mine for edge in span[:2])})
    parts = tuple(
        Part(flat(text.raw[a:b]), tuple(id for first, last, id in mine if first <= a and b <= last))
        for a, b in pairwise(edges)
    )
    found = [(m.start() + start, m.end() + start) for m in _WORD.finditer(text.raw[start:end])]
    covered = sum(any(first <= a and b <= last for first, last, _ in mine) for a, b in found)
    return Sentence(start, end, parts, len(found), covered)


def _shown(raw: str) -> str:
    return " ".join(raw.split())
