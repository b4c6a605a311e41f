"""What a `never` of a rule relies on: for each guard, the same facts without what the guard looks at.

So it is shown that a sentence is kept back by that one thing, and not because no such facts could ever give it.
`tests/rules/switches.py` has the same guards as parts of the engine that can be switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Facts = Mapping[str, Any]

OUTLOOKS = {"planned", "announced", "negotiating"}


def _without(example: Facts, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Facts:
    return {**example, "facts": [change(dict(fact)) for fact in example["facts"]]}


def _dropping(*fields: str) -> Callable[[Facts], Facts]:
    return lambda example: _without(example, lambda fact: {k: v for k, v in fact.items() if k not in fields})


def _setting(field: str, value: str) -> Callable[[Facts], Facts]:
    return lambda example: _without(example, lambda fact: {**fact, field: value} if field in fact else fact)


def _active(example: Facts) -> Facts:
    """Plans, ends and pauses as if they were so now."""

    def change(fact: dict[str, Any]) -> dict[str, Any]:
        status = fact.get("status")
        if status in OUTLOOKS and fact["kind"] == "event":
            lasting = {k: v for k, v in fact.items() if k not in {"status", "target"}}
            return {**lasting, "at": fact.get("target", "2019-06")}
        if status:
            active = {} if fact["kind"] == "tariff" else {"status": "active"}
            return {k: v for k, v in fact.items() if k not in {"until", "target", "status"}} | active
        return {k: v for k, v in fact.items() if k != "until"}

    return _without(example, change)


def _at_once(example: Facts) -> Facts:
    """As of the day of the newest source."""
    return {k: v for k, v in example.items() if k != "as_of"}


GUARDS: Mapping[str, Callable[[Facts], Facts]] = {
    # Speculation is nobody's fact.
    "speculation": _dropping("certainty"),
    # A plan is not done, what ended is not going on.
    "outlook": _active,
    "ended": _active,
    # What was told too long ago is told in the past, with its day.
    "stale": _at_once,
    # Nothing is known before its day.
    "hindsight": _at_once,
    # Who says so is named.
    "attribution": _dropping("says"),
    # Only the side that made a promise takes it back.
    "side": _setting("says", "halden"),
    # Disputes are shown, and what was superseded stands no more.
    "dispute": _dropping("disputes", "denies"),
    "superseded": _dropping("supersedes"),
    # Nothing is official without the company's leave.
    "leave": _dropping("authorised"),
    # "Up to" is no rate, "about" no count.
    "bound": _dropping("bound"),
    # One seller is not the market, and a promise about one is not kept by another.
    "seller": _dropping("sellers"),
    # Some models are not all of the goods.
    "products": _dropping("products"),
    # Another market is another market.
    "market": _dropping("market"),
    # Who distributes, makes or repairs sells nothing.
    "role": _setting("role", "dealer"),
    # An office is no entry, a launch event no sale.
    "office": _dropping("form"),
    "launch": _setting("event", "entry"),
    # What others import is no outlet of the company's.
    "grey": _setting("type", "own-online-store"),
}
