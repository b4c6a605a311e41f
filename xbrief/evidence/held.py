"""A fact held against the text of its source: are its words there, once, and do they bear what it says?"""

from __future__ import annotations

from dataclasses import dataclass

from xbrief.evidence import anchor, force, values
from xbrief.evidence.fault import Fault
from xbrief.evidence.folder import Texts, Unreadable
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import Text
from xbrief.model import Fact

UNREADABLE = "E405"


@dataclass(frozen=True, slots=True)
class Held:
    """What came of looking. `text` is None where it is not at hand, `span` where the words are not found just once.

    `acknowledged` are those faults of which the fact says why they are none.
    """

    fact: Fact
    text: Text | None
    span: tuple[int, int] | None
    faults: tuple[Fault, ...]
    acknowledged: tuple[Fault, ...] = ()


def look(names: Glossary, fact: Fact, texts: Texts) -> Held:
    """The fact held against its text in the folder; a text that cannot be read is a fault of its facts alone."""
    try:
        return hold(names, fact, texts.of(fact.source))
    except Unreadable as fault:
        return Held(fact, None, None, (Fault(UNREADABLE, "anchor", f"{fault.message}; {fault.hint}"),))


def hold(names: Glossary, fact: Fact, text: Text | None) -> Held:
    """Looks for the fact's words in the text, and for what the fact says beyond them."""
    if text is None:
        return Held(fact, None, None, ())
    found = anchor.places(fact.anchor, text)
    if not found:
        return Held(fact, text, None, (Fault("E401", "anchor", f"the words {fact.anchor!r} {_missed(fact, text)}"),))
    if len(found) > 1:
        places = ", ".join(f"{s.start}-{s.end}" for s in found)
        message = f"the words {fact.anchor!r} stand {len(found)} times in the text, at characters {places}"
        return Held(fact, text, None, (Fault("E402", "anchor", message),))
    span = found[0]
    passage = Passage.of(text, span)
    faults = [*values.check(names, fact, passage)]
    if values.english(names.dossier, fact):
        faults += force.check(names.dossier, fact, passage)
    waved = dict(fact.acknowledged)
    marks = {fault: fault.mark(fact) for fault in faults}
    idle = [mark for mark in waved if mark not in marks.values()]
    left = [fault for fault, mark in marks.items() if mark not in waved]
    left += [Fault("E406", "acknowledged", f"nothing raises {mark}, which the fact acknowledges") for mark in idle]
    known = tuple(fault for fault, mark in marks.items() if mark in waved)
    return Held(fact, text, (span.start, span.end), tuple(left), known)


def _missed(fact: Fact, text: Text) -> str:
    """Where the words stand outside of the article, or else the nearest ones."""
    outside = anchor.outside(fact.anchor, text)
    if outside:
        places = ", ".join(f"{s.start}-{s.end} ({anchor.aside(s, text)})" for s in outside)
        return f"are not in the article itself; they stand beside it, at characters {places}"
    near = anchor.nearest(fact.anchor, text)
    return "are not in the text" + (
        f"; nearest, {near.likeness:g} of 100 alike: {_shown(text, near.span)}" if near else ""
    )


def _shown(text: Text, span: anchor.Span) -> str:
    return repr(" ".join(text.raw[span.start : span.end].split()))
