"""Stand-ins, until the modules for names, times and quantities are there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xbrief.intake.suggest.types import Mark, Org
from xbrief.model import Dossier

_NAME = re.compile(r"(?<![\w'-])[A-Z][\w&.'-]*(?: (?:(?:of|and|&|de) )?[A-Z][\w&'-]*)*(?!\w)")


def organisations(sentences: Sequence[str], dossier: Dossier) -> list[list[Mark]]:
    names = {dossier.company.name: dossier.company.id}
    for p in dossier.parties.values():
        names |= {n: p.id for n in (p.name, *p.aliases)}
    inner = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{inner})(?!\w)")
    found = []
    for words in sentences:
        marks = []
        for m in pattern.finditer(words):
            id = names[m[0]]
            party = dossier.parties.get(id)
            type = "C" if id == dossier.company.id else "ORG"
            marks.append(
                Mark(type, m.start(), m.end(), m[0], Org(m[0], id, party.type if party else None, party.home if party else None))  # type: ignore[arg-type]
            )
        found.append(marks)
    return found


def people(words: str, dossier: Dossier) -> list[Mark]:
    names = {p.name: p for p in dossier.people.values()} | {p.name.split()[-1]: p for p in dossier.people.values()}
    return [Mark("PER", m.start(), m.end(), m[0], p) for n, p in names.items() for m in re.finditer(rf"\b{re.escape(n)}\b", words)]


def times(words: str, published: str | None) -> list[Any]:
    del words, published
    return []


def quantities(words: str) -> list[Mark]:
    return [
        Mark("PCT", m.start(), m.end(), m[0], Decimal(m[1]))
        for m in re.finditer(r"(?<!\w)(\d+(?:\.\d+)?)(?:%| per ?cent\b)", words)
    ]


class Time:
    start: int
    end: int
    edtf: str
    role: str
