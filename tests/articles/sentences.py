"""Numbers the sentences of an article, so that a table can point at them without reprinting them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ELLIPSIS = "…"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'"})
_STOP = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_])")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+|(?:mr|mrs|ms|dr|no|st|vs|inc|co|corp|ltd)\.", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:'\w+)*")


def split_sentences(text: str) -> list[str]:
    """The sentences in order; sentence n of a table is item n - 1.

    A line is a paragraph or a heading and always ends a sentence. Within it, one ends at a full stop, exclamation or
    question mark, closing quotes included, that white space and a capital (or an opening quote and a capital) follow.
    An abbreviation ends none: "U.S. It" stays together, as nothing in the letters tells whether a sentence begins.
    """
    return [sentence for line in text.splitlines() if line.strip() for sentence in _split_line(line.strip())]


def _split_line(line: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(line):
        if not line[stop.end() :].lstrip("\"'“‘([")[:1].isupper():
            continue
        before = line[start : stop.start()].split()
        if before and _ABBREVIATION.fullmatch(before[-1].lstrip("\"'“‘([") + "."):
            continue
        yield line[start : stop.end()].rstrip()
        start = stop.end()
    yield line[start:]


def normalise(text: str) -> str:
    """One kind of quote, single spaces, no capitals: how anchors and articles are compared."""
    return " ".join(text.translate(_QUOTES).split()).casefold()


def words(text: str) -> list[str]:
    return _WORD.findall(normalise(text))


def shared_run(left: str, right: str, length: int) -> str | None:
    """The first run of `length` consecutive words that both texts have, normalised; None where there is none."""
    held = set(_runs(words(right), length))
    return next((" ".join(run) for run in _runs(words(left), length) if run in held), None)


def _runs(tokens: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[start:] for start in range(length)), strict=False)


@dataclass(frozen=True, slots=True)
class Body:
    """A numbered article as one normalised string, with the offset at which each sentence starts."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, sentences: Iterable[str]) -> Body:
        parts = [normalise(sentence) for sentence in sentences]
        starts, offset = [], 0
        for part in parts:
            starts.append(offset)
            offset += len(part) + 1
        return cls(" ".join(parts), tuple(starts))

    def places(self, anchor: str) -> list[range]:
        """The sentence numbers that each occurrence of an anchor spans; a start takes the nearest end after it."""
        first, _, last = (normalise(end) for end in anchor.partition(ELLIPSIS))
        found = []
        at = self.text.find(first)
        while first and at >= 0:
            end = at + len(first)
            if last:
                tail = self.text.find(last, end)
                if tail < 0:
                    break
                end = tail + len(last)
            found.append(range(self._number(at), self._number(end - 1) + 1))
            at = self.text.find(first, at + 1)
        return found

    def _number(self, offset: int) -> int:
        return bisect_right(self.starts, offset)
