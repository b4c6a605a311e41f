"""A link written into a source file: nothing else of the text changes."""

from __future__ import annotations

import difflib

import pytest
import yaml

from xbrief.dossier.edit import with_link
from xbrief.dossier.yaml import LOADER
from xbrief.errors import XbriefError

TEXT = """\
# what the house says
id: ex-1   # the id
facts:
- id: a   # first
  claim: |
    long

    text

  # why it is so
  note: hm
- id: b
  disputes: [x, {fact: y, about: z}]  # old
- id: c
  disputes:
  - x   # because
  # more
  anchor: 'q'
- id: d
  disputes: x # one
- id: e
  disputes: []
- id: f
  disputes: {fact: x, about: z}
- {id: g, claim: c}
- {id: h, disputes: [x]}
- id: i
  claim: plain text
    that goes on   # and ends
  # end

# tail
"""
LINK = "{fact: n, about: start}"
CHANGES = {
    "a": ["+   disputes: [{fact: n, about: start}]"],
    "b": ["-   disputes: [x, {fact: y, about: z}]  # old", f"+   disputes: [x, {{fact: y, about: z}}, {LINK}]  # old"],
    "c": [f"+   - {LINK}"],
    "d": ["-   disputes: x # one", f"+   disputes: [x, {LINK}] # one"],
    "e": ["-   disputes: []", f"+   disputes: [{LINK}]"],
    "f": ["-   disputes: {fact: x, about: z}", f"+   disputes: [{{fact: x, about: z}}, {LINK}]"],
    "g": ["- - {id: g, claim: c}", f"+ - {{id: g, claim: c, disputes: [{LINK}]}}"],
    "h": ["- - {id: h, disputes: [x]}", f"+ - {{id: h, disputes: [x, {LINK}]}}"],
    "i": ["+   disputes: [{fact: n, about: start}]"],
}


def _links(text: str, fact: str) -> object:
    return next(f for f in yaml.safe_load(text)["facts"] if f["id"] == fact)["disputes"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("fact", CHANGES)
def test_one_line_changes_and_says_the_link(fact: str, newline: str) -> None:
    text = TEXT.replace("\n", newline)
    done = with_link(text, fact, "disputes", LINK)
    diff = difflib.ndiff(text.split(newline), done.split(newline))
    assert [line for line in diff if line[0] in "+-"] == CHANGES[fact]
    assert done.count("\r") == done.count("\n") * newline.count("\r")
    assert {"fact": "n", "about": "start"} in _links(done, fact)  # type: ignore[operator]  # a link may be a mapping or an id
    rest = [f for f in yaml.safe_load(done)["facts"] if f["id"] != fact]
    assert rest == [f for f in yaml.safe_load(text)["facts"] if f["id"] != fact]


def test_a_link_stands_before_the_note_and_a_comment_stays_with_its_key() -> None:
    done = with_link(TEXT, "a", "disputes", "n")
    assert "    text\n  disputes: [n]\n\n  # why it is so\n  note: hm\n" in done


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("- { note: n, id: a , }", "- { note: n, id: a, disputes: [n] , }"),
        ("- {id: a, claim: c, note: n}", "- {id: a, claim: c, disputes: [n], note: n}"),
        (
            '- {id: a,\n   claim: "c, d", # e\n   note: n}',
            '- {id: a,\n   claim: "c, d", disputes: [n], # e\n   note: n}',
        ),
        ("- {id: a, parties: [x, {y: z}]   # b\n  }", "- {id: a, parties: [x, {y: z}], disputes: [n]   # b\n  }"),
        ("- {id: a, only: }", "- {id: a, only: , disputes: [n] }"),
    ],
)
def test_in_braces_a_link_is_one_pair_more(text: str, done: str) -> None:
    assert with_link(f"facts:\n{text}\n", "a", "disputes", "n") == f"facts:\n{done}\n"
    assert _links(f"facts:\n{done}", "a") == ["n"]
    assert list(yaml.parse(done, Loader=LOADER)), "the parser of the dossier reads it, too"


def test_a_file_without_a_last_line_end_gets_none() -> None:
    assert with_link("facts:\n- id: a\n  claim: b", "a", "disputes", "n") == (
        "facts:\n- id: a\n  claim: b\n  disputes: [n]"
    )


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        (TEXT, "z", "no fact z"),
        ("facts: none", "a", "no fact a"),
        ("- 1", "a", "no fact a"),
        ("facts: [", "a", "not valid YAML"),
    ],
)
def test_what_cannot_be_changed_safely_is_told_with_the_way_out(text: str, fact: str, words: str) -> None:
    with pytest.raises(XbriefError, match=words) as caught:
        with_link(text, fact, "disputes", "n")
    assert caught.value.hint == "set the link by hand: disputes: [n]"
