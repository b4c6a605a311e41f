"""How English names a time: patterns, each with a reader that gives its EDTF or, where it cannot be sure, None."""

from __future__ import annotations

import re
from collections.abc import Callable

from xbrief.evidence.words import MONTHS
from xbrief.intake.suggest.calendar import MONTH, Day, count, month_number

Match = re.Match[str]
# A reader gets the match, the day of publication and whether the words look ahead (None: that cannot be told).
Reader = Callable[[Match, Day | None, bool | None], str | None]

_PARTS = {"half": {"first": 40, "second": 41}, "quarter": {"first": 33, "second": 34, "third": 35, "fourth": 36}}
_ORDINAL = {"final": "fourth", "last": "fourth", "1": "first", "2": "second", "3": "third", "4": "fourth"}
_STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "the coming": 1}
# "May" and "March" are months where something before or behind them says so.
_WORDLIKE = {"May", "March", "Mar"}
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|from|by|until|till|early|late|mid|last|next|this|of|end|on|before|and|through|to|between|during)"
    r"[ -]$",
    re.IGNORECASE,
)
# What shows that a bare number is a year.
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|for|through|before|after|early|late|mid|around|about|year|back)[ -]"
    r"|[(\[])$",
    re.IGNORECASE,
)
_YEAR_TAIL = re.compile(r"\s*(?:[.,;:)\]\"]|$|'s\b)")


def _iso(match: Match, _day: Day | None, _ahead: bool | None) -> str | None:
    return match[0] if Day.of(match[0]) else None


def _full_day(match: Match, _day: Day | None, _ahead: bool | None) -> str | None:
    edtf = f"{match['year']}-{month_number(match['month']):02}-{int(match['day']):02}"
    return edtf if Day.of(edtf) else None


def _month_year(match: Match, _day: Day | None, _ahead: bool | None) -> str | None:
    return f"{match['year']}-{month_number(match['month']):02}"


