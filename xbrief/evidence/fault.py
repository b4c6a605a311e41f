"""What is wrong between a fact and the words of its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A code of the table of codes, the fact's field, and what was looked for and not found."""

    code: str
    field: str
    message: str
