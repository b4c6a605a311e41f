"""Word: a sound package with real styles and footnotes, on a template of the user's, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import docx as library
import pytest
import typst
from docx.oxml import parse_xml
from docx.shared import Pt

from tests.render.briefs import NAMES, bundled, poisoned, seal
from xbrief.brief import prose
from xbrief.brief.types import Brief, Section
from xbrief.errors import XbriefError
from xbrief.render import docx, picture, raster, stamp
from xbrief.render.notes import notes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
P = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def made(*briefs: Brief, template: bytes | None = None) -> bytes:
    return docx.render(briefs, seal(*briefs), template)


def opened(document: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(document: bytes, name: str = "word/document.xml") -> Any:
    return parse_xml(opened(document)[name])


def text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def values(element: Any, tag: str, key: str = "val") -> list[str]:
    return [e.get(f"{W}{key}", "") for e in element.iter(f"{W}{tag}")]


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_has_its_footnote_and_each_fact_one(name: str) -> None:
    brief = bundled(name)
    document = made(brief)
    marks = values(tree(document), "footnoteReference", "id")
    assert marks == [str(n) for n in range(1, len(brief.citations) + 1)]
    notes = tree(document, "word/footnotes.xml")
    assert values(notes, "footnote", "id") == ["-1", "0", *marks]
    again = [e.text or "" for e in tree(document).iter(f"{W}instrText")]
    bookmarks = values(tree(document), "bookmarkStart", "name")
    assert {code.split()[1] for code in again} <= {*bookmarks}
    cites = [c for s in brief.sections for c in _cites(s)]
    assert len(marks) + len(again) == len(cites)
    assert "/word/footnotes.xml" in opened(document)["[Content_Types].xml"].decode()


def _cites(section: Section) -> list[str]:
    return [c for run in prose._runs(section) for c in run.cites]


@pytest.mark.parametrize("name", NAMES)
def test_styles_and_links_that_are_used_are_there(name: str) -> None:
    document = made(bundled(name))
    styles = tree(document, "word/styles.xml")
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for part in ("word/document.xml", "word/footnotes.xml"):
        found = tree(document, part)
        used = {*values(found, "pStyle"), *values(found, "rStyle"), *values(found, "tblStyle")}
        assert used <= known
    targets = {r.get("Id") for r in tree(document, "word/_rels/footnotes.xml.rels")}
    links = [e.get(f"{R}id") for e in tree(document, "word/footnotes.xml").iter(f"{W}hyperlink")]
    assert links
    assert {*links} <= targets


def test_headings_tables_and_lists_have_the_styles_that_people_look_for() -> None:
    document = made(bundled("kr"))
    names = {
        style.get(f"{W}styleId"): next(style.iter(f"{W}name")).get(f"{W}val")
        for style in tree(document, "word/styles.xml").iter(f"{W}style")
    }
    used = [names[i] for i in values(tree(document), "pStyle")]
    assert used[0] == "Title"
    sections = [s for s in bundled("kr").sections if s.id != "bottom"]
    assert used.count("heading 1") == len(sections)
    assert {"List Bullet", "List Bullet 2"} <= {*used}
    assert [names[i] for i in values(tree(document), "tblStyle")] == ["Table Grid"]
    assert {names[i] for i in values(tree(document, "word/footnotes.xml"), "pStyle")} == {"footnote text"}
    rows = [*tree(document).iter(f"{W}tr")]
    assert [next(row.iter(f"{W}tblHeader"), None) is not None for row in rows] == [True] + [False] * (len(rows) - 1)


@pytest.mark.parametrize("name", ["kr", "us br kr", "timeline us br"])
def test_a_picture_is_drawn_in_the_width_of_the_page_and_told_in_words(name: str) -> None:
    document = made(bundled(name))
    (found,) = [s.picture for s in bundled(name).sections if s.picture]
    told = [e.get("descr") for e in tree(document).iter(f"{WP}docPr")]
    # The drawing, and a swatch for each shade, whose meaning stands beside it.
    assert told == [" ".join(found.words), *[""] * len(picture.shades(found))]
    first, *swatches = [int(e.get("cx")) for e in tree(document).iter(f"{WP}extent")]
    section = library.Document(io.BytesIO(document)).sections[0]
    assert first == section.page_width - section.left_margin - section.right_margin
    assert all(width < first / 10 for width in swatches)
    files = [held for file, held in opened(document).items() if file.startswith("word/media/")]
    assert len(files) == 1 + len(swatches)
    assert all(held.startswith(b"\x89PNG") for held in files)
    assert all(meaning in text(tree(document)) for _, meaning in picture.shades(found))
    ids = [e.get("id") for e in tree(document).iter(f"{WP}docPr")]
    assert len({*ids}) == len(ids)


def test_what_is_no_file_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    assert raster.png(picture.swatch("held")) != raster.png(picture.swatch("none"))
    frame = 'xmlns="http://www.w3.org/2000/svg" width="40" height="20"'
    eastern = raster.png(f'<svg {frame}><text y="15">샤오미</text></svg>')
    assert eastern.startswith(b"\x89PNG")
    monkeypatch.setattr(typst, "compile", lambda *_args, **_options: [])
    with pytest.raises(TypeError, match="list"):
        raster.png(picture.swatch("held"))


def test_a_sign_stands_beside_its_word_also_in_a_narrow_cell() -> None:
    labels = [text(cell) for cell in tree(made(bundled("kr"))).iter(f"{W}tc")]
    assert "○\xa0Smartphones" in labels


def test_a_link_leads_to_the_words() -> None:
    relations = tree(made(bundled("kr")), "word/_rels/footnotes.xml.rels")
    targets = [r.get("Target", "") for r in relations]
    assert all(target.startswith(("https://", "http://")) for target in targets)
    assert any(":~:text=" in target for target in targets)
    assert {r.get("TargetMode") for r in relations} == {"External"}


def test_the_same_brief_gives_the_same_bytes_and_no_day_of_the_clock() -> None:
    document = made(bundled("kr"))
    assert document == made(bundled("kr"))
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    days = re.findall(r"\d{4}-\d\d-\d\dT", opened(document)["docProps/core.xml"].decode())
    assert days == ["2026-11-22T"] * 2


def test_hostile_words_stay_words() -> None:
    document = made(poisoned())
    body = text(tree(document))
    assert "</script><script>alert(1)</script>--> \"x=' &amp; #let" in body
    assert "샤오미" in text(tree(document, "word/footnotes.xml"))
    assert "\u202e" not in body
    assert "\x1b" not in body
    assert stamp.read(document) == (seal(poisoned()),)


def test_the_stamp_is_a_part_that_word_keeps() -> None:
    briefs = bundled("kr"), bundled("us br kr")
    document = made(*briefs)
    assert stamp.read(document) == (seal(*briefs),)
    relations = tree(document, "word/_rels/document.xml.rels")
    kinds = [r.get("Type", "").rpartition("/")[2] for r in relations]
    assert kinds.count("customXml") == 2
    assert stamp.read(b"no archive") == ()


def test_several_briefs_each_begin_a_page_and_share_one_row_of_footnotes() -> None:
    one, other = bundled("kr"), bundled("us line")
    found = tree(made(one, other))
    assert len([*found.iter(f"{W}pageBreakBefore")]) == 1
    assert len(values(found, "footnoteReference", "id")) == len(one.citations) + len(other.citations)


def corporate(*, drop: tuple[str, ...] = ()) -> bytes:
    """A template with a colour, a header, a text of its own with a footnote; without the styles of these ids."""
    paper = library.Document()
    paper.styles["Heading 1"].font.size = Pt(31)
    paper.sections[0].header.paragraphs[0].text = "ACME confidential"
    paper.add_paragraph("How to use this template")
    docx.sound(paper)
    docx.Footnotes(paper).mark(next(iter(notes(bundled("kr")).values())))
    for style in list(paper.styles.element):
        if style.get(f"{W}styleId") in drop:
            paper.styles.element.remove(style)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_a_template_gives_its_styles_and_header_and_not_its_text() -> None:
    document = made(bundled("kr"), template=corporate())
    parts = opened(document)
    assert "ACME confidential" in b"".join(v for k, v in parts.items() if "header" in k).decode()
    assert "How to use" not in parts["word/document.xml"].decode()
    heading = library.Document(io.BytesIO(document)).styles["Heading 1"]
    assert heading.font.size == Pt(31)
    assert [name for name in parts if "footnotes" in name] == ["word/footnotes.xml", "word/_rels/footnotes.xml.rels"]
    settings = tree(document, "word/settings.xml")
    assert len([*settings.iter(f"{W}footnotePr")]) == 1
    assert document == made(bundled("kr"), template=corporate())


def test_styles_under_the_names_that_users_see_are_those_of_word() -> None:
    parts = opened(corporate())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="heading 1"', b'w:val="Heading 1"')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    document = made(bundled("kr"), template=out.getvalue())
    assert library.Document(io.BytesIO(document)).styles["Heading 1"].font.size == Pt(31)


def test_what_a_template_lacks_is_added() -> None:
    lean = corporate(drop=("Title", "Heading1", "ListBullet", "ListBullet2", "TableGrid", "Subtitle"))
    document = made(bundled("kr"), template=lean)
    names = {style.name for style in library.Document(io.BytesIO(document)).styles}
    assert {"Title", "Heading 1", "List Bullet", "List Bullet 2", "Table Grid", "footnote text"} <= names
    bullets = [t for t in tree(document).iter(f"{W}t") if t.text == "•"]
    assert len(bullets) > 5
    assert len([*tree(document).iter(f"{W}tab")]) == len(bullets)


@pytest.mark.parametrize(
    "content", [b"", b"no zip", corporate()[:900], made(bundled("us line")).replace(b"w:body", b"w:bodi")]
)
def test_what_is_no_word_document_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?i)zip|crc|xml"):
        made(bundled("us line"), template=content)


def test_a_damaged_file_has_no_stamp_to_read() -> None:
    with pytest.raises(XbriefError, match="damaged"):
        stamp.read(made(bundled("us line"))[:900])


def test_a_template_without_a_page_is_told() -> None:
    paper = library.Document()
    paper.element.body.remove(paper.element.body.sectPr)
    out = io.BytesIO()
    paper.save(out)
    with pytest.raises(ValueError, match="no page"):
        made(bundled("us line"), template=out.getvalue())


def test_notes_of_sources_without_title_address_or_words_are_what_is_known() -> None:
    brief = bundled("us line")
    bare = {
        id: replace(c, source=replace(c.source, url=None, title=title), fact=replace(c.fact, anchor=""))
        for (id, c), title in zip(brief.citations.items(), ("A title", *[""] * 99), strict=False)
    }
    lean = replace(brief, citations=bare, sections=(*brief.sections, Section("empty", "Nothing here")))
    document = made(lean)
    notes = [text(note) for note in tree(document, "word/footnotes.xml").iter(f"{W}footnote")][2:]
    assert "A title. " in notes[0]
    assert len(notes) == len(bare) > 1
    assert all("“" not in note for note in notes)
    assert "word/_rels/footnotes.xml.rels" not in opened(document)
    assert "Nothing here" not in text(tree(document))
