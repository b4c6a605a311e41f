"""Every problem of a dossier: its files, its rules, its page templates, and what was found of its words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xbrief.cli.run import layout, words
from xbrief.cli.run.session import names
from xbrief.dossier.load import Loaded
from xbrief.evidence.lock import Checked
from xbrief.problems import Problem
from xbrief.rules.own import faults


def problems(loaded: Loaded, root: Path, held: Mapping[str, Checked], *, strict: bool = False) -> tuple[Problem, ...]:
    """The problems in the order in which `xbrief check` tells them; `strict` counts facts that were never checked."""
    return (
        *loaded.problems,
        *faults(root / "rules", names(loaded.dossier)),
        *layout.faults(root / "templates"),
        *words.problems(loaded.dossier, held, strict=strict),
    )
