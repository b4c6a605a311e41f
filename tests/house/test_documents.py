"""Every command of xbrief that the documents show runs, with the output that they show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.house import consoles
from tests.house.consoles import Example, agrees, examples, failures

REPO = Path(__file__).resolve().parents[2]
REQUIRED = ("README.md", "CONTRIBUTING.md")
DOCUMENTS = (*REQUIRED, *sorted(path.relative_to(REPO).as_posix() for path in (REPO / "docs").rglob("*.md")))


MIXED = """\
```sh
make brief
xbrief check  # exit code 1
```

- in a list:

  ```console
  $ xbrief markets
  one

  two

  $ cat x
  no command of ours
  $ xbrief facts | head -1
  ```

```python
xbrief = 1
```

    xbrief in indented text
"""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_commands_of_a_document_do_what_it_says(name: str, tmp_path: Path) -> None:
    path = REPO / name
    assert path.is_file(), f"{name} is missing at the top of the repository"
    # The guide to curating walks through articles of its own.
    shutil.copytree(REPO / "tests" / "intake" / "ten", tmp_path / "articles")
    found = failures(path.read_text(encoding="utf-8"), tmp_path)
    assert not found, f"{name}, " + "\n\n".join(found)


def test_the_readme_begins_with_the_two_commands_that_set_up() -> None:
    path = REPO / "README.md"
    assert path.is_file(), "README.md is missing at the top of the repository"
    first_fence = path.read_text(encoding="utf-8").split("```")[1]
    commands = [line.split("#")[0].strip() for line in first_fence.splitlines()[1:]]
    assert [command for command in commands if command] == ["make brief", "make test"]


def test_examples_are_read_from_shell_and_console_fences() -> None:
    assert list(examples(MIXED)) == [
        Example(3, "xbrief check  # exit code 1", 1, None),
        Example(9, "xbrief markets", 0, ("one", "", "two")),
        Example(16, "xbrief facts | head -1", 0, None),
    ]


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("a b", "a b", True),
        ("a b", "a c", False),
        ("a b", "a b c", False),
        ("a …", "a b c", True),
        ("a …", "a", True),
        ("… c", "a b c", True),
        ("a … c", "a b b c", True),
        ("a … c", "a b b", False),
        ("a … b … d", "a c d", False),
        ("a.", "ab", False),
    ],
)
def test_an_elision_stands_for_any_lines(shown: str, real: str, *, same: bool) -> None:
    assert agrees(tuple(shown.split()), tuple(real.split())) is same


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that says what it was called with, in place of the real one."""
    program = tmp_path / "bin" / "xbrief"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "called: $*"\necho to stderr >&2\nexit "${2:-0}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(consoles.sys, "executable", str(program))
    return tmp_path


def test_output_and_exit_code_as_shown_are_fine(stand_in: Path) -> None:
    shown = "```console\n$ xbrief say 1  # exit code 1\ncalled: say 1\nto stderr\n$ xbrief x > f.txt\n…\n```\n"
    assert failures(shown, stand_in) == []
    assert (stand_in / "f.txt").read_text(encoding="utf-8") == "called: x\n"


@pytest.mark.parametrize(
    ("shown", "complaint"),
    [
        ("```console\n$ xbrief say 0\ncalled: sing 0\n…\n```\n", "the document shows"),
        ("```sh\nxbrief say 2\n```\n", "exit code 2, the document says 0"),
        ("```sh\nxbrief say 0  # exit code 1\n```\n", "exit code 0, the document says 1"),
        ("```sh\nxbrief say 2 | cat\n```\n", "exit code 2"),
    ],
)
def test_other_output_or_another_exit_code_is_told(shown: str, complaint: str, stand_in: Path) -> None:
    (found,) = failures(shown, stand_in)
    assert found.startswith("line 2: xbrief say")
    assert complaint in found
