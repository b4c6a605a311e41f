"""How many independent voices stand behind a set of facts."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.model import Fact


def origin(fact: Fact) -> str:
    """What a fact goes back to: its declared origin, the one speaker at one event of a known day, else its source."""
    if fact.origin:
        return fact.origin
    if len(fact.says) == 1 and fact.says[0].kind == "person" and fact.at is not None and not fact.at.interval:
        start = fact.at.start
        if start is not None and start.precision == "day" and not start.approximate:
            return f"{fact.says[0].name}@{start.text}"
    return fact.source


def origins(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The independent origins of the facts, sorted. Retellings of one origin count once, however many print it."""
    return tuple(sorted({origin(fact) for fact in facts}))
