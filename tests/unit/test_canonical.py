"""Canonical order in the corners: comments at the edges, layouts that are left alone, faults that stop it."""

from __future__ import annotations

import pytest

from xbrief.dossier import canonical as canon
from xbrief.dossier import yaml
from xbrief.dossier.canonical import canonical
from xbrief.errors import XbriefError


def ordered(text: str, *, main: bool = False) -> str | None:
    return canonical(yaml.decode(text.encode(), "x.yaml"), main=main)


def test_keys_of_the_file_follow_the_schema_and_facts_come_last() -> None:
    assert ordered("facts: []\nnew: 1\ntitle: T\nid: x\n") == "id: x\ntitle: T\nnew: 1\nfacts: []\n"
    assert ordered("stale:\n  party: 1y\nmain: a\nfacts: 1\n", main=True) == "main: a\nstale:\n  party: 1y\nfacts: 1\n"


def test_facts_and_entries_stay_in_their_order() -> None:
    text = "facts:\n- {id: b, kind: view}\n- {id: a, kind: view}\n"
    assert ordered(text) == text
    text = "parties:\n  b: {type: x, name: B}\n  a: {name: A}\n"
    assert ordered(text, main=True) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # At the top of a file they are about the file; below an empty line they go with the key.
        ("# file\ntitle: T\nid: x\n", "# file\nid: x\ntitle: T\n"),
        ("# file\n\n# T\ntitle: T\nid: x\n", "# file\n\nid: x\n# T\ntitle: T\n"),
        # Deeper ones belong to what stands above, empty lines too.
        ("title: T\n   # deep\n\nid: x\n# end\n", "id: x\ntitle: T\n   # deep\n\n# end\n"),
        ("title: T\nid: x\n  # deep\n\n# end\n", "id: x\n  # deep\ntitle: T\n\n# end\n"),
        # The last line of a file need not have an end.
        ("title: T\nid: x", "id: x\ntitle: T\n"),
        ("title: T\r\nid: x", "id: x\r\ntitle: T\r\n"),
        ("---\n# about T\ntitle: T\nid: x\n", "---\nid: x\n# about T\ntitle: T\n"),
    ],
)
def test_comments_at_the_edges(text: str, wanted: str) -> None:
    assert ordered(text) == wanted
    assert ordered(wanted) == wanted


def test_the_dash_of_an_item_goes_to_its_new_first_key() -> None:
    text = "facts:\n  # the fact\n  -   kind: view\n      # one\n\n      # two\n      id: x # three\n"
    wanted = "facts:\n  # the fact\n  # one\n\n  # two\n  -   id: x # three\n      kind: view\n"
    assert ordered(text) == wanted
    assert ordered(wanted) == wanted


def test_a_text_of_several_lines_moves_as_it_is() -> None:
    text = "facts:\n- kind: view\n  note: |\n    # none\n\n    two\n\n  id: x\n  claim: 'a\n\n    b'\n"
    wanted = "facts:\n- id: x\n  kind: view\n  claim: 'a\n\n    b'\n  note: |\n    # none\n\n    two\n\n"
    assert ordered(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "facts:\n- kind: unknown\n  id: x\n",
        "facts:\n- words\n- [kind, id]\n",
        "facts: words\n",
        "? title\n: T\n? id\n: x\n",
        "title: T\n? id\n: x\n",
        "{title: T, # comment\n id: x}\n",
        "- a\n",
    ],
)
def test_what_cannot_be_told_apart_is_left_as_it_is_written(text: str) -> None:
    assert ordered(text) == text


@pytest.mark.parametrize("text", ["id: [", "", "id: a\nid: b\n", "id: &a b\n", "id: \0\n"])
def test_a_file_that_cannot_be_read_has_no_order(text: str) -> None:
    assert ordered(text) is None


def test_braces_keep_their_commas_and_line_breaks() -> None:
    text = "facts:\n- {kind: view , id: x,\n   market: , claim: [a, {b: c}]}\n"
    assert ordered(text) == "facts:\n- {id: x , market: ,\n   kind: view, claim: [a, {b: c}]}\n"
    assert ordered("{title: T, id: x}") == "{id: x, title: T}"


def test_a_result_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canon, "_edited", lambda text, _edits: text.replace("T", "U"))
    with pytest.raises(XbriefError, match=r"x\.yaml cannot be put in order"):
        ordered("title: T\nid: x\n")
    monkeypatch.setattr(canon, "_edited", lambda text, _edits: text.replace("# c", ""))
    with pytest.raises(XbriefError, match="without a change of its meaning") as caught:
        ordered("title: T # c\nid: x\n")
    assert caught.value.hint == "order it by hand"
