"""Word's footnotes, which python-docx does not know: a part of their own, and references in the text."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as Paper
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from xbrief.render.docx.look import style_id
from xbrief.render.docx.xml import Element, element, field, run
from xbrief.render.notes import Note, told

# The two footnotes that every document has: the line above the notes, and that above the rest of a long one.
_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of a document, numbered through; a fact cited again refers to its first footnote."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        part = paper.part
        # Those of a template belonged to its text.
        for id in [id for id, relation in part.rels.items() if relation.reltype == RT.FOOTNOTES]:
            del part.rels[id]
        self._root = parse_xml(_EMPTY)
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, self._root, part.package)
        part.relate_to(self._part, RT.FOOTNOTES)
        self._declare()
        self._numbers: dict[str, int] = {}

    def _declare(self) -> None:
        settings = self._paper.settings.element
        for old in settings.findall(qn("w:footnotePr")):
            settings.remove(old)
        both = element("w:footnotePr", element("w:footnote", w_id="-1"), element("w:footnote", w_id="0"))
        # The schema has an order; what comes after it in every document is this.
        after = settings.find(qn("w:compat"))
        settings.insert(len(settings) if after is None else settings.index(after), both)

    def mark(self, note: Note) -> list[Element]:
        """What stands in the text: the reference with its footnote, or a cross-reference to it."""
        return self._marked(note.label, lambda: [self._told(note)])

    def own(self, label: str, write: Callable[[XmlPart], list[list[Element]]]) -> list[Element]:
        """The same for a note of the user's, whose paragraphs `write` makes for the part that holds their links."""
        return self._marked(f"own {label}", lambda: write(self._part))

    def _marked(self, label: str, write: Callable[[], list[list[Element]]]) -> list[Element]:
        style = style_id(self._paper, "footnote reference")
        known = self._numbers.get(label)
        if known is not None:
            return field(f"NOTEREF Note{known} \\f \\h", str(known), style)
        number = self._numbers[label] = len(self._numbers) + 1
        self._root.append(self._footnote(number, write()))
        reference = element(
            "w:r",
            element("w:rPr", element("w:rStyle", w_val=style)),
            element("w:footnoteReference", w_id=str(number)),
        )
        name = f"Note{number}"
        return [
            element("w:bookmarkStart", w_id=str(number), w_name=name),
            reference,
            element("w:bookmarkEnd", w_id=str(number)),
        ]

    def _footnote(self, number: int, paragraphs: list[list[Element]]) -> Element:
        sign = element(
            "w:r",
            element("w:rPr", element("w:rStyle", w_val=style_id(self._paper, "footnote reference"))),
            element("w:footnoteRef"),
        )
        style = style_id(self._paper, "footnote text")
        made = (
            element(
                "w:p", element("w:pPr", element("w:pStyle", w_val=style)), *([] if n else [sign, run(" ")]), *content
            )
            for n, content in enumerate(paragraphs)
        )
        return element("w:footnote", *made, w_id=str(number))

    def _told(self, note: Note) -> list[Element]:
        said = told(note)
        parts = [run(said.head + (": " if said.words else ". "))]
        if said.words:
            parts += [run(f"“{said.words}”", lang=said.language), run(". ")]
        if said.title:
            parts += [self._titled(said.title, said.link, said.language), run(". ")]
        parts.append(run(said.fact, style=style_id(self._paper, "Fact Id")))
        return parts

    def _titled(self, title: str, link: str, language: str) -> Element:
        if not link:
            return run(title, italic=True, lang=language)
        id = self._part.relate_to(link, RT.HYPERLINK, is_external=True)
        words = run(title, style=style_id(self._paper, "Hyperlink"), lang=language)
        return element("w:hyperlink", words, r_id=id)
