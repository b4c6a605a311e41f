"""`xbrief origins`: who only retells."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.brief.origins import Alike

EXAMPLES = """
xbrief origins {market}
xbrief origins {market} {other} --texts DIR  # the folder of the articles, one <source id>.txt each
xbrief origins --format json
"""
SCHEMA = "xbrief.origins/1"
VARIABLE = "XBRIEF_TEXTS"


def command(
    market: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET...]",
            help="Countries or regions; all markets without any.",
            autocompletion=complete.markets,
            show_default=False,
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts",
            metavar="DIR",
            envvar=VARIABLE,
            help="The folder of the sources' texts, one <source id>.txt each; without it no texts are compared.",
            show_default=False,
        ),
    ] = None,
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    heading_level: options.LevelOption = 1,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """How many independent origins a claim has: which of its facts count once, and why.

    Facts of one source, of one declared origin, of one speaker at one event, or of near-identical texts count once.
    """
    from xbrief.brief import origins
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import outline, tables

    view = options.view(format, output, level=heading_level, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    book = opened.ledger(codes)
    sources = sorted({f.source for f in book.known.values() if not codes or not set(codes).isdisjoint(f.market)})
    held = _texts(texts, sources) if texts else {}
    found = origins.counts(book, codes, _alike(held))
    note = _note(texts, len(held), len(sources))
    if view.format == "json":
        content = {"as_of": book.as_of.isoformat(), "markets": [*codes], "texts": note}
        text = tables.json(SCHEMA, {**content, "claims": origins.content(found)})
    elif view.format == "md":
        text = outline.markdown(origins.cards(found, note), view.level)
    else:
        shown = origins.cards(found, note)
        text = outline.terminal(shown, width=view.width, color=view.color, ascii=view.ascii)
    emit(text, view.output)


def _texts(folder: Path, sources: Iterable[str]) -> dict[str, str]:
    """The texts at hand by source id; XbriefError where the folder is none or a text cannot be read."""
    from xbrief.dossier.files import content

    if not folder.is_dir():
        raise XbriefError(f"there is no folder {folder}", "name the folder that holds the texts, or leave out --texts")
    found: dict[str, str] = {}
    for source in sources:
        path = folder / f"{source}.txt"
        if path.exists():
            try:
                found[source] = content(path).decode("utf-8-sig")
            except UnicodeDecodeError as fault:
                raise XbriefError(f"{path}: no UTF-8 at byte {fault.start}", "save the text as UTF-8") from None
    return found


def _alike(held: dict[str, str]) -> list[Alike]:
    from xbrief.brief.origins import Alike
    from xbrief.evidence.shingles import alike

    return [Alike(*pair) for pair in alike(held)]


def _note(folder: Path | None, held: int, sources: int) -> str:
    if folder is None:
        return "No texts at hand: copies of a text are not looked for"
    return f"Texts compared: those of {held} of {sources} sources"
