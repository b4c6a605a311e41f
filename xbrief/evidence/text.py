"""An article's text, normalised for comparison, with a map back to the characters as they stand in the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

# One sign for all that typesetters tell apart. NFKC leaves these as they are.
SIGNS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″❝❞＂", '"'), **dict.fromkeys("‘’‚‛′＇`´", "'"), **dict.fromkeys("‐‑‒–—―−﹣－", "-")}
)
# Headings under which a page lists other articles or talks of itself. What follows one is no part of the article.
_BELOW = re.compile(
    r"(?:recent|related|popular|latest|trending|more|other)\s+(?:posts?|articles?|stories|news|reading|headlines|from\b.*)"
    r"|most (?:read|popular|viewed)|you (?:may|might) (?:also )?like|read (?:more|next|also)|recommended(?: for you)?"
    r"|comments?(?: \(\d+\))?|leave a (?:reply|comment)|share this(?: article| story)?|about the author|tags?:?"
    r"|newsletter"
    r"|(?:artigos|notícias|posts) relacionad[oa]s|leia (?:também|mais)|관련\s*기사|많이 본 뉴스",
    re.IGNORECASE,
)
# Characters of a line that is no heading and no menu.
_PARAGRAPH = 120
_SKIPPED = frozenset({"script", "style", "nav", "header", "footer", "aside", "noscript", "template", "svg", "form"})
_BLOCK = re.compile(r"(?:p|div|h[1-6]|li|br|tr|blockquote|section|figure)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: `start` and `end` in the text as it stands, and whether it is a part of the article."""

    start: int
    end: int
    body: bool


@dataclass(frozen=True)
class Text:
    """One article. Offsets count characters of `raw`; those of `plain` are mapped to them by `places`."""

    raw: str
    plain: str
    places: tuple[int, ...] = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hex digits of the SHA-256 of the article, normalised: line ends, typographic signs and the page around
        it do not count."""
        body = " ".join(normal(self.raw[line.start : line.end]) for line in self.lines if line.body)
        return hashlib.sha256(body.encode()).hexdigest()[:12]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` behind a span of `plain`."""
        return self.places[start], self.places[end - 1] + 1

    def in_body(self, start: int) -> bool:
        """Does the article itself stand at this offset of `raw`?"""
        n = bisect_right([line.start for line in self.lines], start) - 1
        return n >= 0 and self.lines[n].body

    def line_of(self, start: int, end: int) -> tuple[int, int]:
        """The line or lines of `raw` around a span of it."""
        first = self.raw.rfind("\n", 0, start) + 1
        last = self.raw.find("\n", end)
        return first, len(self.raw) if last < 0 else last


def read(content: str, suffix: str = ".txt") -> Text:
    """The text of a file's content; tags of .html and .htm fall away, with navigation, scripts and asides."""
    raw = _stripped(content) if suffix in {".html", ".htm"} else content
    plain, places = normalised(raw)
    return Text(raw, plain, places, _lines(raw))


def normal(words: str) -> str:
    """Words as they are compared: NFKC, one kind of quote and dash, single spaces, no capitals."""
    return normalised(words)[0].strip()


def normalised(raw: str) -> tuple[str, tuple[int, ...]]:
    """The text for comparison, and for each of its characters the offset in `raw` that it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(raw):
        for sign in unicodedata.normalize("NFKC", cluster.translate(SIGNS)).translate(SIGNS).casefold():
            if sign.isspace():
                if signs and signs[-1] != " ":
                    signs.append(" ")
                    places.append(start)
            elif unicodedata.category(sign) not in {"Cf", "Cc"}:
                signs.append(sign)
                places.append(start)
    return "".join(signs), tuple(places)


def _clusters(raw: str) -> list[tuple[int, str]]:
    """Characters with the marks that combine with them, so that NFKC can compose them."""
    found: list[tuple[int, str]] = []
    for n, sign in enumerate(raw):
        if found and unicodedata.combining(sign):
            start, before = found[-1]
            found[-1] = (start, before + sign)
        else:
            found.append((n, sign))
    return found


def _lines(raw: str) -> tuple[Line, ...]:
    """The lines, told apart: what stands below a heading such as "Recent posts" is furniture, and so is a line that
    another one holds word for word (a pull-quote, a headline set twice)."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", raw)]
    texts = [normal(raw[a:b]).strip("\"' .") for a, b in spans]
    found: list[Line] = []
    below = False
    for n, ((start, end), text) in enumerate(zip(spans, texts, strict=True)):
        # At the head of a page such a line is a menu; behind most of it, the article is over.
        late = spans[n][0] * 2 >= sum(len(t) for t in texts) or any(b - a > _PARAGRAPH for a, b in spans[:n])
        below = below or (late and _BELOW.fullmatch(text.strip(" :|·-")) is not None)
        twice = any(text in other and (len(text) < len(other) or k < n) for k, other in enumerate(texts) if k != n)
        found.append(Line(start, end, bool(text) and not below and not twice))
    return tuple(found)


class _Reader(HTMLParser):
    """Collects what a reader of the page sees of the article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._deep += tag in _SKIPPED
        if _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._deep = max(0, self._deep - (tag in _SKIPPED))
        if _BLOCK.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._deep:
            self.parts.append(" ".join(data.split("\n")))


def _stripped(content: str) -> str:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return "".join(reader.parts)
