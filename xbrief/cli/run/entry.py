"""An assessment put into the dossier's file, and the editor in which its author may write it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import replace as replaced
from pathlib import Path
from tempfile import TemporaryDirectory

from xbrief.cli.run.output import replace
from xbrief.cli.run.session import Session
from xbrief.dossier import assessments, yaml
from xbrief.dossier.assessments import FILE
from xbrief.dossier.files import content
from xbrief.dossier.names import Desk
from xbrief.dossier.page import Page
from xbrief.errors import XbriefError
from xbrief.model import Assessment, Place
from xbrief.problems import escape

_BOM = "\ufeff"


def lines(entry: Assessment) -> str:
    """The entry as it would be written."""
    return assessments.with_entry("", entry).partition("\n")[2]


def add(opened: Session, entry: Assessment) -> None:
    """Puts the entry behind those of the dossier's file, in one step.

    XbriefError, with the file as it was, where the list is written so that this cannot be done safely.
    """
    path = opened.root / FILE
    text = content(path).decode("utf-8") if path.exists() else ""
    mark = _BOM if text.startswith(_BOM) else ""
    changed = assessments.with_entry(text.removeprefix(_BOM), entry)
    before, after = (_read(opened, each) for each in (text.removeprefix(_BOM), changed))
    if after != [*before, entry]:
        raise XbriefError(f"{path}: the entry cannot be added, the file is as it was", "add it by hand, below the last")
    replace(path, mark + changed)


def _read(opened: Session, text: str) -> list[Assessment]:
    """The sound entries of a text, wherever they stand in it."""
    page, dossier = Page(FILE, text), opened.dossier
    found = assessments.read(Desk(page, None), yaml.parse(page), dossier.facts, dossier.renamed, dossier.retracted)
    return [replaced(entry, place=Place("", 0, 0)) for entry in found]


def edited(seen: Mapping[str, str]) -> str:
    """What the author writes in an editor, below what it rests on; XbriefError where there is no editor that works."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise XbriefError("neither VISUAL nor EDITOR names an editor", "set one of them, or give --text TEXT")
    given = "".join(f"# {id}: {escape(told)}\n" for id, told in seen.items())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "judgement.txt"
        path.write_text(f"\n# Lines that begin with # are left out. It rests on:\n{given}", encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=True)  # noqa: S603  # the user's own editor
        except (OSError, ValueError, subprocess.CalledProcessError) as fault:
            raise XbriefError(f"{editor!r} failed: {fault}", "set another VISUAL, or give --text TEXT") from None
        written = path.read_text(encoding="utf-8", errors="replace")
    return "\n".join(line for line in written.splitlines() if not line.startswith("#"))
