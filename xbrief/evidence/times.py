"""Are the dates of a fact in its words, or do they follow from the day of the source?

What "last month" or "in December" means is reckoned from the day of publication; a date that is neither printed nor so
reckoned is not in the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import cased, normal
from xbrief.model import Dossier, Edtf, Fact, Point

# A month named alone is the nearest one of its name on the right side of the source.
_YEAR_DAYS = 366
_WEEK_DAYS = 7
_OUTLOOKS = frozenset({"planned", "announced", "negotiating"})


def check(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E503 for a date that the words do not give."""
    for name, value in given(fact).items():
        if name == "until" and _lasted(fact, passage):
            continue
        for point in {p for p in (value.start, value.end) if p is not None}:
            over = name in {"at", "from", "observed"} and _after(dossier, fact, point)
            if over or not (
                _declared(dossier, fact, name, point) or _dated(_published(dossier, fact), name, point, passage)
            ):
                message = f"{point.text} is neither in the words nor reckoned from the day of the source"
                yield Fault("E503", name, message)
    yield from _claimed(dossier, fact, passage)
    # Reckoned: that it is so "now" tells of no beginning.
    reckoned = fact.from_ is not None and not _months(passage.whole) and not re.search(r"\d{4}", passage.whole)
    if reckoned and not words.BEGINS.search(passage.sentence):
        yield Fault("E503", "from", "the words tell of no beginning")


