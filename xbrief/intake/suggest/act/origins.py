"""Countries that a sentence names for where goods come from: no places of business, and none that charge or forbid."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from xbrief.intake.suggest.act.base import frame
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.types import Mark, Org, Sentence


def ruling(sentence: Sentence, language: str) -> Sentence:
    """The sentence with those countries alone that may charge, allow or forbid something."""

    def origin(mark: Mark, before: str, after: str) -> bool:
        who = re.match(r"'s <ORG:(\d+)>", after)
        org = sentence.marks[int(who[1])].value if who else None
        if isinstance(org, Org) and org.type in PUBLIC:
            # "Norway's Medicines Agency" is where the rule holds.
            return False
        if frame("origin", language).search(before) or frame("whose", language).match(after):
            return True
        return mark.type == "NAT" and frame("of-goods", language).match(after) is not None

    return _without(sentence, origin)


def trading(sentence: Sentence, language: str) -> Sentence:
    """The sentence without the countries of goods: "French outboard engines"."""
    return _without(
        sentence,
        lambda mark, _before, after: mark.type == "NAT" and frame("goods-behind", language).match(after) is not None,
    )


def _without(sentence: Sentence, origin: Callable[[Mark, str, str], bool]) -> Sentence:
    """Without the countries that are mere origins; every other mark keeps its number."""
    marks = []
    for number, mark in enumerate(sentence.marks):
        kept = mark
        if mark.type in {"GEO", "NAT"}:
            sign = f"<{mark.type}:{number}>"
            before, _, after = sentence.masked.partition(sign)
            if origin(mark, before, after):
                # A mark of neither type tells of no place.
                kept = replace(mark, type="PER")
        marks.append(kept)
    return replace(sentence, marks=marks)
