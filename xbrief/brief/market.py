"""What the composers work on: the findings of one market as of a day, and what is known of its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from xbrief.claims.origin import origins
from xbrief.claims.types import Ledger
from xbrief.language import dates
from xbrief.model import Fact, Source
from xbrief.rules import engine
from xbrief.rules.guard import check
from xbrief.rules.types import Context, Finding, Part, Rule, Slot, Statement

# What a brief counts without a rule.
COUNTS = frozenset({"age", "unsold", "origins", "silence"})


@dataclass(frozen=True, slots=True)
class Market:
    """One market: its code, English name, findings by rule, and sources from old to new."""

    code: str
    name: str
    ledger: Ledger
    rules: Mapping[str, Rule]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]

    def of(self, *rules: str) -> list[Finding]:
        return [f for f in self.findings if f.rule in rules]

    def told(self, found: Iterable[Finding]) -> Statement:
        return engine.told(self.rules, list(found))

    def cell(self, found: list[Finding]) -> Statement:
        return engine.clause(self.rules[found[0].rule], found, "cell")

    @property
    def newest(self) -> date:
        return max(s.known for s in self.sources if s.known)

    @property
    def age(self) -> str:
        return dates.age(self.newest, self.ledger.as_of)


def market(ledger: Ledger, rules: Mapping[str, Rule], code: str, place: Callable[[str], str]) -> Market | None:
    """The market's findings, checked against the promises; None where no fact is known by the day."""
    facts = tuple(f for f in ledger.known.values() if code in f.market)
    if not facts:
        return None
    found = engine.findings(rules, Context(ledger, code, place))
    check(found, ledger, rules)
    ids = {f.source for f in facts}
    sources = sorted((ledger.dossier.sources[i] for i in ids), key=lambda s: (s.known or date.min, s.id))
    return Market(
        code, place(code), ledger, rules, (*found, *_counts(ledger, code, facts, sources)), tuple(sources), facts
    )


def _counts(ledger: Ledger, code: str, facts: tuple[Fact, ...], sources: list[Source]) -> Iterable[Finding]:
    """Counts that a brief tells: the newest source, the origins that several sources share, the years without any."""
    newest = sources[-1]
    of_newest = tuple(f.id for f in facts if f.source == newest.id)
    yield Finding(
        id=f"{code}.age.newest",
        rule="age",
        section="standing",
        market=code,
        state="newest",
        basis="count",
        facts=of_newest[:1],
        counted=tuple(s.id for s in sources),
        when=newest.published,
    )
    sales = [e for c in ledger.of(code, "availability", "outlet") for e in (*c.turns, *c.unofficial)]
    if not any(e.state in {"active", "ended"} for e in sales):
        yield Finding(
            id=f"{code}.unsold.company",
            rule="unsold",
            section="standing",
            market=code,
            state="nothing",
            basis="absence",
            query=f"topic: availability, state: active, market: {code}",
        )
    yield from _shared(ledger, code, facts)
    yield from _silent(code, sources)


def _shared(ledger: Ledger, code: str, facts: tuple[Fact, ...]) -> Iterable[Finding]:
    by_origin: dict[str, dict[str, str]] = {}
    for fact in facts:
        for origin in origins([fact]):
            by_origin.setdefault(origin, {}).setdefault(fact.source, fact.id)
    for origin, found in sorted(by_origin.items()):
        if len(found) > 1:
            yield Finding(
                id=f"{code}.origins.{origin}",
                rule="origins",
                section="sources",
                market=code,
                state="shared",
                basis="count",
                facts=tuple(found.values()),
                counted=tuple(found),
                origins=1,
                slots={"origin": Slot((Part(ledger.dossier.origins.get(origin, origin)),))},
            )


def _silent(code: str, sources: list[Source]) -> Iterable[Finding]:
    """Stretches of two years and more between one source and the next."""
    for before, after in pairwise(sources):
        if before.known and after.known and before.published and (after.known - before.known).days > 730:
            yield Finding(
                id=f"{code}.silence.{before.known.year}-{after.known.year}",
                rule="silence",
                section="gaps",
                market=code,
                state="between",
                basis="count",
                counted=(before.id, after.id),
                slots={
                    "from": Slot((Part(dates.month(before.known)),)),
                    "to": Slot((Part(dates.month(after.known)),)),
                },
            )
