"""A folder of files goes out: whole where it is new, file by file where an earlier one of ours stands; never over
what belongs to others."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from xbrief.cli.run.output import replace
from xbrief.errors import XbriefError

# The file by which a folder is known as a site of ours, and which lists what is ours in it.
MARKER = "xbrief-site.json"
# Files of a site lie in its folder or in one below it; a list that names others was not written here.
_OURS = re.compile(r"(?:(?:markets|sources|rules)/)?[a-z0-9][a-z0-9.-]*\.(?:html|css|js)")
_OTHER = "name a new folder, or an empty one"


def free(folder: Path) -> None:
    """XbriefError where the folder holds anything that is no earlier site; tells before the work is done."""
    _earlier(folder)


def write(folder: Path, files: Iterable[tuple[str, str]], told: Mapping[str, Any]) -> None:
    """The folder holds these files (by name in it, with their text) and none of an earlier site.

    `told` goes into its marker. XbriefError where that cannot be, or where the folder belongs to somebody else.
    """
    before = _earlier(folder)
    try:
        with _beside(folder) as new:
            names = _written(new, files)
            marker = json.dumps({**told, "files": sorted(names)}, ensure_ascii=False, indent=1) + "\n"
            (new / MARKER).write_text(marker, encoding="utf-8")
            if before is None:
                if folder.is_dir():
                    folder.rmdir()
                new.rename(folder)
                return
            _safe(folder, names)
            # Should the run be stopped halfway, the files of both sites are known as ours.
            both = json.dumps({**told, "files": sorted(before | names)}, ensure_ascii=False, indent=1) + "\n"
            replace(folder / MARKER, both)
            for name in sorted(names):
                (folder / name).parent.mkdir(exist_ok=True)
                (new / name).replace(folder / name)
            for name in sorted(before - names):
                (folder / name).unlink(missing_ok=True)
            (new / MARKER).replace(folder / MARKER)
    except OSError as fault:
        raise XbriefError(f"{folder} cannot be written: {fault.strerror or fault}", "name another folder") from None


def _earlier(folder: Path) -> frozenset[str] | None:
    """The files of the site that the folder holds; None where it is new or empty, XbriefError for any other folder."""
    if folder.is_symlink() and not folder.exists():
        raise XbriefError(f"{folder} is a link that leads nowhere", _OTHER)
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            raise XbriefError(f"there is no folder {folder.absolute().parent}", "make it first")
        return None
    if not folder.is_dir():
        raise XbriefError(f"{folder} is no folder", _OTHER)
    try:
        if not any(folder.iterdir()):
            return None
        held = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        names = frozenset(map(str, held["files"]))
    except FileNotFoundError:
        raise XbriefError(f"{folder} holds files, and no site of xbrief's", _OTHER) from None
    except OSError as fault:
        raise XbriefError(f"{folder} cannot be read: {fault.strerror}", _OTHER) from None
    except (ValueError, KeyError, TypeError):
        raise XbriefError(f"{folder / MARKER} is damaged", _OTHER) from None
    _safe(folder, names)
    return names


def _safe(folder: Path, names: Iterable[str]) -> None:
    """XbriefError where a name of the list is none that was written here, or where its folder leads elsewhere."""
    for name in names:
        if not _OURS.fullmatch(name):
            raise XbriefError(f"{folder / MARKER} names a file that is no part of a site: {name!r}", _OTHER)
        if (folder / name).parent.is_symlink():
            raise XbriefError(f"{(folder / name).parent} is a link to another place", _OTHER)


def _written(new: Path, files: Iterable[tuple[str, str]]) -> frozenset[str]:
    names = set()
    for name, text in files:
        (new / name).parent.mkdir(exist_ok=True)
        (new / name).write_text(text, encoding="utf-8", newline="\n")
        names.add(name)
    return frozenset(names)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder on the same disk; what is left there at the end is removed."""
    new = folder.absolute().parent / f".xbrief-{os.urandom(6).hex()}"
    new.mkdir()
    try:
        yield new
    finally:
        with suppress(OSError):
            shutil.rmtree(new)
