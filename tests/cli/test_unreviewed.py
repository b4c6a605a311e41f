"""Facts that no person has reviewed: every format of a brief says so, and `check` names them; others say nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import TODAY, terminal, unstamped, xbrief
from tests.unit.small_dossiers import fact, source, write

MARK = "unreviewed: taken over as offer.sells, score 0.91"
HEADER = "facts checked against the text, 1 not reviewed by a person"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two facts in one source, the first of them not reviewed; the article is at hand."""
    lamps = f"id: ch-ex2002-lamps\nanchor: sells lamps\nclaim: Nordwind sells lamps.\n{MARK}"
    kettles = "id: ch-ex2002-kettles\ncategories: [kettles]\nanchor: sells kettles\nclaim: Nordwind sells kettles."
    root = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(fact(lamps), fact(kettles))})
    (root / "texts").mkdir()
    words = "Nordwind sells lamps in Switzerland. Nordwind sells kettles there, too."
    (root / "texts" / "ex-2020-02.txt").write_text(words, "utf-8")
    return root


def brief(root: Path, *args: str) -> str:
    done = xbrief("country", "ch", "--length", "full", *args, "--dossier", root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_brief_tells_how_many_and_which(folder: Path) -> None:
    lines = brief(folder).splitlines()
    assert f"of 4 {HEADER}" in lines[2]
    marked = [
        line for line in lines if line.startswith("[^") and "3 February 2020, not reviewed: “sells lamps”" in line
    ]
    assert len(marked) == 1
    assert sum("not reviewed" in line for line in lines) == 2


@pytest.mark.parametrize("format", ["html", "json", "text"])
def test_every_format_tells_it(folder: Path, format: str) -> None:
    if format == "text":
        _code, shown = terminal("country", "ch", "--length", "full", "--dossier", folder, columns=100)
    else:
        shown = brief(folder, "--format", format)
    assert HEADER in " ".join(shown.split())
    if format == "json":
        found = {f["id"]: f for f in json.loads(shown)["facts"]}
        assert [id for id, f in found.items() if f.get("unreviewed") == MARK.partition(": ")[2]] == ["ch-ex2002-lamps"]
    else:
        assert ", not reviewed" in shown


@pytest.mark.parametrize("command", [("compare", "ch", "de"), ("country", "europe"), ("timeline", "ch")])
def test_what_covers_several_markets_tells_it(folder: Path, command: tuple[str, ...]) -> None:
    page = folder / "ex-2020-01.yaml"
    page.write_text(page.read_text("utf-8").replace("market: ch", "market: [ch, de]"), "utf-8")
    assert HEADER in xbrief(*command, "--dossier", folder).stdout


def test_without_the_mark_a_brief_is_what_it_was(folder: Path) -> None:
    page = folder / "ex-2020-02.yaml"
    marked = brief(folder, "--format", "json")
    page.write_text(page.read_text("utf-8").replace(f"  {MARK}\n", ""), "utf-8")
    plain = json.loads(brief(folder, "--format", "json"))
    told = json.loads(marked)
    assert "reviewed" not in json.dumps(plain)
    told["meta"] = [entry.replace(", 1 not reviewed by a person", "") for entry in told["meta"]]
    told["facts"] = [{k: v for k, v in f.items() if k != "unreviewed"} for f in told["facts"]]
    assert {**told, "dossier": ""} == {**plain, "dossier": ""}, "nothing but the mark tells the two apart"


def test_check_names_them_and_strict_fails(folder: Path) -> None:
    done = xbrief("check", "--dossier", folder)
    assert done.returncode == 0
    assert "E407 warning: one fact not reviewed by a person: ch-ex2002-lamps" in done.stdout
    assert "xbrief review ex-2020-02" in done.stdout
    xbrief("verify", "--texts", folder / "texts", "--dossier", folder)
    assert xbrief("vouch", "ch-ex2001-shop", "ch-ex2103-closed", "--by", "Ada Ek", "--dossier", folder).returncode == 0
    strict = xbrief("check", "--strict", "--dossier", folder)
    assert strict.returncode == 1
    assert [line for line in strict.stdout.splitlines() if ": E407 one fact not reviewed" in line]
    page = folder / "ex-2020-02.yaml"
    page.write_text(page.read_text("utf-8").replace(f"  {MARK}\n", ""), "utf-8")
    after = xbrief("check", "--strict", "--dossier", folder)
    assert "E407" not in after.stdout
    assert "E403" not in after.stdout, "to take the mark out changes nothing of what was found"


def test_of_many_a_few_are_named(folder: Path) -> None:
    more = [fact(f"id: ch-ex2002-x-{n}\nclaim: Nordwind sells lamps {n}.\n{MARK}") for n in range(7)]
    (folder / "ex-2020-02.yaml").write_text(source(*more), "utf-8")
    told = xbrief("check", "--dossier", folder).stdout
    assert "seven facts not reviewed by a person: ch-ex2002-x-0," in told
    assert "ch-ex2002-x-4 and 2 more" in told


def test_lists_and_cards_tell_it(folder: Path) -> None:
    assert "asserted, not reviewed" in xbrief("facts", "--format", "csv", "--dossier", folder).stdout
    card = unstamped(xbrief("why", "ch-ex2002-lamps", "--dossier", folder).stdout)
    assert "not reviewed" in card
    assert "taken over as offer.sells, score 0.91" in card
    assert TODAY not in card
