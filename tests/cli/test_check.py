"""`xbrief check`: which problems count, and annotations for GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, Done, copied, failed, xbrief

NAME = "prairieledger-2024-04-ca-exit.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier with an error of code D301 and a warning of code D313."""
    root = copied(tmp_path)
    text = (root / NAME).read_text(encoding="utf-8")
    text = text.replace("- id: ca-pl2404-left\n", "- id: us-pl2404-left\n")
    text = text.replace("categories: [e-bikes", "categories: [e-bykes", 1)
    (root / NAME).write_text(text, encoding="utf-8")
    return root


def codes(done: Done) -> list[str]:
    return [problem["code"] for problem in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("args", "left", "exit_code"),
    [
        ((), ["D313", "D301"], 1),
        (("--select", "D3"), ["D313", "D301"], 1),
        (("--select", "d301"), ["D301"], 1),
        (("--select", "D313,D1"), ["D313"], 0),
        (("--select", "D313", "--select", "D301"), ["D313", "D301"], 1),
        (("--ignore", "D301"), ["D313"], 0),
        (("--ignore", "D3"), [], 0),
        (("--select", "D3", "--ignore", "D30, D2"), ["D313"], 0),
        (("--select", "D1"), [], 0),
    ],
)
def test_what_is_left_decides(args: tuple[str, ...], left: list[str], exit_code: int, root: Path) -> None:
    done = xbrief("check", *args, "--format", "json", "--dossier", root)
    assert (codes(done), done.returncode) == (left, exit_code)
    plain = xbrief("check", *args, "--dossier", root)
    assert plain.returncode == exit_code
    assert [code for code in ("D313", "D301") if f": {code} " in plain.stdout] == left
    assert bool(plain.stderr) == bool(left)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_gets_the_nearest(option: str) -> None:
    failed(xbrief("check", option, "D39", "--dossier", CYCLES), 2, f"{option}: no code is or begins with 'D39'", "D309")
    failed(xbrief("check", option, "XYZ", "--dossier", CYCLES), 2, "'XYZ'", "xbrief explain")
    failed(xbrief("check", option, "D3,,D1", "--dossier", CYCLES), 2, "''")


def test_annotations_name_files_from_the_folder_of_the_run(root: Path, tmp_path: Path) -> None:
    (root / "rules").mkdir()
    (root / "rules" / "a,b.yaml").write_text("form: [\n", encoding="utf-8")
    for near in ("dossier", root):
        done = xbrief("check", "--format", "github", "--dossier", near, cwd=tmp_path)
        assert done.returncode == 1
        warning, error, rule = done.stdout.splitlines()
        assert warning.startswith(f"::warning file=dossier/{NAME},line=9,col=7,title=D313::`us-pl2404-left` does not")
        assert error.startswith(f"::error file=dossier/{NAME},line=")
        assert error.endswith("title=D301::`e-bykes` is no category of dossier.yaml%0Ahint: did you mean `e-bikes`?")
        assert rule.startswith("::error file=dossier/rules/a%2Cb.yaml,line=")
        assert done.stderr.startswith("error: three problems, ")
    inside = xbrief("check", "--format", "github", "--select", "D301", cwd=root)
    assert inside.stdout.startswith(f"::error file={NAME},")
    far = xbrief("check", "--format", "github", "--select", "D301", "--dossier", root, cwd=CYCLES)
    assert far.stdout.startswith(f"::error file={root}/{NAME},")


def test_a_sound_dossier_has_no_annotations() -> None:
    done = xbrief("check", "--format", "github", "--dossier", CYCLES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
