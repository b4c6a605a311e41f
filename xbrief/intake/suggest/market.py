"""Which country a match is about: named in its clause, in its sentence, or carried over from what came before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xbrief.dossier import places
from xbrief.intake.suggest.types import Mark, Sentence

# How much less sure it is that a country named further away is the one spoken of.
SENTENCE, CARRIED, TITLE = 0.97, 0.88, 0.8
# Sentences after which a country named is no longer the one spoken of.
_BACK = 3
_LIST = re.compile(r"(?:, |,? and | or |,? as well as (?:in )?|/)(?:in |the )*\Z", re.IGNORECASE)
# "Korean rival Acme", "China's Acme" tell where somebody comes from.
_FROM = re.compile(r"(?:'s)? (?:[\w'-]+ ){0,4}<(?:C|ORG|PER):|-(?:based|owned|listed|born|made|built)\b|'s (?:biggest|largest|leading|top|second)")
_BASED = re.compile(r"(?:based|headquartered|founded|born|listed|made|rooted|home) (?:market )?(?:in|of) (?:the )?\Z|\bfrom (?:the )?\Z", re.IGNORECASE)


def homes(sentences: Sequence[Sentence]) -> str | None:
    """The company's home country, where the article tells it: "Sweden's Acme", "Acme, based in Malmö"."""
    for sentence in sentences:
        for n, mark in enumerate(sentence.marks):
            if mark.type not in {"GEO", "NAT"} or not mark.value:
                continue
            here = sentence.masked.index(f"<{mark.type}:{n}>")
            end = here + len(f"<{mark.type}:{n}>")
            if _OWN.match(sentence.masked, end) or _HERE.search(sentence.masked[:here]):
                return str(mark.value)
    return None


_OWN = re.compile(r"(?:'s |-based | )(?:[a-z0-9'-]+,? ){0,5}<C:", re.IGNORECASE)
_HERE = re.compile(r"<C:\d+>(?: [a-z]+)?, (?:which is |a [a-z-]+ )?(?:based|headquartered) in (?:[a-z]+ )?\Z", re.IGNORECASE)


def markets(
    sentence: Sentence, span: tuple[int, int], before: Sequence[Sentence], title: Sentence | None, home: str | None
) -> tuple[tuple[str, ...], float]:
    """The countries of a match at `span` of the sentence's words, and how sure that is (0 to 1); none: ((), 0)."""
    named = _named(sentence, home)
    within = [m for m in named if span[0] <= m.start < span[1]]
    if within:
        return _codes(sentence, within, named), 1.0
    if named:
        # The nearest behind the match, as "in Japan" stands, goes before the nearest ahead of it.
        later = [m for m in named if m.start >= span[1]]
        first = later[0] if later and later[0].start - span[1] < 80 else max(
            (m for m in named if m.start < span[0]), key=lambda m: m.start, default=named[0]
        )
        return _codes(sentence, [first], named), SENTENCE
    for back, earlier in enumerate(reversed(before[-_BACK:])):
        told = _named(earlier, home)
        if told:
            return _codes(earlier, told[-1:], told), CARRIED - 0.03 * back
    for earlier in reversed([s for s in before if s.paragraph == sentence.paragraph]):
        told = _named(earlier, home)
        if told:
            return _codes(earlier, told[-1:], told), CARRIED - 0.1
    if title is not None and (told := _named(title, home)):
        codes = {m.value for m in told}
        if len(codes) == 1:
            return _codes(title, told[:1], told), TITLE
    return (), 0.0


def _named(sentence: Sentence, home: str | None) -> list[Mark]:
    """The countries that a sentence speaks of as places of business; not where somebody comes from."""
    found = []
    for n, mark in enumerate(sentence.marks):
        if mark.type not in {"GEO", "NAT"}:
            continue
        sign = f"<{mark.type}:{n}>"
        here = sentence.masked.index(sign)
        if _FROM.match(sentence.masked, here + len(sign)) and mark.type == "NAT":
            continue
        if _BASED.search(sentence.masked[:here]) or re.match(r"-(?:based|born|listed|owned|made|built)|'s <C:", sentence.masked[here + len(sign) :]):
            continue
        if mark.value and mark.value == home:
            continue
        found.append(mark)
    return found


def _codes(sentence: Sentence, chosen: Sequence[Mark], named: Sequence[Mark]) -> tuple[str, ...]:
    """The codes of the marks, and of those that stand with them in one list; a region alone gives none."""
    kept = list(chosen)
    for mark in named:
        last = kept[-1]
        if mark.start >= last.end and _LIST.search(sentence.words[last.end : mark.start]) and mark.type == last.type:
            if len(sentence.words[last.end : mark.start]) < 20:
                kept.append(mark)
    codes = dict.fromkeys(str(m.value) for m in kept if m.value)
    return tuple(dict.fromkeys(code for c in codes for code in _members(c)))


def _members(code: str) -> tuple[str, ...]:
    if code != "eu":
        return (code,)
    union = places.resolve("eu")
    return union.members if isinstance(union, places.Region) else ()
