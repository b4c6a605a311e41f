"""The day of publication, and what lies before or behind it: EDTF in, EDTF out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xbrief.dossier.dates import parse
from xbrief.evidence.words import MONTHS, WEEKDAYS

MONTH = "|".join((*(m.title() for m in MONTHS), "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"))
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNTS = {word: n for n, word in enumerate(_NUMBERS, 1)} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "half a dozen": 6,
    "a dozen": 12,
    "eighteen": 18,
}
# Days behind the day of a source on which a day of the week is still the next one.
_WEEK = 7


def month_number(name: str) -> int:
    """1 to 12 for a month's English name, or its beginning."""
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def count(words: str) -> int:
    """A small number in digits or words."""
    return int(words) if words.isdigit() else _COUNTS[words.lower()]


@dataclass(frozen=True, slots=True)
class Day:
    """A date or interval with both ends; `precision` is that of its start (day, month, quarter, half, year)."""

    text: str
    first: date
    last: date
    precision: str

    @classmethod
    def of(cls, edtf: str | None) -> Day | None:
        """None for nothing, for what is no date, and for an interval that is open at one end."""
        try:
            value = parse(edtf or "")
        except ValueError:
            return None
        if value.start is None or value.earliest is None or value.latest is None:
            return None
        precision = "month" if value.approximate and value.start.precision == "day" else value.start.precision
        return cls(edtf or "", value.earliest, value.latest, precision)

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def month(self) -> int | None:
        """1 to 12 where the month is known."""
        return self.first.month if (self.first.year, self.first.month) == (self.last.year, self.last.month) else None

    def cut(self, unit: str) -> str | None:
        """The day, month, quarter or year that it lies in; None where it may lie in several."""
        ends = {_cut(self.first, unit), _cut(self.last, unit)}
        return ends.pop() if len(ends) == 1 else None

    def stepped(self, unit: str, step: int, ahead: bool) -> str | None:
        """The week, month, quarter or year that lies `step` away. This week ends, or begins, with the day itself."""
        if unit == "week":
            return self._week(step, ahead)
        if self.cut(unit) is None:
            return None
        if unit == "year":
            return str(self.year + step)
        length = {"month": 1, "quarter": 3}[unit]
        months = self.first.year * 12 + self.first.month - 1 + step * length
        return _cut(date(months // 12, months % 12 + 1, 1), unit)

    def _week(self, step: int, ahead: bool) -> str | None:
        if self.precision != "day":
            return None
        monday = self.first - timedelta(days=self.first.weekday()) + timedelta(weeks=step)
        sunday = monday + timedelta(days=_WEEK - 1)
        if step:
            # Which day of it is not said: the month is enough.
            return _span(_cut(monday, "month"), _cut(sunday, "month"))
        return _span(*((self.first, sunday) if ahead else (monday, self.first)))

    def moved(self, unit: str, steps: int) -> str | None:
        """So many days, weeks, months or years before (below nought) or behind it, as exactly as that is said."""
        if unit in {"month", "year", "decade"}:
            months = steps * {"month": 1, "year": 12, "decade": 120}[unit]
            return None if self.month is None and unit == "month" else self._months_on(months, unit)
        if self.precision != "day":
            return None
        then = self.first + timedelta(days=steps * (_WEEK if unit == "week" else 1))
        return then.isoformat() if unit == "day" else f"{_cut(then, 'month')}"

    def _months_on(self, months: int, unit: str) -> str:
        total = self.first.year * 12 + self.first.month - 1 + months
        then = _cut(date(total // 12, total % 12 + 1, 1), "month" if unit == "month" else "year")
        return f"{then}~" if unit == "decade" else then

    def weekday(self, name: str, ahead: bool, strict: bool) -> str | None:
        """The nearest day of that name, itself included unless `strict`."""
        if self.precision != "day":
            return None
        away = (WEEKDAYS.index(name) - self.first.weekday()) % _WEEK
        if not ahead:
            away = away - _WEEK if away else 0
        if strict and not away:
            away = _WEEK if ahead else -_WEEK
        return (self.first + timedelta(days=away)).isoformat()


def _cut(day: date, unit: str) -> str:
    if unit == "quarter":
        return f"{day.year:04}-{32 + (day.month + 2) // 3}"
    return day.isoformat()[: {"year": 4, "month": 7}.get(unit, 10)]


def _span(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first}/{last}"
