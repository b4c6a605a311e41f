"""`reviewed.txt` beside dossier.yaml: which candidates were accepted, skipped or rejected for good; a line each.

The columns, separated by tabs: source · the candidate's mark · how · day (YYYY-MM-DD) · the fact's id, or the rule that
found it. Sorted lines merge without a fuss; where a merge leaves both lines of one candidate, accepted counts before
rejected and rejected before skipped. No word of an article is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from xbrief.evidence.text import normal
from xbrief.model import Dossier, Fact

FILE = "reviewed.txt"
HEAD = "# Candidates: source, mark, how, day, fact or rule. Written by `xbrief review`."
How = Literal["accepted", "rejected", "skipped"]
_HOWS: tuple[How, ...] = ("accepted", "rejected", "skipped")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a candidate; `what` is the id of the fact that it became, else the rule that found it."""

    source: str
    mark: str
    how: How
    day: str
    what: str


Lines = dict[tuple[str, str], Line]
"""By source and mark."""


def mark(fact: Mapping[str, object]) -> str:
    """Twelve hex digits by which a candidate is known again, whatever rule finds it: its kind, market and anchor, and
    the numbers and parties that tell two candidates with the same words apart.
    """
    named = [*_texts(fact.get("parties")), *_texts(fact.get("sellers"))]
    parts = [*_texts(fact.get("kind")), *sorted(_texts(fact.get("market"))), normal(str(fact.get("anchor", "")))]
    parts += [_number(fact.get(name)) for name in ("value", "rate_percent")]
    return hashlib.sha256("\n".join([*parts, *sorted(named)]).encode()).hexdigest()[:12]


def mark_of(fact: Fact) -> str:
    """The mark of a fact that is written."""
    held = {"kind": fact.kind, "market": [*fact.market], "anchor": fact.anchor, "parties": [*fact.parties]}
    return mark({**held, "sellers": [*fact.sellers], "value": fact.value, "rate_percent": fact.rate_percent})


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, Sequence) and not isinstance(value, str) else [str(value)]


def _number(value: object) -> str:
    try:
        return "" if value is None else format(Decimal(str(value)).normalize(), "f")
    except InvalidOperation:
        return str(value)


def parse(content: str) -> tuple[Lines, tuple[int, ...]]:
    """The lines, and the numbers of those that are none (a conflict of a merge, a line cut off)."""
    found: Lines = {}
    broken: list[int] = []
    for number, text in enumerate(content.splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        line = _line(text.split("\t"))
        if line is None:
            broken.append(number)
        else:
            held = found.get((line.source, line.mark))
            if held is None or _HOWS.index(line.how) < _HOWS.index(held.how):
                found[line.source, line.mark] = line
    return found, tuple(broken)


def _line(cells: list[str]) -> Line | None:
    how = next((how for how in _HOWS if len(cells) == 5 and cells[2] == how), None)
    return Line(cells[0], cells[1], how, cells[3], cells[4]) if how and all(cells) else None


def dump(lines: Iterable[Line]) -> str:
    """The file's text, sorted."""
    told = sorted(f"{line.source}\t{line.mark}\t{line.how}\t{line.day}\t{line.what}" for line in lines)
    return "\n".join([HEAD, *told]) + "\n"


def settled(lines: Lines, dossier: Dossier, source: str) -> frozenset[str]:
    """The marks of this source's candidates that are not to come again.

    An acceptance counts once its fact is there: it is noted before the fact is written, and a run may be stopped
    between the two. A fact that says the same counts whoever wrote it.
    """
    held = {*dossier.facts, *dossier.retracted, *dossier.renamed}
    known = {line.mark for line in lines.values() if line.source == source and _counts(line, held)}
    facts = (*dossier.facts.values(), *dossier.retracted.values())
    return frozenset(known | {mark_of(fact) for fact in facts if fact.source == source})


def _counts(line: Line, held: set[str]) -> bool:
    return line.how == "rejected" or (line.how == "accepted" and line.what in held)


def became(mark: str, lines: Lines, dossier: Dossier, source: str) -> str:
    """What became of a candidate that is settled, for a person to read; empty for one that is open."""
    line = lines.get((source, mark))
    if line is not None and line.how == "rejected":
        return "rejected already"
    if line is not None and _counts(line, {*dossier.facts, *dossier.retracted, *dossier.renamed}):
        return f"held already: {line.what}"
    facts = (*dossier.facts.values(), *dossier.retracted.values())
    return next((f"held already: {f.id}" for f in facts if f.source == source and mark_of(f) == mark), "")


def skipped(lines: Lines, source: str) -> frozenset[str]:
    """The marks of those that were left for later."""
    return frozenset(line.mark for line in lines.values() if line.source == source and line.how == "skipped")
