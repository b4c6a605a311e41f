"""The table agrees with the model and with the JSON Schema made from it, and that with the bundled files."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from tests.unit.small_dossiers import dossier, fact, source
from xbrief import model
from xbrief.dossier import record
from xbrief.dossier.json_schema import json_schema
from xbrief.dossier.schema import FACT, KINDS, LINKS, SECTIONS, SOURCE, Coded, Named, Plain, Tied, fields_of, kinds_with

REPO = Path(__file__).resolve().parents[2]
SCHEMA = json_schema()
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "null": type(None),
    "boolean": bool,
    "integer": int,
    "number": (int, float, Decimal),
}


def faults(schema: dict[str, Any], value: Any, at: str = "") -> list[str]:
    """What the keywords of JSON Schema that this project uses find wrong with a value."""
    found = []
    if "$ref" in schema:
        found += faults(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], value, at)
    if "if" in schema:
        branch = "else" if faults(schema["if"], value) else "then"
        found += faults(schema.get(branch, {}), value, at)
    for part in schema.get("allOf", []):
        found += faults(part, value, at)
    if "anyOf" in schema and all(faults(part, value, at) for part in schema["anyOf"]):
        found.append(f"{at}: none of several forms")
    if "type" in schema and not has_type(schema["type"], value):
        return [*found, f"{at}: not {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: not one of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: not {schema['const']}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{at}: not like {schema['pattern']}")
    if isinstance(value, list):
        found += [f"{at}: too short"] if len(value) < schema.get("minItems", 0) else []
        found += [
            fault
            for number, item in enumerate(value)
            for fault in faults(schema.get("items", {}), item, f"{at}/{number}")
        ]
    if isinstance(value, dict):
        found += object_faults(schema, value, at)
    return found


def has_type(names: str | list[str], value: Any) -> bool:
    listed = [names] if isinstance(names, str) else names
    return any(isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in listed)


def object_faults(schema: dict[str, Any], value: dict[str, Any], at: str) -> list[str]:
    known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
    found = [f"{at}: no {name}" for name in schema.get("required", []) if name not in value]
    for name, item in value.items():
        found += faults(schema.get("propertyNames", {}), name, f"{at}/{name}")
        if name in known:
            found += faults(known[name], item, f"{at}/{name}")
        elif rest is False:
            found.append(f"{at}: unknown {name}")
        elif rest is not True:
            found += faults(rest, item, f"{at}/{name}")
    return found


class Editor(yaml.SafeLoader):
    """YAML as an editor types it: numbers and booleans, but no dates."""


Editor.yaml_implicit_resolvers = {
    key: [(tag, form) for tag, form in rows if not tag.endswith((":timestamp", ":merge"))]
    for key, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def typed(text: str) -> Any:
    return Editor(text).get_single_data()


def test_each_field_has_its_place_in_the_model() -> None:
    slots = {field.name for field in fields(model.Fact)}
    named = {field.attribute for field in FACT} - set(LINKS)
    assert named <= slots
    assert slots - named == {"source", "links", "place"}
    heads = {field.name for field in fields(model.Source)} - {"place"}
    assert {field.name for field in SOURCE} == heads


def test_a_kind_has_each_field_once() -> None:
    for kind in KINDS:
        names = [field.name for field in FACT if not field.kinds or kind in field.kinds]
        assert len(names) == len(set(names)), kind
        assert list(fields_of(kind)) == names


def test_fields_name_kinds_that_there_are() -> None:
    assert {kind for field in FACT for kind in field.kinds} <= set(KINDS)
    assert {field.name for field in FACT if field.type == "choice"} == {field.name for field in FACT if field.values}


def test_an_unknown_kind_has_what_every_kind_has() -> None:
    assert "anchor" in fields_of("")
    assert "role" not in fields_of("")


def test_kinds_are_found_by_field() -> None:
    assert kinds_with("role") == ("partner",)
    assert kinds_with("nothing") == ()
    assert kinds_with("claim") == tuple(KINDS)


def test_every_type_can_be_read() -> None:
    types = {name for group in (Plain, Coded, Named, Tied) for name in get_args(group)}
    assert types == record._PLAIN.keys() | record._NAMED.keys()
    assert {field.type for field in FACT} <= types


@pytest.mark.parametrize("field", ["certainty", "authorised"])
def test_closed_words_are_those_of_the_model(field: str) -> None:
    assert set(get_args(get_type_hints(model.Fact)[field])) == set(fields_of("partner")[field].values)


def test_links_are_those_of_the_model() -> None:
    assert get_args(get_type_hints(model.Link)["kind"]) == LINKS


def test_the_json_schema_is_json_and_describes_every_key() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(SCHEMA["$defs"]["dossier"]["properties"]) == set(SECTIONS)
    assert all(part["description"] for part in SCHEMA["$defs"]["source"]["properties"].values())
    assert json_schema() == SCHEMA


@pytest.mark.parametrize("path", sorted((REPO / "sources").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_bundled_files_follow_the_json_schema(path: Path) -> None:
    assert faults(SCHEMA, typed(path.read_text(encoding="utf-8"))) == []


def test_small_dossiers_follow_the_json_schema() -> None:
    assert faults(SCHEMA, typed(dossier())) == []
    assert faults(SCHEMA, typed(dossier("brands:\nstale: {party: 1y}"))) == []
    given = "says: [eva-lund, {unnamed: an official}]\nsupports: [ch-ex2001-shop, {fact: ch-ex2001-shop, about: x}]"
    assert faults(SCHEMA, typed(source(fact(given)))) == []
    assert (
        faults(SCHEMA, typed(source(fact("kind: partner\nunnamed: x\nrole: dealer\nstatus: active\nauthorised: no"))))
        == []
    )


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("status: actve", "/facts/0/status: not one of"),
        ("prodcts: [x]", "/facts/0: unknown prodcts"),
        ("categories: []", "/facts/0/categories: too short"),
        ("categories: lamps", "/facts/0/categories: not array"),
        ("market: Switzerland", "/facts/0/market: none of several forms"),
        ("observed: soon", "/facts/0/observed: not like"),
        ("only: maybe", "/facts/0/only: not one of"),
        ("says: {who: x}", "/facts/0/says: none of several forms"),
        ("supports: [{category: x}]", "/facts/0/supports/0: none of several forms"),
        ("kind: event\nevent: entry\nrole: dealer", "/facts/0: unknown role"),
        ("kind: metric\nname: units\nunit: devices", "/facts/0: no value"),
        ("kind: metric\nname: units\nunit: devices\nvalue: 1,000", "/facts/0/value: not like"),
    ],
)
def test_an_editor_sees_what_the_loader_would_tell(given: str, fault: str) -> None:
    found = faults(SCHEMA, typed(source(fact(given))))
    assert any(line.startswith(fault) for line in found), found


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("compny: x", ": unknown compny"),
        ("stale: {party: soon}", "/stale/party: not like"),
        ("stale: {partys: 1y}", "/stale/partys: not one of"),
        ("parties: {Butik: {name: x}}", "/parties/Butik: not like"),
        ("people: {bo: {of: butik}}", "/people/bo: no name"),
        ("categories: {lamps: {label: x, hs: {HS22: '9405'}}}", "/categories/lamps/hs/HS22: not like"),
        ("watch: [{id: x, words: x, kind: offer}]", "/watch/0: no since"),
        ("watch: [{id: x, words: x, since: '2020', kind: offer, role: carrier}]", "/watch/0: unknown role"),
        ("watch: [{id: x, words: x, since: '2020', kind: partner, role: carier}]", "/watch/0/role: none of several"),
        ("watch: [{id: x, words: x, since: '2020', kind: offer, categories: []}]", "/watch/0/categories: none of"),
    ],
)
def test_an_editor_sees_faults_of_the_entrant(given: str, fault: str) -> None:
    found = faults(SCHEMA, typed(dossier(given)))
    assert any(line.startswith(fault) for line in found), found
