"""The id of a new fact: `<market>-<publisher code><yymm>-<slug>`, and free."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from xbrief.dossier.facts import NO_MARKET
from xbrief.intake.slug import slug
from xbrief.model import Dossier, Source

# The code and the date of an id that follows the habit.
_HABIT = re.compile(r"[a-z]{2}-([a-z]+[a-z0-9]*?)([0-9]{4}|[0-9]{2})?-")
_ARTICLES = frozenset(re.findall(r"\w+", "the a an and of der die das le la les el il"))
# Which fields of a fact tell it best from others of its kind, in this order.
_TELLING = ("parties", "sellers", "event", "name", "reason", "type", "about", "unnamed", "role", "categories", "form")
_SLUG_WORDS = 3


def fact_id(dossier: Dossier, source: Source, fact: Mapping[str, object], taken: Collection[str] = ()) -> str:
    """An id that no fact has or had. `taken` are others that are not free, of facts that the dossier leaves out.

    The publisher's code is that of the source's other facts, else that of the publisher's, else made of its name; a
    fact on several markets, or on none, begins with `xx`.
    """
    held = {*dossier.facts, *dossier.retracted, *dossier.renamed, *taken}
    base = f"{_market(fact)}-{_code(dossier, source)}-{_slug(fact)}"
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in held:
        number += 1
    return found


def _market(fact: Mapping[str, object]) -> str:
    market = fact.get("market")
    codes = [market] if isinstance(market, str) else [*market] if isinstance(market, list | tuple) else []
    return str(codes[0]) if len(codes) == 1 else NO_MARKET


def _code(dossier: Dossier, source: Source) -> str:
    """`kt1601`: the publisher and the month."""
    facts = [*dossier.facts.values(), *dossier.retracted.values()]
    own = _usual(f.id for f in facts if f.source == source.id)
    if own:
        return own
    house = {s.id for s in dossier.sources.values() if s.publisher.casefold() == source.publisher.casefold()}
    letters = _usual((f.id for f in facts if f.source in house), letters=True)
    if not letters:
        others = {found[1] for f in facts if f.source not in house and (found := _HABIT.match(f.id))}
        names = _codes(source.publisher)
        letters = next((name for name in names if name not in others), names[-1])
    return letters + _month(source)


def _usual(ids: Iterable[str], *, letters: bool = False) -> str:
    """The code that most of the ids have, with its date or its letters alone; empty where none follows the habit."""
    found = [habit for id in ids if (habit := _HABIT.match(id))]
    codes = Counter(habit[1] if letters else f"{habit[1]}{habit[2] or ''}" for habit in found)
    return min(codes, key=lambda code: (-codes[code], code), default="")


def _codes(publisher: str) -> list[str]:
    """Codes for a publisher, without digits, which tell the date: its words' initials, or the first letters of one."""
    words = re.findall("[a-z]+", slug(publisher))
    telling = [word for word in words if word not in _ARTICLES]
    joined = "".join(telling)
    initials = ["".join(word[0] for word in telling)] if len(telling) > 1 else []
    starts = [joined[:length] for length in range(2, len(joined) + 1)] or [joined]
    return [code for code in (*initials, *starts) if code] or ["src"]


def _month(source: Source) -> str:
    """`1601`, or `17` where only the year is known; empty where nothing is."""
    day = source.published.end or source.published.start if source.published else None
    if day is None:
        return ""
    year = f"{day.latest.year % 100:02}"
    return year + (f"{day.latest.month:02}" if day.precision in {"day", "month"} else "")


def _slug(fact: Mapping[str, object]) -> str:
    """One to three words that tell the fact from others: who, what event, which number."""
    for field in _TELLING:
        value = fact.get(field)
        first = value[0] if isinstance(value, list | tuple) and value else value
        if isinstance(first, str) and (words := slug(first).split("-")) and words[0]:
            found = "-".join(words[:_SLUG_WORDS])
            return f"no-{found}" if fact.get("kind") == "block" else found
    return slug(str(fact.get("kind", ""))) or "fact"
