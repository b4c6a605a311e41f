"""`xbrief facts`: the facts of the dossier, filtered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.cli.run import sheets

if TYPE_CHECKING:
    from xbrief.model import Dossier, Fact
    from xbrief.render.tables import Sheet

EXAMPLES = """
xbrief facts --market {market}
xbrief facts --market {market} --category {category} --certainty speculated
xbrief facts --party {party} --since 2016  # from sources of 2016 and later
xbrief facts --source {source} --format json
xbrief facts --kind tariff --kind regulation --output charges.csv
"""
SCHEMA = "xbrief.facts/1"
TERMINAL = ("ID", "Kind", "Status", "Said by", "Publisher", "Published", "Claim")
MARKDOWN = ("ID", "Claim", "Market", "Kind", "Status", "Certainty", "Said by", "Publisher", "Published")
DATES = ("At", "From", "Until", "Target", "Observed")
CSV = (*MARKDOWN, "Known", "Source", "Categories", "Parties", "Value", "Unit", "Rate", *DATES, "Anchor", "URL")
COLUMNS = {"terminal": TERMINAL, "md": MARKDOWN, "csv": CSV}


Marketed = Annotated[
    list[str] | None,
    typer.Option("--market", help="On this market or region.", autocompletion=complete.markets, show_default=False),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Of this kind.", autocompletion=complete.kinds, show_default=False),
]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", help="About this category.", autocompletion=complete.categories, show_default=False),
]
Parties = Annotated[
    list[str] | None,
    typer.Option("--party", help="In which this party acts.", autocompletion=complete.parties, show_default=False),
]
Speakers = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker",
        help="Said by this person, or by this party and whoever speaks for it.",
        autocompletion=complete.speakers,
        show_default=False,
    ),
]
Certainties = Annotated[
    list[str] | None, typer.Option("--certainty", help="asserted or speculated.", show_default=False)
]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", help="active, ended, planned, announced ...; or retracted.", show_default=False),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        help="Of this source, or of this publisher.",
        autocompletion=complete.sources,
        show_default=False,
    ),
]
Since = Annotated[
    str, typer.Option(metavar="DAY", help="From sources of this day or later: YYYY, YYYY-MM or YYYY-MM-DD.")
]


def command(
    market: Marketed = None,
    kind: Kinds = None,
    category: Categories = None,
    party: Parties = None,
    speaker: Speakers = None,
    certainty: Certainties = None,
    status: Statuses = None,
    source: Sources = None,
    since: Since = "",
    as_of: options.AsOfOption = options.TODAY,
    format: options.ListFormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """The facts that pass every filter, in order of what they are about. A filter may be given several values.

    In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe. No match: exit code 1.
    """
    from xbrief.brief import listing
    from xbrief.cli.run.facts import filtered
    from xbrief.cli.run.session import session
    from xbrief.render import stamp

    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    several = {"kind": kind, "category": category, "party": party, "speaker": speaker}
    several |= {"certainty": certainty, "status": status, "source": source}
    wanted = listing.Filter(markets=codes, since=since, **{name: values or () for name, values in several.items()})
    asked = {
        "market": codes,
        **{name: values or () for name, values in several.items()},
        "since": [since] if since else [],
    }
    day = opened.day(codes)
    found = filtered(opened.dossier, day, wanted)
    sheets.show(
        lambda form: _sheet(opened.dossier, found, day, COLUMNS[form]),
        (SCHEMA, _content(opened.dossier, found, day)),
        format,
        output,
        stamp.plain("facts", opened.fingerprint, day, asked, [fact.id for fact in found]),
        width=width,
        color=color,
        ascii=ascii,
    )


def _content(dossier: Dossier, found: Sequence[Fact], day: date) -> dict[str, Any]:
    from xbrief.brief import record

    return {"as_of": day.isoformat(), "facts": [record.fact_with_source(dossier, f) for f in found]}


def _sheet(dossier: Dossier, found: Sequence[Fact], day: date, columns: tuple[str, ...]) -> Sheet:
    from xbrief.brief import record
    from xbrief.language import dates
    from xbrief.language.words import counted
    from xbrief.render.tables import Sheet

    cells = [record.fact_cells(dossier, f) for f in found]
    return Sheet(
        f"{counted(len(found), 'fact').capitalize()} known by {dates.day(day)}",
        columns,
        tuple(tuple(row[name] for name in columns) for row in cells),
        frozenset({"Claim"}),
        tuple("~" if f.certainty == "speculated" else "•" for f in found),
    )
