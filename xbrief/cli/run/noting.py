"""What was found of the words of facts goes into the lines of the lock."""

from __future__ import annotations

from collections.abc import Sequence

from xbrief.evidence import lock
from xbrief.evidence.held import Held
from xbrief.evidence.lock import Entry
from xbrief.model import Dossier


def note(dossier: Dossier, found: Sequence[Held], entries: dict[str, Entry], today: str) -> None:
    """Puts what was found today into the lines of the lock.

    Lines of facts that could not be read today stay: a typo in a file takes back nobody's word.
    """
    for one in found:
        before = entries.get(one.fact.id)
        if one.text is None:
            continue
        if one.span is None or one.faults:
            # What its words do not bear was not found; a person's word stands beside the fault until it is taken back.
            if before is not None and before.how == "found":
                del entries[one.fact.id]
            continue
        fresh = lock.found(one.fact, one.text, one.span, today, dossier)
        # A line that would say the same keeps its day: a second run changes no byte.
        same = before is not None and _content(before) == _content(fresh)
        entries[one.fact.id] = before if same and before is not None else fresh


def _content(entry: Entry) -> tuple[object, ...]:
    """What a line says, its day aside."""
    return entry.how, entry.text, entry.span, dict(entry.fields)
