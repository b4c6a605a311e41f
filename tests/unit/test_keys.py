"""Keys and lines read within this process; tests/cli/test_review.py reads them as a user types them."""

from __future__ import annotations

import io
import os
import signal
import sys
import termios
from collections.abc import Iterator

import pytest

from xbrief.cli.run import keys


@pytest.fixture
def master(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of the terminal from which keys are read."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        yield ours
    os.close(ours)


def test_a_key_is_a_small_letter_and_the_terminal_is_as_it_was(master: int) -> None:
    before = termios.tcgetattr(sys.stdin.fileno())
    os.write(master, b"A?")
    assert [keys.key(), keys.key()] == ["a", "?"]
    assert termios.tcgetattr(sys.stdin.fileno()) == before


@pytest.mark.parametrize("pressed", [b"\x1b[A", "é".encode(), b"\x1b", b"\x1b[1;5C"])
def test_a_key_of_several_bytes_is_none_of_the_letters_in_it(master: int, pressed: bytes) -> None:
    os.write(master, pressed)
    assert keys.key() == ""
    os.write(master, b"q")
    assert keys.key() == "q"


@pytest.mark.usefixtures("master")
def test_a_terminal_that_is_gone_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_number: int, _length: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", gone)
    assert keys.key() == keys.END
    monkeypatch.setattr(os, "read", lambda _number, _length: b"")
    assert keys.key() == keys.END


def test_without_a_terminal_no_keys_are_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert not keys.interactive()
    monkeypatch.setattr("sys.stdin", None)
    assert not keys.interactive()


@pytest.mark.parametrize("library", [True, False])
def test_a_line_with_and_without_a_library_for_lines(monkeypatch: pytest.MonkeyPatch, library: bool) -> None:
    if not library:
        monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr("sys.stdin", io.StringIO("typed\n"))
    assert keys.line("? ", "given") == "typed"
    assert keys.line("? ") is None


def echoes() -> bool:
    """Does the terminal show what is typed, and give it line by line?"""
    flags = termios.tcgetattr(sys.stdin.fileno())[3]
    return bool(flags & termios.ECHO and flags & termios.ICANON)


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """What the shell would find whenever the program is stopped, which goes on at once."""
    found: list[bool] = []
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)

    def stopped(number: int) -> None:
        assert signal.getsignal(number) == signal.SIG_DFL, "else the program would not stop"
        found.append(echoes())

    monkeypatch.setattr(signal, "raise_signal", stopped)
    yield found
    signal.signal(signal.SIGTSTP, before)


def stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first byte that is waited for is Ctrl-Z."""
    whole = os.read

    def read(number: int, length: int) -> bytes:
        monkeypatch.setattr(os, "read", whole)
        os.kill(os.getpid(), signal.SIGTSTP)
        return whole(number, length)

    monkeypatch.setattr(os, "read", read)


def test_a_stopped_wait_leaves_the_terminal_to_the_shell(
    master: int, stops: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = termios.tcgetattr(sys.stdin.fileno())
    stopping(monkeypatch)
    assert keys.key() == keys.AGAIN
    assert stops == [True]
    os.write(master, b"q")
    assert keys.key() == "q"
    assert termios.tcgetattr(sys.stdin.fileno()) == before
    assert signal.getsignal(signal.SIGTSTP) == signal.SIG_DFL


def test_a_key_that_was_read_is_not_lost_to_a_stop(
    master: int, stops: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-Z while the terminal is put back: the key counts, and the terminal is as it was."""
    before = termios.tcgetattr(sys.stdin.fileno())
    whole, calls = termios.tcsetattr, []

    def put(number: int, when: int, how: list[object]) -> None:
        calls.append(how)
        if len(calls) == 1:
            os.kill(os.getpid(), signal.SIGTSTP)
        whole(number, when, how)

    monkeypatch.setattr(termios, "tcsetattr", put)
    os.write(master, b"q")
    assert (keys.key(), stops) == ("q", [True])
    assert termios.tcgetattr(sys.stdin.fileno()) == before


@pytest.mark.usefixtures("master")
def test_a_program_that_may_not_be_stopped_is_not(stops: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)

    def read(_number: int, _length: int) -> bytes:
        os.kill(os.getpid(), signal.SIGTSTP)
        return b"q"

    monkeypatch.setattr(os, "read", read)
    assert (keys.key(), stops) == ("q", [])
    assert signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN
