"""Who is named in an article: organisations and people, told apart by the words around them; no model.

A name is gathered over the whole article: where one sentence shows what its bearer is ("importer X", "X, a retailer",
"signed with X"), it is known in all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from xbrief.evidence.text import normal
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.capitals import Span, heading, spans
from xbrief.intake.suggest.naming import Naming, naming
from xbrief.intake.suggest.types import Mark, Org
from xbrief.model import Dossier, Party, Person

PUBLIC = frozenset({"court", "ministry", "government", "regulator"})
"""Types of public bodies."""


# Types that tell only that it is an organisation.
_VAGUE = frozenset({"", "legal", "other"})


@dataclass(slots=True)
class _Bearer:
    """What the words around a name show of whom it names."""

    name: str
    org: float = 0.0
    person: float = 0.0
    types: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    home: str | None = None
    # Hints, each of which is too little alone; and that it stands as things and places do: "the Lumen", "in Lumen".
    hints: float = 0.0
    thing: bool = False

    @property
    def type(self) -> str | None:
        told = [(weight, type) for type, weight in self.types.items() if type not in _VAGUE]
        return max(told)[1] if told else "other" if "other" in self.types else None


def organisations(sentences: Sequence[str], dossier: Dossier, language: str = "en") -> list[list[Mark]]:
    """Of each sentence its marks C, ORG and PER, in order; a public body without a name of its own is an ORG, too."""
    small = {w for s in sentences for w in re.findall(r"(?<![\w'-])[a-z][a-z-]+", s)}
    known = _known(dossier, small)
    words = naming(language)
    opening = words.opening
    found = [[] if heading(s) else list(spans(s, opening)) for s in sentences]
    bearers: dict[str, _Bearer] = {}
    for sentence, named in zip(sentences, found, strict=True):
        _gather(sentence, named, bearers, words, small)
    for sentence, named in zip(sentences, found, strict=True):
        _hinted(sentence, named, bearers, words)
    for bearer in bearers.values():
        if bearer.org < _ENOUGH and not bearer.person and not bearer.thing:
            bearer.org += bearer.hints
    _join(bearers)
    return [
        sorted(_marks(s, list(spans(s, opening)), bearers, known, words, small), key=lambda m: m.start)
        for s in sentences
    ]


def _marks(
    sentence: str,
    named: Sequence[Span],
    bearers: Mapping[str, _Bearer],
    known: _Known,
    words: Naming,
    small: AbstractSet[str],
) -> Iterator[Mark]:
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        if any(start < b and a < end for a, b in taken):
            return False
        taken.append((start, end))
        return True

    for match in known.pattern.finditer(sentence):
        mark = known.mark(match)
        if mark is not None and free(mark.start, mark.end):
            yield mark
    for span in named:
        mark = _borne(span, bearers, small, words)
        if mark is not None and free(span.start, span.end):
            yield mark
    for type, pattern in words.lower:
        for match in pattern.finditer(sentence):
            start = match.start("name")
            if free(start, match.end()):
                yield Mark(
                    "ORG", start, match.end(), match["name"], Org(match["name"], None, type, words.seat(match["name"]))
                )


def _borne(span: Span, bearers: Mapping[str, _Bearer], small: AbstractSet[str], words: Naming) -> Mark | None:
    """The mark of a name, where the article shows what it is of."""
    bearer = bearers.get(_key(span.name))
    if bearer is None or (span.first and len(span.words) == 1 and span.name.lower() in small):
        return None
    if bearer.person > bearer.org:
        return Mark("PER", span.start, span.end, span.name, Person(_slug(bearer.name), bearer.name))
    if bearer.org < _ENOUGH:
        return None
    home = bearer.home or (words.seat(bearer.name) if bearer.type in PUBLIC else None)
    return Mark("ORG", span.start, span.end, span.name, Org(bearer.name, None, bearer.type, home))


_ENOUGH = 1.0


def _gather(
    sentence: str, named: Sequence[Span], bearers: dict[str, _Bearer], words: Naming, small: AbstractSet[str]
) -> None:
    """Adds what a sentence shows of its names."""
    listed: tuple[int, Told] | None = None
    for span in named:
        if (
            words.nobody(span)
            or _placed(sentence, span, words)
            or (words.next("modifier", sentence, span.end) and not _called(sentence, span, words))
        ):
            continue
        bearer = bearers.setdefault(_key(span.name), _Bearer(span.name))
        before, after = sentence[max(0, span.start - _NEAR) : span.start], sentence[span.end : span.end + _NEAR]
        told = list(_told(before, after, span, words))
        # "The importers A, B and C": what the first is, so are the others.
        if listed and _LISTED.fullmatch(sentence, listed[0], span.start):
            told += [(type, weight / 1.5) for type, weight in listed[1] if type != "media"]
        # A word that a sentence opens with has its capital for that alone.
        plain = (
            span.first and len(span.words) == 1 and (span.name.lower() in small or words.near("ordinary", span.name))
        )
        if not (plain and sum(weight for _, weight in told) < _SURE):
            for type, weight in told:
                bearer.org += weight
                bearer.types[type] += weight
            bearer.person += _personal(before, after, span, words)
        listed = (span.end, told) if told else None
        home = words.near("from-there", before)
        if home and told:
            bearer.home = words.places.get(home["people"])


Told = Sequence[tuple[str, float]]
_LISTED = re.compile(r"(?: \([^()]{1,60}\))?(?:, (?:and |or )?|,? and | & | or )(?:with |by |the )?")
_SURE = 2.0
# Characters beside a name that may tell what it names.
_NEAR = 110


def _hinted(sentence: str, named: Sequence[Span], bearers: Mapping[str, _Bearer], words: Naming) -> None:
    """Adds what hints that a name is a firm's, where nothing shows it: "with Lumen", "Lumen plans"."""
    for span in named:
        bearer = bearers.get(_key(span.name))
        if bearer is None:
            continue
        before, after = sentence[max(0, span.start - _NEAR) : span.start], sentence[span.end : span.end + _NEAR]
        bearer.thing = bearer.thing or words.near("thing", before) is not None
        if words.near("hint-before", before):
            bearer.hints += 0.6
        if words.next("wills", after):
            bearer.hints += 1.0
        elif words.next("hint-behind", after):
            bearer.hints += 0.6


