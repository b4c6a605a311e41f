"""SVG -> PNG, drawn by Typst with its own fonts, for formats that cannot be relied on to show SVG."""

from __future__ import annotations

import re

import typst

# On paper 760 units of a picture take about 16 cm: this is fine print there.
_DOTS_PER_INCH = 180
_PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    b'#image(bytes(sys.inputs.at("svg")), format: "svg")\n'
)
# Letters that Typst's own fonts lack.
_EASTERN = re.compile("[\u1100-\u11ff\u2e80-\ufaff\U0001f000-\U0003ffff]")


def png(svg: str) -> bytes:
    """The drawing as a file; the fonts of the machine are looked at for Chinese, Japanese and Korean letters alone."""
    made = typst.compile(
        _PAGE,
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"svg": svg},
        font_paths=typst.Fonts(include_system_fonts=bool(_EASTERN.search(svg))),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst made no file, but {type(made).__name__}")
    return made
