"""Does the sentence hold a word for the fact's role, reason, event or type? The words are data: `cues.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from xbrief.dossier.yaml import LOADER
from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.passage import Passage
from xbrief.model import Dossier, Fact

# What no paraphrase tells without one of its words.
CONCRETE = frozenset({"legal", "patent", "tax", "politics"})


@cache
def cues() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """By field and value, the words that tell it."""
    table = LOADER(Path(__file__).with_name("cues.yaml").read_text("utf-8")).get_single_data()
    return {
        field: {value: re.compile(rf"\b(?:{text})\b") for value, text in values.items()}
        for field, values in table.items()
    }


def check(dossier: Dossier, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E510 for a role, reason, event or type where the words tell of another one; E511 for a leave that they doubt.

    Words that tell of none may be a paraphrase that the cues do not know.
    """
    for field in ("role", "reason", "event", "type", "applies_to", "name"):
        value = getattr(fact, field)
        table = cues().get(field, {})
        if value not in table or (fact.kind == "tariff" and field == "type"):
            continue
        if table[value].search(passage.sentence) or _by_party(dossier, fact, field, value):
            continue
        if value in CONCRETE and not table[value].search(passage.line):
            yield Fault("E510", field, f"nothing in the words tells of {value}")
            continue
        others = [v for v, pattern in table.items() if pattern.search(passage.clause)]
        if others:
            yield Fault("E510", field, f"the words tell of {' or '.join(others[:3])}, and not of {value}")
    if fact.kind == "partner":
        yield from _leave(fact, passage)
    if fact.applies_to == "all" and cues()["applies_to"]["imported"].search(passage.clause):
        yield Fault("E510", "applies_to", "the words speak of what is imported, and not of all")


def _by_party(dossier: Dossier, fact: Fact, field: str, value: str) -> bool:
    """The dossier's own word on what a party is bears its role."""
    types = {dossier.parties[p].type for p in fact.parties if p in dossier.parties}
    return field == "role" and value in types


def _leave(fact: Fact, passage: Passage) -> Iterator[Fault]:
    doubted = words.UNAUTHORISED.search(f"{passage.line} {passage.sentence}")
    if fact.authorised == "no" and not words.WITHOUT_LEAVE.search(passage.line):
        yield Fault("E511", "authorised", "nothing in the words says that the company gave no leave")
    elif fact.authorised != "yes" and not doubted:
        yield Fault("E511", "authorised", "the words raise no doubt of the company's leave")
    if fact.authorised == "yes" and words.UNAUTHORISED.search(passage.sentence):
        yield Fault("E511", "authorised", "the words doubt the company's leave")
