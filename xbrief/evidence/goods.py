"""Are the goods of a fact, and those in its claim, those of its words?"""

from __future__ import annotations

from collections.abc import Iterator

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import cased, normal
from xbrief.model import Fact

# Sentences back in which goods may have been named that "they" or "the devices" takes up.
_BACK = 3


def check(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E506 for a product or a category that the words, or the claim beside others, do not name."""
    for product in fact.products:
        short = normal(product)
        taken_up = words.ANAPHORA.search(passage.sentence) and any(short in normal(s) for s in passage.earlier[:_BACK])
        if short not in passage.sentence and short.split()[-1] not in passage.sentence.split() and not taken_up:
            yield Fault("E506", "products", f"{product} is not in the words")
    claim = cased(fact.claim)
    told = glossary.goods(claim)
    own = [c for c in (*fact.categories, *fact.on) if c in glossary.dossier.categories]
    for category in own:
        label = glossary.dossier.categories[category].label
        if not _there(glossary, fact, passage, category):
            yield Fault("E506", "categories", f"{label} are in the words by no name that the dossier gives them")
        elif told and category not in told and not _by_product(glossary, fact, category, claim):
            yield Fault("E506", "categories", f"{label} are not in the claim, which names others")
    for category in sorted(told - {*own}):
        if not _near(glossary, passage, category):
            label = glossary.dossier.categories[category].label
            yield Fault("E506", "claim", f"the claim's {label} are not in the words")
        elif own and fact.kind in {"offer", "block"} and category not in glossary.goods(passage.shown):
            label = glossary.dossier.categories[category].label
            yield Fault("E506", "claim", f"the claim's {label} are neither in the fact nor in the words")


def _by_product(glossary: Glossary, fact: Fact, category: str, text: str) -> bool:
    """A product stands for the one category of its fact, unless its brand is another one's.

    Of several categories, nobody knows which it belongs to.
    """
    if len(fact.categories) + len(fact.on) != 1:
        return False
    products = [p for p in fact.products if glossary.goods(cased(p)) <= {category}]
    return any(normal(p) in normal(text) for p in products)


def _there(glossary: Glossary, fact: Fact, passage: Passage, category: str) -> bool:
    """Are the goods in the span; or, where that names no others, in its sentence or taken up there?"""
    within = glossary.goods(passage.shown)
    if category in within or _by_product(glossary, fact, category, passage.shown):
        return True
    if within and fact.kind not in {"view", "cause"}:
        return False
    if category in glossary.goods(passage.whole) or _by_product(glossary, fact, category, passage.whole):
        return True
    if not words.ANAPHORA.search(passage.sentence):
        return False
    nearest = next((g for g in map(glossary.goods, passage.earlier[:_BACK]) if g), frozenset())
    return category in nearest


def _near(glossary: Glossary, passage: Passage, category: str) -> bool:
    near = (passage.whole, *passage.paragraph, *passage.earlier[:_BACK])
    return any(category in glossary.goods(sentence) for sentence in near)
