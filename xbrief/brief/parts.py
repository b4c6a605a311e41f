"""The sections of a country brief after the bottom line and the snapshot: composers that choose and join findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from xbrief.brief.market import Market
from xbrief.brief.prose import one, plain, sentences
from xbrief.brief.select import by_day, forecasts, heaviest, story
from xbrief.brief.snapshot import ROWS, row_findings
from xbrief.brief.types import Block
from xbrief.claims.when import high
from xbrief.language import dates
from xbrief.language.dates import MONTHS
from xbrief.language.words import counted, join
from xbrief.rules import engine, phrase
from xbrief.rules.types import Finding, Run, Statement


def why(market: Market, limit: int, full: bool) -> tuple[Block, ...]:
    """Accounts of what happened: those that compete as bullets under one sentence, the others in a sentence each."""
    held = market.of("why")
    found = [f for f in held if full or f.weight >= 8] or heaviest(held, 1)
    blocks = [_accounts(f) for f in heaviest(found, limit)]
    return tuple(blocks)


def _accounts(finding: Finding) -> Block:
    long = finding.slots["long"]
    parts = [p for p in long.parts if p.text]
    if len(parts) == 1:
        return Block((_single(finding),), bullet=True)
    opening = {
        "competing": "why {turn} is told {how}[, with {number} reasons given]",
        "joint": "why {turn}: one voice gives {number} reasons",
        "speculated": "why {turn} is a matter of speculation",
        "purposes": "why {turn}, as stated",
    }[finding.state]
    lead = phrase.word(opening, finding.slots, False, ())
    items = tuple(engine.sentence(Statement((Run(p.text, p.facts),), (finding.id,))) for p in parts)
    return Block((engine.sentence(Statement((Run(lead[0].text + ":"),), (finding.id,))),), items=items, bullet=True)


def _single(finding: Finding) -> Statement:
    opening = {
        "single": "{lead} why {turn}: {alone}",
        "unknown": "why {turn} is not known ({who})",
        "speculated": "why {turn} is a matter of speculation: {alone}",
        "purposes": "why {turn}, as stated: {alone}",
    }[finding.state]
    runs = phrase.word(opening, finding.slots, False, finding.facts)
    return engine.sentence(Statement(runs, (finding.id,)))


def how(market: Market, limit: int) -> tuple[Block, ...]:
    """The story, a block a year: turns in order of their days, those of one kind and day told together."""
    found = story(market, limit)
    blocks = []
    for year, members in groupby(found, key=lambda f: f.day[:4]):
        told = list(members)
        clauses = [_no_year(market.told(g), year) for g in engine.grouped(told)]
        only_by = all(f.when is not None and f.when.start is None for f in told)
        blocks.append(Block(sentences(clauses), lead=f"{'By ' if only_by else ''}{year}.", bullet=True))
    before = [market.told([f]) for f in market.of("foothold")]
    last = found[-1] if found else None
    if last is not None and last.when is not None:
        day = dates.label(last.when)
        text = f"had come {day}" if day.startswith("by ") else f"is of {day}"
        before.append(plain(f"the last turn held {text}", findings=[last.id]))
    return (*blocks, Block(sentences(before), bullet=True)) if before else tuple(blocks)


def _no_year(statement: Statement, year: str) -> Statement:
    """The year stands before the block: it is not repeated in every date."""
    return Statement(tuple(Run(_yearless(r.text, year), r.cites) for r in statement.runs), statement.findings)


def _yearless(text: str, year: str) -> str:
    dated = re.sub(rf"\b({'|'.join(MONTHS)}) {year}\b", r"\1", text)
    return re.sub(rf" (?:in|from) {year}\b", "", dated)


def said(market: Market, limit: int, full: bool) -> tuple[Block, ...]:
    """Forecasts and what came of them; in a full brief all other statements too."""
    outcomes = {i for f in market.of("forecasts") for i in f.facts[1:] if f.state == "withdrawn"}
    remarks = [f for f in market.of("remarks") if f.facts[0] not in outcomes]
    if not full:
        remarks = heaviest([f for f in remarks if f.weight >= -5 and f.state != "speculated"], 3)
    filed = [f for f in market.of("measures") if f.state == "filed"]
    told = [*forecasts(market, limit), *remarks, *filed]
    found = by_day(told if full else heaviest(told, limit + 1))
    return tuple(Block(sentences([market.told([f])]), bullet=True) for f in found)


def conflicts(market: Market, limit: int) -> tuple[Block, ...]:
    """The conflicts that the curator declared, and apart from them, in what room is left, those found by comparison."""
    declared = heaviest(market.of("conflicts"), limit)
    found = heaviest(market.of("found-conflicts"), max(1, limit - len(declared)))
    shown = [*declared, *found]
    blocks = [Block(sentences([market.told([f])]), bullet=True) for f in shown]
    ids = [f.id for f in market.of("conflicts", "found-conflicts") if f not in shown]
    if ids:
        # A page leaves out old quarrels; that there are some it does not hide.
        stand = "stands" if len(ids) == 1 else "stand"
        text = f"{counted(len(ids), 'more conflict')} {stand} in the full brief"
        blocks.append(Block((one([plain(text, findings=ids)]),), bullet=True))
    return tuple(blocks)


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
    still = "whether {items} {is|are} still the exclusive {role}[ for {what}][ (set until {planned})]"
    found += [_item(still, f, f.facts) for f in sole]
    disputed = [
        f for f in market.of("sellers", "distributors", "makers") if f.state == "disputed" and _recent(market, f)
    ]
    found += [_item("whether {items} still {acts|act} for {company}", f, f.facts) for f in disputed]
    stale = [f for f in market.of("on-sale") if f.main and f.stale and f.state in {"active", "resumed"}]
    found += [_item("whether {company} still sells {items}[ through {sellers}]", f, f.facts) for f in stale]
    terms = [f for f in market.of("gaps") if f.id.endswith("-terms")]
    found += [_item("{topic}, which no source tells", f, ()) for f in terms]
    blocks = [Block((engine.sentence(s),), bullet=True) for s in found[:limit]]
    return tuple(blocks)


def _recent(market: Market, finding: Finding) -> bool:
    """Was it told within a year and a half of the newest source? What is older is history, not something to watch."""
    return finding.when is not None and (market.newest - high(finding.when)).days < 550


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
    held = {
        label: row
        for name, label, rules, scope in ROWS
        if name != "left-out" and (row := row_findings(market, rules, scope))
    }
    old = {label: row for label, row in held.items() if all(_older(market, f) for f in row)}
    if old and (market.ledger.as_of - market.newest).days > 365:
        main = market.ledger.dossier.categories[market.ledger.dossier.main].label
        names = join([label.format(main=main).lower() for label in old])
        ids = [f.id for row in old.values() for f in row]
        found.append(
            one([plain(f"known only from sources a year and more older than the newest: {names}", findings=ids)])
        )
    return (Block(tuple(found)),) if found else ()


def _older(market: Market, finding: Finding) -> bool:
    """Was it last told of a year and more before the newest source?"""
    sources = [market.ledger.dossier.sources[market.ledger.known[i].source] for i in finding.facts]
    days = [s.known for s in sources if s.known]
    return not days or (market.newest - max(days)).days > 365


def _text(finding: Finding, slot: str) -> str:
    return finding.slots[slot].parts[0].text
