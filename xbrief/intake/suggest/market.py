"""Which country a match is about: named in its clause, in its sentence, or carried over from what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xbrief.dossier import places
from xbrief.errors import UnknownName
from xbrief.intake.suggest.goods import Goods
from xbrief.intake.suggest.lexicon import expression
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.sides import Sides
from xbrief.intake.suggest.types import Mark, Org, Sentence

# How much less sure it is that a country named further away is the one spoken of.
SENTENCE, CARRIED, TITLE, FAR = 0.97, 0.88, 0.8, 0.7
# Sentences after which a country named is no longer the one spoken of.
_BACK = 3
_BESIDE = 0.04
# Characters that a heading has at most.
_LINE = 50


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for the whole article: its title, the company's home, the one country that it is about."""

    title: Sentence
    home: str | None
    dominant: str | None
    sides: Sides
    published: str | None
    language: str
    # The goods that it names most.
    staple: Goods | None = None


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
    named = named_in(sentence, around.home, around.language)
    firm = [m for m in named if m.type != "ORG"] or named
    close = [m for m in firm if not _apart(sentence, m, span, around.language)]
    if close:
        chosen, sure = _nearest(close, span, clause, sentence, around.language)[0]
        if codes := _codes([chosen], named, sentence, around):
            return codes, sure
        # "In North America": the country spoken of, where it lies there.
        codes, sure = _told_before(sentence, before, around)
        return (codes, sure) if codes and {*codes} <= _within(chosen.words) else ((), 0.0)
    codes, sure = _told_before(sentence, before, around)
    if codes or not firm:
        return codes, sure
    return _codes(firm[:1], named, sentence, around), FAR


def _within(region: str) -> frozenset[str]:
    """The countries of a region; none where its name is no name of one."""
    try:
        found = places.resolve(region.removeprefix("the "))
    except UnknownName:
        return frozenset()
    return frozenset(found.members) if isinstance(found, places.Region) else frozenset()


def _apart(sentence: Sentence, mark: Mark, span: tuple[int, int], language: str) -> bool:
    """Does a country stand in what is put in between commas, and the match not?"""
    put_in = expression(language, "clauses", "put-in")
    return any(
        m.start() < mark.start < m.end() and not (m.start() <= span[0] and span[1] <= m.end())
        for m in put_in.finditer(sentence.words)
    )


def _told_before(sentence: Sentence, before: Sequence[Sentence], around: Around) -> tuple[tuple[str, ...], float]:
    """The countries of a sentence that names none: of the sentences before it, of the title, of the article."""
    near = [(s, CARRIED - 0.03 * back) for back, s in enumerate(reversed(before[-_BACK:]))]
    near += [(s, CARRIED - 0.1) for s in reversed(before[:-_BACK]) if s.paragraph == sentence.paragraph]
    for earlier, sure in near:
        # A union is no market that is carried on: what follows is told of one of its countries.
        if told := [m for m in _carried(earlier, around) if m.value != "eu"]:
            return _codes(told[-1:], told, earlier, around), sure
    headings = (named_in(s, around.home, around.language) for s in reversed(before) if _heading(s))
    if told := next(filter(None, headings), []):
        return _codes(told[-1:], told, before[-1], around), CARRIED - 0.1
    if told := named_in(around.title, around.home, around.language):
        codes = _codes(told[:1], told, around.title, around)
        if len({m.value for m in told}) == 1 or len(codes) > 1:
            return codes, TITLE
    if around.dominant:
        return (around.dominant,), TITLE
    last = next((told for s in reversed(before) if (told := _carried(s, around))), None)
    return ((str(last[-1].value),), FAR) if last else ((), 0.0)


def _heading(sentence: Sentence) -> bool:
    """Is it the heading of a section, whose country holds for what follows?"""
    return len(sentence.words) <= _LINE and not sentence.words.endswith((".", "!", "?", ":", ";", '"', ","))


def _nearest(
    named: Sequence[Mark], span: tuple[int, int], clause: tuple[int, int], sentence: Sentence, language: str
) -> list[tuple[Mark, float]]:
    """The marks by how likely they tell the place of a match, the likeliest first, each with how sure that is.

    "In Japan" tells it more than "Japanese shops" do, and these more than "the Tokyo chain".
    """
    start, end = span
    first, last = clause
    at = expression(language, "country", "at")

    def rank(mark: Mark) -> tuple[float, int]:
        beside = _BESIDE if not at.search(sentence.words[: mark.start]) else 0.0
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


def named_in(sentence: Sentence, home: str | None, language: str) -> list[Mark]:
    """The countries that a sentence speaks of as places of business; not where somebody comes from."""
    at, based, whose, origin = (expression(language, "country", name) for name in ("at", "based", "of", "from"))
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
        if not mark.value and not at.search(sentence.words[: mark.start]):
            continue
        if (mark.type == "NAT" and origin.match(ahead)) or based.search(sentence.masked[:here]) or whose.match(ahead):
            continue
        found.append(mark)
    return found


def _carried(sentence: Sentence, around: Around) -> list[Mark]:
    """The countries that a sentence leaves in mind: named themselves, or by their market, shops, authorities."""
    at, place = (expression(around.language, "country", name) for name in ("at", "place"))
    named = [m for m in named_in(sentence, around.home, around.language) if m.value and m.type != "ORG"]
    named = [m for m in named if not _apart(sentence, m, (0, 0), around.language)]
    firm = [m for m in named if m.type == "GEO" or place.match(sentence.words, m.end)]
    return [m for m in firm if m.type == "GEO" and at.search(sentence.words[: m.start])] or firm


def _codes(chosen: Sequence[Mark], named: Sequence[Mark], sentence: Sentence, around: Around) -> tuple[str, ...]:
    """The codes of the marks, and of those that stand with them in one list; a region alone gives none."""
    kept, joined = list(chosen), expression(around.language, "country", "list")
    for mark in named:
        between = sentence.words[kept[-1].end : mark.start]
        if mark.start >= kept[-1].end and mark.type == kept[-1].type and joined.fullmatch(between):
            kept.append(mark)
    for mark in reversed(named):
        between = sentence.words[mark.end : kept[0].start]
        if mark.end <= kept[0].start and mark.type == kept[0].type and joined.fullmatch(between):
            kept.insert(0, mark)
    codes = dict.fromkeys(str(m.value) for m in kept if m.value)
    return tuple(dict.fromkeys(code for c in codes for code in _members(c)))


def _members(code: str) -> tuple[str, ...]:
    if code != "eu":
        return (code,)
    union = places.resolve("eu")
    return union.members if isinstance(union, places.Region) else ()
