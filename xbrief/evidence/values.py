"""Are the figures, dates, names, goods and sides of a fact in its words, or in a declared relation to them?

A relation is declared by the dossier (a brand stands for its category, an alias for its party), by the language (a
number in words, a month for a date told from the day of publication) or by the text itself (a name taken up by "they").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xbrief.evidence import cues, figures, goods, markets, names, sides, speakers, times, words
from xbrief.evidence.fault import Fault
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import normal
from xbrief.model import Dossier, Fact

# So many words that carry a meaning make one in common look like chance.
_RICH = 6


def check(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """The faults of a fact, aspect by aspect."""
    dossier = glossary.dossier
    yield from figures.check(dossier, fact, passage)
    yield from times.check(dossier, fact, passage)
    yield from names.check(glossary, fact, passage)
    yield from speakers.check(glossary, fact, passage)
    yield from goods.check(glossary, fact, passage)
    yield from markets.check(glossary, fact, passage)
    yield from sides.check(fact, passage)
    yield from cues.check(dossier, fact, passage)
    if fact.reason != "unknown" and not _borne(glossary, fact, passage):
        yield from _related(dossier, fact, passage)


def _borne(glossary: Glossary, fact: Fact, passage: Passage) -> bool:
    """Does the span itself hold a figure, a party or goods of the fact, which other checks have compared?"""
    numbers = {str(n) for n in (fact.value, fact.rate_percent, fact.count) if n is not None}
    # The main goods are everywhere.
    aside = {glossary.dossier.company.id, glossary.dossier.main}
    held = {*fact.parties, *fact.sellers, *fact.by, *fact.categories} - aside
    there = glossary.parties(passage.shown) | glossary.goods(passage.shown) | figures.figures(passage.span)
    speaks = {s.name for s in fact.says} & (glossary.people(passage.shown) | glossary.parties(passage.shown))
    dated = [
        d
        for n, d in times.given(fact).items()
        if n != "observed" and re.search(r"\d|\b(?:last|next|end)\b", passage.span)
    ]
    return bool(there & (held | numbers) or speaks or dated)


def _related(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """Do the fact's own words and the span share any that carries a meaning, or a name that the dossier gives?"""
    told = _content(dossier, f"{fact.claim} {' '.join(fact.products)} {fact.label or ''} {fact.measure or ''}")
    for id in (*fact.parties, *fact.sellers, *fact.by):
        party = dossier.parties.get(id)
        told |= _content(dossier, " ".join((party.name, *party.aliases))) if party else set()
    for id in (*fact.categories, *fact.on):
        held = dossier.categories.get(id)
        told |= _content(dossier, " ".join((held.label, *held.aliases))) if held else set()
    there = _content(dossier, passage.clause)
    least = 2 if min(len(told), len(there)) >= _RICH else 1
    if told and there and len(told & there) < least:
        yield Fault("E509", "anchor", f"the claim and {passage.span!r} share too few words")


def _content(dossier: Dossier, text: str) -> set[str]:
    """The stems of the words that carry a meaning; words for one thing count as one."""
    company = normal(dossier.company.name)
    bare = {w.rstrip("'") for w in re.findall(r"[^\W\d_][\w'-]+", normal(text).replace("'s", ""))}
    return {_alike(w[:4]) for w in bare if len(w) > 3 and w not in words.LITTLE and w != company}


def _alike(stem: str) -> str:
    """The first of the stems that stand for the same thing."""
    return next(
        (group[0] for group in words.ALIKE if any(stem.startswith(g) or g.startswith(stem) for g in group)), stem
    )
