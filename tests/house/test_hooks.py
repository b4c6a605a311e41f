"""The hooks for pre-commit call commands that there are, with options that these take, and say yes and no."""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.process import CYCLES, REPO, copied, xbrief
from xbrief.cli.main import COMMANDS

HOOKS: list[dict[str, Any]] = yaml.safe_load((REPO / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
each = pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
NAME = "prairieledger-2024-04-ca-exit.yaml"


def arguments(hook: dict[str, Any]) -> list[str]:
    return shlex.split(hook["entry"])[1:]


def test_there_is_one_for_soundness_and_one_for_order() -> None:
    assert [hook["entry"] for hook in HOOKS] == ["xbrief check", "xbrief fmt --check"]


@each
def test_a_hook_calls_a_command_of_the_installed_program(hook: dict[str, Any]) -> None:
    program, command, *options = shlex.split(hook["entry"])
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert program in project["scripts"]
    assert command in COMMANDS
    told = xbrief(command, "--help")
    assert told.returncode == 0
    assert all(option in told.stdout for option in [*options, "--dossier"])
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)


@each
def test_a_hook_passes_a_sound_dossier_and_stops_a_bad_one(hook: dict[str, Any], tmp_path: Path) -> None:
    # The arguments of a hook come behind its entry.
    done = xbrief(*arguments(hook), "--dossier", CYCLES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    root = copied(tmp_path)
    text = (root / NAME).read_text(encoding="utf-8")
    bad = text.replace("- id: ca-pl2404-left\n  market: ca\n", "- market: xx\n  id: ca-pl2404-left\n")
    assert bad != text
    (root / NAME).write_text(bad, encoding="utf-8")
    done = xbrief(*arguments(hook), cwd=root)
    assert done.returncode == 1
    assert NAME in done.stdout
    assert (root / NAME).read_text(encoding="utf-8") == bad


def test_the_guide_shows_every_hook() -> None:
    guide = (REPO / "docs" / "dossier.md").read_text(encoding="utf-8")
    assert all(f"id: {hook['id']}" in guide for hook in HOOKS)