def _placed(sentence: str, span: Span, words: Naming) -> bool:
    """Is it the end of a place's name: New York?"""
    return sentence.endswith("New ", 0, span.start) and f"New {span.words[0]}" in words.places


def _called(sentence: str, span: Span, words: Naming) -> bool:
    """ "The Lumen chain" is called Lumen; "a Lima importer" is from there."""
    return bool(words.near("the", sentence[: span.start]) and words.next("chain", sentence, span.end))


def _told(before: str, after: str, span: Span, words: Naming) -> Iterator[tuple[str, float]]:
    """The types that the words of a name and those around it tell (empty: some organisation), each with its weight."""
    yield from _named(span, words)
    for frame, weight in _BEFORE:
        if (found := words.near(frame, before)) and (frame != "listed" or words.next("ends", after)):
            yield words.role(found["role"]), weight
    if words.near("media", before):
        yield "media", 2.0
    found = words.next("behind", after)
    if found and not words.next("person-behind", after):
        yield words.role(found["role"] or found["bare"]), 3.0
    if words.near("the", before) and (found := words.next("chain", after)):
        yield words.role(found["role"]), 2.0
    if (found := words.near("asked-of", before)) or words.next("rules", after):
        # Of a firm, its role is told as well, and weighs more.
        yield "regulator", 1.5
    if words.near("trade-before", before) and not words.near("person-before", before) and not _good(before):
        yield "", 1.0
    if found := words.next("acting", after):
        yield words.role(found["role"]), 3.0
    shown = [words.near("dealt", before), *(words.next(frame, after) for frame in ("deals", "has", "stores"))]
    yield from (("", 1.0) for one in shown if one)
    if words.near("of-there", before) and not words.next("post", after):
        yield "", 1.0


def _good(before: str) -> bool:
    """Does a noun for goods stand before a name, so that this is a product's: "the scooter Lumen"?"""
    return before.rsplit(maxsplit=1)[-1] in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(re.findall(r"[a-z-]+", lexicon.words("en", "goods")["heads"]))


# What is told before a name by a role's noun, and its weight.
_BEFORE = (("before", 3.0), ("listed", 1.5))


