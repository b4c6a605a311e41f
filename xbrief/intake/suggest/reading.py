"""The sentences of an article's body, each with the way back from its characters to those of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from xbrief.evidence.text import SIGNS, Text
from xbrief.intake.suggest.types import Sentence

# No sentence is longer; what is, is a table or a list without stops, of which nothing is proposed.
LONGEST = 1200
# A stop behind these ends no sentence: "St. Louis", "Mr. Ek", "No. 2", "U.S. market", "vs. Acme".
_SHORT = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|vs|approx|jr|sr|gen|sen|rep|gov|col|dept|est|fig|inc|ltd|corp|co|bros|messrs"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)|\b(?:[a-z]\.)+[a-z]|(?<![\w'’])[a-z])\.\s*\Z",
    re.IGNORECASE,
)
# Where and when a report was filed: "OSLO, March 3 (Wire) - ".
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'-]{2,30}(?:, [^\W\d_]+\.?(?: \d{1,2})?)?(?:, \d{4})?(?: \([^()]{2,40}\))?"
    r"\s*[-\u2013\u2014]{1,2}\s+"
)
# Behind these a capital may well begin a sentence.
_FIRM = re.compile(r"\b(?:inc|ltd|corp|co|bros|[a-z]\.[a-z])\.\s*\Z", re.IGNORECASE)
_OPENS = re.compile(
    r"[\"'“‘(\[]*(?:the|a|an|it|its|he|she|they|we|but|and|in|on|at|for|this|that|these|however|meanwhile|instead|while"
    r"|with|as|by|since|after|under|last|analysts?|according)\b",
    re.IGNORECASE,
)


def sentences(text: Text) -> list[Sentence]:
    """The sentences of the article, without the page around it; overlong ones left out."""
    found = []
    for number, line in enumerate(text.lines):
        if line.body:
            begin = _DATELINE.match(text.raw, line.start, line.end)
            for start, end in _split(text, begin.end() if begin else line.start, line.end):
                words, places = flattened(text.raw, start, end)
                if words and len(words) <= LONGEST:
                    found.append(Sentence(words, places, number))
    return found


def _split(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """As `Text.split`, but for stops that end no sentence."""
    begin = start
    for _, stop in text.split(start, end):
        before, after = text.raw[begin:stop], text.raw[stop : min(stop + 20, end)]
        if stop < end and _SHORT.search(before[-12:]) and not (_FIRM.search(before[-12:]) and _OPENS.match(after)):
            continue
        yield begin, stop
        begin = stop
    if begin < end:
        yield begin, end


def flattened(raw: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """A span in plain quotes and dashes, with single spaces, and the offset in `raw` of each of its characters."""
    signs: list[str] = []
    places: list[int] = []
    for at in range(start, end):
        sign = raw[at].translate(SIGNS)
        if sign.isspace():
            sign = " "
        elif unicodedata.category(sign) in {"Cf", "Cc"}:
            continue
        if sign == " " and (not signs or signs[-1] == " "):
            continue
        # They are the signs of marks.
        signs.append({"<": "(", ">": ")"}.get(sign, sign))
        places.append(at)
    while signs and signs[-1] == " ":
        signs.pop()
        places.pop()
    return "".join(signs), tuple(places)


def plain(words: str, paragraph: int = -1) -> Sentence:
    """A sentence that stands in no text: a title, an example."""
    flat, places = flattened(words, 0, len(words))
    return Sentence(flat, places, paragraph)
