"""The format of a result: chosen by --format, else by the ending of --output, else by where it goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from xbrief.errors import XbriefError
from xbrief.language.words import join

Format = Literal["terminal", "txt", "md", "json"]
BriefFormat = Literal["terminal", "txt", "md", "html", "pdf", "docx", "json"]
# Of briefs that are tables in the main.
TableFormat = Literal["terminal", "txt", "md", "html", "pdf", "docx", "xlsx", "json"]
ListFormat = Literal["terminal", "txt", "md", "json", "csv", "xlsx"]
PAGE: tuple[str, ...] = get_args(Format)
BRIEF: tuple[str, ...] = get_args(BriefFormat)
TABLE: tuple[str, ...] = get_args(TableFormat)
LIST: tuple[str, ...] = get_args(ListFormat)

Color = Literal["auto", "always", "never"]
PLAIN_WIDTH = 80

_ENDINGS = {
    "": "md",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".json": "json",
    ".csv": "csv",
    ".ics": "ics",
}
# Formats that are no text: a terminal shows nothing of them but noise.
BINARY = frozenset({"docx", "pdf", "xlsx"})


@dataclass(frozen=True, slots=True)
class View:
    """How a result is shown and where it goes; `color` and `width` are settled, whatever the terminal.

    `format` is never `txt`: that is the terminal's view without colour and of a fixed width.
    """

    format: str
    output: Path | None = None
    level: int = 1
    width: int = PLAIN_WIDTH
    color: bool = False
    ascii: bool = False
    template: Path | None = None


def view(
    format: str | None = None,
    output: Path | None = None,
    *,
    formats: Sequence[str] = PAGE,
    level: int = 1,
    width: int | None = None,
    color: Color = "auto",
    ascii: bool = False,
    template: Path | None = None,
) -> View:
    """The view that the options ask for, of the formats that a command has.

    What the options leave open, the ending of the file or the terminal decides. XbriefError for an ending of no format
    of the command, and for a binary format on a terminal.
    """
    # As elsewhere on the command line, `-` is standard output.
    output = None if output == Path("-") else output
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    chosen = format or (_by_ending(output, formats) if output else "terminal" if terminal else "md")
    if chosen in BINARY and terminal:
        raise XbriefError(
            f"{chosen} is no text for a terminal", f"name a file, --output FILE.{chosen}, or send it through a pipe"
        )
    if template is not None and chosen != "docx":
        raise XbriefError(f"--template is for Word documents, not for {chosen}", "end --output in .docx")
    if chosen == "txt":
        return View("terminal", output, level, width or PLAIN_WIDTH, False, ascii)
    return View(chosen, output, level, width or _columns(terminal), _colored(color, output, terminal), ascii, template)


def _by_ending(output: Path, formats: Sequence[str]) -> str:
    named = _ENDINGS.get(output.suffix.lower())
    if named in formats:
        return str(named)
    known = [ending for ending, name in _ENDINGS.items() if name in formats and ending.removeprefix(".") == name]
    there = "is no format of this command" if named else "names no format"
    raise XbriefError(
        f"{output}: the ending {output.suffix} {there}", f"end it in {join(known, 'or')}, or give --format"
    )


def _columns(terminal: bool) -> int:
    """The width of the terminal, COLUMNS first; in a pipe a fixed one, so that the bytes are the same everywhere."""
    if not terminal:
        return PLAIN_WIDTH
    import shutil

    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns


def _colored(wish: Color, output: Path | None, terminal: bool) -> bool:
    """no-color.org and force-color.org: set and not empty; the option overrules both. A file has no colours unasked."""
    if wish != "auto":
        return wish == "always"
    if output is not None or os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and os.environ.get("TERM") != "dumb"
