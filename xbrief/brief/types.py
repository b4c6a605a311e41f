"""What a brief is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from xbrief.model import Fact, Source
from xbrief.rules.types import Finding, Run, Statement

Tone = Literal["plain", "fresh", "stale", "disputed", "none"]
Length = Literal["line", "page", "full"]
LENGTHS: tuple[Length, ...] = ("line", "page", "full")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item: an optional lead, sentences, and items below them."""

    statements: tuple[Statement, ...]
    lead: str = ""
    items: tuple[Statement, ...] = ()
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `tone` is how sure and fresh it is: fresh, stale, disputed, none or plain."""

    runs: tuple[Run, ...]
    findings: tuple[str, ...] = ()
    tone: Tone = "plain"

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[Row, ...]


Shade = Literal["held", "less", "none", "said", "done"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days in a picture, both ends included; one day is a point.

    `shade`: a state that holds, holds in part, does not hold; what was said to come, what was done. `words` tell it.
    `fate` is the state of a forecast's finding, or `disputed`, or empty.
    """

    start: date
    end: date
    shade: Shade
    words: str
    fate: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a picture; its spans are in order of their starts and may overlap."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Lanes over the same days, from `start` to `end`; `words` tell what is to be seen, a sentence a lane."""

    title: str
    lanes: tuple[Lane, ...]
    start: date
    end: date
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief under a fixed heading; `id` is what `--section` takes."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    table: Table | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited fact with its source, as a footnote needs them."""

    fact: Fact
    source: Source
    speakers: str

    @property
    def doubt(self) -> str:
        """`not reviewed` of a fact that nobody has looked at yet; else empty."""
        return "not reviewed" if self.fact.unreviewed else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief on one market or a comparison of several.

    `key` begins every footnote label (`kr`, `us-br`). `citations` holds every fact that the brief cites, by id, in
    the order of first mention; `findings` every finding that it words.
    """

    kind: Literal["country", "compare", "region", "facts", "assessment"]
    key: str
    title: str
    company: str
    markets: tuple[str, ...]
    as_of: date
    length: Length
    meta: tuple[str, ...]
    sections: tuple[Section, ...]
    findings: Mapping[str, Finding]
    citations: Mapping[str, Citation]
    sources: tuple[Source, ...]
    hidden: Mapping[str, Finding] = field(default_factory=dict)
