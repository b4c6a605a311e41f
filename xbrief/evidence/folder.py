"""The texts at hand: a folder of `<source id>.txt`, `.md` or `.html`, outside of the dossier's repository."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.evidence.text import Text, read

# Of several texts of one source, the first in this order is read.
SUFFIXES = (".txt", ".md", ".html", ".htm")


class Unreadable(XbriefError):
    """The text of one source cannot be read; those of others may."""


class Texts:
    """The texts of a folder, each read once; without a folder there is none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._read: dict[str, Text | XbriefError | None] = {}

    def __bool__(self) -> bool:
        return self.folder is not None

    def of(self, source: str) -> Text | None:
        """The text of a source, None where it is not at hand; Unreadable where its file is no UTF-8 text, or no file.

        XbriefError where the folder itself cannot be read.
        """
        if source not in self._read:
            files = [self._paths[source, suffix] for suffix in SUFFIXES if (source, suffix) in self._paths]
            try:
                self._read[source] = _text(files[0]) if files else None
            except XbriefError as fault:
                self._read[source] = fault
        found = self._read[source]
        if isinstance(found, XbriefError):
            raise Unreadable(found.message, found.hint)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The sources whose texts are at hand, sorted, also those that no dossier has."""
        return tuple(sorted({name for name, suffix in self._paths if suffix in SUFFIXES}))

    def articles(self, sources: Iterable[str]) -> dict[str, str]:
        """The articles at hand by source, those aside that cannot be read."""
        found: dict[str, str] = {}
        for source in sources:
            with suppress(Unreadable):
                text = self.of(source)
                found |= {source: text.article} if text is not None else {}
        return found

    @cached_property
    def _paths(self) -> dict[tuple[str, str], Path]:
        """The files by source and ending, capitals of the ending aside; small letters go first."""
        try:
            found = sorted(self.folder.iterdir()) if self.folder is not None else []
        except OSError as fault:
            raise XbriefError(f"{self.folder} cannot be read: {fault.strerror}", "check who may read it") from None
        return {(path.stem, path.suffix.lower()): path for path in found}


def _text(path: Path) -> Text:
    try:
        return read(content(path).decode("utf-8-sig"), path.suffix.lower())
    except UnicodeDecodeError as fault:
        raise XbriefError(f"{path}: no UTF-8 at byte {fault.start}", "save the text as UTF-8") from None
