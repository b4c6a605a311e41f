"""The styles that a brief uses: those of the template, and plain ones where it has none of that name."""

from __future__ import annotations

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles import BabelFish

from xbrief.render.docx.xml import element, field

INK, SOFT, LINK = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x54, 0x5D, 0x68), RGBColor(0x0A, 0x53, 0xBE)
_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_GRID = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TableGrid"><w:name w:val="Table Grid"/>
<w:tblPr><w:tblBorders>{
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A0A8B0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}</w:tblBorders></w:tblPr></w:style>"""
# Paragraph styles by name: what each is based on, size in points, space before and after.
_PARAGRAPHS = {
    "Title": ("Normal", 20, 0, 4),
    "Subtitle": ("Normal", 9.5, 0, 8),
    "Heading 1": ("Normal", 13, 14, 4),
    "Heading 2": ("Heading 1", 12, 12, 4),
    "Heading 3": ("Heading 1", 11, 10, 3),
    "Heading 4": ("Heading 1", 10.5, 8, 3),
    "Heading 5": ("Heading 1", 10.5, 8, 3),
    "Heading 6": ("Heading 1", 10.5, 8, 3),
    "List Bullet": ("Normal", 0, 0, 3),
    "List Bullet 2": ("List Bullet", 0, 0, 3),
    "Table Text": ("Normal", 9, 1, 1),
    "Legend": ("Normal", 8.5, 3, 6),
    "footnote text": ("Normal", 8.5, 0, 2),
}


def plain() -> Paper:
    """The document to write on where the user has no template: A4, page numbers, little colour."""
    paper = Document()
    _lighter(paper)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(5)
    for name in ("Title", "Subtitle", "Heading 1"):
        style = paper.styles[name]
        for part in (style.element.rPr, style.element.pPr):
            # The blank document's fonts, spread letters and lines.
            for held in [each for each in part if each.tag in {qn("w:rFonts"), qn("w:spacing"), qn("w:pBdr")}]:
                part.remove(held)
        _, size, before, after = _PARAGRAPHS[name]
        style.font.size, style.font.color.rgb, style.font.italic = Pt(size), INK, False
        style.font.bold = name != "Subtitle"
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    paper.styles["Subtitle"].font.color.rgb = SOFT
    section.footer.is_linked_to_previous = False
    foot = section.footer.part.element
    foot.remove(foot[0])
    place = element("w:pPr", element("w:pStyle", w_val=style_id(paper, "Footer")), element("w:jc", w_val="right"))
    foot.append(element("w:p", place, *field("PAGE", "1")))
    return paper


def _lighter(paper: Paper) -> None:
    """Without what the blank document of the library holds beside: a hundred table styles, a second set, a picture."""
    styles = paper.styles.element
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if style.get(qn("w:type")) == "table" and name not in {"Normal Table", "Table Grid"}:
            styles.remove(style)
    for held, kind in ((paper.part, _EFFECTS), (paper.part.package, RT.THUMBNAIL)):
        for id in [id for id, relation in held.rels.items() if relation.reltype == kind]:
            del held.rels[id]


def sound(paper: Paper) -> None:
    """Adds the styles that a brief names and the document lacks."""
    styles = paper.styles
    for style in styles.element.findall(qn("w:style")):
        # Other programs than Word write the names of built-in styles as users see them: `Heading 1`.
        name = style.find(qn("w:name"))
        name.set(qn("w:val"), BabelFish.ui2internal(name.get(qn("w:val"))))
    names = {style.name for style in styles}
    for name, (base, size, before, after) in _PARAGRAPHS.items():
        if name not in names:
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH) if base == "Normal" else styles[base]
            if size:
                made.font.size = Pt(size)
            if name in {"Title", "Heading 1"}:
                made.font.bold = True
            look = made.paragraph_format
            look.space_before, look.space_after = Pt(before), Pt(after)
            if name.startswith("List Bullet"):
                look.left_indent, look.first_line_indent = Cm(1.2 if name.endswith("2") else 0.6), Cm(-0.6)
    if "Table Grid" not in names:
        styles.element.append(parse_xml(_GRID))
    for name in sorted({"footnote reference", "Hyperlink", "Fact Id"} - names):
        font = styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font
        if name == "footnote reference":
            font.superscript = True
        elif name == "Hyperlink":
            font.color.rgb, font.underline = LINK, True
        else:
            font.color.rgb, font.size = SOFT, Pt(7.5)


def bulleted(paper: Paper, name: str) -> bool:
    """Does the style draw its bullets itself? One that had to be made does not: bullets need a list of the document."""
    properties = paper.styles[name].element.pPr
    return properties is not None and properties.numPr is not None


def style_id(paper: Paper, name: str) -> str:
    """The id of a style, which is not always its name without spaces: templates of other languages have their own."""
    return str(paper.styles[name].style_id)
