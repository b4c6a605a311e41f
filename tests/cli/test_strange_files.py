"""What lies in a dossier's folder and is no sound file: told of, never waited for, and never a defect."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.process import Done, xbrief
from tests.unit.small_dossiers import write


def country(folder: Path, *args: str) -> Done:
    return xbrief("country", "ch", "--as-of", "2022-06-01", "--dossier", str(folder), *args)


def check(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(xbrief("check", "--format", "json", "--dossier", str(folder)).stdout)
    return found


@pytest.mark.parametrize("kind", ["loop", "dangling", "pipe"])
def test_a_file_that_cannot_be_read_leaves_the_sound_facts(kind: str, tmp_path: Path) -> None:
    write(tmp_path, {})
    strange = tmp_path / "strange.yaml"
    if kind == "pipe":
        os.mkfifo(strange)
    else:
        strange.symlink_to("strange.yaml" if kind == "loop" else "nowhere")
    told = country(tmp_path)
    assert told.returncode == 0
    assert "Nordwind" in told.stdout
    assert "1 problem" in told.stderr or "one problem" in told.stderr
    assert [(p["file"], p["code"]) for p in check(tmp_path)] == [("strange.yaml", "D109")]


def test_a_broken_file_counts_its_facts_among_those_left_out(tmp_path: Path) -> None:
    write(tmp_path, {})
    page = tmp_path / "ex-2020-01.yaml"
    page.write_text(page.read_text("utf-8") + "\n\tx\n", encoding="utf-8")
    assert "left out" in country(tmp_path).stderr


def test_a_rule_that_is_a_pipe_stops_the_brief_and_is_told_by_check(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "rules").mkdir()
    os.mkfifo(tmp_path / "rules" / "a.yaml")
    told = country(tmp_path)
    assert (told.returncode, told.stdout) == (2, "")
    assert "no regular file" in told.stderr
    assert [(p["file"], p["code"]) for p in check(tmp_path)] == [("rules/a.yaml", "D701")]


def template(folder: Path, text: str) -> None:
    write(folder, {})
    (folder / "templates").mkdir()
    (folder / "templates" / "brief.md.j2").write_text(text, encoding="utf-8")


def test_a_dossiers_template_overrides_a_block_of_the_shipped_one(tmp_path: Path) -> None:
    template(
        tmp_path,
        '{% extends "brief.md.j2" %}{% block title %}{{ h }} Confidential: {{ brief.title | text }}{% endblock %}',
    )
    told = country(tmp_path, "--format", "md")
    assert told.returncode == 0
    assert told.stdout.startswith("# Confidential: Nordwind in Switzerland\n")
    assert "**Bottom line.**" in told.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ range(10 ** 9) | list }}", "a page template fails: OverflowError"),
        ("{{ brief.nothing }}", "a page template fails: UndefinedError"),
        (
            "{% for a in range(99999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
            "more than 20,000,000 rounds",
        ),
        (
            "{% set held = namespace(a='x') %}{% for i in range(60) %}{% set held.a = held.a ~ held.a %}{% endfor %}",
            "MemoryError: it takes more than 1,024 MB of memory",
        ),
        ("{{ 'a' | center(1999999999) }}", "brief.md.j2:1: a page template fails: MemoryError: it takes"),
        ("{{ 1 / 0 }}", "a page template fails: ZeroDivisionError"),
        ("{% block title %}", "brief.md.j2:1: "),
    ],
)
def test_a_template_that_fails_is_the_dossiers_fault(text: str, message: str, tmp_path: Path) -> None:
    template(tmp_path, text)
    told = country(tmp_path, "--format", "md")
    assert (told.returncode, told.stdout) == (2, "")
    assert message in told.stderr
    assert "defect" not in told.stderr


def test_a_template_does_not_reach_out_of_its_folder(tmp_path: Path) -> None:
    dossier = tmp_path / "dossier"
    dossier.mkdir()
    template(dossier, "{% include 'secret' %}")
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    (dossier / "templates" / "secret").symlink_to(tmp_path / "secret.txt")
    told = country(dossier, "--format", "md")
    assert (told.returncode, told.stdout) == (2, "")
    assert "secret" not in told.stdout


def test_check_tells_of_a_broken_template(tmp_path: Path) -> None:
    template(tmp_path, "x\n{% block title %}")
    (tmp_path / "templates" / "odd.j2").write_bytes(b"\xff")
    assert [(p["file"], p["line"], p["code"]) for p in check(tmp_path)] == [
        ("templates/brief.md.j2", 2, "D702"),
        ("templates/odd.j2", 0, "D702"),
    ]
