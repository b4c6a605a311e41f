"""The snapshot: one row a topic, each with its own day and its own evidence."""

from __future__ import annotations

from collections.abc import Sequence

from xbrief.brief.market import Market
from xbrief.brief.prose import cells
from xbrief.brief.types import Cell, Row, Table, Tone
from xbrief.claims.group import SELLING
from xbrief.claims.origin import origins
from xbrief.claims.when import low
from xbrief.language import dates
from xbrief.language.words import capital, counted
from xbrief.rules import engine
from xbrief.rules.types import Finding, Run

# Row id, label, rules, and whether it is about the main category only, about the others only, or about all.
ROWS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("status", "Status", ("presence",), "all"),
    ("mode", "Entry mode", ("entry-mode",), "all"),
    ("main", "{main}", ("on-sale",), "main"),
    ("other", "Other goods", ("on-sale",), "other"),
    ("partners", "Distributors and makers", ("distributors", "exclusive", "makers", "helpers"), "all"),
    ("sellers", "Sellers", ("sellers", "exclusive"), "all"),
    ("outlets", "Own outlets", ("outlets",), "all"),
    ("production", "Local production", ("production",), "all"),
    ("duty", "Duties and taxes", ("duties",), "all"),
    ("measures", "Rules and courts", ("measures",), "all"),
    ("rivals", "Rivals", ("rivals",), "all"),
    ("figures", "Prices and figures", ("figures",), "all"),
)
NOTHING = "no evidence held"
HEADER = ("", "Last known", "As of", "Evidence")


def row_findings(market: Market, rules: Sequence[str], scope: str) -> list[Finding]:
    """The findings of a row, the newest first, then the weightiest."""
    found = [f for f in market.of(*rules) if scope == "all" or f.main == (scope == "main")]
    found = [
        f
        for f in found
        if not any(o.rule == "exclusive" and set(f.facts) <= set(o.facts) and o is not f for o in found)
    ]
    if "exclusive" in rules:
        found = [f for f in found if f.rule != "exclusive" or _selling(market, f) == ("sellers" in rules)]
    return sorted(found, key=lambda f: ("-unnamed" in f.id, _newest_first(f), -f.weight, f.id))


def _newest_first(finding: Finding) -> int:
    return -low(finding.when).toordinal() if finding.when is not None else 0


def _selling(market: Market, finding: Finding) -> bool:
    """Is it the exclusivity of a seller, not of a distributor or maker?"""
    return any(market.ledger.known[i].role in SELLING for i in finding.facts)


def table(market: Market, limit: int) -> Table:
    main = market.ledger.dossier.categories[market.ledger.dossier.main].label
    rows = []
    for _, label, rules, scope in ROWS:
        found = row_findings(market, rules, scope)
        if not found and scope == "other":
            continue
        rows.append(Row(label.format(main=capital(main)), _cells(market, found, limit)))
    return Table(HEADER, tuple(rows))


def _cells(market: Market, found: list[Finding], limit: int) -> tuple[Cell, ...]:
    if not found:
        return (Cell((Run(NOTHING),), tone="none"), Cell((Run("–"),)), Cell((Run("–"),)))
    groups = engine.grouped(found)
    shown = groups[:limit]
    told = cells([market.cell(g) for g in shown])
    more = len(groups) - len(shown)
    runs = told.runs
    if more:
        runs = (*runs, Run(f"; {counted(more, 'older entry', 'older entries')}"))
    flat = [f for g in shown for f in g]
    return (
        Cell(runs, told.findings, tone(flat)),
        Cell((Run(as_of(flat)),)),
        Cell((Run(evidence(market, flat)),)),
    )


def tone(found: Sequence[Finding]) -> Tone:
    if any(f.state in {"disputed", "competing"} for f in found):
        return "disputed"
    return "stale" if any(f.stale for f in found) else "fresh"


def as_of(found: Sequence[Finding]) -> str:
    """The day for which the row was last told; from the oldest to the newest month where they lie far apart."""
    days = sorted({low(f.when) for f in found if f.when is not None})
    if not days:
        return "–"
    newest = max((f.when for f in found if f.when is not None), key=low)
    if (days[-1] - days[0]).days > 365:
        return f"{dates.month(days[0])} to {dates.month(days[-1])}"
    return dates.label(newest)


def evidence(market: Market, found: Sequence[Finding]) -> str:
    """How the row is known: who tells it, from how many independent origins, and whether that is long ago."""
    facts = market.ledger.facts(tuple(dict.fromkeys(i for f in found for i in f.facts)))
    count = len(origins(facts))
    voices = {f.voice for f in found}
    if any(f.state == "disputed" for f in found):
        kind = "disputed"
    elif all(f.state in {"announced", "negotiating", "rumoured"} for f in found):
        kind = "announced"
    elif voices and "" not in voices:
        kind = f"stated by {' and '.join(sorted(voices))}"
    else:
        kind = "reported"
    parts = [kind, counted(count, "origin")]
    if all(f.stale for f in found):
        parts.append("stale")
    elif any(f.stale for f in found):
        parts.append("partly stale")
    return " · ".join(parts)
