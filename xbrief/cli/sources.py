"""`xbrief sources`: what the dossier rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.cli.run import sheets

if TYPE_CHECKING:
    from xbrief.model import Dossier, Source
    from xbrief.render.tables import Sheet

EXAMPLES = """
xbrief sources
xbrief sources --market {market}
xbrief sources --as-of {day}  # what could be read by then
xbrief sources --output sources.csv
"""
SCHEMA = "xbrief.sources/1"
HEADER = ("ID", "Title", "Publisher", "Published", "Language", "Facts", "Origin", "URL")


def command(
    market: Annotated[
        list[str] | None,
        typer.Option(
            help="With facts on this market or region, and these facts counted.",
            autocompletion=complete.markets,
            show_default=False,
        ),
    ] = None,
    as_of: options.AsOfOption = options.TODAY,
    format: options.ListFormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """The sources, the newest first: publisher, day, language, number of facts, what they retell, where they are."""
    from xbrief.brief import listing, record
    from xbrief.cli.run.session import session
    from xbrief.errors import NothingHeld
    from xbrief.render import stamp

    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    day = opened.day(codes)
    found = listing.sources(opened.dossier, day, codes)
    if not found:
        raise NothingHeld("no source was known by then", "ask for a later --as-of DAY")
    content = {"as_of": day.isoformat(), "sources": [{**record.source(s), "facts": count} for s, count in found]}
    sheets.show(
        lambda form: _sheet(opened.dossier, found, day, terminal=form == "terminal"),
        (SCHEMA, content),
        format,
        output,
        lambda: stamp.plain("sources", opened.fingerprint, day),
        width=width,
        color=color,
        ascii=ascii,
    )


def _sheet(dossier: Dossier, found: Sequence[tuple[Source, int]], day: date, *, terminal: bool) -> Sheet:
    from xbrief.brief import record
    from xbrief.language import dates
    from xbrief.language.words import counted
    from xbrief.render.tables import Sheet

    rows = [record.source_cells(dossier, source, count) for source, count in found]
    if terminal:
        # On the first line of an entry a bare number would not say what it counts.
        rows = [{**row, "Facts": counted(count, "fact")} for row, (_, count) in zip(rows, found, strict=True)]
    return Sheet(
        f"{counted(len(found), 'source').capitalize()} known by {dates.day(day)}",
        HEADER,
        tuple(tuple(row[name] for name in HEADER) for row in rows),
        frozenset({"Title", "Origin", "URL"}),
    )
