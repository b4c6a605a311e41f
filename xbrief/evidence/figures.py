"""Are the numbers and units of a fact, and the numbers in its claim, in its words?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from xbrief.evidence import times, words
from xbrief.evidence.fault import Fault
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import normal
from xbrief.model import Dossier, Edtf, Fact

_CLOSE = 1e-9
_YEAR = re.compile(r"(?:19|20)\d\d")


def check(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E501 for a number and E502 for a unit, a currency or a bound that the words do not give."""
    yield from fields(fact, passage)
    yield from _claimed(dossier, fact, passage)
    yield from _units(fact, passage)


def figures(text: str) -> set[str]:
    """Numbers of a normalised text, in digits or in words, without separators of thousands."""
    bare = re.sub(r"(?<=\d)[,.\u00a0 ](?=\d{3}(?!\d))", "", text)
    found = {run.rstrip(".").removesuffix(".0") for run in re.findall(r"\d+(?:\.\d+)?", bare)}
    # "25th" and "2015" are figures as well; "half a dozen" is one number and not two.
    for word, number in sorted(words.SPELLED.items(), key=lambda pair: -len(pair[0])):
        if words.pattern(rf"\b{word}\b").search(text):
            found.add(str(number))
            if " " in word:
                text = text.replace(word, " ")
    for some, of in re.findall(r"\b(\w+) (?:in|out of) (?:every )?(\w+)\b", text):
        if some in words.SPELLED and of in words.SPELLED:
            found.add(str(100 * words.SPELLED[some] // words.SPELLED[of]))
    return found


def fields(fact: Fact, passage: Passage) -> Iterator[Fault]:
    there = figures(passage.span)
    if fact.unit == "rank" and words.SUPERLATIVE.search(passage.span):
        there.add("1")
    if fact.rate_percent == 0 and words.FREE.search(passage.span):
        there.add("0")
    if fact.count == 1 and re.search(r"(?<!half )\ban?\b", passage.span):
        there.add("1")
    for name in ("rate_percent", "value", "count"):
        number = getattr(fact, name)
        if number is not None and not any(_scaled(str(number), told, passage) for told in there):
            yield Fault("E501", name, f"{name} {number} is not in {passage.span!r}")


def _claimed(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """Numbers in the claim: in digits, and in words those above one (`one of the first` is no figure)."""
    claim = normal(fact.claim)
    for part in _proper(dossier, fact):
        claim = claim.replace(part, " ")
    there = figures(passage.sentence)
    known = {str(p) for d in times.given(fact).values() for p in _parts(d)} | there
    known |= set(_reckoned(dossier, fact, passage))
    dated = {str(p.earliest.year) for d in times.given(fact).values() for p in (d.start, d.end) if p is not None}
    for told in sorted(_in_digits(claim)):
        if _YEAR.fullmatch(told) and dated and told not in dated | figures(passage.span):
            yield Fault("E501", "claim", f"the claim's {told} is neither a date of the fact nor in the words")
            continue
        if not any(_same(told, other) or _scaled(told, other, passage) for other in known):
            yield Fault("E501", "claim", f"the claim's {told} is not in the words")
    several = {str(len(ids)) for ids in (fact.parties, fact.sellers, fact.categories, fact.products, fact.by)}
    for word in re.findall(rf"\b(?:{'|'.join(words.COUNTED)})\b(?! thirds| quarters)", claim):
        if not {str(words.SPELLED[word])} & (there | several | known):
            yield Fault("E501", "claim", f"the claim's {word} is not in the words")


def _in_digits(claim: str) -> set[str]:
    bare = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", claim)
    return {run.removesuffix(".0") for run in re.findall(r"(?<![\w-])\d+(?:\.\d+)?(?![\w-]*[a-z])", bare)}


def _reckoned(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[str]:
    """Years that follow from the day of the source: "this month", "in December"."""
    published = dossier.sources[fact.source].published
    for name in ("at", "target"):
        yield from map(str, times.years(published, name, passage.whole))


def _parts(date: Edtf) -> Iterator[int]:
    for point in (date.start, date.end):
        if point is not None:
            yield from (point.earliest.year, point.earliest.month, point.earliest.day)


def _same(left: str, right: str) -> bool:
    return abs(float(left) - float(right)) < _CLOSE


def _scaled(number: str, told: str, passage: Passage) -> bool:
    """Is it the number that is told, with the scale behind it: `46 billion` for 46000000000, and not for 46?"""
    for word, scale in words.SCALES.items():
        if words.pattern(rf"(?<![\d.]){re.escape(told)}\s?{word}\b").search(passage.span):
            return math.isclose(float(told) * scale, float(number), rel_tol=1e-12)
    return _same(number, told)


def _proper(dossier: Dossier, fact: Fact) -> Iterator[str]:
    """Names with figures in them, which are no figures of the fact."""
    names = [*fact.products, *dossier.brands]
    names += [n for p in dossier.parties.values() for n in (p.name, *p.aliases)]
    yield from sorted((normal(n) for n in names if re.search(r"\d", n)), key=len, reverse=True)


def _units(fact: Fact, passage: Passage) -> Iterator[Fault]:
    free = fact.rate_percent == 0 and words.FREE.search(passage.span)
    if (
        (fact.rate_percent is not None or fact.unit == "percent")
        and not free
        and not re.search(
            r"%|per ?cent|\b(?:half|third|quarter)s?\b|every second|\b\w+ (?:in|out of) (?:every )?(?:\w+)\b",
            passage.span,
        )
    ):
        yield Fault("E502", "unit", "the words tell of no percentage")
    # Of a currency that is on no list, nobody knows what it is called.
    called = words.CURRENCIES.get(fact.currency or "")
    if called and not re.search(called, passage.span):
        yield Fault("E502", "currency", f"the words name no {fact.currency}")
    exact = fact.bound in {None, "exact"} and (fact.rate_percent is not None or fact.value is not None)
    if exact and words.BOUNDED.search(passage.span):
        yield Fault("E502", "bound", "the words set a bound, the fact is exact")
    if fact.bound == "up-to" and not words.UPPER.search(passage.clause):
        yield Fault("E502", "bound", "the words set no upper bound")
    if fact.bound in {"from", "more-than"} and not words.LOWER.search(passage.clause):
        yield Fault("E502", "bound", "the words set no lower bound")
