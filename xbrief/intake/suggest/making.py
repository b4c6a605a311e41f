"""One match on its way to a candidate: its slots become fields of the dossier's schema."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from xbrief.dossier import places
from xbrief.dossier.schema import OUTLOOKS, fields_of
from xbrief.intake.suggest.goods import Goods
from xbrief.intake.suggest.nouns import Thing, things
from xbrief.intake.suggest.patterns import SECOND, group
from xbrief.intake.suggest.quantities import Quantity
from xbrief.intake.suggest.reasons import reason
from xbrief.intake.suggest.speakers import speaker
from xbrief.intake.suggest.types import Mark, Org, Pattern, Sentence
from xbrief.model import Dossier

# Of so many models nobody brings a list.
_MANY = 20
# The slot of the match itself.
WHOLE = "whole"
_ORGANISED = frozenset({"parties", "party", "party-or-words"})
_TAKEN_UP = frozenset({"it", "them", "these", "those", "this", "both", "one"})
# What tells only how an organisation stands to the company.
_ROLELESS = frozenset({"rival", "other"})


class Making:
    """One match on its way to a candidate."""

    def __init__(
        self,
        sentence: Sentence,
        pattern: Pattern,
        match: re.Match[str],
        dossier: Dossier,
        language: str,
        before: Sequence[Sentence],
        published: str | None,
    ) -> None:
        self.sentence, self.pattern, self.match = sentence, pattern, match
        self.dossier, self.language, self.before, self.published = dossier, language, before, published
        self.new: dict[str, dict[str, dict[str, object]]] = {}
        self.words: dict[str, str] = {}
        # The country that the words of an action tell, alpha-2: of a public body, of a market leader.
        self.seat: str | None = None

    def fields(self) -> dict[str, object] | None:
        """The kind's own fields; None where a slot that must be filled is empty."""
        found: dict[str, object] = {}
        known = fields_of(self.pattern.kind)
        for name, value in self.pattern.fact.items():
            if not (isinstance(value, str) and value.startswith("$")):
                found[name] = self._literal(known[name].type, value)
                continue
            slot = value.removeprefix("$")
            if name == "categories" and self._counted(slot):
                return None
            filled = self._filled(name, known[name].type, slot)
            if filled in (None, [], ""):
                if known[name].required:
                    return None
                continue
            found[name] = filled
        return found

    def _counted(self, slot: str) -> bool:
        """Are so many of the goods told of that it is a figure of sales, and no offer?"""
        if self.pattern.kind != "offer" or not self.filled(slot):
            return False
        first = self.marks(slot)[:1]
        return any(m.type == "NUM" and isinstance(m.value, Quantity) and m.value.value >= _MANY for m in first)

    def _literal(self, type: str, value: object) -> object:
        """A value that the pattern itself gives."""
        if type == "categories" and isinstance(value, list):
            return [self.category(Thing(label)) for label in value]
        return _true(value)

    def _filled(self, name: str, type: str, slot: str) -> object:
        """What a slot gives a field of this type; None or empty where it gives nothing."""
        if name == "reason":
            return self._reason(slot)
        if not self.filled(slot):
            return None
        if type in {"categories", "categories-or-words", "category"}:
            found = self.things(slot)
            named = [t for t in found if t.label] or [self._of_product(t.product) for t in found if t.product]
            return list(dict.fromkeys(self.category(t) for t in named))
        if type == "texts":
            return [t.product for t in self.things(slot) if t.product]
        if type in {"number", "whole"}:
            return next((_number(m.value) for m in self.marks(slot) if m.type in {"PCT", "NUM", "MON"}), None)
        return self._organisations(name, type, slot) if type in _ORGANISED else self.text(slot)

    def _organisations(self, name: str, type: str, slot: str) -> object:
        orgs = [o for m in self.marks(slot) for o in _orgs(m)]
        ids = list(dict.fromkeys(self.party(o) for o in orgs))
        if name == "sellers" and any(m.type == "C" for m in self.marks(slot)[:1]):
            # The company sells; who stands behind it is told in passing.
            return []
        if type == "parties":
            return ids
        return ids[0] if ids else (self.text(slot) if type == "party-or-words" else None)

    def _reason(self, slot: str) -> str | None:
        if slot != WHOLE and not self.filled(slot):
            return None
        words = self.sentence.words[slice(*self.span())] if slot == WHOLE else self.text(slot)
        if words.lower() in _TAKEN_UP:
            words = self.before[-1].words if self.before else ""
        return reason(words, self.language)

    def filled(self, slot: str) -> bool:
        """Is there such a slot in the pattern, and does it hold words?"""
        return group(self.match, slot) is not None

    def place(self, slot: str) -> tuple[int, int]:
        """Where a slot that is filled stands in the sentence's words."""
        start, end = self.match.span(group(self.match, slot) or slot)
        return self.sentence.begins[start], self.sentence.ends[end - 1]

    def marks(self, slot: str) -> list[Mark]:
        """The marks within a slot, in order."""
        a, b = self.place(slot)
        return [m for m in self.sentence.marks if a <= m.start and m.end <= b]

    def text(self, slot: str) -> str:
        """What stands in a slot, as it is written."""
        a, b = self.place(slot)
        return self.sentence.words[a:b].strip(" ,.;:'\"")

    def party(self, org: Org) -> str:
        """The id of an organisation; a new one is noted."""
        if org.id:
            return org.id
        id = slug(org.name)
        entry: dict[str, object] = {"name": org.name}
        entry |= {k: v for k, v in (("type", org.type), ("home", org.home)) if v and v not in _ROLELESS}
        self.new.setdefault("parties", {})[id] = entry
        return id

    def things(self, slot: str) -> list[Thing]:
        """The goods in a slot."""
        a, b = self.place(slot)
        words = self.sentence.words[a:b]
        if words.lower() in _TAKEN_UP:
            return self._taken_up()
        return things(words, a, self.marks(slot), self.language)

    def _taken_up(self) -> list[Thing]:
        """The goods named last before the match, in its sentence or the two before it."""
        start = self.span()[0]
        here = [m for m in self.sentence.marks if m.end <= start]
        for marks in (here, *(s.marks for s in reversed(self.before[-2:]))):
            for mark in reversed(marks):
                if isinstance(mark.value, Goods) and not mark.value.vague:
                    return [Thing(mark.value.label, mark.value.id)]
        return []

    def _of_product(self, product: str) -> Thing:
        """The category of a product: by its brand in the dossier, by the goods named beside it before, or its name."""
        for brand, id in self.dossier.brands.items():
            if product.lower().startswith(brand.lower()) and id in self.dossier.categories:
                return Thing(self.dossier.categories[id].label, id)
        for sentence in (self.sentence, *reversed(self.before)):
            for one, other in pairwise(sentence.marks):
                pair = {m.type: m for m in (one, other)}
                if pair.keys() == {"PROD", "GOOD"} and pair["PROD"].words == product and other.start - one.end == 1:
                    goods = pair["GOOD"].value
                    if isinstance(goods, Goods) and not goods.vague:
                        return Thing(goods.label, goods.id)
        return Thing(product)

    def category(self, thing: Thing) -> str:
        """The id of a category; a new one is noted."""
        if thing.id:
            return thing.id
        id = slug(thing.label)
        self.new.setdefault("categories", {})[id] = {"label": thing.label}
        return id

    def says(self) -> object:
        """Who asserts it, as the field wants it; None where the publisher does."""
        said = speaker(self.sentence, self.before, self.language)
        if said is None:
            return None
        if said.unnamed:
            return {"unnamed": said.unnamed}
        if said.org is not None:
            return self.party(said.org)
        person = said.person
        if person is None:
            return None
        if person.id in self.dossier.people:
            return person.id
        id = slug(person.name)
        self.new.setdefault("people", {})[id] = {"name": person.name}
        return id

    def span(self) -> tuple[int, int]:
        """Where the match stands in the sentence's words."""
        return self.sentence.begins[self.match.start()], self.sentence.ends[self.match.end() - 1]

    def words_of(self, masked: tuple[int, int]) -> tuple[int, int]:
        """A span of the masked sentence as one of its words."""
        start, end = masked
        return self.sentence.begins[min(start, len(self.sentence.begins) - 1)], self.sentence.ends[end - 1]

    def told(self, market: Sequence[str], fact: Mapping[str, object]) -> str:
        """The claim: the pattern's sentence, with names for its slots."""
        names = {"company": self.dossier.company.name, "market": _listed([_market(c) for c in market]) or "its markets"}
        for name, words in self.match.groupdict().items():
            if words is not None:
                slot = name.partition(SECOND)[0]
                names[slot] = self._named(slot)
        names.setdefault("seller", names.get("who", names["company"]))
        names |= self.words
        names |= {k: str(v) for k, v in fact.items() if isinstance(v, int | float | Decimal | str) and k not in names}
        plain, _, ahead = self.pattern.claim.partition(" || ")
        claim = (ahead if ahead and fact.get("status") in OUTLOOKS else plain).format_map(_Blank(names))
        claim = " ".join(claim.split())
        return claim[:1].upper() + claim[1:]

    def _named(self, slot: str) -> str:
        marks = self.marks(slot)
        if slot == "goods":
            return _listed([t.label or t.product for t in self.things(slot)])
        if orgs := [o.name for m in marks for o in _orgs(m)]:
            return _listed(list(dict.fromkeys(orgs)))
        return self.text(slot)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _true(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _orgs(mark: Mark) -> tuple[Org, ...]:
    if isinstance(mark.value, Org):
        return (mark.value,)
    return mark.value if mark.type == "THEY" and isinstance(mark.value, tuple) else ()


def _number(value: object) -> object:
    number = value.value if isinstance(value, Quantity) else None
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _market(code: str) -> str:
    return places.country(code).full


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def slug(text: str) -> str:
    """Small ASCII letters and digits with single hyphens."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii.replace("'", ""))) or "unnamed"
