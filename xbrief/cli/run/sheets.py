"""Lists in the format that the options ask for: those of briefs, and CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xbrief.cli import options
from xbrief.cli.run import sealed
from xbrief.cli.run.extras import extra
from xbrief.cli.run.output import emit
from xbrief.render import tables
from xbrief.render.tables import Sheet

if TYPE_CHECKING:
    from xbrief.render.stamp import Stamp


def show(
    sheet: Callable[[str], Sheet],
    content: tuple[str, Mapping[str, Any]],
    format: options.ListFormat | None,
    output: Path | None,
    seal: Stamp,
    *,
    width: int | None,
    color: options.Color,
    ascii: bool,
) -> None:
    """The list, to where the options say.

    `sheet` makes the columns of a format, `content` is schema and JSON; every format but CSV carries the stamp.
    """
    view = options.view(format, output, formats=options.LIST, width=width, color=color, ascii=ascii)
    if view.format == "xlsx":
        emit(_workbook(sheet("csv"), seal), view.output)
        return
    if view.format == "csv":
        text = tables.csv(sheet("csv"))
    elif view.format == "json":
        text = sealed.data(*content, seal)
    elif view.format == "md":
        text = sealed.text(tables.markdown(sheet("md")), view, seal)
    else:
        made = tables.terminal(sheet("terminal"), width=view.width, color=view.color, ascii=view.ascii)
        text = sealed.text(made, view, seal)
    emit(text, view.output)


def _workbook(sheet: Sheet, seal: Stamp) -> bytes:
    with extra("xlsx"):
        from xbrief.render import xlsx
    return xlsx.listed(sheet.title, sheet.header, sheet.rows, seal)
