"""`xbrief markets`: what the dossier holds on which market."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.brief.roll import Line
    from xbrief.cli.options import View

EXAMPLES = """
xbrief markets
xbrief markets --as-of {day}  # what could be known then
xbrief markets --format json
"""
SCHEMA = "xbrief.markets/1"
HEADER = ("Market", "Code", "Facts", "Sources", "Newest source", "Status, last known")
STATUS = len(HEADER) - 1
NOTHING = "no evidence held"
SIGNS: dict[str, str] = {"fresh": "●", "stale": "○", "disputed": "≠", "none": "–"}


def command(
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """The dossier's markets. Facts, sources, the newest source and how things stood when last known."""
    from xbrief.brief import roll
    from xbrief.cli.run import sealed
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import stamp, tables

    view = options.view(format, output, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    lines = roll.lines(opened.markets((), opened.ledger()))
    if not lines:
        raise opened.unknown("no fact on a market was known by then")
    day = opened.day()
    seal = stamp.plain("markets", opened.fingerprint, day, rows=[line.code for line in lines])
    if view.format == "json":
        content = {"as_of": day.isoformat(), "markets": [_object(line) for line in lines]}
        text = sealed.data(SCHEMA, content, seal)
    elif view.format == "md":
        sheet = tables.Sheet("Markets", HEADER, tuple(_cells(line) for line in lines))
        text = sealed.text(tables.markdown(sheet), view, seal)
    else:
        text = sealed.text(_terminal(opened.dossier.company.name, lines, view), view, seal)
    emit(text, view.output)


def _cells(line: Line) -> tuple[str, ...]:
    return (line.market, line.code, str(line.facts), str(line.sources), line.newest, line.status or NOTHING)


def _object(line: Line) -> dict[str, Any]:
    return {
        "market": line.market,
        "code": line.code,
        "facts": line.facts,
        "sources": line.sources,
        "newest": line.newest,
        "status": line.status or None,
        "tone": line.tone,
    }


def _terminal(company: str, lines: Sequence[Line], view: View) -> str:
    from xbrief.render import base, text

    page = base.Page(base.measure(view.width), view.ascii)
    page.title(f"{company}: markets with facts")
    rows = [
        [
            base.Entry(SIGNS.get(line.tone, "") if n == STATUS else "", page.text(cell))
            for n, cell in enumerate(_cells(line))
        ]
        for line in lines
    ]
    heads = [base.Entry("", page.text(name, "bold")) for name in HEADER]
    # The headings go in as a row, so that no column is narrower than its own.
    if not base.grid(page, [""] * len(HEADER), [heads, *rows], [0] * len(HEADER)):
        base.stacked(page, HEADER, rows)
    page.blank()
    used = sorted({SIGNS.get(line.tone, "") for line in lines} & {*text.MEANINGS})
    page.legend((sign, text.MEANINGS[sign]) for sign in used)
    return page.printed(color=view.color)
