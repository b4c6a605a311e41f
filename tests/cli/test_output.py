"""--output: the new file is there as a whole, or the old one still is."""

from __future__ import annotations

import fcntl
import io
import os
import re
import stat
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, failed, shell, xbrief
from xbrief.cli.run.output import alone, emit, replace
from xbrief.errors import XbriefError

LINE = ("country", "korea", "--length", "line")


def _alone(folder: Path, *names: str) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_file_holds_what_stdout_would(tmp_path: Path) -> None:
    done = xbrief(*LINE, "--output", "korea.md", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "korea.md").read_text(encoding="utf-8") == xbrief(*LINE).stdout
    _alone(tmp_path, "korea.md")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("a.md", "# "),
        ("a.MARKDOWN", "# "),
        ("a", "# "),
        ("a.json", "{\n"),
        ("a.txt", "Xiaomi in South Korea\n"),
    ],
)
def test_the_ending_picks_the_format(name: str, first: str, tmp_path: Path) -> None:
    assert xbrief(*LINE, "-o", tmp_path / name, env={"FORCE_COLOR": "1"}).returncode == 0
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert written.startswith(first)
    assert "\x1b" not in written


def test_an_option_overrules_the_ending_and_another_ending_needs_it(tmp_path: Path) -> None:
    failed(xbrief(*LINE, "-o", tmp_path / "a.odt"), 2, "the ending .odt names no format", "--format")
    _alone(tmp_path)
    assert xbrief(*LINE, "-o", tmp_path / "a.odt", "--format", "md").returncode == 0
    assert (tmp_path / "a.odt").read_text(encoding="utf-8").startswith("# ")


def test_an_ending_of_another_command_s_format_is_told(tmp_path: Path) -> None:
    failed(xbrief(*LINE, "-o", tmp_path / "a.csv"), 2, "the ending .csv is no format of this command", ".md, .txt")
    _alone(tmp_path)


def test_plain_text_is_the_view_of_a_terminal_without_its_colours_and_its_width() -> None:
    args = ("country", "korea", "--format")
    plain = xbrief(*args, "txt", "--color", "always", env={"FORCE_COLOR": "1", "COLUMNS": "60"})
    screen, _, line = plain.stdout.rstrip("\n").rpartition("\n\n")
    assert f"{screen}\n" == xbrief(*args, "terminal", "--color", "never", "--width", "80").stdout
    assert re.fullmatch(r"xbrief [\d.]+ \| dossier [0-9a-f]{12} \| as of 2026-11-22 \| country kr", line)
    assert max(map(len, xbrief(*args, "txt", "--width", "50").stdout.splitlines()[:-1])) == 50


def test_bytes_are_written_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emit(b"\x00\r\n\xff", tmp_path / "bytes")
    assert (tmp_path / "bytes").read_bytes() == b"\x00\r\n\xff"
    paper = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(paper, encoding="utf-8"))
    emit(b"\x00\r\n\xff")
    assert paper.getvalue() == b"\x00\r\n\xff"


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace(tmp_path / "new", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_an_old_file_keeps_its_mode(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o604)
    replace(old, "neü\n")
    assert old.read_bytes() == "neü\n".encode()
    assert stat.S_IMODE(old.stat().st_mode) == 0o604
    _alone(tmp_path, "old")


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    replace(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    failed(xbrief(*LINE, "-o", tmp_path, "--format", "md"), 2, "is a folder", "name a file in it")
    failed(xbrief(*LINE, "-o", tmp_path / "no" / "a.md"), 2, "there is no folder", "make it first")
    _alone(tmp_path)


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old"
    old.write_text("old", encoding="utf-8")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(XbriefError, match="cannot be written: No space left"):
        emit("new", old)
    assert old.read_text(encoding="utf-8") == "old"
    _alone(tmp_path, "old")


def test_a_protected_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old"
    old.write_text("old", encoding="utf-8")
    # Root may write everything, so the mode alone would show nothing in a container.
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(XbriefError, match="write-protected"):
        replace(old, "new")


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    replace(pipe, "through")
    reader.join(timeout=20)
    assert read == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_another_loop_of_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    failed(xbrief(*LINE, "-o", tmp_path / "a"), 2, "cannot be written")


def test_a_folder_is_held_by_one_run_alone(tmp_path: Path) -> None:
    other = os.open(tmp_path, os.O_RDONLY)
    with alone(tmp_path), pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)
    _alone(tmp_path)


def test_where_nothing_can_be_locked_the_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_held: int, _how: int) -> None:
        raise OSError(95, "not supported")

    done = []
    monkeypatch.setattr(fcntl, "flock", refused)
    with alone(tmp_path):
        done.append("a file system without locks")
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with alone(tmp_path):
        done.append("a system without locks")
    assert len(done) == 2


def test_the_programs_own_output_may_be_named_as_a_file() -> None:
    done = shell("xbrief markets --format md --output /dev/stdout | cat", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("| Market |")
