"""Files whose notes are footnotes cite in words, or not at all, where that is asked for."""

from __future__ import annotations

import html as markup
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from docx.oxml import parse_xml
from jinja2 import FileSystemLoader

from tests.render.briefs import NAMES, bundled, seal
from xbrief import bundled as shipped
from xbrief.brief.types import Brief
from xbrief.render import docx, html, markdown
from xbrief.render.joined import Bibliography, Embedded, Report, cited
from xbrief.render.notes import Citing, in_words, settled, sources
from xbrief.render.pdf import _cited
from xbrief.render.report import docx as report_docx
from xbrief.render.report import html as report_html
from xbrief.render.report import pdf as report_pdf
from xbrief.rules.types import Run

LOADER = FileSystemLoader(shipped.templates())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INLINE, NONE = Citing("inline"), Citing("none")


def page(brief: Brief, citing: Citing) -> str:
    """The words of the HTML page, their spaces made one."""
    return words(html.render([brief], seal(brief), LOADER, citing))


def words(text: str) -> str:
    bare = re.sub(r"<(style|script|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
    return " ".join(markup.unescape(re.sub("<[^>]+>", "", bare)).split())


def told(brief: Brief) -> Iterator[str]:
    """Every sentence and every cell as it is to be read."""
    for section in brief.sections:
        for block in section.blocks:
            yield from (plain(s.runs) for s in (*block.statements, *block.items))
        for row in section.table.rows if section.table else ():
            yield from (plain(cell.runs) for cell in row.cells)


def plain(runs: tuple[Run, ...]) -> str:
    return re.sub(r"(?<![\w*])\*([^*]+)\*(?=: )", r"\1", " ".join("".join(run.text for run in runs).split()))


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_those_of_markdown(name: str) -> None:
    brief = bundled(name)
    written = markdown.render(in_words(brief, "inline"), LOADER, citing=Citing("none", listed=False))
    assert written == markdown.render(brief, LOADER, citing=Citing("inline", listed=False))
    assert in_words(brief, "none") == brief


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_citations_among_its_words_and_lists_the_sources(name: str) -> None:
    brief = bundled(name)
    inline, bare = page(brief, INLINE), page(brief, NONE)
    assert all(sentence in inline for sentence in told(in_words(brief, "inline")))
    assert all(sentence in bare for sentence in told(brief))
    for text, citing in ((inline, INLINE), (bare, NONE)):
        made = html.render([brief], seal(brief), LOADER, citing)
        assert "<button" not in made
        _, _, listed = text.rpartition("Sources cited")
        assert listed.count("“") == sum(c.source.title.count("“") for c in sources(brief))
        assert len(re.findall(r'<li><a href|<li>[^<]+: (?:<a href="http|<cite>)', made)) >= len(sources(brief))
        assert "Sources cited" not in page(brief, Citing(citing.style, listed=False))


@pytest.mark.parametrize("name", NAMES)
def test_word_has_no_footnotes_then(name: str) -> None:
    brief = bundled(name)
    for citing in (INLINE, NONE):
        with zipfile.ZipFile(io.BytesIO(docx.render([brief], seal(brief), None, citing))) as archive:
            tree = parse_xml(archive.read("word/document.xml"))
        assert [*tree.iter(f"{W}footnoteReference")] == []
        text = " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree.iter(f"{W}p"))
        assert all(sentence in " ".join(text.split()) for sentence in told(settled(brief, citing)[0]))
        titles = [" ".join(c.source.title.split()) for c in sources(brief) if c.source.title]
        assert all(title in text for title in titles)
        assert "Sources cited" in text


def test_the_page_of_typst_is_given_the_sources_and_no_notes() -> None:
    brief = bundled("kr")
    given = _cited(brief, INLINE)
    assert given["notes"] == {}
    assert len(given["sources"]) == len(sources(brief))  # type: ignore[arg-type]  # a list in JSON
    assert _cited(brief, Citing("none", listed=False))["sources"] == []
    assert _cited(brief, Citing())["sources"] == []


def test_a_report_cites_likewise_and_keeps_its_list() -> None:
    parts = (Embedded(bundled("us line")), Embedded(bundled("kr")), Bibliography(1))
    report = Report(parts, title="Ours", citations=cited(parts))
    certificate = seal(*report.briefs)
    notes = report_html.render(report, certificate, LOADER)
    for citing in (INLINE, NONE):
        made = report_html.render(report, certificate, LOADER, citing)
        assert made.count('class="cite"') == 0 < notes.count('class="cite"')
        wanted = told(in_words(bundled("kr"), citing.style))
        assert all(sentence in words(made) for sentence in wanted)
        assert words(made).count("Sources cited") == 1
        with zipfile.ZipFile(
            io.BytesIO(report_docx.render(report, certificate, bundled("kr").as_of, None, citing))
        ) as a:
            assert b"footnoteReference w:id" not in a.read("word/document.xml")
        assert report_pdf.render(report, certificate, bundled("kr").as_of, citing).startswith(b"%PDF")
