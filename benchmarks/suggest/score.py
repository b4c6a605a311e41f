"""Holds candidates against gold, one to one, and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from benchmarks.suggest.gold import Article, Gold
from xbrief.evidence.text import normal
from xbrief.intake.candidate import Candidate

# What must agree, by kind: a number, an organisation or a category. Other kinds have no such field.
KEYS: Mapping[str, tuple[str, ...]] = {
    "tariff": ("rate_percent",),
    "metric": ("value",),
    "partner": ("parties",),
    "rival": ("parties",),
    "offer": ("categories", "products"),
    "block": ("categories", "products"),
}
_ACTIVE = "active"


@dataclass(slots=True)
class Tally:
    """Counts of one kind. `optional` matches count for nothing; certainty and status as (right, of how many)."""

    matched: int = 0
    spurious: int = 0
    missed: int = 0
    optional: int = 0
    certainty: list[bool] = field(default_factory=list)
    status: list[bool] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of candidates that are in the gold, None where there are none."""
        found = self.matched + self.spurious
        return self.matched / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found, None where there is none."""
        wanted = self.matched + self.missed
        return self.matched / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        p, r = self.precision, self.recall
        if p is None or r is None:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, other: Tally) -> None:
        """Takes in another one's counts."""
        self.matched += other.matched
        self.spurious += other.spurious
        self.missed += other.missed
        self.optional += other.optional
        self.certainty += other.certainty
        self.status += other.status


@dataclass(frozen=True, slots=True)
class Held:
    """What became of one article's candidates: pairs, candidates without gold, gold without a candidate."""

    article: Article
    pairs: tuple[tuple[Candidate, Gold], ...]
    spurious: tuple[Candidate, ...]
    missed: tuple[Gold, ...]


def held(article: Article, found: Sequence[Candidate], same: Mapping[str, str]) -> Held:
    """Candidates against gold: as many pairs as there can be, a candidate and a gold fact in one at most."""
    fits = [[n for n, gold in enumerate(article.gold) if _fits(one, gold, same)] for one in found]
    # Gold that must be found goes before optional gold.
    for wishes in fits:
        wishes.sort(key=lambda n: article.gold[n].optional)
    taken: dict[int, int] = {}
    for n in range(len(found)):
        _pair(n, fits, taken, set())
    partner = {one: gold for gold, one in taken.items()}
    return Held(
        article,
        tuple((found[one], article.gold[gold]) for one, gold in sorted(partner.items())),
        tuple(one for n, one in enumerate(found) if n not in partner),
        tuple(g for n, g in enumerate(article.gold) if n not in taken and not g.optional),
    )


def _pair(one: int, fits: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Kuhn's augmenting paths: finds a gold fact for the candidate, moving others where that helps."""
    for gold in fits[one]:
        if gold in seen:
            continue
        seen.add(gold)
        if gold not in taken or _pair(taken[gold], fits, taken, seen):
            taken[gold] = one
            return True
    return False


def tallies(results: Iterable[Held], same: Mapping[str, str]) -> dict[str, Tally]:
    """The counts by kind; kinds that are one count together."""
    found: dict[str, Tally] = {}

    def of(kind: str) -> Tally:
        return found.setdefault(same.get(kind, kind), Tally())

    for result in results:
        for one, gold in result.pairs:
            tally = of(gold.kind)
            if gold.optional:
                tally.optional += 1
                continue
            tally.matched += 1
            if "certainty" in gold.fields:
                tally.certainty.append(one.fact.get("certainty") == gold.fields["certainty"])
            if "status" in gold.fields or "status" in one.fact:
                # What is not told is the schema's default.
                tally.status.append(one.fact.get("status", _ACTIVE) == gold.fields.get("status", _ACTIVE))
        for spurious in result.spurious:
            of(str(spurious.fact["kind"])).spurious += 1
        for missed in result.missed:
            of(missed.kind).missed += 1
    return found


def _fits(one: Candidate, gold: Gold, same: Mapping[str, str]) -> bool:
    kind = str(one.fact["kind"])
    if same.get(kind, kind) != same.get(gold.kind, gold.kind):
        return False
    market = one.fact.get("market")
    codes = {*market} if isinstance(market, list) else {market} - {None}
    # A list of countries on either side: one in common will do.
    if not (codes & gold.market if codes and gold.market else not codes and not gold.market):
        return False
    return one.span[0] < gold.span.end and gold.span.start < one.span[1] and _key(one, gold)


def _key(one: Candidate, gold: Gold) -> bool:
    """Does the number, the organisation or the category agree? True where the gold has none."""
    fields = [name for name in KEYS.get(gold.kind, ()) if gold.fields.get(name)]
    if not fields:
        return True
    return any(_agree(_values(one.fact.get(name)), _values(gold.fields[name])) for name in fields) or (
        "categories" in fields and _agree(_values(one.fact.get("on")), _values(gold.fields["categories"]))
    )


def _values(value: Any) -> list[str]:
    return [] if value is None else [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


def _agree(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(_alike(a, b) for a in mine for b in theirs)


def _alike(a: str, b: str) -> bool:
    """Numbers by value; names by their words, where one may say less than the other ("Acme", "Acme Motors")."""
    try:
        return Decimal(a) == Decimal(b)
    except InvalidOperation:
        pass
    first, second = folded(a), folded(b)
    return bool(first and second) and (first <= second or second <= first)


def folded(name: str) -> frozenset[str]:
    """The words of a name or an id, without capitals, hyphens, articles and the s of a plural."""
    words = re.findall(r"\w+", _unaccented(normal(name)).replace("'s", ""))
    return frozenset(_singular(w) for w in words) - {"the", "a", "an", "of", "and"}


def _unaccented(text: str) -> str:
    from xbrief.dossier.places import unaccented

    return unaccented(text)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word
