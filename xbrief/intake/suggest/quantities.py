"""Percentages, sums of money and counts of a sentence, each with how exactly it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xbrief.evidence.text import SIGNS
from xbrief.intake.suggest.currencies import CODE, NAME, SIGN, SIGN_BEHIND, currency

Unit = Literal["percent", "currency", "count"]
Bound = Literal["exact", "up-to", "more-than", "about"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `start` to `end` of its sentence, the words of its bound ("as much as") among them.

    `currency` is ISO 4217; None where there is none and where the words leave it open ("pesos").
    """

    start: int
    end: int
    unit: Unit
    value: Decimal
    bound: Bound
    currency: str | None = None


def _numbers(table: str) -> dict[str, int]:
    """Words and their numbers, written `half = 50, a third = 33`."""
    return {word: int(n) for word, _, n in (entry.strip().partition(" = ") for entry in table.split(","))}


_SPELLED = _numbers(
    "zero = 0, one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8, nine = 9, ten = 10,"
    "eleven = 11, twelve = 12, thirteen = 13, fourteen = 14, fifteen = 15, sixteen = 16, seventeen = 17, eighteen = 18,"
    "nineteen = 19"
)
_TENS = _numbers("twenty = 20, thirty = 30, forty = 40, fifty = 50, sixty = 60, seventy = 70, eighty = 80, ninety = 90")
_LOTS = _numbers("half a dozen = 6, a dozen = 12, two dozen = 24, a couple of = 2, a hundred = 100")
_FRACTIONS = _numbers(
    "half = 50, a half = 50, a third = 33, one third = 33, two thirds = 67, a quarter = 25, one quarter = 25,"
    "three quarters = 75, a fifth = 20, one fifth = 20, two fifths = 40, three fifths = 60, four fifths = 80,"
    "a tenth = 10, one tenth = 10, nine tenths = 90"
)
# Powers of ten.
_SCALES = _numbers(
    "hundred = 2, thousand = 3, k = 3, lakh = 5, lakhs = 5, hundred thousand = 5, million = 6, mn = 6, m = 6, mln = 6,"
    "crore = 7, crores = 7, billion = 9, bn = 9, b = 9, trillion = 12, tn = 12"
)
_BOUNDS: dict[Bound, str] = {
    "up-to": "up to|as much as|as high as|as many as|at most|no more than|not more than|a maximum of|maximum|nearly"
    "|almost|close to|under|below|less than|fewer than|just under",
    "more-than": "more than|over|above|at least|upwards of|in excess of|no less than|no fewer than|exceeding"
    "|a minimum of|well over|just over",
    "about": "about|around|roughly|approximately|some|an estimated|circa",
}
_BOUND: dict[str, Bound] = {word: bound for bound, words in _BOUNDS.items() for word in words.split("|")}
_BEHIND: dict[str, Bound] = {
    "+": "more-than",
    "more": "more-than",
    "less": "up-to",
    "so": "about",
    "higher": "more-than",
}


