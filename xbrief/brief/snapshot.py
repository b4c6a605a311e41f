"""The snapshot: one row a topic, each with its own day and its own evidence."""

from __future__ import annotations

from collections.abc import Sequence

from xbrief.brief.market import Market
from xbrief.brief.prose import cells
from xbrief.brief.types import Cell, Row, Table, Tone
from xbrief.claims.group import SELLING
from xbrief.claims.origin import origins
from xbrief.claims.when import high, low
from xbrief.language import dates
from xbrief.language.words import capital, join
from xbrief.model import Edtf
from xbrief.rules import engine
from xbrief.rules.types import Finding, Run, Statement

# Row id, label, rules, and whether it is about the main category only, about the others only, or about all.
ROWS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("status", "Status", ("presence",), "all"),
    ("mode", "Entry mode", ("entry-mode",), "all"),
    ("main", "{main}", ("on-sale",), "main"),
    ("other", "Other goods", ("on-sale",), "other"),
    ("partners", "Distributors and makers", ("distributors", "exclusive", "makers", "helpers"), "all"),
    ("sellers", "Sellers", ("sellers", "exclusive", "grey-imports"), "all"),
    ("outlets", "Own outlets", ("outlets",), "all"),
    ("left-out", "Left out by sellers", ("not-sold-by",), "all"),
    ("production", "Local production", ("production",), "all"),
    ("duty", "Duties and taxes", ("duties",), "all"),
    ("measures", "Rules and courts", ("measures",), "all"),
    ("rivals", "Rivals", ("rivals",), "all"),
    ("figures", "Prices and figures", ("figures",), "all"),
)
NOTHING = "no evidence held"
FULL = 12
HEADER = ("", "Last known", "As of", "Evidence")


def row_findings(market: Market, rules: Sequence[str], scope: str) -> list[Finding]:
    """The findings of a row: parties that act, were named, lack leave, have ended; of each the newest first."""
    found = [f for f in market.of(*rules) if scope == "all" or f.main == (scope == "main")]
    sole = [o for o in found if o.rule == "exclusive" and o.state == "active"]
    found = [f for f in found if f.rule == "exclusive" or not any(_within(f, o) for o in sole)]
    if "exclusive" in rules:
        found = [f for f in found if f.rule != "exclusive" or _selling(market, f) == ("sellers" in rules)]
    if "measures" in rules:
        found = [f for f in found if f.state != "filed"]
    if "not-sold-by" in rules:
        found = [f for f in found if not _told_with_the_goods(market, f)]
    if "figures" in rules:
        found = [f for f in found if market.ledger.known[f.facts[0]].name != "goal"]
    return sorted(
        found,
        key=lambda f: (
            "-unnamed" in f.id,
            _ORDER.get(f.state, 1) if f.rule == "measures" else _STANDING.get(f.state, 0) if f.rule in _PARTIES else 0,
            _newest_first(f),
            -f.weight,
            f.id,
        ),
    )


def _told_with_the_goods(market: Market, finding: Finding) -> bool:
    """Does the row of the goods tell that a seller sells what it had left out?"""
    if finding.state not in {"active", "resumed"}:
        return False
    goods, _, seller = finding.claims[0].partition("@")
    told = [f for f in market.of("on-sale") if f.claims == (goods,) and "sellers" in f.slots]
    return any(m.value == seller for f in told for p in f.slots["sellers"].parts for m in p.mentions)


def _newest_first(finding: Finding) -> int:
    return -low(finding.when).toordinal() if finding.when is not None else 0


def _selling(market: Market, finding: Finding) -> bool:
    """Is it the exclusivity of a seller, not of a distributor or maker?"""
    return any(market.ledger.known[i].role in SELLING for i in finding.facts)


