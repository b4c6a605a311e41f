"""Briefs for the tests of the file formats: those of the bundled dossier, and one whose every word is hostile."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from tests.properties.worlds import book, rules
from xbrief.brief import compare, country, timeline
from xbrief.brief.market import Market, market
from xbrief.brief.types import Brief
from xbrief.dossier import places
from xbrief.render import stamp

DAY = date(2026, 11, 22)
NAMES = ("kr", "br full", "us line", "us br kr", "timeline us br")
# What HTML, XML, Typst, Markdown, a template and a terminal would obey; and letters of three scripts.
POISON = (
    "</script><script>alert(1)</script>--> \"x=' &amp; #let x = 1; #panic() $x$ \\ \\u{41} [b] @ref <label> `raw` // "
    "/* *b* _e_ = h - i + j ~ {{ 7*7 }} {% x %} \x1b[31m\x00\x0b\u202e\u2028 ção 샤오미 "
)
_WORDS = frozenset({"anchor", "heading", "label", "lead", "publisher", "speakers", "text", "title"})


@cache
def markets() -> dict[str, Market]:
    found = {c: market(book("bundled", DAY), rules(), c, lambda c: places.country(c).full) for c in ("br", "kr", "us")}
    return {code: m for code, m in found.items() if m is not None}


@cache
def bundled(name: str) -> Brief:
    parts = name.split()
    if parts[0] == "timeline":
        return timeline.brief(timeline.timeline([markets()[code] for code in parts[1:]]))
    if parts[-1] in {"full", "line"}:
        return country.brief(markets()[parts[0]], "full" if parts[-1] == "full" else "line")
    if len(parts) > 1:
        return compare.brief([markets()[code] for code in parts])
    return country.brief(markets()[parts[0]])


@cache
def poisoned(name: str = "kr") -> Brief:
    """The brief with hostile words before each of its own."""
    brief: Brief = _poisoned(bundled(name))
    return replace(brief, meta=tuple(POISON + m for m in brief.meta))


def _poisoned(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_poisoned, value))
    if isinstance(value, dict):
        return {key: _poisoned(each) for key, each in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        f.name: POISON + held if f.name in _WORDS and isinstance(held, str) and held else _poisoned(held)
        for f in fields(value)
        if (held := getattr(value, f.name)) is not None
    }
    return replace(value, **changed)


def seal(*briefs: Brief) -> stamp.Stamp:
    return stamp.of("country", "0" * 64, briefs, rules())