def _longest(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DIGITS = (
    r"(?P<digits>\d{1,3}(?:,\d\d){0,3},\d{3}(?:\.\d{1,4})?|\d{1,3}(?: \d{3}){1,4}|\d{1,3}(?:\.\d{3}){2,4}"
    r"|\d{1,15}(?:[.,]\d{1,2})?)(?![.,]?\d)"
)
_WORDS = rf"(?P<words>(?:{_longest(_TENS)})(?:[- ](?:{_longest(_SPELLED)}))?|{_longest(_SPELLED)})"
_NUMBER = rf"(?:{_DIGITS}|{_WORDS})"
_SCALE = rf"(?:[ -]?(?P<scale>{_longest(_SCALES)})(?![\w]))?"
_START = r"(?<![\w$€£₹₩%.,/-])"
_LEAD = re.compile(rf"(?<![\w-])(?P<bound>{_longest(_BOUND)}) (?:an? |the )?$", re.IGNORECASE)
_TAIL = re.compile(r"\+| (?:or|and) (?P<how>more|less|so|higher)\b", re.IGNORECASE)
_SOUGHT: tuple[tuple[Unit, str], ...] = (
    ("percent", rf"{_START}(?:\d+(?:\.\d+)?-)?{_NUMBER}(?: ?-?)(?:%|per ?cent(?!\w)|pct?\b)(?![ -]points?\b)"),
    # "10 to 20 percent": the first of two has its unit behind the second.
    ("percent", rf"{_START}{_DIGITS}(?= (?:to|and|or) \d+(?:\.\d+)?(?: ?%| per ?cent\b))"),
    (
        "percent",
        rf"(?<![\w-])(?P<words>{_longest(_FRACTIONS).replace(' ', '[ -]')})(?= of (?:the|its|all|their)\b)",
    ),
    ("currency", rf"(?<![\w$])(?P<money>{SIGN}|{CODE}) ?{_DIGITS}(?i:{_SCALE})(?![\w%])"),
    ("currency", rf"{_START}(?i:{_NUMBER}{_SCALE})[ -](?P<money>(?i:{NAME})|{CODE})(?!\w)"),
    ("currency", rf"{_START}{_DIGITS}(?i:{_SCALE}) ?(?P<money>{SIGN_BEHIND})(?!\w)"),
    ("count", rf"(?<![\w-])(?P<words>{_longest(_LOTS)})(?![\w-])"),
    ("count", rf"{_START}{_NUMBER}{_SCALE}(?![\w%]|[.,:/-]\d| percentage| ?%)"),
)
# Names of currencies are told from other words by their capitals alone.
_PATTERNS = tuple((unit, re.compile(words, re.IGNORECASE if unit != "currency" else 0)) for unit, words in _SOUGHT)
# "Model 3", "Galaxy S 5", "No 2": a figure behind a name is a part of it.
_NAMED = re.compile(r"(?<![.!?] )(?<!^)(?<!\")\b(?:[A-Z][\w&-]*|No\.?) $")
_FEW = frozenset({"zero", "one"})


def quantities(sentence: str) -> list[Quantity]:
    """The quantities of a sentence in order, without overlap. Years are counts here: look for times first.

    Offsets count characters of the sentence as it is given.
    """
    text = sentence.translate(SIGNS)
    found: list[Quantity] = []
    for unit, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < q.end and q.start < match.end() for q in found):
                found += _quantity(text, unit, match)
    return sorted(found, key=lambda quantity: quantity.start)


def _quantity(text: str, unit: Unit, match: re.Match[str]) -> Iterator[Quantity]:
    groups = match.groupdict()
    if unit == "count" and (match[0].lower() in _FEW or _NAMED.search(text[: match.start()])):
        return
    value = _value(groups.get("digits"), groups.get("words")).scaleb(
        _SCALES.get((groups.get("scale") or "").lower(), 0)
    )
    start, end, bound = _bounded(text, *match.span())
    if unit == "percent" and bound == "exact" and re.match(r"\d+(?:\.\d+)?-\d", match[0]):
        bound = "up-to"
    if value == value.to_integral_value():
        value = Decimal(int(value))
    yield Quantity(start, end, unit, value, bound, currency(groups["money"]) if unit == "currency" else None)


def _value(digits: str | None, words: str | None) -> Decimal:
    if digits is None:
        told = (words or "").lower()
        named = {**_FRACTIONS, **_LOTS}.get(told.replace("-", " "))
        return Decimal(named if named is not None else sum({**_SPELLED, **_TENS}[w] for w in re.split("[ -]", told)))
    # A comma before one or two digits alone stands for a point; before three it parts thousands, as spaces do.
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return Decimal(digits.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _bounded(text: str, start: int, end: int) -> tuple[int, int, Bound]:
    """The span with the words that bound it, and what they say."""
    lead, tail = _LEAD.search(text[:start]), _TAIL.match(text, end)
    if tail is not None:
        end = tail.end()
    if lead is not None:
        return lead.start(), end, _BOUND[lead["bound"].lower()]
    return start, end, _BEHIND[(tail["how"] or "+").lower()] if tail else "exact"
