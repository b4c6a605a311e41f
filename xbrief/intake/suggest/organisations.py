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
from string import ascii_lowercase

from xbrief.dossier import places
from xbrief.evidence.text import normal
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.capitals import Span, heading, spans
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

    @property
    def type(self) -> str | None:
        told = [(weight, type) for type, weight in self.types.items() if type not in _VAGUE]
        return max(told)[1] if told else "other" if "other" in self.types else None


def organisations(sentences: Sequence[str], dossier: Dossier, language: str = "en") -> list[list[Mark]]:
    """Of each sentence its marks C, ORG and PER, in order; a public body without a name of its own is an ORG, too."""
    small = {w for s in sentences for w in re.findall(r"(?<![\w'-])[a-z][a-z-]+", s)}
    known = _known(dossier, small)
    words = _lists(language)
    opening = words.opening
    found = [[] if heading(s) else list(spans(s, opening)) for s in sentences]
    bearers: dict[str, _Bearer] = {}
    for sentence, named in zip(sentences, found, strict=True):
        _gather(sentence, named, bearers, words, small)
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
    words: _Lists,
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
                yield Mark("ORG", start, match.end(), match["name"], Org(match["name"], None, type, words.seat(match["name"])))


def _borne(span: Span, bearers: Mapping[str, _Bearer], small: AbstractSet[str], words: _Lists) -> Mark | None:
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
    sentence: str, named: Sequence[Span], bearers: dict[str, _Bearer], words: _Lists, small: AbstractSet[str]
) -> None:
    """Adds what a sentence shows of its names."""
    listed: tuple[int, Told] | None = None
    for span in named:
        if words.nobody(span) or words.modifier.match(sentence, span.end):
            continue
        bearer = bearers.setdefault(_key(span.name), _Bearer(span.name))
        before, after = sentence[max(0, span.start - _NEAR) : span.start], sentence[span.end : span.end + _NEAR]
        told = list(_told(before, after, span, words))
        # "The importers A, B and C": what the first is, so are the others.
        if listed and _LISTED.fullmatch(sentence, listed[0], span.start):
            told += [(type, weight / 1.5) for type, weight in listed[1] if type != "media"]
        # A word that a sentence opens with has its capital for that alone.
        plain = span.first and len(span.words) == 1 and (span.name.lower() in small or words.ordinary.search(span.name))
        if not (plain and sum(weight for _, weight in told) < _SURE):
            for type, weight in told:
                bearer.org += weight
                bearer.types[type] += weight
            bearer.person += _personal(before, after, span, words)
        listed = (span.end, told) if told else None
        home = words.from_there.search(before)
        if home and told:
            bearer.home = words.places.get(home["people"])


Told = Sequence[tuple[str, float]]
_LISTED = re.compile(r"(?: \([^()]{1,60}\))?(?:, (?:and |or )?|,? and | & | or )(?:with |by |the )?")
_SURE = 2.0
# Characters beside a name that may tell what it names.
_NEAR = 110


def _told(before: str, after: str, span: Span, words: _Lists) -> Iterator[tuple[str, float]]:
    """The types that the words of a name and those around it tell (empty: some organisation), each with its weight."""
    if span.name in words.known_bodies:
        yield "regulator", 6.0
    for type, pattern in words.bodies:
        if pattern.search(span.name):
            yield type, 2.5
    for type, pattern in words.within:
        if len(span.words) > 1 and pattern.search(span.name):
            yield type, 1.5
            break
    found = words.before.search(before)
    if found:
        yield words.role(found["role"]), 3.0
    if words.media.search(before):
        yield "media", 2.0
    found = words.listed.search(before) if re.match(r"[,.;)]|\Z| and | of [A-Z]", after) else None
    if found:
        yield words.role(found["role"]), 1.5
    found = words.behind.match(after)
    if found and not words.person_behind.match(after):
        yield words.role(found["role"] or found["bare"]), 3.0
    found = words.acting.match(after)
    if found:
        yield words.role(found["role"]), 3.0
    for shown in (words.dealt.search(before), words.deals.match(after), words.has.match(after), words.stores.match(after)):
        if shown:
            yield "", 1.0


