"""Files of a dossier as bytes: regular ones of a bearable size, so that no pipe or device stops a run."""

from __future__ import annotations

import stat
from pathlib import Path

from xbrief.errors import XbriefError

LARGEST = 64 * 2**20  # bytes; the largest source of the bundled dossier has 16 KiB


def held(root: Path, name: str) -> bytes:
    """The bytes of a dossier's file; XbriefError as of `content`, and for a link that leads out of the dossier.

    What such a link leads to is nobody's to show: a dossier may come from a stranger.
    """
    path = root / name
    if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(root.resolve()):
        raise XbriefError(f"{path} is a link that leads out of the dossier", "put the file itself in its place")
    return content(path)


def content(path: Path) -> bytes:
    """The bytes of a file; XbriefError, its message beginning with the path, where it is none that can be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise XbriefError(f"{path} is no regular file", "put a file in its place, or take it out of the folder")
        if found.st_size > LARGEST:
            raise XbriefError(f"{path} is larger than {LARGEST // 2**20} MiB", "split it, or take it out of the folder")
        return path.read_bytes()
    except OSError as fault:
        hint = "check who may read it"
        if isinstance(fault, FileNotFoundError):
            hint = "a link that leads nowhere?" if path.is_symlink() else "check its name and folder"
        raise XbriefError(f"{path} cannot be read: {fault.strerror}", hint) from None
