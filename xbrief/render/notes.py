"""Footnotes: one a cited fact, numbered by first mention, labelled with the brief's key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from xbrief.brief.types import Brief, Citation
from xbrief.evidence.link import opening
from xbrief.language import dates
from xbrief.render.text import clean


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: `label` is `<key>-<number>`."""

    label: str
    number: int
    fact: str
    citation: Citation


def notes(brief: Brief) -> Mapping[str, Note]:
    """The notes of a brief by fact id, in order of number."""
    return {
        fact: Note(f"{brief.key}-{n}", n, fact, citation)
        for n, (fact, citation) in enumerate(brief.citations.items(), 1)
    }


def day(citation: Citation) -> str:
    published = citation.source.published
    return dates.label(published) if published else "day unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """A note in parts, for formats that set each in its own way.

    `head` is `Publisher, day (says X)`; `words` are those of the anchor, in `language`; `link` opens the page at the
    words, `address` is the page alone, and both are empty where the source has none of the web.
    """

    head: str
    words: str
    title: str
    link: str
    address: str
    language: str
    fact: str


def told(note: Note) -> Told:
    """The note with its words made harmless to a page; what a format obeys, it escapes itself."""
    source, fact = note.citation.source, note.citation.fact
    said = f" ({clean(note.citation.speakers)})" if note.citation.speakers else ""
    url = source.url or ""
    address = url if url.startswith(("https://", "http://")) else ""
    return Told(
        f"{clean(source.publisher)}, {day(note.citation)}{said}",
        clean(fact.anchor),
        clean(source.title) or clean(url),
        _quoted(opening(address, fact.anchor)) if address else "",
        _quoted(address),
        clean(source.language or ""),
        fact.id,
    )


def _quoted(address: str) -> str:
    return "".join(c if c.isprintable() and c not in ' <>"' else quote(c) for c in address)
