"""The sections of a country brief after the bottom line and the snapshot: composers that choose and join findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from xbrief.brief.market import Market
from xbrief.brief.prose import one, plain, sentences
from xbrief.brief.select import by_day, forecasts, heaviest, story
from xbrief.brief.types import Block
from xbrief.claims.when import high
from xbrief.language.dates import MONTHS
from xbrief.language.words import join
from xbrief.rules import engine, phrase
from xbrief.rules.types import Finding, Run, Statement


def why(market: Market, limit: int, full: bool) -> tuple[Block, ...]:
    """Accounts of what happened: those that compete as bullets under one sentence, the others in a sentence each."""
    found = [f for f in market.of("why") if full or f.weight >= 8]
    blocks = [_accounts(f) for f in heaviest(found, limit)]
    before = [market.told([f]) for f in market.of("foothold")]
    if before:
        blocks.append(Block(sentences(before), bullet=True))
    return tuple(blocks)


def _accounts(finding: Finding) -> Block:
    long = finding.slots["long"]
    parts = [p for p in long.parts if p.text]
    if len(parts) == 1:
        return Block((_single(finding),), bullet=True)
    opening = {
        "competing": "why {turn} is contested, with {number} accounts",
        "joint": "why {turn} is told in one voice, with {number} reasons",
        "speculated": "why {turn} is a matter of speculation",
        "purposes": "why {turn}, in the words given",
    }[finding.state]
    lead = phrase.word(opening, finding.slots, False, ())
    items = tuple(engine.sentence(Statement((Run(p.text, p.facts),), (finding.id,))) for p in parts)
    return Block((engine.sentence(Statement((Run(lead[0].text + ":"),), (finding.id,))),), items=items, bullet=True)


def _single(finding: Finding) -> Statement:
    opening = {
        "single": "one account is held of why {turn}: {alone}",
        "speculated": "why {turn} is a matter of speculation: {alone}",
        "purposes": "why {turn}, in the words given: {alone}",
    }[finding.state]
    runs = phrase.word(opening, finding.slots, False, finding.facts)
    return engine.sentence(Statement(runs, (finding.id,)))


def how(market: Market, limit: int) -> tuple[Block, ...]:
    """The story, a block a year: turns in order of their days, those of one kind and day told together."""
    found = story(market, limit)
    blocks = []
    for year, members in groupby(found, key=lambda f: f.day[:4]):
        clauses = [_no_year(market.told(g), year) for g in engine.grouped(members)]
        blocks.append(Block(sentences(clauses), lead=f"{year}.", bullet=True))
    return tuple(blocks)


def _no_year(statement: Statement, year: str) -> Statement:
    """The year stands before the block: it is not repeated in every date."""
    return Statement(tuple(Run(_yearless(r.text, year), r.cites) for r in statement.runs), statement.findings)


def _yearless(text: str, year: str) -> str:
    dated = re.sub(rf"\b({'|'.join(MONTHS)}) {year}\b", r"\1", text)
    return re.sub(rf" in {year}$", "", dated)


def said(market: Market, limit: int, full: bool) -> tuple[Block, ...]:
    """Forecasts and what came of them; in a full brief all other statements too."""
    remarks = market.of("remarks")
    if not full:
        remarks = heaviest([f for f in remarks if f.weight >= -5 and f.state != "speculated"], 4)
    found = by_day([*forecasts(market, limit), *remarks])
    return tuple(Block(sentences([market.told([f])]), bullet=True) for f in found)


def conflicts(market: Market, limit: int) -> tuple[Block, ...]:
    found = heaviest(market.of("conflicts"), limit)
    return tuple(Block(sentences([market.told([f])]), bullet=True) for f in found)


def watch(market: Market, limit: int) -> tuple[Block, ...]:
    """What a next source should tell: outcomes that are not held, and standings that have gone stale."""
    found: list[Statement] = []
    for f in sorted(forecasts(market, 30), key=lambda f: (f.weight, f.day), reverse=True):
        fact = market.ledger.known[f.facts[0]]
        outcome = f.state in {"overdue", "ahead", "open"} and fact.kind in {
            "offer",
            "partner",
            "channel",
            "presence",
            "event",
        }
        if outcome and not fact.label and _recent(market, f):
            found.append(_item("whether {what} came[ ({due})]", f, f.facts[:1]))
    pending = [f for f in market.of("measures") if f.state == "pending"]
    found += [_item("the outcome of the {measure}", f, f.facts) for f in pending]
    sole = [f for f in market.of("exclusive") if f.state == "active"]
    found += [_item("whether {items} {is|are} still the only {role}", f, f.facts) for f in sole]
    disputed = [
        f for f in market.of("sellers", "distributors", "makers") if f.state == "disputed" and _recent(market, f)
    ]
    found += [_item("whether {items} still {acts|act} for {company}", f, f.facts) for f in disputed]
    blocks = [Block((engine.sentence(s),), bullet=True) for s in found[:limit]]
    return tuple(blocks)


def _recent(market: Market, finding: Finding) -> bool:
    """Was it told within three years of the newest source? What is older is history, not something to watch."""
    return finding.when is not None and (market.newest - high(finding.when)).days < 1100


def _item(text: str, finding: Finding, cites: Sequence[str]) -> Statement:
    runs = phrase.word(text, finding.slots, False, tuple(cites))
    return Statement(
        tuple(Run(r.text.replace("  ", " ").rstrip() if r is runs[-1] else r.text, r.cites) for r in runs),
        (finding.id,),
    )


def gaps(market: Market) -> tuple[Block, ...]:
    """What is not known: topics without a fact, stretches without a source."""
    found: list[Statement] = []
    missing = sorted(market.of("gaps"), key=lambda f: (-f.weight, f.id))
    if missing:
        topics = join([phrase.word("{topic}", f.slots, False, ())[0].text for f in missing], "or")
        found.append(one([plain(f"nothing is held on {topics}", findings=[f.id for f in missing])]))
    silent = market.of("silence")
    if silent:
        spans = join([f"{_text(f, 'from')} and {_text(f, 'to')}" for f in silent])
        found.append(one([plain(f"no source held is dated between {spans}", findings=[f.id for f in silent])]))
    stale = [f for f in market.of("on-sale", "sellers", "distributors", "outlets", "rivals") if f.stale]
    fresh = [
        f
        for f in market.of("on-sale", "sellers", "distributors", "outlets", "rivals")
        if not f.stale and f.state == "active"
    ]
    if stale and not fresh:
        text = "goods, partners, outlets and rivals are known from older sources only; none is confirmed for today"
        found.append(one([plain(text, findings=[f.id for f in stale])]))
    return (Block(tuple(found)),) if found else ()


def _text(finding: Finding, slot: str) -> str:
    return finding.slots[slot].parts[0].text
