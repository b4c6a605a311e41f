"""The result goes out: to stdout, or into a file in one step."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from xbrief.errors import XbriefError


def emit(content: str | bytes, output: Path | None = None) -> None:
    """The result: to stdout, or into a file in one step. A reader that closes the pipe early has what it wanted."""
    if output is not None:
        replace(output, content)
        return
    if sys.stdout is None:
        raise XbriefError("standard output is closed", "write to a file with --output FILE")
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
    except OSError as fault:
        discard(sys.stdout)
        raise XbriefError(f"standard output cannot be written: {fault.strerror}") from None


def discard(stream: TextIO) -> None:
    """Sends what the stream still holds to nowhere: Python flushes it once more when it ends, and would complain."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def replace(path: Path, content: str | bytes, hint: str = "name another file") -> None:
    """The file holds the content, text as UTF-8, or is as it was: a new file beside it takes its place and its mode.

    XbriefError where it cannot be written, with the hint as the way out.
    """
    written = content.encode("utf-8") if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe is written to, by whatever name; there is no file to keep whole.
            path.write_bytes(written)
            return
        if target.is_symlink():
            raise OSError(0, "its links lead in a circle")
        if target.is_dir():
            raise XbriefError(f"{path} is a folder", "name a file in it")
        if not target.parent.is_dir():
            raise XbriefError(f"there is no folder {path.parent}", "make it first")
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(0, "it is write-protected")
        with _beside(target) as new:
            new.write_bytes(written)
            if target.exists():
                new.chmod(stat.S_IMODE(target.stat().st_mode))
            new.replace(target)
    except OSError as fault:
        raise XbriefError(f"{path} cannot be written: {fault.strerror or fault}", hint) from None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other run of xbrief is within the same folder at the same time; where the system has no such lock, go on."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems lock no folders.
        with suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """The path of a new file in the same folder; what is left there at the end is removed."""
    new = target.with_name(f".xbrief-{os.urandom(6).hex()}")
    try:
        yield new
    finally:
        with suppress(OSError):
            new.unlink()
