"""Where the data that ships with the program lies: in the installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from xbrief.errors import XbriefError

_PACKAGE = Path(__file__).resolve().parent


def sources() -> Path:
    """The folder of the bundled dossier; XbriefError where the installation lacks it."""
    return _folder("sources", _PACKAGE)


def templates() -> Path:
    """The folder of the bundled page templates; XbriefError where the installation lacks it."""
    return _folder("templates", _PACKAGE)


def _folder(name: str, package: Path) -> Path:
    # An editable install has a package without _bundled, so that edits at the top of the checkout count at once.
    for folder in (package / "_bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise XbriefError(f"the folder {name}/ that ships with xbrief is missing beside {package}", "install xbrief again")
