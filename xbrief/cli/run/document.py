"""Briefs in the formats that are no text, each by a library of an extra."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from xbrief.brief.types import Brief
from xbrief.cli.run.extras import extra
from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.render.joined import Report
from xbrief.render.notes import Citing
from xbrief.render.stamp import Stamp


def document(format: str, briefs: Sequence[Brief], seal: Stamp, template: Path | None, citing: Citing) -> bytes:
    """The briefs as one file of the format; XbriefError where its library or the template is none that can be used."""
    if format == "pdf":
        with extra("pdf"):
            from xbrief.render import pdf
        return pdf.render(briefs, seal, citing)
    if format == "xlsx":
        with extra("xlsx"):
            from xbrief.render import xlsx
        return xlsx.briefs(briefs, seal)
    with extra("docx"):
        from xbrief.render import docx
    return _on_template(lambda held: docx.render(briefs, seal, held, citing), template)


def report_document(
    format: str, report: Report, seal: Stamp, day: date, template: Path | None, citing: Citing
) -> bytes:
    """The report as a file of the format; XbriefError as above."""
    if format == "pdf":
        with extra("pdf"):
            from xbrief.render.report import pdf
        return pdf.render(report, seal, day, citing)
    with extra("docx"):
        from xbrief.render.report import docx
    return _on_template(lambda held: docx.render(report, seal, day, held, citing), template)


def _on_template(render: Callable[[bytes | None], bytes], template: Path | None) -> bytes:
    held = content(template) if template else None
    try:
        return render(held)
    except ValueError as fault:
        raise XbriefError(f"{template} is no Word document: {fault}", "save it as .docx and name that") from None
