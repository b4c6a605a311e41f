"""Options that several commands share, what they mean, and what a shell completes them to."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from xbrief import bundled
from xbrief.errors import UnknownName, XbriefError
from xbrief.problems import nearest

Format = Literal["terminal", "md", "json"]
Color = Literal["auto", "always", "never"]

SECTIONS = ("bottom", "snapshot", "why", "story", "said", "conflicts", "watch", "gaps", "sources")
PLAIN_WIDTH = 80

DossierOption = Annotated[
    Path | None,
    typer.Option(
        "--dossier",
        metavar="DIR",
        envvar="XBRIEF_DOSSIER",
        help="The dossier's folder. Without it: the current folder or its sources/ where that holds dossier.yaml,"
        " else the bundled dossier.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Use only what was known by this day: YYYY-MM-DD, `today`, or `evidence` for the day of the newest source.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="Without it: by the ending of --output; terminal on a terminal, md in a pipe.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, in one step.", show_default=False),
]
LevelOption = Annotated[
    int, typer.Option("--heading-level", min=1, max=5, help="The level of the title's heading in Markdown.")
]
WidthOption = Annotated[
    int | None,
    typer.Option(
        "--width",
        min=40,
        max=400,
        help="Columns of the terminal view. Without it: those of the terminal, else 80.",
        show_default=False,
    ),
]
ColorOption = Annotated[
    Color,
    typer.Option("--color", help="Colours in the terminal view; `auto` follows NO_COLOR and FORCE_COLOR."),
]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Draw the terminal view with ASCII characters only.")]


@dataclass(frozen=True, slots=True)
class View:
    """How a result is shown and where it goes; `color` and `width` are settled, whatever the terminal."""

    format: Format
    output: Path | None = None
    level: int = 1
    width: int = PLAIN_WIDTH
    color: bool = False
    ascii: bool = False


def view(
    format: Format | None = None,
    output: Path | None = None,
    *,
    level: int = 1,
    width: int | None = None,
    color: Color = "auto",
    ascii: bool = False,
) -> View:
    """The view that the options ask for: what they leave open, the ending of the file or the terminal decides."""
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    chosen = format or (_by_ending(output) if output else "terminal" if terminal else "md")
    return View(chosen, output, level, width or _columns(terminal), _colored(color, terminal), ascii)
