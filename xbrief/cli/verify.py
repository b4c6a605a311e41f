"""`xbrief verify`: do the sources say so, word for word?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.evidence.fault import Fault
    from xbrief.evidence.held import Held
    from xbrief.model import Dossier, Fact

EXAMPLES = """
xbrief verify --texts DIR --dry-run  # look, and write nothing
xbrief verify {source} --texts DIR --dry-run  # one source alone
xbrief verify --texts DIR --dry-run --format json
"""
SCHEMA = "xbrief.verify/1"
# The code of a text that cannot be read.


class NotFound(XbriefError):
    """Words are not where the facts say that they are, or say less than the facts do."""

    exit_code = 1


def command(
    id: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="Facts or sources; all without any.", autocompletion=complete.sources),
    ] = None,
    texts: options.TextsOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look, and leave words.lock as it is.")] = False,
    format: Annotated[
        Literal["terminal", "json"], typer.Option("--format", help="Lines for reading, or a JSON object.")
    ] = "terminal",
    dossier: options.DossierOption = None,
) -> None:
    """Looks for the words of every anchor in the text of its source, and holds the fact against them.

    What is found goes into words.lock beside dossier.yaml: a line a fact, for teams to merge. Texts are named after
    their sources: DIR/<source id>.txt, .md, .html or .htm; of several the first in this order is read. "Words found" is
    not "true". Exit code 1 where words are not found, stand twice, or say less than the fact, and where a text cannot
    be read.
    """
    from xbrief.cli.run import noting, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.evidence.glossary import Glossary
    from xbrief.evidence.held import look

    opened = session(dossier)
    at_hand = words.texts(opened.root, texts)
    if not at_hand:
        raise XbriefError("no texts are at hand", "name their folder: --texts DIR, or XBRIEF_TEXTS in the environment")
    chosen = _chosen(opened.dossier, id or ())
    names = Glossary(opened.dossier)
    found = [look(names, opened.dossier.facts[i], at_hand) for i in chosen]
    if not any(one.text or one.faults for one in found):
        message = f"{at_hand.folder} holds no text of the {len(found)} facts' sources"
        raise XbriefError(message, "name each text after its source: <source id>.txt")
    if not dry_run:
        today = options.day(options.TODAY).isoformat()
        words.update(opened.root, lambda entries: noting.note(opened.dossier, found, entries, today))
    emit(_json(found) if format == "json" else _lines(found))
    lost = _lost(found)
    bad = sum(bool(one.faults) for one in found) - lost
    told = [f"{bad} of {len(found)} facts are not what their words say"] if bad else []
    told += [f"the texts of {lost} of {len(found)} facts cannot be read"] if lost else []
    if told:
        raise NotFound("; ".join(told), "look at each; a likeness is no evidence")


def _chosen(dossier: Dossier, ids: Sequence[str]) -> list[str]:
    """The ids of the facts asked for; UnknownName for what is neither a fact nor a source."""
    from xbrief.cli.run import words
    from xbrief.errors import UnknownName
    from xbrief.problems import nearest

    facts, sources = dossier.facts, dossier.sources
    chosen: dict[str, None] = {}
    for id in ids:
        now = id if id in sources else words.current(dossier, id)
        if now not in facts and now not in sources:
            raise UnknownName(f"no fact and no source is called {id!r}", nearest(id, [*facts, *sources], 3))
        chosen.update(dict.fromkeys(i for i, f in facts.items() if now in {i, f.source}))
    return list(chosen) if ids else list(facts)


def _lines(found: Sequence[Held]) -> str:
    """A line a fault, and what was found of how many."""
    from xbrief.problems import escape

    lines = [
        escape(f"{one.fact.place.file}:{one.fact.place.line}: {_name(one.fact, f)} {one.fact.id}: {f.message}")
        for one in found
        for f in one.faults
    ]
    looked = [one for one in found if one.text is not None]
    hit = sum(one.span is not None for one in looked)
    lost = _lost(found)
    rest = len(found) - len(looked) - lost
    told = f"; {lost} whose texts cannot be read" if lost else ""
    lines.append(f"words found for {hit} of {len(looked)} facts whose texts are at hand; {rest} without a text{told}")
    if waved := sum(bool(one.acknowledged) for one in found):
        lines.append(f"alarms acknowledged in {waved} of them")
    return "\n".join(lines) + "\n"


def _lost(found: Sequence[Held]) -> int:
    """How many of the facts have a text that cannot be read."""
    from xbrief.evidence.held import UNREADABLE

    return sum(f.code == UNREADABLE for one in found for f in one.faults)


def _json(found: Sequence[Held]) -> str:
    from xbrief.render import tables

    return tables.json(SCHEMA, {"facts": [_object(one) for one in found]})


def _object(one: Held) -> dict[str, Any]:
    return {
        "id": one.fact.id,
        "source": one.fact.source,
        "text": one.text.fingerprint if one.text else None,
        "span": list(one.span) if one.span else None,
        "faults": [_told(one.fact, fault) for fault in one.faults],
        "acknowledged": [_told(one.fact, fault) for fault in one.acknowledged],
    }


def _name(fact: Fact, fault: Fault) -> str:
    """The mark of an alarm, by which it may be acknowledged; the bare code where the words are not found."""
    return fault.code if fault.code < "E5" else fault.mark(fact)


def _told(fact: Fact, fault: Fault) -> dict[str, str]:
    return {"code": fault.code, "mark": fault.mark(fact), "field": fault.field, "message": fault.message}
