"""Who is taken up by "it", "the company", "the Swedish chain", "the two partners": from the sentences before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Mark, Org, Sentence
from xbrief.model import Dossier

# No firm: "the company" behind one of them is another.
_PUBLIC = frozenset({"regulator", "court", "government", "authority", "ministry", "media"})


def nouns(sentences: Sequence[Sentence], company: str, language: str) -> frozenset[str]:
    """What an article calls the company right before its name: "airline" in "the airline Acme", and what that is."""
    before = re.compile(rf"(?<![\w-])([a-z][a-z-]{{2,}}) {re.escape(company)}(?!\w)")
    nothing = lexicon.expression(language, "taken-up", "no-noun")
    told = {m[1] for s in sentences for m in before.finditer(s.words) if not nothing.fullmatch(m[1])}
    trades = lexicon.words(language, "words")["taken-up"]["trades"].split()
    return frozenset(told | {trade for trade in trades for noun in told if noun.endswith(trade)})


class Focus:
    """Whom the sentences so far were about."""

    def __init__(self, dossier: Dossier, language: str, own: AbstractSet[str], *, interview: bool) -> None:
        self.company = Org(dossier.company.name, dossier.company.id, None, dossier.company.home)
        self._single, self._several = _patterns(language)
        inner = "|".join(sorted(map(re.escape, own))) or "(?!)"
        self._own = re.compile(rf"(?<![\w'-])the (?:[\w'-]+ ){{0,2}}(?:{inner})(?![\w-])", re.IGNORECASE)
        self._first = lexicon.expression(language, "taken-up", "first")
        self._aside = lexicon.expression(language, "clauses", "aside")
        self._subject: Mark | None = None
        self._age = 0
        self._quoted = (-1, False)
        self._interview = interview
        self._others: tuple[Org, ...] = ()
        self._home = dossier.company.home

    def taken_up(self, sentence: Sentence, marks: Sequence[Mark]) -> list[Mark]:
        """Marks of type C, ORG and THEY for what takes up a name."""
        found: list[Mark] = []
        if sentence.paragraph != self._quoted[0]:
            # A paragraph that opens with "the company" is about the one that the article is about.
            self._subject = None
        for match in self._several.finditer(sentence.words):
            others = (
                tuple(o for m in marks if m.type == "ORG" and m.end < match.start() for o in _orgs(m)) or self._others
            )
            if len(others) > 1:
                found.append(Mark("THEY", match.start(), match.end(), match[0], others))
        for match in [*self._single.finditer(sentence.words), *self._own.finditer(sentence.words)]:
            inside = [m for m in marks if match.start() <= m.start and m.end <= match.end()]
            mark = self._one(sentence, match, marks, inside)
            if mark is not None:
                found.append(mark)
        return [m for m in found if not any(m.start < o.end and o.start < m.end and o.type in _NAMES for o in marks)]

    def _one(
        self, sentence: Sentence, match: re.Match[str], marks: Sequence[Mark], inside: Sequence[Mark]
    ) -> Mark | None:
        """The mark for one that is taken up singly; None where nobody is."""
        start, end, words = match.start(), match.end(), match[0]
        if self._first.fullmatch(words):
            # Outside of quotations, "we" are those who write.
            spoken = self._interview or self._within_quotes(sentence, start)
            return Mark("C", start, end, words, self.company) if spoken else None
        if any(m.type in _NAMES and m.start == end + 1 for m in marks) or (
            words[:3] == "the"
            and re.match(r"[,.)]|\Z", sentence.words[end:])
            and sentence.words[:start].endswith(", ")
            and any(m.type == "ORG" and m.end == start - 2 for m in marks)
        ):
            # "The Angolan group Acme", "Acme, the chain": what is said of one who is named.
            return None
        homes = {m.value for m in inside if m.type == "NAT"}
        if homes:
            # "The Chinese giant" is who comes from there.
            company = self._subject is not None and self._subject.type == "C"
            if company and self._home is None:
                self._home = str(next(iter(homes)))
            own = self._home in homes
            return Mark("C", start, end, words, self.company) if own else None
        before = [m for m in marks if m.type in {"C", "ORG"} and m.end <= start]
        who = _subject(sentence, self._aside, before) or self._subject
        firm = who is not None and isinstance(who.value, Org) and (who.value.type or "") not in _PUBLIC
        if who is None or who.type == "C" or not firm:
            return Mark("C", start, end, words, self.company)
        return Mark("ORG", start, end, words, who.value)

    def _within_quotes(self, sentence: Sentence, at: int) -> bool:
        """Does this place stand in a quotation, which may have begun in an earlier sentence of the paragraph?"""
        paragraph, opened = self._quoted
        return (sentence.words.count('"', 0, at) % 2 == 1) != (opened and paragraph == sentence.paragraph)

    def seen(self, sentence: Sentence) -> None:
        """Notes whom a sentence was about, for the next one."""
        self._quoted = (sentence.paragraph, self._within_quotes(sentence, len(sentence.words)))
        subject = _subject(sentence, self._aside, [m for m in sentence.marks if m.type in {"C", "ORG"}])
        self._age = 0 if subject is not None else self._age + 1
        if subject is not None or self._age > _REMEMBERED:
            self._subject = subject
        others = tuple(dict.fromkeys(o for m in sentence.marks if m.type in {"ORG", "THEY"} for o in _orgs(m)))
        if others:
            self._others = others


def _subject(sentence: Sentence, aside: re.Pattern[str], named: Sequence[Mark]) -> Mark | None:
    """The first of the marks that may be a subject."""
    return next((m for m in named if not aside.search(sentence.words[: m.start])), None)


# Sentences without a subject of their own after which the article is about its company again.
_REMEMBERED = 1
_NAMES = frozenset({"C", "ORG", "PER"})


def _orgs(mark: Mark) -> Iterable[Org]:
    if isinstance(mark.value, Org):
        return (mark.value,)
    return mark.value if isinstance(mark.value, tuple) else ()


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon.words(language, "words")["taken-up"]
    single, several = (
        re.compile(rf"(?<![\w'-])(?:{table[name]})(?![\w-])", re.IGNORECASE | re.VERBOSE)
        for name in ("single", "several")
    )
    return single, several
