"""PDF: set by Typst, the same bytes each time, footnotes for every fact, and no character without a font."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import typst

from tests.render.briefs import POISON, bundled, poisoned, seal
from xbrief.brief.types import Brief
from xbrief.errors import XbriefError
from xbrief.render import pdf, stamp
from xbrief.render.pdf.content import content
from xbrief.render.text import clean

# Of Latin letters alone, which need no font of the machine.
LATIN = ("br full", "us line", "us br", "timeline us br")
HANGUL = re.compile(r"[\uac00-\ud7a3]+")


def made(*briefs: Brief) -> bytes:
    return pdf.render(briefs, seal(*briefs))


def own_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def headings(brief: Brief) -> list[str]:
    """The texts of the headings as Typst sees them, before it sets them."""
    told = {**pdf._told([brief], seal(brief)), "fonts": ["Libertinus Serif"]}
    found: Any = json.loads(
        typst.query(
            pdf._TEMPLATE.read_bytes(), "heading", font_paths=own_fonts(), sys_inputs={"data": json.dumps(told)}
        )
    )
    return [heading["body"]["text"] for heading in found]


@pytest.mark.parametrize("name", LATIN)
def test_the_same_brief_gives_the_same_bytes_with_no_font_of_the_machine(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(pdf, "system_fonts")
    document = made(bundled(name))
    assert document == made(bundled(name))
    assert document.startswith(b"%PDF-1.7")
    assert {*re.findall(rb"D:(\d{8})", document)} == {b"20261122"}
    assert stamp.read(document) == (seal(bundled(name)),)


@pytest.mark.parametrize("name", LATIN)
def test_each_fact_cited_is_told_once_and_referred_to_after_that(name: str) -> None:
    brief = bundled(name)
    page = content(brief)
    first: list[str] = []
    again: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            for cite in value.get("cites", ()):
                (first if cite["first"] else again).append(cite["label"])
            for key, each in value.items():
                if key != "notes":
                    walk(each)

    walk(page)
    assert sorted(first) == sorted(page["notes"])
    assert len(first) == len(brief.citations)
    assert {*again} <= {*first}


def test_headings_are_title_and_sections() -> None:
    brief = bundled("br full")
    assert headings(brief) == [brief.title, *(s.heading for s in brief.sections if s.id != "bottom")]


def test_hostile_words_are_words_to_typst() -> None:
    brief = poisoned("us line")
    assert headings(brief) == [clean(brief.title)]
    assert clean(POISON).strip() in headings(brief)[0]


@pytest.mark.parametrize("brief", [bundled("kr"), poisoned("us line")], ids=["korean", "hostile"])
def test_korean_is_set_in_a_font_of_the_machine_or_the_font_is_named(brief: Brief) -> None:
    if any("CJK" in family or family in pdf._EASTERN for family in typst.Fonts().families()):
        assert stamp.read(made(brief)) == (seal(brief),)
    else:
        with pytest.raises(XbriefError) as told:
            made(brief)
        assert "fonts-noto-cjk" in told.value.hint


def test_a_character_that_no_font_has_is_an_error_and_no_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "system_fonts", own_fonts)
    with pytest.raises(XbriefError, match="no font of this machine has the characters of") as told:
        made(bundled("kr"))
    assert HANGUL.search(told.value.message)
    assert "apt install fonts-noto-cjk" in told.value.hint


def test_another_fault_of_typst_is_not_taken_for_a_missing_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr(pdf, "_TEMPLATE", broken)
    with pytest.raises(typst.TypstError, match="panicked"):
        made(bundled("us line"))
    faults = iter(["the text `x` could not be displayed", "something else"])

    def fails(*_args: object) -> bytes:
        raise typst.TypstError(next(faults))

    monkeypatch.setattr(pdf, "_set", fails)
    with pytest.raises(typst.TypstError, match="something else"):
        made(bundled("us line"))


def test_several_briefs_are_one_file() -> None:
    one, other = bundled("us line"), bundled("br full")
    assert [part.key for part in stamp.read(made(one, other))[0].briefs] == [one.key, other.key]


def test_without_a_page_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", lambda *_args, **_options: None)
    with pytest.raises(TypeError, match="no file, but NoneType"):
        made(bundled("us line"))


def test_a_stream_that_is_no_stamp_is_passed_over() -> None:
    assert stamp.read(b"%PDF-1.7\nstream\nno deflate\nendstream\n") == ()
