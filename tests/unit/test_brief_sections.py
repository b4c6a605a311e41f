"""Briefs of both dossiers on every day on which a source became known: what holds for all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from tests.properties.worlds import NAMES, TODAY, book, days, dossier, markets
from xbrief.brief import compare, country
from xbrief.brief.market import Market
from xbrief.brief.prose import cited, worded, words
from xbrief.brief.types import Brief, Length, Section
from xbrief.language import speaker

LINE_WORDS = 90
PAGE_WORDS = 1350
DAYS = [pytest.param(name, day, id=f"{name}-{day}") for name in NAMES for day in days(dossier(name))]
LAST = re.compile(r"[Ww]hen last reported, ([^,]+),")


@cache
def held(name: str, day: date) -> tuple[Market, ...]:
    return tuple(markets(book(name, day)))


@cache
def briefs(name: str, day: date, length: Length) -> tuple[Brief, ...]:
    return tuple(country.brief(m, length) for m in held(name, day))


def all_briefs(name: str, day: date) -> Iterator[Brief]:
    for length in country.LIMITS:
        yield from briefs(name, day, length)
    if len(held(name, day)) > 1:
        yield compare.brief(held(name, day))


def paragraphs(section: Section) -> Iterator[str]:
    """Each paragraph and each item of a list as a reader sees it."""
    for block in section.blocks:
        yield " ".join(s.text for s in block.statements)
        yield from (s.text for s in block.items)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_sections_and_headings_are_the_same_for_every_market(name: str, day: date) -> None:
    for length in ("page", "full"):
        for brief in briefs(name, day, length):
            assert [(s.id, s.heading) for s in brief.sections] == list(country.HEADINGS.items())
            for section in brief.sections:
                assert section.blocks or section.table, f"{brief.key}: {section.id} is empty"
                assert all(text.strip() for text in paragraphs(section))
    for brief in briefs(name, day, "line"):
        assert [s.id for s in brief.sections] == ["bottom"]


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_every_sentence_has_findings_that_the_brief_holds(name: str, day: date) -> None:
    fixed = {*country.NONE.values(), compare.NO_CONTRAST, "Every row is held for every market."}
    for brief in all_briefs(name, day):
        assert list(brief.findings) == worded(brief.sections)
        assert set(brief.findings) <= set(brief.hidden)
        compared = brief.kind == "compare"
        for section in brief.sections:
            for block in section.blocks:
                for s in (*block.statements, *block.items):
                    # What cannot be compared is told of rows, not of findings.
                    if not compared or section.id == "contrasts":
                        assert s.findings or s.text in fixed, s.text
                    assert set(s.findings) <= set(brief.findings), s.text


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_every_fact_cited_is_known_by_the_day(name: str, day: date) -> None:
    known = book(name, day).known
    for brief in all_briefs(name, day):
        assert brief.as_of == day
        assert list(brief.citations) == cited(brief.sections)
        assert set(brief.citations) <= set(known)
        assert all(c.source.known is not None and c.source.known <= day for c in brief.citations.values())
        assert all(s.known is not None and s.known <= day for s in brief.sources)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_a_line_and_a_page_keep_their_lengths_and_full_tells_no_less(name: str, day: date) -> None:
    for brief in briefs(name, day, "line"):
        told = " ".join(text for s in brief.sections for text in paragraphs(s))
        assert 0 < len(told.split()) <= LINE_WORDS, f"{brief.key}: {told}"
    for page, full in zip(briefs(name, day, "page"), briefs(name, day, "full"), strict=True):
        assert words(page.sections) <= PAGE_WORDS, f"{page.key}: {words(page.sections)} words"
        assert set(page.findings) <= set(full.findings), sorted(set(page.findings) - set(full.findings))


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_when_last_reported_is_told_once_for_one_day_in_a_paragraph(name: str, day: date) -> None:
    for brief in all_briefs(name, day):
        for section in brief.sections:
            for text in paragraphs(section):
                told = Counter(LAST.findall(text))
                assert max(told.values(), default=1) == 1, f"{brief.key} {brief.length} {section.id}: {text}"


def offices(brief: Brief, name: str) -> Iterator[tuple[str, str, int, bool]]:
    """Each person with an office: name, office, how often it is told, and whether the text names the person at all.

    The titles of origins name people too; they are the dossier's words.
    """
    text = "\n".join(t for s in brief.sections if s.id != "sources" for t in paragraphs(s))
    for person in dossier(name).people.values():
        if office := speaker.office(dossier(name), person.id):
            joiner = " " if office.startswith("of ") else ", "
            told = text.count(f"{person.name}{joiner}{office}")
            yield person.name, office, told, re.search(rf"\b{re.escape(person.name)}\b", text) is not None


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_a_person_is_introduced_once(name: str, day: date) -> None:
    for brief in all_briefs(name, day):
        for person, office, told, named in offices(brief, name):
            assert told == int(named), f"{brief.key} {brief.length}: {person}, {office}: {told} times"


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_no_office_stands_inside_a_list(name: str, day: date) -> None:
    for brief in all_briefs(name, day):
        text = "\n".join(t for s in brief.sections for t in paragraphs(s))
        for person, office, _, _ in offices(brief, name):
            assert not re.search(rf"{re.escape(person)}, {re.escape(office)},? (and|or) ", text)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_no_sentence_is_badly_put_together(name: str, day: date) -> None:
    slips = re.compile(
        r"  |,,|\.\.|\( | \)| [,;.:](?:\s|$)|;;|[{}]|\bthe the\b|\b(?:in|on|by) (?:in|on|by|around)\b|’s's"
    )
    for brief in all_briefs(name, day):
        for section in brief.sections:
            for text in paragraphs(section):
                assert not slips.search(text), f"{brief.key} {section.id}: {text}"
            for block in section.blocks:
                assert all(s.text[-1] in ".?!:" for s in (*block.statements, *block.items))
                assert all(s.text[0] == s.text[0].upper() for s in (*block.statements, *block.items))


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_a_name_that_ends_in_s_takes_an_apostrophe_alone(name: str, day: date) -> None:
    company = dossier(name).company.name
    for brief in all_briefs(name, day):
        for section in brief.sections:
            cells = [c.text for r in (section.table.rows if section.table else ()) for c in r.cells]
            for text in (*paragraphs(section), *cells):
                assert f"{company}'s" not in text or not company.endswith("s"), text


# Asking for parts.


@pytest.mark.parametrize("name", NAMES)
def test_sections_can_be_asked_for_by_id(name: str) -> None:
    for market in held(name, TODAY):
        whole = country.brief(market)
        part = country.brief(market, only=("gaps", "why"))
        assert [s.id for s in part.sections] == ["why", "gaps"]
        kept = {s.id: s for s in whole.sections}
        assert len(part.sections[0].blocks) == len(kept["why"].blocks)
        assert list(part.citations) == cited(part.sections)
        assert set(part.findings) < set(whole.findings)
        assert part.sources == whole.sources
        assert country.brief(market, only=("snapshot",)).sections == (kept["snapshot"],)


def test_a_person_is_introduced_in_the_part_that_is_asked_for() -> None:
    whole = next(m for m in held("bundled", TODAY) if m.code == "br")
    parts = (country.brief(whole, only=(section,)) for section in ("bottom", "why", "said"))
    for brief in parts:
        assert all(told == int(named) for _, _, told, named in offices(brief, "bundled"))


# The line under the title.


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_the_line_under_the_title_tells_kind_day_sources_and_age(name: str, day: date) -> None:
    for market, brief in zip(held(name, day), briefs(name, day, "page"), strict=True):
        kind, as_of, sources, newest, checked = brief.meta
        assert checked.endswith(f" of {len(market.facts)} facts checked against the text")
        assert kind == "Market-entry brief"
        assert as_of.startswith("evidence as of ")
        assert sources.startswith(f"{len(market.sources)} source")
        assert newest.startswith("newest source ")
        assert (" old)" in newest) == ((day - market.newest).days > 31)
        assert brief.sources == market.sources
        assert brief.title == f"{dossier(name).company.name} in {market.name}"
