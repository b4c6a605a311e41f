"""Briefs in the format that the options ask for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from xbrief import bundled
from xbrief.brief.types import Brief
from xbrief.cli.options import View
from xbrief.cli.run.output import emit
from xbrief.errors import XbriefError
from xbrief.problems import escape

if TYPE_CHECKING:
    from jinja2 import BaseLoader


def not_empty(brief: Brief, only: Sequence[str]) -> Brief:
    """The brief, where the chosen sections left anything of it; XbriefError where its length has none of them."""
    if not brief.sections:
        raise XbriefError(f"the length {brief.length!r} has no section {' or '.join(only)}", "choose another --length")
    return brief


def show(briefs: Sequence[Brief], view: View, root: Path) -> None:
    """The briefs, one after another, to where the view says; `root` is the dossier whose templates come first."""
    emit(text(briefs, view, root), view.output)


def text(briefs: Sequence[Brief], view: View, root: Path) -> str:
    """The briefs as one text: as JSON one object, or an array of several; else with an empty line between two."""
    if view.format == "json":
        from xbrief.render import json

        return json.render(*briefs)
    if view.format == "terminal":
        from xbrief.render import terminal

        pages = [terminal.render(b, width=view.width, color=view.color, ascii=view.ascii) for b in briefs]
        return "\n".join(f"{page.rstrip()}\n" for page in pages)
    # An empty line after each: pandoc takes a heading right below a footnote for a part of it, also in `>> report.md`.
    return "".join(f"{page}\n" for page in _markdown(briefs, root, view.level))


def _markdown(briefs: Sequence[Brief], root: Path, level: int) -> list[str]:
    from jinja2 import TemplateError, TemplateSyntaxError

    from xbrief.render import markdown

    loader = _loader(root)
    try:
        return [markdown.render(b, loader, level) for b in briefs]
    except TemplateSyntaxError as fault:
        raise XbriefError(f"{fault.filename or fault.name}:{fault.lineno}: {fault.message}", _MEND) from None
    except (TemplateError, UnicodeDecodeError) as fault:
        raise XbriefError(f"a page template fails: {fault}", _MEND) from None


_MEND = "compare it with the template of the same name that ships with xbrief"


def _loader(root: Path) -> BaseLoader:
    from jinja2 import ChoiceLoader, FileSystemLoader

    return ChoiceLoader([FileSystemLoader(root / "templates"), FileSystemLoader(bundled.templates())])


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
