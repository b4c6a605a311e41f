"""Judgements of named authors, through a real process: shown apart, marked for review, and added."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.process import copied, failed, unstamped, xbrief

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
        "  - Rests on nl.presence.company: Halden Cycles is in business in the Netherlands"
        " (since 15 June 2020).[^nl-2][^nl-3]\n"
        "  - Rests on nl-pc2003-store: A Dutch web shop of Halden opens in the spring of 2020.[^nl-20]\n\n"
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
        assert b"Rests on nl-pc2003-store: A Dutch web shop" in b" ".join(raw.split())


def test_what_has_changed_since_marks_it_for_review(root: Path) -> None:
    done = xbrief("country", "nl", "--dossier", root)
    assert (
        "  - For review: since then nl.presence.company has changed: “Halden Cycles cut back its business"
        in done.stdout
    )
    # In the words of its day, and said to be so.
    assert "  - Rests on nl.presence.company, which then told: Halden Cycles is in business in the" in done.stdout
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
    # What nothing says any more has no note.
    assert "  - Rests on nl.presence.company, which then told: It was otherwise.\n" in told
    assert "  - Rests on nl-pc2003-store, which then told: It read otherwise.\n" in told
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
    told = xbrief("country", "nl", *AS_OF, "--section", "judgement", "--dossier", root).stdout
    assert "  - Rests on nl.presence.compny, which is not held.\n" in told
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


ARGS = ("--by", "Ada  Ek", "--on", "nl.presence.company,nl-pc2003-store")


def test_one_is_added_behind_the_others_with_what_it_rests_on(root: Path) -> None:
    env = {"XBRIEF_TODAY": "2021-12-31"}
    done = xbrief("assess", "nl", *ARGS, "--text", 'Go: "now"\n or # never.', "--dossier", root, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "assessments.yaml: nl-2021-12-31 by Ada Ek, on nl.presence.company, nl-pc2003-store\n"
    text = (root / "assessments.yaml").read_text("utf-8")
    assert text.startswith(ENTRY)
    added = text.removeprefix(ENTRY)
    assert added.startswith('- id: nl-2021-12-31\n  market: [nl]\n  author: "Ada Ek"\n  date: 2021-12-31\n  on:\n')
    assert '  text: "Go: \\"now\\" or # never."\n  seen:\n    nl.presence.company: "' in added
    assert xbrief("fmt", "--check", "--dossier", root).returncode == 0
    assert xbrief("check", "--dossier", root, env=env).stdout == ""
    told = xbrief("country", "nl", *AS_OF, "--section", "judgement", "--dossier", root).stdout
    assert '**Ada Ek, 31 December 2021:** Go: "now" or \\# never.' in told
    again = xbrief("assess", "nl", "ca", *ARGS, "--text", "Go.", "--dossier", root, env=env)
    assert again.stdout.startswith("assessments.yaml: nl-2021-12-31-2 by ")
    assert "  market: [nl, ca]\n" in (root / "assessments.yaml").read_text("utf-8")


@pytest.mark.parametrize("text", [None, "", "assessments:\n", "assessments:\r\n  # deep\r\n", "\ufeffassessments:"])
def test_a_file_may_lack_or_hold_none_and_a_dry_run_writes_nothing(text: str | None, root: Path) -> None:
    path = root / "assessments.yaml"
    path.unlink()
    if text is not None:
        path.write_bytes(text.encode())
    args = ("assess", "nl", *ARGS, "--text", "Go.", "--id", "go", "--dossier", root)
    dry = xbrief(*args, "--dry-run")
    assert dry.stdout.startswith("- id: go\n  market: [nl]\n")
    assert (path.read_bytes().decode() if path.exists() else None) == text
    done = xbrief(*args)
    assert done.returncode == 0, done.stderr
    written = path.read_bytes().decode()
    assert written.startswith(text or "assessments:\n")
    assert written.replace("\r\n", "\n").endswith(dry.stdout)
    assert [e["lead"] for e in _judgements(root)] == ["", "Ada Ek, 22 November 2026:"]


def _judgements(root: Path) -> list[dict[str, str]]:
    done = xbrief("country", "nl", "--section", "judgement", "--format", "json", "--dossier", root)
    found: list[dict[str, str]] = json.loads(done.stdout)["sections"][-1]["blocks"]
    return found


def test_an_indented_list_stays_indented(root: Path) -> None:
    path = root / "assessments.yaml"
    path.write_text(
        "assessments:\n  - {id: a, author: B, date: 2021-12-31, on: [nl.presence.company], text: x}", "utf-8"
    )
    assert xbrief("assess", "nl", *ARGS, "--text", "Go.", "--dossier", root).returncode == 0
    assert "\n  - id: nl-2026-11-22\n    market: [nl]\n" in path.read_text("utf-8")
    assert len(_judgements(root)) == 3


@pytest.mark.parametrize(
    "text", ["assessments: []\n", "assessments:\n- id: a\nmore: 1\n", "assessments: [\n", "x: 1\n"]
)
def test_a_list_that_cannot_be_added_to_is_left_alone(text: str, root: Path) -> None:
    (root / "assessments.yaml").write_text(text, encoding="utf-8")
    done = xbrief("assess", "nl", *ARGS, "--text", "Go.", "--dossier", root)
    assert done.returncode == 2
    assert "assessments.yaml: the list cannot be added to as it is written" in done.stderr
    assert (root / "assessments.yaml").read_text("utf-8") == text


def test_an_editor_may_write_it(root: Path, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\ncat "$2" > "$1"; echo "Go,\nsoon." >> "$2"\n', encoding="utf-8")
    script.chmod(0o755)
    env = {"EDITOR": f"{script} {tmp_path}/shown"}
    done = xbrief("assess", "nl", *ARGS, "--edit", "--dossier", root, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "# nl.presence.company: Halden Cycles" in (tmp_path / "shown").read_text("utf-8")
    assert '  text: "Go, soon."\n' in (root / "assessments.yaml").read_text("utf-8")
    failed(xbrief("assess", "nl", *ARGS, "--edit", "--dossier", root), 2, "neither VISUAL nor EDITOR", "--text TEXT")
    for editor, words in (("false", "'false' failed"), ("/none", "'/none' failed"), ("true", "holds no words")):
        done = xbrief("assess", "nl", *ARGS, "--edit", "--dossier", root, env={"VISUAL": editor})
        failed(done, 2, words)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--by", "A", "--on", "nl.presence.compny", "--text", "x"), ("'nl.presence.compny'", "did you mean nl.pres")),
        (("--by", "A", "--on", "nl-pc2003-stor", "--text", "x"), ("did you mean nl-pc2003-store",)),
        (("--by", "A", "--on", "zz.zzzz.zzzz", "--text", "x"), ("'zz.zzzz.zzzz'", "`xbrief facts` the facts")),
        (("--by", " ", "--on", "nl.presence.company", "--text", "x"), ("--by NAME",)),
        (("--by", "A", "--on", "nl.presence.company"), ("nothing is said", "--edit")),
        (("--by", "A", "--on", "nl.presence.company", "--text", "x", "--edit"), ("cannot be had together",)),
        (("--by", "A", "--on", "nl.presence.company", "--text", "a\x1bb"), ("holds no words that can be printed",)),
        (("--by", "A", "--on", "nl.presence.company", "--text", "x", "--id", "nl-wait"), ("nl-wait is taken already",)),
        (("--by", "A", "--on", "nl.presence.company", "--text", "x", "--id", "No"), ("'No' is no id",)),
    ],
)
def test_what_cannot_be_added_is_refused(args: tuple[str, ...], words: tuple[str, ...], root: Path) -> None:
    failed(xbrief("assess", "nl", *args, "--dossier", root), 2, *words)
    assert (root / "assessments.yaml").read_text("utf-8") == ENTRY


def test_what_it_rests_on_is_about_its_markets(root: Path) -> None:
    ask = ("assess", "nl", "--by", "A", "--text", "x", "--dossier", root, "--on")
    hint = "hint: name all the markets that it is about: xbrief assess nl ca"
    of = "is about Canada, and the judgement about the Netherlands"
    failed(xbrief(*ask, "ca.presence.company"), 2, f"ca.presence.company {of}", hint)
    failed(xbrief(*ask, "ca-bp2209-surtax"), 2, f"ca-bp2209-surtax {of}", hint)
    assert (root / "assessments.yaml").read_text("utf-8") == ENTRY
    both = ("assess", "nl", "ca", *ask[2:], "nl.presence.company,ca.presence.company,ca-bp2209-surtax")
    assert xbrief(*both).returncode == 0


def test_a_source_of_another_market_is_listed_where_it_is_cited(root: Path) -> None:
    entry = "- {id: a, market: [nl], author: B, date: 2023-01-01, on: [ca-bp2209-surtax], text: Wait.}\n"
    (root / "assessments.yaml").write_text(f"assessments:\n{entry}", encoding="utf-8")
    found = json.loads(xbrief("country", "nl", "--format", "json", "--dossier", root).stdout)
    sources = [source["id"] for source in found["sources"]]
    cited = {fact["id"]: fact["source"] for fact in found["facts"]}
    assert len({*sources}) == len(sources)
    assert cited["ca-bp2209-surtax"] in sources
    assert [*cited][-1] == "ca-bp2209-surtax"


def test_the_bundled_dossier_is_not_written_into(tmp_path: Path) -> None:
    done = xbrief("assess", "kr", "--by", "A", "--on", "kr.presence.company", "--text", "x", cwd=tmp_path)
    failed(done, 2, "no dossier is at hand to write into", "--dossier DIR")


def test_it_is_due_for_review_where_something_has_changed(root: Path) -> None:
    ask = ("due", "nl", "--kind", "review", "--dossier", root)
    done = xbrief(*ask, "--format", "json")
    assert done.returncode == 1
    (item,) = json.loads(done.stdout)["due"]
    assert (item["id"], item["day"], item["market"]) == ("nl-wait", "2026-11-22", "nl")
    assert item["facts"] == ["nl.presence.company"]
    assert item["because"].startswith("judged by Ada Ek, 31 December 2021; since then nl.presence.company has changed")
    assert "one judgement to review is due" in done.stderr
    assert "| 2026-11-22 | review | Netherlands | Wait with a shop" in xbrief(*ask).stdout
    assert "a judgement to review" in xbrief(*ask, "--format", "terminal").stdout
    assert "xbrief why nl.presence.company" in xbrief(*ask, "--format", "ics").stdout.replace("\r\n ", "")
    assert xbrief("due", "ca", "--kind", "review", "--dossier", root).returncode == 0
    assert xbrief(*ask, *AS_OF).returncode == 0
    assert xbrief(*ask, "--as-of", "2021-12-30").returncode == 0
    found = json.loads(xbrief("status", "--format", "json", "--dossier", root).stdout)
    assert (found["due"]["review"], found["problems"]["warnings"]) == (1, 0)


def test_a_report_takes_one_with_its_remark_and_is_rechecked(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "r.md.j2"
    page.write_text('# R\n\n{{ country("nl", sections="bottom") }}\n\n{{ assessment("nl-wait") }}\n', encoding="utf-8")
    done = xbrief("report", page, *AS_OF, "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    judged = done.stdout.partition("Judgement\n")[2]
    assert "Views of named authors, no evidence" in judged
    assert "**Ada Ek, 31 December 2021:** Wait with a shop" in judged
    sent = tmp_path / "r.docx"
    assert xbrief("report", page, *AS_OF, "--dossier", root, "--output", sent).returncode == 0
    again = xbrief("recheck", sent, *AS_OF, "--dossier", root)
    assert (again.returncode, again.stderr) == (0, "")
    assert "findings sent still hold" in again.stdout
    page.write_text('{{ assessment("nl-wat") }}\n', encoding="utf-8")
    failed(xbrief("report", page, "--dossier", root), 2, "r.md.j2:1", "nl-wait")
    early = xbrief("report", page, "--as-of", "2021-01-01", "--dossier", root)
    assert early.returncode == 2
    page.write_text('{{ assessment("nl-wait") }}\n', encoding="utf-8")
    failed(xbrief("report", page, "--as-of", "2021-01-01", "--dossier", root), 2, "later than the report")
