"""What a reader reads in a file: sentences of briefs come back from every format, whatever was done to the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from jinja2 import FileSystemLoader

from tests.render.briefs import NAMES, bundled, poisoned, seal
from xbrief import bundled as shipped
from xbrief.brief.as_sent import AsSent, as_sent
from xbrief.brief.types import Brief
from xbrief.render import docx, html, markdown, sent, stamp
from xbrief.render.notes import Citing, Style

BRIEFS = (*NAMES, "poisoned")


def named(name: str) -> Brief:
    return poisoned() if name == "poisoned" else bundled(name)


def held(content: bytes, brief: Brief, *, bracketed: bool = False) -> AsSent:
    shown = sent.shown(content)
    assert shown is not None
    (part,) = seal(brief).briefs
    return as_sent(part.sentences, part.cells, shown.text, bracketed=bracketed, relaid=shown.relaid)


def untouched(found: AsSent) -> bool:
    assert (found.edited, found.gone) == ((), ())
    return {*found.fates.values()} == {"as sent"}


def page(brief: Brief, style: Style = "footnotes") -> str:
    text = markdown.render(brief, FileSystemLoader(shipped.templates()), citing=Citing(style))
    return f"{text}\n{stamp.comment(seal(brief))}"


def site(brief: Brief) -> str:
    return html.render([brief], seal(brief), FileSystemLoader(shipped.templates()))


@pytest.mark.parametrize("style", ["footnotes", "inline", "pandoc", "none"])
@pytest.mark.parametrize("name", BRIEFS)
def test_markdown_tells_its_sentences_whatever_its_citations(name: str, style: Style) -> None:
    brief = named(name)
    text = page(brief, style)
    bracketed = style == "inline"
    assert untouched(held(text.encode(), brief, bracketed=bracketed))
    assert untouched(held(f"\ufeff{text}".replace("\n", "\r\n").encode(), brief, bracketed=bracketed))
    assert held(stamp.comment(seal(brief)).encode(), brief).edited == ()
    assert len(held(stamp.comment(seal(brief)).encode(), brief).taken_out) == len(brief.findings)


@pytest.mark.parametrize("name", BRIEFS)
def test_pages_and_papers_tell_their_sentences(name: str) -> None:
    brief = named(name)
    assert untouched(held(site(brief).encode(), brief))
    assert untouched(held(docx.render([brief], seal(brief)), brief))


EDITS: dict[str, Callable[[str], str]] = {
    "wrapped": lambda text: re.sub(r" (?=\w)", "\n  ", text),
    "quoted": lambda text: re.sub(r"^", "> ", text, flags=re.MULTILINE),
    "linked": lambda text: text.replace("KT ", "[KT](https://example.org/a_(b)?c=d) ").replace("Koma", "[Koma][1]"),
    "marked up": lambda text: text.replace("Xiaomi", "<b>Xiaomi</b>").replace(" sold ", " <!-- note\n -->sold "),
    "named signs": lambda text: text.replace("'", "&rsquo;").replace(", ", ",&nbsp;"),
    "struck out beside": lambda text: text.replace("Xiaomi", "~~We~~ Xiaomi"),
    "other marks": lambda text: text.replace("[^kr-", "[^our-note-"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_a_reader_does_not_read_is_no_edit_of_markdown(edit: str) -> None:
    brief, text = bundled("kr"), page(bundled("kr"))
    changed = EDITS[edit](text)
    assert changed != text
    assert untouched(held(changed.encode(), brief))


def test_a_table_laid_out_anew_in_lines_is_no_edit() -> None:
    brief = bundled("kr")
    rows = [line for line in page(brief).splitlines() if line.startswith("| **")]
    # As pandoc writes a wide one: the words of the cells of a row beside each other, line by line.
    laid = ["  --------- ----------- ------", *(" ".join(reversed(row.split())) for row in rows), ""]
    assert untouched(held(page(brief).replace("\n".join(rows), "\n".join(laid)).encode(), brief))
    assert held(page(brief).replace("\n".join(rows), "\n".join(laid[1:])).encode(), brief).gone


def test_a_page_saved_by_another_program_is_no_edit() -> None:
    brief = bundled("kr")
    text = site(brief)
    saved = re.sub(r"<button[^>]*>(\d+)</button>", r"<SUP><A HREF='#n'>\1</A></SUP>", text)
    assert saved != text
    assert untouched(held(saved.replace("Xiaomi", "<FONT>Xia</FONT>omi").encode(), brief))
    # A raised word that is never closed ends with its paragraph.
    broken = text.replace("<p>", "<p><sup>1</sup>").replace("</li>", " <sup>2</li>")
    assert untouched(held(broken.encode(), brief))
    gone = re.sub(r"<(/?)p>", r"<\1del>", text)
    assert held(gone.encode(), brief).gone


def test_a_paper_changed_by_another_program_is_no_edit() -> None:
    brief = bundled("kr")
    made = docx.render([brief], seal(brief))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "NOTEREF" in text
    # A word in two runs, a field in its short form, a mark that became a raised number; a change that was tracked.
    text = text.replace("Xiaomi", 'Xia</w:t></w:r><w:proofErr/><w:r><w:t xml:space="preserve">omi')
    text = re.sub(
        r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>.*?<w:fldChar w:fldCharType="end"/></w:r>',
        '<w:fldSimple w:instr=" NOTEREF Note1 "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        text,
    )
    text = re.sub(
        r"<w:r><w:rPr>[^/]*/></w:rPr><w:footnoteReference [^>]*/></w:r>",
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>7</w:t></w:r>'
        "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>",
        text,
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document2.xml", text)
    assert untouched(held(out.getvalue(), brief))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b'{"schema": "xbrief.brief/1"}',
        b"[]",
        b"PK no archive",
        docx.render([bundled("us line")], seal(bundled("us line")))[:-900],
    ],
)
def test_what_cannot_be_read_is_not_compared(content: bytes) -> None:
    assert sent.shown(content) is None


def test_a_workbook_has_no_sentences() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert sent.shown(out.getvalue()) is None
