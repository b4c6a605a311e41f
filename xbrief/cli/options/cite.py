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
        help="Marks of sources: footnotes; (Publisher, day) inline; [@citekey] for pandoc, in Markdown and text; none."
        " Without it: footnotes, or none with --no-sources.",
        show_default=False,
    ),
]
NoSourcesOption = Annotated[bool, typer.Option("--no-sources", help="No list of notes or sources at the end.")]


# Formats that cannot say it otherwise: they hold every citation as data, or as a column.
FIXED = frozenset({"json", "xlsx"})
_TEXTS = frozenset({"md", "terminal"})


def citing(cite: Style | None, no_sources: bool, format: str) -> Citing:
    """How to cite in a view's format; XbriefError for footnotes whose notes are not wanted, and where the format has no
    such way."""
    from xbrief.render.notes import Citing

    if format in FIXED and (cite or no_sources):
        given = "--cite" if cite else "--no-sources"
        raise XbriefError(f"{given} is not for {format}, which always holds every citation", f"leave {given} out")
    if cite == "pandoc" and format not in _TEXTS:
        raise XbriefError(
            f"--cite pandoc is for Markdown, not for {format}", "write .md and let pandoc convert it, or --cite inline"
        )
    if cite == "footnotes" and no_sources:
        raise XbriefError(
            "--cite footnotes and --no-sources cannot be had together: the marks would lead nowhere",
            "take --cite inline, or --no-sources alone, which prints no marks",
        )
    return Citing(cite or ("none" if no_sources else "footnotes"), not no_sources)
