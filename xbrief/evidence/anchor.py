"""Finds the span that an anchor names, and nothing else: what is merely like it is told and never taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xbrief.evidence.text import Text, normal

ELISION = " … "
# No sentence of an article is longer; two ends further apart belong to two places.
LONGEST = 1500


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of a text as it stands in its file."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest words, where the anchor's own are not found. `likeness` is 0 to 100 (rapidfuzz's partial ratio)."""

    span: Span
    likeness: float


def places(anchor: str, text: Text) -> tuple[Span, ...]:
    """Every span of the article's body that the anchor names, in order; exactly one is what it should have.

    An anchor of two ends names the text from the first words to the nearest last words behind them.
    """
    first, _, last = (normal(end) for end in anchor.partition(ELISION))
    found: list[Span] = []
    for at in _at(first, text.plain, 0):
        end = at + len(first)
        if last:
            close = next(iter(_at(last, text.plain, end)), None)
            if close is None or close + len(last) - at > LONGEST:
                continue
            end = close + len(last)
        span = Span(*text.original(at, end))
        if text.in_body(span.start) and text.in_body(span.end - 1):
            found.append(span)
    return tuple(_shortest(found))


def _shortest(found: list[Span]) -> list[Span]:
    """Of spans with one end, the one that begins last: the first words may stand twice before the last ones."""
    return sorted({span.end: span for span in sorted(found)}.values())


def _at(words: str, plain: str, start: int) -> list[int]:
    """Offsets of the words in the text, not inside of longer ones."""
    if not words:
        return []
    before = r"(?<![^\W_])" if re.match(r"[a-zà-ÿ0-9]", words) else ""
    after = r"(?![^\W_])" if re.search(r"[a-zà-ÿ0-9]$", words) else ""
    # Scripts without spaces (Han, Hangul with its particles) have no such edge.
    return [m.start() for m in re.compile(before + re.escape(words) + after).finditer(plain, start)]


def nearest(anchor: str, text: Text) -> Near | None:
    """The words most like the anchor; None for an empty text. For a person to look at: it is no evidence."""
    # Late: only a fault needs it.
    from rapidfuzz import fuzz

    words = normal(anchor.replace(ELISION, " "))
    found = fuzz.partial_ratio_alignment(words, text.plain)
    if found is None or found.dest_end <= found.dest_start:
        return None
    return Near(Span(*text.original(found.dest_start, found.dest_end)), round(found.score, 1))
