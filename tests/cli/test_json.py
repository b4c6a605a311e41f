"""JSON follows its published schema, and says no less and no more than the brief."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.cli.process import CYCLES, REPO, xbrief
from tests.cli.schemas import faults

SCHEMA = json.loads((REPO / "docs" / "brief.schema.json").read_text(encoding="utf-8"))


def _json(*args: str) -> Any:
    done = xbrief(*args, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def _told(brief: Any) -> list[Any]:
    """Every sentence and every cell of a brief."""
    found = []
    for section in brief["sections"]:
        for block in section["blocks"]:
            found += block["sentences"] + block["items"]
        for row in (section["table"] or {"rows": []})["rows"]:
            found += row["cells"]
    return found


@pytest.mark.parametrize(
    "args",
    [
        ("country", "korea"),
        ("country", "us", "--length", "full"),
        ("country", "germany", "--length", "line"),
        ("country", "brazil", "india", "asia", "--as-of", "2016-06-30"),
        ("compare", "us", "brazil", "korea"),
        ("country", "netherlands", "canada", "japan", "--length", "full", "--dossier", str(CYCLES)),
    ],
    ids=" ".join,
)
def test_the_output_follows_the_schema_and_is_closed(args: tuple[str, ...]) -> None:
    found = _json(*args)
    assert [*faults(found, SCHEMA, SCHEMA)] == []
    for brief in found if isinstance(found, list) else [found]:
        findings, facts, sources = ({each["id"] for each in brief[part]} for part in ("findings", "facts", "sources"))
        told = _told(brief)
        assert {i for each in told for i in each["findings"]} == findings
        assert {i for each in told for run in each["runs"] for i in run["cites"]} == facts
        assert {each["source"] for each in brief["facts"]} <= sources
        assert all(each["text"] == "".join(run["text"] for run in each["runs"]) for each in told)


def test_labels_are_those_of_the_footnotes() -> None:
    labels = {fact["label"]: fact["id"] for fact in _json("country", "korea")["facts"]}
    notes = re.findall(r"^\[\^(.+?)\]: .* `(.+)`$", xbrief("country", "korea").stdout, re.MULTILINE)
    assert dict(notes) == labels


def test_a_schema_without_a_field_or_with_another_type_is_noticed() -> None:
    brief = _json("country", "korea")
    spoilt: list[tuple[str, Any]] = [
        ("schema", "xbrief.brief/0"),
        ("kind", "continent"),
        ("as_of", "2026"),
        ("markets", []),
        ("meta", "line"),
        ("more", 1),
    ]
    for field, value in spoilt:
        assert len([*faults(brief | {field: value}, SCHEMA, SCHEMA)]) >= 1, field
    del brief["findings"][0]["basis"]
    brief["findings"][1]["origins"] = -1
    brief["findings"][2]["stale"] = 0
    brief["findings"][2]["origins"] = True
    assert len([*faults(brief, SCHEMA["anyOf"][0], SCHEMA)]) == 4


def test_one_brief_is_an_object_and_several_an_array() -> None:
    assert _json("country", "korea", "kr")["key"] == "kr"
    assert [brief["key"] for brief in _json("country", "korea", "brazil")] == ["kr", "br"]
