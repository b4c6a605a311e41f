"""`xbrief suggest`: what it prints of a source and of a file, and what it says where it cannot."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.process import REPO, Done, failed, xbrief

ID = "lampandhearth-2021-03-pl-entry"
LAMPS = REPO / "tests/dossiers/lamps"
TEXT = """Glimtoft in Bern

Glimtoft left Switzerland in 2014 because of the high tax on lamps.
In Austria it will sell garden hoses through Butik AG.
"""


def article(tmp_path: Path, words: str = TEXT, name: str = "report.txt") -> Path:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return path


def suggest(path: Path, *args: str) -> Done:
    return xbrief("suggest", path, "--dossier", LAMPS, *args)


def test_a_pipe_gets_yaml_in_the_schema_of_the_dossier(tmp_path: Path) -> None:
    done = suggest(article(tmp_path), "--published", "2016-03")
    assert (done.returncode, done.stderr) == (0, "")
    held = yaml.BaseLoader(done.stdout).get_single_data()
    kinds = {(fact["market"], fact["kind"]) for fact in held["facts"]}
    assert {("ch", "event"), ("ch", "cause"), ("at", "offer")} <= kinds
    assert "# event.exit, score 0." in done.stdout
    assert "; explains event.exit, 'Glimtoft left Switzerland" in done.stdout
    assert held["categories"]["garden-hoses"] == {"label": "garden hoses"}


def test_json_holds_scores_spans_and_words(tmp_path: Path) -> None:
    done = suggest(article(tmp_path), "--format", "json", "--limit", "1")
    held = json.loads(done.stdout)
    assert held["schema"] == "xbrief.suggest/1"
    (one,) = held["candidates"]
    assert one["words"] == TEXT[slice(*one["span"])]
    assert {"pattern", "score", "fact", "new", "explains"} < one.keys()


def test_a_terminal_gets_lines_of_at_most_a_hundred_columns(tmp_path: Path) -> None:
    done = suggest(article(tmp_path), "--format", "terminal")
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "  event.exit  ch  asserted\n      " in done.stdout
    assert '"Glimtoft left Switzerland' in done.stdout
    assert "candidates, the best first" in done.stdout


def test_a_source_is_read_from_the_texts_with_its_own_day() -> None:
    done = xbrief("suggest", "lampandhearth-2021-03-pl-entry", "--dossier", LAMPS, "--min-score", "0.6")
    assert done.returncode == 0
    held = yaml.BaseLoader(done.stdout).get_single_data()
    assert "pl" in {fact["market"] for fact in held["facts"] if isinstance(fact["market"], str)}


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = article(tmp_path)
    path.write_bytes(b"PK\x03\x04")
    failed(suggest(path), 2, "is a ZIP archive or an Office document")
    path.write_bytes(b"\xff\xfea")
    failed(suggest(path), 2, "no utf-16 at byte 2", "save it as UTF-8")
    failed(xbrief("suggest", "nowhere.txt"), 2, "there is no file nowhere.txt")
    failed(xbrief("suggest", "lamphearth"), 2, "no source and no file is called")
    failed(suggest(article(tmp_path), "--published", "soon"), 2, "no date")
    done = xbrief("suggest", "lampandhearth-2021-03-pl-entry", "--dossier", LAMPS, "--texts", tmp_path)
    failed(done, 2, "the text of lampandhearth-2021-03-pl-entry is not at hand")


@pytest.mark.parametrize("declared", ['<meta charset="iso-8859-1">', ""])
def test_a_page_in_another_encoding_is_read_as_add_reads_it(declared: str, tmp_path: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in TEXT.replace("Butik AG", "Café Zürich AG").splitlines())
    path = tmp_path / "report.html"
    path.write_bytes(f"<html><head>{declared}</head><body>{lines}</body></html>".encode("cp1252"))
    done = suggest(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Café Zürich AG" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("suggest", ID),
        ("coverage", ID),
        ("review", ID, "--accept-above", "0.5"),
        ("new", "fact", "pl", "event", "--source", ID),
    ],
    ids=lambda command: command[0],
)
def test_a_source_whose_file_is_broken_is_told_as_such(command: tuple[str, ...], tmp_path: Path) -> None:
    root = tmp_path / "lamps"
    shutil.copytree(LAMPS, root)
    with (root / f"{ID}.yaml").open("a", encoding="utf-8") as file:
        file.write("publisher: [\n")
    done = xbrief(*command, "--dossier", root)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: the file of the source {ID} is broken: {ID}.yaml:" in done.stderr
    assert "hint: `xbrief check` says how to mend it" in done.stderr
    assert "no source and no file is called 'dossier'" in xbrief("suggest", "dossier", "--dossier", root).stderr


def test_nothing_to_propose_is_an_answer(tmp_path: Path) -> None:
    failed(suggest(article(tmp_path, "The lamp is light.\n")), 1, "is proposed")


def test_signs_that_move_a_cursor_reach_no_terminal(tmp_path: Path) -> None:
    words = TEXT.replace("garden hoses", "garden \x1b[31mhoses")
    done = suggest(article(tmp_path, words), "--format", "terminal")
    assert "\x1b" not in done.stdout
