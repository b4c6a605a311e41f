"""An origin put into the text of a file: nothing else of it changes."""

from __future__ import annotations

import pytest

from xbrief.errors import XbriefError
from xbrief.intake.origin import declared, with_origin


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a\nfacts: []\n", "id: a\norigin: o\nfacts: []\n"),
        ("# head\nid: a  # it\nfacts:\n- id: b\n", "# head\nid: a  # it\norigin: o\nfacts:\n- id: b\n"),
        ("id: a\r\nfacts: []\r\n", "id: a\r\norigin: o\r\nfacts: []\r\n"),
    ],
)
def test_a_source_gets_its_origin(before: str, after: str) -> None:
    assert with_origin(before, "o") == after


@pytest.mark.parametrize("text", ["{id: a, facts: []}", "id: a", "id: a\norigin: p\nfacts: []\n", "[", "- a", ""])
def test_a_source_that_cannot_take_one(text: str) -> None:
    with pytest.raises(XbriefError) as fault:
        with_origin(text, "o")
    assert fault.value.hint == "write `origin: o` into it"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("main: a\n", "main: a\norigins:\n  o: 'it''s: this'\n"),
        ("main: a", "main: a\norigins:\n  o: 'it''s: this'\n"),
        ("origins:\n  p: q  # so\nmain: a\n", "origins:\n  p: q  # so\n  o: 'it''s: this'\nmain: a\n"),
        ("origins:\r\n    p: q\r\nmain: a\r\n", "origins:\r\n    p: q\r\n    o: 'it''s: this'\r\nmain: a\r\n"),
        ("origins:\n  p: q", "origins:\n  p: q\n  o: 'it''s: this'"),
        ("origins: {p: q}\nmain: a\n", "origins: {p: q, o: 'it''s: this'}\nmain: a\n"),
        ("origins: {}\nmain: a\n", "origins:\n  o: 'it''s: this'\nmain: a\n"),
        ("origins:\nmain: a\n", "origins:\n  o: 'it''s: this'\nmain: a\n"),
    ],
)
def test_a_dossier_declares_it(before: str, after: str) -> None:
    assert declared(before, "o", "it's: this") == after


@pytest.mark.parametrize("text", ["[", "- a", "origins: 'words'\n", "{main: a}\n"])
def test_a_dossier_that_cannot_take_one(text: str) -> None:
    with pytest.raises(XbriefError) as fault:
        declared(text, "o", "words")
    assert fault.value.hint == "write `o: 'words'` among the `origins` of dossier.yaml"
