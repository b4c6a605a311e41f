"""Fields of a fact as a script gives them: `key=value`, read by what the schema says of the key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from xbrief.dossier.schema import Field, fields_of
from xbrief.errors import UnknownName, XbriefError
from xbrief.problems import nearest

# What tells the fact from others is given apart.
_APART = frozenset({"market", "kind"})
_IDS = frozenset({"ids", "markets", "categories", "categories-or-words", "parties", "links"})
_LISTS = _IDS | {"texts", "alarms"}
_FORM = "write --set key=value"


def values(kind: str, pairs: Iterable[str]) -> dict[str, object]:
    """The values by key, as they would stand in the file; lists of ids may be written with commas, all with brackets.

    A key that stands twice adds to its list. UnknownName or XbriefError for what is no field of the kind.
    """
    known = {name: field for name, field in fields_of(kind).items() if name not in _APART}
    found: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise XbriefError(f"{pair!r} is no field and its value", _FORM)
        if key not in known:
            raise UnknownName(f"a fact of the kind {kind} has no field {key!r} to set", nearest(key, known))
        new = _value(known[key], value.strip())
        before = found.get(key)
        if before is None:
            found[key] = new
        elif isinstance(before, list) and isinstance(new, list):
            found[key] = [*before, *new]
        else:
            raise XbriefError(f"{key} is set twice", "give it once")
    return found


def ordered(kind: str, given: Mapping[str, object]) -> dict[str, object]:
    """The values in canonical order."""
    return {name: given[name] for name in fields_of(kind) if name in given}


def _value(field: Field, value: str) -> object:
    if value == "null" and field.null:
        return None
    if value.startswith(("[", "{")) and field.type in _LISTS | {"speakers", "ref"}:
        found = _read(field.name, value)
        return [found] if field.type == "links" and not isinstance(found, list) else found
    if field.type == "speakers":
        ids = _parts(value)
        return ids if len(ids) > 1 else value
    if field.type in _IDS:
        return _parts(value)
    if field.type == "texts":
        return [value]
    # A word in quotes would be as good; so it is how a curator writes it.
    return value == "true" if field.type == "flag" and value in {"true", "false"} else value


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",")]


def _read(name: str, value: str) -> Any:
    """The list or mapping of a text in brackets; every scalar in it is a text."""
    try:
        return yaml.BaseLoader(value).get_single_data()
    except yaml.YAMLError as fault:
        told = " ".join(str(getattr(fault, "problem", None) or fault).split())
        raise XbriefError(f"{name}={value} cannot be read: {told}", f"{_FORM}, such as {name}=[a, b]") from None
