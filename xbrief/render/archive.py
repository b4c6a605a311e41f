"""Zip archives (Word, Excel) whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

# The earliest that the format knows.
_DATE = (1980, 1, 1, 0, 0, 0)


def fixed(archive: bytes) -> bytes:
    """The archive with the same files in the same order, without their dates, systems and rights.

    Stored, not deflated: libraries of deflate (zlib, zlib-ng) make other bytes of the same text.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 0
            made.writestr(entry, given.read(name))
    return out.getvalue()
