"""Do the words speak of the fact's market, and does the claim?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.glossary import Glossary, countries, country, known
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import cased
from xbrief.model import Fact


def check(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E507 for another market than that of the words, and for a country in the claim that is not in them."""
    home = glossary.dossier.company.home or ""
    parties = glossary.dossier.parties
    homes = {parties[id].home for id in glossary.parties(passage.whole) if id in parties}
    # Who is named there is at home in the market: a declared relation.
    if not homes & {*fact.market} or home in fact.market:
        yield from _market(fact, passage, home)
    told = _without(countries(cased(fact.claim)), home)
    near = " ".join((passage.whole, *passage.paragraph))
    there = countries(near)
    for code in told:
        taken_up = code in fact.market and words.HERE.search(passage.sentence)
        taken_up = taken_up or (code == home and words.ABROAD.search(passage.sentence))
        if code not in there and code not in fact.market and not taken_up:
            yield Fault("E507", "claim", f"the claim's {country(code)} is not in the words")
    themselves = {code for code, itself in told.items() if itself}
    if fact.market and themselves and not themselves & {*fact.market}:
        names = ", ".join(country(code) for code in sorted(themselves))
        yield Fault("E507", "market", f"the claim speaks of {names}")


def _without(told: Mapping[str, bool], home: str) -> dict[str, bool]:
    """Where the company comes from ("the Norwegian maker") tells of no market; what happens in Norway does."""
    return {code: itself for code, itself in told.items() if itself or code != home}


def _market(fact: Fact, passage: Passage, home: str) -> Iterator[Fault]:
    """The nearest text that names a country decides: the span, its sentence, its paragraph, the sentences before."""
    wanted = {code for code in fact.market if known(code)}
    if not wanted:
        return
    for text in (passage.shown, passage.whole, " ".join(passage.paragraph), *passage.earlier):
        named = {code: itself for code, itself in countries(text).items() if code != home or code in wanted}
        if wanted <= {*named}:
            return
        themselves = {code for code, itself in named.items() if itself}
        if themselves:
            names = ", ".join(country(code) for code in sorted(themselves))
            for code in sorted(wanted - {*named}):
                yield Fault("E507", "market", f"the words speak of {names}, not of {country(code)}")
            return
    if home in wanted:
        yield Fault("E507", "market", f"the words do not name {country(home)}")
