"""Countries that a sentence names for where goods come from, and for no place of business."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from xbrief.intake.suggest.types import Sentence

_OF_GOODS = re.compile(r"(?:-made|-built)? (?:[a-z-]+ ){0,2}<(?:GOOD|PROD):")


def unplaced(sentence: Sentence, origin: Callable[[str, str, str], bool]) -> Sentence:
    """The sentence without those countries of which `origin(type, before, after)` is true; the others keep their numbers."""
    marks = []
    for number, mark in enumerate(sentence.marks):
        kept = mark
        if mark.type in {"GEO", "NAT"}:
            sign = f"<{mark.type}:{number}>"
            here = sentence.masked.index(sign)
            if origin(mark.type, sentence.masked[:here], sentence.masked[here + len(sign) :]):
                # A mark of neither type tells of no place.
                kept = replace(mark, type="PER")
        marks.append(kept)
    return replace(sentence, marks=marks)


def without(sentence: Sentence) -> Sentence:
    """Without the countries of goods: "French outboard engines"."""
    return unplaced(sentence, lambda type, _before, after: type == "NAT" and _OF_GOODS.match(after) is not None)
