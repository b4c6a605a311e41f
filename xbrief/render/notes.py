"""Footnotes: one a cited fact, numbered by first mention, labelled with the brief's key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xbrief.brief.types import Brief, Citation
from xbrief.language import dates


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
