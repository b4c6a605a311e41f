"""Which country a match is about: named in its clause, in its sentence, or carried over from what came before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xbrief.dossier import places
from xbrief.intake.suggest import gazetteer
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.sides import Sides
from xbrief.intake.suggest.types import Mark, Org, Sentence

# How much less sure it is that a country named further away is the one spoken of.
SENTENCE, CARRIED, TITLE, FAR = 0.97, 0.88, 0.8, 0.7
# Sentences after which a country named is no longer the one spoken of.
_BACK = 3
_LIST = re.compile(r"(?:, |,? and | or |,? as well as |/| & )(?:in |the |later |then |to )*", re.IGNORECASE)
_OF = re.compile(r"-(?:based|born|listed|owned|made|built)|'s <C:")
_AT = re.compile(r"\b(?:in|to|into|across|throughout|from|for|within|at|outside|neighbouring|off) (?:the |neighbouring )?\Z", re.IGNORECASE)
# Within what is put in between commas.
_WITHIN = re.compile(r", (?:an?|the|which|who|known|based)\b[^,]*\Z")
# What stands for the country whose people are named before it.
_PLACE = re.compile(
    r" (?:[a-z-]+ )?(?:markets?|consumers?|customers?|shoppers|buyers|drivers|users|subscribers|shops?|stores?|retail\w*|carriers?|operators?|pharmac\w+|"
    r"government|regulators?|authorit\w+|courts?|laws?|rules|tariffs?|dut(?:y|ies)|subsidiary|unit|business|operations?|economy|app|importers?|distributors?|"
    r"partners?|dealers?|soil|shelves|ministry|ban|banks?|entry|launch|debut|expansion|sales|plant|factory|warehouse|website|parliament|industry)\b",
    re.IGNORECASE,
)
_BESIDE, _APART = 0.04, 0.1
# Names of a country that make an article one about it.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for the whole article: its title, the company's home, the one country that it is about."""

    title: Sentence | None
    home: str | None
    dominant: str | None
    sides: Sides
    published: str | None
# "Korean rival Acme", "China's Acme" tell where somebody comes from.
_FROM = re.compile(
    r"(?:'s)? (?:(?!(?:for|from|of|in|to|by|with|and|that|is|are|was|has|on|at|after)\b)[\w'-]+ ){0,4}<(?:C|ORG|PER):|-(?:based|owned|listed|born|made|built)\b|'s (?:biggest|largest|leading|top|second)"
)
_BASED = re.compile(
    r"(?:based|headquartered|founded|born|listed|made|rooted|home) (?:market )?(?:in|of) (?:the )?\Z"
    r"|\b(?:import\w*|shipped|brought|flown|sourced|cars|goods|products|made|comes?|coming|hails?|arriv\w+|suppl\w+|parts|in) from (?:the )?\Z",
    re.IGNORECASE,
)


def homes(sentences: Sequence[Sentence], language: str) -> str | None:
    """The company's home country, where the article tells it: "Sweden's Acme", "Acme, based in Malmö"."""
    for sentence in sentences:
        for n, mark in enumerate(sentence.marks):
            if mark.type == "C" and (told := [p.value for p in gazetteer.places(mark.words, language) if p.value]):
                # "The Osaka manufacturer"
                return str(told[0])
            if mark.type not in {"GEO", "NAT"} or not mark.value:
                continue
            sign = f"<{mark.type}:{n}>"
            here = sentence.masked.index(sign)
            own = _OWN if mark.type == "NAT" else _OWN_OF
            if own.match(sentence.masked, here + len(sign)) or _HERE.search(sentence.masked[:here]):
                return str(mark.value)
    return None


_WORDS = r"(?:(?!(?:for|from|of|in|to|by|with|and|that|is|are|was|has|on|at|after|where|when|as)\b)(?:[a-z0-9'-]+,?|<(?:GOOD|PROD):\d+>) )"
_OWN = re.compile(rf"(?:-based|-owned)? {_WORDS}{{0,5}}<C:")
_OWN_OF = re.compile(rf"(?:'s |-based ){_WORDS}{{0,5}}<C:| {_WORDS}{{1,5}}<C:")
_HERE = re.compile(
    rf"<C:\d+>(?: [a-z]+)?, (?:which is |{_WORDS}{{1,4}})?(?:based|headquartered|founded) in (?:[a-z]+ )?\Z"
    rf"|<C:\d+>, (?:the|an?) {_WORDS}{{0,2}}\Z|<C:\d+>, (?:the|an?) {_WORDS}{{1,4}}(?:from|of) (?:the )?\Z|<C:\d+> of \Z"
    r"|(?:home market|at home in|back home in),? (?:of )?\Z"
)


def dominant(sentences: Sequence[Sentence], home: str | None) -> str | None:
    """The one country that an article is about, where most names of countries are its own; else None."""
    named = Counter(str(m.value) for s in sentences for m in _named(s, home) if m.value and m.type != "ORG")
    if not named:
        return None
    code, number = named.most_common(1)[0]
    return code if number >= _FEWEST and number * 2 >= sum(named.values()) else None


