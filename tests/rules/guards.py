"""What a `never` of a rule relies on: for each guard, the same facts without what the guard looks at.

So it is shown that a sentence is kept back by that one thing, and not because no such facts could ever give it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Facts = Mapping[str, Any]

OUTLOOKS = {"planned", "announced", "negotiating"}
LINKS = ("supersedes", "disputes", "denies")


def _without(example: Facts, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Facts:
    return {**example, "facts": [change(dict(fact)) for fact in example["facts"]]}


def _dropping(*fields: str) -> Callable[[Facts], Facts]:
    return lambda example: _without(example, lambda fact: {k: v for k, v in fact.items() if k not in fields})


def _active(example: Facts) -> Facts:
    """Plans, ends and pauses as if they were so now."""

    def change(fact: dict[str, Any]) -> dict[str, Any]:
        status = fact.get("status")
        if status in OUTLOOKS and fact["kind"] == "event":
            return {k: v for k, v in fact.items() if k not in {"status", "target"}} | {"at": fact.get("target", "2019-06")}
        if status:
            return {k: v for k, v in fact.items() if k not in {"until", "target"}} | {"status": "active"}
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
    # Disputes are shown, and what was superseded stands no more.
    "dispute": _dropping("disputes", "denies"),
    "superseded": _dropping("supersedes"),
    # Nothing is official without the company's leave.
    "leave": _dropping("authorised"),
    # "Up to" is no rate, "about" no count.
    "bound": _dropping("bound"),
}
