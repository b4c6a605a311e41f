"""`xbrief why` through a real process, on the invented dossier."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, copied, failed, terminal, xbrief


def test_a_finding_leads_down_to_the_words_of_its_source() -> None:
    done = xbrief("why", "ca.on-sale.e-bikes", "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Finding ca.on-sale.e-bikes\n\n## What is said\n\n- **ca.on-sale.e-bikes** (")
    for label in ("rule: on-sale", "file: xbrief/rules/builtin/on-sale.yaml", "said by: ", "words: “", "source: "):
        assert f"  - {label}" in done.stdout
    assert "## One claim\n\n- **ca.availability.e-bikes**" in done.stdout


def test_json_has_the_whole_chain_of_a_claim() -> None:
    content = json.loads(xbrief("why", "ca.availability.e-bikes", "--format", "json", "--dossier", CYCLES).stdout)
    assert (content["schema"], content["kind"]) == ("xbrief.why/1", "claim")
    (claim,) = content["claims"]
    assert claim["history"][0]["facts"]
    assert {f["id"] for f in content["facts"]} == set(claim["facts"])
    assert all(f["anchor"] and f["source"]["publisher"] for f in content["facts"])
    assert {f["rule"]["id"] for f in content["findings"]} >= {"on-sale"}


def test_json_of_a_fact_with_a_forecast_and_of_a_count() -> None:
    content = json.loads(xbrief("why", "ca-pl2404-laurent", "--format", "json", "--dossier", CYCLES).stdout)
    forecasts = [f for c in content["claims"] for f in c["forecasts"]]
    assert next((f["fact"], f["target"]) for f in forecasts) == ("ca-pl2404-laurent", "2025")
    count = json.loads(xbrief("why", "ca.age.newest", "--format", "json", "--dossier", CYCLES).stdout)
    assert count["findings"][0]["rule"] is None
    assert len(count["findings"][0]["counted"]) == 3


def test_a_terminal_shows_cards() -> None:
    code, screen = terminal("why", "nl-wg2003-store", "--ascii", "--dossier", CYCLES, env={"NO_COLOR": "1"}, columns=70)
    assert code == 0
    assert screen.startswith("Fact nl-wg2003-store\n======")
    assert "Ingrid Solheim, an interested party" in screen
    assert "goes back to     Halden's press day in Oslo, 10 March 2020" in screen
    assert max(map(len, screen.splitlines())) <= 70


def test_an_unknown_id_gets_the_nearest_ones() -> None:
    failed(xbrief("why", "ca.on-sal.e-bikes", "--dossier", CYCLES), 2, "did you mean", "ca.on-sale.e-bikes")
    failed(xbrief("why", "nl-wg2003-stor", "--dossier", CYCLES), 2, "nl-wg2003-store")
    failed(xbrief("why", "nl-pc2006-store", "--as-of", "2020-01-01", "--dossier", CYCLES), 2)


def test_an_old_id_and_a_retracted_fact_are_still_found(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "prairieledger-2024-04-ca-exit.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("- id: ca-pl2404-left\n", "- id: ca-pl2404-gone\n  renamed_from: [ca-pl2404-left]\n", 1)
    text = text.replace("- id: ca-pl2404-unknown\n", "- id: ca-pl2404-unknown\n  retracted: the page says why\n", 1)
    file.write_text(text, encoding="utf-8")
    done = xbrief("why", "ca-pl2404-left", "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "# Fact ca-pl2404-gone\n\n## Old id\n\n- **ca-pl2404-left**: renamed to ca-pl2404-gone\n"
    )
    content = json.loads(xbrief("why", "ca-pl2404-left", "--format", "json", "--dossier", root).stdout)
    assert (content["id"], content["asked"]) == ("ca-pl2404-gone", "ca-pl2404-left")
    gone = xbrief("why", "ca-pl2404-unknown", "--dossier", root)
    assert (gone.returncode, gone.stderr) == (0, "")
    assert "  - retracted: the page says why\n" in gone.stdout
    listed = xbrief("facts", "--status", "retracted", "--dossier", root)
    assert "| ca-pl2404-unknown |" in listed.stdout
    assert "| retracted: the page says why |" in listed.stdout
    assert "ca-pl2404-unknown" not in xbrief("facts", "--dossier", root).stdout


@pytest.mark.parametrize(
    ("id", "hint"),
    [
        ("poldercourant-2020-06-nl-opening", "is a source: `xbrief facts --source poldercourant-2020-06-nl-opening`"),
        ("halden", "is a party: `xbrief facts --party halden`"),
        ("E505-1a2b", "is a code: `xbrief explain E505`"),
        ("D404", "is a code: `xbrief explain D404`"),
    ],
)
def test_an_id_of_another_sort_is_led_on(id: str, hint: str) -> None:
    failed(xbrief("why", id, "--dossier", CYCLES), 2, f"no finding, claim or fact is called '{id}'", hint)


def test_an_id_may_be_copied_from_a_table_of_markdown() -> None:
    told = xbrief("country", "netherlands", "--format", "json", "--dossier", CYCLES).stdout
    id = next(found for found in re.findall(r'"(nl\.forecasts\.[^"#]+#[^"]+)"', told))
    assert xbrief("why", id.replace("#", "\\#"), "--dossier", CYCLES).returncode == 0
