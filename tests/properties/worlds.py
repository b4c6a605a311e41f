"""The two dossiers that the properties are tried on, and all that xbrief makes of a market of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from xbrief import bundled
from xbrief.brief import country
from xbrief.brief.market import Market, market
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.dossier import places
from xbrief.dossier.load import load
from xbrief.model import Dossier
from xbrief.rules.load import builtin

CYCLES = Path(__file__).resolve().parents[1] / "dossiers" / "cycles"
# Later than every source of both dossiers.
TODAY = date(2026, 11, 22)
NAMES = ("bundled", "cycles")

rules = cache(builtin)


@cache
def dossier(name: str) -> Dossier:
    return sound(bundled.sources() if name == "bundled" else CYCLES)


def sound(folder: Path) -> Dossier:
    loaded = load(folder)
    assert not loaded.errors, "\n".join(str(problem) for problem in loaded.errors)
    return loaded.dossier


def days(of: Dossier) -> list[date]:
    """Every day on which a source becomes known, the day before it, and today."""
    known = {s.known for s in of.sources.values() if s.known}
    return sorted({d for k in known for d in (k - timedelta(days=1), k)} | {TODAY})


@cache
def book(name: str, day: date) -> Ledger:
    return ledger(dossier(name), day)


def until(of: Dossier, day: date) -> Dossier:
    """The dossier without the sources and facts that the day does not know."""
    sources = {i: s for i, s in of.sources.items() if s.known and s.known <= day}
    return replace(of, sources=sources, facts={i: f for i, f in of.facts.items() if f.source in sources})


def markets(held: Ledger) -> list[Market]:
    """All markets of which a fact is known by the day."""
    codes = sorted({code for fact in held.known.values() for code in fact.market})
    found = [market(held, rules(), code, lambda c: places.country(c).full) for code in codes]
    return [m for m in found if m is not None]


def briefs(held: Ledger) -> list[object]:
    """What the full briefs on all markets hold, in its order."""
    return [_content(m) for m in markets(held)]


def _content(found: Market) -> object:
    brief = country.brief(found, "full")
    return brief.title, brief.meta, brief.sections, list(brief.citations), list(brief.findings.values())


def differing(one: Ledger, other: Ledger) -> Iterable[str]:
    """The keys of the claims that are not the same in both, in order."""
    return (k for k in sorted({*one.claims, *other.claims}) if one.claims.get(k) != other.claims.get(k))
