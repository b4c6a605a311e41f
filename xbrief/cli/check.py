"""`xbrief check`: is the dossier sound?"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options.codes import IgnoreOption, SelectOption, chosen
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.cli.run.changes import Change
    from xbrief.evidence.folder import Texts
    from xbrief.evidence.lock import Checked, Entry
    from xbrief.model import Dossier
    from xbrief.problems import Problem

EXAMPLES = """
xbrief check
xbrief check --dossier DIR
xbrief check --words  # how each fact stands by the text of its source
xbrief check --texts DIR  # every fact held against its text
xbrief check --format json
xbrief check --format github  # notes on the lines of a pull request
xbrief check --ignore D313,D4  # codes, or their beginnings
"""
SCHEMA = "xbrief.check/1"


class ProblemsFound(XbriefError):
    """The dossier is not sound."""

    exit_code = 1


def command(
    ctx: typer.Context,
    format: Annotated[
        Literal["terminal", "json", "github"],
        typer.Option("--format", help="Lines with a caret, JSON, or annotations for GitHub Actions."),
    ] = "terminal",
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    texts: options.TextsOption = None,
    words: Annotated[
        bool, typer.Option("--words", help="Say for each fact whether its words were found, and what changed since.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="A fact that was never checked, has changed since, or says more than its text, is an error.",
        ),
    ] = False,
    dossier: options.DossierOption = None,
) -> None:
    """Is the dossier sound? Prints all problems of all files: file:line:column, code, what was expected.

    With --texts, --words or --strict the facts are also held against the texts at hand, as `xbrief verify` does, and
    the texts against each other. Without them that is left out, so that a check on every save is quick. What is found
    so is a warning; with --strict an error, but not for facts for which a person answers: those count as checked.

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
    entries = evidence.entries(root)
    at_hand = evidence.texts(root, texts)
    held = evidence.states(loaded.dossier, entries, at_hand)
    changed = _changed(root, loaded.dossier, held, entries, at_hand) if words else {}
    found = sound.problems(
        loaded,
        root,
        held,
        strict=strict,
        at_hand=at_hand if words or strict or _typed(ctx, "texts") else None,
        # On a line of a pull request nothing else is told of the fact.
        told=_sentences(changed, "; ") if format == "github" else None,
    )
    problems = chosen(found, select, ignore)
    if format == "json":
        told = _json(problems, _words(loaded.dossier, held, entries, changed) if words else None)
    elif format == "github":
        told = _annotations(problems, root) + (_notice(evidence.summary(held)) if words else "")
    else:
        listed = evidence.listed(loaded.dossier, entries, held, _sentences(changed, "\n")) if words else ""
        told = f"{listed}{_lines(problems, root)}{evidence.summary(held) if words or strict else ''}"
    emit(told)
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(_summary(problems), "`xbrief explain CODE` tells more")
    if problems:
        warn(_summary(problems))


def _typed(ctx: typer.Context, option: str) -> bool:
    """Was the option typed? A variable that stands in the environment of every run asks for nothing."""
    source = ctx.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _changed(
    root: Path, dossier: Dossier, held: Mapping[str, Checked], entries: Mapping[str, Entry], at_hand: Texts
) -> Mapping[str, tuple[Change, ...]]:
    if not any(how.state == "suspect" for how in held.values()):
        return {}
    from xbrief.cli.run.changes import changes

    return changes(root, dossier, held, entries, at_hand)


def _sentences(changed: Mapping[str, tuple[Change, ...]], between: str) -> Mapping[str, str]:
    """What has changed, by fact."""
    if not changed:
        return {}
    from xbrief.cli.run.changes import told

    return {id: between.join(map(told, each)) for id, each in changed.items()}


def _words(
    dossier: Dossier,
    held: Mapping[str, Checked],
    entries: Mapping[str, Entry],
    changed: Mapping[str, tuple[Change, ...]],
) -> dict[str, Any]:
    """How every fact stands, as plain values; what nobody kept or noted is null."""
    from dataclasses import asdict

    from xbrief.cli.run.words import counts, line

    return {
        "facts": [
            {
                "id": id,
                "state": how.state,
                "day": how.day or None,
                "text": (entry.text if (entry := line(dossier, entries, id)) else "") or None,
                "by": how.by or None,
                "changed": [asdict(change) for change in changed.get(id, ())],
            }
            for id, how in held.items()
        ],
        "summary": counts(held),
    }


def _notice(words: str) -> str:
    return f"::notice title=words::{words}"


def _annotations(problems: Sequence[Problem], root: Path) -> str:
    from xbrief.problems import annotation

    folder = _from_the_top(root) if problems else ""
    return "".join(f"{annotation(problem, folder)}\n" for problem in problems)


def _from_the_top(root: Path) -> str:
    """The dossier's folder as GitHub knows it: from its workspace, else the top of the repository, else from here."""
    from xbrief.cli.run.revision import top

    near, workspace = root.resolve(), os.environ.get("GITHUB_WORKSPACE")
    if workspace and (below := _below(near, Path(workspace))) is not None:
        return below
    above = top(root)
    below = _below(near, above) if above else None
    if below is None:
        below = _below(near, Path())
    return str(root) if below is None else below


def _below(folder: Path, above: Path) -> str | None:
    """The path from one folder to another below it; empty for the same one, None where it lies elsewhere."""
    above = above.resolve()
    if not folder.is_relative_to(above):
        return None
    below = folder.relative_to(above)
    return "" if below == Path() else below.as_posix()


def _lines(problems: Sequence[Problem], root: Path) -> str:
    from xbrief.problems import render

    folder = "" if root == Path() else str(root)
    return "".join(f"{render(problem, folder)}\n" for problem in problems)


def _json(problems: Sequence[Problem], words: Mapping[str, Any] | None) -> str:
    """An array of problems; with `words` an object that holds it."""
    import json
    from dataclasses import asdict

    found = [asdict(problem) for problem in problems]
    content = found if words is None else {"schema": SCHEMA, "problems": found, **words}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _summary(problems: Sequence[Problem]) -> str:
    """`3 problems, 1 of them only a warning`."""
    from xbrief.language.words import counted

    warnings = sum(problem.severity == "warning" for problem in problems)
    if warnings == len(problems):
        return counted(warnings, "warning")
    told = counted(len(problems), "problem")
    return f"{told}, {warnings} of them only {'a warning' if warnings == 1 else 'warnings'}" if warnings else told
