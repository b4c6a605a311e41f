"""`xbrief check`: is the dossier sound?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options.codes import IgnoreOption, SelectOption, chosen
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.problems import Problem

EXAMPLES = """
xbrief check
xbrief check --dossier DIR
xbrief check --format json
xbrief check --format github  # notes on the lines of a pull request
xbrief check --ignore D313,D4  # codes, or their beginnings
"""


class ProblemsFound(XbriefError):
    """The dossier is not sound."""

    exit_code = 1


def command(
    format: Annotated[
        Literal["terminal", "json", "github"],
        typer.Option("--format", help="Lines with a caret, a JSON array, or annotations for GitHub Actions."),
    ] = "terminal",
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    texts: options.TextsOption = None,
    words: Annotated[bool, typer.Option("--words", help="Say for each fact whether its words were found.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A fact that was never checked is a failure.")] = False,
    dossier: options.DossierOption = None,
) -> None:
    """Is the dossier sound? Prints all problems of all files: file:line:column, code, what was expected.

    Exit code 1 where there is an error; warnings alone are no failure. What is not selected, or is ignored, does not
    count. `xbrief explain CODE` tells more of a code.
    """
    from xbrief.cli.options.dossier import folder
    from xbrief.cli.run import sound
    from xbrief.cli.run import words as evidence
    from xbrief.cli.run.guard import warn
    from xbrief.cli.run.output import emit
    from xbrief.dossier.load import load

    root = folder(dossier)
    loaded = load(root)
    held = evidence.states(loaded.dossier, evidence.entries(root), evidence.texts(root, texts))
    problems = chosen(sound.problems(loaded, root, held, strict=strict), select, ignore)
    told = {"json": _json, "github": _annotations, "terminal": _lines}[format](problems, root)
    if words and format == "terminal":
        told = f"{evidence.listed(held)}{told}{evidence.summary(held)}"
    emit(told)
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(_summary(problems), "`xbrief explain CODE` tells more")
    if problems:
        warn(_summary(problems))


def _annotations(problems: Sequence[Problem], root: Path) -> str:
    """GitHub finds a file by its path from the top of the repository, in which its workflows run."""
    from xbrief.problems import annotation

    near = root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else root
    folder = "" if near == Path() else near.as_posix()
    return "".join(f"{annotation(problem, folder)}\n" for problem in problems)


def _lines(problems: Sequence[Problem], root: Path) -> str:
    from xbrief.problems import render

    folder = "" if root == Path() else str(root)
    return "".join(f"{render(problem, folder)}\n" for problem in problems)


def _json(problems: Sequence[Problem], _root: Path) -> str:
    import json
    from dataclasses import asdict

    return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"


def _summary(problems: Sequence[Problem]) -> str:
    """`3 problems, 1 of them only a warning`."""
    from xbrief.language.words import counted

    warnings = sum(problem.severity == "warning" for problem in problems)
    if warnings == len(problems):
        return counted(warnings, "warning")
    told = counted(len(problems), "problem")
    return f"{told}, {warnings} of them only {'a warning' if warnings == 1 else 'warnings'}" if warnings else told
