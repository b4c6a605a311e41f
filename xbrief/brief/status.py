"""How a dossier stands, in numbers, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from xbrief.brief.agenda import Kind
from xbrief.claims.dispute import disputes
from xbrief.claims.types import Ledger

Step = Literal["check", "verify", "due", "country", "add"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Numbers of what was known by the day.

    `checked` counts facts by how they stand (found, vouched, suspect, never), `due` what is due by kind; None where no
    rule can say so. `texts` tells whether texts of articles are at hand. `errors` and `warnings` are those of the
    files, whatever the day; `elsewhere` counts the warnings that are told as due or suspect and not among these.
    """

    company: str
    as_of: date
    sources: int
    newest: date | None
    facts: int
    markets: Mapping[str, int]
    checked: Mapping[str, int]
    texts: bool
    errors: int
    warnings: int
    elsewhere: int
    conflicts: int
    due: Mapping[Kind, int] | None

    @property
    def sure(self) -> int:
        """How many facts were found in their texts or are vouched for."""
        return self.checked.get("found", 0) + self.checked.get("vouched", 0)


def conflicts(ledger: Ledger) -> int:
    """How many pairs of facts the curator has set against each other by a link."""
    return len({frozenset({d.by, d.of}) for d in disputes(ledger.known)})


def step(status: Status) -> tuple[Step, str]:
    """The next command by what is worst, and why it is that one."""
    if status.errors or status.warnings:
        return "check", "the dossier has problems"
    if status.checked.get("suspect"):
        return "verify", "facts or texts have changed since their words were found"
    if status.due:
        return "due", "something is due"
    if status.checked.get("never") and status.texts:
        return "verify", "texts are at hand, and facts were never held against them"
    if status.markets:
        return "country", "nothing is in the way of a brief"
    return "add", "no fact on a market is held yet"
