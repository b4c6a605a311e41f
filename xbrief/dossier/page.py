"""One file under reading: its text, and every fault found on it, with the line that shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from xbrief.model import Place
from xbrief.problems import Problem

# Only the line ends of YAML 1.2: an editor numbers the lines so, while `str.splitlines` knows eight more.
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Spot:
    """A place on a page, and the base of all that stands on one; line and column from 1, or 0 for the whole file."""

    line: int
    column: int


class Page:
    """A file of the dossier, named relative to its folder, and the problems found on it so far."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.errors = 0

    @cached_property
    def lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def error(self, code: str, at: Spot, message: str, hint: str = "") -> None:
        """Note a fault that takes out what it stands in: a link, a fact, an entry or the whole file."""
        self.errors += 1
        self._note(code, at, message, hint, "error")

    def warning(self, code: str, at: Spot, message: str, hint: str = "") -> None:
        """Note a doubt that leaves everything in."""
        self._note(code, at, message, hint, "warning")

    def place(self, at: Spot) -> Place:
        return Place(self.file, at.line, at.column)

    def _note(self, code: str, at: Spot, message: str, hint: str, severity: str) -> None:
        excerpt = self.lines[at.line - 1] if 0 < at.line <= len(self.lines) else ""
        self.problems.append(Problem(self.file, at.line, at.column, code, message, hint, severity, excerpt))
