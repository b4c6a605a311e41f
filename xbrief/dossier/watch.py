"""The watch items of dossier.yaml: what is waited for, as a test that a fact passes or does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xbrief.dossier import record, values, yaml
from xbrief.dossier.names import Desk, mapping
from xbrief.dossier.schema import WATCH, Field, tests_of
from xbrief.model import Edtf, Fact, Watch


def read(desk: Desk, node: yaml.Node | None) -> tuple[Watch, ...]:
    """The sound items in the order in which they are written; an empty section has none."""
    if node is None or not node.sound or (isinstance(node, yaml.Scalar) and node.null):
        return ()
    if not isinstance(node, yaml.Sequence):
        values.wrong_shape(desk.page, node, "watch", "a list", "begin each item with `- id:`")
        return ()
    found: dict[str, Watch] = {}
    for item in node.items:
        entry = mapping(desk.page, "watch", item)
        watch = _item(desk, entry) if entry else None
        if watch is None:
            continue
        if watch.id in found:
            desk.page.error("D318", item, f"`{watch.id}` stands twice under `watch`", "give one of the two another id")
        else:
            found[watch.id] = watch
    return tuple(found.values())


def _item(desk: Desk, entry: yaml.Mapping) -> Watch | None:
    """The item; None where anything in it is wrong: half a test would find what nobody waits for."""
    before = desk.page.errors
    kind = entry.get("kind")
    tests = tests_of(kind.text if isinstance(kind, yaml.Scalar) else "")
    found = record.read(desk, entry, WATCH, "a watch item", others=tuple(tests))
    asked = {
        tests[name].attribute: tuple(_wanted(desk, tests[name], node))
        for name, node in entry.pairs.items()
        if name in tests
    }
    since: Edtf | None = found.get("since")
    if since is not None and since.latest is None:
        desk.page.error("D401", entry.pairs["since"], f"`{since.text}` has no last day", "write YYYY-MM-DD")
    if desk.page.errors > before or since is None or since.latest is None:
        return None
    return Watch(found["id"], found["words"], since.latest, found["kind"], found.get("market", ()), asked)


def _wanted(desk: Desk, field: Field, node: yaml.Node) -> Iterable[str | bool]:
    """The values of which a fact must have one: a single one, or a list of them."""
    nodes = values.items(desk.page, _needed(field), node) if isinstance(node, yaml.Sequence) else [node]
    for each in nodes:
        value = _value(desk, field, each)
        if value is not None:
            yield value


def _needed(field: Field) -> Field:
    """The field as one whose list may not be empty: no value at all would pass nothing."""
    return Field(field.name, field.type, field.doc, required=True, values=field.values)


def _value(desk: Desk, field: Field, node: yaml.Node) -> str | bool | None:
    match field.type:
        case "choice":
            return values.choice(desk.page, field, node)
        case "flag":
            return values.flag(desk.page, field, node)
        case "category" | "categories":
            return desk.category(field.name, node)
        case _:
            return desk.party(field.name, node)


def passes(watch: Watch, fact: Fact) -> bool:
    """Is the fact of the kind and the market that is waited for, with what the tests ask? Its day is not looked at."""
    if fact.kind != watch.kind or (watch.markets and set(watch.markets).isdisjoint(fact.market)):
        return False
    return all(not set(wanted).isdisjoint(_held(getattr(fact, name))) for name, wanted in watch.tests.items())


def _held(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
