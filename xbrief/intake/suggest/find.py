"""The candidates of an article: patterns over its sentences, judged alike, each with its country and its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from xbrief.errors import XbriefError
from xbrief.evidence.text import Text
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.act.base import Setting
from xbrief.intake.suggest.actions import finished, spoken
from xbrief.intake.suggest.annotate import annotate
from xbrief.intake.suggest.build import Making, candidate
from xbrief.intake.suggest.causes import Found, explained
from xbrief.intake.suggest.judge import judged
from xbrief.intake.suggest.head import Head
from xbrief.intake.suggest.market import Around, dominant, homes, markets
from xbrief.intake.suggest.patterns import compiled, group, patterns
from xbrief.intake.suggest.reading import plain, sentences
from xbrief.intake.suggest.sides import sides
from xbrief.intake.suggest.types import Pattern, Sentence
from xbrief.model import Dossier

# Characters between the words of one rule.
_BESIDE = 4
# Of each pattern in one sentence: a list of goods is one match.
_MOST = 4
# A match that begins so has its subject further ahead.
_JOINED = re.compile(r"(?:and|but|which|who|,) ", re.IGNORECASE)
# What ends as a sentence of the article does, and not as a headline or a line of the page's head.
_WHOLE = re.compile(r"[.!?][\"')\]]*\Z")


def candidates(text: Text, head: Head, dossier: Dossier) -> list[Candidate]:
    """What may be facts, best first; of a dossier that knows the company alone as of a full one.

    XbriefError for a language that has no patterns.
    """
    language = (head.language or "en").partition("-")[0].lower()
    if language not in lexicon.languages():
        raise XbriefError(f"there are no patterns for the language {head.language}", "only " + ", ".join(sorted(lexicon.languages())))
    title, body = titled(sentences(text), head.title)
    annotate([title, *body], head, dossier)
    home = dossier.company.home or homes([title, *body], language)
    around = Around(title, home, dominant([title, *body], home), sides(body, language), head.published)
    alone = {p.id for p in patterns(language) if p.alone}
    found = [Found(c, n) for n, s in enumerate(body) for c in _of(s, body[:n], around, text, dossier, language)]
    found = _backed(found, language)
    return sorted(_once(explained(found, body, language, alone)), key=lambda c: (-c.score, c.span))


def titled(body: list[Sentence], title: str) -> tuple[Sentence, list[Sentence]]:
    """The title, and the sentences without it: a headline says shortly what the article says well.

    Without a title, the lines before the first whole sentence are taken for one.
    """
    first = next((n for n, s in enumerate(body) if _WHOLE.search(s.words)), 0)
    return plain(title or ". ".join(s.words for s in body[:first])), body[first:]


def _of(
    sentence: Sentence, before: Sequence[Sentence], around: Around, text: Text, dossier: Dossier, language: str
) -> Iterator[Candidate]:
    for pattern in patterns(language):
        for match in matches(pattern, sentence, language):
            verdict = judged(sentence, pattern, match, language)
            if verdict is None:
                continue
            making = Making(sentence, pattern, match, dossier, language, before, around.published)
            named = {slot: making.marks(slot) for slot in ("who", "goods") if group(match, slot)}
            ours = any(m.type == "C" for m in named.get("goods", ()))
            if _JOINED.match(match[0]) and not _led(sentence):
                continue
            if not ours and not all(around.sides.ours(marks) for marks in named.values()):
                continue
            own = making.fields()
            own = None if own is None else finished(pattern.kind, Setting(making, before, language, around.sides.rivals, around.sides.partners, verdict.status), own)
            if own is None:
                continue
            told = spoken(pattern.kind, sentence)
            codes, sure = markets(told, making.span(), making.words_of(verdict.clause), before, around)
            if pattern.market == "none":
                codes, sure = (), 1.0
            elif making.seat and making.seat != around.home:
                codes, sure = (making.seat,), 1.0
            if not codes and pattern.market == "one":
                continue
            made = candidate(making, own, verdict, codes, pattern.score * (sure or 1.0), text)
            if made is not None:
                yield made


def _led(sentence: Sentence) -> bool:
    """Is the company the first that a sentence names, so that a verb without a subject is about it?"""
    return next((m.type == "C" for m in sentence.marks if m.type in {"C", "ORG"}), True)


def matches(pattern: Pattern, sentence: Sentence, language: str) -> Iterator[re.Match[str]]:
    """Where a pattern is found in a sentence."""
    if not _plainly(pattern.cue).search(sentence.masked):
        return
    if pattern.unless and compiled(pattern.unless, language).search(sentence.masked):
        return
    for number, match in enumerate(compiled(pattern.find, language).finditer(sentence.masked)):
        if number < _MOST and match[0]:
            yield match


@cache
def _plainly(cue: str) -> re.Pattern[str]:
    return re.compile(cue, re.IGNORECASE)


def _backed(found: Sequence[Found], language: str) -> list[Found]:
    """Without those of organisations that only a pattern for known ones finds."""
    needy = {pattern.id for pattern in patterns(language) if pattern.known}
    named = [
        {(one.candidate.fact["kind"], id) for id in _values(one.candidate.fact.get("parties"))} for one in found
    ]
    shown = set().union(*(n for one, n in zip(found, named, strict=True) if one.candidate.pattern not in needy))
    return [one for one, n in zip(found, named, strict=True) if one.candidate.pattern not in needy or n <= shown]


def _once(found: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates that say the same, the best one."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-c.score, c.span)):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = one.fact, other.fact
    if a["kind"] != b["kind"] or a["market"] != b["market"]:
        return False
    overlap = one.span[0] < other.span[1] and other.span[0] < one.span[1]
    if a["kind"] == "regulation" and one.span[0] < other.span[1] + _BESIDE and other.span[0] < one.span[1] + _BESIDE:
        # One rule is told in several words: "under the law, shops must show ...".
        return overlap or a["type"] == b["type"] or a["effect"] == b["effect"]
    return (overlap and _shared(a, b)) or _key(a) == _key(b)


def _key(fact: Mapping[str, object]) -> tuple[object, ...]:
    """What a fact is about, its words and its doubts aside."""
    return tuple((k, str(v)) for k, v in fact.items() if k not in {"claim", "anchor", "certainty", "says", "observed", "target"})


_NAMED = ("parties", "categories", "products", "reason", "event", "type", "measure", "value")
# Of these kinds, other fields tell two facts apart.
_OWN = {
    "tariff": ("rate_percent",),
    "partner": ("parties", "unnamed"),
    "regulation": ("type", "effect"),
    "rival": ("parties",),
    "metric": ("value",),
}


def _shared(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Do both name something alike, or neither anything?"""
    names = _OWN.get(str(a["kind"]), _NAMED)
    mine = [(n, v) for n in names for v in _values(a.get(n))]
    theirs = [(n, v) for n in names for v in _values(b.get(n))]
    return not mine or not theirs or bool({*mine} & {*theirs})


def _values(value: object) -> tuple[str, ...]:
    return () if value is None else tuple(map(str, value)) if isinstance(value, list) else (str(value),)