def _personal(before: str, after: str, span: Span, words: _Lists) -> float:
    """How much the words around a name make it a person's."""
    if len(span.words) > 4 or any((w.isupper() and len(w) > 3) or w[0].isdigit() or "&" in w for w in span.words):
        return 0.0
    score = 0.0
    if words.title.search(before):
        score += 4
    if words.person_before.search(before):
        score += 3
    if words.made.search(before) and words.post.match(after):
        score += 4
    if words.person_behind.match(after):
        score += 3
    if len(span.words) in {2, 3} and (words.speaks.match(after) or words.spoken.search(before)):
        score += 1.5
    if len(span.words) == 1 and words.speaks.match(after):
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
    tails = re.compile("|".join(f"(?:{p.pattern})" for _, p in _lists("en").within))
    while len(words) > 1 and tails.fullmatch(words[-1]):
        words = words[:-1]
        yield " ".join(words)
    lists = _lists("en")
    first = words[0]
    if len(first) > 3 and first.lower() not in small | lists.opening and first not in lists.places:
        yield first


class _Lists:
    """The word lists of a language, as patterns."""

    def __init__(self, language: str) -> None:
        table = lexicon.words(language, "names")
        self.opening = frozenset(_any(table["opening"]).split("|"))
        self.known_bodies = {name: code for code, names in table["known-bodies"].items() for name in names.split(" | ")}
        held = lexicon.places(language)
        self.places = {name: code for code, name, _ in held}
        people = "|".join(re.escape(name) for _, name, how in held if how == "people")
        named = "|".join(re.escape(name) for _, name, how in held if how == "name")
        self._place = re.compile(rf"(?<!\w)(?:{people}|{named})(?!\w)")
        roles = {type: _any(words) for type, words in table["roles"].items()}
        self._roles = [(type, re.compile(rf"(?:{words})s?\Z", re.IGNORECASE)) for type, words in roles.items()]
        role = "|".join(roles.values())
        self.within = [(t, re.compile(rf"(?<!\w)(?:{_any(w)})(?!\w)")) for t, w in table["within"].items()]
        self.bodies = [(t, re.compile(rf"\b(?:{_any(w)})\b")) for t, w in table["bodies"].items()]
        self.before = _sought(
            rf"\b(?P<role>{role})s?(?: (?:there|here|(?:in|for) [A-Z]\w+))?(?:(?:(?: [\w'-]+){{0,4}},)? (?:called|named|such as|like|including|among them"
            r"|notably|namely|is|are|was|will be))? (?:the )?\Z"
        )
        self.listed = _sought(rf"\b(?P<role>{role})s?(?: (?:of|for|in|on|from|at) [\w'-]+(?: [\w'-]+){{0,2}})?, (?:[\w'-]+-(?:based|owned) )?\Z")
        inner = r"(?:[\w'&-]+ ){0,6}?"
        det = rf"(?:an?|the|its|their|our|one of|both|another|\w+'s|{people})"
        self.behind = _sought(
            rf"(?:(?:,| -) | \(| (?=is |are |was |will |become|became|remain|acts? ))(?:(?:which |who )?(?:is|are|was|will be|becomes?|became|remains?|acts as) )?(?:{det} {inner}(?P<role>{role})s?\b(?!')"
            rf"|(?P<bare>{role})(?= (?:since|of|for|in|to)\b|[,.);]))"
        )
        self._nobody = re.compile(rf"(?<!\w)(?:{_any(table['nobody'])})\Z")
        # What a sentence may open with and is no name, by its ending.
        self.ordinary = re.compile(r"(?:ing|ly|ed|tions?|ments?|ness|ers|ors|ists|ies|ants|ships?|age|ales|ance|ence|ty|ics|ade|and|ks|ns|es|ts|ms)\Z")
        # "The Chiang Mai coffee chain": where it comes from, and not its name.
        self.modifier = re.compile(rf" (?:(?!(?:as|and|or|to|in|of|the|an?|with|by|for|is|are|was|over)\b)[a-z-]+ )?(?!(?:\w+ )?(?:stores|shops|branches|outlets)\b)(?:{role})s?\b")
        self.media = _sought(r"\b(?:told|tells|reported by|interview with) (?:the )?\Z")
        self.acting = _sought(rf" as (?:{det} )?(?:(?:sole|exclusive|general|official|local) )?(?P<role>{role})s?\b")
        person = _any(table["person"])
        self.person_before = _sought(rf"\b(?:{person})(?:,? |s |(?: [\w'&-]+){{1,7}}, )\Z")
        self.person_behind = _sought(rf" as (?:its |the |a |an )?(?:[\w-]+ ){{0,4}}?(?:{person})\b|(?:,| \() (?:(?:[\w'&-]+ ){{0,5}}?(?:{person})\b|\d\d,|who\b)")
        self.made = _sought(r"\b(?:appoint|nam|hir|promot|mad)(?:s|es|ed|e)? \Z")
        self.post = _sought(rf" (?:as )?(?:the |its |a )?(?:[\w-]+ ){{0,2}}?(?:{person})\b")
        self.title = re.compile(rf"(?<!\w)(?:{_any(table['title'])}) \Z")
        speaks = _any(table["speaks"])
        spoke = "|".join(w for w in speaks.split("|") if w not in {"told", "tells"})
        self.speaks = _sought(rf",? (?:{speaks})\b")
        self.spoken = _sought(rf"\b(?:{spoke}|according to) \Z")
        adverbs = "also|been|being|has|have|had|will|would|is|was|to|now|still|already|since|which|that|recently|then|only"
        self.deals = _sought(rf",? (?:(?:{adverbs}) ){{0,4}}(?:{_any(table['deals'])})\b")
        self.stores = re.compile(r"(?:'s?)? (?:department stores|stores|shops|supermarkets|branches|outlets|pharmacies|restaurants)\b")
        self.has = _sought(rf"'s? (?:[\w-]+ )?(?:{_any(table['has'])})\b")
        self.dealt = _sought(
            rf"\b(?:{_any(table['dealt'])}) (?-i:(?!and |or |but |near |in |at |from |to |for )[a-z][\w'-]* ){{0,4}}\Z"
        )
        self.from_there = re.compile(rf"\b(?P<people>{people}) (?:[a-z-]+ ){{0,4}}\Z")
        public = f"(?:(?:{_any(table['public'])}) ){{0,4}}"
        self.lower = [
            (t, re.compile(_body(_any(w).replace("{PUBLIC}", public), f"{people}|(?:{named})'s|country's|state's")))
            for t, w in table["lower"].items()
        ]

    def role(self, words: str) -> str:
        """The type of a role's noun."""
        return next((type for type, pattern in self._roles if pattern.match(words)), "other")

    def seat(self, name: str) -> str | None:
        """The country that the name of a public body tells: Bank of Italy, Malaysia's regulator."""
        if name in self.known_bodies:
            return self.known_bodies[name]
        found = self._place.search(name)
        return (self.places[found[0]].strip("-") or None) if found else None

    def nobody(self, span: Span) -> bool:
        """Is it the name of a place, a law or a day, or no name at all?"""
        if len(span.name) < 2 or span.name.isdigit() or self._nobody.search(span.name):
            return True
        if span.name in self.places or span.name in _countries():
            return True
        return all(word.removesuffix("s") in self.places or word in self.places for word in span.words)


@cache
def _countries() -> frozenset[str]:
    """English names of all countries: those of the gazetteer are the ones that are often written of."""
    codes = (a + b for a in ascii_lowercase for b in ascii_lowercase)
    return frozenset(places.country(code).name for code in codes if places.is_country(code))


def _sought(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _body(inner: str, whose: str) -> str:
    """A public body without a name: "the health ministry", "Malaysia's regulator"."""
    return rf"(?<![\w'-])(?:(?:the|a|an|its|their|that|this) )?(?P<name>(?:(?:{whose}) )?(?:{inner}))(?![\w-]| [A-Z])"


@cache
def _lists(language: str) -> _Lists:
    return _Lists(language)


@cache
def _any(words: str) -> str:
    return "|".join(word.strip() for word in words.split(" | "))
