"""Does a fact say more than its words? Their own modality against the fact's certainty, status and speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import normal
from xbrief.model import Dossier, Fact

OUTLOOKS = frozenset({"planned", "announced", "negotiating"})
# Words of a sentence's opening, in which a doubt bears on all of it.
_OPENING = 4


def check(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """The faults of a fact's force."""
    yield from _certainty(fact, passage)
    yield from _status(fact, passage)
    claim = normal(fact.claim)
    yield from _stronger(fact, claim, passage)
    if not fact.says and (_quoted(passage) or _reported(passage)):
        yield Fault("E603", "says", "the words are a speaker's, and the fact names none")
    if fact.exclusive and len(fact.parties) == 1 and words.JOINTLY.search(passage.clause):
        yield Fault("E604", "exclusive", "the words speak of several together")
    if (fact.exclusive or fact.only) and not words.ONLY.search(passage.span):
        name = "exclusive" if fact.exclusive else "only"
        yield Fault("E604", name, "nothing in the words says that there is no other")
    off = words.KEPT_OFF.search(passage.clause) and words.KEPT_OFF.search(claim) and _goods(dossier, fact)
    if fact.kind == "block" and not off:
        yield Fault("E605", "kind", "the words keep no goods off sale")
    denies = any(link.kind == "denies" for link in fact.links) or words.NEGATIONS.search(claim)
    if words.DENIED.search(passage.span) and not denies:
        yield Fault("E604", "denies", "the words are a denial, and the fact denies nothing")


def _stronger(fact: Fact, claim: str, passage: Passage) -> Iterator[Fault]:
    """Words of the claim that make it stronger, and none of their kind in the sentence."""
    for told, borne in words.STRONGER if fact.kind != "cause" else words.STRONGER[:-1]:
        found = told.search(words.LEFT_ALONE.sub(" ", claim))
        if found and not any(pattern.search(passage.sentence) for pattern in borne):
            yield Fault("E604", "claim", f"the claim says {found[0]!r}, and nothing in the words does")
    several = words.ONE_OF.search(passage.clause) and words.SUPERLATIVE.search(passage.clause)
    if several and words.SUPERLATIVE.search(claim) and not words.ONE_OF.search(claim):
        yield Fault("E604", "claim", "the words speak of one among several, the claim of the first")


def _certainty(fact: Fact, passage: Passage) -> Iterator[Fault]:
    # A doubt before another verb of the same sentence is one of something else.
    opening = " ".join(passage.part.split()[:_OPENING])
    possible = words.POSSIBLE.search(words.NO_DOUBT.sub(" ", passage.clause)) or words.DOUBTED.search(opening)
    if fact.kind == "metric" and (fact.target is not None or fact.name == "goal"):
        # A goal is what its owner expects.
        return
    bare = fact.certainty == "asserted" and (not fact.says or fact.status not in OUTLOOKS)
    # Hearsay with a speaker to it is told as that speaker's.
    retold = possible is not None and fact.says and words.REPORTED.search(possible[0])
    guessed = words.GUESS.search(passage.clause) if not fact.says else None
    if fact.certainty == "asserted" and guessed and guessed[0] not in normal(fact.claim):
        yield Fault("E601", "certainty", f"the words tell of a guess ({guessed[0]}), the fact asserts it")
    # A claim in the same word ("can be", "may") tells no more than its words; should and would promise.
    same = possible is not None and possible[0] in normal(fact.claim) and possible[0] not in {"should", "would"}
    if bare and possible and not retold and not same:
        yield Fault("E601", "certainty", f"the words tell of a possibility ({possible[0]}), the fact asserts it")
    near = f"{passage.sentence} {passage.line}"
    guess = any(p.search(near) for p in (words.POSSIBLE, words.AHEAD, words.GUESSED)) or "?" in near
    if fact.certainty == "speculated" and not guess:
        yield Fault("E601", "certainty", "the fact is speculation, and its words are none")


def _status(fact: Fact, passage: Passage) -> Iterator[Fault]:
    if fact.kind in {"regulation", "tariff"} or (fact.kind == "block" and fact.status != "ended"):
        return
    talks = words.TALKS.search(passage.clause) and not words.AGREED_ON.search(passage.clause)
    if fact.kind == "partner" and fact.status in {"announced", "active"} and talks:
        yield Fault("E602", "status", "the words tell of talks, the fact of more")
    if fact.status == "ended" and not words.OVER.search(passage.sentence):
        yield Fault("E602", "status", "the words tell of no end")
    if fact.status == "active" and fact.until is None and words.ENDED.search(passage.clause):
        yield Fault("E602", "status", "the words tell of an end, the fact of what is")
    ahead = words.AHEAD.search(words.NO_PLAN.sub(" ", passage.clause)) or words.AGREED.search(passage.part)
    if (
        fact.status == "active"
        and ahead
        and not words.HELD.search(re.sub(r"(?:would|will|won't|to) (?:be )?\w+", " ", passage.clause))
    ):
        yield Fault("E602", "status", "the words tell of what is to come, the fact of what is")
    if fact.status in OUTLOOKS and not any(
        p.search(passage.sentence) for p in (words.AHEAD, words.POSSIBLE, words.AGREED, words.TOWARDS)
    ):
        yield Fault("E602", "status", "the words tell of nothing to come, the fact is an outlook")


def _goods(dossier: Dossier, fact: Fact) -> bool:
    """Does the claim name what is kept off sale?"""
    claim = normal(fact.claim)
    held = [dossier.categories[c] for c in fact.categories if c in dossier.categories]
    names = [*fact.products, *(w for c in held for w in (c.label, *c.aliases))]
    return any(normal(name).rstrip("s") in claim for name in names)


def _reported(passage: Passage) -> bool:
    """Does the sentence end on who says so: "…, the company said", "…, he added on Monday"?"""
    return words.SAID_LAST.search(passage.whole) is not None


def _quoted(passage: Passage) -> bool:
    """Do the words stand within quotation marks, or right beside a verb of saying?"""
    inside = passage.before[: len(passage.before) - len(passage.span)].count('"') % 2 == 1
    inside = inside or re.search(r'"[^"]*(?:\w+\W+){4,}[^"]*"', passage.span) is not None
    return inside or words.SAID.search(passage.part) is not None
