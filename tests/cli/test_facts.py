"""`xbrief facts` through a real process, on the invented dossier."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, copied, failed, terminal, xbrief


def ids(*args: str) -> set[str]:
    done = xbrief("facts", *args, "--format", "json", "--dossier", CYCLES)
    assert done.returncode == 0, done.stderr
    return {fact["id"] for fact in json.loads(done.stdout)["facts"]}


def test_a_pipe_gets_a_markdown_table() -> None:
    done = xbrief("facts", "--market", "netherlands", "--kind", "tariff", "--dossier", CYCLES)
    assert done.returncode == 0
    assert done.stderr == ""
    header, rule, *rows = done.stdout.splitlines()
    assert header.startswith("| ID | Claim | Market | Kind |")
    assert set(rule) <= set("|- ")
    assert any(row.startswith("| nl-wg1906-duty | E-bikes brought into") for row in rows)


def test_a_terminal_gets_entries_with_a_glyph_of_certainty() -> None:
    code, screen = terminal("facts", "--certainty", "speculated", "--dossier", CYCLES, env={"NO_COLOR": "1"})
    assert code == 0
    assert "known by 22 November 2026" in screen
    assert "\n~ nl-wg1906-avoid-duty  cause · Wheel Gazette · 12 June 2019\n  Assembling in the" in screen
    assert screen.rstrip().endswith("~ speculation")
    assert "\x1b" not in screen
    assert "\x1b[" in terminal("facts", "--dossier", CYCLES)[1]


def test_filters_narrow_and_several_values_of_one_widen() -> None:
    dutch = ids("--market", "nl")
    duties = ids("--market", "nl", "--kind", "tariff")
    both = ids("--market", "nl", "--kind", "tariff", "--kind", "regulation")
    assert duties < both < dutch
    assert all(id.startswith("nl-") for id in dutch)
    assert "nl-pc2006-zuidwerk" in ids("--party", "Zuidwerk")
    assert ids("--speaker", "owen-tremblay") < ids("--speaker", "Borealis Outfitters")
    assert "nl-wg1906-plan" in ids("--status", "planned", "--source", "Wheel Gazette", "--category", "e-bikes") | ids(
        "--status", "planned", "--source", "wheelgazette-2019-06-nl-plan"
    )


def test_json_names_schema_day_and_source() -> None:
    done = xbrief(
        "facts", "--kind", "tariff", "--market", "nl", "--as-of", "2019-12-31", "--format", "json", "--dossier", CYCLES
    )
    content = json.loads(done.stdout)
    assert (content["schema"], content["as_of"]) == ("xbrief.facts/1", "2019-12-31")
    (duty,) = content["facts"]
    assert duty["rate_percent"] == 48.5
    assert duty["source"]["id"] == "wheelgazette-2019-06-nl-plan"
    assert "note" not in duty


def test_a_spreadsheet_finds_no_formula(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "wheelgazette-2019-06-nl-plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("claim: Halden was founded", "claim: =cmd()|A1 Halden was founded"), encoding="utf-8")
    out = tmp_path / "facts.csv"
    done = xbrief("facts", "--kind", "event", "--output", out, "--dossier", root)
    assert (done.returncode, done.stdout) == (0, "")
    rows = [*csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))]
    assert next(r for r in rows if r["id"] == "xx-wg1906-founded")["claim"].startswith("'=cmd()|A1 Halden")
    assert all(cell[:1] not in set("=+-@") for row in rows for cell in row.values())
    assert xbrief("facts", "--kind", "event", "--format", "csv", "--dossier", root).stdout == out.read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--kind", "tarif", "tariff"),
        ("--category", "e-bike", "e-bikes"),
        ("--party", "Zuidwork", "Zuidwerk"),
        ("--speaker", "ingrid-solhem", "ingrid-solheim"),
        ("--certainty", "assertd", "asserted"),
        ("--status", "activ", "active"),
        ("--source", "Wheel Gazete", "Wheel Gazette"),
        ("--market", "Netherland", "Netherlands"),
        ("--since", "last week", "YYYY-MM-DD"),
    ],
)
def test_an_unknown_value_gets_the_nearest_name(option: str, value: str, near: str) -> None:
    failed(xbrief("facts", option, value, "--dossier", CYCLES), 2, near)


def test_no_match_is_an_answer() -> None:
    failed(xbrief("facts", "--kind", "tariff", "--since", "2026", "--dossier", CYCLES), 1, "no fact passes")


def test_help_shows_examples_of_the_dossier_at_hand() -> None:
    done = xbrief("facts", "--help", cwd=CYCLES)
    assert done.returncode == 0
    assert "xbrief facts --market netherlands --category e-bikes" in done.stdout
