"""The texts at hand: a folder of `<source id>.txt`, `.md` or `.html`, outside of the dossier's repository."""

from __future__ import annotations

from pathlib import Path

from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.evidence.text import Text, read

SUFFIXES = (".txt", ".md", ".html", ".htm")


class Texts:
    """The texts of a folder, each read once; without a folder there is none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._read: dict[str, Text | None] = {}

    def __bool__(self) -> bool:
        return self.folder is not None

    def of(self, source: str) -> Text | None:
        """The text of a source, None where it is not at hand; XbriefError where its file is no UTF-8 text."""
        if source not in self._read:
            self._read[source] = self._find(source)
        return self._read[source]

    def _find(self, source: str) -> Text | None:
        for suffix in SUFFIXES if self.folder is not None else ():
            path = Path(self.folder or "", f"{source}{suffix}")
            if path.exists():
                try:
                    return read(content(path).decode("utf-8-sig"), suffix)
                except UnicodeDecodeError as fault:
                    raise XbriefError(f"{path}: no UTF-8 at byte {fault.start}", "save the text as UTF-8") from None
        return None
