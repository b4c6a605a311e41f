"""A file of a dossier while it is edited: a draft beside it, so that whatever stops the run, nothing typed is lost.

The draft and the file as it was when it was begun lie in the folder `.drafts/` of the dossier, which no command reads.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from xbrief.cli.run.output import replace
from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.intake.start.folder import DRAFTS


class Draft:
    """The draft of a name; `base` is the file as it was when the draft was begun."""

    def __init__(self, root: Path, name: str) -> None:
        self._folder = root / DRAFTS
        self.path = self._folder / f"{name}.yaml"
        self._base = self._folder / f"{name}.base"

    @property
    def left(self) -> bool:
        """Was one left behind, by a run that was stopped or by whoever kept it?"""
        return self.path.exists() and self._base.exists()

    @property
    def base(self) -> bytes:
        return content(self._base)

    @property
    def text(self) -> bytes:
        """What stands in it now; XbriefError where it is gone."""
        return content(self.path)

    def begin(self, base: bytes, text: bytes) -> None:
        """A new one, in place of any that was left; XbriefError where the dossier cannot be written to."""
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as fault:
            raise XbriefError(
                f"{self._folder} cannot be made: {fault.strerror}", "check who may write to the dossier"
            ) from None
        replace(self.path, text, "check who may write to the dossier")
        replace(self._base, base, "check who may write to the dossier")

    def end(self) -> None:
        """Takes it away, and the folder with the last one."""
        for path in (self.path, self._base):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self._folder.rmdir()
