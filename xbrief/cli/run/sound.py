"""Every problem of a dossier: its files, rules, page templates and plans of briefs, and what was found of its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from xbrief.cli import options
from xbrief.cli.options.complete import BY_KIND as SECTIONS
from xbrief.cli.run import layout, words
from xbrief.cli.run.session import Session, names
from xbrief.dossier import plans
from xbrief.dossier.load import Loaded
from xbrief.evidence.folder import Texts
from xbrief.evidence.lock import Checked
from xbrief.problems import Problem
from xbrief.rules.own import faults


def problems(
    loaded: Loaded,
    root: Path,
    held: Mapping[str, Checked],
    *,
    strict: bool = False,
    at_hand: Texts | None = None,
    told: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """The problems in the order in which `xbrief check` tells them; `strict` counts facts that were never checked.

    With texts `at_hand` the facts are held against them; `told` says by fact how a suspect one has changed.
    """
    broken = tuple(faults(root / "rules", names(loaded.dossier)))
    alarms = tuple(_held_against(loaded, held, at_hand, strict=strict))
    # Of a fact that its text does not bear it would be idle to say that nobody has looked.
    raised = {(problem.file, problem.line) for problem in alarms}
    unchecked = words.problems(loaded.dossier, held, strict=strict, told=told)
    return (
        *loaded.problems,
        *broken,
        # Without its rules nothing can be said of findings.
        *(() if broken else _judged(loaded)),
        *layout.faults(root / "templates"),
        *plans.read(root, loaded.dossier.markets, SECTIONS)[1],
        *(problem for problem in unchecked if problem.code != "E404" or (problem.file, problem.line) not in raised),
        *alarms,
    )


def _judged(loaded: Loaded) -> Iterable[Problem]:
    if not loaded.dossier.assessments:
        return ()
    from xbrief.cli.run import judged

    return judged.problems(Session(loaded, options.TODAY), options.day(options.TODAY))


def _held_against(
    loaded: Loaded, held: Mapping[str, Checked], at_hand: Texts | None, *, strict: bool
) -> Iterable[Problem]:
    if not at_hand:
        return ()
    # Late: what reads a text closely is slow to load.
    from xbrief.cli.run import deep

    return deep.problems(loaded.dossier, held, at_hand, strict=strict)
