"""Report -> a Word document: the user's own words in its styles, briefs between them, one row of footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from xbrief.render import docx, stamp
from xbrief.render.docx.body import Body
from xbrief.render.docx.footnotes import Footnotes
from xbrief.render.docx.look import bulleted, style_id
from xbrief.render.docx.xml import Element, element, run
from xbrief.render.joined import HEADING, Bibliography, Embedded, Own, Report, bibliography, settled, shelved
from xbrief.render.notes import FOOTNOTES, Citing
from xbrief.render.prose import Code, Footnote, Grid, Heading, Items, Node, Paragraph, Quote, Span, Spans

_MONOSPACED = "Consolas"
# How far a level of a list or a quotation stands in, in twentieths of a point.
_STEP = 360


def render(
    report: Report, seal: stamp.Stamp, day: date, template: bytes | None = None, citing: Citing = FOOTNOTES
) -> bytes:
    """The document; ValueError where the template is no Word document."""
    report, found, _ = settled(report, citing)

    def write(paper: Paper, footnotes: Footnotes) -> None:
        own = _Writer(paper, footnotes)
        if report.headline:
            own.paragraph("Title", [run(report.headline)])
            own.paragraph("Subtitle", [run(" · ".join(report.about))])
        for part in report.parts:
            match part:
                case Own():
                    own.nodes(part.nodes)
                case Embedded():
                    Body(paper, footnotes, part.brief, found).embed(part.level, titled=part.titled)
                case Bibliography():
                    if part.level:
                        own.paragraph(f"Heading {part.level}", [run(HEADING)])
                    own.sources(report)

    return docx.document(write, report.title, "; ".join(report.about), day, seal, template)


class _Writer:
    """Writes the user's own words at the end of a document."""

    def __init__(self, paper: Paper, footnotes: Footnotes) -> None:
        self._paper = paper
        self._footnotes = footnotes

    def paragraph(self, style: str, content: Iterable[Element], depth: int = 0, hanging: int = 0) -> None:
        self._add(self._worded(style, content, depth, hanging))

    def _worded(self, style: str, content: Iterable[Element], depth: int = 0, hanging: int = 0) -> Element:
        look = [element("w:pStyle", w_val=style_id(self._paper, style))]
        if depth:
            look.append(element("w:ind", w_left=str(depth * _STEP), w_hanging=str(hanging)))
        return element("w:p", element("w:pPr", *look), *content)

    def _add(self, made: Element) -> None:
        # The properties of the last page close the body.
        self._paper.element.body.sectPr.addprevious(made)

    def sources(self, report: Report) -> None:
        for source in map(shelved, bibliography(report)):
            title = Span(source.title, emphasis=not source.link, link=source.link)
            self._bullet([run(f"{source.head}: "), *self._spans((title,)), run(".")])

    def _bullet(self, content: Iterable[Element]) -> None:
        drawn = [] if bulleted(self._paper, "List Bullet") else [run("•"), element("w:r", element("w:tab"))]
        self.paragraph("List Bullet", [*drawn, *content])

    def nodes(self, nodes: Iterable[Node], depth: int = 0) -> None:
        for node in nodes:
            match node:
                case Heading():
                    self.paragraph(f"Heading {node.level}", self._spans(node.spans))
                case Paragraph():
                    self.paragraph("Normal", self._spans(node.spans), depth)
                case Items():
                    self._items(node, depth)
                case Quote():
                    self.nodes(node.nodes, depth + 1)
                case Code():
                    self.paragraph("Normal", self._spans((Span(node.text, code=True),)), depth)
                case Grid():
                    self._table(node)
                case _:
                    self._rule()

    def _items(self, found: Items, depth: int) -> None:
        """Numbers are text: those of Word's lists would run on from one list to the next."""
        for n, item in enumerate(found.items, found.start or 0):
            first, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (None, item)
            words = self._spans(first.spans) if first else []
            if found.start is None and depth == 0:
                self._bullet(words)
            else:
                mark = "•" if found.start is None else f"{n}."
                self.paragraph("Normal", [run(mark), element("w:r", element("w:tab")), *words], depth + 1, _STEP)
            self.nodes(rest, depth + 1)

    def _rule(self) -> None:
        border = element("w:bottom", w_val="single", w_sz="4", w_space="1", w_color="A0A8B0")
        look = element("w:pPr", element("w:pStyle", w_val=style_id(self._paper, "Normal")), element("w:pBdr", border))
        self._add(element("w:p", look))

    def _table(self, grid: Grid) -> None:
        columns = len(grid.rows[0])
        look = element(
            "w:tblPr",
            element("w:tblStyle", w_val=style_id(self._paper, "Table Grid")),
            element("w:tblW", w_w="5000", w_type="pct"),
            element("w:tblLook", w_firstRow="1", w_noVBand="1"),
        )
        grid_columns = element("w:tblGrid", *(element("w:gridCol") for _ in range(columns)))
        rows = [self._row(row, head=n == 0) for n, row in enumerate(grid.rows)]
        self._add(element("w:tbl", look, grid_columns, *rows))
        # Two tables that touch are one to Word, and a table before a heading sits too close to it.
        self.paragraph("Table Text", [])

    def _row(self, cells: Iterable[Spans], *, head: bool) -> Element:
        look = element("w:trPr", element("w:cantSplit"), *([element("w:tblHeader")] if head else []))
        held = (
            element(
                "w:tc",
                element("w:tcPr", element("w:tcW", w_w="0", w_type="auto")),
                self._worded("Table Text", self._spans(cell, bold=head)),
            )
            for cell in cells
        )
        return element("w:tr", look, *held)

    def _spans(self, spans: Spans, *, bold: bool = False, part: Part | None = None) -> list[Element]:
        """The runs of the spans; `part` holds their links, that of the document without it."""
        found: list[Element] = []
        for span in spans:
            if span.note is not None:
                found += self._footnotes.own(span.note.label, self._note(span.note))
                continue
            words = self._span(span, bold=bold)
            if span.link:
                id = (part or self._paper.part).relate_to(span.link, RT.HYPERLINK, is_external=True)
                words = [element("w:hyperlink", *words, r_id=id)]
            found += words
        return found

    def _note(self, note: Footnote) -> Callable[[Part], list[list[Element]]]:
        return lambda part: [self._spans(spans, part=part) for spans in note.paragraphs]

    def _span(self, span: Span, *, bold: bool) -> list[Element]:
        style = style_id(self._paper, "Hyperlink") if span.link else ""
        found = []
        for n, line in enumerate(span.text.split("\n")):
            if n:
                found.append(element("w:r", element("w:br")))
            made = run(line, style=style, bold=bold or span.strong, italic=span.emphasis)
            if span.struck or span.code:
                _looks(made, span)
            found.append(made)
        return found


def _looks(made: Element, span: Span) -> None:
    """Struck out, or in a font of one width; the order of the properties is the schema's."""
    properties = made.get_or_add_rPr()
    if span.code:
        fonts = element("w:rFonts", w_ascii=_MONOSPACED, w_hAnsi=_MONOSPACED, w_cs=_MONOSPACED)
        style = properties.find(element("w:rStyle").tag)
        properties.insert(0 if style is None else 1, fonts)
    if span.struck:
        properties.append(element("w:strike"))
