"""A new folder with its first files: nothing that is there is touched, and of a failure nothing is left."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from xbrief.dossier.load import MAIN
from xbrief.errors import XbriefError

_OTHER = "name a new folder, or an empty one"
# A repository that was made first.
_PERMITTED = frozenset({".git"})


def free(folder: Path) -> None:
    """XbriefError where the folder holds anything, or cannot be made."""
    if folder.is_symlink() and not folder.exists():
        raise XbriefError(f"{folder} is a link that leads nowhere", _OTHER)
    if not folder.exists():
        parent = folder.absolute().parent
        if not parent.is_dir():
            raise XbriefError(f"there is no folder {parent}", "make it first")
        return
    if not folder.is_dir():
        raise XbriefError(f"{folder} is no folder", _OTHER)
    try:
        held = {path.name for path in folder.iterdir()} - _PERMITTED
    except OSError as fault:
        raise XbriefError(f"{folder} cannot be read: {fault.strerror}", _OTHER) from None
    if MAIN in held:
        raise XbriefError(f"{folder} holds a dossier already", "`xbrief add` and `xbrief new fact` add to it")
    if held:
        raise XbriefError(f"{folder} is not empty: it holds {min(held)}", _OTHER)


def write(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Writes the files in their order, each only where none of its name is; XbriefError, with the folder as it was."""
    made: list[Path] = []
    try:
        if not folder.is_dir():
            folder.mkdir()
            made.append(folder)
        for name, text in files.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                made.append(folder / name)
                file.write(text)
    except BaseException as fault:
        _undo(made)
        if isinstance(fault, OSError):
            raise XbriefError(f"{folder} cannot be written: {fault.strerror or fault}", _OTHER) from None
        raise
    return [*files]


def _undo(made: list[Path]) -> None:
    with suppress(OSError):
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()


def below(folder: Path) -> str:
    """The path of a folder, new or not, within the repository in which it lies; empty at the top of one, or in none."""
    from xbrief.cli.run.revision import top

    near = folder.resolve()
    above = top(near if near.is_dir() else near.parent)
    if above is None or above.resolve() == near:
        return ""
    return Path(os.path.relpath(near, above.resolve())).as_posix()
