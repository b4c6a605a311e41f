"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from xbrief.claims.types import Ledger
from xbrief.model import Edtf

Basis = Literal["cited", "absence", "count"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and the facts that carry it; the citation stands behind the text."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, number, date or wording that a slot prints: what the guard looks for in the cited facts.

    `kind` is one of party, category, product, speaker, number, date, wording …; `value` the id, digits, EDTF text or
    words.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a slot, worded, with the facts behind it and what it mentions."""

    text: str
    facts: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a `{slot}` of a phrase. `inline` slots carry their citations behind each part.

    `many` is the text beside a plural subject (`retailers` for `a retailer`).
    """

    parts: tuple[Part, ...]
    plural: bool = False
    inline: bool = False
    joiner: str = "and"
    many: str = ""

    def __bool__(self) -> bool:
        return any(p.text for p in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement with the rule, the claims and the facts behind it.

    `id` is `<market>.<rule>.<claim key without market and topic>`. `state` names the phrase. `when` is the day for
    which it was last confirmed; `stale` says that this is longer ago than its kind bears. `day` and `weight` serve
    selection: ISO day of what it tells, and importance (higher is told first). `query` is what an absence looked for,
    `counted` what a count counted. `asserts` are the claims and states that it tells, which no other
    finding may contradict; `voice` is the one speaker of all its facts, empty where a publisher tells one itself.
    """

    id: str
    rule: str
    section: str
    market: str
    state: str
    basis: Basis = "cited"
    claims: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
    certainty: Literal["asserted", "speculated"] = "asserted"
    when: Edtf | None = None
    stale: bool = False
    origins: int = 0
    weight: int = 0
    day: str = ""
    main: bool = False
    query: str = ""
    counted: tuple[str, ...] = ()
    asserts: tuple[tuple[str, str], ...] = ()
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a clause: runs of text, and the findings that it words."""

    runs: tuple[Run, ...]
    findings: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule file. `of` says which claims it takes; `say` and `cell` hold the phrase for each state."""

    id: str
    section: str
    about: str
    form: str
    of: Mapping[str, Any]
    say: Mapping[str, str]
    cell: Mapping[str, str] = field(default_factory=dict)
    weight: int = 0
    examples: tuple[Mapping[str, Any], ...] = ()
    never: tuple[Mapping[str, Any], ...] = ()
    file: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a form may look at: the claims as of a day, one market, and how places are named in English."""

    ledger: Ledger
    market: str
    place: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Form:
    """A way of thinking: the states that it can yield, the slots of each, and what finds them.

    `states` maps each state to the names of the slots that its phrase may use; `present` are those that tell how things
    are, and so go into the past when stale. A form with `names_speakers` words who says so in its own slots.
    """

    name: str
    states: Mapping[str, frozenset[str]]
    find: Callable[[Rule, Context], Iterable[Finding]]
    present: frozenset[str] = frozenset()
    names_speakers: bool = False
