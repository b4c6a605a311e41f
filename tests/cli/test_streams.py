"""stdout holds the result and nothing else; a terminal gets the designed view, a pipe Markdown without escape codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import TIME_LIMIT_SECONDS, environment, failed, shell, spoilt, terminal, xbrief

ESCAPE = "\x1b"
# Larger than what a pipe buffers, so that the writer meets the closed end.
LONG = "xbrief country korea brazil us india --length full --format json"


def test_a_pipe_gets_markdown_without_escape_codes() -> None:
    done = xbrief("country", "korea")
    assert done.stdout.startswith("# Xiaomi in South Korea\n")
    assert "[^kr-1]: " in done.stdout
    assert done.stderr == ""
    for options in (["--color", "always"], []):
        forced = xbrief("country", "korea", *options, env={"FORCE_COLOR": "1", "COLUMNS": "40"})
        assert forced.stdout == done.stdout


def test_a_terminal_gets_the_terminal_view_in_colour() -> None:
    code, screen = terminal("country", "korea")
    assert code == 0
    assert ESCAPE in screen
    assert "[^kr-1]" not in screen


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_colour_on_a_terminal_can_be_had_or_not(options: list[str], env: dict[str, str], *, colored: bool) -> None:
    code, screen = terminal("country", "korea", "--length", "line", *options, env=env)
    assert code == 0
    assert (ESCAPE in screen) is colored


def test_the_terminal_view_in_a_pipe_is_plain_unless_colour_is_asked_for() -> None:
    plain = xbrief("country", "korea", "--format", "terminal")
    assert ESCAPE not in plain.stdout
    assert plain.stdout == xbrief("country", "korea", "--format", "terminal", env={"COLUMNS": "200"}).stdout
    assert ESCAPE in xbrief("country", "korea", "--format", "terminal", "--color", "always").stdout
    assert ESCAPE in xbrief("country", "korea", "--format", "terminal", env={"FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize("columns", [50, 80])
def test_the_terminal_view_keeps_to_the_columns(columns: int) -> None:
    for _, screen in (
        terminal("country", "korea", columns=columns, env={"NO_COLOR": "1"}),
        terminal("country", "korea", columns=95, env={"NO_COLOR": "1", "COLUMNS": str(columns)}),
        terminal("country", "korea", "--width", str(columns), columns=95, env={"NO_COLOR": "1"}),
    ):
        longest = max(len(line) for line in screen.splitlines())
        assert columns - 10 < longest <= columns


def test_ascii_draws_with_ascii() -> None:
    shown = xbrief("country", "us", "--format", "terminal", "--ascii", "--length", "line").stdout
    assert shown.isascii()


@pytest.mark.parametrize("reader", ["head -1", "true", "head -c 10"])
def test_a_reader_that_leaves_early_is_no_failure(reader: str, tmp_path: Path) -> None:
    done = shell(f"{LONG} | {reader}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("args", [["--help"], ["country", "--help"], ["--version"], ["check"], ["country", "korea"]])
def test_a_reader_that_was_never_there_is_no_failure(args: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "xbrief", *args],
        env=environment(),
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_device_is_told() -> None:
    done = shell(f"{LONG} > /dev/full", Path("/"))
    failed(done, 2, "standard output cannot be written: No space left")


def test_a_closed_stdout_is_told_and_a_closed_stderr_is_borne() -> None:
    failed(shell("xbrief country korea >&-", Path("/")), 2, "standard output is closed", "--output FILE")
    done = shell("xbrief country xyzzy 2>&-", Path("/"))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
    assert shell("xbrief country xyzzy 2>/dev/full", Path("/")).returncode == 2


@pytest.mark.parametrize("env", [{"LANG": "C"}, {"LANG": None, "LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "latin-1"}])
def test_text_is_utf_8_whatever_the_locale(env: dict[str, str | None]) -> None:
    done = xbrief("country", "대한민국", env=env)
    assert done.returncode == 0
    assert done.stdout == xbrief("country", "korea").stdout
    assert "“" in done.stdout
    failed(xbrief("country", "Ελλάδα", env=env), 1, "nothing is held on Greece")
    failed(xbrief("country", "Ατλαντίδα", env=env), 2, "Ατλαντίδα")


def test_a_name_that_is_no_text_is_unknown() -> None:
    done = shell("xbrief country $'ko\\xffrea'", Path("/"))
    failed(done, 2, "no country or region is called")


def test_what_moves_a_cursor_is_shown_as_an_escape() -> None:
    done = xbrief("country", "kor\x1b[2Jea")
    failed(done, 2, "kor\\x1b[2Jea")
    assert ESCAPE not in done.stderr
    assert ESCAPE not in xbrief("country", "korea", "--section", "w\x1b[2J").stderr
    assert ESCAPE not in xbrief("explain", "w\x1b[2J").stderr
    assert ESCAPE not in xbrief("w\x1b[2J").stderr


def test_messages_stand_on_stderr_alone(tmp_path: Path) -> None:
    spoilt(tmp_path)
    sound = xbrief("country", "netherlands", cwd=tmp_path / "dossier")
    assert sound.stderr.startswith("warning: ")
    assert "warning" not in sound.stdout.splitlines()[0]


def test_a_second_run_gives_the_same_bytes() -> None:
    for args in (["country", "korea"], ["compare", "us", "brazil", "--format", "json"]):
        assert xbrief(*args).stdout == xbrief(*args, env={"PYTHONHASHSEED": "7"}).stdout
