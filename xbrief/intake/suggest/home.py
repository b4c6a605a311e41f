"""Where the company comes from, and the country that an article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xbrief.intake.suggest import gazetteer
from xbrief.intake.suggest.lexicon import expression
from xbrief.intake.suggest.market import named_in
from xbrief.intake.suggest.types import Sentence

# Names of a country that make an article one about it.
_FEWEST = 2


def homes(sentences: Sequence[Sentence], language: str) -> str | None:
    """The company's home country, where the article tells it: "Sweden's Acme", "Acme, based in Malmö"."""
    own, own_of, ahead, at = (expression(language, "country", name) for name in ("own", "own-of", "here", "at"))
    for sentence in sentences:
        for n, mark in enumerate(sentence.marks):
            if mark.type == "C" and (told := [p.value for p in gazetteer.places(mark.words, language) if p.value]):
                # "The Osaka manufacturer"
                return str(told[0])
            if mark.type not in {"GEO", "NAT"} or not mark.value:
                continue
            sign = f"<{mark.type}:{n}>"
            here = sentence.masked.index(sign)
            behind = own if mark.type == "NAT" else own_of
            # "In the Swedish market, Acme …" tells of no home.
            from_there = behind.match(sentence.masked, here + len(sign)) and not at.search(sentence.masked[:here])
            if from_there or ahead.search(sentence.masked[:here]):
                return str(mark.value)
    return None


def dominant(sentences: Sequence[Sentence], home: str | None, language: str) -> str | None:
    """The one country that an article is about, where most names of countries are its own; else None."""
    named = Counter(str(m.value) for s in sentences for m in named_in(s, home, language) if m.value and m.type != "ORG")
    if not named:
        return None
    code, number = named.most_common(1)[0]
    return code if number >= _FEWEST and number * 2 >= sum(named.values()) else None
