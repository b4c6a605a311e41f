"""`xbrief markets`: what the dossier holds on which market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.brief.market import Market
    from xbrief.cli.run.session import Session

EXAMPLES = """
xbrief markets
xbrief markets --as-of 2016-06-30  # what could be known then
xbrief markets --format json
"""
SCHEMA = "xbrief.markets/1"
HEADER = ("Market", "Code", "Facts", "Sources", "Newest source", "Status, last known")


@dataclass(frozen=True, slots=True)
class Line:
    """One market; `newest` is the day from which the newest source could be known, `status` is None where none is held."""

    market: str
    code: str
    facts: int
    sources: int
    newest: str
    status: str | None

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.market,
            self.code,
            str(self.facts),
            str(self.sources),
            self.newest,
            self.status or "no evidence held",
        )


def command(
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    dossier: options.DossierOption = None,
) -> None:
    """The dossier's markets: facts, sources, the newest source and how things stood when last known."""
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.cli.run.show import page

    view = options.view(format, output, width=width, color=color)
    opened = session(dossier, as_of)
    lines = sorted(_lines(opened), key=lambda line: (-line.facts, line.market))
    if view.format == "json":
        emit(_json(lines, opened), view.output)
    else:
        page(_markdown(lines), view)
