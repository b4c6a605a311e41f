"""`xbrief report`: several briefs in a document of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options.cite import CiteOption, NoSourcesOption, citing

EXAMPLES = """
xbrief report --example --output new.md.j2  # a document to begin with
xbrief report report.md.j2  # as Markdown
xbrief report report.md.j2 --output report.docx
xbrief report report.md.j2 --cite pandoc --as-of evidence
"""
FORMATS = ("md", "html", "pdf", "docx")

DocumentArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="DOCUMENT.md.j2",
        help="Markdown with calls of briefs in it: {{ country(...) }}.",
        show_default=False,
    ),
]
ReportFormatOption = Annotated[
    Literal["md", "html", "pdf", "docx"] | None,
    typer.Option("--format", help="Without it: by the ending of --output, else md.", show_default=False),
]


def command(
    document: DocumentArgument = None,
    as_of: options.AsOfOption = options.TODAY,
    format: ReportFormatOption = None,
    output: options.OutputOption = None,
    template: options.TemplateOption = None,
    no_pictures: options.NoPicturesOption = False,
    cite: CiteOption = None,
    no_sources: NoSourcesOption = False,
    example: Annotated[
        bool, typer.Option("--example", help="Write a document to begin with, about the dossier at hand.")
    ] = False,
    dossier: options.DossierOption = None,
) -> None:
    """A document of your own with briefs in it: notes numbered through, one list of sources at the end.

    The document is Markdown that calls country(), compare(), timeline(), facts() | table and sources(). The headings of
    a brief begin one level below the heading above it.
    """
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.report import report, without_pictures, written
    from xbrief.cli.run.session import evidence_day, session
    from xbrief.errors import XbriefError

    to_stdout = output is None or output == Path("-")
    if example:
        _begin(None if to_stdout else output, dossier, given=document is not None)
        return
    if document is None:
        raise XbriefError("which document?", "name one, or let `xbrief report --example` write one")
    view = options.view(
        format or ("md" if to_stdout else None), output, formats=FORMATS, template=template, pictures=not no_pictures
    )
    cited = citing(cite, no_sources, view.format)
    opened = evidence_day(session(dossier, as_of, checked=True))
    found = report(document, opened, listed=not no_sources)
    emit(written(found if view.pictures else without_pictures(found), view, opened, cited), view.output)


def _begin(output: Path | None, dossier: Path | None, *, given: bool) -> None:
    """Writes the example; XbriefError where it would replace what is there."""
    from xbrief.cli.options.dossier import at_hand
    from xbrief.cli.run import example
    from xbrief.cli.run.output import emit
    from xbrief.errors import XbriefError

    if given:
        raise XbriefError("--example writes a document and reads none", "name its file with --output FILE")
    if output is not None and output.exists():
        raise XbriefError(f"{output} is there already", "edit it, or name another file")
    emit(example.document(at_hand(dossier)), output)
