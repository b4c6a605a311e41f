"""Which glyph stands before a statement or a cell: how sure and how old it is, what became of a forecast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xbrief.brief.types import Block, Brief, Cell
from xbrief.claims.when import high
from xbrief.render.text import FATES
from xbrief.rules.types import Statement

OLD_DAYS = 730
RECENT_DAYS = 180
_COMING = frozenset({"announced", "negotiating", "rumoured"})
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*]+)\*(?=: )")


def emphasised(value: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a text; true for those that the composers emphasise: `*word*` before a colon."""
    end = 0
    for found in _EMPHASIS.finditer(value):
        yield value[end : found.start()], False
        yield found.group(1), True
        end = found.end()
    yield value[end:], False


def age(brief: Brief) -> str:
    """How old the newest source is."""
    days = [(brief.as_of - s.known).days for s in brief.sources if s.known]
    newest = min(days, default=OLD_DAYS)
    return "●" if newest < RECENT_DAYS else "◐" if newest < OLD_DAYS else "○"


def block(brief: Brief, found: Block, section: str) -> str:
    """What stands before a block: the fate of its forecast, a dispute, a mark of speculation, or a plain bullet."""
    states = {brief.findings[i].state for s in found.statements for i in s.findings if i in brief.findings}
    if section == "said" and (known := fate(states)):
        return known
    if section == "conflicts" or (found.items and "competing" in states):
        return "≠"
    return certainty(brief, found.statements)


def fate(states: Iterable[str]) -> str:
    """What became of the forecasts of these states, where that is one and the same; else nothing."""
    fates = {FATES[s] for s in states if s in FATES}
    return fates.pop() if len(fates) == 1 else ""


def certainty(brief: Brief, statements: Sequence[Statement]) -> str:
    """A mark where the fact that leads is speculation; what answers it may be asserted."""
    cites = [c for s in statements for r in s.runs for c in r.cites if c in brief.citations]
    return "~" if cites and brief.citations[cites[0]].fact.certainty == "speculated" else "•"


def tone(brief: Brief, cell: Cell) -> str:
    """The glyph of a cell. What was only announced, or happened long ago, is not marked as confirmed."""
    found = [brief.findings[i] for i in cell.findings if i in brief.findings]
    if cell.tone == "plain":
        return fate({f.state for f in found})
    if cell.tone == "stale":
        return "○" if all(f.stale for f in found) else "◐"
    if cell.tone == "fresh" and found:
        if all(f.state in _COMING or FATES.get(f.state) == "?" for f in found):
            return "?"
        days = [high(f.when) for f in found if f.when]
        return "●" if days and (brief.as_of - max(days)).days < OLD_DAYS else ""
    return {"fresh": "●", "disputed": "≠", "none": "–"}[cell.tone]
