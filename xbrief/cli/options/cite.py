"""How a text cites: the options, and what they come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.render.notes import Citing

Style = Literal["footnotes", "inline", "pandoc", "none"]

CiteOption = Annotated[
    Style | None,
    typer.Option(
        "--cite",
        help="Marks of sources in Markdown and the terminal: footnotes; (Publisher, day) inline; [@citekey] for pandoc;"
        " none. Without it: footnotes, or none with --no-sources.",
        show_default=False,
    ),
]
NoSourcesOption = Annotated[bool, typer.Option("--no-sources", help="No list of notes or sources at the end.")]


def citing(cite: Style | None, no_sources: bool) -> Citing:
    """How to cite; XbriefError for footnotes whose notes are not wanted."""
    from xbrief.render.notes import Citing

    if cite == "footnotes" and no_sources:
        raise XbriefError(
            "--cite footnotes and --no-sources cannot be had together: the marks would lead nowhere",
            "take --cite inline, or --no-sources alone, which prints no marks",
        )
    return Citing(cite or ("none" if no_sources else "footnotes"), not no_sources)
