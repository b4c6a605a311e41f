"""`xbrief conflicts` and `xbrief origins` through a real process, on the invented dossier."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, copied, failed, terminal, unstamped, xbrief
from xbrief.dossier.load import load

CLASH = "clash:ca-bp2010-extra-shop+ca-pl2404-extra-shop"
EARLIER = """\
# An extra fact, and a comment.
- id: ca-bp2010-extra-shop
  market: ca
  kind: metric
  name: stores
  value: 3
  unit: shops
  of: shops in Halifax
  claim: There are three shops in Halifax.
  observed: '2020'
  anchor: three shops
"""
LATER = (
    EARLIER.replace("ca-bp2010", "ca-pl2404").replace("three", "seven").replace("value: 3", "value: 7   # by hand")
    + "  note: counted from the street\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The invented dossier with two facts more, which exclude each other."""
    folder = copied(tmp_path)
    for name, more in (("borealpost-2020-10-ca-entry", EARLIER), ("prairieledger-2024-04-ca-exit", LATER)):
        file = folder / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert load(folder).problems == ()
    return folder


def _found(root: Path, *args: str) -> dict[str, list[str]]:
    done = xbrief("conflicts", "--all", "--format", "json", *args, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    content = json.loads(done.stdout)
    assert content["schema"] == "xbrief.conflicts/1"
    return {
        name: [each.get("id") or each["by"] for each in content[name]] for name in ("declared", "found", "dismissed")
    }


def test_declared_and_found_conflicts_are_listed_apart(root: Path) -> None:
    listed = _found(root)
    assert listed["found"] == [CLASH]
    assert "ca-pl2404-units" in listed["declared"]
    assert _found(root, "japan")["found"] == []
    md = xbrief("conflicts", "canada", "--dossier", root).stdout
    assert md.startswith("# Conflicts: 2 declared, 1 found\n")
    assert f"- **{CLASH}** (value): 3 against 7 for one thing at one time\n" in md
    code, screen = terminal("conflicts", "canada", "--dossier", root, env={"NO_COLOR": "1"}, columns=80)
    assert code == 0
    assert f"≠ {CLASH}  value" in screen


def test_a_brief_tells_what_was_found_apart_from_what_was_declared(root: Path) -> None:
    done = xbrief("country", "canada", "--section", "conflicts", "--length", "full", "--dossier", root)
    told = unstamped(done.stdout)
    words = "Found by xbrief, not reconciled by the curator, two figures for one thing (stores of shops in Halifax)"
    assert told.count("Found by xbrief") == 1
    assert f"- {words}: there are three shops" in told


def test_accepting_writes_one_line_and_the_conflict_is_the_curator_s(root: Path) -> None:
    file = root / "prairieledger-2024-04-ca-exit.yaml"
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    done = xbrief("conflicts", "--accept", CLASH, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{file.name}: ca-pl2404-extra-shop disputes ca-bp2010-extra-shop (number)\n"
    line = "  disputes: [{fact: ca-bp2010-extra-shop, about: number}]\n"
    text = before[file.name].decode()
    assert file.read_text(encoding="utf-8") == text.replace("  note: counted", f"{line}  note: counted")
    assert {p.name: p.read_bytes() for p in root.iterdir() if p != file} == {
        name: raw for name, raw in before.items() if name != file.name
    }
    listed = _found(root)
    assert listed["found"] == []
    assert "ca-pl2404-extra-shop" in listed["declared"]
    failed(xbrief("conflicts", "--accept", CLASH, "--dossier", root), 2, "no found conflict is called")


BRACES = (
    "- {id: ca-pl2404-extra-shop, market: ca, kind: metric, name: stores, value: '7', unit: shops,  # by hand\n"
    "   of: shops in Halifax, claim: There are seven., observed: '2020', anchor: seven shops , note: hm,}\n"
)


def test_a_fact_in_braces_gets_the_link_among_its_keys(root: Path) -> None:
    file = root / "prairieledger-2024-04-ca-exit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(LATER, BRACES), encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    done = xbrief("conflicts", "--accept", CLASH, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    link = ", disputes: [{fact: ca-bp2010-extra-shop, about: number}]"
    assert file.read_text(encoding="utf-8") == before.replace("seven shops ,", f"seven shops{link} ,")
    listed = _found(root)
    assert listed["found"] == []
    assert "ca-pl2404-extra-shop" in listed["declared"]


def test_accepting_takes_a_conflict_out_of_those_set_aside(root: Path) -> None:
    (root / "dismissed.txt").write_text("clash:zz-a+zz-b\tlong gone\n", encoding="utf-8")
    xbrief("conflicts", "--dismiss", CLASH, "--because", "two ways", "--dossier", root)
    done = xbrief("conflicts", "--accept", CLASH, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"(number)\ndismissed.txt: no longer set aside: {CLASH}\n")
    assert (root / "dismissed.txt").read_text(encoding="utf-8") == "clash:zz-a+zz-b\tlong gone\n"
    assert "ca-pl2404-extra-shop" in _found(root)["declared"]


def test_a_conflict_that_the_curator_declared_is_not_set_aside(root: Path) -> None:
    xbrief("conflicts", "--accept", CLASH, "--dossier", root)
    link = "the curator has set a link, ca-pl2404-extra-shop disputes ca-bp2010-extra-shop"
    place = "take the link out at prairieledger-2024-04-ca-exit.yaml:"
    for id in (CLASH, "ca-pl2404-extra-shop disputes ca-bp2010-extra-shop"):
        done = xbrief("conflicts", "--dismiss", id, "--because", "x", "--dossier", root)
        failed(done, 2, f"no found conflict is called {id!r}: {link}", place)
    assert not (root / "dismissed.txt").exists()
    other = xbrief("conflicts", "--dismiss", "ca-pl2404-extra-shop", "--because", "x", "--dossier", root)
    failed(other, 2, "`xbrief conflicts --all` lists them")


def test_why_shows_both_sides_of_a_conflict_and_the_comparison(root: Path) -> None:
    done = xbrief("why", CLASH, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"# Conflict {CLASH}\n\n## Found by comparison\n\n- **{CLASH}** (value): 3 against 7")
    assert "  - compared: do two figures of one name, unit and time" in done.stdout
    for part in ("## Findings that rest on it", "## One claim", "## Two facts", "rule: found-conflicts"):
        assert part in done.stdout
    xbrief("conflicts", "--dismiss", CLASH, "--because", "two ways", "--dossier", root)
    assert "  - set aside: two ways\n" in xbrief("why", CLASH, "--dossier", root).stdout
    content = json.loads(xbrief("why", CLASH, "--format", "json", "--dossier", root).stdout)
    assert (content["kind"], content["conflict"]["earlier"]) == ("conflict", "ca-bp2010-extra-shop")
    assert [f["id"] for f in content["facts"]] == ["ca-bp2010-extra-shop", "ca-pl2404-extra-shop"]
    failed(xbrief("why", CLASH[:-1], "--dossier", root), 2, f"did you mean {CLASH}")


def test_dismissing_adds_a_sorted_line_and_hides_the_conflict(root: Path) -> None:
    (root / "dismissed.txt").write_text("clash:zz-a+zz-b\tlong gone\n", encoding="utf-8")
    done = xbrief("conflicts", "--dismiss", CLASH, "--because", "  two ways\tof counting ", "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    held = f"{CLASH}\ttwo ways of counting\nclash:zz-a+zz-b\tlong gone\n"
    assert (root / "dismissed.txt").read_text(encoding="utf-8") == held
    assert _found(root) | {"declared": []} == {"declared": [], "found": [], "dismissed": [CLASH]}
    assert CLASH not in xbrief("conflicts", "--dossier", root).stdout
    assert "set aside: two ways of counting" in xbrief("conflicts", "--all", "--dossier", root).stdout
    assert "Found by xbrief" not in xbrief("country", "canada", "--dossier", root).stdout
    assert xbrief("check", "--dossier", root).stdout == ""
    again = xbrief("conflicts", "--dismiss", CLASH, "--because", "x", "--dossier", root)
    failed(again, 2, "set aside already: two ways of counting")


def test_errors_help(root: Path) -> None:
    failed(xbrief("conflicts", "--dismiss", CLASH, "--dossier", root), 2, "--dismiss needs a reason", "--because")
    failed(xbrief("conflicts", "--because", "x", "--dossier", root), 2, "--because goes with --dismiss")
    both = xbrief("conflicts", "--accept", "a", "--dismiss", "b", "--because", "x", "--dossier", root)
    failed(both, 2, "exclude each other")
    failed(xbrief("conflicts", "--accept", CLASH[:-1], "--dossier", root), 2, f"did you mean {CLASH}?")
    failed(xbrief("conflicts", "--accept", "x", "--dossier", root), 2, "`xbrief conflicts --all` lists them")
    escapes = xbrief("conflicts", "--dismiss", CLASH, "--because", "a\x1b[2J", "--dossier", root)
    failed(escapes, 2, "cannot be printed")
    failed(xbrief("conflicts", "germany", "--dossier", root), 1, "nothing is held on Germany")
    (root / "dismissed.txt").write_text("no tab\n", encoding="utf-8")
    failed(xbrief("country", "canada", "--dossier", root), 2, "dismissed.txt:1:1: not the line")


def test_origins_tell_what_counts_once_and_why() -> None:
    done = xbrief("origins", "netherlands", "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert "## No texts at hand: copies of a text are not looked for\n" in done.stdout
    assert "count once" in done.stdout
    content = json.loads(xbrief("origins", "--format", "json", "--dossier", CYCLES).stdout)
    assert content["schema"] == "xbrief.origins/1"
    assert all(claim["in_briefs"] == len(claim["origins"]) for claim in content["claims"])
    assert {o["why"] for claim in content["claims"] for o in claim["origins"]} >= {"alone", "source", "origin"}
    code, screen = terminal("origins", "japan", "--dossier", CYCLES, env={"NO_COLOR": "1"}, columns=80)
    assert code == 0
    assert max(map(len, screen.splitlines())) <= 80


def test_origins_count_copies_of_a_text_once(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    names = ("poldercourant-2020-06-nl-opening", "wheelgazette-2019-06-nl-plan")
    for name in names:
        (texts / f"{name}.txt").write_text("one two three four five six seven eight nine ten", encoding="utf-8")
    done = xbrief("origins", "netherlands", "--format", "json", "--dossier", CYCLES, env={"XBRIEF_TEXTS": str(texts)})
    content = json.loads(done.stdout)
    assert content["texts"].startswith("Texts compared: those of 2 of ")
    merged = [c for c in content["claims"] if any(o["why"] == "text" for o in c["origins"])]
    assert merged
    assert all(c["in_briefs"] > len(c["origins"]) for c in merged)
    failed(xbrief("origins", "--texts", tmp_path / "none", "--dossier", CYCLES), 2, "there is no folder")
    (texts / f"{names[0]}.txt").write_bytes(b"\xff")
    failed(xbrief("origins", "--texts", texts, "--dossier", CYCLES), 2, "no UTF-8 at byte 0")
    shutil.rmtree(texts)
