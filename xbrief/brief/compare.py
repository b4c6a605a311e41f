"""Several markets side by side: the same rows for each, then contrasts in sentences, then what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from xbrief.brief import contrast, picture
from xbrief.brief.country import checked, citation
from xbrief.brief.market import Market
from xbrief.brief.prose import cells, cited, introduce, one, plain, sentences, worded
from xbrief.brief.snapshot import NOTHING, office, planned, row_findings, tone, with_day
from xbrief.brief.types import Block, Brief, Cell, Length, Row, Section, Table
from xbrief.language import dates
from xbrief.language.words import capital, join
from xbrief.rules import engine
from xbrief.rules.types import Finding, Run, Statement

HEADINGS = {
    "bottom": "Bottom line",
    "table": "Side by side",
    "contrasts": "Contrasts",
    "uncompared": "What cannot be compared",
    "sources": "Sources",
}
Pick = Callable[[Market], list[Finding]]


def _row(*rules: str, scope: str = "all") -> Pick:
    return lambda market: row_findings(market, rules, scope)


def _first_sales(market: Market) -> list[Finding]:
    return sorted(market.of("first-sale"), key=lambda f: (f.day, f.id))


def _selling(market: Market) -> list[Finding]:
    found = [f for f in market.of("on-sale") if f.state in {"active", "resumed", "unknown", "disputed"}]
    return sorted(found, key=lambda f: (f.main, f.day, f.id), reverse=True)


def _not_selling(market: Market) -> list[Finding]:
    off = [f for f in market.of("on-sale") if f.state in {"blocked", "ended", "suspended", "stopped"} and f.main]
    blocks = [f for f in market.of("why") if ".why.block." in f.id and f.main and "@" not in f.id]
    return [*off, *(blocks if off else [])]


def _forecasts(market: Market) -> list[Finding]:
    main = market.ledger.dossier.main
    found = []
    for f in market.of("forecasts"):
        fact = market.ledger.known[f.facts[0]]
        market_itself = fact.event in {"entry", "first-sale", "return"} or fact.kind == "presence"
        if (market_itself or main in fact.categories) and f.weight >= 14:
            found.append(f)
    return sorted(found, key=lambda f: (f.day, f.id), reverse=True)


ROWS: tuple[tuple[str, str, Pick], ...] = (
    ("status", "Status, last known", _row("presence")),
    ("mode", "Mode, last known", _row("entry-mode")),
    ("first", "First sale", _first_sales),
    ("selling", "On sale", _selling),
    ("blocked", "Not on sale, and why", _not_selling),
    ("partners", "Distributors and makers", _row("distributors", "makers", "exclusive")),
    ("sellers", "Sellers", _row("sellers", "exclusive")),
    ("outlets", "Own outlets", _row("outlets")),
    ("duty", "Duties and taxes", _row("duties")),
    ("measures", "Rules and courts", _row("measures")),
    ("rivals", "Rivals", _row("rivals")),
    ("forecasts", "Forecasts", _forecasts),
)
# Rows whose entries always bear their day.
_DATED = frozenset({"status", "mode", "forecasts"})
# Of more markets than these the bottom line tells one sentence each; the rest stands in the table.
SIDE_BY_SIDE = 3
GROUPS = {"line": 1, "page": 3, "full": 8}


def brief(markets: Sequence[Market], length: Length = "page", only: Sequence[str] = ()) -> Brief:
    """The comparison of two markets or more, in the order given."""
    dossier = markets[0].ledger.dossier
    key = "-".join(m.code for m in markets)
    table, empty = _table(markets, GROUPS[length])
    sections = [Section("bottom", HEADINGS["bottom"], (_bottom(markets, empty),))]
    if length != "line":
        sections += [
            Section("table", HEADINGS["table"], (), table, picture.states(markets)),
            Section("contrasts", HEADINGS["contrasts"], _contrasts(markets, length)),
            Section("uncompared", HEADINGS["uncompared"], (_uncompared(markets, empty),)),
            Section("sources", HEADINGS["sources"], _origins(markets)),
        ]
    chosen = introduce(tuple(s for s in sections if not only or s.id in only), dossier)
    findings = {f.id: f for m in markets for f in m.findings}
    return Brief(
        kind="compare",
        key=key,
        title=f"{dossier.company.name}: {join(m.name.removeprefix('the ') for m in markets)}",
        company=dossier.company.name,
        markets=tuple(m.code for m in markets),
        as_of=markets[0].ledger.as_of,
        length=length,
        meta=_meta(markets),
        sections=chosen,
        findings={i: findings[i] for i in worded(chosen)},
        citations={i: citation(markets[0], markets[0].ledger.known[i]) for i in cited(chosen)},
        sources=tuple({s.id: s for m in markets for s in m.sources}.values()),
        hidden=findings,
    )


def _meta(markets: Sequence[Market]) -> tuple[str, ...]:
    ages = ", ".join(f"{m.name.removeprefix('the ')} {dates.month(m.newest)}" for m in markets)
    old = [m for m in markets if (m.ledger.as_of - m.newest).days > 365]
    warning = ""
    if len(old) == len(markets):
        warning = "no column describes today"
    elif old:
        warning = f"{join(m.name for m in old)}: not the state of today"
    day = dates.day(markets[0].ledger.as_of)
    return ("Comparison", f"evidence as of {day}", f"newest source: {ages}", warning, checked(markets))


def _bottom(markets: Sequence[Market], empty: list[tuple[str, list[Market]]]) -> Block:
    """How each market stood, one sentence or two a market, and what sets them apart in evidence."""
    told: list[Statement] = []
    for market in markets:
        clauses = contrast.standing(market) if len(markets) <= SIDE_BY_SIDE else contrast.standing(market)[:1]
        told.extend(sentences(clauses, company=market.ledger.dossier.company.name))
    if empty and len(markets) <= SIDE_BY_SIDE:
        lacking = [f"{label} (nothing on {join(m.name for m in missing)})" for label, missing in empty[:4]]
        told.append(one([plain(f"they cannot be compared on {join(lacking)}")]))
    return Block(tuple(told), lead="Bottom line.")


def _table(markets: Sequence[Market], groups: int) -> tuple[Table, list[tuple[str, list[Market]]]]:
    rows: list[Row] = []
    empty: list[tuple[str, list[Market]]] = []
    for name, label, pick in ROWS:
        found = [pick(m) or planned(m, name) or office(m, name) for m in markets]
        if name == "blocked" and not any(found):
            continue
        rows.append(Row(label, tuple(_cell(m, f, groups, name) for m, f in zip(markets, found, strict=True))))
        missing = [
            m
            for m, f in zip(markets, found, strict=True)
            # That goods are off sale, or that none are, is something held.
            if not f and name != "blocked" and not (name == "selling" and _not_selling(m))
        ]
        if missing:
            empty.append((label.lower(), missing))
    rows.append(Row("Evidence", tuple(_evidence(m) for m in markets)))
    header = ("", *(m.name.removeprefix("the ") for m in markets))
    return Table(header, tuple(rows)), empty


def _cell(market: Market, found: list[Finding], limit: int, name: str) -> Cell:
    if not found and name == "selling" and (off := _not_selling(market)):
        return Cell((Run("off sale: see the next row"),), tuple(f.id for f in off), tone(off))
    if not found:
        return Cell((Run(NOTHING),), tone="none")
    groups = engine.grouped(found)
    shown = groups[:limit]
    parts = [
        with_day(market.cell(g), g) if any(f.stale for f in g) or name in _DATED else market.cell(g) for g in shown
    ]
    told = cells(parts)
    more = len(groups) - len(shown)
    runs = (*told.runs, Run(f"; {more} more")) if more else told.runs
    return Cell(runs, told.findings, tone([f for g in shown for f in g]))


def _evidence(market: Market) -> Cell:
    shared = market.of("origins")
    number = len(market.sources)
    text = f"{number} source{'' if number == 1 else 's'}, newest {dates.month(market.newest)}"
    if shared:
        text += "; " + "; ".join(f"{len(f.counted)} have facts of one origin" for f in shared)
    return Cell((Run(text),), tuple(f.id for f in (*market.of("age"), *shared)))


def _contrasts(markets: Sequence[Market], length: Length) -> tuple[Block, ...]:
    blocks = list(contrast.blocks(markets))
    chosen = blocks if length == "full" else blocks[:5]
    return tuple(chosen) or (Block((plain(NO_CONTRAST),)),)


NO_CONTRAST = "No contrast between these markets is held."


def _uncompared(markets: Sequence[Market], empty: list[tuple[str, list[Market]]]) -> Block:
    clauses = [plain(f"{label} (no evidence held on {join(m.name for m in missing)})") for label, missing in empty]
    days: list[date] = [m.newest for m in markets]
    told: list[Statement] = []
    if clauses:
        lead = engine.joined([plain("not comparable: "), engine.joined(clauses, "; ")], "")
        told.append(engine.sentence(lead))
    if (max(days) - min(days)).days > 180:
        newest = join(f"{dates.month(m.newest)} for {m.name}" for m in markets)
        told.append(one([plain(f"the columns end at different times: {newest}")]))
    share = [m for m in markets if any(f.id.endswith(".gaps.share") for f in m.of("gaps"))]
    if share:
        told.append(one([plain(f"nothing is held on market share in {join([m.name for m in share], 'or')}")]))
    return Block(tuple(told) or (plain("Every row is held for every market."),))


def _origins(markets: Sequence[Market]) -> tuple[Block, ...]:
    found = []
    for market in markets:
        for f in market.of("origins"):
            origin = f.slots["origin"].parts[0].text
            many = f"{len(f.counted)} sources have facts that go back to one origin and count once"
            text = f"{capital(market.name)}: {many}: {origin}"
            found.append(one([plain(text, findings=[f.id])]))
    return (Block(tuple(found)),) if found else ()
