"""EDTF dates, durations and ages in English."""

from __future__ import annotations

from datetime import date

from xbrief.language.words import spelled
from xbrief.model import Edtf, Point

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PARTS = {
    "40": "first half",
    "41": "second half",
    "33": "first quarter",
    "34": "second quarter",
    "35": "third quarter",
    "36": "last quarter",
}


def day(when: date) -> str:
    """`7 July 2015`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """`July 2015`."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def point(p: Point) -> str:
    """A date without a preposition: `7 July 2015`, `July 2015`, `first half of 2015`, `2015`."""
    if p.precision == "day":
        return day(p.earliest)
    if p.precision == "month":
        return month(p.earliest)
    if p.precision in {"half", "quarter"}:
        return f"{_PARTS[p.text.removesuffix('~')[5:7]]} of {p.earliest.year}"
    return str(p.earliest.year)


def _loose(p: Point) -> bool:
    """Is the date to be told as approximate? Of a month the schema takes the month itself as the bound."""
    return p.approximate and p.precision != "month"


def _in(p: Point) -> str:
    if _loose(p):
        return f"around {'the ' if p.precision in {'half', 'quarter'} else ''}{point(p)}"
    if p.precision == "day":
        return f"on {point(p)}"
    return f"in the {point(p)}" if p.precision in {"half", "quarter"} else f"in {point(p)}"


def _the(p: Point) -> str:
    words = f"the {point(p)}" if p.precision in {"half", "quarter"} else point(p)
    return f"around {words}" if _loose(p) else words


def at(when: Edtf) -> str:
    """When an event happened: `on 7 July 2015`, `in May 2016`, `by May 2016`, `between May and August 2015`."""
    if when.start is None and when.end is not None:
        return f"by {_the(when.end)}"
    if when.end is None and when.start is not None:
        return f"{_in(when.start)} at the earliest"
    if when.start is None or when.end is None:
        return "at an unknown time"
    if not when.interval or when.start.text == when.end.text:
        return _in(when.start)
    if when.start.latest >= when.end.latest:
        # A date cut off at the day on which it was published.
        return _in(when.start)
    return f"between {_pair(when.start, when.end, 'and')}"


def by(when: Edtf) -> str:
    """By when something had happened: `by 23 May 2019`, `by March 2020`."""
    end = when.end or when.start
    return f"by {_the(end)}" if end is not None else "at an unknown time"


def told(when: Edtf) -> str:
    """The day for which a state was last told, without "by": `on 23 May 2019`, `in July 2018`."""
    end = when.end if when.start is None and when.end is not None else None
    return _in(end) if end is not None else at(when)


def _pair(start: Point, end: Point, joiner: str) -> str:
    first = _the(start)
    if start.precision == end.precision == "day" and start.text[:7] == end.text[:7]:
        return f"{start.earliest.day} {joiner} {point(end)}"
    if start.precision == end.precision == "month" and start.earliest.year == end.earliest.year:
        first = first.removesuffix(f" {start.earliest.year}")
    return f"{first} {joiner} {_the(end)}"


def label(when: Edtf) -> str:
    """A date for a table or in brackets: `7 July 2015`, `May 2016`, `by May 2016`, `May to August 2015`."""
    if when.start is None and when.end is not None:
        return f"by {point(when.end)}"
    if when.end is None and when.start is not None:
        return f"from {point(when.start)}"
    if when.start is None or when.end is None:
        return "unknown"
    if not when.interval or when.start.text == when.end.text or when.start.latest >= when.end.latest:
        return point(when.start)
    return _pair(when.start, when.end, "to").replace("around ", "").replace("the ", "")


def since(when: Edtf) -> str:
    """When a state began: `since 16 July 2018`, `since July 2016`, `since May 2016 at the latest`."""
    if when.start is None and when.end is not None:
        return f"since {_the(when.end)} at the latest"
    return f"since {_the(when.start)}" if when.start else "since an unknown time"


def from_(when: Edtf) -> str:
    """When something began, in a story: `from 16 July 2018`, `from July 2016`, `by May 2016`."""
    if when.start is None:
        return at(when)
    return f"from {_the(when.start)}"


def due(when: Edtf) -> str:
    """For when something was said to come: `in the first half of 2015`, `by 2019`, `not before May 2016`."""
    if when.start is None and when.end is not None:
        return f"by {_the(when.end)}" if when.end.precision != "month" else f"by the end of {point(when.end)}"
    if when.end is None and when.start is not None:
        return f"not before {_the(when.start)}"
    if when.start is None or when.end is None:
        return "at no named time"
    return at(when)


def late(days: int) -> str:
    """How late, no more exactly than the days allow: `a week`, `19 days`, `five months`, `two and a half years`."""
    if days == 7:
        return "a week"
    if days < 21:
        return f"{spelled(days)} day{'' if days == 1 else 's'}"
    if days < 60:
        return f"{spelled(round(days / 7))} weeks"
    months = round(days / 30.44)
    if months < 18:
        return "a year" if months == 12 else "half a year" if months == 6 else f"{spelled(months)} months"
    years, rest = divmod(months + 3, 12)
    return f"{spelled(years)} and a half years" if rest >= 6 else f"{spelled(years)} years"


def age(newest: date, today: date) -> str:
    """How old evidence is: `12 days`, `22 months`, `7 years`."""
    days = (today - newest).days
    if days < 45:
        return f"{days} day{'' if days == 1 else 's'}"
    months = round(days / 30.44)
    if months == 1:
        return "1 month"
    return f"{months} months" if months < 36 else f"{months // 12} years"
