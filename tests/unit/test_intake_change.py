"""Keys of a written fact that change: the rest of the file stays as it was."""

from __future__ import annotations

import difflib

import pytest

from xbrief.errors import XbriefError
from xbrief.intake.change import with_changes
from xbrief.intake.said import checked

TEXT = """\
# a source
id: ex-1   # the id
facts:
- id: a   # first
  claim: |
    long

    text
  # what they are
  parties:
  - x  # because
  - y
  only:
  note: hm  # so
  # deeper still

- {id: b, claim: c, note: , only: true}  # in braces
- note: n
  id: c
"""
CHANGES = {
    "a key out": (
        "a",
        {"only": None, "note": "hm", "parties": ["x", "y"]},
        ["-   claim: |", "-     long", "- ", "-     text"],
    ),
    "values": (
        "a",
        {"claim": "long text", "parties": ["x"], "only": True, "note": "no"},
        [
            *("-   parties:", "-   - x  # because", "-   - y", "-   only:", "-   note: hm  # so"),
            *("+   parties: [x]", "+   only: true", "+   note: 'no'  # so"),
        ],
    ),
    "keys in": (
        "a",
        {"claim": "long text", "at": "2020-01", "parties": ["x", "y"], "only": None, "note": "hm", "value": "12"},
        ["+   at: '2020-01'", "+   value: 12"],
    ),
    "in braces": (
        "b",
        {"claim": "c, d", "note": None, "at": "2020", "says": {"unnamed": "x"}},
        [
            "- - {id: b, claim: c, note: , only: true}  # in braces",
            "+ - {id: b, claim: 'c, d', note: , at: '2020', says: {unnamed: x} }  # in braces",
        ],
    ),
    "the first key out": ("c", {}, ["- - note: n", "-   id: c", "+ - id: c"]),
}  # fmt: skip


def changed(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "-+"]


@pytest.mark.parametrize(("id", "fact", "lines"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_nothing_else_changes(id: str, fact: dict[str, object], lines: list[str], breaks: str) -> None:
    before = TEXT.replace("\n", breaks)
    after = with_changes(before, id, {"id": id, **fact})
    assert sorted(line.rstrip() for line in changed(before, after)) == sorted(line.rstrip() for line in lines)
    assert "\r\r" not in after
    assert (after.count("\n") == after.count("\r\n")) == (breaks == "\r\n")


def test_what_is_the_same_leaves_the_file_as_it_is() -> None:
    fact = {"claim": "long text", "parties": ["x", "y"], "only": None, "note": "hm"}
    assert with_changes("\ufeff" + TEXT, "a", {"id": "a", **fact}) == "\ufeff" + TEXT


@pytest.mark.parametrize("text", ["facts: []\n", "facts: x\n", "facts: [x]\n"])
def test_a_fact_that_is_not_there_is_said(text: str) -> None:
    with pytest.raises(XbriefError, match="no fact a is written there"):
        with_changes(text, "a", {"id": "a"})


@pytest.mark.parametrize(
    ("after", "words"),
    [("facts: [\n", "added to safely: line 2: not valid YAML"), ("facts: [b]\n", "it would say something else")],
)
def test_a_result_that_says_something_else_is_never_handed_on(after: str, words: str) -> None:
    with pytest.raises(XbriefError, match=words):
        checked("facts: []\n", after, {"facts": ["a"]})
