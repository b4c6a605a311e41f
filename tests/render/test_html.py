"""HTML: one file that stands alone, whose every mark leads to its note and whose every word is a word."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jinja2 import FileSystemLoader

from tests.render.briefs import NAMES, bundled, poisoned, seal
from xbrief import bundled as shipped
from xbrief.brief.types import Brief
from xbrief.render import html, stamp

_VOID = {"meta", "link", "br", "img", "hr", "input"}


class Tree(HTMLParser):
    """The tags of a page with their attributes, its text by tag, and whether every element is closed in its place."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text[self.open[-1]] = self.text.get(self.open[-1], "") + data

    def all(self, name: str) -> list[str]:
        """The values of an attribute, in order."""
        return [attrs[name] for _, attrs in self.tags if name in attrs]


def page(*briefs: Brief) -> str:
    return html.render(briefs, seal(*briefs), FileSystemLoader(shipped.templates()))


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_nothing_of_anybody_and_runs_nothing(name: str) -> None:
    tree = Tree(page(bundled(name)))
    assert {"img", "link", "iframe", "object", "embed", "form", "base"}.isdisjoint(tag for tag, _ in tree.tags)
    assert [attrs for tag, attrs in tree.tags if tag == "script"] == [{"type": "application/json", "id": stamp.NAME}]
    names = {key for _, attrs in tree.tags for key in attrs}
    assert not {"src", "srcset", "action", "style"} & names
    assert [key for key in names if key.startswith("on")] == []
    assert not re.search(r"url\(|@import", tree.text["style"])
    (policy,) = [a["content"] for _, a in tree.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_opens_a_note_and_every_fact_cited_has_one(name: str) -> None:
    brief = bundled(name)
    tree = Tree(page(brief))
    ids = tree.all("id")
    assert len(ids) == len({*ids})
    opened = {*tree.all("popovertarget")}
    assert opened == {f"{brief.key}-{n}-open" for n in range(1, len(brief.citations) + 1)}
    assert opened <= {*ids}
    inner = [href[1:] for href in tree.all("href") if href.startswith("#")]
    assert {*inner} <= {*ids}
    assert len(inner) > 2


def test_a_note_leads_to_the_words_on_the_page_of_the_source() -> None:
    brief = bundled("kr")
    tree = Tree(page(brief))
    outer = {href for href in tree.all("href") if not href.startswith("#")}
    assert all(href.startswith(("https://", "http://")) for href in outer)
    cited = [c for c in brief.citations.values() if c.source.url and c.fact.anchor]
    assert cited
    assert sum(":~:text=" in href for href in outer) == len({(c.source.url, c.fact.anchor) for c in cited})


@pytest.mark.parametrize("name", NAMES)
def test_landmarks_headings_and_tables_are_those_a_screen_reader_needs(name: str) -> None:
    tree = Tree(page(bundled(name)))
    tags = [tag for tag, _ in tree.tags]
    assert (tags.count("main"), tags.count("h1"), tags.count("nav")) == (1, 1, 1)
    assert next(attrs for tag, attrs in tree.tags if tag == "html") == {"lang": "en"}
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels == [1] + [2] * (len(levels) - 1)
    scopes = [attrs.get("scope") for tag, attrs in tree.tags if tag == "th"]
    assert {*scopes} <= {"row", "col"}
    assert ("table" in tags) == ("row" in scopes)
    assert all(attrs["aria-label"] for _, attrs in tree.tags if attrs.get("role") == "img")


def test_several_briefs_share_a_page_without_a_clash() -> None:
    one, other = bundled("kr"), bundled("us br kr")
    tree = Tree(page(one, other))
    ids = tree.all("id")
    assert len(ids) == len({*ids})
    assert [tag for tag, _ in tree.tags].count("article") == 2
    assert tree.text["title"] == f"{one.title} · {other.title}"


def test_hostile_words_are_shown_as_they_are() -> None:
    whole = page(poisoned())
    tree = Tree(whole)
    assert [tag for tag, _ in tree.tags].count("script") == 1
    assert "alert(1)" in tree.text["p"]
    assert "{{ 7*7 }} {% x %}" in tree.text["h1"]
    assert "<script>alert(1)" in tree.text["h2"]
    assert not {"label", "u"} & {tag for tag, _ in tree.tags}
    assert not re.search("[\x00\x0b\x1b\u202e]", whole)
    assert "샤오미" in tree.text["h1"]


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    brief = bundled("kr")
    whole = page(_with_urls(brief, "javascript:alert(1)"))
    assert "javascript:" not in "".join(Tree(whole).all("href"))
    assert "<cite" in whole
    assert Tree(page(_with_urls(brief, None))).all("rel") == []


def _with_urls(brief: Brief, url: str | None) -> Brief:
    cited = {id: replace(c, source=replace(c.source, url=url)) for id, c in brief.citations.items()}
    return replace(brief, citations=cited)


def test_the_stamp_comes_back() -> None:
    made = seal(poisoned(), bundled("kr"))
    whole = html.render([poisoned()], made, FileSystemLoader(shipped.templates()))
    assert stamp.read(whole) == (made,)


def test_a_state_is_a_sign_with_its_meaning_told_below() -> None:
    whole = page(bundled("kr"))
    assert '<span class="sign" role="img" aria-label="stale, last known"' in whole
    assert '<span aria-hidden="true">○</span> stale, last known' in whole


def test_emphasis_of_the_composers_is_kept() -> None:
    assert "<em>legal questions</em>: " in page(bundled("kr"))
