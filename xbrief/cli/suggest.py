"""`xbrief suggest`: what an article may tell, for a person to look at."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import NothingHeld, UnknownName, XbriefError

if TYPE_CHECKING:
    from xbrief.cli.run.session import Session
    from xbrief.evidence.text import Text
    from xbrief.intake.suggest.head import Head

EXAMPLES = """
xbrief suggest {source} --texts DIR
xbrief suggest {source} --texts DIR --min-score 0.8 --format json
xbrief suggest {source} --texts DIR --limit 5 --format yaml
"""
SCHEMA = "xbrief.suggest/1"


def command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE|FILE",
            help="A source of the dossier, or a file: .txt, .md, .html.",
            autocompletion=complete.sources,
            show_default=False,
        ),
    ],
    format: Annotated[
        Literal["terminal", "yaml", "json"] | None,
        typer.Option("--format", help="Without it: terminal on a terminal, yaml in a pipe.", show_default=False),
    ] = None,
    min_score: Annotated[
        float,
        typer.Option(
            "--min-score", min=0.0, max=1.0, callback=options.number, help="Leave out what is less sure than that."
        ),
    ] = 0.5,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Only so many, the best.", show_default=False)
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--published",
            metavar="DAY",
            help="When a FILE was published, in EDTF: its relative dates are reckoned from it.",
            show_default=False,
        ),
    ] = None,
    texts: options.TextsOption = None,
    dossier: options.DossierOption = None,
) -> None:
    """Proposes facts that an article may tell, the best first: by rules, without a language model. Nothing is written.

    Each names the pattern that found it, its words, and a score from 0 to 1: how sure the pattern, the country and the
    link between them are. None is a fact before a person has looked at it. The patterns are for English; organisations
    and goods that the dossier does not know get ids made of their names. Exit code 1 where nothing is proposed.
    """
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.intake.suggest.find import candidates
    from xbrief.intake.suggest.told import listed, tables, written

    opened = session(dossier)
    head, text = _article(opened, source, texts, published)
    found = [one for one in candidates(text, head, opened.dossier) if one.score >= min_score][:limit]
    if format is None:
        format = "terminal" if sys.stdout is not None and sys.stdout.isatty() else "yaml"
    if not found:
        raise NothingHeld(f"nothing in {source} is proposed", "a fact that you find yourself is written by hand")
    if format == "json":
        emit(tables(SCHEMA, head, text, found))
    else:
        emit(written(head, found) if format == "yaml" else listed(text, found))


def _article(opened: Session, source: str, texts: Path | None, published: str | None) -> tuple[Head, Text]:
    """What is known of the article, and its text; XbriefError where there is none."""
    from xbrief.cli.run import words
    from xbrief.dossier import dates
    from xbrief.evidence.folder import SUFFIXES
    from xbrief.intake.suggest.head import Head
    from xbrief.problems import nearest

    sources = opened.dossier.sources
    held = opened.source(source)
    if held is not None:
        text = words.texts(opened.root, texts).of(source)
        if text is None:
            raise XbriefError(f"the text of {source} is not at hand", "name the folder of the texts: --texts DIR")
        day = held.published.text if held.published else None
        return Head(held.id, held.title, held.publisher, day, held.language), text
    path = Path(source)
    if not path.is_file():
        if path.suffix.lower() in SUFFIXES:
            raise XbriefError(f"there is no file {source}", "name a file with an article, or a source of the dossier")
        raise UnknownName(f"no source and no file is called {source!r}", nearest(source, [*sources], 3))
    if published is not None:
        try:
            dates.parse(published)
        except ValueError as fault:
            raise XbriefError(f"--published: {fault}") from None
    return Head(path.stem, published=published), _read(path)


def _read(path: Path) -> Text:
    """The text of the file, its encoding found out as `xbrief add` does; XbriefError for what is no text."""
    from xbrief.cli.run.extras import extra
    from xbrief.dossier.files import content
    from xbrief.evidence.text import read
    from xbrief.intake.article.charset import decoded

    with extra("intake", f"reading {path}"):
        found, _ = decoded(content(path), str(path))
    return read(found, path.suffix.lower())
