"""Something wrong in the data: a value that is collected and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault, with its place.

    `line` and `column` count from 1; 0 means the file as a whole. `hint` is the way out.
    A problem of severity `error` takes its fact out of the work; a `warning` leaves it in.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    excerpt: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
