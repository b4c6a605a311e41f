"""What the newest sources changed, day by day: their conclusions against those that the older ones had left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xbrief.brief.diff import Change, Kind, diff
from xbrief.brief.market import Market
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.model import Fact

# Conclusions that read otherwise, and those that there were none of before; ages and confirmations are no news.
_NEWS: tuple[Kind, ...] = ("state", "words", "new")
Look = Callable[[Ledger, Iterable[str]], Mapping[str, Market]]
"""The markets of these codes as a ledger has them, by code; those aside of which it knows nothing."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The conclusions on one market that the sources of one day changed or brought, the weightiest first."""

    day: date
    market: Market
    changes: tuple[Change, ...]


def latest(book: Ledger, look: Look, days: int) -> tuple[Latest, ...]:
    """What the sources of the newest days changed on the markets, the newest day first; of so many days."""
    return tuple(found for day in _days(book)[:days] for found in _of(book, look, day))


def _days(book: Ledger) -> list[date]:
    """The days on which something came to be known of a market, newest first."""
    found = {_known(book, fact) for fact in book.known.values() if fact.market}
    return sorted(found, reverse=True)


def _known(book: Ledger, fact: Fact) -> date:
    return book.dossier.sources[fact.source].known or date.min


def _of(book: Ledger, look: Look, day: date) -> Iterator[Latest]:
    """Both looks are of that day, so that time alone turns nothing."""
    told = {i: f for i, f in book.known.items() if _known(book, f) <= day}
    older = {i: f for i, f in told.items() if _known(book, f) < day}
    dismissed = frozenset(c.id for c in book.dismissed)
    touched = sorted({code for i in told.keys() - older.keys() for code in told[i].market})
    before, after = (
        look(ledger(replace(book.dossier, facts=facts), day, dismissed, touched), touched) for facts in (older, told)
    )
    for code in touched:
        changes = diff(before.get(code), after[code]).of(*_NEWS)
        if changes:
            yield Latest(day, after[code], tuple(changes))
