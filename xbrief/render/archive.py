"""Zip archives (Word, Excel) whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

# The earliest that the format knows.
_DATE = (1980, 1, 1, 0, 0, 0)


_RELATIONS = "xl/_rels/workbook.xml.rels"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def fixed(archive: bytes, custom: bytes = b"") -> bytes:
    """The archive with the same files in the same order, without their dates, systems and rights.

    `custom` is added to a workbook as a custom XML part. Stored, not deflated: libraries of deflate (zlib, zlib-ng)
    make other bytes of the same text.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in given.namelist():
            held = given.read(name)
            if custom and name == _RELATIONS:
                link = f'<Relationship Id="rIdStamp" Type="{_CUSTOM}" Target="../customXml/item1.xml"/></Relationships>'
                held = held.replace(b"</Relationships>", link.encode())
            made.writestr(_entry(name), held)
        if custom:
            made.writestr(_entry("customXml/item1.xml"), custom)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = 0
    return entry
