"""Differing numbers for one thing at one time: figures, rates, lengths."""

from __future__ import annotations

import re
from decimal import Decimal

from xbrief.claims.differ.scene import Difference, Scene
from xbrief.claims.meet import NEAR, alike, apart, gap, goods_meet, held, span, within
from xbrief.claims.outlook import is_forecast
from xbrief.claims.when import made, observed
from xbrief.model import Edtf, Fact

# Figures that hold at a time; others grow with the period that they are counted over.
STANDING = frozenset({"price", "share", "rank", "valuation", "stores"})
# Events whose label may hold a figure; numbers in the labels of others tell models and shops apart.
COUNTED = frozenset({"staff-cut", "stake"})
_DURATION = re.compile(
    r"\b(?P<number>\d+|an?|one|a single|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>day|week|month|year)s?\b"
    r"(?P<distance> (?:before|ago|earlier|late|later|notice)\b)?"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
# How a price is paid, where not at once: so much a month, or in parts. "Over a year" tells how long, "a year ago" when.
_PAID = re.compile(
    r"(?<!over )(?<!for )(?<!within )(?<!in )"
    r"\b(?:an?|per|each|every|/) ?(?P<unit>day|week|month|quarter|year)\b(?! (?:before|ago|earlier|late|later|after)\b)"
    r"|\b(?P<adverb>week|month|quarter|year)ly\b"
    r"|\b(?P<parts>instal|deposit|down payment|rent|lease|subscription)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\b(?:at once|cash|outright|up front|upfront|in full)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def value(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Two figures of one name, unit and time that no bound reconciles; two rates of one charge at one time."""
    if a.kind == b.kind == "metric":
        return _figures(a, b, at)
    return _rates(a, b, at) if a.kind == b.kind == "tariff" else None


def _figures(a: Fact, b: Fact, at: Scene) -> Difference | None:
    if (a.unit, a.currency) != (b.unit, b.currency) or a.value is None or b.value is None or a.name == "goal":
        return None
    if not goods_meet(a, b) or not _same_time(a, b, at) or (a.name == "price" and _paid(a) != _paid(b)):
        return None
    # From one day of a month to another a share may move a little: both are then good to a tenth.
    moved = a.name in STANDING and apart(*_times(a, b, at))
    bounds = ("about" if moved and f.bound in {None, "exact"} else f.bound for f in (a, b))
    one, other = (_range(f.value or Decimal(0), n, _slack(f)) for f, n in zip((a, b), bounds, strict=True))
    return Difference("value", "number", str(a.value), str(b.value)) if _off(one, other) else None


def _rates(a: Fact, b: Fact, at: Scene) -> Difference | None:
    if a.rate_percent is None or b.rate_percent is None or is_forecast(a) or is_forecast(b):
        return None
    if a.change or b.change or a.part_of or b.part_of or not _overlap(a, b, at):
        return None
    one, other = _range(a.rate_percent, a.bound), _range(b.rate_percent, b.bound)
    return Difference("value", "rate", str(a.rate_percent), str(b.rate_percent)) if _off(one, other) else None


def _off(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    """Is there no value that both ranges allow?"""
    return one[1] < other[0] or other[1] < one[0]


def _paid(fact: Fact) -> frozenset[str]:
    """How a price is paid by the words of the fact, empty for one paid at once.

    Where the thing priced is named with it (`Fjord, paid at once`), the claim's words tell nothing else.
    """
    told = _PAID.search(fact.of_what or "") or _AT_ONCE.search(fact.of_what or "")
    found = _PAID.finditer((fact.of_what if told else fact.claim) or "")
    return frozenset((m["unit"] or m["adverb"] or m["parts"]).casefold() for m in found)


def _same_time(a: Fact, b: Fact, at: Scene) -> bool:
    """What is counted over a period meets only the count of the same period."""
    if a.name in STANDING:
        times = _times(a, b, at)
        return not apart(*times) or (a.name == "share" and _said_at_once(*times))
    return a.observed is not None and b.observed is not None and a.observed.text == b.observed.text


def _times(a: Fact, b: Fact, at: Scene) -> tuple[Edtf, Edtf]:
    return a.observed or made(at.dossier, a), b.observed or made(at.dossier, b)


def _overlap(a: Fact, b: Fact, at: Scene) -> bool:
    """Were both charges in force on one day for certain, or told for one and the same time?"""
    mine, theirs = held(at.dossier, a), held(at.dossier, b)
    told = observed(at.dossier, a), observed(at.dossier, b)
    if mine and theirs:
        # Of two rates told within a month one is wrong, unless it is told that the charge changed in between.
        return (mine[0] <= theirs[1] and theirs[0] <= mine[1]) or (
            a.until is b.until is None and _said_at_once(*told) and not _changed(at, *told)
        )
    return (a.from_, a.until) == (b.from_, b.until) and told[0] == told[1]


def _changed(at: Scene, one: Edtf, other: Edtf) -> bool:
    """May the charge have changed between the two days, by what any fact of the claim tells?"""
    first, last = gap(one, other)
    for fact in (at.dossier.facts[i] for i in at.marks):
        turns = [span(d) for d in (fact.from_, fact.until) if d is not None]
        if not turns and fact.change and span(observed(at.dossier, fact))[1] >= first:
            # Changed at some time before it was told.
            return True
        if any(begin <= last and first <= end for begin, end in turns):
            return True
    return False


def _said_at_once(one: Edtf, other: Edtf) -> bool:
    """Are they days within a month of each other? A month or a year may be the time of a count of its own."""
    days = all(d.start and d.start == d.end and d.start.precision == "day" for d in (one, other))
    return days and within(one, other, NEAR)


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
