"""Assessments: read from their file with faults told, in order, and held against what has changed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.small_dossiers import fact, loaded, only
from tests.unit.test_schema import SCHEMA, faults
from xbrief.dossier import yaml
from xbrief.dossier.canonical import canonical
from xbrief.dossier.load import Loaded, paths
from xbrief.dossier.page import Page
from xbrief.model import Assessment

ENTRY = "{id: wait, author: Ada Ek, date: 2021-04-01, on: [ch.presence.company, ch-ex2002-lamps], text: Wait.}"


def read(tmp_path: Path, *entries: str, facts: tuple[str, ...] = ()) -> Loaded:
    text = "assessments:\n" + "".join(f"- {entry}\n" for entry in entries)
    return loaded(tmp_path / "d", fact(), *facts, assessments=text)


def test_an_entry_is_signed_dated_and_on_its_markets(tmp_path: Path) -> None:
    found = read(tmp_path, ENTRY)
    assert found.problems == ()
    (entry,) = found.dossier.assessments
    assert (entry.place.file, entry.place.line) == ("assessments.yaml", 2)
    assert entry == Assessment(
        "wait",
        "Ada Ek",
        date(2021, 4, 1),
        "Wait.",
        ("ch.presence.company", "ch-ex2002-lamps"),
        ("ch",),
        {},
        entry.place,
    )
    assert found.files[-1] == "assessments.yaml"
    assert (tmp_path / "d" / "assessments.yaml") in paths(tmp_path / "d")


def test_markets_may_be_named_and_what_was_seen_is_kept(tmp_path: Path) -> None:
    entry = ENTRY.replace("{id", "{market: [ch, se], seen: {ch-ex2002-lamps: It sells lamps.}, id")
    (found,) = read(tmp_path, entry).dossier.assessments
    assert (found.markets, found.seen) == (("ch", "se"), {"ch-ex2002-lamps": "It sells lamps."})


def test_old_ids_lead_to_those_of_now_and_retracted_facts_may_stay(tmp_path: Path) -> None:
    facts = (fact("id: ch-new\nrenamed_from: [ch-old]"), fact("id: ch-gone\nretracted: wrong"))
    entry = "{id: wait, author: A, date: 2021-04-01, on: [ch-old, ch-gone], text: W, seen: {ch-old: It was so.}}"
    found = read(tmp_path, entry, facts=facts)
    assert found.problems == ()
    assert (found.dossier.assessments[0].on, found.dossier.assessments[0].seen) == (
        ("ch-new", "ch-gone"),
        {"ch-new": "It was so."},
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("ch-ex2002-lamps", "ch-ex2002-lmps", "D321", "did you mean `ch-ex2002-lamps`?"),
        ("ch-ex2002-lamps", "zzzz", "D321", "name a fact, or a finding"),
        ("ch.presence.company", "ch.presence", "D207", "<market>.<rule>.<subject>"),
        ("2021-04-01", "2021-04", "D401", "YYYY-MM-DD"),
        ("2021-04-01", "2021-04-01/..", "D401", "YYYY-MM-DD"),
        ("2021-04-01", "soon", "D401", ""),
        ("author: Ada Ek", "author: Ada Ek, autor: x", "D203", "author"),
        ("text: Wait.", "text: ''", "D205", ""),
        ("on: [ch.presence.company, ch-ex2002-lamps]", "on: []", "D205", "at least one"),
        ("text: Wait.", "text: Wait., seen: [x]", "D201", ""),
        ("id: wait", "id: other", "D320", "another id"),
    ],
)
def test_a_fault_takes_out_the_entry(old: str, new: str, code: str, words: str, tmp_path: Path) -> None:
    assert old in ENTRY
    found = read(tmp_path, ENTRY.replace("wait", "other"), ENTRY.replace(old, new, 1))
    problem = found.problems[0]
    assert (problem.code, problem.file, problem.line) == (code, "assessments.yaml", 3)
    assert words in problem.hint
    assert [a.id for a in found.dossier.assessments] == ["other"]


@pytest.mark.parametrize("text", ["", "assessments:\n", "assessments: []\n", "assessments: ~\n"])
def test_a_dossier_may_hold_none(text: str, tmp_path: Path) -> None:
    found = loaded(tmp_path / "d", fact(), assessments=text)
    assert (found.problems, found.dossier.assessments) == ((), ())


@pytest.mark.parametrize(
    ("text", "code"),
    [("- x\n", "D201"), ("assessments: x\n", "D201"), ("assessments: [x]\n", "D201"), ("judgements: []\n", "D203")],
)
def test_another_shape_is_told(text: str, code: str, tmp_path: Path) -> None:
    assert only(loaded(tmp_path / "d", fact(), assessments=text), code).file == "assessments.yaml"


def test_the_editor_schema_and_fmt_know_the_file() -> None:
    sound = {"id": "wait", "author": "A", "date": "2021-04-01", "on": ["ch.presence.company", "ch-x"], "text": "W"}
    assert faults(SCHEMA, {"assessments": [sound]}) == []
    assert faults(SCHEMA, {"assessments": [{**sound, "on": ["No"]}]}) != []
    assert faults(SCHEMA, {"assessments": [{**sound, "more": 1}]}) != []
    text = "# ours\nassessments:\n- text: W\n  # when\n  date: 2021-04-01\n  id: wait\n"
    page = Page("assessments.yaml", text)
    assert canonical(page, main=False) == "# ours\nassessments:\n- id: wait\n  # when\n  date: 2021-04-01\n  text: W\n"
    assert isinstance(yaml.parse(page), yaml.Mapping)
