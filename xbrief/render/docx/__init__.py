"""Briefs -> a Word document with real styles and real footnotes, on a template of the user's where there is one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from xbrief.brief.types import Brief
from xbrief.render import archive, stamp
from xbrief.render.docx.body import Body
from xbrief.render.docx.footnotes import Footnotes
from xbrief.render.docx.look import plain, sound
from xbrief.render.notes import FOOTNOTES, Citing, settled, sources
from xbrief.render.text import clean

# A stranger's file may be wrong in as many ways as there are layers below: zip, XML, parts, relations.
_WRONG: tuple[type[Exception], ...] = (
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    SyntaxError,
    OSError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)


def render(
    briefs: Sequence[Brief], seal: stamp.Stamp, template: bytes | None = None, citing: Citing = FOOTNOTES
) -> bytes:
    """The document with all briefs, each beginning a page.

    Of a template everything is kept but its text: styles, page, headers and footers. ValueError where it is no Word
    document.
    """

    def write(paper: Paper, footnotes: Footnotes) -> None:
        for n, given in enumerate(briefs):
            brief, found = settled(given, citing)
            body = Body(paper, footnotes, brief, found)
            body.write(new_page=n > 0)
            if citing.listed and not found and brief.citations:
                body.sources(sources(brief))

    title = " · ".join(clean(b.title) for b in briefs)
    comments = "; ".join(clean(m) for m in briefs[0].meta if m)
    return document(write, title, comments, briefs[0].as_of, seal, template)


def document(
    write: Callable[[Paper, Footnotes], None],
    title: str,
    comments: str,
    day: date,
    seal: stamp.Stamp,
    template: bytes | None,
) -> bytes:
    """What `write` puts on a template's or a plain page, with these properties and the stamp; ValueError as above."""
    paper = _opened(template) if template is not None else plain()
    sound(paper)
    write(paper, Footnotes(paper))
    _described(paper, title, comments, day)
    _stamped(paper, seal)
    out = io.BytesIO()
    paper.save(out)
    return archive.fixed(out.getvalue())


def _opened(template: bytes) -> Paper:
    try:
        paper = Document(io.BytesIO(template))
    except _WRONG as fault:
        raise ValueError(f"{type(fault).__name__}: {fault}") from None
    body = paper.element.body
    for held in list(body):
        if held is not body.sectPr:
            body.remove(held)
    if body.sectPr is None:
        raise ValueError("its text has no page")
    return paper


def _described(paper: Paper, title: str, comments: str, as_of: date) -> None:
    """Title and days in the properties: those of the briefs, none of the clock."""
    about = paper.core_properties
    about.title = title[:255]
    about.author = about.last_modified_by = "xbrief"
    about.comments = comments[:255]
    about.created = about.modified = datetime.combine(as_of, time())
    about.revision = 1


def _stamped(paper: Paper, seal: stamp.Stamp) -> None:
    """The stamp as a custom XML part, which Word keeps when the document is edited and saved."""
    for id, relation in [*paper.part.rels.items()]:
        # A brief may be the template of the next; its stamp is not.
        if relation.reltype == RT.CUSTOM_XML and stamp.SPACE.encode() in relation.target_part.blob:
            del paper.part.rels[id]
    package = paper.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", stamp.xml(seal), package)
    paper.part.relate_to(part, RT.CUSTOM_XML)
