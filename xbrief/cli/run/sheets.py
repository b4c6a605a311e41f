"""Lists in the format that the options ask for: those of briefs, and CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from xbrief.cli import options
from xbrief.cli.run.output import emit
from xbrief.render import tables
from xbrief.render.tables import Sheet

Format = Literal["terminal", "md", "json", "csv"]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="Without it: by the ending of --output; terminal on a terminal, md in a pipe.",
        show_default=False,
    ),
]


def show(
    sheet: Callable[[Format], Sheet],
    content: tuple[str, Mapping[str, Any]],
    format: Format | None,
    output: Path | None,
    *,
    width: int | None,
    color: options.Color,
    ascii: bool,
) -> None:
    """The list, to where the options say; `sheet` makes the columns of a format, `content` is schema and JSON."""
    if format == "csv" or (format is None and output is not None and output.suffix.lower() == ".csv"):
        emit(tables.csv(sheet("csv")), None if output == Path("-") else output)
        return
    view = options.view(format, output, width=width, color=color, ascii=ascii)
    if view.format == "json":
        text = tables.json(*content)
    elif view.format == "md":
        text = tables.markdown(sheet("md"))
    else:
        text = tables.terminal(sheet("terminal"), width=view.width, color=view.color, ascii=view.ascii)
    emit(text, view.output)
