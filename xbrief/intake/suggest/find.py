"""The candidates of an article: patterns over its sentences, judged alike, each with its country and its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from xbrief.errors import XbriefError
from xbrief.evidence.text import Text
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.act.base import Setting, frame
from xbrief.intake.suggest.actions import finished, spoken
from xbrief.intake.suggest.annotate import annotate
from xbrief.intake.suggest.build import candidate
from xbrief.intake.suggest.causes import Found, Needs, explained
from xbrief.intake.suggest.head import Head
from xbrief.intake.suggest.home import dominant, homes
from xbrief.intake.suggest.judge import judged
from xbrief.intake.suggest.making import Making
from xbrief.intake.suggest.market import Around, markets
from xbrief.intake.suggest.once import backed, once
from xbrief.intake.suggest.patterns import compiled, patterns
from xbrief.intake.suggest.reading import plain, sentences
from xbrief.intake.suggest.sides import sides
from xbrief.intake.suggest.types import Pattern, Sentence
from xbrief.model import Dossier

# Of each pattern in one sentence: a list of goods is one match.
_MOST = 4
# What ends as a sentence of the article does, and not as a headline or a line of the page's head.
_WHOLE = re.compile(r"[.!?][\"')\]]*\Z")


def candidates(text: Text, head: Head, dossier: Dossier) -> list[Candidate]:
    """What may be facts, best first; of a dossier that knows the company alone as of a full one.

    XbriefError for a language that has no patterns.
    """
    language = (head.language or "en").partition("-")[0].lower()
    if language not in lexicon.languages():
        raise XbriefError(
            f"there are no patterns for the language {head.language}", "only " + ", ".join(sorted(lexicon.languages()))
        )
    title, body = titled(sentences(text), head.title)
    annotate([title, *body], head, dossier)
    home = dossier.company.home or homes([title, *body], language)
    most = dominant([title, *body], home, language)
    around = Around(title, home, most, sides(body, language), head.published, language)
    needs = Needs(*({p.id for p in patterns(language) if getattr(p, name)} for name in ("alone", "beside", "stop")))
    ended = {id(s) for s in whole(body)}
    found = [Found(c, n) for n, s in enumerate(body) if id(s) in ended for c in _of(s, body[:n], around, text, dossier)]
    needy = {pattern.id for pattern in patterns(language) if pattern.known}
    found = backed(found, needy)
    return sorted(once(explained(found, body, language, needs)), key=lambda c: (-c.score, c.span))


def whole(body: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that end as sentences do: what does not is a headline, a caption or a menu.

    All of them in a text that seldom ends one, as notes do.
    """
    ended = [s for s in body if s.words.rstrip("\"')] ").endswith((".", "!", "?", ":", ";"))]
    return ended if 2 * len(ended) >= len(body) else list(body)


def titled(body: list[Sentence], title: str) -> tuple[Sentence, list[Sentence]]:
    """The title, and the sentences without it: a headline says shortly what the article says well.

    Without a title, the lines before the first whole sentence are taken for one.
    """
    first = next((n for n, s in enumerate(body) if _WHOLE.search(s.words)), 0)
    return plain(title or ". ".join(s.words for s in body[:first])), body[first:]


def _of(
    sentence: Sentence, before: Sequence[Sentence], around: Around, text: Text, dossier: Dossier
) -> Iterator[Candidate]:
    for pattern in patterns(around.language):
        for match in matches(pattern, sentence, around.language):
            making = Making(sentence, pattern, match, dossier, around.language, before, around.published)
            made = _made(making, around, text)
            if made is not None:
                yield made


def _made(making: Making, around: Around, text: Text) -> Candidate | None:
    """The candidate of one match; None where it is denied, about others, of no market, or lacks what its kind needs."""
    pattern, sentence, language = making.pattern, making.sentence, around.language
    verdict = judged(sentence, pattern, making.match, language)
    if verdict is None or not _ours(making, around) or _at_home(making, around.home, language):
        return None
    fields, sides = making.fields(), around.sides
    setting = Setting(making, making.before, language, sides.rivals, sides.partners, verdict.status)
    own = None if fields is None else finished(pattern.kind, setting, fields)
    if own is None:
        return None
    told = spoken(pattern.kind, sentence, around.language)
    if pattern.kind in _RULED and around.home and _within(told, making.span()) == {around.home}:
        # "Norway's own tax", of a firm from there.
        return None
    codes, sure = markets(told, making.span(), making.words_of(verdict.clause), making.before, around)
    if pattern.market == "none":
        codes, sure = (), 1.0
    elif making.seat and making.seat != around.home:
        codes, sure = (making.seat,), 1.0
    if not codes and pattern.market == "one":
        return None
    return candidate(making, own, verdict, codes, pattern.score * (sure or 1.0), text)


# What a country does to those who sell there.
_RULED = frozenset({"tariff", "regulation"})


def _within(sentence: Sentence, span: tuple[int, int]) -> set[object]:
    """The countries named in a span."""
    marks = (m for m in sentence.marks if m.type in {"GEO", "NAT"} and m.value)
    return {m.value for m in marks if span[0] <= m.start and m.end <= span[1]}


def _at_home(making: Making, home: str | None, language: str) -> bool:
    """Does the sentence, or the one that it goes on from, open with the company's own country, and name no other?"""
    here = making.sentence.paragraph
    told = [making.sentence, *reversed([s for s in making.before if s.paragraph == here])]
    nearest = next((s for s in told if _countries(s)), None)
    if home is None or nearest is None or _countries(nearest) != {home}:
        return False
    return frame("opening", language).match(nearest.masked) is not None


def _countries(sentence: Sentence) -> set[object]:
    return {m.value for m in sentence.marks if m.type in {"GEO", "NAT"} and m.value}


def _ours(making: Making, around: Around) -> bool:
    """Is it about the company, or about those who act for it?"""
    joined = lexicon.expression(around.language, "clauses", "joined")
    if making.pattern.kind != "cause" and joined.match(making.match[0]) and not _led(making.sentence):
        return False
    named = {slot: making.marks(slot) for slot in ("who", "goods") if making.filled(slot)}
    return any(m.type == "C" for m in named.get("goods", ())) or all(map(around.sides.ours, named.values()))


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
