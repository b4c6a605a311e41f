"""Finds the span that an anchor names, and nothing else: what is merely like it is told and never taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from xbrief.evidence.text import Text, normal

ELISION = " … "
# No sentence of an article is longer; two ends further apart belong to two places.
LONGEST = 1500
_EDGED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789" + "".join(map(chr, range(0xE0, 0x100))))


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
    return _shortest(span for span in _named(anchor, text) if not aside(span, text))


def outside(anchor: str, text: Text) -> tuple[Span, ...]:
    """The spans that the anchor names in what is no part of the article, in order."""
    return _shortest(span for span in _named(anchor, text) if aside(span, text))


def aside(span: Span, text: Text) -> str:
    """Why the span is no part of the article: `below 'Recent posts'`; empty where it is one."""
    return text.line_at(span.start).aside or text.line_at(span.end - 1).aside


def _named(anchor: str, text: Text) -> list[Span]:
    """The spans from every place of the anchor's first words to the nearest of its last ones."""
    first, _, last = (normal(end) for end in anchor.partition(ELISION))
    found: list[Span] = []
    closes = _at(last, text.plain)
    for at in _at(first, text.plain):
        end = at + len(first)
        if last:
            n = bisect_left(closes, end)
            if n == len(closes) or closes[n] + len(last) - at > LONGEST:
                continue
            end = closes[n] + len(last)
        found.append(Span(*text.original(at, end)))
    return found


def _shortest(found: Iterable[Span]) -> tuple[Span, ...]:
    """Of spans with one end, the one that begins last: the first words may stand twice before the last ones."""
    return tuple(sorted({span.end: span for span in sorted(found)}.values()))


def _at(words: str, plain: str) -> list[int]:
    """Offsets of the words in the text, not inside of longer ones."""
    found: list[int] = []
    at = plain.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if _edge(words[0], plain[at - 1 : at]) and _edge(words[-1], plain[end : end + 1]):
            found.append(at)
        at = plain.find(words, at + 1)
    return found


def _edge(sign: str, beside: str) -> bool:
    """May a word end between the two? Scripts without spaces (Han, Hangul with its particles) have no such edge."""
    return not (sign in _EDGED and beside.isalnum())


def nearest(anchor: str, text: Text) -> Near | None:
    """The words most like the anchor; None for an empty text. For a person to look at: it is no evidence."""
    # Late: only a fault needs it.
    from rapidfuzz import fuzz

    words = normal(anchor.replace(ELISION, " "))
    found = fuzz.partial_ratio_alignment(words, text.plain)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    # Whole words: what is shown is for a person to read.
    while start > 0 and text.plain[start - 1 : start + 1].isalnum():
        start -= 1
    while end < len(text.plain) and text.plain[end - 1 : end + 1].isalnum():
        end += 1
    return Near(Span(*text.original(start, end)), round(found.score, 1))