def _named(span: Span, words: Naming) -> Iterator[tuple[str, float]]:
    """What the words of a name itself tell."""
    if span.name in words.known_bodies:
        yield "regulator", 6.0
    yield from ((type, 2.5) for type, pattern in words.bodies if pattern.search(span.name))
    if len(span.words) > 1:
        yield from [(type, 1.5) for type, pattern in words.within if pattern.search(span.name)][:1]


def _personal(before: str, after: str, span: Span, words: Naming) -> float:
    """How much the words around a name make it a person's."""
    if len(span.words) > 4 or any((w.isupper() and len(w) > 3) or w[0].isdigit() or "&" in w for w in span.words):
        return 0.0
    score = 0.0
    if words.near("title", before):
        score += 4
    if words.near("person-before", before):
        score += 3
    if words.near("made", before) and words.next("post", after):
        score += 4
    if words.next("person-behind", after):
        score += 3
    if len(span.words) in {2, 3} and (words.next("speaks", after) or words.near("spoken", before)):
        score += 1.5
    if len(span.words) == 1 and words.next("speaks", after):
        score += 0.5
    return score


def _join(bearers: dict[str, _Bearer]) -> None:
    """A short name is that of the longer one which it begins, or for a person ends: Bitline is Bitline Supply."""
    longer = sorted((b for b in bearers.values() if " " in b.name), key=lambda b: -len(b.name))
    for key, bearer in list(bearers.items()):
        for other in longer:
            if other is bearer or len(other.name) <= len(bearer.name):
                continue
            person = other.person > other.org
            parts = other.name.split(" ")
            same = bearer.name == parts[-1] if person else other.name.startswith(f"{bearer.name} ")
            same = same or (parts[0] == "PT" and other.name == f"PT {bearer.name}")
            if same and (person or (other.org >= _ENOUGH and other.type not in PUBLIC)):
                if person and bearer.org - bearer.person > 2:
                    continue
                other.org += bearer.org
                other.person += bearer.person
                for type, weight in bearer.types.items():
                    other.types[type] += weight
                bearers[key] = other
                break


def _key(name: str) -> str:
    return normal(name).removeprefix("the ")


def _slug(name: str) -> str:
    return "-".join(re.findall(r"\w+", normal(name)))


class _Known:
    """The names that the dossier holds, the company's first."""

    def __init__(self, dossier: Dossier, names: Mapping[str, object]) -> None:
        self.names = names
        self.company = dossier.company
        inner = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) or r"(?!)"
        self.pattern = re.compile(rf"(?<![\w-])(?:{inner})(?![\w])")

    def mark(self, match: re.Match[str]) -> Mark | None:
        held = self.names[match[0]]
        span = (match.start(), match.end(), match[0])
        if isinstance(held, Party):
            return Mark("ORG", *span, Org(held.name, held.id, held.type, held.home))
        if isinstance(held, Person):
            return Mark("PER", *span, held)
        return Mark("C", *span, Org(self.company.name, self.company.id, None, self.company.home))


def _known(dossier: Dossier, small: AbstractSet[str]) -> _Known:
    names: dict[str, object] = {}
    for person in dossier.people.values():
        names |= dict.fromkeys((person.name, person.name.split()[-1]), person)
    for party in dossier.parties.values():
        if party.id != dossier.company.id:
            names |= dict.fromkeys((party.name, *party.aliases), party)
    company = dossier.company
    own = dossier.parties.get(company.id)
    names |= dict.fromkeys((company.name, *_short(company.name, small), *(own.aliases if own else ())), company)
    return _Known(dossier, {name: held for name, held in names.items() if name})


def _short(company: str, small: AbstractSet[str]) -> Iterator[str]:
    """The name without what tells only what the company is, and its first word: Hsinyu of Hsinyu Semiconductor."""
    words = company.split(" ")
    tails = re.compile("|".join(f"(?:{p.pattern})" for _, p in naming("en").within))
    while len(words) > 1 and tails.fullmatch(words[-1]):
        words = words[:-1]
        yield " ".join(words)
    lists = naming("en")
    first = words[0]
    if len(first) > 3 and first.lower() not in small | lists.opening and first not in lists.places:
        yield first