def markets(
    sentence: Sentence,
    span: tuple[int, int],
    clause: tuple[int, int],
    before: Sequence[Sentence],
    around: Around,
) -> tuple[tuple[str, ...], float]:
    """The countries of a match at `span` of the sentence's words, and how sure that is (0 to 1); none: ((), 0).

    `clause` is the part of the sentence around it; `before` are the sentences before, the nearest last.
    """
    named = _named(sentence, around.home)
    firm = [m for m in named if m.type != "ORG"] or named
    for chosen, sure in _nearest(firm, span, clause, sentence):
        return _codes([chosen], named, sentence), sure
    for back, earlier in enumerate(reversed(before[-_BACK:])):
        if told := _carried(earlier, around.home):
            return _codes(told[-1:], told, earlier), CARRIED - 0.03 * back
    for earlier in reversed([s for s in before if s.paragraph == sentence.paragraph]):
        if told := _carried(earlier, around.home):
            return _codes(told[-1:], told, earlier), CARRIED - 0.1
    if around.title is not None and (told := _named(around.title, around.home)):
        codes = _codes(told[:1], told, around.title)
        if len({m.value for m in told}) == 1 or len(codes) > 1:
            return codes, TITLE
    if around.dominant:
        return (around.dominant,), TITLE
    for earlier in reversed(before):
        if told := _carried(earlier, around.home):
            return _codes(told[-1:], told, earlier), FAR
    return (), 0.0


def _nearest(
    named: Sequence[Mark], span: tuple[int, int], clause: tuple[int, int], sentence: Sentence
) -> list[tuple[Mark, float]]:
    """The marks by how likely they tell the place of a match, the likeliest first, each with how sure that is.

    "In Japan" tells it more than "Japanese shops" do, and these more than "the Tokyo chain".
    """
    start, end = span
    first, last = clause

    def rank(mark: Mark) -> tuple[float, int]:
        beside = _BESIDE if not _AT.search(sentence.words[: mark.start]) else 0.0
        beside += _APART if _WITHIN.search(sentence.words[start : mark.start]) and mark.start < end else 0.0
        # Before a noun a people is a shade less sure than a country.
        beside += 0.02 if mark.type == "NAT" else 0.0
        if start <= mark.start < end:
            return 1.0 - beside / 2, -mark.start
        if end <= mark.start < last:
            return SENTENCE - beside, -mark.start
        if first <= mark.start < start:
            return SENTENCE - 0.01 - beside, mark.start
        return SENTENCE - 0.15, -abs(mark.start - start)

    return sorted(((m, rank(m)[0]) for m in named), key=lambda pair: rank(pair[0]), reverse=True)


def _named(sentence: Sentence, home: str | None) -> list[Mark]:
    """The countries that a sentence speaks of as places of business; not where somebody comes from."""
    found = []
    for n, mark in enumerate(sentence.marks):
        if mark.type == "ORG":
            org = mark.value
            if isinstance(org, Org) and org.home and org.home != home and org.type in PUBLIC:
                found.append(Mark("ORG", mark.start, mark.end, mark.words, org.home))
            continue
        if mark.type not in {"GEO", "NAT"} or (mark.value and mark.value == home):
            continue
        sign = f"<{mark.type}:{n}>"
        here = sentence.masked.index(sign)
        ahead = sentence.masked[here + len(sign) :]
        if not mark.value and not _AT.search(sentence.words[: mark.start]):
            continue
        if (mark.type == "NAT" and _FROM.match(ahead)) or _BASED.search(sentence.masked[:here]) or _OF.match(ahead):
            continue
        found.append(mark)
    return found


def _carried(sentence: Sentence, home: str | None) -> list[Mark]:
    """The countries that a sentence leaves in mind: named themselves, or by their market, shops, authorities."""
    named = [m for m in _named(sentence, home) if m.value and m.type != "ORG"]
    firm = [m for m in named if m.type == "GEO" or _PLACE.match(sentence.words, m.end)]
    return [m for m in firm if m.type == "GEO" and _AT.search(sentence.words[: m.start])] or firm


def _codes(chosen: Sequence[Mark], named: Sequence[Mark], sentence: Sentence) -> tuple[str, ...]:
    """The codes of the marks, and of those that stand with them in one list; a region alone gives none."""
    kept = list(chosen)
    for mark in named:
        between = sentence.words[kept[-1].end : mark.start]
        if mark.start >= kept[-1].end and mark.type == kept[-1].type and _LIST.fullmatch(between):
            kept.append(mark)
    for mark in reversed(named):
        between = sentence.words[mark.end : kept[0].start]
        if mark.end <= kept[0].start and mark.type == kept[0].type and _LIST.fullmatch(between):
            kept.insert(0, mark)
    codes = dict.fromkeys(str(m.value) for m in kept if m.value)
    return tuple(dict.fromkeys(code for c in codes for code in _members(c)))


def _members(code: str) -> tuple[str, ...]:
    if code != "eu":
        return (code,)
    union = places.resolve("eu")
    return union.members if isinstance(union, places.Region) else ()
