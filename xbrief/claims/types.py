"""What a claim is: the types of this floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from xbrief.model import Dossier, Edtf, Fact

State = Literal["active", "reduced", "suspended", "blocked", "ended"]
Fate = Literal["met", "late", "overdue", "withdrawn", "open"]
ClashKind = Literal["state", "value", "start", "end", "day", "planned", "length", "role", "only", "effect", "account"]

# Further down is further from "on sale, in business"; among marks of one day the further down is told later.
DEPTH: Mapping[str, int] = {"active": 0, "reduced": 1, "suspended": 2, "blocked": 3, "ended": 4}


@dataclass(frozen=True, slots=True)
class Mark:
    """What one fact says about the state of one thing at one time.

    `when` is the date that the fact gives; `turn` tells a beginning (True) from a state that merely held (False).
    `confirmed` is the last day for which the fact tells the state; `day` is the place in the order of events.
    `cell` names whose state it is (a seller) or is empty.
    """

    fact: str
    state: State
    when: Edtf
    turn: bool
    day: date
    confirmed: Edtf
    cell: str = ""
    official: bool = True


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch in one state. `since` is None where only "by then" is known; `confirmed` is the last day told of."""

    state: State
    since: Edtf | None
    confirmed: Edtf
    facts: tuple[str, ...]
    ended_by: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    official: bool = True


@dataclass(frozen=True, slots=True)
class Forecast:
    """Something said to come, and what became of it by the as-of day.

    `late_days` is the least number of days by which it was late; `on_time` is None where the evidence cannot tell,
    `dated` false where it gives no beginning, `already` true where it had begun when the forecast was retold.
    `still_ahead` names the later fact that shows it had not come by its day; without one an overdue forecast has
    merely no outcome held.
    """

    fact: str
    claim: str
    made: Edtf
    target: Edtf | None
    fate: Fate
    outcome: tuple[str, ...] = ()
    came: Edtf | None = None
    late_days: int = 0
    on_time: bool | None = None
    dated: bool = True
    already: bool = False
    replaced_by: tuple[str, ...] = ()
    still_ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A later fact set against an earlier one; `about` is the aspect in dispute, empty for the whole."""

    kind: Literal["disputes", "denies"]
    by: str
    of: str
    about: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two facts that cannot both hold as they stand, found by comparison and settled by no link of the curator.

    `earlier` and `later` go by the days of their sources. `claim` is the key of the claim on which they meet, `about`
    the aspect as a link names it, empty for the whole. `one` and `other` are what they give for it, in the order of
    the facts: EDTF, digits, or a word of the schema; empty where only their claims tell.
    """

    kind: ClashKind
    claim: str
    earlier: str
    later: str
    about: str = ""
    one: str = ""
    other: str = ""

    @property
    def id(self) -> str:
        """`clash:<fact>+<fact>`, the ids in alphabetical order: it lasts, whatever sources join later."""
        return f"clash:{'+'.join(sorted((self.earlier, self.later)))}"

    @property
    def market(self) -> str:
        return self.claim.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """All that the known facts say about one thing.

    `key` is `<market>.<topic>.<subject>`. `state` is None where nothing sets one. `turns` are the episodes in
    order of time; `unofficial` those whose standing with the company is unknown; `contested` are facts that the
    course so told leaves out because others dispute them.
    """

    key: str
    market: str
    topic: str
    subject: str
    facts: tuple[str, ...]
    state: State | None = None
    confirmed: Edtf | None = None
    stale: bool = False
    turns: tuple[Episode, ...] = ()
    unofficial: tuple[Episode, ...] = ()
    contested: tuple[str, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    origins: int = 0

    @property
    def episode(self) -> Episode | None:
        """The present episode."""
        return self.turns[-1] if self.turns else None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims of a dossier as of a day. `known` holds the facts that a reader could know by then, by id.

    `clashes` are the conflicts found by comparison, in order of market and id; `dismissed` those that the curator
    looked at and set aside.
    """

    dossier: Dossier
    as_of: date
    known: Mapping[str, Fact]
    claims: Mapping[str, Claim]
    superseded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    dismissed: tuple[Clash, ...] = ()

    @property
    def heard(self) -> Dossier:
        """The dossier as it could be read on the day: how its words are written may not come from a later source."""
        sources = {id: s for id, s in self.dossier.sources.items() if s.known is not None and s.known <= self.as_of}
        return replace(self.dossier, facts=self.known, sources=sources)

    def of(self, market: str, *topics: str) -> tuple[Claim, ...]:
        """The claims on a market, of the topics where any are named, in order of key."""
        return tuple(c for c in self.claims.values() if c.market == market and (not topics or c.topic in topics))

    def facts(self, ids: tuple[str, ...]) -> tuple[Fact, ...]:
        return tuple(self.known[i] for i in ids)
