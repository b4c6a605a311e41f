"""Times that sentences name, reckoned from the day of their source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbrief.dossier.dates import parse
from xbrief.intake.suggest.times import times

# A Thursday.
DAY = "2016-03-10"

FOUND = [
    # Told in full.
    ("The firm opened a shop in March 2016.", "2016-03", "at"),
    ("It opened on 12 February 2015.", "2015-02-12", "at"),
    ("It opened on February 12th, 2015.", "2015-02-12", "at"),
    ("A decree of 2015-02-12 forbids it.", "2015-02-12", "none"),
    ("Lamps made in 2014 are old.", "2014", "at"),
    ("The firm’s figures (Q3 2015) are out.", "2015-35", "none"),
    ("It grew in the second half of 2014.", "2014-41", "at"),
    ("Sales fell in the final quarter of 2015.", "2015-36", "at"),
    ("It sold them in the summer of 2014.", "2014", "at"),
    ("It has been around since about 2010.", "2010~", "since"),
    # Ends, deadlines and periods.
    ("It has sold lamps there since 2014.", "2014", "since"),
    ("Imports carry 10 percent from 1 January 2017.", "2017-01-01", "since"),
    ("Effective 1 July 2020, the duty is 10 percent.", "2020-07-01", "since"),
    ("The rate stays until June 30.", "2016-06-30", "until"),
    ("It will be there by the end of 2017.", "../2017", "by"),
    ("It must leave before the end of 2017.", "../2017", "by"),
    ("Lamps will be made there by year-end.", "../2016", "by"),
    ("Between 2012 and 2014 it grew.", "2012/2014", "period"),
    ("The ban of 2015-16 hurt it.", "2015/2016", "period"),
    ("Over the past two years it has sold many.", "2014/2016", "period"),
    ("In the last six months it sold many.", "2015-09/2016-03", "period"),
    # Reckoned from the day of the source.
    ("It has this month signed a contract.", "2016-03", "at"),
    ("Last month it signed a contract.", "2016-02", "at"),
    ("It sold more last quarter.", "2015-36", "at"),
    ("Early next year it plans to open a shop.", "2017", "at"),
    ("Three years ago it left.", "2013", "at"),
    ("Two months ago it left.", "2016-01", "at"),
    ("A decade ago it left.", "2006~", "at"),
    ("It left ten days ago.", "2016-02-29", "at"),
    ("It closed yesterday.", "2016-03-09", "at"),
    ("Tomorrow it closes.", "2016-03-11", "at"),
    ("It signed a contract earlier this week.", "2016-03-07/2016-03-10", "period"),
    ("It will sign a contract this week.", "2016-03-10/2016-03-13", "period"),
    ("It signed a contract last week.", "2016-02/2016-03", "period"),
    ("It said on Monday that it had left.", "2016-03-07", "at"),
    ("The shop will open on Monday.", "2016-03-14", "at"),
    ("It will open next Thursday.", "2016-03-17", "at"),
    ("It opened last Thursday.", "2016-03-03", "at"),
    ("It left in December.", "2015-12", "at"),
    ("It will leave in December.", "2016-12", "at"),
    ("In January, it had to close.", "2016-01", "at"),
    ("It would begin in May.", "2016-05", "at"),
    ("It will open on Jan. 5.", "2017-01-05", "at"),
    ("On March 8, news broke of it.", "2016-03-08", "at"),
    ("The ban came last December.", "2015-12", "at"),
    ("The ban ends next March.", "2017-03", "at"),
    ("The ban of this March hurts.", "2016-03", "none"),
    ("It left in December of last year.", "2015-12", "at"),
    ("It would begin sales in the first half of this year.", "2016-40", "at"),
    ("Sales will begin in the fourth quarter.", "2016-36", "at"),
    ("Sales began in the fourth quarter.", "2015-36", "at"),
    ("It will be there in the second half of next year.", "2017-41", "at"),
    ("A launch in mid-2016 is likely.", "2016", "at"),
    ("It will start this summer.", "2016", "at"),
    ("It opened last summer.", "2015", "at"),
    ("Sales will start in the coming weeks.", "2016-03/..", "period"),
    ("In two years it will be there.", "2018~", "at"),
    ("It will be there within three months.", "../2016-06", "by"),
    ("It will be there in the next two years.", "../2018", "by"),
    ("It will be there by the end of the year.", "../2016", "by"),
]


@pytest.mark.parametrize(("sentence", "edtf", "role"), FOUND)
def test_a_time_is_read(sentence: str, edtf: str, role: str) -> None:
    assert [(t.edtf, t.role) for t in times(sentence, DAY)] == [(edtf, role)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It may sell lamps in the country.",
        "May it sell them?",
        "They go marching on in march.",
        "March on, said the firm.",
        "It sold 2000 lamps and 2016 shades.",
        "It sold lamps for the first time in two years.",
        "It took the firm three months in court.",
        "In fiscal 2016 it sold more.",
        "It left before 2016.",
        "Recently it left.",
        "It will open next winter.",
        "It opened last winter.",
        "A round of funding in December.",
        "The price is $2016.",
        "The date of 2016-13-45 is none.",
        "On 31 February 2016 it left.",
        "Two halves make a whole; the third half does not.",
    ],
)
def test_what_cannot_be_resolved_yields_nothing(sentence: str) -> None:
    assert times(sentence, DAY) == []


@pytest.mark.parametrize("published", [None, "", "soon", "../2016"])
def test_without_a_day_only_full_dates_are_read(published: str | None) -> None:
    relative = [sentence for sentence, _, _ in FOUND if "20" not in sentence]
    assert [t for sentence in relative for t in times(sentence, published)] == []
    assert [t.edtf for t in times("It left in March 2016 and came back last week.", published)] == ["2016-03"]


@pytest.mark.parametrize(
    ("sentence", "published", "edtf"),
    [
        ("It signed a contract this month.", "2016-03", ["2016-03"]),
        ("It signed a contract today.", "2016-03", []),
        ("It signed a contract last week.", "2016-03", []),
        ("It said on Monday that it left.", "2016-03", []),
        ("It signed a contract last month.", "2016", []),
        ("It signed a contract last year.", "2016", ["2015"]),
        ("It signed a contract in December.", "2016", []),
        ("It left two months ago.", "2016", []),
        ("It will come within three months.", "2016", []),
        ("It will come in the coming months.", "2016", []),
        ("Over the past two months it grew.", "2016", []),
        ("It said on Monday that it left.", "2016-03-10~", []),
    ],
)
def test_a_source_without_a_day_tells_less(sentence: str, published: str, edtf: list[str]) -> None:
    assert [t.edtf for t in times(sentence, published)] == edtf


def test_several_times_stand_in_order_at_their_words() -> None:
    sentence = "Founded in 2010, the firm said on Monday that it would, by the end of 2017, “sell” lamps."
    found = times(sentence, DAY)
    assert [sentence[t.start : t.end] for t in found] == ["2010", "Monday", "the end of 2017"]
    assert [t.role for t in found] == ["at", "at", "by"]


WORDS = (
    "in by since last next this early the end of first half quarter May March 12 2016 3 weeks year ago Monday will was"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from([DAY, "2016-03", "2016", None]))
def test_whatever_is_found_is_a_date_of_a_dossier_and_takes_no_words_twice(found: list[str], published: str) -> None:
    read = times(" ".join(found), published)
    assert all(parse(t.edtf) for t in read)
    assert all(a.end <= b.start for a, b in pairwise(read))
