"""`dismissed.txt` beside dossier.yaml: found conflicts that the curator has set aside, one sorted line each.

A line is the id of the conflict, a tab, and the reason. Sorted lines merge without a fuss where several people curate.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xbrief.dossier.files import content
from xbrief.errors import XbriefError

FILE = "dismissed.txt"
PREFIX = "clash:"


def read(root: Path) -> dict[str, str]:
    """The reasons by id; empty where there is no such file. XbriefError for a line that is none."""
    path = root / FILE
    if not path.exists() and not path.is_symlink():
        return {}
    try:
        text = content(path).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise XbriefError(f"{path}: no UTF-8 at byte {fault.start}", "save the file as UTF-8") from None
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        id, tab, because = line.partition("\t")
        if not tab or not id.startswith(PREFIX) or not because.strip():
            hint = f"a line is an id that begins with {PREFIX}, a tab, and the reason"
            raise XbriefError(f"{path}:{number}:1: not the line of a dismissed conflict", hint)
        if id in found:
            raise XbriefError(f"{path}:{number}:1: {id} stands here twice", "keep one of the two lines")
        found[id] = because.strip()
    return found


def written(reasons: Mapping[str, str]) -> str:
    """The text of the file with these reasons by id."""
    return "".join(f"{id}\t{because}\n" for id, because in sorted(reasons.items()))
