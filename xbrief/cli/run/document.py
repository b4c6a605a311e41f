"""Briefs in the formats that are no text, each by a library of an extra."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xbrief.brief.types import Brief
from xbrief.cli.run.extras import extra
from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.render.stamp import Stamp


def document(format: str, briefs: Sequence[Brief], seal: Stamp, template: Path | None) -> bytes:
    """The briefs as one file of the format; XbriefError where its library or the template is none that can be used."""
    if format == "pdf":
        with extra("pdf"):
            from xbrief.render import pdf
        return pdf.render(briefs, seal)
    if format == "xlsx":
        with extra("xlsx"):
            from xbrief.render import xlsx
        return xlsx.briefs(briefs, seal)
    held = content(template) if template else None
    with extra("docx"):
        from xbrief.render import docx
    try:
        return docx.render(briefs, seal, held)
    except ValueError as fault:
        raise XbriefError(f"{template} is no Word document: {fault}", "save it as .docx and name that") from None
