"""What sets two markets apart: findings of the one beside findings of the other, never joined by a cause."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.brief import bottom
from xbrief.brief.market import Market
from xbrief.brief.prose import sentences
from xbrief.brief.select import heaviest
from xbrief.brief.types import Block
from xbrief.model import Fact
from xbrief.rules import engine
from xbrief.rules.types import Finding, Statement


def standing(market: Market) -> list[Statement]:
    return bottom.standing(market)[:2]


def blocks(a: Market, b: Market) -> Iterable[Block]:
    """The contrasts of a pair, the most telling first."""
    yield from _same_day(a, b)
    for lead, rules in (
        ("What stands in the way differs.", ("why",)),
        ("How the market was entered differs.", ("entry-mode",)),
        ("Which goods came first differs.", ("first-sale",)),
        ("Local production differs.", ("production",)),
        ("Own outlets differ.", ("outlets",)),
        ("Exclusivity differs.", ("exclusive",)),
    ):
        left, right = _pick(a, rules), _pick(b, rules)
        if left and right and _differ(left, right):
            yield _block(lead, [(a, left), (b, right)])


def _pick(market: Market, rules: tuple[str, ...]) -> list[Finding]:
    found = market.of(*rules)
    if rules == ("why",):
        found = [f for f in found if f.weight >= 20]
        return heaviest(found, 1)
    if rules == ("first-sale",):
        first = min((f.day for f in found), default="")
        return [f for f in found if f.day == first]
    if rules == ("outlets",):
        return heaviest(found, 2)
    return heaviest(found, 1)


def _differ(left: list[Finding], right: list[Finding]) -> bool:
    return {(f.state, _key(f)) for f in left} != {(f.state, _key(f)) for f in right}


def _key(finding: Finding) -> str:
    return finding.claims[0].split(".", 1)[1] if finding.claims else ""


def _block(lead: str, sides: list[tuple[Market, list[Finding]]]) -> Block:
    told: list[Statement] = []
    for market, found in sides:
        told.extend(engine.prefixed(f"{market.name}: ", market.told(group)) for group in engine.grouped(found))
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
