"""Options that several commands share, what they mean, and what a shell completes them to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from math import isnan
from pathlib import Path
from typing import Annotated, Literal

import typer

from xbrief.cli.options import complete
from xbrief.cli.options.dossier import VARIABLE
from xbrief.cli.options.formats import BINARY as BINARY
from xbrief.cli.options.formats import BRIEF as BRIEF
from xbrief.cli.options.formats import LIST as LIST
from xbrief.cli.options.formats import TABLE as TABLE
from xbrief.cli.options.formats import BriefFormat, Format, TableFormat
from xbrief.cli.options.formats import Color as Color
from xbrief.cli.options.formats import ListFormat as ListFormat
from xbrief.cli.options.formats import View as View
from xbrief.cli.options.formats import view as view
from xbrief.errors import XbriefError
from xbrief.problems import did_you_mean

Length = Literal["line", "page", "full"]

TODAY = "today"
EVIDENCE = "evidence"
SECTIONS = complete.SECTIONS
COMPARED = complete.COMPARED

MarketsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="MARKET...",
        help="Countries or regions, by name in any language or by ISO code.",
        autocompletion=complete.markets,
        show_default=False,
    ),
]

DossierOption = Annotated[
    Path | None,
    typer.Option(
        "--dossier",
        metavar="DIR",
        envvar=VARIABLE,
        help="The dossier's folder. Without it: the current folder or its sources/ where that holds dossier.yaml,"
        " else the bundled dossier.",
        show_default=False,
    ),
]
TextsOption = Annotated[
    Path | None,
    typer.Option(
        "--texts",
        metavar="DIR",
        envvar="XBRIEF_TEXTS",
        help="The folder of the articles' texts. Without it: texts/ beside dossier.yaml, where there is one.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Use only what was known by then: YYYY-MM-DD, `today`, or `evidence` for the day of the newest source.",
    ),
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar="ID",
        autocompletion=complete.sections,
        help="Only these; may be repeated or a comma list. "
        f"`country` has {', '.join(SECTIONS)}; `compare` has {', '.join(COMPARED)}.",
        show_default=False,
    ),
]
LengthOption = Annotated[
    Length, typer.Option("--length", help="line: the first sentences; page: one to two pages; full: all that is held.")
]
FORMAT = typer.Option(
    "--format",
    help="Without it: by the ending of --output; terminal on a terminal, md in a pipe.",
    show_default=False,
)
FormatOption = Annotated[Format | None, FORMAT]
BriefFormatOption = Annotated[BriefFormat | None, FORMAT]
TableFormatOption = Annotated[TableFormat | None, FORMAT]
ListFormatOption = Annotated[ListFormat | None, FORMAT]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, in one step; `-` is standard output.",
        show_default=False,
    ),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE.docx",
        help="A Word document for its styles, page, headers and footers; its text is left out.",
        show_default=False,
    ),
]
NoPicturesOption = Annotated[
    bool, typer.Option("--no-pictures", help="Leave the pictures out; Markdown and Excel have none.")
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
        help="Columns of the terminal view; text fills 100 at most. Without it: those of the terminal, else 80.",
        show_default=False,
    ),
]
ColorOption = Annotated[
    Color,
    typer.Option("--color", help="Colours in the terminal view; `auto` follows NO_COLOR and FORCE_COLOR."),
]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Draw the terminal view with ASCII characters only.")]


def number(score: float | None) -> float | None:
    """The score; typer.BadParameter for NaN, which no bound keeps out: it is neither less nor more than anything."""
    if score is not None and isnan(score):
        raise typer.BadParameter("nan is not in the range 0<=x<=1.")
    return score


def day(wish: str) -> date:
    """The day of `today` or YYYY-MM-DD. XBRIEF_TODAY stands in for the clock, for tests and for reports to repeat."""
    if wish != TODAY:
        return _iso(wish, "write YYYY-MM-DD, `today` or `evidence`")
    if stand_in := os.environ.get("XBRIEF_TODAY"):
        return _iso(stand_in, "XBRIEF_TODAY holds YYYY-MM-DD or nothing")
    return datetime.now(UTC).astimezone().date()


def _iso(text: str, hint: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    # Python reads more of ISO 8601 than is promised here.
    if found is None or found.isoformat() != text:
        raise XbriefError(f"{text!r} is no day", hint)
    return found


def sections(given: Sequence[str] | None, known: Sequence[str] = SECTIONS) -> tuple[str, ...]:
    """The section ids of repeated options and comma lists; XbriefError for one that there is not."""
    found = [part.strip() for value in given or () for part in value.split(",")]
    for name in found:
        if name not in known:
            hint = did_you_mean(name, known) or f"sections: {', '.join(known)}"
            raise XbriefError(f"no section is called {name!r}", hint)
    return tuple(dict.fromkeys(found))
