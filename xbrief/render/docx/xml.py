"""Elements of WordprocessingML (ECMA-376), as python-docx has no calls for them."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# lxml has no types of its own.
Element = Any


def element(name: str, *children: Element, **attributes: str) -> Element:
    """`element("w:rStyle", w_val="Hyperlink")`: an underscore stands for the colon of a prefix."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key.replace("_", ":", 1)), value)
    for child in children:
        made.append(child)
    return made


def run(text: str, *, style: str = "", bold: bool = False, italic: bool = False, lang: str = "") -> Element:
    """A run of text; `style` is the id of a character style, `lang` that of the text's language."""
    properties = element("w:rPr")
    if style:
        properties.append(element("w:rStyle", w_val=style))
    if bold:
        properties.append(element("w:b"))
    if italic:
        properties.append(element("w:i"))
    if lang:
        properties.append(element("w:lang", w_val=lang, w_eastAsia=lang))
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("w:r", *([properties] if len(properties) else []), words)


def field(code: str, shown: str, style: str = "") -> list[Element]:
    """The runs of a field that Word works out anew, with what it shows until then."""
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("w:r", element("w:fldChar", w_fldCharType="begin")),
        element("w:r", instruction),
        element("w:r", element("w:fldChar", w_fldCharType="separate")),
        run(shown, style=style),
        element("w:r", element("w:fldChar", w_fldCharType="end")),
    ]
