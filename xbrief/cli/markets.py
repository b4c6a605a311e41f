"""`xbrief markets`: what the dossier holds on which market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.brief.market import Market
    from xbrief.brief.types import Tone
    from xbrief.cli.options import View
    from xbrief.cli.run.session import Session

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


@dataclass(frozen=True, slots=True)
class Line:
    """One market. `newest` is the ISO day of its newest source; `status` is empty where nothing tells of one."""

    market: str
    code: str
    facts: int
    sources: int
    newest: str
    status: str
    tone: Tone

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.market, self.code, str(self.facts), str(self.sources), self.newest, self.status or NOTHING)


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
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.errors import NothingHeld
    from xbrief.render import tables

    view = options.view(format, output, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    lines = sorted(_lines(opened), key=lambda line: (-line.facts, line.market))
    if not lines:
        raise NothingHeld("no fact on a market was known by then", "ask for a later --as-of DAY")
    if view.format == "json":
        text = tables.json(SCHEMA, {"as_of": opened.day().isoformat(), "markets": [_object(line) for line in lines]})
    elif view.format == "md":
        text = tables.markdown(tables.Sheet("Markets", HEADER, tuple(line.cells for line in lines))) + "\n"
    else:
        text = _terminal(opened.dossier.company.name, lines, view)
    emit(text, view.output)


def _lines(opened: Session) -> Iterator[Line]:
    book = opened.ledger()
    for code in sorted({market for fact in book.known.values() for market in fact.market}):
        held = opened.market(code, book)
        status, tone = _status(held)
        yield Line(
            market=held.name.removeprefix("the "),
            code=code,
            facts=len(held.facts),
            sources=len(held.sources),
            newest=held.newest.isoformat(),
            status=status,
            tone=tone,
        )


def _status(market: Market) -> tuple[str, Tone]:
    """The words of the snapshot's first row, and how sure and fresh they are."""
    from xbrief.brief import snapshot
    from xbrief.brief.prose import cells
    from xbrief.rules import engine

    found = market.of("presence")
    if not found:
        return "", "none"
    return cells([market.cell(group) for group in engine.grouped(found)]).text, snapshot.tone(found)


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
            for n, cell in enumerate(line.cells)
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
