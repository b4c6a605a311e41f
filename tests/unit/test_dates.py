"""Dates and spans: what is read, what is refused and in which words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbrief.dossier.dates import days, parse

YEARS = st.integers(1, 9999)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2015-02-12", date(2015, 2, 12), date(2015, 2, 12), "day"),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28), "month"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "month"),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31), "month"),
        ("2015", date(2015, 1, 1), date(2015, 12, 31), "year"),
        ("2015-33", date(2015, 1, 1), date(2015, 3, 31), "quarter"),
        ("2015-36", date(2015, 10, 1), date(2015, 12, 31), "quarter"),
        ("2015-40", date(2015, 1, 1), date(2015, 6, 30), "half"),
        ("2015-41", date(2015, 7, 1), date(2015, 12, 31), "half"),
    ],
)
def test_a_date_allows_these_days(text: str, earliest: date, latest: date, precision: str) -> None:
    found = parse(text)
    assert (found.text, found.earliest, found.latest, found.interval) == (text, earliest, latest, False)
    assert found.start
    assert found.start == found.end
    assert found.start.precision == precision


def test_about_is_kept_and_moves_no_day() -> None:
    found = parse("2015-02~")
    assert found.approximate
    assert (found.text, found.earliest, found.latest) == ("2015-02~", date(2015, 2, 1), date(2015, 2, 28))
    assert not parse("2015-02").approximate
    assert parse("2015/2016~").approximate
    assert parse("2017~/..").approximate


def test_intervals_have_two_ends_one_of_which_may_be_open() -> None:
    both = parse("2015-01/2015-02")
    assert (both.earliest, both.latest, both.interval) == (date(2015, 1, 1), date(2015, 2, 28), True)
    by = parse("../2016-05")
    assert (by.start, by.earliest, by.latest) == (None, None, date(2016, 5, 31))
    since = parse("2019/..")
    assert (since.end, since.earliest, since.latest) == (None, date(2019, 1, 1), None)
    assert parse("2018-36/2019-33").latest == date(2019, 3, 31)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2015-02-30", "no such day"),
        ("2015-13-01", "no such day"),
        ("2015-13", "13 is no month"),
        ("2015-00", "00 is no month"),
        ("2015-37", "37 is no month"),
        ("0000", "no year 0000"),
        ("2015-2", "two digits"),
        ("2015-2-12", "two digits"),
        ("2015-02-12T10:00", "no time of day"),
        ("2015?", "written with ~"),
        ("2015%", "written with ~"),
        ("", "a date is missing"),
        ("2015/", "an open end is written"),
        ("/2015", "an open end is written"),
        ("..", "alone names no time"),
        ("../..", "open at both ends"),
        ("2015/2016/2017", "more than two ends"),
        ("2016/2015", "ends before it begins"),
        ("2015-02-12/2015-02-11", "ends before it begins"),
        ("12.02.2015", "is no date"),
        ("２０１５", "is no date"),
        ("2015 ", "is no date"),
        ("-2015", "is no date"),
    ],
)
def test_the_rest_is_refused_in_plain_words(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse(text)


@pytest.mark.parametrize(
    ("span", "number"), [("1y", 365), ("2y", 730), ("4y", 1461), ("12m", 365), ("6m", 183), ("1m", 30), ("90d", 90)]
)
def test_spans_are_days(span: str, number: int) -> None:
    assert days(span) == number


@pytest.mark.parametrize("span", ["", "y", "0y", "1", "1 y", "1w", "-1y", "1.5y", "10000d", "１y"])
def test_other_spans_are_refused(span: str) -> None:
    with pytest.raises(ValueError, match="no span of time"):
        days(span)


def points() -> st.SearchStrategy[str]:
    whole = YEARS.map(lambda year: f"{year:04}")
    part = st.builds("{:04}-{:02}".format, YEARS, st.sampled_from([*range(1, 13), *range(33, 37), 40, 41]))
    day = st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
    return st.builds("{}{}".format, whole | part | day, st.sampled_from(["", "~"]))


@given(points())
def test_any_date_keeps_its_text_and_its_order(text: str) -> None:
    found = parse(text)
    assert found.text == text
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.latest
    assert found.approximate == text.endswith("~")
    assert found.start
    assert found.start.text == text


@given(points())
def test_a_date_ends_the_day_before_the_next_of_its_size_begins(text: str) -> None:
    found = parse(text)
    assert found.start
    assert found.earliest
    assert found.latest
    longest = {"day": 1, "month": 31, "quarter": 92, "half": 184, "year": 366}[found.start.precision]
    assert timedelta(days=longest * 0.9) <= found.latest - found.earliest + timedelta(days=1) <= timedelta(days=longest)
    assert found.start.precision == "day" or found.earliest.day == 1


@given(points(), points())
def test_an_interval_is_read_or_runs_backwards(one: str, other: str) -> None:
    text = f"{one}/{other}"
    start, end = parse(one), parse(other)
    assert start.earliest
    assert end.latest
    if start.earliest > end.latest:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse(text)
    else:
        found = parse(text)
        assert (found.text, found.earliest, found.latest) == (text, start.earliest, end.latest)


@given(points())
def test_open_intervals_have_one_bound(text: str) -> None:
    assert parse(f"../{text}").latest == parse(text).latest
    assert parse(f"{text}/..").earliest == parse(text).earliest


@given(st.text(alphabet="0123456789-/.~? T", max_size=14) | st.text(max_size=12))
def test_anything_else_is_refused_and_nothing_else_happens(text: str) -> None:
    try:
        found = parse(text)
    except ValueError:
        return
    assert found.text == text
