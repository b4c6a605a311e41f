"""As much of JSON Schema (2020-12) as docs/brief.schema.json uses; a word that is not known here fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}
_SILENT = {"$schema", "$defs", "title", "description"}


def faults(value: Any, schema: Any, root: Any, at: str = "$") -> Iterator[str]:
    """What breaks the schema, each with its place; a field that the schema does not name counts too."""
    for word, wanted in schema.items():
        if word in _SILENT:
            continue
        yield from _CHECKS[word](value, wanted, schema, root, at)


def _ref(value: Any, wanted: Any, _schema: Any, root: Any, at: str) -> Iterator[str]:
    yield from faults(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, at)


def _any(value: Any, wanted: Any, _schema: Any, root: Any, at: str) -> Iterator[str]:
    tried = [[*faults(value, each, root, at)] for each in wanted]
    if all(tried):
        yield from min(tried, key=len)


def _type(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    names = wanted if isinstance(wanted, list) else [wanted]
    if not any(isinstance(value, _TYPES[n]) and (n == "boolean" or not isinstance(value, bool)) for n in names):
        yield f"{at}: {value!r} is no {' or '.join(names)}"


def _properties(value: Any, wanted: Any, _schema: Any, root: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}: {name} is not described" for name in value.keys() - wanted.keys())
        for name in value.keys() & wanted.keys():
            yield from faults(value[name], wanted[name], root, f"{at}.{name}")


def _required(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}: {name} is missing" for name in wanted if name not in value)


def _items(value: Any, wanted: Any, _schema: Any, root: Any, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from faults(each, wanted, root, f"{at}[{number}]")


def _least_items(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    if isinstance(value, list) and len(value) < wanted:
        yield f"{at}: fewer than {wanted}"


def _minimum(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    if isinstance(value, int) and value < wanted:
        yield f"{at}: {value} is less than {wanted}"


def _pattern(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    if isinstance(value, str) and not re.search(wanted, value):
        yield f"{at}: {value!r} does not look like {wanted}"


def _enum(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    if value not in wanted:
        yield f"{at}: {value!r} is none of {wanted}"


def _const(value: Any, wanted: Any, _schema: Any, _root: Any, at: str) -> Iterator[str]:
    if value != wanted:
        yield f"{at}: {value!r} is not {wanted!r}"


_CHECKS = {
    "$ref": _ref,
    "anyOf": _any,
    "type": _type,
    "properties": _properties,
    "required": _required,
    "items": _items,
    "minItems": _least_items,
    "minimum": _minimum,
    "pattern": _pattern,
    "enum": _enum,
    "const": _const,
}
