"""The span that an anchor names, with the sentence and the paragraph around it and what came before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xbrief.evidence.anchor import Span
from xbrief.evidence.text import STOP, Text, cased, flat

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
        line = flat(text.raw[start:end])
        first, last = _sentences(line, span.start - start, span.end - start)
        part = _part(line[first:last], span.start - start - first, span.end - start - first)
        words = text.told(span.start, span.end)
        return cls(
            words,
            " ".join((*text.told(start + first, span.start).split()[-3:], words)),
            text.told(start + first + part[0], start + first + part[1]),
            text.told(start + first, start + last),
            text.told(start, end),
            text.told(0, span.end),
            text.body,
            cased(text.raw[span.start : span.end]),
            cased(text.raw[start + first : start + last]),
            tuple(cased(text.raw[a:b]) for a, b in text.split(start, end)),
            tuple(words for _, b, words in reversed(text.sentences) if b <= start + first),
            tuple(words for a, _, words in text.sentences if a >= start + last),
        )


def _part(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence that speaks of one thing: a doubt behind a "but" is one of something else."""
    before = max((m.end() for m in _JOINT.finditer(sentence) if m.end() <= start), default=0)
    after = min((m.start() for m in _JOINT.finditer(sentence) if m.start() >= end), default=len(sentence))
    return before, after


def _sentences(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of a line from the sentence in which the span begins to the one in which it ends."""
    stops = [m.end() for m in STOP.finditer(line)]
    first = max((s for s in stops if s <= start), default=0)
    return first, min((s for s in stops if s >= end), default=len(line))
