"""A fact held against the text of its source: are its words there, once, and do they bear what it says?"""

from __future__ import annotations

from dataclasses import dataclass

from xbrief.evidence import anchor, force, values
from xbrief.evidence.fault import Fault
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import Text
from xbrief.model import Fact


@dataclass(frozen=True, slots=True)
class Held:
    """What came of looking. `text` is None where it is not at hand, `span` where the words are not found just once."""

    fact: Fact
    text: Text | None
    span: tuple[int, int] | None
    faults: tuple[Fault, ...]


def hold(glossary: Glossary, fact: Fact, text: Text | None) -> Held:
    """Looks for the fact's words in the text, and for what the fact says beyond them."""
    if text is None:
        return Held(fact, None, None, ())
    found = anchor.places(fact.anchor, text)
    if not found:
        near = anchor.nearest(fact.anchor, text)
        told = f"; nearest, {near.likeness:g} of 100 alike: {_shown(text, near.span)}" if near else ""
        return Held(
            fact, text, None, (Fault("E401", "anchor", f"the words {fact.anchor!r} are not in the text{told}"),)
        )
    if len(found) > 1:
        places = ", ".join(f"{s.start}-{s.end}" for s in found)
        message = f"the words {fact.anchor!r} stand {len(found)} times in the text, at characters {places}"
        return Held(fact, text, None, (Fault("E402", "anchor", message),))
    span = found[0]
    passage = Passage.of(text, span)
    faults = (*values.check(glossary, fact, passage), *force.check(glossary.dossier, fact, passage))
    return Held(fact, text, (span.start, span.end), faults)


def _shown(text: Text, span: anchor.Span) -> str:
    return repr(" ".join(text.raw[span.start : span.end].split()))
