"""A proposal as text that a person edits, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xbrief.dossier.schema import fields_of
from xbrief.errors import XbriefError
from xbrief.intake.dump import block, flow
from xbrief.intake.review.items import New
from xbrief.intake.said import said
from xbrief.problems import did_you_mean, escape

_TABLES = ("parties", "people", "categories")
_NEW = "new"


def text(fact: Mapping[str, object], new: New, told: Sequence[str]) -> str:
    """The fact as lines, what dossier.yaml gets below `new`, and comments on top."""
    lines = [f"# {escape(line)}" for line in told]
    lines += ["# Save and leave the editor to go on; lines that begin with # are left out.", *block(fact)]
    if new:
        lines += ["# For dossier.yaml:", f"{_NEW}:"]
    for table, entries in new.items():
        lines += [f"  {table}:", *(f"    {line}" for line in block(entries))]
    return "\n".join(lines) + "\n"


def parsed(written: str) -> tuple[dict[str, object], New]:
    """The fact of such a text and its new entries; XbriefError where it is none."""
    found = said(written)
    if not isinstance(found, dict):
        raise XbriefError("nothing is left of the fact", "write `key: value` lines")
    fact = {str(key): value for key, value in found.items() if key != _NEW}
    new = found.get(_NEW) or {}
    whole = isinstance(new, dict) and all(
        table in _TABLES and isinstance(entries, dict) and all(isinstance(e, dict) for e in entries.values())
        for table, entries in new.items()
    )
    if not whole:
        raise XbriefError("`new` holds no entries", "new: {parties: {acme: {name: Acme}}}")
    return fact, new


def value(typed: str) -> object:
    """A typed value: in brackets and braces as YAML, `null` for nothing, else the text itself."""
    if typed[:1] in {"[", "{"}:
        return said(f"- {typed}")[0]
    return None if typed == "null" else typed


def shown(held: object) -> str:
    """A value as it is typed."""
    return held if isinstance(held, str) else flow(held)


def named(name: str, fact: Mapping[str, object]) -> str:
    """The field of that name; XbriefError with the nearest one where facts of this kind have none."""
    known = fields_of(str(fact.get("kind", "")))
    if name not in known or name == "id":
        raise XbriefError(f"a fact of this kind has no field {name!r}", did_you_mean(name, known) or ", ".join(known))
    return name


def changed(fact: Mapping[str, object], name: str, typed: str) -> dict[str, object]:
    """The fact with another value; without the field where nothing is typed. Keys that come stand in their order."""
    if not typed.strip():
        return {key: held for key, held in fact.items() if key != name}
    after = {**fact, name: value(typed.strip())}
    order = [*fields_of(str(after.get("kind", "")))]
    if name in fact:
        return after
    return dict(sorted(after.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)))
