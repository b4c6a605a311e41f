"""Spans of a sentence that are written as names: capitalised words with what connects them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from xbrief.evidence.words import MONTHS, WEEKDAYS


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split(" "))


_TOKEN = re.compile(r"[^\W_](?:[\w&+]|[.'/-](?=[\w&]))*")
# Small words that stand within names of many languages.
_WITHIN = _words("al bin da das de del della den der di do dos du e el i la le les van von y")
_OF = _words(
    "agency association bank board bureau chamber city college council court department federation house institute"
    " minister ministry office republic secretary society state union university"
)
_FOR = _words("agency authority center centre council department federation ministry office")
_BODIES = _words("administration agency authority board bureau commission council department ministry office")
_STOPPED = re.compile(r"(?:inc|ltd|corp|co|bros|mr|mrs|ms|dr|st|prof|no|s\.a|cia|ltda)\Z", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?\Z")
# "Italian-owned Acme": how somebody is, and no part of the name.
_OWNED = re.compile(r"-(?:owned|based|born|listed|backed|made|built|led|run|funded|style|headquartered)\Z")
_ARTICLES = _words("a after an and as at but by for from if in its of on that the their this to under when while with")
_CLOSING = frozenset({"the", "a", "of", "and", "i", *MONTHS, *(month[:3] for month in MONTHS), *WEEKDAYS, "sept"})
# Of a line's words, from which share on it is set in capitals as headings are.
_HEADING = 0.65


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a sentence; `first` where it opens the sentence or a quotation."""

    start: int
    end: int
    name: str
    first: bool

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.name.split(" "))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    possessive: bool


def heading(sentence: str) -> bool:
    """Is it set as a headline, so that its capitals tell nothing?"""
    if sentence.rstrip("\"')").endswith((".", "!", "?")):
        return False
    words = [w for w in re.findall(r"[^\W\d_][\w'-]*", sentence) if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > _HEADING * len(words)


def spans(sentence: str, opening: AbstractSet[str]) -> Iterator[Span]:
    """The spans in order. Words in `opening` (small letters) at a span's head are no part of it."""
    words = [_word(m) for m in _TOKEN.finditer(sentence)]
    at = 0
    while at < len(words):
        if not _capital(words[at].text):
            at += 1
            continue
        last = _last(sentence, words, at)
        yield from _trimmed(sentence, words[at : last + 1], opening)
        at = last + 1


def _word(match: re.Match[str]) -> _Word:
    text = match[0]
    tail = _POSSESSIVE.search(text)
    if tail:
        return _Word(text[: tail.start()], match.start(), match.start() + tail.start(), True)
    return _Word(text, match.start(), match.end(), match.string.startswith("' ", match.end()) and text.endswith("s"))


def _capital(text: str) -> bool:
    """Capitalised, or with a capital within (iRobot, eBay, 7-Eleven)."""
    return (
        text[0].isupper()
        or (any(s.isupper() for s in text[1:]) and not text[0].isdigit())
        or bool(re.match(r"\d+-[A-Z]", text))
    )


def _last(sentence: str, words: list[_Word], at: int) -> int:
    """The last word of the span that begins at a word."""
    while at + 1 < len(words):
        here, after = words[at], words[at + 1]
        between = sentence[here.end : after.start]
        joined = between in {" ", " & "} or (between == ". " and _STOPPED.search(here.text))
        # "Acme, Inc." is one name.
        if (here.possessive or not joined) and not (between == ", " and after.text in {"Inc", "Ltd", "LLC", "Corp"}):
            return at
        if _capital(after.text) or (after.text.isdigit() and between == " "):
            at += 1
            continue
        low = here.text.lower()
        joins = after.text in _WITHIN or (after.text == "of" and low in _OF) or (after.text == "for" and low in _FOR)
        joins = joins or (after.text == "and" and _body(words[at + 2 :]))
        if (
            joins
            and at + 2 < len(words)
            and _capital(words[at + 2].text)
            and sentence[after.end : words[at + 2].start] == " "
        ):
            at += 2
            continue
        return at
    return at


def _body(words: list[_Word]) -> bool:
    """Do the words go on to the end of a public body's name: National Press *and* Publication Administration?"""
    for word in words[:5]:
        if not _capital(word.text):
            return False
        if word.text.lower() in _BODIES:
            return True
    return False


def _trimmed(sentence: str, words: list[_Word], opening: AbstractSet[str]) -> Iterator[Span]:
    start = words[0].start
    first = (
        not re.search(r"[\w,;]\W*\Z", sentence[:start]) or re.search(r"[.:!?\"(]\s*\"?\Z", sentence[:start]) is not None
    )
    body = bool(words) and words[-1].text.lower() in _BODIES
    while (
        words
        and not (body and words[0].text.lower() not in _ARTICLES)
        and (words[0].text.lower() in opening or _OWNED.search(words[0].text) or words[0].text.isdigit())
    ):
        words = words[1:]
    while words and words[-1].text.lower() in _CLOSING:
        words = words[:-1]
    if words and any(w.text[0].isupper() or not w.text.isdigit() for w in words):
        opens = first and words[0].start == start
        yield Span(words[0].start, words[-1].end, sentence[words[0].start : words[-1].end], opens)
