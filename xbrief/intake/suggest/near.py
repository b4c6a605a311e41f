"""Goods that stand anywhere in the clause of a match, not only where its pattern looks for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.goods import Goods
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.sides import Sides
from xbrief.intake.suggest.types import Mark, Org, Sentence

# What a list puts between its parts; its head may have been passed over by the lexicon.
_LISTED = re.compile(r",? (?:and|or|nor|as well as) (?:the |its )?|, (?:the |its )?")
# A name with a capital is a product's behind one of these, before one of those, or where it holds a digit.
_BEFORE = re.compile(r"(?:\b(?:its|our|their)|'s|\")(?: [a-z-]+){0,2} ?\Z")
_BEHIND = re.compile(r"'?\"? (?:models?|line|range|series|edition|app|plan|brand|version|card|account)\b")
_IN = re.compile(r"\b(?:in|across|throughout|at home in) (?:the )?\Z", re.IGNORECASE)
# Sentences in which goods are named before they are the article's own.
_FEWEST = 2


def nearest(sentence: Sentence, clause: tuple[int, int], span: tuple[int, int]) -> tuple[int, int] | None:
    """Where the goods stand that are nearest to `span` within `clause`, with those listed with them; all by `words`.

    None where the clause names none. Of two as near, those behind.
    """
    named = [m for m in sentence.marks if clause[0] <= m.start and m.end <= clause[1] and _goods(m, sentence)]
    if not named:
        return None
    best = min(named, key=lambda m: (max(span[0] - m.end, m.start - span[1], 0), -m.start))
    at = named.index(best)
    first = last = at
    while first and _LISTED.fullmatch(sentence.words[named[first - 1].end : named[first].start]):
        first -= 1
    while last + 1 < len(named) and _LISTED.fullmatch(sentence.words[named[last].end : named[last + 1].start]):
        last += 1
    return named[first].start, named[last].end


def _goods(mark: Mark, sentence: Sentence) -> bool:
    if mark.type == "GOOD":
        return isinstance(mark.value, Goods) and not mark.value.vague
    if mark.type != "PROD":
        return False
    before, behind = sentence.words[: mark.start], sentence.words[mark.end :]
    beside = any(m.type == "GOOD" and m.start == mark.end + 1 for m in sentence.marks)
    return beside or bool(re.search(r"\d", mark.words) or _BEFORE.search(before) or _BEHIND.match(behind))


def staple(sentences: Iterable[Sentence]) -> Goods | None:
    """The goods that an article names most, in two sentences at least: what the company sells; None without."""
    heads: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {}
    for sentence in sentences:
        held = [m.value for m in sentence.marks if isinstance(m.value, Goods) and not m.value.vague]
        for head in {_head(g) for g in held}:
            heads[head] += 1
        for one in held:
            labels.setdefault(_head(one), Counter())[one.label] += 1
    if not heads or (most := heads.most_common(1)[0])[1] < _FEWEST:
        return None
    label = labels[most[0]].most_common(1)[0][0]
    return Goods(0, 0, label)


def _head(goods: Goods) -> str:
    return goods.label.rsplit(" ", 1)[-1].lower().removesuffix("s")


def strange(sentence: Sentence, clause: tuple[int, int], span: tuple[int, int], sides: Sides, language: str) -> bool:
    """Is the clause up to the end of a span about people or other firms who do not act for the company?

    Public bodies count for nothing.
    """
    spoken = any(m.type == "C" and m.end <= span[0] for m in within(sentence.marks, clause))
    if not spoken and lexicon.expression(language, "clauses", "others").search(sentence.words[clause[0] : span[0]]):
        return True
    end = span[1]
    aside = lexicon.expression(language, "clauses", "aside")
    firms = [m for m in within(sentence.marks, clause) if m.type in {"C", "ORG", "THEY"} and m.end <= end]
    firms = [m for m in firms if not (isinstance(m.value, Org) and m.value.type in PUBLIC)]
    if any(m.type == "C" for m in firms[:1]):
        return False
    heads = [(m, sentence.words[: m.start]) for m in firms]
    # "The plant of Lumen" is Lumen's.
    firms = [m for m, ahead in heads if m.type == "C" or ahead.endswith(" of ") or not aside.search(ahead)]
    if firms and isinstance(firms[0].value, Org) and firms[0].value.name in sides.rivals:
        return True
    return not sides.ours(firms)


def at_home(sentence: Sentence, clause: tuple[int, int], home: str | None) -> bool:
    """Does a clause tell what happens in the company's own country, and name no other?"""
    named = {
        m.value
        for m in within(sentence.marks, clause)
        if m.type in {"GEO", "NAT"} and m.value and (m.value != home or _IN.search(sentence.words[: m.start]))
    }
    return home is not None and named == {home}


def within(marks: Sequence[Mark], clause: tuple[int, int]) -> list[Mark]:
    """The marks of a span of the words."""
    return [m for m in marks if clause[0] <= m.start and m.end <= clause[1]]
