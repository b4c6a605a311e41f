"""Questions to whoever sits at the terminal; on stderr, so that stdout holds the result alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from xbrief.cli.run.guard import complain
from xbrief.errors import XbriefError

Answer = TypeVar("Answer")


def terminal() -> bool:
    """Is there somebody to ask?"""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask(question: str, read: Callable[[str], Answer]) -> Answer:
    """What `read` makes of the answer; where it raises XbriefError, that is told and the question asked again.

    XbriefError where the answers end.
    """
    while True:
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        # In bytes: half a character, as a terminal may leave it behind a backspace, is a wrong answer and no defect.
        line = sys.stdin.buffer.readline()
        if not line:
            sys.stderr.write("\n")
            raise XbriefError("the questions were not answered", "answer them, or give the options that `--help` lists")
        try:
            return read(line.decode("utf-8", "replace").strip())
        except XbriefError as fault:
            complain(fault.message, fault.hint)


def choose(question: str, keys: str) -> str:
    """One of the keys, in any case; XbriefError where the answers end."""

    def read(line: str) -> str:
        key = line[:1].lower()
        if not key or key not in keys:
            raise XbriefError(f"{line!r} is no answer to that", f"type one of {', '.join(keys)}")
        return key

    return ask(question, read)
