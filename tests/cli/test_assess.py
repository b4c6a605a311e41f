"""Judgements of named authors, through a real process: shown apart, marked for review, and added."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.process import copied, unstamped, xbrief

AS_OF = ("--as-of", "2021-12-31")
ENTRY = """\
# Kept by hand.
assessments:
- id: nl-wait  # ours
  author: Ada Ek
  date: 2021-12-31
  on: [nl.presence.company, nl-pc2003-store]
  text: "Wait with a shop: *nothing* is [settled] <b>yet</b>."
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = copied(tmp_path)
    (folder / "assessments.yaml").write_text(ENTRY, encoding="utf-8")
    return folder


def test_a_brief_shows_it_apart_and_counts_it_nowhere(root: Path, tmp_path: Path) -> None:
    plain = copied(tmp_path / "plain")
    without = unstamped(xbrief("country", "nl", *AS_OF, "--dossier", plain).stdout)
    done = xbrief("country", "nl", *AS_OF, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    told = unstamped(done.stdout)
    judgement = (
        "## Judgement\n\nViews of named authors, no evidence: no finding rests on them.\n\n"
        "- **Ada Ek, 31 December 2021:** Wait with a shop: \\*nothing\\* is \\[settled\\] \\<b\\>yet\\</b\\>.\n"
        "  - Rests on nl.presence.company, nl-pc2003-store.\n\n"
    )
    assert judgement in told
    # Nothing else has moved: neither a footnote nor a count of the header.
    assert told.replace(judgement, "") == without
    assert told.index("## Sources") < told.index("## Judgement")


def test_where_it_is_shown(root: Path) -> None:
    def has(*args: str) -> bool:
        done = xbrief(*args, "--dossier", root)
        assert done.returncode == 0, done.stderr
        return "Ada Ek" in done.stdout

    assert has("compare", "nl", "ca", *AS_OF)
    assert has("country", "nl", "--section", "judgement", *AS_OF)
    assert has("compare", "nl", "ca", "--section", "judgement", *AS_OF)
    assert not has("country", "ca", *AS_OF)
    assert not has("country", "nl", "--section", "bottom,why", *AS_OF)
    assert not has("country", "nl", "--length", "line", *AS_OF)
    # No hindsight: it was not written by then.
    assert not has("country", "nl", "--as-of", "2021-12-30")
    none = xbrief("country", "ca", "--section", "judgement", "--dossier", root).stdout
    assert "## Judgement\n\nNo assessment is held.\n" in none


@pytest.mark.parametrize("ending", ["html", "docx", "pdf", "json", "txt"])
def test_every_format_shows_it(ending: str, root: Path, tmp_path: Path) -> None:
    path = tmp_path / f"brief.{ending}"
    done = xbrief("country", "nl", *AS_OF, "--dossier", root, "--output", path)
    assert (done.returncode, done.stderr) == (0, "")
    raw = path.read_bytes()
    again = tmp_path / f"again.{ending}"
    xbrief("country", "nl", *AS_OF, "--dossier", root, "--output", again)
    assert again.read_bytes() == raw
    if ending == "docx":
        with zipfile.ZipFile(path) as archive:
            raw = archive.read("word/document.xml")
    if ending == "json":
        section = json.loads(raw)["sections"][-1]
        assert (section["id"], section["blocks"][1]["lead"]) == ("judgement", "Ada Ek, 31 December 2021:")
        assert section["blocks"][1]["sentences"][0]["findings"] == []
    if ending == "html":
        assert b'class="judgement"' in raw
        assert b"&lt;b&gt;yet" in raw
    if ending != "pdf":
        assert b"Ada Ek" in raw


def test_what_has_changed_since_marks_it_for_review(root: Path) -> None:
    done = xbrief("country", "nl", "--dossier", root)
    assert (
        "  - For review: since then nl.presence.company has changed: “Halden Cycles cut back its business"
        in done.stdout
    )
    check = xbrief("check", "--dossier", root)
    assert check.returncode == 0
    assert (
        "assessments.yaml:3:3: D322 warning: nl-wait is up for review: since 2021-12-31 nl.presence.company"
        in check.stdout
    )
    early = xbrief("check", "--dossier", root, env={"XBRIEF_TODAY": "2021-12-31"})
    assert (early.returncode, early.stdout, early.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("retracted: read wrongly.", "nl-pc2003-store was retracted (read wrongly)"),
        ("note: x", ""),
    ],
)
def test_a_fact_that_no_longer_counts_marks_it_too(fields: str, words: str, root: Path) -> None:
    for file in root.glob("*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("- id: nl-pc2003-store\n", f"- id: nl-pc2003-store\n  {fields}\n"), "utf-8")
    told = xbrief("country", "nl", *AS_OF, "--section", "judgement", "--dossier", root).stdout
    assert (words in told) if words else ("For review" not in told)


def test_what_was_noted_tells_of_an_edit_behind_its_day(root: Path) -> None:
    path = root / "assessments.yaml"
    noted = "  seen:\n    nl.presence.company: It was otherwise.\n    nl-pc2003-store: It read otherwise.\n"
    path.write_text(ENTRY + noted, encoding="utf-8")
    told = xbrief("country", "nl", *AS_OF, "--section", "judgement", "--dossier", root).stdout
    assert "since then nl.presence.company has changed: “" in told
    assert "; nl-pc2003-store reads otherwise: “" in told
    path.write_text(ENTRY.replace("company,", "gone,") + noted.replace("company", "gone"), encoding="utf-8")
    told = xbrief("country", "nl", *AS_OF, "--section", "judgement", "--dossier", root).stdout
    assert "since then nl.presence.gone is withdrawn" in told
    assert "D321" not in xbrief("check", "--dossier", root).stdout


def test_a_finding_that_is_held_on_neither_day_is_a_problem(root: Path) -> None:
    path = root / "assessments.yaml"
    path.write_text(ENTRY.replace("presence.company", "presence.compny"), encoding="utf-8")
    done = xbrief("check", "--dossier", root)
    assert done.returncode == 1
    assert "D321 nl-wait rests on nl.presence.compny, and no such finding is held" in done.stdout
    assert "hint: did you mean `nl.presence.company`?" in done.stdout
    (root / "rules").mkdir()
    (root / "rules" / "gaps.yaml").write_text("id: gaps\n", encoding="utf-8")
    broken = xbrief("check", "--dossier", root).stdout
    assert "D701" in broken
    assert "D321" not in broken


def test_a_fact_that_a_later_one_replaces_marks_it(root: Path) -> None:
    entry = "- {id: ca-tax, author: B, date: 2023-01-01, on: [ca-bp2209-surtax], text: Wait.}\n"
    (root / "assessments.yaml").write_text(f"assessments:\n{entry}", encoding="utf-8")
    ask = ("country", "ca", "--section", "judgement", "--dossier", root)
    assert "For review" not in xbrief(*ask, "--as-of", "2023-06-30").stdout
    done = xbrief(*ask)
    assert "since then ca-bp2209-surtax was superseded by ca-pl2404-surtax." in done.stdout
