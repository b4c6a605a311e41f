"""What a review goes through: facts that nobody has looked at, and then candidates, those left for later last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xbrief.intake.candidate import Candidate
from xbrief.intake.review import record
from xbrief.intake.review.record import Lines
from xbrief.intake.said import said
from xbrief.model import Dossier

New = Mapping[str, Mapping[str, Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be looked at. `id` is that of a fact that is written and unreviewed, empty for a candidate; `found`
    says how it came; `mark` is its own from before any edit. `explains` is where the turn is told that a cause
    explains, in characters of the text's `raw`.
    """

    fact: Mapping[str, object]
    found: str
    mark: str
    id: str = ""
    new: New = field(default_factory=dict)
    score: float | None = None
    later: bool = False
    explains: tuple[int, int] | None = None


def items(found: Iterable[Candidate], lines: Lines, dossier: Dossier, source: str, content: str) -> list[Item]:
    """What is left to be looked at; `content` is the text of the source file, for its unreviewed facts."""
    done, later = record.settled(lines, dossier, source), record.skipped(lines, source)
    fresh: dict[str, Item] = {}
    for candidate in found:
        mark = record.mark(candidate.fact)
        if mark not in done and mark not in fresh:
            fresh[mark] = _item(candidate, mark, later=mark in later)
    # A cause comes behind the others: it names the fact that it explains, which is to be accepted first.
    ordered = sorted(fresh.values(), key=lambda item: (item.later, item.fact.get("kind") == "cause"))
    return [*unreviewed(content), *ordered]


def _item(candidate: Candidate, mark: str, *, later: bool) -> Item:
    score, explains = candidate.score, candidate.explains
    return Item(candidate.fact, candidate.pattern, mark, "", candidate.new, score, later, explains)


def unreviewed(content: str) -> Iterable[Item]:
    """The facts of a source file that nobody has reviewed."""
    told = said(content.removeprefix("\ufeff"))
    for fact in (told.get("facts") or []) if isinstance(told, dict) else []:
        if isinstance(fact, dict) and fact.get("unreviewed") and fact.get("id") and not fact.get("retracted"):
            kept = {key: value for key, value in fact.items() if key != "unreviewed"}
            yield Item(kept, fact["unreviewed"], record.mark(kept), fact["id"])


def used(new: New, fact: Mapping[str, object]) -> dict[str, dict[str, Mapping[str, object]]]:
    """The entries that the fact names, and the parties for which its people speak."""
    named = {*_words(fact)}
    named |= {str(entry.get("of")) for id, entry in new.get("people", {}).items() if id in named}
    tables = {table: {id: e for id, e in entries.items() if id in named} for table, entries in new.items()}
    return {table: entries for table, entries in tables.items() if entries}


def _words(value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        value = [*value.values()]
    if isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield value
