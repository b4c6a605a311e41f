"""Dates in the subset of EDTF (ISO 8601-2) that a dossier uses, and the spans after which a state counts as stale."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from xbrief.model import Edtf, Point

FORMS = "2015-02-12, 2015-02, 2015, 2015-33 (a quarter: 33 to 36), 2015-40 (a half: 40, 41), 2015~, a/b, ../b, a/.."

_POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~)?")
_SPAN = re.compile(r"([1-9][0-9]{0,3})([ymd])")
_DAYS = {"y": 365.25, "m": 365.25 / 12, "d": 1.0}
_OPEN = ".."


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The date or interval that `text` writes; ValueError with a plain message for anything else."""
    if "/" not in text:
        if text == _OPEN:
            raise ValueError("`..` alone names no time; write ../2016-05 or 2019/..")
        point = _point(text)
        return Edtf(text, point, point)
    ends = text.split("/")
    if len(ends) > 2:
        raise ValueError(f"`{text}` has more than two ends")
    start, end = (None if part == _OPEN else _point(part) for part in ends)
    if start is None and end is None:
        raise ValueError("`../..` is open at both ends and names no time")
    if start and end and start.earliest > end.latest:
        raise ValueError(f"`{text}` ends before it begins")
    return Edtf(text, start, end, interval=True)


def days(span: str) -> int:
    """The days of a span such as `1y`, `6m` or `90d`; a month counts a twelfth of 365.25 days. ValueError otherwise."""
    found = _SPAN.fullmatch(span)
    if not found:
        raise ValueError(f"`{span}` is no span of time; write 1y, 6m or 90d")
    return round(int(found[1]) * _DAYS[found[2]])


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError(_refusal(text))
    earliest, latest, precision = _bounds(text, int(found["year"]), found["part"], found["day"])
    return Point(text, earliest, latest, precision, approximate=bool(found["about"]))


def _bounds(text: str, year: int, part: str | None, day: str | None) -> tuple[date, date, str]:
    if year == 0:
        raise ValueError(f"`{text}`: there is no year 0000")
    if part is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    number = int(part)
    if day is not None:
        return _day(text, year, number, int(day))
    if 1 <= number <= 12:
        return *_months(year, number, number), "month"
    if 33 <= number <= 36:
        last = 3 * (number - 32)
        return *_months(year, last - 2, last), "quarter"
    if number in {40, 41}:
        last = 6 * (number - 39)
        return *_months(year, last - 5, last), "half"
    raise ValueError(f"`{text}`: {part} is no month (01 to 12), quarter (33 to 36) or half (40, 41)")


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(text: str, year: int, month: int, day: int) -> tuple[date, date, str]:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"`{text}`: there is no such day") from None
    return found, found, "day"


def _refusal(text: str) -> str:
    """Says what is wrong with the commonest slips; the forms that can be read otherwise."""
    if not text:
        return "a date is missing; an open end is written `..`"
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?~?", text):
        return f"`{text}`: months and days have two digits"
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        return f"`{text}`: a date has no time of day here"
    if text.endswith(("?", "%")):
        return f"`{text}`: an uncertain date is written with ~"
    return f"`{text}` is no date; write one of {FORMS}"