def table(market: Market, limit: int) -> Table:
    """The rows that hold something, then one row that names those that do not."""
    main = market.ledger.dossier.categories[market.ledger.dossier.main].label
    rows: list[Row] = []
    empty: list[str] = []
    for name, label, rules, scope in ROWS:
        if name == "left-out" and limit < FULL:
            continue
        found = held(market, name, rules, scope)
        title = label.format(main=capital(main))
        if found:
            rows.append(Row(title, _cells(market, found, limit)))
        elif name not in {"other", "left-out"} and _looked(market, name, rules) and not _in_business(market, name):
            empty.append(main if name == "main" else title.lower())
    if empty:
        nothing = (Cell((Run(join(empty)),), tone="none"), Cell((Run("–"),)), Cell((Run(NOTHING),)))
        rows.append(Row("Not held", nothing))
    return Table(HEADER, tuple(rows))


def held(market: Market, name: str, rules: Sequence[str], scope: str) -> list[Finding]:
    """All that a row can tell: how things stand, else what is planned, else that there is an office."""
    return row_findings(market, rules, scope) or planned(market, name) or office(market, name)


def office(market: Market, name: str) -> list[Finding]:
    """An office alone is no business in the market; where nothing better is held, the row tells of it."""
    return [f for f in market.of("milestones") if f.state == "event" and _opens(market, f)] if name == "status" else []


def _opens(market: Market, finding: Finding) -> bool:
    fact = market.ledger.known[finding.facts[0]]
    return "office" in {fact.form, fact.event}


def _looked(market: Market, name: str, rules: Sequence[str]) -> bool:
    """Did a rule look for what the row tells, and does no other row tell it: sellers stand beside the goods as well?"""
    named = any(f.slots["sellers"] for f in market.of("on-sale") if "sellers" in f.slots)
    return any(r in market.rules for r in rules) and not (name == "sellers" and named)


def _in_business(market: Market, name: str) -> bool:
    """Other rows tell of goods on sale or of an outlet: that no status is held would be read as the contrary."""
    told = market.of("on-sale", "outlets", "sellers")
    return name == "status" and any(f.state in {"active", "resumed"} for f in told)


# The claims whose plans stand in for a row of which nothing else is held.
_PLANS = {
    "status": ("presence",),
    "main": ("availability",),
    "outlets": ("outlet",),
    "production": ("production",),
    "duty": ("duty",),
}


def planned(market: Market, name: str) -> list[Finding]:
    """What was only planned, where a row has nothing better: an empty cell would hide it."""
    topics = _PLANS.get(name, ())
    main = market.ledger.dossier.main
    found = [f for f in market.of("forecasts") if f.claims[0].split(".")[1] in topics and f.state in PENDING]
    if name == "main":
        found = [f for f in found if main in market.ledger.known[f.facts[0]].categories]
    return sorted(found, key=lambda f: (_newest_first(f), f.id))


PENDING = frozenset({"overdue", "open", "ahead", "missed", "replaced"})
_ORDER = {"blocks": 0, "pending": 0, "ended": 2}
_PARTIES = frozenset({"distributors", "makers", "helpers", "sellers", "exclusive"})
_STANDING = {
    **dict.fromkeys(("announced", "negotiating", "rumoured"), 1),
    **dict.fromkeys(("unknown", "stopped", "unauthorised"), 2),
    **dict.fromkeys(("ended", "suspended", "overtaken"), 3),
}


def _cells(market: Market, found: list[Finding], limit: int) -> tuple[Cell, ...]:
    groups = engine.grouped(found)
    shown = groups[:limit]
    several = len({f.when.text for g in shown for f in g if f.when is not None}) > 1
    told = cells([with_day(market.cell(g), g) if several else market.cell(g) for g in shown])
    more = len(groups) - len(shown)
    runs = (*told.runs, Run(f"; {more} more")) if more else told.runs
    return (
        Cell(
            runs,
            (*told.findings, *_told_with(market, [f for g in shown for f in g])),
            tone([f for g in shown for f in g]),
        ),
        Cell((Run(as_of([f for g in shown for f in g])),)),
        Cell((Run(evidence(market, shown)),)),
    )


