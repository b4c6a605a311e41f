"""What a reader of an HTML page sees of its article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

_CODE = frozenset({"script", "style"})
# Elements that stand around an article, or are not shown.
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "noscript", "template", "svg", "title"})
_ROOTS = frozenset({"main", "article"})
_BLOCK = re.compile(
    r"p|div|h[1-6]|li|br|hr|tr|[uod]l|d[td]|table|pre|blockquote|section|figure|figcaption|address|details|summary"
    r"|article|main|aside|header|footer|nav|form"
)
# `<![if IE]>` and its like, over some of which the parser of the standard library stumbles.
_MARKED = re.compile(r"<!\[[^>]*>")
_CELL = frozenset({"td", "th"})
# Characters that make a <main> worth reading alone.
_ENOUGH = 500


@dataclass(slots=True)
class _Element:
    """`size` counts the characters in it, blanks aside; `closed` tells of its end tag; `parent` is a number."""

    tag: str
    parent: int | None
    size: int
    closed: bool = False


def text(content: str) -> str:
    """The page's text, a line a block: of its <main> and its <article>, where these hold enough, without furniture."""
    reader = _Reader()
    reader.feed(_MARKED.sub("", content))
    reader.close()
    return reader.article()


class _Reader(HTMLParser):
    """Collects the text, each piece with the element of those above in which it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[tuple[str, int | None]] = []
        self._elements: list[_Element] = []
        self._open: list[int] = []
        # How many of the open ones have this name.
        self._ends: Counter[str] = Counter()
        self._size = 0
        self._code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._code = tag in _CODE
        self._break(tag)
        if tag in _FURNITURE | _ROOTS:
            self._elements.append(_Element(tag, self._within(), self._size))
            self._open.append(len(self._elements) - 1)
            self._ends[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        self._code = False
        if self._ends[tag]:
            while self._elements[self._open[-1]].tag != tag:
                self._leave()
            self._elements[self._open[-1]].closed = True
            self._leave()
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._code:
            self._parts.append((" ".join(data.split("\n")), self._within()))
            self._size += len("".join(data.split()))

    def close(self) -> None:
        super().close()
        while self._open:
            self._leave()

    def article(self) -> str:
        """The text of the part of the page that is read."""
        root = self._root()
        half = self._within_it(root) / 2
        # The header of an article holds its headline, that of a page its menu.
        around = _FURNITURE if root is None else _FURNITURE - {"header"}
        read = {None: root is None, root: True}
        for n, element in enumerate(self._elements):
            # What is never closed, or holds the greater part of it all, is no furniture, whatever its name.
            furniture = element.tag in around and element.closed and element.size <= half
            read[n] = n == root or (read[element.parent] and not furniture)
        shown = "".join(part for part, within in self._parts if read[within])
        return shown if shown.strip() else "".join(part for part, _ in self._parts)

    def _root(self) -> int | None:
        """The <article> with the greater part of the <main> or of the page, else the <main>, else None for the page."""
        main = self._largest("main", None)
        if main is not None and self._within_it(main) < _ENOUGH:
            main = None
        article = self._largest("article", main)
        return article if article is not None and self._within_it(article) * 2 > self._within_it(main) else main

    def _largest(self, tag: str, root: int | None) -> int | None:
        """The element of that name with the most text, within another one or within the page."""
        within = {root}
        for n, element in enumerate(self._elements):
            if element.parent in within:
                within.add(n)
        found = [n for n, element in enumerate(self._elements) if n in within and n != root and element.tag == tag]
        return max(found, key=self._within_it, default=None)

    def _within_it(self, element: int | None) -> int:
        """Characters of an element, or of the page."""
        return self._size if element is None else self._elements[element].size

    def _within(self) -> int | None:
        return self._open[-1] if self._open else None

    def _leave(self) -> None:
        element = self._elements[self._open.pop()]
        element.size = self._size - element.size
        self._ends[element.tag] -= 1

    def _break(self, tag: str) -> None:
        if _BLOCK.fullmatch(tag):
            self._parts.append(("\n", self._within()))
        elif tag in _CELL:
            self._parts.append((" ", self._within()))
