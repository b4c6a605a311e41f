"""Errors become exit codes, here and nowhere else.

Exit codes: 0 done · 1 the answer is no (problems found, nothing held) · 2 cannot (bad usage, unreadable input) ·
130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from types import TracebackType

import typer

from xbrief.cli.run.output import discard
from xbrief.errors import XbriefError
from xbrief.problems import escape

INTERRUPTED = 130


class Guard:
    """A context that ends the process with the exit code of whatever went wrong inside; stdout and stderr speak UTF-8.

    A defect of the program is one line, and a traceback where the environment has XBRIEF_DEBUG=1.
    """

    def __enter__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(fault, SystemExit):
            # Typer makes this of a reader that leaves while help is written; he has what he wanted.
            if isinstance(fault.__context__, BrokenPipeError):
                raise SystemExit(0) from None
        elif fault is not None:
            raise SystemExit(_code(fault)) from None


def _code(fault: BaseException) -> int:
    """Says on stderr what went wrong; the exit code for it."""
    if isinstance(fault, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(fault, XbriefError):
        complain(fault.message, fault.hint)
        return fault.exit_code
    if isinstance(fault, typer.TyperException):
        usage = getattr(fault, "ctx", None)
        path = usage.command_path if usage else "xbrief"
        complain(" ".join(fault.format_message().split()), f"`{path} --help` shows how it is used")
        return 2
    if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
        complain(f"the output cannot be written: {fault.strerror}", "make room, or write elsewhere")
        return 2
    if os.environ.get("XBRIEF_DEBUG") == "1":
        import traceback

        traceback.print_exception(fault)
    complain(f"a defect of xbrief: {type(fault).__name__}: {fault}", "set XBRIEF_DEBUG=1 to see where")
    return 2


def complain(message: str, hint: str = "") -> None:
    """`error: message` and `hint: way out` on stderr."""
    _say(f"error: {escape(message)}" + (f"\nhint: {escape(hint)}" if hint else ""))


def warn(message: str) -> None:
    """`warning: message` on stderr."""
    _say(f"warning: {escape(message)}")


def _say(text: str) -> None:
    # Where stderr is closed there is nobody to tell, and nothing to fail over.
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
        except OSError:
            discard(sys.stderr)
