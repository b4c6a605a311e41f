"""`xbrief status` through a real process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import CYCLES, copied, failed, shell, spoilt, terminal, xbrief


def status(*args: str | Path, **env: str) -> Any:
    done = xbrief("status", "--format", "json", *args, env=env)
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    assert content["schema"] == "xbrief.status/1"
    return content


def test_the_numbers_are_those_of_the_other_commands() -> None:
    found = status("--dossier", CYCLES)
    facts = json.loads(xbrief("facts", "--format", "json", "--dossier", CYCLES).stdout)["facts"]
    sources = json.loads(xbrief("sources", "--format", "json", "--dossier", CYCLES).stdout)["sources"]
    due = json.loads(xbrief("due", "--format", "json", "--dossier", CYCLES).stdout)["due"]
    markets = json.loads(xbrief("markets", "--format", "json", "--dossier", CYCLES).stdout)["markets"]
    assert (found["facts"], found["sources"]) == (len(facts), len(sources))
    assert found["markets"] == {m["code"]: m["facts"] for m in markets}
    assert sum(found["checked"].values()) == len(facts)
    assert found["due"] == {
        k: sum(i["kind"] == k for i in due) for k in ("watch", "suspect", "review", "forecast", "stale")
    }
    assert found["problems"] == {"errors": 0, "warnings": 0}
    assert found["conflicts"] > 0
    assert found["newest"] == sources[0]["published"]


def test_the_next_command_is_what_is_worst_and_can_be_typed(tmp_path: Path) -> None:
    root = spoilt(tmp_path)
    found = status("--dossier", root)
    assert found["problems"]["errors"] == 1
    assert found["next"]["command"] == f"xbrief check --dossier {root}"
    sound = status("--dossier", CYCLES)
    assert sound["next"]["command"] == f"xbrief due --dossier {CYCLES}"
    assert shell(sound["next"]["command"], tmp_path).returncode == 1
    early = status("--as-of", "2020-04-01", "--dossier", CYCLES)
    assert early["next"]["command"] == f"xbrief country netherlands --dossier {CYCLES}"
    assert shell(early["next"]["command"], tmp_path).returncode == 0
    texts = tmp_path / "texts"
    texts.mkdir()
    named = status("--as-of", "2020-04-01", "--texts", texts, "--dossier", CYCLES)
    assert (named["texts"], named["next"]["command"]) == (
        True,
        f"xbrief verify --texts {texts} --dossier {CYCLES}",
    )


def test_a_rule_that_cannot_be_used_is_a_problem_and_no_end(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "rules").mkdir()
    (root / "rules" / "mine.yaml").write_text("id: mine\nform: nothing\n", encoding="utf-8")
    found = status("--dossier", root)
    assert found["due"] is None
    assert found["next"]["command"].startswith("xbrief check")
    assert "cannot be told" in xbrief("status", "--dossier", root).stdout


def test_a_suspect_fact_asks_for_a_look(tmp_path: Path) -> None:
    root = copied(tmp_path)
    page = root / "trapkracht-2023-12-nl-interview.yaml"
    fact = next(line[6:] for line in page.read_text("utf-8").splitlines() if line.startswith("- id: "))
    assert xbrief("vouch", fact, "--by", "Ada Ek", "--dossier", root).returncode == 0
    assert status("--dossier", root)["checked"]["vouched"] == 1
    page.write_text(page.read_text("utf-8").replace("  claim: ", "  claim: Yes, ", 1), encoding="utf-8")
    found = status("--dossier", root)
    assert (found["checked"]["suspect"], found["due"]["suspect"], found["problems"]["warnings"]) == (1, 1, 0)
    assert found["next"]["command"] == f"xbrief verify --texts DIR --dossier {root}"
    told = xbrief("status", "--dossier", root, "--format", "md").stdout
    assert "| Problems | none beside one warning of what is suspect or due |" in told


@pytest.mark.parametrize("columns", [40, 80])
def test_it_fits_one_screen(columns: int) -> None:
    code, screen = terminal("status", columns=columns, env={"NO_COLOR": "1"})
    assert code == 0
    lines = screen.splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) <= 30
    assert xbrief("status", "--format", "terminal", "--ascii").stdout.isascii()


def test_a_pipe_gets_markdown_and_an_empty_day_is_told() -> None:
    assert xbrief("status").stdout.startswith("| What | How it stands |\n")
    empty = status("--as-of", "2001-01-01")
    assert (empty["facts"], empty["newest"], empty["markets"]) == (0, None, {})
    assert "| Checked | no facts |" in xbrief("status", "--as-of", "2001-01-01").stdout


def test_a_dossier_that_is_none_cannot(tmp_path: Path) -> None:
    failed(xbrief("status", "--dossier", tmp_path), 2, "there is no dossier.yaml")
