"""`xbrief sources`: what the dossier rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.cli.run import sheets
from xbrief.errors import XbriefError
from xbrief.problems import escape

if TYPE_CHECKING:
    from xbrief.intake.csl import Taken
    from xbrief.model import Dossier, Source
    from xbrief.render.tables import Sheet

EXAMPLES = """
xbrief sources
xbrief sources --market {market}
xbrief sources --as-of {day}  # what could be read by then
xbrief sources --output sources.csv
xbrief sources --market {market} --format bibtex > sources.bib
xbrief sources --format csl-json --output sources.json  # for pandoc --citeproc, Zotero
"""
SCHEMA = "xbrief.sources/1"
Format = Literal["terminal", "txt", "md", "json", "csv", "xlsx", "bibtex", "csl-json", "ris"]
_BIBLIOGRAPHIES = frozenset({"bibtex", "csl-json", "ris"})
_ENDINGS = {".bib": "bibtex", ".ris": "ris"}
HEADER = ("ID", "Title", "Publisher", "Published", "Language", "Facts", "Origin", "URL")


def command(
    ctx: typer.Context,
    market: Annotated[
        list[str] | None,
        typer.Option(
            help="With facts on this market or region, and these facts counted.",
            autocompletion=complete.markets,
            show_default=False,
        ),
    ] = None,
    as_of: options.AsOfOption = options.TODAY,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="Without it: by the ending of --output (also .bib and .ris); terminal on a terminal, md in a pipe."
            " bibtex, csl-json and ris are bibliographies, in order of their citekeys.",
            show_default=False,
        ),
    ] = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """The sources, the newest first: publisher, day, language, number of facts, what they retell, where they are."""
    if ctx.invoked_subcommand is not None:
        return
    from xbrief.brief import listing, record
    from xbrief.cli.run.session import session
    from xbrief.render import stamp

    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    day = opened.day(codes)
    found = listing.sources(opened.dossier, day, codes)
    if not found:
        raise opened.unknown("no source was known by then")
    if bibliography := _bibliography(format, output):
        from xbrief.brief import references as items
        from xbrief.cli.run.output import emit
        from xbrief.render import references

        text = references.FORMATS[bibliography](items.items(source for source, _ in found))
        emit(text, None if output == Path("-") else output)
        return
    content = {"as_of": day.isoformat(), "sources": [{**record.source(s), "facts": count} for s, count in found]}
    sheets.show(
        lambda form: _sheet(opened.dossier, found, day, terminal=form == "terminal"),
        (SCHEMA, content),
        cast("options.ListFormat | None", format),
        output,
        stamp.plain("sources", opened.fingerprint, day, {"market": codes}, [source.id for source, _ in found]),
        width=width,
        color=color,
        ascii=ascii,
    )


def _bibliography(format: Format | None, output: Path | None) -> str:
    """The bibliographic format that is meant, by its name or the ending of the file; empty for a list."""
    if format is None and output is not None:
        return _ENDINGS.get(output.suffix.lower(), "")
    return format if format in _BIBLIOGRAPHIES else ""


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


IMPORT_EXAMPLES = """
xbrief sources import zotero.json --dry-run  # say what would be written
xbrief sources import zotero.json --dossier DIR
"""


class NotAllTaken(XbriefError):
    """Some items cannot become sources."""

    exit_code = 1


def take(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.json", help="Items in CSL-JSON, as Zotero exports them; `-` is standard input."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")] = False,
    dossier: options.DossierOption = None,
) -> None:
    """Source files from items of CSL-JSON, their facts still to be written. No file is overwritten.

    Citekeys are kept, and days as exactly as they are given. An item whose citekey or URL is held already is skipped;
    one that cannot become a source is told with its number, and the others are taken: the exit code is 1 then.
    """
    from xbrief.cli.options.dossier import folder, own_folder
    from xbrief.cli.run.output import emit, replace
    from xbrief.cli.run.session import session
    from xbrief.intake import csl

    root = folder(dossier) if dry_run else own_folder(dossier)
    given = csl.items(_read(file), str(file))
    files = {path.stem for path in root.glob("*.yaml")} if root.is_dir() else set()
    found = [*csl.taken(given, session(root).dossier, files)]
    for each in found:
        if each.state == "new" and not dry_run:
            replace(root / f"{each.id}.yaml", each.text)
        emit(f"{_line(each, dry_run=dry_run)}\n")
    bad = sum(each.state == "bad" for each in found)
    if bad:
        raise NotAllTaken(f"{bad} of {len(found)} items cannot become sources", "the lines above say why")


def _line(each: Taken, *, dry_run: bool) -> str:
    done = {"new": "would write" if dry_run else "wrote", "held": "skipped", "bad": "cannot be taken"}[each.state]
    file = f" {each.id}.yaml" if each.id else ""
    return escape(f"item {each.number}: {done}{file}{f': {each.words}' if each.words else ''}")


def _read(file: Path) -> str:
    import sys

    from xbrief.dossier.files import content

    raw = sys.stdin.buffer.read() if file == Path("-") else content(file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise XbriefError(f"{file} is no UTF-8 at byte {fault.start}", "export it as UTF-8") from None


SUBCOMMANDS = {"import": (take, IMPORT_EXAMPLES)}
