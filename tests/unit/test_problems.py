"""How a problem looks: its place, the line with a caret, the hint; and what cannot harm a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbrief.problems import Problem, annotation, did_you_mean, escape, nearest, render


def problem(excerpt: str = "", column: int = 1, line: int = 3, hint: str = "", severity: str = "error") -> Problem:
    return Problem("x.yaml", line, column, "D204", "`actve` is no `status`", hint, severity, excerpt)


def test_a_problem_shows_its_place_its_line_and_the_way_out() -> None:
    assert render(problem("  status: actve", 11, hint="did you mean `active`?")).split("\n") == [
        "x.yaml:3:11: D204 `actve` is no `status`",
        "    status: actve",
        "            ^",
        "hint: did you mean `active`?",
    ]


def test_the_file_is_named_as_it_lies_in_its_folder() -> None:
    assert render(problem(), "my/dossier/").startswith("my/dossier/x.yaml:3:1: ")


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert render(problem("words", line=0, column=0)) == "x.yaml: D204 `actve` is no `status`"


def test_a_warning_says_so() -> None:
    assert render(problem(severity="warning")) == "x.yaml:3:1: D204 warning: `actve` is no `status`"


def test_an_empty_line_is_not_shown() -> None:
    assert render(problem("   ")).count("\n") == 0


@pytest.mark.parametrize(
    ("excerpt", "column", "shown", "caret"),
    [
        ("a: b", 4, "a: b", "   ^"),
        ("\ta: b", 5, " a: b", "    ^"),
        ("日本: b", 5, "日本: b", "      ^"),
        ("e\u0301: b", 5, "e\u0301: b", "   ^"),
        ("a: \x1b[31m b", 6, "a: \\x1b[31m b", "        ^"),
        ("a: \u202eb", 5, "a: \\u202eb", "         ^"),
        ("a: \U000e0001b", 5, "a: \\U000e0001b", "             ^"),
        ("a: b", 99, "a: b", "    ^"),
        ("a: b", 0, "a: b", "^"),
    ],
)
def test_the_caret_stands_under_its_column(excerpt: str, column: int, shown: str, caret: str) -> None:
    _head, line, below = render(problem(excerpt, column)).split("\n")
    assert (line, below) == (f"  {shown}", f"  {caret}")


@pytest.mark.parametrize(("column", "left", "right"), [(1, False, True), (200, True, True), (400, True, False)])
def test_a_long_line_is_cut_around_its_column(column: int, left: bool, right: bool) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(400))
    _head, shown, caret = render(problem(line, column)).split("\n")
    assert len(shown) <= 104
    assert (shown.startswith("  …"), shown.endswith("…")) == (left, right)
    assert shown[caret.index("^")] == line[column - 1]


def test_messages_are_escaped_and_cut() -> None:
    long = Problem("x\n.yaml", 1, 1, "D204", "a\x1b" + "b" * 600, "c\nd" * 300)
    head, hint = render(long).split("\n")
    assert head.startswith("x\\x0a.yaml:1:1: D204 a\\x1bbbb")
    assert head.endswith("b …")
    assert hint.startswith("hint: c\\x0ad")
    assert len(head) < 600


@given(st.text(max_size=300), st.integers(0, 310))
def test_nothing_that_moves_a_cursor_comes_out(excerpt: str, column: int) -> None:
    out = render(problem(excerpt, column))
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Cs"} or character == "\n" for character in out)
    assert out.count("\n") in {0, 2}


def test_escapes_keep_what_can_be_seen() -> None:
    assert escape("Ünïcode 日本 🙂") == "Ünïcode 日本 🙂"


def test_the_nearest_name_does_not_depend_on_the_order_of_names() -> None:
    names = ["lamp", "lamps", "camp"]
    assert nearest("lampz", names) == nearest("lampz", reversed(names)) == ("lamp",)
    assert nearest("lampz", names, 2) == ("lamp", "lamps")
    assert nearest("x" * 5000, names) == ()
    assert did_you_mean("zzz", names) == ""
    assert did_you_mean("lampe", ["lamp"]) == "did you mean `lamp`?"


def test_problems_come_in_order_of_place() -> None:
    one, two = problem(line=2), problem(line=10)
    assert sorted([two, one]) == [one, two]
    assert one.place == "x.yaml:2:1"


def test_an_annotation_is_escaped_as_github_wants_it() -> None:
    found = Problem("a,b:c%.yaml", 3, 7, "D301", "100 % of a: b,\r\nc", "try :: this")
    assert annotation(found, "my dossier/") == (
        "::error file=my dossier/a%2Cb%3Ac%25.yaml,line=3,col=7,title=D301::"
        "100 %25 of a: b,\\x0d\\x0ac%0Ahint: try :: this"
    )


def test_an_annotation_of_a_whole_file_has_no_line() -> None:
    found = Problem("a.yaml", 0, 0, "D110", "not read", severity="warning")
    assert annotation(found) == "::warning file=a.yaml,title=D110::not read"
