"""JSON Schema (2020-12) of a dossier's files, made from the table, for editors that complete and check while typing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xbrief.dossier import values
from xbrief.dossier.schema import (
    ASSESSMENT,
    CATEGORY,
    COMPANY,
    FACT,
    KINDS,
    PARTY,
    PERSON,
    SECTIONS,
    SOURCE,
    TOPICS,
    WATCH,
    Field,
    Type,
    fields_of,
    tests_of,
)

Json = dict[str, Any]

# Editors type what stands unquoted (2015, 1.5, true, no); here all of it is text.
_TEXT: Json = {"type": ["string", "number", "boolean"]}
_NUMBER: Json = {"type": ["number", "string"], "pattern": "^-?[0-9]+([.][0-9]+)?$"}
_WHOLE: Json = {"type": ["integer", "string"], "minimum": 1, "pattern": "^[1-9][0-9]*$"}
_FLAG: Json = {"enum": [True, False, "true", "false"]}
_DATE: Json = {"type": ["string", "integer"], "pattern": "^([.][.]|[0-9]{4}(-[0-9]{2}){0,2}~?)(/.+)?$"}


def json_schema() -> Json:
    """One schema for all files: `company` marks dossier.yaml, `assessments` theirs, all else is a source file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of an xbrief dossier",
        "type": "object",
        "if": {"required": ["company"]},
        "then": {"$ref": "#/$defs/dossier"},
        "else": {
            "if": {"required": ["assessments"]},
            "then": {"$ref": "#/$defs/assessments"},
            "else": {"$ref": "#/$defs/source"},
        },
        "$defs": {"source": _source(), "fact": _fact(), "dossier": _dossier(), "assessments": _assessments()},
    }


def _source() -> Json:
    schema = _record(SOURCE)
    schema["properties"]["facts"] = {"type": "array", "items": {"$ref": "#/$defs/fact"}, "description": "what it says"}
    schema["required"].append("facts")
    return schema


def _assessments() -> Json:
    listed = {"type": ["array", "null"], "items": _record(ASSESSMENT), "description": "what named authors make of it"}
    return {
        "type": "object",
        "properties": {"assessments": listed},
        "required": ["assessments"],
        "additionalProperties": False,
    }


def _fact() -> Json:
    common = _record(field for field in FACT if not field.kinds)
    del common["additionalProperties"]
    return common | {"allOf": [_of_kind(kind) for kind in KINDS]}


def _of_kind(kind: str) -> Json:
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": _record(fields_of(kind).values()) | {"description": KINDS[kind]},
    }


def _dossier() -> Json:
    ids = {"pattern": f"^{values.ID.pattern}$"}
    span = {"type": "string", "pattern": "^[1-9][0-9]*[ymd]$"}
    sections: dict[str, Json] = {
        "company": _record(COMPANY),
        "main": _text(values.ID.pattern),
        "categories": _each(_record(CATEGORY), ids),
        "brands": _each(_text(values.ID.pattern)),
        "parties": _each(_record(PARTY), ids),
        "people": _each(_record(PERSON), ids),
        "origins": _each(_TEXT, ids),
        "stale": _each(span, {"enum": list(TOPICS)}),
        "watch": {"type": ["array", "null"], "items": _watch()},
    }
    return {
        "type": "object",
        "properties": {name: {"description": SECTIONS[name][0], **schema} for name, schema in sections.items()},
        "required": [name for name, (_doc, required) in SECTIONS.items() if required],
        "additionalProperties": False,
    }


def _watch() -> Json:
    common = _record(WATCH)
    del common["additionalProperties"]
    return common | {"allOf": [_waits_for(kind) for kind in KINDS]}


def _waits_for(kind: str) -> Json:
    """A watch item of a kind: each of its tests takes one value of the field, or a list of them."""
    schema = _record(WATCH)
    schema["properties"] |= {name: {"description": f.doc, **_tested(f)} for name, f in tests_of(kind).items()}
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": schema}


def _tested(field: Field) -> Json:
    one = _value(Field(field.name, field.type, field.doc, values=field.values))
    one = one.get("items", one)
    return {"anyOf": [one, _list(one) | {"minItems": 1}]}


def _each(schema: Json, names: Json | None = None) -> Json:
    """A mapping whose every value follows the schema; nothing at all stands for an empty one."""
    return {"type": ["object", "null"], "additionalProperties": schema} | ({"propertyNames": names} if names else {})


def _record(fields: Iterable[Field]) -> Json:
    listed = list(fields)
    return {
        "type": "object",
        "properties": {field.name: {"description": field.doc, **_value(field)} for field in listed},
        "required": [field.name for field in listed if field.required],
        "additionalProperties": False,
    }


def _text(pattern: str) -> Json:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _list(item: Json) -> Json:
    return {"type": "array", "items": item}


def _object(required: str, *others: str) -> Json:
    properties = dict.fromkeys((required, *others), _TEXT)
    return {"type": "object", "properties": properties, "required": [required], "additionalProperties": False}


_ID = _text(values.ID.pattern)
_MARKET = _text("[a-z]{2}")
_SPEAKER: Json = {"anyOf": [_ID, _object("unnamed")]}
_VALUES: dict[Type, Json] = {
    "id": _ID,
    "ids": _list(_ID),
    "text": _TEXT,
    "texts": _list(_TEXT),
    "anchor": _TEXT,
    "flag": _FLAG,
    "number": _NUMBER,
    "whole": _WHOLE,
    "date": _DATE,
    "url": _text("[Hh][Tt][Tt][Pp][Ss]?://.+"),
    "language": _text(values.LANGUAGE.pattern),
    "citekey": _text(values.CITEKEY.pattern),
    "currency": _text(values.CURRENCY.pattern),
    "hs": _each(_text(values.HEADING.pattern), {"pattern": f"^{values.EDITION.pattern}$"}),
    "alarms": _each(_TEXT, {"pattern": f"^{values.ALARM.pattern}$"}),
    "grounds": _list(_text(f"{values.ID.pattern}|{values.FINDING.pattern}")),
    "seen": _each(_TEXT),
    "market": _MARKET,
    "markets": {"anyOf": [_MARKET, _list(_MARKET)]},
    "origin": _ID,
    "speakers": {"anyOf": [_SPEAKER, _list(_SPEAKER)]},
    "category": _ID,
    "categories": _list(_ID),
    "categories-or-words": {"anyOf": [_TEXT, _list(_TEXT)]},
    "party": _ID,
    "parties": _list(_ID),
    "party-or-words": _TEXT,
    "fact": _ID,
    "ref": {"anyOf": [_ID, _object("fact", "category")]},
    "links": _list({"anyOf": [_ID, _object("fact", "category", "about")]}),
}


def _value(field: Field) -> Json:
    schema = {"enum": [*field.values]} if field.type == "choice" else _VALUES[field.type]
    if field.name == "authorised":
        # An editor that follows YAML 1.1 takes an unquoted yes or no for a boolean.
        schema = {"enum": [*field.values, True, False]}
    if field.required and schema.get("type") == "array":
        schema = schema | {"minItems": 1}
    return {"anyOf": [schema, {"type": "null"}]} if field.null else schema
