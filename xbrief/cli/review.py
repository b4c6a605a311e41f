"""`xbrief review`: candidate facts of a source, looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.cli.run.desk import Desk, Trial
    from xbrief.evidence.text import Text
    from xbrief.intake.candidate import Candidate
    from xbrief.intake.review.items import Item
    from xbrief.model import Dossier, Source

EXAMPLES = """
xbrief review {source} --texts DIR
xbrief review {source} --texts DIR --accept-above 0.9  # no questions; what comes in so is marked as unreviewed
"""


def command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The id of a source.", autocompletion=complete.sources, show_default=False
        ),
    ],
    texts: options.TextsOption = None,
    accept_above: Annotated[
        float | None,
        typer.Option(
            "--accept-above",
            metavar="SCORE",
            min=0,
            max=1,
            callback=options.number,
            help="Take over what has this score or a higher one, mark it as unreviewed, and ask nothing.",
            show_default=False,
        ),
    ] = None,
    min_score: Annotated[
        float,
        typer.Option(
            "--min-score",
            min=0.0,
            max=1.0,
            callback=options.number,
            help="Leave out candidates that are less sure than that.",
        ),
    ] = 0.5,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """Candidate facts of a source, one by one: accept, edit, skip, or reject for good; quit and go on later.

    A card shows the words in their context, the fact, what `xbrief check` would say of it, and how its words bear it.
    What is accepted is written at once: the fact into the source file, new parties, people and categories into
    dossier.yaml, the words that were found into words.lock. What became of each candidate stands in reviewed.txt, so
    that none comes twice. Facts that no person has reviewed come first.
    """
    from xbrief.cli.run import keys, reviewing, words
    from xbrief.cli.run.desk import Desk
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.dossier.files import content
    from xbrief.errors import UnknownName
    from xbrief.intake.review.items import items
    from xbrief.problems import nearest

    if accept_above is None and not keys.interactive():
        raise XbriefError("a review asks for keys, and this is no terminal", "--accept-above SCORE asks for none")
    view = options.view("terminal", width=width, color=color, ascii=ascii)
    opened = session(dossier)
    held = opened.source(source)
    if held is None:
        raise UnknownName(f"no source is called {source!r}", nearest(source, opened.dossier.sources, 3))
    text = words.texts(opened.root, texts).of(source)
    if text is None:
        raise XbriefError(
            f"the text of {source} is not at hand", f"name the folder that holds {source}.txt: --texts DIR"
        )
    desk = Desk(opened.root, source, text, options.day(options.TODAY).isoformat())
    desk.mend()
    written = content(opened.root / desk.file).decode("utf-8")
    least = min_score if accept_above is None else accept_above
    proposed = [one for one in _candidates(text, held, opened.dossier) if one.score >= least]
    found = items(proposed, desk.lines(), desk.loaded.dossier, source, written)
    if accept_above is not None:
        # What a person has left for later is not for a batch to decide.
        fresh = [item for item in found if not item.id and not item.later]
        emit(_taken(desk, fresh) if fresh else f"nothing new of {source} has a score of {accept_above:g} or more\n")
    elif not found:
        emit(f"nothing is left to review of {source}\n")
    else:
        reviewing.Review(desk, found, view, width).run()


def _candidates(text: Text, source: Source, dossier: Dossier) -> Sequence[Candidate]:
    from xbrief.intake.suggest.find import candidates
    from xbrief.intake.suggest.head import Head

    published = source.published.text if source.published else None
    return candidates(text, Head(source.id, source.title, source.publisher, published, source.language), dossier)


def _taken(desk: Desk, found: Sequence[Item]) -> str:
    """Takes over the items that are sound and whose words bear them, marked as unreviewed; a line on each."""
    from xbrief.problems import escape

    told = [_one(desk, item, f"{item.found}, score {item.score:.2f}") for item in found]
    accepted = sum(not left for left, _ in told)
    lines = [line for _, line in told]
    shows = f"`xbrief review {desk.source}` shows them"
    lines.append(f"{accepted} of {len(found)} taken over, none of them reviewed: {shows}")
    return "".join(f"{escape(line)}\n" for line in lines)


def _one(desk: Desk, item: Item, came: str) -> tuple[bool, str]:
    """Was it left out, and a line on it."""
    from xbrief.cli.run.desk import Changed

    try:
        trial = desk.trial(item, {"unreviewed": f"taken over as {came}"})
        wrong = _wrong(trial)
        if not wrong:
            desk.accept(item, trial)
            return False, f"{trial.id} ({came})"
    except Changed:
        # By another run, which has come on: what is to be said of the item now?
        return _one(desk, item, came)
    except XbriefError as fault:
        wrong = fault.message
    return True, f"left out ({came}): {wrong}"


def _wrong(trial: Trial) -> str:
    """Why nobody should take it over unseen; empty where nothing is to be said against it."""
    errors = [f"{p.code} {p.message}" for p in trial.problems if p.severity == "error"]
    faults = [f"{fault.code} {fault.message}" for fault in (trial.held.faults if trial.held else ())]
    return next(iter((*errors, *faults)), "")