def _told_with(market: Market, shown: Sequence[Finding]) -> list[str]:
    """The parties whose standing an exclusivity tells with its own: the only distributor is a distributor."""
    sole = [f for f in shown if f.rule == "exclusive" and f.state == "active"]
    parties = market.of("distributors", "makers", "helpers", "sellers")
    return [f.id for f in parties if any(_within(f, o) for o in sole)]


def _within(party: Finding, sole: Finding) -> bool:
    """Does the exclusivity tell that its party acts, on the same evidence or for the same day?"""
    if set(party.facts) <= set(sole.facts):
        return True
    same_day = party.when is not None and sole.when is not None and party.when.text == sole.when.text
    subject = party.claims[0].split(".", 2)[2]
    return party.state == "active" and same_day and subject in sole.claims[0].split(".", 2)[2].split("+")


def with_day(statement: Statement, group: Sequence[Finding]) -> Statement:
    """An entry with the day for which it was told, where it does not tell that itself; a forecast with its own."""
    newest = max((f.when for f in group if f.when is not None), key=low, default=None)
    if newest is None:
        return statement
    day = dates.label(newest).removeprefix("by ")
    if day in statement.text:
        return statement
    *head, last = statement.runs
    if last.text.endswith(")"):
        # One bracket, not two in a row.
        word = "said" if group[0].rule == "forecasts" else "as of"
        return Statement((*head, Run(f"{last.text[:-1]}; {word} {day})", last.cites)), statement.findings)
    return engine.suffixed(statement, f" ({day})")


def tone(found: Sequence[Finding]) -> Tone:
    if any(f.state in {"disputed", "competing"} for f in found):
        return "disputed"
    return "stale" if any(f.stale for f in found) else "fresh"


def as_of(found: Sequence[Finding]) -> str:
    """The day for which the row was last told; from the oldest to the newest where its entries lie apart."""
    whens = sorted((f.when for f in found if f.when is not None), key=lambda w: (low(w), high(w)))
    if not whens:
        return "–"
    first, last = whens[0], whens[-1]
    if (low(last) - low(first)).days <= 31:
        return dates.label(last).removeprefix("by ")
    start, end = _month(first), _month(last)
    return f"{start.removesuffix(end[-5:])} to {end}"


def _month(when: Edtf) -> str:
    """A date no more exactly than to the month, and no more exactly than it is."""
    return dates.month(low(when)) if (high(when) - low(when)).days < 31 else dates.label(when).removeprefix("by ")


def evidence(market: Market, groups: Sequence[Sequence[Finding]]) -> str:
    """How the row is known: who tells it, from how many independent origins an entry, and whether that is long ago."""
    found = [f for g in groups for f in g]
    counts = sorted({len(origins(market.ledger.facts(tuple({i for f in g for i in core(market, f)})))) for g in groups})
    number = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    each = " each" if len(groups) > 1 and len(counts) == 1 else ""
    parts = [_kind(found), f"{number} origin{'' if counts == [1] else 's'}{each}"]
    if all(f.stale for f in found):
        parts.append("stale")
    elif any(f.stale for f in found):
        parts.append("partly stale")
    return " · ".join(parts)


def core(market: Market, finding: Finding) -> Sequence[str]:
    """The facts of a finding that tell its state, without those that only date what came before."""
    claim = market.ledger.claims.get(finding.claims[0]) if finding.claims else None
    inside = [i for i in finding.facts if claim and claim.episode and i in claim.episode.facts]
    return inside or finding.facts


def _kind(found: Sequence[Finding]) -> str:
    voices = {f.voice for f in found}
    values = [f.claims[0] for f in found if f.rule in {"duties", "figures"} and f.claims]
    if any(f.state == "disputed" for f in found) or len(values) > len(set(values)):
        return "disputed"
    if all(f.state in {"announced", "negotiating", "rumoured"} or f.rule == "forecasts" for f in found):
        return "planned"
    if voices and "" not in voices:
        return f"stated by {join(sorted(voices))}"
    return "reported"