def _claimed(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """Months named in the claim, each in the words, among the fact's dates, or reckoned from the day of the source."""
    points = [p for value in given(fact).values() for p in (value.start, value.end) if p is not None]
    known = {p.earliest.month for p in points} | {p.latest.month for p in points}
    published = _published(dossier, fact)
    near = " ".join((passage.whole, *passage.paragraph))
    for month in _months(cased(fact.claim)) - known - _months(near):
        if not _reckons(published, month, near):
            yield Fault("E503", "claim", f"the claim's {words.MONTHS[month - 1].title()} is not in the words")


def _reckons(published: Edtf | None, month: int, text: str) -> bool:
    """Does a word such as "last month" or "autumn" mean this month of the year?"""
    if any(
        month in months and words.pattern(rf"\b(?:{s})\b", re.IGNORECASE).search(text)
        for s, months in words.SEASONS.items()
    ):
        return True
    if published is None or published.latest is None or published.earliest is None:
        return False
    year = published.latest.year
    days = [date(y, month, 1) for y in (year - 1, year, year + 1) if date.min.year <= y <= date.max.year]
    points = [Point(d.isoformat()[:7], d, d, "month") for d in days]
    reckoned = any(_reckoned(published, point, text) for point in points)
    return reckoned or (words.YEAR_END.search(text) is not None and month == 12)


def _lasted(fact: Fact, passage: Passage) -> bool:
    """Does the end follow from the beginning and the length that the words give: "for eighteen months"?"""
    if fact.from_ is None or fact.until is None or fact.from_.earliest is None or fact.until.earliest is None:
        return False
    first, last = fact.from_.earliest, fact.until.earliest
    months = (last.year - first.year) * 12 + last.month - first.month
    text = passage.whole
    return months in _counted(r"\b(\w+) months?\b", text) | {12 * n for n in _counted(r"\b(\w+) years?\b", text)}


def given(fact: Fact) -> dict[str, Edtf]:
    """The dates of a fact, by the name of their field."""
    named = {"at": fact.at, "from": fact.from_, "until": fact.until, "target": fact.target, "observed": fact.observed}
    return {name: value for name, value in named.items() if value is not None}


def _published(dossier: Dossier, fact: Fact) -> Edtf | None:
    return dossier.sources[fact.source].published


def _after(dossier: Dossier, fact: Fact, point: Point) -> bool:
    """Does it lie behind the source, of which nothing in it can have been seen?"""
    published = _published(dossier, fact)
    last = published.latest if published else None
    return last is not None and point.earliest > last and fact.status not in _OUTLOOKS


def _declared(dossier: Dossier, fact: Fact, name: str, point: Point) -> bool:
    """Is it the day of the source for what was seen or said, or that of the event from which the fact is said to come?

    That something happened, or began, on the day of its source must be in the words.
    """
    published = _published(dossier, fact)
    value = given(fact)[name]
    by_then = value.start is None and name in {"at", "until"}
    said = name == "observed" or by_then or (name == "at" and fact.kind == "view")
    if said and published is not None and (point.earliest, point.latest) == (published.earliest, published.latest):
        return True
    origin = fact.origin or dossier.sources[fact.source].origin
    if origin is None or name == "target" or point.precision not in {"day", "month", "year"}:
        return False
    return _printed(point) in normal(dossier.origins.get(origin, ""))


def _printed(point: Point) -> str:
    """`12 february 2015`, `february 2015`, `2015`."""
    told = [str(point.earliest.year)]
    if point.precision in {"day", "month"}:
        told.insert(0, words.MONTHS[point.earliest.month - 1])
    if point.precision == "day":
        told.insert(0, str(point.earliest.day))
    return " ".join(told)


def _dated(published: Edtf | None, name: str, point: Point, passage: Passage) -> bool:
    """Is the date told in the sentence, or reckoned from the day of the source by a word such as "this month"?

    A sentence without any date may take up that of the one before ("the same week").
    """
    before = passage.earlier[:1] if words.THAT_TIME.search(passage.sentence) else ()
    texts = (passage.whole, *before)
    points = [point]
    if point.precision == "day" and words.NEXT_DAY.search(passage.sentence):
        points.append(_moved(point, -1))
    if point.precision == "day" and name == "until":
        # What begins on the first ends something on the last of the month before.
        points.append(_moved(point, 1))
    return any(_told(published, name, p, text) for p in points for text in texts)


def _moved(point: Point, days: int) -> Point:
    day = _days_on(point.earliest, days)
    return Point(day.isoformat(), day, day, "day")


def _days_on(day: date, days: int) -> date:
    """So many days later; the calendar's own ends hold."""
    number = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(number)


def _told(published: Edtf | None, name: str, point: Point, text: str) -> bool:
    year = point.earliest.year
    printed = str(year) in re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    meant = printed or year in years(published, name, text)
    if point.precision == "year":
        return meant
    if point.precision in {"half", "quarter"}:
        part, of = words.PARTS[point.text.removesuffix("~")[5:7]].split()
        meant = meant or (not years(published, name, text) and _nearest(published, name, point))
        return meant and words.pattern(rf"\b{part}\b[^.]*\b{of}\b", re.IGNORECASE).search(text) is not None
    month, months = point.earliest.month, _months(text)
    if month in months:
        return (point.precision != "day" or _day(point, text)) and (printed or _nearest(published, name, point))
    near = meant or _nearest(published, name, point)
    first = month in {1, *_counted(r"\bfirst (\w+) months", text)} and words.FIRST_MONTHS.search(text)
    last = month == 12 and point.latest.day == 31 and words.YEAR_END.search(text)
    opening = month == 1 and printed and words.OPENING.search(text)
    if near and (_season(point, text) or first or last or opening):
        return True
    return not months and published is not None and _reckoned(published, point, text)


def _day(point: Point, text: str) -> bool:
    """Is the day of the month there, or is it the last one of a month that is told to its end?"""
    last = _days_on(point.earliest, 1).day == 1 and words.MONTH_END.search(text) is not None
    return last or words.pattern(rf"\b{point.earliest.day}(?:st|nd|rd|th)?\b").search(text) is not None


def _season(point: Point, text: str) -> bool:
    """Does a season named there hold the month, or begin right behind it ("before the winter")?"""
    return any(
        point.earliest.month in months and words.pattern(rf"\b(?:{season})\b", re.IGNORECASE).search(text)
        for season, months in words.SEASONS.items()
    )


def _months(text: str) -> set[int]:
    """Numbers of the months named in a cased text: May is one, may is none."""
    named = ((n, month.title()) for n, month in enumerate(words.MONTHS, 1))
    return {n for n, m in named if words.pattern(rf"\b{m}\b|\b(?:{m[:3]}|{m[:4]})\.").search(text)}


def _nearest(published: Edtf | None, name: str, point: Point) -> bool:
    """Is it the last month of that name before the source, or for what is to come the next one after it?"""
    if published is None or published.earliest is None or published.latest is None:
        return False
    back = (published.latest - point.earliest).days
    ahead = (point.latest - published.earliest).days
    past, coming = 0 <= back < _YEAR_DAYS, 0 <= ahead < _YEAR_DAYS
    return coming if name == "target" else past or (name == "until" and coming)


def years(published: Edtf | None, name: str, text: str) -> set[int]:
    """The years that a text means without printing them."""
    if published is None or published.earliest is None:
        return set()
    year = published.earliest.year
    seasons = any(words.pattern(rf"\b(?:{season})\b", re.IGNORECASE).search(text) for season in words.SEASONS)
    found = {year} if seasons or words.THIS_YEAR.search(text) else set()
    found |= {year - 1} if words.LAST_YEAR.search(text) else set()
    found |= {year + 1} if words.NEXT_YEAR.search(text) else set()
    found |= {year - n for n in _counted(r"\b(\w+) years? (?:ago|earlier)", text)}
    found |= {year + n for n in _counted(r"\b(?:within|in) (?:\w+ or )?(\w+) years?", text)}
    for month in _months(text):
        behind = month <= published.earliest.month
        found.add(year if behind != (name == "target") else year + 1 if behind else year - 1)
    return found


def _reckoned(published: Edtf, point: Point, text: str) -> bool:
    """Does a word tell a day or month from that of the source, and is it this one?"""
    if published.earliest is None or published.latest is None:
        return False
    if point.precision == "day":
        return _that_day((point.earliest - published.latest).days, point, text)
    first, last = _month(published.earliest), _month(published.latest)
    month = _month(point.earliest)
    # The months that each word allows, counted from the year nought.
    told = set(range(first, last + 1)) if words.THIS_MONTH.search(text) else set()
    told |= {last + 1} if words.NEXT_MONTH.search(text) else set()
    told |= {first - 1, last - 1} if words.LAST_MONTH.search(text) else set()
    told |= set(range(first - 2, last + 1)) if words.RECENTLY.search(text) else set()
    for ago in _counted(r"\b(\w+) months? (?:ago|earlier|after)", text):
        told |= {last - ago - 1, last - ago, last - ago + 1}
    for years_on in _counted(r"\bwithin (?:\w+ or )?(\w+) years?", text):
        told |= {last, last + 12 * years_on}
    for months_on in _counted(r"\bwithin (?:\w+ or )?(\w+) months?", text):
        told |= {last, last + months_on}
    return month in told


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _that_day(away: int, point: Point, text: str) -> bool:
    """A day of the week near that of the source, or one that "yesterday" or "this week" may mean."""
    named = [n for n, day in enumerate(words.WEEKDAYS) if words.pattern(rf"\b{day}\b", re.IGNORECASE).search(text)]
    if named and point.earliest.weekday() not in named:
        return False
    return (bool(named) or words.THIS_WEEK.search(text) is not None) and abs(away) <= _WEEK_DAYS


def _counted(pattern: str, text: str) -> set[int]:
    """The numbers, in digits or in words, in the place that a pattern names."""
    found = re.findall(pattern, text.lower())
    return {int(words.SPELLED.get(n, n if n.isdigit() else 1 if n in {"a", "one"} else 0)) for n in found} - {0}
