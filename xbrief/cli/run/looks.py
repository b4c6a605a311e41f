"""Markets on two days, by the dossier of now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xbrief.brief.diff import waited
from xbrief.brief.market import Market, market
from xbrief.brief.recheck import Look
from xbrief.claims.types import Ledger
from xbrief.cli.run.session import Session, english


def looks(opened: Session, codes: Iterable[str], then: date, now: date) -> tuple[dict[str, Look], Ledger, Ledger]:
    """The looks by market, and the ledgers of the two days, the earlier one first."""
    earlier, later = (opened.claims(day) for day in (then, now))
    waiting = waited(earlier, now) if then < now else None

    def look(book: Ledger | None, code: str) -> Market | None:
        return market(book, opened.rules, code, english) if book else None

    return {c: Look(look(earlier, c), look(later, c), look(waiting, c)) for c in codes}, earlier, later
