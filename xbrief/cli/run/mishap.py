"""What went wrong in a page template: the file, the line, its text, and the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xbrief.errors import XbriefError
from xbrief.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEND = "`xbrief template show NAME --shipped` prints the template that ships with xbrief"
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Mishap:
    """A fault of a template. Line and column count from 1; without a line the file as a whole is meant, or none."""

    file: str
    line: int
    column: int
    message: str
    text: str

    def problem(self, folder: Path) -> Problem:
        """The mishap as a problem of code D702, its file as it lies in the dossier."""
        near = Path(self.file)
        file = f"{folder.name}/{near.relative_to(folder)}" if near.is_relative_to(folder) else folder.name
        inside = file != folder.name
        line, column = (self.line, self.column) if inside else (0, 0)
        return Problem(file, line, column, "D702", self.message, MEND, excerpt=self.text if inside else "")


class BrokenTemplate(XbriefError):
    """A page cannot be laid out: `file:line: message: offending text`."""

    def __init__(self, mishap: Mishap) -> None:
        place = f"{mishap.file}:{mishap.line}: " if mishap.line else ""
        text = f": {mishap.text.strip()}" if mishap.text.strip() else ""
        super().__init__(f"{place}{mishap.message}{text}", MEND)
        self.mishap = mishap


def mishap(fault: Exception, folder: Path) -> Mishap:
    """What a fault says of the template in which it arose: the innermost of the dossier's own, where one took part."""
    from jinja2 import TemplateSyntaxError

    if isinstance(fault, TemplateSyntaxError):
        message, source = fault.message or "", fault.source or ""
        return _at(str(fault.filename or fault.name or ""), fault.lineno, message, source.splitlines())
    message = f"a page template fails: {type(fault).__name__}: {fault}"
    places = [*_places(fault, lambda file: file.endswith(".j2"))]
    own = [place for place in places if Path(place[0]).is_relative_to(folder)]
    if not places:
        return Mishap("", 0, 0, message, "")
    file, line = (own or places)[-1]
    return _at(file, line, message, Path(file).read_text(encoding="utf-8").splitlines())


def at_work(fault: Exception, file: str, source: str, message: str) -> Mishap:
    """What a fault says of the one document that is its own template."""
    from jinja2 import TemplateSyntaxError

    places = [line for _, line in _places(fault, file.__eq__)]
    line = fault.lineno if isinstance(fault, TemplateSyntaxError) else (places or [0])[-1]
    return _at(file, line, message, source.splitlines())


def _places(fault: Exception, of: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    """Files and lines of the templates that were at work, the innermost last; Jinja puts them into the traceback."""
    trace = fault.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if of(file):
            yield file, trace.tb_lineno
        trace = trace.tb_next


def _at(file: str, line: int, message: str, lines: list[str]) -> Mishap:
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    # The caret stands under the name that the message quotes last, or under the first sign of the line.
    named = [text.find(name) for name in _QUOTED.findall(message) if name in text]
    start = named[-1] if named else len(text) - len(text.lstrip())
    return Mishap(file, line, start + 1, message, text)
