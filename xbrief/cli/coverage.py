"""`xbrief coverage`: what the facts of a source cover of its article, and what they pass over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import UnknownName, XbriefError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xbrief.cli.run.session import Session
    from xbrief.evidence.folder import Texts
    from xbrief.intake.coverage import Coverage

EXAMPLES = """
xbrief coverage {source} --texts DIR
xbrief coverage {source} --texts DIR --format md
xbrief coverage --all --texts DIR  # the share of every text, the least covered first
"""


def command(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]",
            help="Whose article. Without it: --all.",
            autocompletion=complete.sources,
            show_default=False,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="A table of the sources whose texts are at hand.")] = False,
    texts: options.TextsOption = None,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """The article of a source, sentence by sentence: which facts rest on it, on which words, and what none touches.

    A sentence that no fact touches was passed over, or says nothing that a brief needs: look once. The page around
    the article is dim on a terminal and left out elsewhere. Facts whose words do not stand in the article just once are
    named at the end. Texts are looked for as `xbrief verify` does; what is shown of them is yours to read, not to
    publish.
    """
    from xbrief.cli.run import covered, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session

    view = options.view(format, output, width=width, color=color, ascii=ascii)
    if (source is None) != all:
        raise XbriefError("a source and --all cannot be had together" if source else "no source is named", _EITHER)
    opened = session(dossier)
    at_hand = words.texts(opened.root, texts)
    if not at_hand:
        raise XbriefError("no texts are at hand", "name their folder: --texts DIR, or XBRIEF_TEXTS in the environment")
    if source is not None:
        told = covered.one(opened.dossier.sources[_id(opened, source)], _one(opened, source, at_hand), view)
    else:
        found = dict(_each(opened, at_hand))
        if not found:
            message = f"{at_hand.folder} holds no text of the {len(opened.dossier.sources)} sources"
            raise XbriefError(message, "name each text after its source: <source id>.txt")
        told = covered.every(found, len(opened.dossier.sources), view)
    emit(told, view.output)


_EITHER = "name one, or look at all with --all"


def _id(opened: Session, source: str) -> str:
    from xbrief.problems import nearest

    if opened.source(source) is None:
        raise UnknownName(f"no source is called {source!r}", nearest(source, opened.dossier.sources, 3))
    return source


def _one(opened: Session, source: str, at_hand: Texts) -> Coverage:
    text = at_hand.of(source)
    if text is None:
        raise XbriefError(f"{at_hand.folder} holds no text of {source}", f"save it there as {source}.txt")
    from xbrief.intake.coverage import coverage

    return coverage(text, [fact for fact in opened.dossier.facts.values() if fact.source == source])


def _each(opened: Session, at_hand: Texts) -> Iterator[tuple[str, Coverage]]:
    """The sources whose texts are at hand; of one that cannot be read it is said on stderr."""
    from xbrief.cli.run.guard import warn
    from xbrief.evidence.folder import Unreadable

    for source in opened.dossier.sources:
        try:
            if at_hand.of(source) is not None:
                yield source, _one(opened, source, at_hand)
        except Unreadable as fault:
            warn(fault.message)
