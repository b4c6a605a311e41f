"""What the parts of `suggest` hand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# C: the company of the article, by name or taken up; ORG: another organisation; THEY: several, taken up; PER: a person;
# GEO: a country, region or city; NAT: of a country; GOOD: goods; PROD: a product's name; PCT: percent; MON: money;
# NUM: another number; TIME: a time.
Type = Literal["C", "ORG", "THEY", "PER", "GEO", "NAT", "GOOD", "PROD", "PCT", "MON", "NUM", "TIME"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A typed span: characters `start` to `end` of its sentence, as written there.

    `value` is what it stands for: of C and ORG an `Org`, of THEY a tuple of them, of GEO and NAT alpha-2 (`eu` for the
    Union, empty for another region), of GOOD and PROD the name of a category or a product, of PCT, MON and NUM a
    `quantities.Quantity`, of TIME a `times.Time`.
    """

    type: Type
    start: int
    end: int
    words: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation: its name as printed, the dossier's id, what it is (carrier, retailer, regulator …), its home."""

    name: str
    id: str | None = None
    type: str | None = None
    home: str | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence with its marks, in order. `places` leads from its characters to those of the text's `raw`.

    `masked` is the sentence with `<TYPE:n>` for the nth mark; `begins` and `ends` lead from its characters to those of
    `words`, a mark counting as a whole. `paragraph` is the number of its line, from 0; of the title it is -1.
    """

    words: str
    places: tuple[int, ...]
    paragraph: int
    marks: list[Mark] = field(default_factory=list)
    masked: str = ""
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, as its file holds it; see `en/README.md`.

    `find` and `unless` are expressions over `Sentence.masked`, with macros; `cue` is a plain one, looked for first.
    `fact` leads from fields of the kind to values: `$slot` is what stands in a slot, anything else stands for itself.
    """

    id: str
    kind: str
    cue: str
    find: str
    claim: str
    score: float
    fact: Mapping[str, object] = field(default_factory=dict)
    # It does not hold where this is found in the sentence.
    unless: str = ""
    # Fixed where the words of the pattern tell it; else judged by the clause.
    status: str = ""
    certainty: str = ""
    # It tells of a denial itself, so that "not" in its clause is no reason to leave it.
    negative: bool = False
    # It holds for organisations alone that another pattern of the kind finds in the article.
    known: bool = False
    # one: it needs a market; any: it may be about the company itself; none: it is.
    market: Literal["one", "any", "none"] = "one"
    # Of a cause: its words tell by themselves that it is one, whatever stands beside it.
    alone: bool = False
    # Of a cause: it is one only where what it explains was found, too.
    beside: bool = False
    # Of a cause: it explains only what is over, or kept from being.
    stop: bool = False
    # Its goods may stand anywhere in its clause, in the slot `near`; another firm's clause is not its.
    loose: bool = False
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
