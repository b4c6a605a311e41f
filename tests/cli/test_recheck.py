"""`xbrief recheck` through a real process: a brief is sent, the dossier or the day changes, each finding is told of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.process import CYCLES, copied, environment, failed, shell, terminal, xbrief

EXIT = "prairieledger-2024-04-ca-exit.yaml"


def sent(folder: Path, *args: str | Path, name: str = "sent.md", dossier: Path = CYCLES) -> Path:
    """A file of a command, made as of the day that the arguments name."""
    path = folder / name
    done = xbrief(*args, "--dossier", dossier, "--output", path)
    assert done.returncode == 0, done.stderr
    return path


def verdicts(*args: str | Path, dossier: Path = CYCLES, code: int = 1) -> list[Any]:
    """The briefs of the JSON, with their findings by id in place of the list."""
    done = xbrief("recheck", *args, "--format", "json", "--dossier", dossier)
    assert done.returncode == code, done.stderr
    found = json.loads(done.stdout)
    assert found["schema"] == "xbrief.recheck/1"
    return [{**brief, "findings": {f["id"]: f for f in brief["findings"]}} for brief in found["briefs"]]


def edited(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "args",
    [
        ("country", "nl"),
        ("country", "ca", "--length", "full"),
        ("country", "jp", "--length", "line"),
        ("country", "nl", "--section", "why,gaps"),
        ("country", "europe"),
        ("compare", "nl", "ca", "jp"),
        ("timeline", "nl", "ca"),
        ("timeline", "jp", "--length", "full"),
    ],
    ids=" ".join,
)
def test_on_its_own_day_all_of_a_brief_holds_and_nothing_is_new(args: tuple[str, ...], tmp_path: Path) -> None:
    for day in ("2021-12-31", "2026-11-22"):
        path = sent(tmp_path, *args, "--as-of", day)
        (brief,) = verdicts(path, "--as-of", day, code=0)
        assert {f["verdict"] for f in brief["findings"].values()} == {"holds"}
        assert brief["summary"]["holds"] == len(brief["findings"]) > 0
        assert (brief["told_as_of"], brief["as_of"]) == (day, day)


@pytest.mark.parametrize(
    "args", [("country", "korea"), ("compare", "us", "brazil"), ("timeline", "brazil")], ids=" ".join
)
def test_a_day_later_nothing_but_ages_has_changed(args: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "sent.md"
    assert xbrief(*args, "--as-of", "2026-11-22", "--output", path).returncode == 0
    done = xbrief("recheck", path, "--as-of", "2026-11-23")
    assert done.returncode == 0, done.stdout
    assert " still hold.\n" in done.stdout


def test_later_sources_change_and_withdraw_and_time_makes_stale(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31")
    (brief,) = verdicts(path, "--as-of", "2024-12-31")
    found = brief["findings"]
    presence = found["nl.presence.company"]
    assert (presence["verdict"], presence["cause"]) == ("changed", "facts")
    assert presence["before"] != presence["after"]
    assert presence["turned_by"]
    by = {v: [f for f in found.values() if f["verdict"] == v] for v in brief["summary"]}
    assert {v: len(each) for v, each in by.items()} == brief["summary"]
    assert all(f["before"] and f["after"] is None for f in by["withdrawn"])
    assert all(f["before"] is None and f["after"] for f in by["new"])
    assert by["changed"]
    assert by["new"]
    assert by["holds"]
    (aged,) = verdicts(path, "--as-of", "2022-12-31")
    stale = [f for f in aged["findings"].values() if f["verdict"] == "stale"]
    assert stale
    assert all(f["after"].startswith("When last reported") and f["cause"] == "time" for f in stale)


def test_a_pipe_gets_a_page_with_notes_and_a_terminal_old_beside_new(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31")
    done = xbrief("recheck", path, "--as-of", "2024-12-31", "--dossier", CYCLES)
    assert done.returncode == 1
    assert done.stdout.startswith("# Halden Cycles, rechecked: Netherlands\n\n*Recheck · ")
    assert "sent.md · told as of 31 December 2021, held against 31 December 2024*" in done.stdout
    for words in (
        "\n## Changed\n",
        "|   | As sent | Now | Turned by |",
        "\n## New\n",
        "\n## Still hold\n",
        "[^nl-recheck-1]",
    ):
        assert words in done.stdout
    assert "findings do not hold as they were sent" in done.stderr
    code, screen = terminal("recheck", path, "--as-of", "2024-12-31", "--dossier", CYCLES, env={"NO_COLOR": "1"})
    assert code == 1
    assert "└ turned by " in screen
    assert max(map(len, screen.splitlines())) <= 100


def test_what_the_dossier_lost_is_told_by_fact(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = sent(tmp_path, "country", "ca", "--as-of", "2024-12-31", "--length", "full", dossier=root)
    facts = [
        line.split()[-1]
        for line in (root / EXIT).read_text("utf-8").splitlines()
        if line.strip("- ").startswith("id: ca-")
    ]
    text = (root / EXIT).read_text("utf-8")
    (root / EXIT).unlink()
    done = xbrief("recheck", path, "--as-of", "2024-12-31", "--dossier", root)
    assert done.returncode == 1
    assert f"{facts[0]} is no longer in the dossier" in done.stdout
    (brief,) = verdicts(path, "--as-of", "2024-12-31", dossier=root)
    withdrawn = [f for f in brief["findings"].values() if f["verdict"] == "withdrawn"]
    assert withdrawn
    assert any(f["lost"] for f in withdrawn)
    (root / EXIT).write_text(text.replace("  claim: ", "  retracted: read wrongly.\n  claim: "), encoding="utf-8")
    again = xbrief("recheck", path, "--as-of", "2024-12-31", "--dossier", root)
    assert f"{facts[0]} was retracted (read wrongly)" in again.stdout


def test_an_edit_of_the_dossier_behind_the_day_is_no_matter_of_time(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = sent(tmp_path, "country", "ca", "--as-of", "2024-12-31", dossier=root)
    edited(root, "dossier.yaml", "name: Halden Cycles,", "name: Halden Velo,")
    (brief,) = verdicts(path, dossier=root)
    changed = [f for f in brief["findings"].values() if f["verdict"] == "changed"]
    assert changed
    assert all("Halden Velo" in f["after"] for f in changed if f["cause"] == "words")
    assert "words" in {f["cause"] for f in changed}
    page = xbrief("recheck", path, "--dossier", root).stdout
    assert "the same facts: one of them, a name or the rule reads otherwise" in page


def test_a_rule_that_the_dossier_silences_withdraws_what_it_told(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = sent(tmp_path, "country", "ca", "--as-of", "2024-12-31", dossier=root)
    (root / "rules").mkdir()
    (root / "rules" / "gaps.yaml").write_text("id: gaps\nsilence: true\n", encoding="utf-8")
    done = xbrief("recheck", path, "--as-of", "2024-12-31", "--dossier", root)
    assert done.returncode == 1
    assert "Withdrawn: no rule gaps is applied." in done.stdout.replace("\\", "")


def test_a_fact_with_a_new_id_is_the_same_fact(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = sent(tmp_path, "country", "ca", "--as-of", "2024-12-31", dossier=root)
    before = (root / EXIT).read_text("utf-8")
    id = next(line.split()[-1] for line in before.splitlines() if line.strip("- ").startswith("id: ca-"))
    for file in root.glob("*.yaml"):
        text = file.read_text("utf-8").replace(id, f"{id}-renamed")
        file.write_text(
            text.replace("  claim:", f"  renamed_from: [{id}]\n  claim:", 1) if file.name == EXIT else text, "utf-8"
        )
    (brief,) = verdicts(path, "--as-of", "2024-12-31", dossier=root, code=0)
    assert brief["summary"]["holds"] == len(brief["findings"])
    assert any(f"{id}-renamed" in f["facts"] for f in brief["findings"].values())


def test_joined_edited_and_piped_files_are_read_and_each_brief_once(tmp_path: Path) -> None:
    one = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31", name="one.md")
    two = sent(tmp_path, "country", "ca", "--as-of", "2024-12-31", name="two.md")
    joined = tmp_path / "joined.md"
    told, mark, stamp = one.read_text("utf-8").partition("<!--")
    text = f"{told.replace('Halden', 'Our customer')}{mark}{stamp}".replace("\n", "\r\n")
    joined.write_bytes(f"# Report\n\n{text}{two.read_text('utf-8')}{one.read_text('utf-8')}".encode())
    assert [b["key"] for b in verdicts(joined)] == ["nl", "ca"]
    assert [b["file"] for b in verdicts(one, two, one)] == [str(one), str(two)]
    piped = shell(f"cat {joined} | xbrief recheck - --dossier {CYCLES} --format json", tmp_path)
    assert {b["file"] for b in json.loads(piped.stdout)["briefs"]} == {"standard input"}


def test_the_overview_of_a_region_tells_of_a_market_that_came(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "world", "--as-of", "2019-12-31")
    (brief,) = verdicts(path, "--as-of", "2024-12-31")
    assert brief["markets"] == ["nl"]
    new = {id.partition(".")[0] for id, f in brief["findings"].items() if f["verdict"] == "new"}
    assert {"ca", "jp"} <= new


def test_files_without_findings_are_clear_errors(tmp_path: Path) -> None:
    plain = tmp_path / "plain.md"
    plain.write_text("# A page\n", encoding="utf-8")
    failed(
        xbrief("recheck", plain, "--dossier", CYCLES),
        2,
        "plain.md: there is no stamp of xbrief in it",
        "hint: recheck a",
    )
    failed(xbrief("recheck", tmp_path / "none.md"), 2, "none.md cannot be read")
    failed(xbrief("recheck", tmp_path), 2, "is no regular file")
    text = sent(tmp_path, "country", "nl", name="sent.txt")
    failed(xbrief("recheck", text, "--dossier", CYCLES), 2, "sent.txt: plain text carries no findings")
    path = sent(tmp_path, "country", "nl")
    whole = path.read_text("utf-8")
    for old, new in (
        ('"briefs":[', '"briefs":{'),
        ("\n-->", ""),
        ('"as_of":"2026', '"as_of":"20x6'),
        ('"page"', '"leaf"'),
        ('"nl.', '"xx.'),
    ):
        assert old in whole
        path.write_text(whole.replace(old, new), encoding="utf-8")
        failed(xbrief("recheck", path, "--dossier", CYCLES), 2, "sent.md: the stamp is damaged", "make the brief anew")
    diff = sent(tmp_path, "diff", "nl", "--from", "2020-12-31", name="diff.md")
    failed(xbrief("recheck", diff, "--dossier", CYCLES), 2, "diff.md: a file of `xbrief diff` tells no finding")
    diff.write_text(diff.read_text("utf-8") + whole, encoding="utf-8")
    done = xbrief("recheck", diff, "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (
        0,
        f"warning: {diff}: what was made by `xbrief diff` tells no such finding and is passed over\n",
    )


def test_another_dossier_or_an_earlier_day_is_a_clear_error(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2024-12-31")
    failed(xbrief("recheck", path), 2, "the brief on the Netherlands rests on another dossier", "--dossier DIR")
    early = xbrief("recheck", path, "--as-of", "2020-01-01", "--dossier", CYCLES)
    failed(early, 2, "is of 31 December 2024, later than 1 January 2020", "--as-of 2024-12-31 or later")
    (brief,) = verdicts(path, "--as-of", "evidence", code=0)
    assert brief["as_of"] == "2024-12-31"


def test_hostile_words_of_a_stamp_reach_no_terminal(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31")
    text = path.read_text("utf-8").replace('"says":"', '"says":"\\u001b[31m')
    path.write_text(text, encoding="utf-8")
    for format in ("md", "terminal"):
        done = xbrief("recheck", path, "--format", format, "--dossier", CYCLES)
        assert done.returncode == 1
        assert "\x1b" not in done.stdout
    assert environment()["XBRIEF_TODAY"] == "2026-11-22"


@pytest.mark.parametrize("ending", ["html", "pdf", "docx", "xlsx"])
def test_a_file_of_any_format_tells_what_its_markdown_tells(ending: str, tmp_path: Path) -> None:
    args = ("compare", "nl", "ca", "--as-of", "2021-12-31")
    path = sent(tmp_path, *args, name=f"sent.{ending}")
    (brief,) = verdicts(path, "--as-of", "2024-12-31")
    (same,) = verdicts(sent(tmp_path, *args), "--as-of", "2024-12-31")
    assert brief["summary"]["changed"] > 0
    assert brief["compared"] == (ending not in {"pdf", "xlsx"})
    if not brief["compared"]:
        assert "Whether the file still tells them as they were sent was not looked at." in xbrief(
            "recheck", path, "--dossier", CYCLES
        ).stdout.replace("\n", " ")
        for each in same["findings"].values():
            assert each["in_file"] == (None if each["verdict"] == "new" else "as sent")
            each["in_file"] = None
    assert {**brief, "file": "", "compared": True} == {**same, "file": ""}


def test_an_edited_sentence_is_told_as_it_was_sent(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "ca", "--as-of", "2024-12-31")
    ask = ("recheck", path, "--as-of", "2024-12-31", "--dossier", CYCLES)
    assert "All 32 findings sent still hold.\n" in xbrief(*ask).stdout
    edited(tmp_path, "sent.md", "Halden Cycles left Canada in December 2023", "Halden Cycles never left Canada")
    done = xbrief(*ask)
    assert (done.returncode, done.stderr) == (0, "")
    assert "All 32 findings sent still hold; one sentence is edited.\n" in done.stdout
    said = "- **ca.presence.company, as sent:** Halden Cycles left Canada in December 2023.\n"
    assert f"\n## Edited in the file\n\n{said}" in done.stdout
    assert "## No longer in the file" not in done.stdout
    (brief,) = verdicts(path, "--as-of", "2024-12-31", code=0)
    assert brief["findings"]["ca.presence.company"]["in_file"] == "as sent"
    (told,) = brief["edited"]
    assert told["findings"] == ["ca.presence.company"]
    assert told["text"].startswith("Halden Cycles left Canada in December 2023")
    code, screen = terminal(*ask, env={"NO_COLOR": "1"})
    assert (code, "Edited in the file" in screen) == (0, True)


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_what_was_taken_out_is_not_counted_as_sent(ending: str, tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31", name=f"sent.{ending}")
    (whole,) = verdicts(path, "--as-of", "2024-12-31")
    assert whole["summary"]["changed"] > 0
    if ending == "docx":
        paper = docx.Document(str(path))
        for element in [*paper.element.body][:-1]:
            paper.element.body.remove(element)
        paper.add_paragraph("They left for good.")
        paper.save(str(path))
    else:
        text = path.read_text("utf-8")
        begin, end = ("# ", "<!-- xbrief-stamp") if ending == "md" else ("<main", "</main>")
        first = text.index(begin)
        path.write_text(f"{text[:first]}They left for good.\n{text[text.index(end) :]}", encoding="utf-8")
    (brief,) = verdicts(path, "--as-of", "2024-12-31", code=0)
    counts = brief["summary"]
    assert (counts["holds"], counts["changed"], counts["withdrawn"], counts["stale"]) == (0, 0, 0, 0)
    assert counts["new"] == whole["summary"]["new"]
    out = [id for id, f in brief["findings"].items() if f["in_file"] == "taken out"]
    assert len(out) == sum(whole["summary"].values()) - counts["new"]
    # What became of them is still there for who asks.
    assert {id: f["verdict"] for id, f in brief["findings"].items()} == {
        id: f["verdict"] for id, f in whole["findings"].items()
    }
    assert brief["edited"] == []
    done = xbrief("recheck", path, "--as-of", "2024-12-31", "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The file tells no finding; " in done.stdout
    assert f"; {len(out)} findings are told nowhere and not counted.\n" in done.stdout
    assert "\n## No longer in the file\n" in done.stdout
    assert "## Changed" not in done.stdout


def test_a_sentence_that_is_gone_is_told_where_its_finding_stands_elsewhere(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31")
    text = path.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("**Bottom line.**"))
    path.write_text(text.replace(line, "They left for good."), encoding="utf-8")
    (brief,) = verdicts(path, "--as-of", "2021-12-31", code=0)
    assert brief["edited"] == []
    assert "nl.presence.company" in {id for told in brief["gone"] for id in told["findings"]}
    assert brief["findings"]["nl.presence.company"]["in_file"] == "as sent"
    page = xbrief("recheck", path, "--as-of", "2021-12-31", "--dossier", CYCLES).stdout
    assert " sentences are no longer in the file" in page
    # A sentence of many findings names the first of them.
    assert re.search(r"^- \*\*(?:nl\.[^ ]+, ){2}nl\.[^ ]+ and [a-z]+ more, as sent:\*\* ", page, re.MULTILINE)


def test_citations_within_sentences_and_joined_reports_are_no_edits(tmp_path: Path) -> None:
    for style in ("inline", "pandoc", "none"):
        path = sent(tmp_path, "country", "nl", "ca", "jp", "--length", "full", "--cite", style, name=f"{style}.md")
        page = tmp_path / "r.md.j2"
        page.write_text('# R\n\n{{ compare("nl", "ca") }}\n\n{{ country("jp") }}\n', encoding="utf-8")
        report = sent(tmp_path, "report", page, "--cite", style, name="report.md")
        for brief in verdicts(path, report, code=0):
            assert (brief["compared"], brief["edited"], brief["gone"]) == (True, [], [])


def test_a_brief_of_an_earlier_version_is_rechecked_without_its_words(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31")
    text = re.sub(r'\},"sentences":\[\n.*?\n\]\}', "}}", path.read_text("utf-8"), flags=re.DOTALL)
    assert '"cells"' not in text
    path.write_text(text, encoding="utf-8")
    (brief,) = verdicts(path, "--as-of", "2021-12-31", code=0)
    assert brief["compared"] is False
    assert brief["summary"]["holds"] == len(brief["findings"]) > 0


def test_a_word_document_may_be_edited_and_saved(tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", "ca", "--as-of", "2021-12-31", name="sent.docx")
    paper = docx.Document(str(path))
    paper.paragraphs[0].text = "Our view of the market"
    for paragraph in paper.paragraphs[5:]:
        paragraph.text = ""
    paper.save(str(path))
    assert [b["key"] for b in verdicts(path, "--as-of", "2024-12-31")] == ["nl", "ca"]


def test_pages_may_be_edited_and_joined(tmp_path: Path) -> None:
    page = sent(tmp_path, "country", "nl", "--as-of", "2021-12-31", name="sent.html").read_text("utf-8")
    joined = tmp_path / "joined.html"
    joined.write_text(page.replace("<h1", "<h1 class=ours").replace("<p>", "<p>Edited. ") + page, encoding="utf-8")
    assert [b["key"] for b in verdicts(joined, "--as-of", "2024-12-31")] == ["nl"]


@pytest.mark.parametrize(("ending", "words"), [("docx", "the file is damaged"), ("pdf", "there is no stamp of xbrief")])
def test_half_a_file_is_a_clear_error(ending: str, words: str, tmp_path: Path) -> None:
    path = sent(tmp_path, "country", "nl", name=f"sent.{ending}")
    path.write_bytes(path.read_bytes()[: 2000 if ending == "pdf" else -2000])
    failed(xbrief("recheck", path, "--dossier", CYCLES), 2, f"sent.{ending}: {words}")


def test_a_list_tells_no_finding(tmp_path: Path) -> None:
    path = sent(tmp_path, "facts", name="facts.xlsx")
    failed(xbrief("recheck", path, "--dossier", CYCLES), 2, "facts.xlsx: a file of `xbrief facts` tells no finding")
    for name in ("gaps.md", "timeline.json"):
        args = ("nl", "--as-of", "2021-12-31")
        path = sent(tmp_path, name.partition(".")[0], *args, name=name)
        told = f"{name}: a file of `xbrief {path.stem}` tells no finding"
        failed(xbrief("recheck", path, "--dossier", CYCLES), 2, told, "`xbrief diff --from 2021-12-31` tells what has")


def test_a_brief_in_json_tells_what_its_markdown_tells(tmp_path: Path) -> None:
    for args in (("country", "nl", "ca"), ("compare", "nl", "ca"), ("country", "europe")):
        path = sent(tmp_path, *args, "--as-of", "2021-12-31", name="sent.json")
        found = verdicts(path, "--as-of", "2024-12-31")
        same = verdicts(sent(tmp_path, *args, "--as-of", "2021-12-31"), "--as-of", "2024-12-31")
        assert [b["key"] for b in found] == [b["key"] for b in same]
        for brief, other in zip(found, same, strict=True):
            assert (brief["compared"], brief["summary"]) == (False, other["summary"])
            for id, each in brief["findings"].items():
                assert each == {**other["findings"][id], "in_file": None}
    text = path.read_text("utf-8")
    for spoilt in (text.replace('"says"', '"said"'), text.replace('"length": "page",', '"length": [],')):
        path.write_text(spoilt, encoding="utf-8")
        failed(xbrief("recheck", path, "--dossier", CYCLES), 2, "sent.json: the ", "make the brief anew")
    for other in (text[:-9], '{"schema": "of/1"}', "[1, 2]"):
        path.write_text(other, encoding="utf-8")
        failed(xbrief("recheck", path, "--dossier", CYCLES), 2, "sent.json: there is no stamp of xbrief in it")
