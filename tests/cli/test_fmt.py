"""`xbrief fmt` through a real process: what it writes, what it only tells, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.process import CYCLES, copied, failed, xbrief

NAME = "prairieledger-2024-04-ca-exit.yaml"
FIRST = "- id: ca-pl2404-left\n  market: ca\n"
MIXED = "- market: ca\n  id: ca-pl2404-left\n"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A dossier in which one fact is out of order."""
    root = copied(tmp_path)
    text = (root / NAME).read_text(encoding="utf-8")
    assert FIRST in text
    (root / NAME).write_text(text.replace(FIRST, MIXED), encoding="utf-8")
    return root


def test_a_dossier_in_order_is_left_as_it_is() -> None:
    for options in ((), ("--check",), ("--diff",)):
        done = xbrief("fmt", *options, "--dossier", CYCLES)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_file_is_put_in_order_and_named(mixed: Path) -> None:
    path = mixed / NAME
    path.chmod(0o640)
    before = {each.name: each.stat().st_mtime_ns for each in mixed.iterdir()}
    done = xbrief("fmt", "--dossier", mixed)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}\n", "")
    assert path.read_bytes() == (CYCLES / NAME).read_bytes()
    assert path.stat().st_mode & 0o777 == 0o640
    after = {each.name: each.stat().st_mtime_ns for each in mixed.iterdir()}
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {NAME}


def test_check_changes_nothing_and_says_no(mixed: Path) -> None:
    text = (mixed / NAME).read_text(encoding="utf-8")
    done = xbrief("fmt", "--check", cwd=mixed)
    assert (done.returncode, done.stdout) == (1, f"{NAME}\n")
    assert done.stderr == "error: one file would change\nhint: `xbrief fmt` puts the keys in order\n"
    assert (mixed / NAME).read_text(encoding="utf-8") == text


def test_diff_shows_what_would_change(mixed: Path) -> None:
    text = (mixed / NAME).read_text(encoding="utf-8")
    done = xbrief("fmt", "--diff", NAME, cwd=mixed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"--- {NAME}\n+++ {NAME}\n@@ ")
    assert {"-- market: ca", "-  id: ca-pl2404-left", "+- id: ca-pl2404-left", "+  market: ca"} <= {
        *done.stdout.splitlines()
    }
    assert xbrief("fmt", "--diff", "--check", NAME, cwd=mixed).returncode == 1
    assert (mixed / NAME).read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_read_is_named_and_left_alone_while_others_are_put_in_order(mixed: Path) -> None:
    broken = mixed / "broken.yaml"
    broken.write_text("id: [\n", encoding="utf-8")
    (mixed / "gone.yaml").symlink_to(mixed / "nothing")
    done = xbrief("fmt", cwd=mixed)
    assert (done.returncode, done.stdout) == (2, f"{NAME}\n")
    assert done.stderr.startswith("broken.yaml:2:1: D104 ")
    assert "\ngone.yaml: D109 cannot be read: No such file or directory\n" in done.stderr
    assert "error: two files cannot be read and were left alone\n" in done.stderr
    assert broken.read_text(encoding="utf-8") == "id: [\n"
    assert (mixed / NAME).read_bytes() == (CYCLES / NAME).read_bytes()


def test_marks_and_line_ends_of_a_file_stay(mixed: Path) -> None:
    raw = b"\xef\xbb\xbf" + (mixed / NAME).read_bytes().replace(b"\n", b"\r\n")
    (mixed / NAME).write_bytes(raw)
    assert xbrief("fmt", NAME, cwd=mixed).returncode == 0
    wanted = b"\xef\xbb\xbf" + (CYCLES / NAME).read_bytes().replace(b"\n", b"\r\n")
    assert (mixed / NAME).read_bytes() == wanted


def test_only_files_of_a_dossier_are_taken(mixed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("id: x\n", encoding="utf-8")
    text = (mixed / NAME).read_bytes()
    failed(xbrief("fmt", mixed / NAME, other), 2, f"{other} is no file of a dossier", "dossier.yaml")
    failed(xbrief("fmt", mixed), 2, "is a folder", f"xbrief fmt --dossier {mixed}")
    failed(xbrief("fmt", "nothing.yaml", cwd=mixed), 2, "there is no file nothing.yaml")
    failed(xbrief("fmt", mixed / "README.md"), 2, "README.md is no file of a dossier")
    assert (mixed / NAME).read_bytes() == text
