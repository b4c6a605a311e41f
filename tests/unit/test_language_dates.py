"""Every wording of a date: never more exact, and never surer, than what is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from xbrief.claims.when import clip
from xbrief.dossier.dates import parse
from xbrief.language import dates
from xbrief.model import Edtf

UNKNOWN = Edtf("../..", None, None, True)
WRITTEN = (
    *("2015-07-07", "2015-07", "2015", "2015-33", "2015-36", "2015-40", "2015-41"),
    *("2015-07-07~", "2015-07~", "2015~", "2015-34~", "2015-41~"),
    *("../2016-05-23", "../2016-05", "../2016", "../2016-40", "../2016~"),
    *("2016-05-23/..", "2016-05/..", "2016/..", "2016-41/..", "2016~/.."),
    *("2015-07-03/2015-07-07", "2015-06-28/2015-07-03", "2015-05/2015-08", "2015-11/2016-02", "2014/2016"),
    *("2015-33/2015-35", "2015~/2016-03", "2015-07/2015-07"),
)


def expected(*told: str) -> list[tuple[str, str]]:
    return list(zip(WRITTEN, told, strict=True))


def test_days_and_months() -> None:
    assert dates.day(date(2015, 7, 7)) == "7 July 2015"
    assert dates.month(date(2015, 12, 31)) == "December 2015"


@pytest.mark.parametrize(
    ("written", "told"),
    expected(
        *("on 7 July 2015", "in July 2015", "in 2015"),
        *("in the first quarter of 2015", "in the last quarter of 2015"),
        *("in the first half of 2015", "in the second half of 2015"),
        # A month is as rough as `about` makes it; of a day, a quarter, a half and a year it has to be said.
        *("around 7 July 2015", "in July 2015", "around 2015"),
        *("around the second quarter of 2015", "around the second half of 2015"),
        *("by 23 May 2016", "by May 2016", "by 2016", "by the first half of 2016", "by around 2016"),
        *("on 23 May 2016 at the earliest", "in May 2016 at the earliest", "in 2016 at the earliest"),
        *("in the second half of 2016 at the earliest", "around 2016 at the earliest"),
        *("between 3 and 7 July 2015", "between 28 June 2015 and 3 July 2015", "between May and August 2015"),
        *("between November 2015 and February 2016", "between 2014 and 2016"),
        "between the first quarter of 2015 and the third quarter of 2015",
        "between around 2015 and March 2016",
        "in July 2015",
    ),
)
def test_when_it_happened(written: str, told: str) -> None:
    assert dates.at(parse(written)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    expected(
        *("7 July 2015", "July 2015", "2015"),
        *("first quarter of 2015", "last quarter of 2015", "first half of 2015", "second half of 2015"),
        *("7 July 2015", "July 2015", "2015", "second quarter of 2015", "second half of 2015"),
        *("by 23 May 2016", "by May 2016", "by 2016", "by first half of 2016", "by 2016"),
        *("from 23 May 2016", "from May 2016", "from 2016", "from second half of 2016", "from 2016"),
        *("3 to 7 July 2015", "28 June 2015 to 3 July 2015", "May to August 2015"),
        *("November 2015 to February 2016", "2014 to 2016"),
        *("first quarter of 2015 to third quarter of 2015", "2015 to March 2016", "July 2015"),
    ),
)
def test_a_date_in_a_table(written: str, told: str) -> None:
    assert dates.label(parse(written)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2018-07-16", "since 16 July 2018"),
        ("2016-07", "since July 2016"),
        ("2016-40", "since the first half of 2016"),
        ("2016~", "since around 2016"),
        ("2016-41~", "since around the second half of 2016"),
        ("../2016-05", "since May 2016 at the latest"),
        ("../2016-40", "since the first half of 2016 at the latest"),
        ("2016/..", "since 2016"),
        ("2016-03/2016-05", "since March 2016"),
    ],
)
def test_since_when(written: str, told: str) -> None:
    assert dates.since(parse(written)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2018-07-16", "from 16 July 2018"),
        ("2016-07", "from July 2016"),
        ("2016-33", "from the first quarter of 2016"),
        ("2016~", "from around 2016"),
        ("../2016-05", "by May 2016"),
        ("2016/..", "from 2016"),
    ],
)
def test_from_when_in_a_story(written: str, told: str) -> None:
    assert dates.from_(parse(written)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2015-40", "in the first half of 2015"),
        ("2015-07-07", "on 7 July 2015"),
        ("2015~", "around 2015"),
        ("../2019", "by 2019"),
        ("../2019-05", "by the end of May 2019"),
        ("../2019-05-03", "by 3 May 2019"),
        ("../2019-40", "by the first half of 2019"),
        ("2016-05/..", "not before May 2016"),
        ("2016-40/..", "not before the first half of 2016"),
        ("2015-05/2015-08", "between May and August 2015"),
    ],
)
def test_for_when_it_was_said_to_come(written: str, told: str) -> None:
    assert dates.due(parse(written)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019-05-23", "by 23 May 2019"),
        ("../2020-03", "by March 2020"),
        ("2019-01/2019-03", "by March 2019"),
        ("2019/..", "by 2019"),
        ("2019-40", "by the first half of 2019"),
        ("2019~", "by around 2019"),
    ],
)
def test_by_when(written: str, told: str) -> None:
    assert dates.by(parse(written)) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019-05-23", "on 23 May 2019"),
        ("../2019-05-23", "on 23 May 2019"),
        ("../2018-07", "in July 2018"),
        ("../2018-40", "in the first half of 2018"),
        ("2017~", "around 2017"),
        ("2018-01/2018-03", "between January and March 2018"),
        ("2018/..", "in 2018 at the earliest"),
    ],
)
def test_the_day_for_which_a_state_was_told(written: str, told: str) -> None:
    assert dates.told(parse(written)) == told


@pytest.mark.parametrize(
    ("word", "told"),
    [
        (dates.at, "at an unknown time"),
        (dates.by, "at an unknown time"),
        (dates.told, "at an unknown time"),
        (dates.label, "unknown"),
        (dates.since, "since an unknown time"),
        (dates.from_, "at an unknown time"),
        (dates.due, "at no named time"),
    ],
)
def test_a_date_open_at_both_ends_is_unknown(word: Callable[[Edtf], str], told: str) -> None:
    assert word(UNKNOWN) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2019", "in 2019"),
        ("2019-06", "in June 2019"),
        ("2019-40", "in the first half of 2019"),
        ("../2020", "by 15 June 2019"),
        ("2020", "on 15 June 2019"),
    ],
)
def test_a_date_cut_off_at_the_day_of_print_is_told_as_it_was_written(written: str, told: str) -> None:
    assert dates.at(clip(parse(written), date(2019, 6, 15))) == told


@pytest.mark.parametrize(
    ("written", "told"), [("2019", "2019"), ("2019-06", "June 2019"), ("2019-40", "first half of 2019")]
)
def test_a_date_cut_off_at_the_day_of_print_stands_in_a_table_as_it_was_written(written: str, told: str) -> None:
    assert dates.label(clip(parse(written), date(2019, 6, 15))) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, "one day"),
        (2, "two days"),
        (6, "six days"),
        (7, "a week"),
        (8, "eight days"),
        (20, "20 days"),
        (21, "three weeks"),
        (59, "eight weeks"),
        (60, "two months"),
        (152, "five months"),
        (183, "half a year"),
        (365, "a year"),
        (396, "13 months"),
        (517, "17 months"),
        (548, "one and a half years"),
        (609, "one and a half years"),
        (640, "two years"),
        (730, "two years"),
        (913, "two and a half years"),
        (1096, "three years"),
        (4383, "twelve years"),
    ],
)
def test_how_late(days: int, told: str) -> None:
    assert dates.late(days) == told


@pytest.mark.parametrize(
    ("newest", "told"),
    [
        (date(2019, 6, 15), "0 days"),
        (date(2019, 6, 14), "1 day"),
        (date(2019, 5, 2), "44 days"),
        (date(2019, 5, 1), "1 month"),
        (date(2019, 4, 15), "2 months"),
        (date(2017, 8, 15), "22 months"),
        (date(2016, 7, 15), "35 months"),
        (date(2016, 6, 15), "3 years"),
        (date(2012, 6, 1), "7 years"),
    ],
)
def test_how_old(newest: date, told: str) -> None:
    assert dates.age(newest, date(2019, 6, 15)) == told
