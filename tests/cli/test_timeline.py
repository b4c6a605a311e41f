"""`xbrief timeline` through a real process, on the invented dossier."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.process import CYCLES, failed, terminal, xbrief


def test_a_pipe_gets_markdown_with_footnotes_of_its_own() -> None:
    done = xbrief("timeline", "canada", "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert "|   | Said | Done |" in done.stdout
    used = set(re.findall(r"\[\^(ca-timeline-\d+)\](?!:)", done.stdout))
    told = set(re.findall(r"^\[\^(ca-timeline-\d+)\]:", done.stdout, re.MULTILINE))
    assert used == told
    assert used


def test_json_tells_each_moment_with_day_side_target_and_fate() -> None:
    done = xbrief("timeline", "netherlands", "canada", "--length", "full", "--format", "json", "--dossier", CYCLES)
    content = json.loads(done.stdout)
    assert content["schema"] == "xbrief.timeline/1"
    assert content["markets"] == ["nl", "ca"]
    moments = content["moments"]
    assert {m["market"] for m in moments} == {"nl", "ca"}
    assert [m["year"] for m in moments] == sorted(m["year"] for m in moments)
    said = [m for m in moments if m["side"] == "said"]
    assert all(m["fate"] and m["facts"] and m["findings"] for m in said)
    assert any(m["target"] for m in said)
    assert all(m["fate"] is None and m["target"] is None for m in moments if m["side"] == "done")


def test_a_terminal_gets_two_columns_and_a_market_beside_each_day() -> None:
    code, screen = terminal("timeline", "canada", "nl", "--dossier", CYCLES, env={"NO_COLOR": "1"}, columns=80)
    assert code == 0
    assert re.search(r"^ +Said +Done$", screen, re.MULTILINE)
    assert re.search(r"^Netherlands  ", screen, re.MULTILINE)
    assert max(map(len, screen.splitlines())) <= 80


def test_errors_help(tmp_path: Path) -> None:
    failed(xbrief("timeline", "canad", "--dossier", CYCLES), 2, "Canada")
    failed(xbrief("timeline", "germany", "--dossier", CYCLES), 1, "nothing is held on Germany")
    out = tmp_path / "t.md"
    assert xbrief("timeline", "japan", "--output", out, "--dossier", CYCLES).returncode == 0
    assert out.read_text(encoding="utf-8").startswith("# Halden Cycles, said and done: Japan\n")
