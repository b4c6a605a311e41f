"""Which dossier, as of which day; and the smaller commands."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, REPO, copied, failed, spoilt, terminal, unstamped, xbrief
from xbrief.brief import compare, country, judgement
from xbrief.cli.options import complete, day
from xbrief.dossier.json_schema import json_schema


def _head(*args: str | Path, cwd: Path = Path("/"), **env: str) -> str:
    done = xbrief(*args, "--length", "line", cwd=cwd, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[0]


def test_the_dossier_is_the_one_named_then_the_near_one_then_the_bundled_one(tmp_path: Path) -> None:
    near = copied(tmp_path)
    halden, xiaomi = "# Halden Cycles in Canada", "# Xiaomi in South Korea"
    assert _head("country", "korea") == xiaomi
    assert _head("country", "canada", "--dossier", CYCLES) == halden
    assert _head("country", "canada", XBRIEF_DOSSIER=str(CYCLES)) == halden
    assert _head("country", "canada", cwd=near) == halden
    near.rename(tmp_path / "sources")
    assert _head("country", "canada", cwd=tmp_path) == halden
    assert _head("country", "korea", "--dossier", REPO / "sources", cwd=tmp_path) == xiaomi
    assert _head("country", "korea", "--dossier", REPO / "sources", XBRIEF_DOSSIER=str(CYCLES)) == xiaomi


def test_a_rule_of_the_dossier_silences_a_built_in_one(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "rules").mkdir()
    (root / "rules" / "gaps.yaml").write_text("id: gaps\nsilence: true\n", encoding="utf-8")
    assert "Nothing is held on" in xbrief("country", "canada", "--dossier", CYCLES).stdout
    assert "Nothing is held on" not in xbrief("country", "canada", "--dossier", root).stdout
    assert "`gaps`" not in xbrief("explain", "--dossier", root).stdout


def _as_of(*args: str, **env: str) -> list[str]:
    done = xbrief(*args, "--format", "json", "--length", "line", env=env)
    found = json.loads(done.stdout)
    return [brief["as_of"] for brief in (found if isinstance(found, list) else [found])]


def test_the_day_is_today_or_the_one_named_or_that_of_the_evidence() -> None:
    assert _as_of("country", "korea", XBRIEF_TODAY="2025-06-01") == ["2025-06-01"]
    assert _as_of("country", "korea", "--as-of", "today", XBRIEF_TODAY="2025-06-01") == ["2025-06-01"]
    assert _as_of("country", "korea", "--as-of", "2016-04-30") == ["2016-04-30"]
    assert _as_of("country", "korea", "brazil", "--as-of", "evidence") == ["2025-01-15", "2019-05-23"]
    assert _as_of("compare", "korea", "brazil", "--as-of", "evidence") == ["2025-01-15"]
    failed(xbrief("country", "korea", env={"XBRIEF_TODAY": "soon"}), 2, "'soon' is no day", "XBRIEF_TODAY")


def test_the_sections_that_can_be_asked_for_are_those_of_the_briefs() -> None:
    # The judgement is put behind a brief that is finished: nothing in it counts it.
    assert (*country.HEADINGS, judgement.SECTION) == complete.SECTIONS
    assert (*compare.HEADINGS, judgement.SECTION) == complete.COMPARED
    found = json.loads(xbrief("country", "asia", "--section", "bottom", "--format", "json").stdout)
    assert [section["id"] for section in found["sections"]] == ["bottom"]
    failed(xbrief("country", "asia", "--section", "why"), 2, "no section why")


def test_without_a_stand_in_the_day_is_that_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XBRIEF_TODAY", raising=False)
    before = datetime.now(UTC).astimezone().date()
    assert before <= day("today") <= datetime.now(UTC).astimezone().date()


def test_evidence_of_a_dossier_without_a_dated_source_is_a_no(tmp_path: Path) -> None:
    root = copied(tmp_path)
    for file in root.glob("*-*.yaml"):
        file.unlink()
    done = xbrief("markets", "--as-of", "evidence", "--dossier", root)
    assert done.returncode == 1
    assert "no dated source is held" in done.stderr
    assert "the dossier on Halden Cycles has no facts" in done.stderr


def test_markets_lists_what_is_held_on_each() -> None:
    found = json.loads(xbrief("markets", "--format", "json").stdout)
    assert (found["schema"], found["as_of"]) == ("xbrief.markets/1", "2026-11-22")
    korea = next(each for each in found["markets"] if each["code"] == "kr")
    assert korea | {"status": None} == {
        "market": "South Korea",
        "code": "kr",
        "facts": len(re.findall(r"^  market: kr$", _sources(), re.MULTILINE)),
        "sources": 12,
        "newest": "2025-01-15",
        "status": None,
        "tone": "fresh",
    }
    assert [each["facts"] for each in found["markets"]] == sorted((m["facts"] for m in found["markets"]), reverse=True)
    table = unstamped(xbrief("markets").stdout).rstrip().splitlines()
    assert table[0].startswith("| Market | Code |")
    assert table[2].startswith("| South Korea | kr | ")
    assert len(table) == len(found["markets"]) + 2


def _sources() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (REPO / "sources").glob("*.yaml"))


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_markets_fit_a_terminal(columns: int) -> None:
    code, screen = terminal("markets", columns=columns)
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert "South Korea" in plain
    assert "no evidence held" in plain
    assert max(map(len, plain.splitlines())) <= columns
    assert xbrief("markets", "--format", "terminal", "--ascii").stdout.isascii()


def test_markets_of_another_day_are_those_known_then() -> None:
    done = xbrief("markets", "--as-of", "2014-12-31", "--format", "json")
    assert {each["code"] for each in json.loads(done.stdout)["markets"]} == {"br", "id", "in", "mx"}


def test_explain_prints_a_rule_from_its_file() -> None:
    text = xbrief("explain", "presence").stdout
    assert text.startswith("# Rule `presence`\n")
    assert "- form: " in text
    assert "- takes: claim: presence" in text
    assert "- **ended**: `" in text
    assert text.rstrip().endswith("From the built-in rules.")


def test_explain_prints_a_rule_of_the_dossier_with_its_examples(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "rules").mkdir()
    rule = (REPO / "xbrief" / "rules" / "builtin" / "gaps.yaml").read_text(encoding="utf-8")
    cut = rule.partition("\nexamples:")[0].partition("\nnever:")[0]
    own = cut.replace("id: gaps", "id: mine", 1) + '\nexamples:\n- {facts: [], text: "a \\e[2J b"}\n'
    (root / "rules" / "mine.yaml").write_text(own, encoding="utf-8")
    text = xbrief("explain", "mine", "--dossier", root).stdout
    assert "## Examples" in text
    assert f"From the dossier: `{root}/rules/mine.yaml`." in text
    assert "\x1b" not in text
    assert "wanted: (" in text


def test_explain_tells_of_a_code_in_any_case() -> None:
    text = xbrief("explain", "d301").stdout
    assert text.startswith("# D301: ")
    assert text == xbrief("explain", "D301").stdout
    assert "The way out: " in text


def test_explain_alone_lists_all() -> None:
    text = xbrief("explain").stdout
    assert "- `presence` (standing): " in text
    assert "- `D301` " in text


def test_explain_is_laid_out_on_a_terminal() -> None:
    code, screen = terminal("explain", "presence")
    assert code == 0
    assert "\x1b[" in screen
    assert "**" not in screen
    _, plain = terminal("explain", "presence", "--color", "never", columns=60)
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 60


def test_schema_prints_the_schema() -> None:
    assert json.loads(xbrief("schema").stdout) == json_schema()


def test_check_as_json(tmp_path: Path) -> None:
    assert json.loads(xbrief("check", "--format", "json").stdout) == []
    done = xbrief("check", "--format", "json", "--dossier", spoilt(tmp_path))
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)
    assert problem["code"] == "D301"
    assert problem["file"] == "prairieledger-2024-04-ca-exit.yaml"
    assert done.stderr.startswith("error: one problem\n")
