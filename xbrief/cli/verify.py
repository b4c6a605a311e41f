"""`xbrief verify`: do the sources say so, word for word?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.evidence.held import Held
    from xbrief.evidence.lock import Entry

EXAMPLES = """
xbrief verify --texts DIR --dry-run  # look, and write nothing
xbrief verify {source} --texts DIR --dry-run  # one source alone
xbrief verify --texts DIR --dry-run --format json
"""
SCHEMA = "xbrief.verify/1"


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
    their sources: DIR/<source id>.txt, .md or .html. "Words found" is not "true". Exit code 1 where words are not
    found, stand twice, or say less than the fact.
    """
    from xbrief.cli.run import words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.evidence import held, lock

    opened = session(dossier)
    at_hand = words.texts(opened.root, texts)
    if not at_hand:
        raise XbriefError("no texts are at hand", "name their folder: --texts DIR, or XBRIEF_TEXTS in the environment")
    chosen = _chosen(opened.dossier.facts, opened.dossier.sources, id or ())
    found = [
        held.hold(opened.dossier, opened.dossier.facts[i], at_hand.of(opened.dossier.facts[i].source)) for i in chosen
    ]
    entries = words.entries(opened.root)
    today = options.day(options.TODAY).isoformat()
    for one in found:
        before = entries.get(one.fact.id)
        if one.text is None:
            continue
        if one.span is None or one.faults:
            # What its words do not bear was not found; a person's word stands beside the fault until it is taken back.
            if before is not None and before.how == "found":
                del entries[one.fact.id]
            continue
        fresh = lock.found(one.fact, one.text, one.span, today, opened.dossier)
        # A line that would say the same keeps its day: a second run changes no byte.
        same = before is not None and _content(before) == _content(fresh)
        entries[one.fact.id] = before if same and before is not None else fresh
    if not dry_run:
        # Lines of facts that could not be read today stay: a typo in a file takes back nobody's word.
        words.write(opened.root, entries)
    emit(_json(found) if format == "json" else _lines(found))
    bad = sum(bool(one.faults) for one in found)
    if bad:
        raise NotFound(
            f"{bad} of {len(found)} facts are not what their words say", "look at each; a likeness is no evidence"
        )


def _content(entry: Entry) -> tuple[object, ...]:
    """What a line says, its day aside."""
    return entry.how, entry.text, entry.span, dict(entry.fields)


def _chosen(facts: Any, sources: Any, ids: Sequence[str]) -> list[str]:
    """The ids of the facts asked for; UnknownName for what is neither a fact nor a source."""
    from xbrief.errors import UnknownName
    from xbrief.problems import nearest

    chosen: dict[str, None] = {}
    for id in ids:
        if id not in facts and id not in sources:
            raise UnknownName(f"no fact and no source is called {id!r}", nearest(id, [*facts, *sources], 3))
        chosen.update(dict.fromkeys(i for i, f in facts.items() if id in {i, f.source}))
    return list(chosen) if ids else list(facts)


def _lines(found: Sequence[Held]) -> str:
    """A line a fault, and what was found of how many."""
    from xbrief.problems import escape

    lines = [
        escape(f"{one.fact.place.file}:{one.fact.place.line}: {f.code} {one.fact.id}: {f.message}")
        for one in found
        for f in one.faults
    ]
    looked = [one for one in found if one.text is not None]
    hit = sum(one.span is not None for one in looked)
    rest = len(found) - len(looked)
    lines.append(f"words found for {hit} of {len(looked)} facts whose texts are at hand; {rest} without a text")
    return "\n".join(lines) + "\n"


def _json(found: Sequence[Held]) -> str:
    from xbrief.render import tables

    return tables.json(SCHEMA, {"facts": [_object(one) for one in found]})


def _object(one: Held) -> dict[str, Any]:
    return {
        "id": one.fact.id,
        "source": one.fact.source,
        "text": one.text.fingerprint if one.text else None,
        "span": list(one.span) if one.span else None,
        "faults": [{"code": f.code, "field": f.field, "message": f.message} for f in one.faults],
    }
