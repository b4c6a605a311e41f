"""One number for all that a brief's sentences rest on: files of the dossier by name and content."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from xbrief.dossier import dismissed
from xbrief.dossier.files import content
from xbrief.dossier.load import paths
from xbrief.errors import XbriefError
from xbrief.evidence import lock


def fingerprint(root: Path) -> str:
    """SHA-256 in hexadecimal over dossier.yaml, sources, rules, dismissed conflicts and the notes of checked words.

    Where the folder lies and when it was written does not count, nor do page templates, which lay out alone.
    """
    files = [*paths(root), root / lock.NAME, root / dismissed.FILE, *sorted((root / "rules").glob("*.yaml"))]
    whole = sha256()
    for file in files:
        name = file.relative_to(root).as_posix()
        try:
            held = content(file)
        except XbriefError:
            # What cannot be read is no part of a brief either; briefs tell of it elsewhere.
            continue
        # With its length before it, no content can pass for the name of a further file.
        whole.update(f"{name}\n{len(held)}\n".encode())
        whole.update(held)
    return whole.hexdigest()
