"""The user's editor, opened at a line: VISUAL, else EDITOR."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xbrief.errors import XbriefError

_PLUS = frozenset(
    {
        *("vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient"),
        *("micro", "joe", "jed", "mg", "kak", "gedit", "ne"),
    }
)
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
_COLON = frozenset({"subl", "sublime_text", "zed", "hx", "helix"})
# What returns at once, unless it is told to stay until the file is closed.
_WAIT = {**dict.fromkeys(_GOTO, ("--wait", "-w")), **dict.fromkeys(("subl", "sublime_text", "zed"), ("--wait", "-w"))}
_WAIT |= {"mate": ("--wait", "-w"), "gvim": ("-f", "--nofork"), "gedit": ("--wait", "-w")}


def words(path: Path, line: int) -> list[str]:
    """The command line that opens the file at a line (from 1), as far as the editor has a way to say so.

    XbriefError where no editor is named.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        given = shlex.split(named or "")
    except ValueError as fault:
        raise XbriefError(f"{named!r} names no editor: {fault}", "set another VISUAL or EDITOR") from None
    if not given:
        raise XbriefError("neither VISUAL nor EDITOR names an editor", "set one of them: export EDITOR=nano")
    program = Path(given[0]).name.lower().removesuffix(".exe")
    wait = _WAIT.get(program, ())
    if wait and not {*wait} & {*given}:
        given.append(wait[0])
    if program in _PLUS:
        return [*given, f"+{line}", str(path)]
    if program in _GOTO:
        return [*given, "--goto", f"{path}:{line}"]
    if program in _COLON:
        return [*given, f"{path}:{line}"]
    return [*given, "--line", str(line), str(path)] if program in {"kate", "mate"} else [*given, str(path)]


def opened(path: Path, line: int) -> None:
    """Returns once the editor has ended; XbriefError where it cannot be had, says that it failed, or left no file."""
    call = words(path, line)
    try:
        with _left_alone():
            code = subprocess.call(call)  # noqa: S603  # the user's own editor
    except OSError as fault:
        raise XbriefError(f"{call[0]} cannot be started: {fault.strerror}", "set another VISUAL or EDITOR") from None
    if code:
        raise XbriefError(f"{call[0]} ended with {code}", "set another VISUAL or EDITOR, where that was not meant")
    if not path.is_file():
        raise XbriefError(f"{path} cannot be read: {call[0]} took it away; nothing was changed", "begin anew")


@contextmanager
def _left_alone() -> Iterator[None]:
    """Ctrl-C is the editor's: the terminal sends it to both. Not ignored, which the editor would inherit."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
