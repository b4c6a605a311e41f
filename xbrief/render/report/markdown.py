"""Report -> Markdown: the user's text as it is, briefs in their places, one list of notes at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import BaseLoader

from xbrief.render import markdown
from xbrief.render.joined import HEADING, Bibliography, Embedded, Report, bibliography, notes
from xbrief.render.notes import FOOTNOTES, Citing, Note

# Where pandoc is to put the bibliography that it makes.
_REFS = "::: {#refs}\n:::\n"


def render(report: Report, loader: BaseLoader, citing: Citing = FOOTNOTES) -> str:
    """The report with its front matter. Lists of sources that only some styles have stand where the report says."""
    found = notes(report)
    footnotes = found.values() if citing == FOOTNOTES else ()
    listed = "\n".join(f"[^{n.label}]: {markdown.note_text(n)}" for n in footnotes)
    # What stands between two briefs begins a paragraph of its own.
    parts = (part.rstrip().lstrip("\n") for part in (*_parts(report, loader, citing, found), listed))
    return report.front + ("\n" if report.front else "") + "\n\n".join(part for part in parts if part) + "\n"


def _parts(report: Report, loader: BaseLoader, citing: Citing, found: Mapping[str, Note]) -> Iterator[str]:
    writer = markdown.Writer(found, citing.style)
    for part in report.parts:
        match part:
            case Embedded():
                yield markdown.part(part.brief, loader, part.level, writer, titled=part.titled)
            case Bibliography():
                heading = f"{'#' * part.level} {HEADING}\n\n" if part.level else ""
                yield heading + _sources(report, citing)
            case _:
                yield part.markdown


def _sources(report: Report, citing: Citing) -> str:
    if citing.style == "pandoc":
        return _REFS
    return "".join(f"- {markdown.source_text(citation)}\n" for citation in bibliography(report))
