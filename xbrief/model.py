"""The types that every floor shares: what a dossier holds. No input or output here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Certainty = Literal["asserted", "speculated"]


@dataclass(frozen=True, slots=True)
class Point:
    """One end of an EDTF interval (ISO 8601-2), or a whole EDTF date.

    `precision` is one of day, month, quarter, half, year; `earliest` and `latest` are the first and the last
    day that the text allows; `approximate` is EDTF's `~`.
    """

    text: str
    earliest: date
    latest: date
    precision: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval. A plain date has `start == end` and `interval` false; an open end is None."""

    text: str
    start: Point | None
    end: Point | None
    interval: bool = False

    @property
    def earliest(self) -> date | None:
        """First day allowed; None where the start is open."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """Last day allowed; None where the end is open."""
        return self.end.latest if self.end else None

    @property
    def approximate(self) -> bool:
        return bool((self.start and self.start.approximate) or (self.end and self.end.approximate))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands in a file; line and column from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who asserts a fact: a person or party id, or words for somebody unnamed."""

    kind: Literal["person", "party", "unnamed"]
    name: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer at a fact, limited to one category of it where `category` is set."""

    fact: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a later fact does to an earlier one, limited to one cell (`category`) or one aspect (`about`)."""

    kind: Literal["supersedes", "disputes", "denies", "supports"]
    fact: str
    category: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of one source. Fields that the kind does not have keep their defaults."""

    id: str
    source: str
    kind: str
    claim: str
    market: tuple[str, ...] = ()
    says: tuple[Speaker, ...] = ()
    certainty: Certainty = "asserted"
    anchor: str = ""
    quote_en: str = ""
    links: tuple[Link, ...] = ()
    note: str = ""
    renamed_from: tuple[str, ...] = ()
    retracted: str = ""
    curated_by: str = ""
    reviewed_by: str = ""
    # How the fact came in, as long as nobody has held it against its source.
    unreviewed: str = ""
    # Marks of alarms that a person looked at, each with why the words bear the fact all the same.
    acknowledged: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    at: Edtf | None = None
    from_: Edtf | None = None
    until: Edtf | None = None
    target: Edtf | None = None
    observed: Edtf | None = None
    status: str | None = None
    categories: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    only: bool = False
    supply: str | None = None
    form: str | None = None
    of: Ref | None = None
    reason: str | None = None
    by: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    unnamed: str | None = None
    role: str | None = None
    exclusive: bool | None = None
    extent: str | None = None
    authorised: Literal["yes", "no", "unknown"] = "yes"
    count: int | None = None
    type: str | None = None
    operator: str | None = None
    rate_percent: Decimal | None = None
    bound: str | None = None
    on: tuple[str, ...] = ()
    applies_to: str | None = None
    change: str | None = None
    part_of: str | None = None
    measure: str | None = None
    authority: str | None = None
    effect: str | None = None
    whom: str | None = None
    event: str | None = None
    label: str | None = None
    name: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    of_what: str | None = None
    about: str | None = None
    place: Place = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """One published document. `known` is the day from which it could be known: the latest that `published` allows."""

    id: str
    title: str
    publisher: str
    authors: tuple[str, ...]
    published: Edtf | None
    url: str | None
    language: str | None
    origin: str | None
    place: Place = Place("", 0, 0)
    citekey: str | None = None

    @property
    def key(self) -> str:
        """What the source is cited by in bibliographies: its citekey, or its id where it has none."""
        return self.citekey or self.id

    @property
    def known(self) -> date | None:
        return self.published.latest if self.published else None


@dataclass(frozen=True, slots=True)
class Category:
    id: str
    label: str
    hs: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation. `type` is one of the dossier's own words: carrier, marketplace, retailer, maker …"""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A named speaker; `of` is the party spoken for, `role` the office held in it."""

    id: str
    name: str
    of: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    id: str
    name: str
    home: str | None


@dataclass(frozen=True, slots=True)
class Watch:
    """Something waited for: a fact of this kind, published after the day `since`, that passes every test.

    `markets` are alpha-2 codes; without any, a fact on any market will do. `tests` lead from names of a fact's fields
    to the values of which the fact must have one.
    """

    id: str
    words: str
    since: date
    kind: str
    markets: tuple[str, ...] = ()
    tests: Mapping[str, tuple[str | bool, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a named author makes of the evidence: a judgement, never evidence itself.

    It rests `on` findings (`<market>.<rule>.<subject>`) and facts; `seen` holds what these told when it was written, by
    id, as far as that was noted. `markets` are alpha-2 codes; without any it is about the company itself.
    """

    id: str
    author: str
    day: date
    text: str
    on: tuple[str, ...]
    markets: tuple[str, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place("", 0, 0)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A folder's worth of sound facts. Mappings are in order of id; `stale` maps a claim's topic to days.

    What no longer counts stands in `retracted` and not among the facts. `renamed` leads from old ids to those of now.
    """

    root: str
    company: Company
    main: str
    categories: Mapping[str, Category]
    brands: Mapping[str, str]
    parties: Mapping[str, Party]
    people: Mapping[str, Person]
    origins: Mapping[str, str]
    stale: Mapping[str, int]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    retracted: Mapping[str, Fact] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    watch: tuple[Watch, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    # Those whose words were found in their text, as they stand now.
    checked: frozenset[str] = frozenset()

    @property
    def markets(self) -> tuple[str, ...]:
        """Alpha-2 codes of all markets with facts, sorted."""
        return tuple(sorted({m for f in self.facts.values() for m in f.market}))
