"""What a rule of intake proposes as a fact: never one until a person has accepted it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal in the dossier's schema.

    `fact` holds what would be written into the source file, in the order of its keys: market (alpha-2 or None), kind,
    claim, the kind's own fields, says, certainty, status, time in EDTF, anchor; no id. Parties, people and goods stand
    by their ids where the dossier knows them, else by an id made of their name, and `new` says whose: table of
    dossier.yaml (`parties`, `people`, `categories`) -> id -> its entry there.

    `pattern` names the rule that found it (`block.will-not-sell`), `score` is between 0 and 1, `span` is where its
    words stand, in characters of the text's `raw`; its anchor is found there, once.

    Of a cause, `explains` is the span of the candidate whose turn it explains, where there is one: when that is
    accepted, its id goes into `of`, which is not among the fields.
    """

    fact: Mapping[str, object]
    pattern: str
    score: float
    span: tuple[int, int]
    new: Mapping[str, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)
    explains: tuple[int, int] | None = None
