"""An article's text, normalised for comparison, with a map back to the characters as they stand in the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from xbrief.evidence import html, markdown
from xbrief.evidence.lines import Line, spans, told_apart

# One sign for all that typesetters tell apart. NFKC leaves these as they are.
SIGNS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″❝❞＂", '"'), **dict.fromkeys("‘’‚‛′＇`´", "'"), **dict.fromkeys("‐‑‒–—―−﹣－", "-")}
)
# The end of a sentence: what follows begins with a capital, a digit or a quotation.
STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])")
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)\r?\n(?=[^\W\d_])")
# A run of characters that nothing changes but their case, and that no mark follows.
_PLAIN = re.compile(r"[A-Za-z0-9.,;:!?()\[\]%$&/+=@#*_<>]{2,}(?=[\x00-\x7f]|\Z)")
_READERS = {".html": html.text, ".htm": html.text, ".md": markdown.text}


@dataclass(frozen=True)
class Text:
    """One article. Offsets count characters of `raw`; those of `plain` are mapped to them by `places`."""

    raw: str
    plain: str
    places: tuple[int, ...] = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)

    @cached_property
    def body(self) -> str:
        """The article, normalised, without the page around it."""
        return " ".join(self.told(line.start, line.end) for line in self.lines if line.body)

    @cached_property
    def article(self) -> str:
        """The article as it is written, without the page around it."""
        return "\n".join(self.raw[line.start : line.end] for line in self.lines if line.body)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hex digits of the SHA-256 of the article, normalised: line ends, typographic signs and the page around
        it do not count."""
        return hashlib.sha256(self.body.encode()).hexdigest()[:12]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int, str], ...]:
        """The sentences of the article in order: start and end in `raw`, and the words as they are written."""
        return tuple(
            (a, b, cased(self.raw[a:b]))
            for line in self.lines
            if line.body
            for a, b in self.split(line.start, line.end)
        )

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of a line, by their offsets in `raw`."""
        line = flat(self.raw[start:end])
        stops = [start, *(start + m.end() for m in STOP.finditer(line)), end]
        return [(a, b) for a, b in pairwise(stops) if self.raw[a:b].strip()]

    def told(self, start: int, end: int) -> str:
        """A span of `raw`, normalised."""
        return self.plain[bisect_left(self.places, start) : bisect_left(self.places, end)].strip()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` behind a span of `plain`."""
        return self.places[start], self.places[end - 1] + 1

    def line_at(self, start: int) -> Line:
        """The line in which this offset of `raw` stands, or the one before it."""
        return self.lines[max(0, bisect_right(self._starts, start) - 1)]

    def line_of(self, start: int, end: int) -> tuple[int, int]:
        """The line or lines of `raw` around a span of it."""
        return self.line_at(start).start, self.line_at(end - 1).end

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)


def read(content: str, suffix: str = ".txt") -> Text:
    """The text of a file's content; tags of .html and .htm fall away, and marks of .md."""
    raw = _READERS[suffix](content) if suffix in _READERS else content
    at = spans(raw)
    plain, places = normalised(_whole(raw) if any("\n" in raw[a:b] for a, b in at) else raw)
    bare = Text(raw, plain, places, ())
    return Text(raw, plain, places, told_apart(raw, at, [bare.told(*span) for span in at]))


def flat(raw: str) -> str:
    """In a hard-wrapped text a line's end is a space."""
    return raw.replace("\r", " ").replace("\n", " ")


def _whole(raw: str) -> str:
    """The text as long as it was, its line ends behind a hyphen made into signs that do not count."""
    return _HYPHEN.sub(lambda found: "\u200b" * len(found[0]), raw)


def cased(raw: str) -> str:
    """As `normal`, with the capitals as they stand."""
    if raw.isascii() and flat(raw).isprintable():
        return " ".join(raw.translate(SIGNS).split())
    shown = unicodedata.normalize("NFKC", raw.translate(SIGNS)).translate(SIGNS)
    return " ".join("".join(s for s in shown if s.isspace() or unicodedata.category(s) not in {"Cf", "Cc"}).split())


@lru_cache(maxsize=8192)
def normal(words: str) -> str:
    """Words as they are compared: NFKC, one kind of quote and dash, single spaces, no capitals."""
    return normalised(words)[0].strip()


def normalised(raw: str) -> tuple[str, tuple[int, ...]]:
    """The text for comparison, and for each of its characters the offset in `raw` that it comes from."""
    signs: list[str] = []
    places: list[int] = []
    spaced = True
    for start, cluster in _clusters(raw):
        if len(cluster) > 1 and cluster.isascii():
            # Most of most texts: letters, digits and points, each compared as its small letter.
            signs.append(cluster.lower())
            places.extend(range(start, start + len(cluster)))
            spaced = False
            continue
        for sign in _compared(cluster):
            if sign != " " or not spaced:
                signs.append(sign)
                places.append(start)
            spaced = sign == " "
    return "".join(signs), tuple(places)


@lru_cache(maxsize=8192)
def _compared(cluster: str) -> str:
    """A character with its marks as it is compared; empty for what cannot be seen."""
    found = unicodedata.normalize("NFKC", cluster.translate(SIGNS)).translate(SIGNS).casefold()
    kept = (" " if sign.isspace() else sign for sign in found)
    return "".join(sign for sign in kept if unicodedata.category(sign) not in {"Cf", "Cc"})


def _clusters(raw: str) -> Iterator[tuple[int, str]]:
    """Characters with the marks that combine with them, so that NFKC can compose them, each with its offset.

    Plain characters come in runs: those of ASCII that are compared one by one, as their small letters.
    """
    at = 0
    while at < len(raw):
        run = _PLAIN.match(raw, at)
        end = run.end() if run else at + 1
        # A mark would combine with the last of a run.
        while not run and end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        yield at, raw[at:end]
        at = end
