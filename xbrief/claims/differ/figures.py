"""Differing numbers for one thing at one time: figures, rates, lengths."""

from __future__ import annotations

import re
from decimal import Decimal

from xbrief.claims.differ.scene import Difference, Scene
from xbrief.claims.meet import NEAR, alike, apart, goods_meet, held, within
from xbrief.claims.when import made, observed
from xbrief.model import Fact

# Figures that hold at a time; others grow with the period that they are counted over.
STANDING = frozenset({"price", "share", "rank", "valuation", "stores"})
# Events whose label may hold a figure; numbers in the labels of others tell models and shops apart.
COUNTED = frozenset({"staff-cut", "stake"})
_DURATION = re.compile(
    r"\b(?P<number>\d+|an?|one|a single|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>day|week|month|year)s?\b"
    r"(?P<distance> (?:before|ago|earlier|late|later|notice)\b)?"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def value(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Two figures of one name, unit and time that no bound reconciles; two rates of one charge at one time."""
    if a.kind == b.kind == "metric":
        if (a.unit, a.currency) != (b.unit, b.currency) or a.value is None or b.value is None or a.name == "goal":
            return None
        if not goods_meet(a, b) or not _same_time(a, b, at):
            return None
        one, other = (_range(f.value or Decimal(0), f.bound, _slack(f)) for f in (a, b))
        if one[1] < other[0] or other[1] < one[0]:
            return Difference("value", "number", str(a.value), str(b.value))
    elif a.kind == b.kind == "tariff" and a.rate_percent is not None and b.rate_percent is not None:
        if a.change or b.change or a.part_of or b.part_of or not _overlap(a, b, at):
            return None
        one, other = _range(a.rate_percent, a.bound), _range(b.rate_percent, b.bound)
        if one[1] < other[0] or other[1] < one[0]:
            return Difference("value", "rate", str(a.rate_percent), str(b.rate_percent))
    return None


def _same_time(a: Fact, b: Fact, at: Scene) -> bool:
    """What is counted over a period meets only the count of the same period."""
    if a.name in STANDING:
        return not apart(a.observed or made(at.dossier, a), b.observed or made(at.dossier, b))
    return a.observed is not None and b.observed is not None and a.observed.text == b.observed.text


def _overlap(a: Fact, b: Fact, at: Scene) -> bool:
    """Were both charges in force on one day for certain, or told for one and the same time?"""
    mine, theirs = held(at.dossier, a), held(at.dossier, b)
    if mine and theirs:
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]
    return (a.from_, a.until) == (b.from_, b.until) and observed(at.dossier, a) == observed(at.dossier, b)


def _slack(fact: Fact) -> Decimal:
    """How far a figure may be off by its rounding: places and shops are counted, prices differ by cents."""
    number = abs(fact.value or Decimal(0))
    if fact.name in {"rank", "stores"} or number < 10:
        return Decimal(0)
    if fact.name == "price":
        return number * Decimal("0.005")
    exponent = number.normalize().as_tuple().exponent
    half = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
    return min(half, number * Decimal("0.05"))


def _range(number: Decimal, bound: str | None, slack: Decimal = Decimal(0)) -> tuple[Decimal, Decimal]:
    """The values that a figure allows; an approximate one is a tenth to either side."""
    if bound in {"more-than", "from"}:
        return number, Decimal("Infinity")
    if bound == "up-to":
        return Decimal("-Infinity"), number
    if bound == "about":
        slack = max(slack, number * Decimal("0.1"))
    return number - slack, number + slack


def counted(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One event of one time, whose short words differ in a number alone."""
    del at
    if a.event not in COUNTED or a.event != b.event or a.at is None or b.at is None or not (a.label and b.label):
        return None
    if apart(a.at, b.at) or not alike(a.parties, b.parties) or not goods_meet(a, b):
        return None
    one, other = (_FIGURE.findall(f.label or "") for f in (a, b))
    if _FIGURE.sub("#", a.label) != _FIGURE.sub("#", b.label):
        return None
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return Difference("value", "number", *unlike[0]) if len(unlike) == 1 else None


def length(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """How long one thing lasted that both say was stopped."""
    del at
    if a.kind != "event" or a.event != b.event or a.event not in {"sale-stopped", "store-closing", "production-end"}:
        return None
    if not goods_meet(a, b) or not set(a.parties) & set(b.parties):
        return None
    if a.at is not None and b.at is not None and not within(a.at, b.at, NEAR):
        return None
    one, other = _lasted(a), _lasted(b)
    if one is None or other is None or _as_long(one, other):
        return None
    return Difference("length", "length", _told(one), _told(other))


def _lasted(fact: Fact) -> tuple[int, str] | None:
    """`(2, "day")`, where the fact's own words give one length; None for none or several, or for "two days before"."""
    told = [m for words in (fact.label or "", fact.claim) for m in _DURATION.finditer(words)]
    found = {(_number(m["number"]), m["unit"]) for m in told}
    return found.pop() if len(found) == 1 and not any(m["distance"] for m in told) else None


def _as_long(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Is it one length, perhaps told in two units, of which the coarser is good to a half?"""
    if one[1] == other[1]:
        return one[0] == other[0]
    coarser = max(_DAYS[one[1]], _DAYS[other[1]])
    return abs(one[0] * _DAYS[one[1]] - other[0] * _DAYS[other[1]]) <= coarser / 2


def _told(length: tuple[int, str]) -> str:
    number, unit = length
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _number(word: str) -> int:
    last = word.rsplit(maxsplit=1)[-1]
    return int(last) if last.isdigit() else 1 if last in {"a", "an", "single"} else _NUMBERS.index(last)
