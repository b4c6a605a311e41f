"""`xbrief check`: is the dossier sound?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from xbrief.cli import options
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.problems import Problem

EXAMPLES = """
xbrief check
xbrief check --dossier DIR
xbrief check --format json
"""


class ProblemsFound(XbriefError):
    """The dossier is not sound."""

    exit_code = 1


def command(
    format: Annotated[
        Literal["terminal", "json"], typer.Option("--format", help="Lines with a caret, or a JSON array.")
    ] = "terminal",
    dossier: options.DossierOption = None,
) -> None:
    """Is the dossier sound? Prints all problems of all files: file:line:column, code, what was expected.

    Exit code 1 where there is an error; warnings alone are no failure. `xbrief explain CODE` tells more of a code.
    """
    from xbrief.cli.options.dossier import folder
    from xbrief.cli.run.guard import warn
    from xbrief.cli.run.output import emit
    from xbrief.dossier.load import load
    from xbrief.rules.load import with_own

    root = folder(dossier)
    loaded = load(root)
    emit(_json(loaded.problems) if format == "json" else _lines(loaded.problems, root))
    with_own(root / "rules")
    if loaded.errors:
        raise ProblemsFound(_summary(loaded.problems), "`xbrief explain CODE` tells more")
    if loaded.problems:
        warn(_summary(loaded.problems))


def _lines(problems: Sequence[Problem], root: Path) -> str:
    from xbrief.problems import render

    folder = "" if root == Path() else str(root)
    return "".join(f"{render(problem, folder)}\n" for problem in problems)


def _json(problems: Sequence[Problem]) -> str:
    import json
    from dataclasses import asdict

    return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"


def _summary(problems: Sequence[Problem]) -> str:
    """`3 problems, 1 of them a warning`."""
    warnings = sum(problem.severity == "warning" for problem in problems)
    told = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return f"{told}, {warnings} of them only a warning" if warnings else told
