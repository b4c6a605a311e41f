"""What sets two markets apart: findings of the one beside findings of the other, never joined by a cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from xbrief.brief import bottom
from xbrief.brief.market import Market
from xbrief.brief.prose import sentences
from xbrief.brief.select import heaviest
from xbrief.brief.types import Block
from xbrief.model import Fact
from xbrief.rules import engine
from xbrief.rules.types import Finding, Statement


def standing(market: Market) -> list[Statement]:
    """A market in two or three sentences: how it stood, and a company of its own where there is one."""
    own = [f for f in market.of("entry-mode") if f.state == "own-company"]
    return [*bottom.standing(market)[:2], *(market.told([f]) for f in own)]


TOPICS: tuple[tuple[str, str], ...] = (
    ("Reasons given.", "why"),
    ("How it works there, last known.", "entry-mode"),
    ("Which goods came first.", "first-sale"),
    ("Local production.", "production"),
    ("Exclusivity.", "exclusive"),
)


def blocks(markets: Sequence[Market]) -> Iterable[Block]:
    """The contrasts, the most telling first: one a topic, over all markets that have something to it."""
    for a, b in combinations(markets, 2):
        yield from _same_day(a, b)
    for lead, rule in TOPICS:
        sides = [(m, found) for m in markets if (found := _pick(m, rule))]
        if len(sides) > 1 and len({_what(found) for _, found in sides}) > 1:
            yield _block(lead, sides)


def _what(found: list[Finding]) -> frozenset[tuple[str, str]]:
    return frozenset((f.state, _key(f)) for f in found)


def _pick(market: Market, rule: str) -> list[Finding]:
    found = market.of(rule)
    if rule == "why":
        told = [f for f in found if f.state in bottom.ACCOUNTED]
        return heaviest([f for f in told if f.weight >= 20 and "@" not in f.id], 1)
    if rule == "first-sale":
        first = min((f.day for f in found), default="")
        return [f for f in found if f.day == first]
    return heaviest(found, 1)


def _key(finding: Finding) -> str:
    return finding.claims[0].split(".", 1)[1] if finding.claims else ""


def _block(lead: str, sides: list[tuple[Market, list[Finding]]]) -> Block:
    told: list[Statement] = []
    for market, found in sides:
        for group in engine.grouped(found):
            clause = bottom.reasons(group[0]) if group[0].rule == "why" else market.told(group)
            told.append(engine.prefixed(f"{market.name}: ", clause))
    return Block(sentences(told), lead=lead, bullet=True)


def _same_day(a: Market, b: Market) -> Iterable[Block]:
    """One person who spoke of both markets on one day: what was said of each, side by side."""
    for left in _spoken(a):
        for right in _spoken(b):
            x, y = a.ledger.known[left.facts[0]], b.ledger.known[right.facts[0]]
            if x.says == y.says and _day(x) == _day(y) and left.rule != right.rule:
                yield _block("The same speaker on the same day.", [(a, [left]), (b, [right])])
                return


def _spoken(market: Market) -> list[Finding]:
    """Forecasts and remarks on main goods or the market itself, by a person on a known day; weightiest first."""
    main = market.ledger.dossier.main
    found = []
    for f in market.of("forecasts", "remarks"):
        fact = market.ledger.known[f.facts[0]]
        person = len(fact.says) == 1 and fact.says[0].kind == "person"
        about = main in fact.categories or f.claims[0].endswith("presence.company")
        if person and about and _day(fact):
            found.append(f)
    return heaviest(found, 99)


def _day(fact: Fact) -> str:
    when = fact.at if fact.kind == "view" else fact.observed
    start = when.start if when is not None and not when.interval else None
    return start.text if start is not None and start.precision == "day" else ""
