"""Pictures show what sources tell and no day more, are drawn without covering anything, and can be read in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import FileSystemLoader

from tests.properties.worlds import NAMES as DOSSIERS
from tests.properties.worlds import book, days, dossier
from tests.properties.worlds import markets as held
from tests.render.briefs import DAY, POISON, bundled, markets, poisoned, seal
from xbrief import bundled as shipped
from xbrief.brief import compare, timeline
from xbrief.brief import picture as composer
from xbrief.brief.types import Brief, Lane, Picture, Span
from xbrief.render import html, lanes, picture, terminal
from xbrief.render.base import Page
from xbrief.render.text import clean

S = "{http://www.w3.org/2000/svg}"
YEARS = (date(2014, 1, 1), date(2017, 12, 31))


def of(brief: Brief) -> Picture:
    (found,) = (s.picture for s in brief.sections if s.picture)
    return found


def drawn(*spans: Span, label: str = "A market, lamps") -> Picture:
    return Picture("Over the years", (Lane(label, spans),), *YEARS, ("A market: lamps.",))


@pytest.mark.parametrize("name", DOSSIERS)
def test_no_state_is_shown_later_than_it_was_told_nor_before_it_can_have_begun(name: str) -> None:
    for day in days(dossier(name))[::7]:
        found = held(book(name, day))
        seen = composer.states(found) if found else None
        for lane in seen.lanes if seen else ():
            newest = max(m.newest for m in found if lane.label.startswith(m.name.removeprefix("the ")))
            for span in lane.spans:
                assert span.start <= span.end <= newest <= day
        course = timeline.picture(timeline.timeline(found)) if found else None
        for lane in course.lanes if course else ():
            assert all(course and course.start <= s.start <= s.end <= course.end for s in lane.spans)


def test_the_states_of_several_markets_stand_below_each_other_topic_by_topic() -> None:
    labels = [lane.label for lane in of(bundled("us br kr")).lanes]
    names = ["United States", "Brazil", "South Korea"]
    assert labels == [*(f"{n}, business" for n in names), *(f"{n}, smartphones" for n in names)]
    business = of(bundled("us br kr")).lanes[0]
    assert [(s.start, s.end, s.shade) for s in business.spans] == [(date(2015, 5, 18), date(2018, 3, 6), "held")]
    assert of(bundled("us br kr")).words[0] == "United States, business: in business, 18 May 2015 to 6 March 2018."


def test_a_year_is_no_bar_of_a_year_and_a_dispute_is_marked() -> None:
    brazil = of(bundled("us br kr")).lanes[1]
    (gone,) = [s for s in brazil.spans if s.words.startswith("gone")]
    assert gone.start == gone.end == date(2016, 12, 31)
    assert (gone.shade, gone.words, picture.sign(gone)) == ("none", "gone, 2016 (disputed)", "≠")


def test_what_is_not_drawn_is_not_marked_as_disputed() -> None:
    """On Korea only the beginning is disputed, and that of its business is not known: nothing in the bar is."""
    found = of(bundled("us br kr"))
    (here,) = found.lanes[2].spans
    assert (here.words, picture.sign(here)) == ("in business, by 15 January 2025", "")
    sold = found.lanes[5].spans[-1]
    assert (sold.words, picture.sign(sold)) == ("on sale, April 2017 to 18 July 2018 (beginning disputed)", "≠")


@pytest.mark.parametrize("name", DOSSIERS)
def test_picture_and_table_tell_the_same_disputes(name: str) -> None:
    """Of the status, on every day: the bar that still stands is disputed where its cell is, and the other way round."""
    for day in days(dossier(name))[::7]:
        found = held(book(name, day))
        if len(found) < 2:
            continue
        section = next(s for s in compare.brief(found).sections if s.table)
        lanes = {lane.label: lane.spans for lane in section.picture.lanes} if section.picture else {}
        assert section.table is not None
        for market, cell in zip(found, section.table.rows[0].cells, strict=True):
            spans = lanes.get(f"{market.name.removeprefix('the ')}, business", ())
            # A beginning that the cell does not tell is drawn all the same.
            drawn = [
                span.fate == "disputed" and ("since" in cell.text or "beginning" not in span.words) for span in spans
            ]
            told = "disputed" in cell.text
            assert told or not any(drawn[-1:]), (market.code, day, cell.text)
            assert any(drawn) or not told, (market.code, day, cell.text)


def test_a_forecast_goes_from_the_day_it_was_made_to_the_day_it_was_for() -> None:
    found = of(bundled("timeline us br"))
    assert [lane.label for lane in found.lanes] == [
        "United States, said",
        "United States, done",
        "Brazil, said",
        "Brazil, done",
    ]
    (plan,) = [s for s in found.lanes[2].spans if s.words.startswith("April 2014")]
    assert (plan.start, plan.end) == (date(2014, 4, 30), date(2014, 12, 31))
    assert picture.sign(plan) == "»"
    assert all(s.shade == "done" and s.start == s.end for s in found.lanes[1].spans)
    assert [lane.label for lane in of(bundled("kr")).lanes] == ["Said", "Done"]


def test_where_nothing_is_held_there_is_no_picture() -> None:
    empty = replace(markets()["kr"], ledger=replace(markets()["kr"].ledger, claims={}))
    assert composer.states([empty]) is None
    assert composer.course("x", [("said", ())], date(2020, 1, 1)) is None
    one = Span(date(2016, 5, 1), date(2016, 5, 1), "done", "x")
    found = composer.course("x", [("said", ()), ("done", [one])], date(2017, 6, 1))
    assert found is not None
    assert found.words == ("Said: nothing held.", "Done: one in 2016.")
    assert (found.start, found.end) == (date(2016, 1, 1), date(2017, 12, 31))


places = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=30).map(
    sorted
)


@given(places)
def test_no_span_covers_another(given: list[tuple[int, int]]) -> None:
    rows = picture.stacked(given, 1)
    for row in {*rows}:
        own = [place for place, at in zip(given, rows, strict=True) if at == row]
        assert all(first[1] + 1 <= second[0] for first, second in pairwise(own))


def test_a_market_of_which_no_state_is_held_has_no_lane_and_is_named() -> None:
    found = held(book("bundled", DAY))
    seen = composer.states(found)
    assert seen is not None
    assert all(lane.spans for lane in seen.lanes)
    labels = {lane.label for lane in seen.lanes}
    assert "Germany, business" not in labels
    assert seen.words[-1] == "Smartphones: no state held on China, Germany, France or Mexico."
    (without,) = [line for line in seen.words if line.startswith("Business: no state held on ")]
    for market in found:
        name = market.name.removeprefix("the ")
        assert (f"{name}, business" in labels) != (name in without), name


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", ["us br kr", "timeline us br", "kr"])
def test_the_drawing_is_sound_and_tells_every_span(name: str, narrow: bool) -> None:
    found = of(bundled(name))
    tree = parse_xml(picture.svg(found, "#000", "a", narrow=narrow).encode())
    told = [g.find(f"{S}title").text for g in tree.iter(f"{S}g")]
    assert told == [clean(s.words) for lane in found.lanes for s in lane.spans]
    assert tree.get("role") == "img"
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    assert {*tree.get("aria-labelledby").split()} == ids == {"a-title", "a-words"}
    x = [float(e.get("x")) for e in tree.iter(f"{S}text")]
    assert 0 <= min(x) <= max(x) <= (picture.NARROW if narrow else picture.WIDTH)
    assert tree.get("width") == str(picture.NARROW if narrow else picture.WIDTH)


def test_on_a_narrow_page_labels_stand_above_their_bars() -> None:
    found = of(bundled("us br kr"))
    tree = parse_xml(picture.svg(found, "#000", "a", narrow=True).encode())
    labels = [float(e.get("y")) for e in tree.iter(f"{S}text") if e.get("font-weight") == "bold"]
    bars = iter(sorted(float(e.get("y")) for e in tree.iter(f"{S}rect")))
    assert len(labels) == len(found.lanes)
    first = float(next(iter(bars)))
    assert labels[0] < first < labels[1]
    starts = [float(e.get("x")) for e in tree.iter(f"{S}rect")]
    assert min(starts) < picture.NARROW / 4


def test_hostile_words_are_words_of_a_drawing() -> None:
    found = of(poisoned("us br kr"))
    tree = parse_xml(picture.svg(found, "#000", "a").encode())
    assert clean(POISON) in tree.find(f"{S}title").text
    page = html.render([poisoned("us br kr")], seal(poisoned("us br kr")), FileSystemLoader(shipped.templates()))
    assert page.count("<script") == 1


def test_every_shade_has_its_form_and_its_meaning() -> None:
    shades = ("held", "less", "none", "said", "done")
    day = date(2015, 5, 5)
    found = drawn(*(Span(day, date(2015, 9, 9), shade, shade) for shade in shades))  # type: ignore[arg-type]  # texts of a table
    assert [shade for shade, _ in picture.shades(found)] == [*shades]
    assert len({picture.swatch(shade) for shade, _ in picture.shades(found)}) == len(shades)
    page = Page(80)
    assert lanes.draw(page, found) == []
    text = "\n".join(line.plain for line in page.lines)
    assert all(glyph in text for glyph in "█▓░═◆■")


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100])
@pytest.mark.parametrize("ascii", [False, True])
def test_in_a_terminal_it_keeps_to_the_width(width: int, ascii: bool) -> None:
    for name in ("us br kr", "timeline us br", "kr"):
        text = terminal.render(bundled(name), width=width, color=False, ascii=ascii)
        assert max(map(len, text.splitlines())) <= width
        if ascii:
            assert not {*"█▓░═◆■"} & {*text}


def test_a_terminal_too_narrow_is_told_it_in_words() -> None:
    page = Page(30)
    lanes.draw(page, drawn(Span(*YEARS, "held", "on sale"), label="Lamps of a market"))
    assert "A market: lamps." in "\n".join(line.plain for line in page.lines)


def test_a_sign_at_the_edge_of_the_screen_does_not_break_the_line() -> None:
    page = Page(60)
    assert lanes.draw(page, drawn(Span(*YEARS, "held", "on sale", "disputed"))) == ["≠"]
    assert max(line.cell_len for line in page.lines) <= 60


def test_many_years_are_named_where_there_is_room() -> None:
    century = Picture("x", (Lane("a", ()),), date(1920, 1, 1), date(2020, 12, 31), ("a: nothing.",))
    years = [e.text for e in parse_xml(picture.svg(century, "#000", "a").encode()).iter(f"{S}text")]
    assert years[0] == "1920"
    assert len(years) < 25
    page = Page(60)
    lanes.draw(page, century)
    assert page.lines[1].plain.split()[0] == "1920"
