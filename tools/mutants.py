"""Corruptions of a fact, one thing at a time: near misses with what stands in the same article, and far ones.

A generator takes the fact as its file holds it and what its article offers (`Article`), and yields corrupted copies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Raw = dict[str, Any]

OUTLOOKS = frozenset({"planned", "announced", "negotiating"})
CURRENCIES = ("USD", "EUR", "INR")
# Statements turned over by one word. Whole words, either way round.
OPPOSITES = (
    ("first", "last"),
    ("hard", "easy"),
    ("tough", "easy"),
    ("more", "less"),
    ("begin", "stop"),
    ("begins", "stops"),
    ("open", "close"),
    ("opened", "closed"),
    ("small", "large"),
    ("cheap", "dear"),
    ("rare", "common"),
    ("widening", "narrowing"),
    ("expand", "shrink"),
    ("grow", "shrink"),
    ("fast", "slowly"),
    ("up", "down"),
    ("rise", "fall"),
    ("risen", "fallen"),
    ("before", "after"),
    ("with", "without"),
    ("popular", "unpopular"),
    ("surprising", "expected"),
    ("official", "unofficial"),
    ("imported", "local"),
)
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ROLES = {"dealer": "carrier", "marketplace": "manufacturer", "manufacturer": "retailer", "service": "distributor"}
ROLES |= {"distributor": "marketplace", "retailer": "carrier", "carrier": "marketplace", "investor": "dealer"}
REASONS = ("legal", "patent", "tax", "demand", "competition", "politics")
EVENTS = ("first-sale", "sale-stopped", "staff-cut", "production-start", "store-closing", "exit")


@dataclass(frozen=True)
class Article:
    """What an article offers for near misses: its facts, its figures, and who and what of the dossier it names."""

    facts: Sequence[Raw]
    published: str | None
    figures: Sequence[str]
    parties: Mapping[str, str]  # id: name
    people: Mapping[str, str]
    categories: Mapping[str, str]  # id: label
    markets: Mapping[str, str]  # code: name
    strangers: Sequence[str]  # parties of the dossier that the article does not name
    foreign: str = ""  # a category that it does not name
    home: str = ""
    company: str = ""
    more: Mapping[str, str] = field(default_factory=dict)  # names of other countries, by code
    speaks_for: Mapping[str, str] = field(default_factory=dict)


Generator = Callable[[Raw, Article], Iterator[Raw]]


def digits(fact: Raw, article: Article) -> Iterator[Raw]:
    for name in ("rate_percent", "value", "count"):
        if fact.get(name) in {None, "null"}:
            continue
        number = float(fact[name])
        for near in {number * 10 + 3, number + 1, *(float(f) for f in article.figures)} - {number}:
            if name != "count" or (near == int(near) and 0 < near < 1000):
                yield {**fact, name: _plain(near)}
    claim = fact["claim"]
    for found in re.finditer(r"\b\d+(?:\.\d+)?\b(?!\w)", claim):
        for other in {str(int(float(found[0])) + 7), *article.figures} - {found[0]}:
            yield {**fact, "claim": claim[: found.start()] + other + claim[found.end() :]}
    for found in re.finditer(rf"\b(?:{'|'.join(NUMBERS)})\b", claim):
        other = NUMBERS[(NUMBERS.index(found[0]) + 1) % len(NUMBERS)]
        yield {**fact, "claim": claim[: found.start()] + other + claim[found.end() :]}


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def units(fact: Raw, _: Article) -> Iterator[Raw]:
    if "currency" in fact:
        yield from ({**fact, "currency": c} for c in CURRENCIES if c != fact["currency"])
    if "rate_percent" in fact or fact["kind"] == "metric":
        yield from ({**fact, "bound": b} for b in ("up-to", "from", "exact") if b != fact.get("bound", "exact"))
    if fact["kind"] == "metric" and fact.get("unit") not in {None, "percent", "rank"}:
        yield {**fact, "unit": "percent"}
    if fact.get("applies_to") == "imported":
        yield {**fact, "applies_to": "local"}


def market(fact: Raw, article: Article) -> Iterator[Raw]:
    held = fact.get("market")
    for other in article.markets:
        if isinstance(held, str) and held not in {"null", other}:
            yield {**fact, "market": other}
    others = {**article.markets, **article.more}
    for code, name in article.markets.items():
        # As claims call it: "Korea" for South Korea, and not the Koreans.
        told = re.compile(rf"\b(?:{name}|{name.split()[-1]})\b")
        if not told.search(fact["claim"]):
            continue
        for other, word in others.items():
            if other != code:
                changed = told.sub(word, fact["claim"])
                yield {**fact, "claim": changed}
                if held == code:
                    yield {**fact, "market": other, "claim": changed}


def organisation(fact: Raw, article: Article) -> Iterator[Raw]:
    claim = fact["claim"]
    others = [p for p in article.parties if p != article.company] + [*article.strangers[:1]]
    names = {**article.parties, **{s: s.title() for s in article.strangers}}
    for name in ("parties", "sellers", "by"):
        held = fact.get(name) or []
        for n, party in enumerate(held):
            if party == article.company and name == "parties":
                continue
            for other in others:
                if other in held:
                    continue
                changed = [*held[:n], other, *held[n + 1 :]]
                yield {**fact, name: changed}
                if article.parties.get(party, "?") in claim:
                    yield {**fact, name: changed, "claim": claim.replace(article.parties[party], names[other])}
    for party, name in article.parties.items():
        if party != article.company and re.search(rf"\b{re.escape(name)}\b", claim):
            for other in others:
                if names[other] not in claim:
                    yield {**fact, "claim": claim.replace(name, names[other])}


def negation(fact: Raw, _: Article) -> Iterator[Raw]:
    claim = fact["claim"]
    bare = re.sub(r"\b(?:not|no|none of|neither|never|hardly|nor)\b ?", "", claim, flags=re.IGNORECASE)
    if bare != claim:
        yield {**fact, "claim": bare[:1].upper() + bare[1:]}
    else:
        yield {**fact, "claim": re.sub(r"\b(is|are|was|were|has|have|will|can|may)\b", r"\1 not", claim, count=1)}


def opposite(fact: Raw, _: Article) -> Iterator[Raw]:
    claim = fact["claim"]
    for pair in OPPOSITES:
        for word, other in (pair, pair[::-1]):
            if re.search(rf"\b{word}\b", claim):
                yield {**fact, "claim": re.sub(rf"\b{word}\b", other, claim, count=1)}


def activated(fact: Raw, _: Article) -> Iterator[Raw]:
    if fact.get("status") in OUTLOOKS:
        yield {k: v for k, v in {**fact, "status": "active"}.items() if k != "target"}


def turned(fact: Raw, _: Article) -> Iterator[Raw]:
    status = fact.get("status")
    if fact["kind"] == "event" or status is None:
        return
    if status == "active":
        yield {**fact, "status": "ended"}
        if fact["kind"] != "block":
            yield {**fact, "status": "planned"}
    if status == "ended":
        yield {**{k: v for k, v in fact.items() if k != "until"}, "status": "active"}
    if status in OUTLOOKS:
        yield {k: v for k, v in {**fact, "status": "ended"}.items() if k != "target"}


def asserted(fact: Raw, _: Article) -> Iterator[Raw]:
    if fact["certainty"] == "speculated":
        yield {**fact, "certainty": "asserted"}


def speechless(fact: Raw, _: Article) -> Iterator[Raw]:
    if "says" in fact:
        yield {k: v for k, v in fact.items() if k != "says"}


def speaker(fact: Raw, article: Article) -> Iterator[Raw]:
    held = fact.get("says")
    named = held if isinstance(held, str) else ""
    own = article.speaks_for.get(named, "")
    for other in (*article.people, *article.parties):
        # Who speaks for a party is that party's voice.
        if other not in {named, own} and (held or other != article.company):
            yield {**fact, "says": other}


def exclusive(fact: Raw, _: Article) -> Iterator[Raw]:
    if fact["kind"] == "partner" and fact.get("exclusive") != "true":
        yield {**fact, "exclusive": "true"}
    if fact["kind"] in {"offer", "channel"} and fact.get("only") != "true":
        yield {**fact, "only": "true"}


def swapped(fact: Raw, article: Article) -> Iterator[Raw]:
    """Neighbours of facts that share their words, or tell the same thing twice, are no corruption."""
    mine = article.facts.index(fact)
    for step in (1, -1, 2, len(article.facts) // 2):
        other = article.facts[(mine + step) % len(article.facts)]
        if other["anchor"] != fact["anchor"]:
            yield {**fact, "anchor": other["anchor"]}


def moved(fact: Raw, _: Article) -> Iterator[Raw]:
    for name in ("at", "from", "until", "target", "observed"):
        value = fact.get(name) or ""
        found = re.match(r"(?:\.\./)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
        if not found:
            continue
        year, part, day = found[1], found[2], found[3]
        yield from ({**fact, name: value.replace(year, str(int(year) + n))} for n in (-2, -1, 1))
        if part and int(part) <= 12:
            other = int(part) % 12 + 1
            yield {**fact, name: value.replace(f"{year}-{part}", f"{year}-{other:02}", 1)}
        elif part:
            yield {**fact, name: value.replace(f"-{part}", {"40": "-41", "41": "-40"}.get(part, "-33"))}
        if day:
            near = date(int(year), int(part), int(day)) + timedelta(days=1)
            yield {**fact, name: value.replace(found[0], near.isoformat())}


def invented(fact: Raw, article: Article) -> Iterator[Raw]:
    if article.published is None:
        return
    month = article.published.removesuffix("~")[:7]
    if fact.get("status") == "active" and "from" not in fact:
        yield {**fact, "from": month}
    if fact["kind"] == "event" and fact.get("at", month) != month and "status" not in fact:
        yield {**fact, "at": month}
    if fact.get("status") in OUTLOOKS and "target" not in fact:
        year = int(month[:4])
        yield from ({**fact, "target": t} for t in (f"{year}-41", str(year + 1)))


def category(fact: Raw, article: Article) -> Iterator[Raw]:
    held = fact.get("categories")
    for other in (*article.categories, article.foreign):
        if held and other and other not in held:
            yield {**fact, "categories": [*held, other]}
            yield {**fact, "categories": [other, *held[1:]]}


def goods(fact: Raw, article: Article) -> Iterator[Raw]:
    """The claim alone speaks of other goods."""
    for id, label in article.categories.items():
        for word in {label, label.split()[-1], label.rstrip("s")}:
            if re.search(rf"\b{word}\b", fact["claim"]):
                for other, name in article.categories.items():
                    if other != id and other not in fact.get("categories", ()):
                        yield {**fact, "claim": re.sub(rf"\b{word}\b", name, fact["claim"])}
                break


def role(fact: Raw, _: Article) -> Iterator[Raw]:
    if fact.get("role") in ROLES:
        yield {**fact, "role": ROLES[fact["role"]]}
    if fact["kind"] == "partner":
        yield from ({**fact, "authorised": a} for a in ("no", "unknown") if a != fact.get("authorised", "yes"))
        if fact.get("authorised", "yes") != "yes":
            yield {k: v for k, v in fact.items() if k != "authorised"}
    if fact["kind"] == "cause":
        yield from ({**fact, "reason": r} for r in REASONS if r != fact["reason"])
    if fact["kind"] == "event":
        yield from ({**fact, "event": e} for e in EVENTS if e != fact["event"])


def blocked(fact: Raw, article: Article) -> Iterator[Raw]:
    if fact["kind"] in {"cause", "view"}:
        kept = {k: v for k, v in fact.items() if k not in {"of", "reason", "by", "about", "at"}}
        goods = fact.get("categories") or [next(iter(article.categories), article.foreign)]
        yield {**kept, "kind": "block", "categories": goods, "status": "active"}


KINDS: dict[str, Generator] = {
    "a digit": digits,
    "a unit": units,
    "the market": market,
    "an organisation": organisation,
    "a negation": negation,
    "the opposite": opposite,
    "planned to active": activated,
    "another status": turned,
    "speculated to asserted": asserted,
    "a dropped speaker": speechless,
    "another speaker": speaker,
    "a false exclusive": exclusive,
    "a swapped anchor": swapped,
    "a date moved": moved,
    "a date invented": invented,
    "a category added": category,
    "other goods in the claim": goods,
    "another role or reason": role,
    "a cause turned into a block": blocked,
}


# Why a corruption of a kind may pass: what no comparison of words with words can see.
SURVIVES = {
    "a digit": "the other figure stands in the same sentence, or follows from the day of the source",
    "a unit": "the sentence names that unit, too",
    "the market": "the paragraph names the other country as well",
    "an organisation": "the sentence, or the one that its pronoun takes up, names the other party as well",
    "a negation": "the sentence denies something else, or in words that may stand for either",
    "the opposite": "the words use neither side of the pair, or both",
    "planned to active": "the words tell a plan as a thing that is",
    "another status": "the sentence tells of an end of something else",
    "speculated to asserted": "the guess is the author's own, told without a word of doubt",
    "a dropped speaker": "the speaker is named sentences away, and nothing marks the words as speech",
    "another speaker": "the other one speaks in the same sentence or in the one before",
    "a false exclusive": "the sentence has an only or a just for something else",
    "a swapped anchor": "the neighbour's words name the same party or goods, and share words with the claim",
    "a date moved": "the words allow both",
    "a date invented": "the sentence has a word of that time for something else",
    "a category added": "the span names those goods as well, or goods of theirs in another part",
    "other goods in the claim": "the paragraph names those goods as well",
    "another role or reason": "the words tell both, or none of those that the cues know",
    "a cause turned into a block": "the words keep goods off sale and give a reason in one breath",
}
