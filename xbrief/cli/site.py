"""`xbrief site`: the whole dossier as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.cli.run.session import Session
    from xbrief.evidence.folder import Texts

EXAMPLES = """
xbrief site pages
xbrief site pages-{day} --as-of {day}  # what could be known then
"""


def command(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A folder that is new, empty, or holds an earlier site, which is replaced."),
    ],
    with_texts: Annotated[
        bool,
        typer.Option(
            "--with-texts",
            help="Show the articles' texts with the words of the facts marked. For private use only: they are not"
            " yours to publish.",
        ),
    ] = False,
    texts: options.TextsOption = None,
    as_of: options.AsOfOption = options.TODAY,
    dossier: options.DossierOption = None,
) -> None:
    """The whole dossier as a static site: open its index.html, or put the folder on any web server.

    An overview, a page for each market, source and rule, a comparison of markets that the reader picks, and a search
    in all facts. The pages ask nothing of anybody; their one script is part of the site. Prints the path of the first
    page. Of the files in the folder only those of an earlier site are touched.
    """
    import time

    from xbrief.cli.run import folder as out
    from xbrief.cli.run import progress, sited
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import site

    began = time.monotonic()
    out.free(folder)
    opened = session(dossier, as_of, checked=True)
    made = sited.content(opened, _articles(opened, texts) if with_texts else None)
    pages = progress.shown(sited.pages(made, opened), site.count(made), "Writing the site", began)
    out.write(folder, pages, sited.told(made))
    emit(f"{folder / 'index.html'}\n")


def _articles(opened: Session, texts: Path | None) -> Texts:
    from xbrief.cli.run import words
    from xbrief.errors import XbriefError

    found = words.texts(opened.root, texts)
    if not found:
        raise XbriefError("there are no texts to show", "name their folder with --texts DIR")
    return found
