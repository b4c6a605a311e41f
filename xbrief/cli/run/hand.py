"""A file of a dossier changed in an editor: what comes back is judged, and only what is sound takes its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xbrief.cli.run import asking, editor
from xbrief.cli.run.drafts import Draft
from xbrief.cli.run.judge import Judged, judged, told
from xbrief.cli.run.output import alone, replace
from xbrief.dossier.files import content
from xbrief.errors import XbriefError


class Kept(XbriefError):
    """The file is as it was, and what was written is kept elsewhere."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be edited: a file of the dossier in `root`, opened at a line, about the fact of the id `meant`.

    `text` is what the editor is given, `name` that of the draft. `finished` makes what is kept of what comes back.
    """

    root: Path
    file: str
    name: str
    base: bytes
    text: bytes
    line: int
    meant: str = ""
    finished: Callable[[bytes], bytes] = lambda text: text


def edited(work: Work) -> Judged | None:
    """What has become of the file, which holds it now; None where it was left as it was.

    Kept where what was written is not sound and the user gives up, or where the file was changed by somebody else
    meanwhile; then the file is as it was, and the draft is told.
    """
    path, draft = work.root / work.file, Draft(work.root, work.name)
    taken_up = draft.left and _go_on(draft)
    if not taken_up:
        draft.begin(work.base, work.text)
    line = work.line
    try:
        while True:
            editor.opened(draft.path, line)
            text = draft.text
            after = work.finished(text)
            # The file may hold it already: a run was stopped before it could take its draft away.
            if (text == work.text and not taken_up) or after in {draft.base, content(path)}:
                draft.end()
                return None
            # Its comments aside the draft says what would be written; the lines that are told are its own.
            found = judged(work.root, work.file, text, work.meant)
            told(found, work.file, str(draft.path))
            if found.sound:
                break
            line = found.line or work.line
            key = _chosen()
            if key == "t":
                draft.end()
                return None
            if key == "k":
                raise Kept(f"it is not sound, and {path} is as it was", _kept(draft))
        with alone(work.root):
            if content(path) != draft.base:
                raise Kept(f"{path} was changed by somebody else meanwhile, and is left so", _kept(draft))
            # In the lines of the file, not of its draft.
            found = judged(work.root, work.file, after, work.meant)
            replace(path, after)
    except Kept:
        raise
    except XbriefError as fault:
        if not taken_up and draft.left and draft.text == work.text:
            # Nothing was written yet.
            draft.end()
            raise
        if not draft.left:
            # Taken away under its editor: there is nothing to go on with.
            draft.end()
            raise
        raise XbriefError(fault.message, f"{fault.hint}; {_kept(draft)}") from None
    draft.end()
    return found


def _chosen() -> str:
    """What to do with a draft that is not sound: `e`, `k` or `t`; it is kept where nobody answers."""
    if not asking.terminal():
        return "k"
    try:
        return asking.choose("edit it again (e), keep the draft (k) or throw it away (t)?", "ekt")
    except XbriefError:
        return "k"


def _go_on(draft: Draft) -> bool:
    """Whether to go on with a draft that was left behind; XbriefError where there is nobody to ask."""
    if not asking.terminal():
        raise XbriefError(f"a draft was left: {draft.path}", "go on with it on a terminal, or delete it")
    sys.stderr.write(f"A draft was left: {draft.path}\n")
    return asking.choose("go on with it (g), or throw it away (t)?", "gt") == "g"


def _kept(draft: Draft) -> str:
    return f"the draft is {draft.path}: the same command goes on with it"