def _month_of(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    """ "December last year", "March of the year" """
    step = _STEPS.get((match["which"] or "this").lower())
    return None if day is None or step is None else f"{day.year + step}-{month_number(match['month']):02}"


def _nearest(day: Day | None, ahead: bool | None, part: str) -> str | None:
    """The nearest such part of a year (`03`, `03-08`, `34`) that is not over, or on the other side that has begun."""
    if day is None or ahead is None:
        return None
    for year in (day.year, day.year + 1) if ahead else (day.year, day.year - 1):
        then = Day.of(f"{year}-{part}")
        if then and (then.last >= day.first if ahead else then.first <= day.last):
            return then.text
    return None


def _day_month(match: Match, day: Day | None, ahead: bool | None) -> str | None:
    return _nearest(day, ahead, f"{month_number(match['month']):02}-{int(match['day']):02}")


def _month_alone(match: Match, day: Day | None, ahead: bool | None) -> str | None:
    name, before = match["month"], match.string[: match.start()]
    if name[0].islower() or (name in _WORDLIKE and not _MONTH_LEAD.search(before)):
        return None
    # An abbreviation has its point; "Jun" may be a name, and "Mar" a verb.
    if name.lower() not in MONTHS and not match.string.startswith(".", match.end()):
        return None
    return _nearest(day, ahead, f"{month_number(name):02}") if day and day.month else None


def _which_month(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    """ "This March", "last December": never the month of the source itself, but for "this"."""
    month, step = month_number(match["month"]), _STEPS[match["which"].lower()]
    if day is None or day.month is None or match["month"][0].islower():
        return None
    year = day.year + step
    if (step < 0 and month < day.month) or (step > 0 and month > day.month):
        year = day.year
    return f"{year}-{month:02}"


def _part_of_year(match: Match, day: Day | None, ahead: bool | None) -> str | None:
    named = (match["nth"] or match["digit"]).lower()
    unit = "half" if (match["unit"] or match["letter"]).lower() in {"half", "h"} else "quarter"
    part = _PARTS[unit].get(_ORDINAL.get(named, named))
    if part is None:
        return None
    if match["year"]:
        return f"{match['year']}-{part}"
    if match["which"] or match["whole"]:
        step = _STEPS[(match["which"] or "this").lower()]
        return f"{day.year + step}-{part}" if day else None
    return _nearest(day, ahead, str(part))


def _years(match: Match, _day: Day | None, _ahead: bool | None) -> str | None:
    first, last = match["first"], match["last"]
    end = last if len(last) == 4 else first[:2] + last
    return f"{first}/{end}" if first < end else None


def _year(match: Match, _day: Day | None, _ahead: bool | None) -> str | None:
    before, after = match.string[: match.start()], match.string[match.end() :]
    # A number before a noun ("2000 shops") is no year.
    return match["year"] if _YEAR_LEAD.search(before) or _YEAR_TAIL.match(after) else None


def _stepped(match: Match, day: Day | None, ahead: bool | None) -> str | None:
    return day.stepped(match["unit"].lower(), _STEPS[match["which"].lower()], bool(ahead)) if day else None


def _season(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    """Seasons differ by hemisphere, so that only the year is sure; where it may be either, not even that."""
    if match["year"]:
        return match["year"]
    which = (match["which"] or "").lower()
    if day is None or day.month is None or match["season"].lower() == "winter":
        return None
    years = {"this": day.year, "last": day.year - 1 if day.month <= 3 else None}
    return str(years[which]) if years.get(which) else str(day.year + 1) if which == "next" and day.month > 9 else None


def _this_year(_match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    return day.cut("year") if day else None


def _ago(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    return day.moved(match["unit"].lower(), -count(match["n"])) if day else None


def _in(match: Match, day: Day | None, ahead: bool | None) -> str | None:
    """ "In two years" looks ahead only where its verb does; else it is how long something took."""
    if day is None or not ahead or re.search(r"\bfirst\b[^,]*$", match.string[: match.start()]):
        return None
    then = day.moved(match["unit"].lower(), count(match["n"]))
    return f"{then}~" if then else None


def _within(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    then = day.moved(match["unit"].lower(), count(match["n"])) if day else None
    return f"../{then}" if then else None


def _coming(_match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    month = day.cut("month") if day else None
    return f"{month}/.." if month else None


def _past(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    unit = match["unit"].lower()
    if day is None or unit not in {"month", "year"}:
        return None
    then = day.moved(unit, -count(match["n"]))
    return f"{then}/{day.cut(unit)}" if then and day.cut(unit) else None


def _same_day(match: Match, day: Day | None, _ahead: bool | None) -> str | None:
    away = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
    return day.moved("day", away) if day else None


def _weekday(match: Match, day: Day | None, ahead: bool | None) -> str | None:
    which = (match["which"] or "").lower()
    ahead = {"last": False, "next": True, "coming": True}.get(which, ahead)
    return day.weekday(match["name"].lower(), ahead, which in {"last", "next"}) if day and ahead is not None else None


def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£₹¥%/.])(?<!\d-)(?<![\w.]-(?!\d{{4}}))(?:{pattern})(?![\w/]|[.,]\d)", re.IGNORECASE)


_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:19|20)\d\d)"
_N = (
    r"(?P<n>\d{1,3}|a couple of|half a dozen|a dozen|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|eighteen)"
)
_M = rf"(?P<month>{MONTH})"
_LONG = rf"(?P<month>{'|'.join(m.title() for m in MONTHS)})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_WHICH_YEAR = r"(?:the )?(?:(?P<which>this|last|next|current|coming|previous) year|(?P<whole>the year))"
_THIS = _named(r"(?P<which>this|last|past|previous|next|coming) (?P<unit>week|month|quarter|year)")
_SAME = _named(r"(?P<word>today|yesterday|tomorrow|tonight|this morning)")
_WEEKDAY = _named(r"(?:(?P<which>last|next|this|coming) )?(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)day)")
_AGO = _named(rf"{_N} (?P<unit>day|week|month|year|decade)s? (?:ago|earlier)")
_PART_OF = (
    r"(?:(?P<nth>first|second|third|fourth|final|last) (?P<unit>half|quarter)|(?P<letter>[HQ])(?P<digit>[1-4]))"
    rf"(?:,? (?:of |in )?(?:{_Y}|{_WHICH_YEAR})|(?<!last half)(?<!last quarter)(?<!final half)(?<!final quarter))"
)
_THIS_SEASON = _named(r"(?P<which>this|last|next) (?P<season>summer|spring|autumn|fall|winter)(?P<year>(?!))?")
_IN = _named(rf"in (?:about )?{_N} {_UNIT}(?:' time)?")
_THIS_MONTH = _named(rf"(?P<which>this|last|next) {_LONG}")
ADVERBS = frozenset({_THIS, _THIS_MONTH, _SAME, _WEEKDAY, _AGO, _THIS_SEASON, _IN})
"""Those that tell when something happens without a preposition."""

# The longer and the more exact come first: what one pattern has taken no later one reads.
MOMENTS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_named(r"\d{4}-\d\d-\d\d"), _iso),
    (_named(rf"{_D} (?:of )?{_M}\.?,? {_Y}"), _full_day),
    (_named(rf"{_M}\.? {_D},? {_Y}"), _full_day),
    (_named(rf"{_M}\.?,? (?:of )?{_Y}"), _month_year),
    (_named(rf"{_M},? (?:of |in )?{_WHICH_YEAR}"), _month_of),
    (_named(rf"{_D} (?:of )?{_M}"), _day_month),
    (_named(rf"{_M}\.? {_D}"), _day_month),
    (_named(_PART_OF), _part_of_year),
    (
        _named(r"(?:between )?(?P<first>(?:19|20)\d\d) ?(?:-|to|and|until|through) ?(?P<last>(?:(?:19|20)\d\d|\d\d))"),
        _years,
    ),
    (_named(rf"(?P<which>(?!))?(?P<season>summer|spring|autumn|fall|winter) (?:of )?{_Y}"), _season),
    (_THIS_SEASON, _season),
    (_named(_Y), _year),
    (_AGO, _ago),
    (_named(rf"(?:within|over|in) (?:the )?(?:next|coming) {_N} {_UNIT}"), _within),
    (_named(rf"within {_N} {_UNIT}"), _within),
    (_named(r"(?:(?:in|over|within) )?(?:the )?(?:coming|next)(?: few| several)? (?:day|week|month)s"), _coming),
    (_named(rf"(?:(?:in|over|during|for) )?(?:the )?(?:past|last) {_N} {_UNIT}"), _past),
    (_IN, _in),
    (_THIS_MONTH, _which_month),
    (_named(_M), _month_alone),
    (_THIS, _stepped),
    (
        _named(r"year[- ]end|the year(?='s end)|(?<=end of )the year|(?<=close of )the year|(?<=later in )the year"),
        _this_year,
    ),
    (_SAME, _same_day),
    (_WEEKDAY, _weekday),
)
"""What names a time, and how it is read."""
