"""The markets of a dossier, a line each: how much is held, how old it is, how things stood when last known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xbrief.brief import snapshot
from xbrief.brief.market import Market
from xbrief.brief.prose import cells
from xbrief.brief.types import Tone
from xbrief.rules import engine


@dataclass(frozen=True, slots=True)
class Line:
    """One market. `newest` is the ISO day of its newest source; `status` is empty where nothing tells of one."""

    market: str
    code: str
    facts: int
    sources: int
    newest: str
    status: str
    tone: Tone


def lines(markets: Iterable[Market]) -> list[Line]:
    """A line a market, those with most facts first."""
    return sorted(map(_line, markets), key=lambda line: (-line.facts, line.market))


def _line(held: Market) -> Line:
    status, tone = _status(held)
    return Line(
        market=held.name.removeprefix("the "),
        code=held.code,
        facts=len(held.facts),
        sources=len(held.sources),
        newest=held.newest.isoformat(),
        status=status,
        tone=tone,
    )


def _status(market: Market) -> tuple[str, Tone]:
    """The words of the snapshot's first row, and how sure and fresh they are.

    Where no source tells of the company itself, the sale of its main goods stands there, of others, or its outlets.
    """
    sold = [f for f in market.of("on-sale") if f.state in {"active", "resumed"}]
    found = market.of("presence") or [f for f in sold if f.main] or sold or market.of("outlets")
    if not found:
        return "", "none"
    return cells([market.cell(group) for group in engine.grouped(found)]).text, snapshot.tone(found)
