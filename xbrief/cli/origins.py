"""`xbrief origins`: who only retells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete

if TYPE_CHECKING:
    from xbrief.brief.origins import Alike

EXAMPLES = """
xbrief origins {market}
xbrief origins {market} {other} --texts DIR  # the folder of the articles
xbrief origins --format json
"""
SCHEMA = "xbrief.origins/1"


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
    texts: options.TextsOption = None,
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
    from xbrief.cli.run import sealed, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import outline, stamp

    view = options.view(format, output, level=heading_level, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    book = opened.ledger(codes)
    sources = sorted({f.source for f in book.known.values() if not codes or not set(codes).isdisjoint(f.market)})
    at_hand = words.texts(opened.root, texts)
    held = {id: found.article for id in sources if (found := at_hand.of(id)) is not None}
    counts = origins.counts(book, codes, _alike(held))
    note = _note(bool(at_hand), len(held), len(sources))
    rows = [count.claim.key for count in counts]
    seal = stamp.plain("origins", opened.fingerprint, book.as_of, {"market": codes}, rows)
    if view.format == "json":
        content = {"as_of": book.as_of.isoformat(), "markets": [*codes], "texts": note}
        text = sealed.data(SCHEMA, {**content, "claims": origins.content(counts)}, seal)
    elif view.format == "md":
        text = sealed.text(outline.markdown(origins.cards(counts, note), view.level), view, seal)
    else:
        shown = origins.cards(counts, note)
        made = outline.terminal(shown, width=view.width, color=view.color, ascii=view.ascii)
        text = sealed.text(made, view, seal)
    emit(text, view.output)


def _alike(held: dict[str, str]) -> list[Alike]:
    from xbrief.brief.origins import Alike
    from xbrief.evidence.shingles import alike

    return [Alike(*pair) for pair in alike(held)]


def _note(compared: bool, held: int, sources: int) -> str:
    if not compared:
        return "No texts at hand: copies of a text are not looked for"
    return f"Texts compared: those of {held} of {sources} sources"
