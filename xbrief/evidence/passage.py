"""The span that an anchor names, with the sentence and the paragraph around it and what came before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from xbrief.evidence.anchor import Span
from xbrief.evidence.glossary import cased
from xbrief.evidence.text import Text, normal

_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])")

_JOINT = re.compile(r"[;:()]|,? (?:but|though|although|while|and it|and they|which)\b|(?:,| [-–—]) (?=an? )")


@dataclass(frozen=True, slots=True)
class Passage:
    """All normalised. `clause` is the span with the three words before it, where a verb and its denial may stand;
    `part` reaches to the next semicolon, bracket or conjunction; `before` is the article up to the end of the span.

    As they are written (`cased`): the span, its sentence, the sentences of its paragraph, and of the article those
    before and those behind the span's own, the nearest first.
    """

    span: str
    clause: str
    part: str
    sentence: str
    line: str
    before: str
    body: str
    shown: str
    whole: str
    paragraph: tuple[str, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]

    @classmethod
    def of(cls, text: Text, span: Span) -> Passage:
        start, end = text.line_of(span.start, span.end)
        first, last = _sentences(text.raw[start:end], span.start - start, span.end - start)
        body = "\n".join(text.raw[line.start : line.end] for line in text.lines if line.body)
        return cls(
            normal(text.raw[span.start : span.end]),
            normal(" ".join(text.raw[start + first : span.start].split()[-3:]) + " " + text.raw[span.start : span.end]),
            normal(_part(text.raw[start + first : start + last], span.start - start - first, span.end - start - first)),
            normal(text.raw[start + first : start + last]),
            normal(text.raw[start:end]),
            normal(text.raw[: span.end]),
            normal(body),
            cased(text.raw[span.start : span.end]),
            cased(text.raw[start + first : start + last]),
            tuple(cased(text.raw[a:b]) for a, b in _parts(text.raw, start, end)),
            *_around(text, start + first, start + last),
        )


def _parts(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a paragraph, by their offsets in the text."""
    stops = [start, *(start + m.end() for m in _STOP.finditer(raw[start:end])), end]
    return [(a, b) for a, b in pairwise(stops) if raw[a:b].strip()]


def _around(text: Text, first: int, last: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of the article before and behind these offsets."""
    spans = [part for line in text.lines if line.body for part in _parts(text.raw, line.start, line.end)]
    before = [cased(text.raw[a:b]) for a, b in spans if b <= first]
    return tuple(reversed(before)), tuple(cased(text.raw[a:b]) for a, b in spans if a >= last)


def _part(sentence: str, start: int, end: int) -> str:
    """The part of a sentence that speaks of one thing: a doubt behind a "but" is one of something else."""
    before = max((m.end() for m in _JOINT.finditer(sentence) if m.end() <= start), default=0)
    after = min((m.start() for m in _JOINT.finditer(sentence) if m.start() >= end), default=len(sentence))
    return sentence[before:after]


def _sentences(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of a line from the sentence in which the span begins to the one in which it ends."""
    stops = [m.end() for m in _STOP.finditer(line)]
    first = max((s for s in stops if s <= start), default=0)
    return first, min((s for s in stops if s >= end), default=len(line))
