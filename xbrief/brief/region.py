"""An overview of the dossier's markets in a region."""

from __future__ import annotations

from collections.abc import Sequence

from xbrief.brief.country import checked, citation
from xbrief.brief.market import Market
from xbrief.brief.prose import cells, cited, one, plain, worded
from xbrief.brief.snapshot import NOTHING, planned, tone, with_day
from xbrief.brief.types import Block, Brief, Cell, Length, Row, Section, Table
from xbrief.claims.types import Ledger
from xbrief.language import dates
from xbrief.language.words import capital, counted
from xbrief.rules import engine
from xbrief.rules.types import Finding, Run

HEADER = ("", "Status", "Main goods", "Newest source", "Facts")


def brief(markets: Sequence[Market], region: str, ledger: Ledger, length: Length = "page") -> Brief:
    """One row a market, those with the newest evidence first."""
    ordered = sorted(markets, key=lambda m: (-m.newest.toordinal(), m.code))
    rows = tuple(Row(capital(m.name.removeprefix("the ")), _cells(m)) for m in ordered)
    lead = f"facts are held on {counted(len(ordered), 'market')} in {region}"
    sections = (
        Section("bottom", "Bottom line", (Block((one([plain(lead)]),), lead="Overview."),)),
        Section("snapshot", "Markets", (), Table(HEADER, rows)),
    )
    findings = {f.id: f for m in markets for f in m.findings}
    return Brief(
        kind="region",
        key="-".join(m.code for m in ordered),
        title=f"{ledger.dossier.company.name} in {region}",
        company=ledger.dossier.company.name,
        markets=tuple(m.code for m in ordered),
        as_of=ledger.as_of,
        length=length,
        meta=("Market overview", f"evidence as of {dates.day(ledger.as_of)}", checked(ordered)),
        sections=sections,
        findings={i: findings[i] for i in worded(sections)},
        citations={i: citation(ordered[0], ledger.known[i]) for i in cited(sections)},
        sources=tuple({s.id: s for m in ordered for s in m.sources}.values()),
        hidden=findings,
    )


def _cells(market: Market) -> tuple[Cell, ...]:
    main = [f for f in market.of("on-sale") if f.main]
    return (
        _cell(market, market.of("presence") or planned(market, "status")),
        _cell(market, main or planned(market, "main")),
        Cell((Run(f"{dates.month(market.newest)} ({market.age} old)"),)),
        Cell((Run(str(len(market.facts))),)),
    )


def _cell(market: Market, found: list[Finding]) -> Cell:
    if not found:
        return Cell((Run(NOTHING),), tone="none")
    told = cells([with_day(market.cell(g), g) for g in engine.grouped(found)])
    return Cell(told.runs, told.findings, tone(found))
