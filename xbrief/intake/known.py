"""Is an article held already, or does it retell one that is?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from xbrief.evidence.shingles import RETOLD, runs, share
from xbrief.evidence.text import Text, read
from xbrief.intake.article.types import Article
from xbrief.intake.source import place
from xbrief.model import Dossier

# From this share of all runs of two texts on, with one title or one publisher, they are one article saved twice.
_SAVED_TWICE = 0.8
_Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A source (or a text without one, by its name) that is the article, or is like it: `share` is that of the runs of
    the shorter text which the other one has, too.
    """

    source: str
    how: Literal["text", "url", "copy", "like"]
    share: float = 1.0


class Known:
    """The texts at hand and those that the lock tells of, asked about one article after the other."""

    def __init__(self, dossier: Dossier, prints: Mapping[str, str], texts: Mapping[str, Text]) -> None:
        """`prints` leads from fingerprints of texts to their sources, `texts` from sources to what is at hand."""
        self._dossier = dossier
        self._prints = {**prints, **{text.fingerprint: name for name, text in texts.items()}}
        self._runs = {name: runs(text.article) for name, text in texts.items()}

    def at(self, dossier: Dossier, prints: Mapping[str, str]) -> None:
        """From now on for the dossier as it is, and with more fingerprints."""
        self._dossier = dossier
        self._prints |= prints

    def hold(self, source: str, text: str) -> None:
        """One text more."""
        self._prints[read(text).fingerprint] = source
        self._runs[source] = runs(text)

    def same(self, article: Article) -> Match | None:
        """The source that this article is: by its text, by its address, or by nearly all of its words."""
        for text in (article.text, article.raw):
            if held := self._prints.get(read(text).fingerprint):
                return Match(held, "text")
        url = article.head.url
        for each in self._dossier.sources.values():
            if url and each.url and place(each.url) == place(url):
                return Match(each.id, "url", self._share(each.id, article))
        return self._best(article, lambda a, b: len(a & b) / len(a | b), _SAVED_TWICE, "copy", self._one)

    def like(self, article: Article, but: str = "") -> Match | None:
        """The source whose text has the most in common with the article, where that is so much that one retells the
        other."""
        return self._best(article, share, RETOLD, "like", lambda name, _: name in self._dossier.sources and name != but)

    def _share(self, source: str, article: Article) -> float:
        return share(self._runs.get(source, frozenset()), runs(article.text))

    def _best(
        self,
        article: Article,
        measure: Callable[[frozenset[_Run], frozenset[_Run]], float],
        least: float,
        how: Literal["copy", "like"],
        fit: Callable[[str, Article], bool],
    ) -> Match | None:
        mine = runs(article.text)
        found = [(measure(mine, theirs), name) for name, theirs in self._runs.items() if theirs and fit(name, article)]
        most, name = max(found, key=lambda each: (each[0], each[1]), default=(0.0, ""))
        return Match(name, how, most) if most >= least else None

    def _one(self, name: str, article: Article) -> bool:
        """Do title or publisher say that it is the same article, and the day not that it is another?"""
        held, head = self._dossier.sources.get(name), article.head
        if held is None:
            return False
        # To the month: one page says the day of its first print, another that of the web.
        one, other = (
            day.rstrip("~")[:7] for day in (held.published.text if held.published else "", head.published or "")
        )
        apart = not (one.startswith(other) or other.startswith(one))
        titled = bool(head.title) and held.title.casefold() == str(head.title).casefold()
        papers = (held.publisher.casefold(), (head.publisher or held.publisher).casefold())
        return not apart and (titled or papers[0] == papers[1])
