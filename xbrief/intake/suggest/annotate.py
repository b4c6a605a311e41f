"""Marks in each sentence what patterns speak of: organisations, people, countries, goods, numbers, times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xbrief.evidence.text import normal
from xbrief.evidence.words import MONTHS
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.gazetteer import places
from xbrief.intake.suggest.goods import goods
from xbrief.intake.suggest.head import Head
from xbrief.intake.suggest.organisations import PUBLIC, organisations
from xbrief.intake.suggest.quantities import quantities
from xbrief.intake.suggest.takenup import Focus, nouns
from xbrief.intake.suggest.times import times
from xbrief.intake.suggest.types import Mark, Org, Sentence, Type
from xbrief.model import Dossier

_WORD = r"[A-Z][\w&+]*(?:-[A-Z0-9][\w&+]*)*"
_PRODUCT = re.compile(
    rf"(?<![\w'-])(?:i[A-Z]\w+|{_WORD})(?!-[a-z])(?:(?: &)? {_WORD.replace('A-Z', 'A-Z0-9', 1)}(?!-[a-z]))*(?!\w)"
)
# So many questions make an interview.
_QUESTIONS = 3
# What opens a sentence or a quotation has a capital for that alone.
_OPENING = re.compile(r"(?:\A|[.!?:;] |[\"(])[\"'(\[]*\Z")


def annotate(sentences: Sequence[Sentence], head: Head, dossier: Dossier) -> None:
    """Sets the marks of the sentences, in their order, and what they are masked by."""
    language = (head.language or "en").partition("-")[0]
    orgs = organisations([s.words for s in sentences], dossier, language)
    interview = sum(s.words.endswith("?") for s in sentences) >= _QUESTIONS
    focus = Focus(dossier, language, nouns(sentences, dossier.company.name, language), interview=interview)
    for sentence, named in zip(sentences, orgs, strict=True):
        fixed = _chosen(_found(sentence.words, named, head, dossier, language))
        taken = focus.taken_up(sentence, fixed)
        names = [m for m in fixed if m.type in {"C", "ORG", "PER"}]
        sentence.marks = _chosen([*names, *taken, *fixed, *_products(sentence.words, [*fixed, *taken], language)])
        mask(sentence)
        focus.seen(sentence)


def mask(sentence: Sentence) -> None:
    """Puts `<TYPE:n>` for each mark, and notes where each character of that comes from."""
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    at = 0
    for number, mark in enumerate(sentence.marks):
        _plain(sentence.words, at, mark.start, parts, begins, ends)
        sign = f"<{mark.type}:{number}>"
        parts.append(sign)
        begins += [mark.start] * len(sign)
        ends += [mark.end] * len(sign)
        # Whose: "its" is the company's.
        if normal(mark.words) in _WHOSE:
            parts.append("'s")
            begins += [mark.start] * 2
            ends += [mark.end] * 2
        at = mark.end
    _plain(sentence.words, at, len(sentence.words), parts, begins, ends)
    sentence.masked, sentence.begins, sentence.ends = "".join(parts), tuple(begins), tuple(ends)


# "Three-wheeled" counts nothing.
_PART = re.compile(r"-[a-z]")
_UNITS: dict[str, Type] = {"percent": "PCT", "currency": "MON", "count": "NUM"}
_WHOSE = frozenset({"its", "their", "our"})


def _plain(words: str, start: int, end: int, parts: list[str], begins: list[int], ends: list[int]) -> None:
    parts.append(words[start:end])
    begins += range(start, end)
    ends += range(start + 1, end + 1)


def _found(words: str, named: Sequence[Mark], head: Head, dossier: Dossier, language: str) -> list[Mark]:
    """All marks but those that take up a name; where two overlap, the earlier one in this order holds."""
    nameless = lexicon.expression(language, "taken-up", "nameless")
    return [
        *(_at_home(_whole(mark, words, language), language) for mark in named if not nameless.match(mark.words)),
        *(Mark("TIME", t.start, t.end, words[t.start : t.end], t) for t in times(words, head.published)),
        *(
            Mark(_UNITS[q.unit], q.start, q.end, words[q.start : q.end], q)
            for q in quantities(words)
            if not _PART.match(words, q.end)
        ),
        *places(words, language),
        *(Mark("GOOD", g.start, g.end, words[g.start : g.end], g) for g in goods(words, dossier, language)),
    ]


def _whole(mark: Mark, words: str, language: str) -> Mark:
    """The company's name with its legal form: "Acme Inc."."""
    form = lexicon.expression(language, "taken-up", "legal").match(words, mark.end) if mark.type == "C" else None
    return replace(mark, end=form.end(), words=words[mark.start : form.end()]) if form else mark


def _at_home(mark: Mark, language: str) -> Mark:
    """A public body with the country that its name tells: "the Saudi food authority", "Malaysia's regulator"."""
    if mark.type != "ORG" or not isinstance(mark.value, Org) or mark.value.type not in PUBLIC:
        return mark
    told = next((str(place.value) for place in places(mark.words, language) if place.value), None)
    return replace(mark, value=replace(mark.value, home=mark.value.home or told)) if told else mark


def _chosen(found: Iterable[Mark]) -> list[Mark]:
    """The marks without overlap, by their order of rank, then sorted by place."""
    kept: list[Mark] = []
    for mark in found:
        if not any(mark.start < other.end and other.start < mark.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


# Written in capitals, and names of nothing on sale.
_ABBREVIATIONS = frozenset(
    {"VAT", "GST", "IVA", "CEO", "CFO", "COO", "IPO", "GDP", "WTO", "NGO", "PR", "TV", "AI", "EV"}
)


# A day whose year nobody tells is no time, and no product either.
_CALENDAR = frozenset(
    {*(month.title() for month in MONTHS), "Christmas", "Easter", "Ramadan", "Diwali", "New Year"}
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)


def _products(words: str, marks: Sequence[Mark], language: str) -> Iterator[Mark]:
    """Capitalised words that are none of these: names of products, or of what nobody knows."""
    for match in _PRODUCT.finditer(words):
        opening = lexicon.expression(language, "taken-up", "opening").match(match[0])
        start, end = match.start() + (opening.end() if opening else 0), match.end()
        if any(m.start < end and start < m.end for m in marks):
            continue
        if words[start:end] in _ABBREVIATIONS or match[0] in _CALENDAR:
            continue
        # One word at the opening may be any.
        if " " not in match[0] and _OPENING.search(words[:start]) and match[0][1:].lower() == match[0][1:]:
            continue
        yield Mark("PROD", start, end, words[start:end], words[start:end])
