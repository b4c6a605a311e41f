"""The text of one brief: headings, paragraphs, lists and tables, with footnotes behind what they carry."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Length, Pt

from xbrief.brief.snapshot import HEADER
from xbrief.brief.types import Block, Brief, Citation, Picture, Section, Table
from xbrief.render import picture, raster, signs
from xbrief.render.docx.footnotes import Footnotes
from xbrief.render.docx.look import bulleted, style_id
from xbrief.render.docx.xml import Element, element, run
from xbrief.render.joined import HEADING, shelved
from xbrief.render.notes import Note
from xbrief.render.text import MEANINGS, clean
from xbrief.rules.types import Run, Statement

# Shares of the page's width for the columns of a snapshot, and for the labels of any other table.
_SNAPSHOT = (0.21, 0.45, 0.16, 0.18)
_LABEL = 0.16
_INK = "#1b1f24"
_SWATCH = Pt(20)


class Body:
    """Writes a brief at the end of a document."""

    def __init__(self, paper: Paper, footnotes: Footnotes, brief: Brief, found: Mapping[str, Note]) -> None:
        self._paper = paper
        self._footnotes = footnotes
        self._brief = brief
        self._notes = found
        self._used: list[str] = []

    def write(self, *, new_page: bool) -> None:
        self._paragraph("Title", [run(clean(self._brief.title))], new_page=new_page)
        self._paragraph("Subtitle", [run(" · ".join(clean(m) for m in self._brief.meta if m))])
        for section in self._brief.sections:
            self._section(section, 1)

    def embed(self, level: int, *, titled: bool) -> None:
        """The brief as a part of a report, its title a heading of `level`, or else its sections."""
        if titled:
            self._paragraph(f"Heading {level}", [run(clean(self._brief.title))])
        if meta := " · ".join(clean(m) for m in self._brief.meta if m):
            self._paragraph("Subtitle", [run(meta)])
        for section in self._brief.sections:
            self._section(section, level + titled)

    def sources(self, cited: Iterable[Citation]) -> None:
        """A list of the sources, each title a link where the source has an address."""
        self._paragraph("Heading 1", [run(HEADING)])
        for source in map(shelved, cited):
            title = run(source.title, italic=True)
            if source.link:
                id = self._paper.part.relate_to(source.link, RT.HYPERLINK, is_external=True)
                words = run(source.title, style=style_id(self._paper, "Hyperlink"))
                title = element("w:hyperlink", words, r_id=id)
            self._bullet("List Bullet", "", [run(f"{source.head}: "), title, run(".")])

    def _paragraph(self, style: str, content: Iterable[Element], *, new_page: bool = False) -> None:
        self._add(self._worded(style, content, new_page=new_page))

    def _add(self, made: Element) -> None:
        # The properties of the last page close the body.
        self._paper.element.body.sectPr.addprevious(made)

    def _worded(
        self, style: str, content: Iterable[Element], *, new_page: bool = False, with_next: bool = False
    ) -> Element:
        look = [element("w:pStyle", w_val=style_id(self._paper, style))]
        if with_next:
            look.append(element("w:keepNext"))
        if new_page:
            look.append(element("w:pageBreakBefore"))
        return element("w:p", element("w:pPr", *look), *content)

    def _section(self, section: Section, level: int) -> None:
        table = section.table if section.table and section.table.rows else None
        if not section.blocks and table is None:
            return
        self._used = []
        if section.heading and section.id != "bottom":
            self._paragraph(f"Heading {level}", [run(clean(section.heading))])
        if section.picture:
            self._picture(section.picture)
        if table:
            self._table(table)
        for block in section.blocks:
            self._block(block, section.id)
        used = [sign for sign in MEANINGS if sign in self._used]
        if used:
            self._paragraph("Legend", [run("   ".join(f"{sign} {MEANINGS[sign]}" for sign in used))])

    def _picture(self, found: Picture) -> None:
        """The picture in pixels, as not every reader of Word documents shows SVG, with what it shows in words."""
        self._add(self._worded("Normal", [run(clean(found.title), bold=True)], with_next=True))
        told = " ".join(clean(line) for line in found.words)
        drawn = self._drawing(picture.svg(found, _INK, "picture"), self._room(), told)
        self._add(self._worded("Normal", [drawn], with_next=True))
        key = self._worded("Legend", [])
        # One by one, as each drawing takes a number that no other one in the document has.
        self._add(key)
        for shade, meaning in picture.shades(found):
            key.append(self._drawing(picture.swatch(shade), _SWATCH, ""))
            key.append(run(f" {meaning}   "))
        key.append(run("   ".join(f"{sign} {meaning}" for sign, meaning in picture.marks(found))))

    def _drawing(self, svg: str, width: Length, told: str) -> Element:
        """A run with the drawing in this width; `told` is what it shows, empty for what the words beside it tell."""
        inline = self._paper.part.new_pic_inline(io.BytesIO(raster.png(svg)), width=width)
        inline.docPr.set("descr", told)
        return element("w:r", element("w:drawing", inline))

    def _block(self, block: Block, section: str) -> None:
        words = [run(f"{clean(block.lead)} ", bold=True)] if block.lead else []
        for n, statement in enumerate(block.statements):
            words += [*([run(" ")] if n else []), *self._runs(statement.runs)]
        if block.bullet:
            self._bullet("List Bullet", signs.block(self._brief, block, section), words)
        else:
            self._paragraph("Normal", words)
        for item in block.items:
            self._item(item, "List Bullet 2" if block.bullet else "List Bullet")

    def _item(self, statement: Statement, style: str) -> None:
        self._bullet(style, signs.certainty(self._brief, (statement,)), [*self._runs(statement.runs)])

    def _bullet(self, style: str, sign: str, words: Iterable[Element]) -> None:
        drawn = [] if bulleted(self._paper, style) else [run("•"), element("w:r", element("w:tab"))]
        self._paragraph(style, [*drawn, *self._sign(sign), *words])

    def _sign(self, sign: str) -> list[Element]:
        if sign.strip() in {"", "•"}:
            return []
        self._used.append(sign)
        # In a narrow cell it would stand alone above its word.
        return [run(f"{sign}\xa0")]

    def _runs(self, given: Iterable[Run]) -> Iterable[Element]:
        for each in given:
            words = clean(each.text)
            cites = [self._notes[c] for c in each.cites if c in self._notes]
            # A citation stands behind what it carries, before the space to the next clause.
            body = words.rstrip() if cites else words
            for part, strong in signs.emphasised(body):
                if part:
                    yield run(part, italic=strong)
            for n, note in enumerate(cites):
                if n:
                    yield run(",", style=style_id(self._paper, "footnote reference"))
                yield from self._footnotes.mark(note)
            if rest := words[len(body) :]:
                yield run(rest)

    def _table(self, table: Table) -> None:
        snapshot = table.header[-2:] == HEADER[-2:]
        widths = self._widths(len(table.header), snapshot=snapshot)
        rows = [self._row(widths, [[run(clean(h), bold=True)] if h else [] for h in table.header], head=True)]
        for row in table.rows:
            tones = [signs.tone(self._brief, cell) for cell in row.cells]
            label = [*(self._sign(tones[0]) if snapshot and tones else []), run(clean(row.label), bold=True)]
            cells = [
                [*([] if snapshot else self._sign(tone)), *self._runs(cell.runs)]
                for cell, tone in zip(row.cells, tones, strict=True)
            ]
            rows.append(self._row(widths, [label, *cells]))
        look = element(
            "w:tblPr",
            element("w:tblStyle", w_val=style_id(self._paper, "Table Grid")),
            element("w:tblW", w_w=str(sum(widths)), w_type="dxa"),
            element("w:tblLayout", w_type="fixed"),
            element("w:tblLook", w_firstRow="1", w_firstColumn="1", w_noVBand="1"),
        )
        columns = element("w:tblGrid", *(element("w:gridCol", w_w=str(width)) for width in widths))
        self._add(element("w:tbl", look, columns, *rows))
        # Two tables that touch are one to Word, and a table before a heading sits too close to it.
        self._paragraph("Table Text", [])

    def _row(self, widths: Sequence[int], cells: Sequence[Iterable[Element]], *, head: bool = False) -> Element:
        look = [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])]
        held = (
            element(
                "w:tc",
                element("w:tcPr", element("w:tcW", w_w=str(width), w_type="dxa")),
                self._worded("Table Text", content),
            )
            for width, content in zip(widths, cells, strict=True)
        )
        return element("w:tr", element("w:trPr", *look), *held)

    def _room(self) -> Length:
        """The width of the page between its margins."""
        page = self._paper.sections[-1]
        return Length((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))

    def _widths(self, columns: int, *, snapshot: bool) -> list[int]:
        """The widths of the columns in twentieths of a point."""
        room = self._room().twips
        even = (1 - _LABEL) / max(columns - 1, 1)
        shares = _SNAPSHOT if snapshot else (_LABEL, *[even] * (columns - 1))
        return [int(room * share) for share in shares]
