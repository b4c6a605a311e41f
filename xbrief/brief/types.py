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


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief under a fixed heading; `id` is what `--section` takes."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited fact with its source, as a footnote needs them."""

    fact: Fact
    source: Source
    speakers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief on one market or a comparison of several.

    `key` begins every footnote label (`kr`, `us-br`). `citations` holds every fact that the brief cites, by id, in
    the order of first mention; `findings` every finding that it words.
    """

    kind: Literal["country", "compare", "region"]
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
