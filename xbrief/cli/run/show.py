"""Briefs in the format that the options ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from xbrief.brief.types import Brief
from xbrief.cli import options
from xbrief.cli.options import View
from xbrief.cli.run import layout
from xbrief.cli.run.document import document
from xbrief.cli.run.output import emit
from xbrief.errors import XbriefError
from xbrief.problems import escape
from xbrief.render.notes import FOOTNOTES, Citing

if TYPE_CHECKING:
    from xbrief.cli.run.session import Session


def not_empty(brief: Brief, only: Sequence[str]) -> Brief:
    """The brief, where the chosen sections left anything of it; XbriefError where its length has none of them."""
    if not brief.sections:
        wish = " or ".join(only)
        if brief.kind == "region":
            raise XbriefError(f"the overview of a region has no section {wish}", "it has bottom and snapshot")
        raise XbriefError(f"the length {brief.length!r} has no section {wish}", "choose another --length")
    return brief


def show(briefs: Sequence[Brief], view: View, opened: Session, command: str, citing: Citing = FOOTNOTES) -> None:
    """The briefs of a command, one after another, to where the view says."""
    shown = briefs if view.pictures else [_without_pictures(brief) for brief in briefs]
    emit(written(shown, view, opened, command, citing), view.output)


def _without_pictures(brief: Brief) -> Brief:
    return replace(brief, sections=tuple(replace(section, picture=None) for section in brief.sections))


def written(
    briefs: Sequence[Brief], view: View, opened: Session, command: str, citing: Citing = FOOTNOTES
) -> str | bytes:
    """The briefs as one file. The dossier's own page templates come first."""
    from xbrief.render import stamp

    cite = [] if citing.style == FOOTNOTES.style else [citing.style]

    def seal(*told: Brief) -> stamp.Stamp:
        return stamp.of(command, opened.fingerprint, told, opened.rules, {"cite": cite})

    if view.format == "json":
        from xbrief.render import json

        return json.render(briefs, seal(*briefs))
    if view.format == "terminal":
        from xbrief.render import terminal

        render = partial(terminal.render, width=view.width, color=view.color, ascii=view.ascii, citing=citing)
        pages = [render(brief) for brief in briefs]
        screen = "\n".join(f"{page.rstrip()}\n" for page in pages)
        return f"{screen}\n{stamp.line(seal(*briefs))}" if view.plain else screen
    templates = opened.root / "templates"
    if view.format == "html":
        from xbrief.render import html

        return layout.laid_out(partial(html.render, briefs, seal(*briefs), citing=citing), templates)
    if view.format in options.BINARY:
        return document(view.format, briefs, seal(*briefs), view.template, citing)
    from xbrief.render import markdown

    # Each with its own stamp, so that several are what one gets by joining them. An empty line after each: pandoc takes
    # a heading right below a footnote for a part of it, also in `>> report.md`.
    laid = (layout.laid_out(partial(markdown.render, b, level=view.level, citing=citing), templates) for b in briefs)
    made = ((page, seal(b)) for page, b in zip(laid, briefs, strict=True))
    return "".join(f"{page}\n{stamp.comment(own)}\n" for page, own in made)


def page(markdown: str, view: View) -> None:
    """A page of Markdown as it is, or laid out for a terminal."""
    # A rule file of a stranger's dossier may hold what moves a cursor.
    safe = "".join(f"{escape(line)}\n" for line in markdown.splitlines())
    emit(_laid_out(safe, view) if view.format == "terminal" else f"{safe}\n", view.output)


def _laid_out(markdown: str, view: View) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    paper = StringIO()
    # Without a background, which would be black on a white terminal.
    theme = Theme({"markdown.code": "cyan", "markdown.code_block": "cyan", "markdown.h1": "bold underline"})
    colors: Literal["standard"] | None = "standard" if view.color else None
    console = Console(file=paper, width=view.width, force_terminal=view.color, color_system=colors, theme=theme)
    console.print(Markdown(markdown, hyperlinks=False, code_theme="ansi_dark"))
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().strip("\n").splitlines())
