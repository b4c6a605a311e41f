"""Single keys and lines from a terminal. Whatever ends or stops a wait, the terminal is as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from select import select

#: Ctrl-D, or a terminal that is gone.
END = "\x04"
#: Ctrl-L, or a program that was stopped (Ctrl-Z) and goes on: what stood on the screen is to be shown again.
AGAIN = "\x0c"
_ESCAPE = b"\x1b"


def interactive() -> bool:
    """Can keys be read, and does somebody see what is asked?"""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def key() -> str:
    """The next key, a small letter; empty for one that is no letter, such as an arrow; END where there is none to come,
    AGAIN where the screen may hold something else by now.

    Ctrl-C stays what it is.
    """
    number = sys.stdin.fileno()
    waiting = False

    def resumed() -> None:
        # Elsewhere the clearing up goes on.
        if waiting:
            raise _Continued

    with suppress(_Continued), _unbuffered(number, resumed):
        waiting = True
        try:
            pressed = os.read(number, 1)
        except OSError:
            return END
        # An arrow, a letter of another script: several bytes for one key.
        while pressed[:1] == _ESCAPE or pressed[:1] >= b"\x80":
            if not select([number], [], [], 0.02)[0] or not os.read(number, 64):
                return ""
            pressed = _ESCAPE
        waiting = False
        return pressed.decode("ascii").lower() if pressed else END
    return AGAIN


def line(prompt: str, given: str = "") -> str | None:
    """A line that is typed, begun with what is given; None at Ctrl-D. Where it was stopped it is shown again."""
    with suppress(ImportError):
        import readline

        def shown() -> None:
            sys.stdout.write(f"{prompt}{readline.get_line_buffer()}")
            sys.stdout.flush()

        readline.set_startup_hook(lambda: readline.insert_text(given))
        try:
            with _stoppable(shown):
                return _asked(prompt)
        finally:
            readline.set_startup_hook()
    return _asked(prompt)


def _asked(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None


class _Continued(Exception):
    """The program was stopped, and goes on: no error, but the way out of a read that would go on, too."""


@contextmanager
def _stoppable(resumed: Callable[[], None]) -> Iterator[None]:
    """Ctrl-Z within stops the program with the terminal as it is now, for the shell to have; `fg` gives it back what it
    had, and calls `resumed`. Without a terminal, or where the program may not be stopped, nothing is done.
    """
    ignored = signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN
    if ignored or not sys.stdin.isatty():
        yield
        return
    import termios

    number = sys.stdin.fileno()
    outside = termios.tcgetattr(number)

    def stopped(_number: int, _frame: object) -> None:
        inside = termios.tcgetattr(number)
        termios.tcsetattr(number, termios.TCSANOW, outside)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        # Here it goes on.
        signal.signal(signal.SIGTSTP, stopped)
        termios.tcsetattr(number, termios.TCSANOW, inside)
        resumed()

    before = signal.signal(signal.SIGTSTP, stopped)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


@contextmanager
def _unbuffered(number: int, resumed: Callable[[], None]) -> Iterator[None]:
    """The terminal gives each key at once and shows none; afterwards it is as it was."""
    import termios
    import tty

    before = termios.tcgetattr(number)
    with _stoppable(resumed):
        try:
            tty.setcbreak(number, termios.TCSANOW)
            yield
        finally:
            termios.tcsetattr(number, termios.TCSANOW, before)
