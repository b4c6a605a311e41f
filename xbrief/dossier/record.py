"""A mapping held against the table: unknown and missing keys, and the value of each known one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from xbrief.dossier import names, values, yaml
from xbrief.dossier.names import Desk
from xbrief.dossier.page import Page
from xbrief.dossier.schema import Field, Type, kinds_with
from xbrief.problems import did_you_mean

Values = dict[str, Any]

_FEW = 10
_PLAIN: Mapping[Type, Callable[[Page, Field, yaml.Node], Any]] = {
    "id": values.identifier,
    "ids": values.identifiers,
    "text": values.text,
    "texts": values.texts,
    "anchor": values.anchor,
    "choice": values.choice,
    "flag": values.flag,
    "number": values.number,
    "whole": values.whole,
    "date": values.day,
    "url": values.url,
    "language": values.language,
    "citekey": values.citekey,
    "currency": values.currency,
    "hs": values.headings,
    "alarms": values.alarms,
    "grounds": values.grounds,
    "seen": values.seen,
    "market": names.market,
    "markets": names.markets,
}
_NAMED: Mapping[Type, Callable[[Desk, Field, yaml.Node], Any]] = {
    "origin": lambda desk, field, node: desk.origin(field.name, node),
    "speakers": names.speakers,
    "category": lambda desk, field, node: desk.category(field.name, node),
    "categories": names.categories,
    "categories-or-words": names.charged,
    "party": lambda desk, field, node: desk.party(field.name, node),
    "parties": names.parties,
    "party-or-words": lambda desk, field, node: values.text(desk.page, field, node),
    "fact": lambda desk, field, node: values.identifier(desk.page, field, node),
    "ref": names.ref,
    "links": names.links,
}


def read(desk: Desk, node: yaml.Mapping, fields: Iterable[Field], what: str, others: tuple[str, ...] = ()) -> Values:
    """The values of the fields that are there and right, by their names in the model.

    `what` names the thing in messages ("a tariff"); `others` are keys that somebody else reads.
    """
    table = {field.name: field for field in fields}
    found: Values = {}
    for name, value in node.pairs.items():
        field = table.get(name)
        if field:
            result = _value(desk, field, value)
            if result is not None:
                found[field.attribute] = result
        elif name not in others:
            _unknown(desk.page, node.keys[name], [*table, *others], what)
    for name, field in table.items():
        if field.required and name not in node.pairs:
            desk.page.error("D202", node, f"`{name}` is missing: {what} needs it", field.doc)
    return found


def _value(desk: Desk, field: Field, node: yaml.Node) -> Any:
    if field.null and isinstance(node, yaml.Scalar) and node.null:
        return None
    plain = _PLAIN.get(field.type)
    return plain(desk.page, field, node) if plain else _NAMED[field.type](desk, field, node)


def _unknown(page: Page, key: yaml.Scalar, known: list[str], what: str) -> None:
    # Only facts come in kinds, so only there a key may belong to another one.
    owners = ", ".join(kinds_with(key.text)) if "kind" in known else ""
    if owners and key.text == "status":
        page.error("D404", key, f"{what} has no status", f"a status stands with {owners}")
        return
    elsewhere = f"`{key.text}` belongs to {owners}" if owners else ""
    listed = f"it takes {', '.join(known)}" if len(known) <= _FEW else ""
    hint = did_you_mean(key.text, known) or elsewhere or listed
    page.error("D203", key, f"{what} has no key {values.shown(key.text)}", hint)
