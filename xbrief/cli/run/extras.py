"""Libraries that only some formats need: extras of the package, and what is said where one is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xbrief.errors import XbriefError

# Of a module whose package has another name, that name.
_PACKAGES = {"docx": "python-docx"}


@contextmanager
def extra(name: str, what: str = "") -> Iterator[None]:
    """Imports inside may need a library of the extra; XbriefError with the way to install it where it is missing.

    `what` says for whom it is needed, where that is no format of the extra's name.
    """
    try:
        yield
    except ModuleNotFoundError as fault:
        module = (fault.name or "").partition(".")[0]
        if module == "xbrief":
            raise
        raise XbriefError(
            f"{what or f'the format {name}'} needs {_PACKAGES.get(module, module)}, which is not installed",
            f"pip install 'xbrief[{name}]'",
        ) from None
