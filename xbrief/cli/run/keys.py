"""Single keys and lines from a terminal. Whatever ends a wait, the terminal is as it was."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select

#: Ctrl-D, or a terminal that is gone.
END = "\x04"
_ESCAPE = b"\x1b"


def interactive() -> bool:
    """Can keys be read, and does somebody see what is asked?"""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def key() -> str:
    """The next key, a small letter; empty for one that is no letter, such as an arrow; END where there is none to come.

    Ctrl-C stays what it is.
    """
    number = sys.stdin.fileno()
    with _unbuffered(number):
        try:
            pressed = os.read(number, 1)
        except OSError:
            return END
        # An arrow, a letter of another script: several bytes for one key.
        while pressed[:1] == _ESCAPE or pressed[:1] >= b"\x80":
            if not select([number], [], [], 0.02)[0] or not os.read(number, 64):
                return ""
            pressed = _ESCAPE
    return pressed.decode("ascii").lower() if pressed else END


def line(prompt: str, given: str = "") -> str | None:
    """A line that is typed, begun with what is given; None at Ctrl-D."""
    with suppress(ImportError):
        import readline

        readline.set_startup_hook(lambda: readline.insert_text(given))
        try:
            return _asked(prompt)
        finally:
            readline.set_startup_hook()
    return _asked(prompt)


def _asked(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None


@contextmanager
def _unbuffered(number: int) -> Iterator[None]:
    """The terminal gives each key at once and shows none; afterwards it is as it was."""
    import termios
    import tty

    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSANOW)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)
