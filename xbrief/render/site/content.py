"""What a site is made of: all that is known of a dossier on a day, composed once and laid out on many pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xbrief.brief.agenda import Item
from xbrief.brief.chain import Step, steps
from xbrief.brief.latest import Latest
from xbrief.brief.market import Market
from xbrief.claims.types import Ledger
from xbrief.evidence.text import Text
from xbrief.model import Fact, Source
from xbrief.rules.types import Finding, Rule


@dataclass(frozen=True, kw_only=True)
class Content:
    """A dossier as of the ledger's day.

    `markets` are those of which a fact is known, those with most facts first; `sources` those that are known, newest
    first. `due` is what is due within so many days. `checked` tells by fact how its words stand. `texts` holds by
    source the articles that are to be shown, none unless the user asked for them.
    """

    company: str
    ledger: Ledger
    markets: tuple[Market, ...]
    sources: tuple[Source, ...]
    rules: Mapping[str, Rule]
    due: tuple[Item, ...]
    within: int
    latest: tuple[Latest, ...]
    checked: Mapping[str, str]
    fingerprint: str
    texts: Mapping[str, Text] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts by their sources."""
        found: dict[str, list[Fact]] = {source.id: [] for source in self.sources}
        for fact in self.ledger.known.values():
            found[fact.source].append(fact)
        return {source: tuple(held) for source, held in found.items()}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """What is told of each fact: its speakers, its links and those of others to it."""
        return {step.fact.id: step for step in steps(self.ledger, self.ledger.known)}

    @cached_property
    def resting(self) -> Mapping[str, tuple[tuple[Market, Finding], ...]]:
        """The findings that rest on each fact and that a rule words, with their markets."""
        found: dict[str, list[tuple[Market, Finding]]] = {}
        for market in self.markets:
            for finding in market.findings:
                for fact in finding.facts if finding.rule in self.rules else ():
                    found.setdefault(fact, []).append((market, finding))
        return {fact: tuple(held) for fact, held in found.items()}
