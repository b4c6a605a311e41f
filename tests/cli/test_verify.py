"""Words looked for, found and vouched for, as a user sees it: `verify`, `vouch`, `check`, and what briefs say of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import TIME_LIMIT_SECONDS, Done, environment, failed, xbrief
from tests.unit.small_dossiers import fact, source, write

TEXT = """Nordwind in Bern

Nordwind sells lamps in Switzerland and Austria. It has opened a shop in Bern in February.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shop = """
    id: ch-ex2002-shop
    kind: event
    event: store-opening
    claim: Nordwind has opened a shop.
    anchor: opened a shop in Bern
    at: '2020-02'
    """
    facts = (fact("id: ch-ex2002-lamps\nclaim: Nordwind sells lamps.\nanchor: Nordwind sells lamps"), fact(shop))
    root = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(*facts).replace("language: sv", "language: en")})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ex-2020-02.txt").write_text(TEXT, encoding="utf-8")
    return root


def verify(root: Path, *args: str) -> Done:
    return xbrief("verify", "--texts", root.parent / "texts", "--dossier", root, *args)


def change(root: Path, old: str, new: str) -> None:
    page = root / "ex-2020-02.yaml"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def test_words_that_are_there_go_into_the_lock(folder: Path) -> None:
    done = verify(folder)
    assert done.returncode == 0
    assert "words found for 2 of 2 facts whose texts are at hand; 2 without a text" in done.stdout
    lines = (folder / "words.lock").read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["ch-ex2002-lamps", "ch-ex2002-shop"]
    assert all("sells lamps" not in line for line in lines), "no words of the article are kept"
    before = (folder / "words.lock").read_bytes()
    verify(folder)
    assert (folder / "words.lock").read_bytes() == before, "a second run changes nothing"


def test_what_the_words_do_not_bear_is_not_noted_as_found(folder: Path) -> None:
    verify(folder)
    change(folder, "at: '2020-02'", "at: '2018-02'")
    done = verify(folder)
    assert done.returncode == 1
    assert re.search(r": E503-[0-9a-f]{4} ch-ex2002-shop: ", done.stdout)
    lines = (folder / "words.lock").read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["ch-ex2002-lamps"], "a fault takes its line out"
    assert "E404 ch-ex2002-shop" in xbrief("check", "--strict", "--dossier", folder).stdout


def test_lines_of_facts_that_cannot_be_read_today_stay(folder: Path) -> None:
    xbrief("vouch", "ch-ex2001-shop", "--by", "Ada Ek", "--dossier", folder)
    page = folder / "ex-2020-01.yaml"
    whole = page.read_text("utf-8")
    page.write_text(whole + "tab: [\n", encoding="utf-8")
    verify(folder)
    page.write_text(whole, encoding="utf-8")
    assert "Ada Ek answers for it" in xbrief("why", "ch-ex2001-shop", "--dossier", folder).stdout


def test_a_persons_word_is_no_word_found(folder: Path) -> None:
    xbrief("vouch", "ch-ex2001-shop", "--by", "Ada Ek", "--dossier", folder)
    assert "0 of 4 facts checked against the text" in xbrief("country", "ch", "--dossier", folder).stdout


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    verify(folder, "--dry-run")
    assert not (folder / "words.lock").exists()


def test_one_fact_alone(folder: Path) -> None:
    done = verify(folder, "ch-ex2002-lamps", "--format", "json")
    assert done.returncode == 0
    (one,) = json.loads(done.stdout)["facts"]
    assert (one["id"], one["faults"]) == ("ch-ex2002-lamps", [])
    assert TEXT[slice(*one["span"])] == "Nordwind sells lamps"
    failed(verify(folder, "ch-ex2002-lamp"), 2, "no fact and no source is called 'ch-ex2002-lamp'", "ch-ex2002-lamps")


def test_words_that_are_not_there_are_told_with_the_nearest(folder: Path) -> None:
    change(folder, "anchor: Nordwind sells lamps", "anchor: Nordwind sold lamps")
    done = verify(folder, "ch-ex2002-lamps")
    assert done.returncode == 1
    assert "E401 ch-ex2002-lamps" in done.stdout
    assert "nearest" in done.stdout
    assert "ch-ex2002-lamps" not in (folder / "words.lock").read_text("utf-8")


def test_briefs_say_how_many_facts_were_checked(folder: Path) -> None:
    def head() -> str:
        return xbrief("country", "ch", "--dossier", folder).stdout.splitlines()[2]

    assert "0 of 4 facts checked against the text" in head()
    verify(folder)
    assert "2 of 4 facts checked against the text" in head()
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind sells good lamps.")
    assert "1 of 4 facts checked against the text" in head()


def test_other_heads_say_it_too_and_count_a_fact_of_two_markets_once(folder: Path) -> None:
    change(folder, "market: ch\n  kind: offer", "market: [ch, at]\n  kind: offer")
    verify(folder)
    xbrief("vouch", "ch-ex2001-shop", "--by", "Ada Ek", "--dossier", folder)
    for args in (("compare", "ch", "at"), ("country", "europe"), ("timeline", "ch", "at"), ("country", "ch")):
        head = xbrief(*args, "--dossier", folder).stdout.splitlines()[2]
        assert head.endswith("2 of 4 facts checked against the text*"), args
    assert "1 of 1 facts checked" in xbrief("timeline", "at", "--dossier", folder).stdout.splitlines()[2]


def test_a_fact_that_changed_is_suspect(folder: Path) -> None:
    verify(folder)
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind sells good lamps.")
    done = xbrief("check", "--dossier", folder)
    assert done.returncode == 0
    assert "E403 warning: ch-ex2002-lamps" in done.stdout
    assert "claim" in done.stdout
    strict = xbrief("check", "--strict", "--dossier", folder)
    assert strict.returncode == 1
    assert "E404 ch-ex2001-shop: never checked" in strict.stdout
    told = xbrief("check", "--words", "--dossier", folder).stdout
    assert "ch-ex2002-shop: words found on 2026-11-22" in told
    assert "ch-ex2002-lamps: suspect: claim changed since it was checked on 2026-11-22" in told
    assert "words found for 1 of 4 facts, 1 suspect, 2 never checked" in told


def test_a_text_that_changed_makes_its_facts_suspect(folder: Path) -> None:
    verify(folder)
    (folder.parent / "texts" / "ex-2020-02.txt").write_text(TEXT + "A correction.\n", encoding="utf-8")
    done = xbrief("check", "--texts", folder.parent / "texts", "--dossier", folder)
    assert "the text" in done.stdout
    assert done.stdout.count("E403") == 2


def test_a_person_may_look_before_answering(folder: Path) -> None:
    done = xbrief("vouch", "ch-ex2001-shop", "--by", "Ada Ek", "--dry-run", "--dossier", folder)
    assert done.stdout == "Ada Ek answers for ch-ex2001-shop since 2026-11-22\n"
    assert not (folder / "words.lock").exists()


def test_a_person_answers_for_a_fact(folder: Path) -> None:
    done = xbrief("vouch", "ch-ex2001-shop", "--by", "Ada Ek", "--dossier", folder)
    assert (done.returncode, done.stdout) == (0, "Ada Ek answers for ch-ex2001-shop since 2026-11-22\n")
    told = xbrief("why", "ch-ex2001-shop", "--dossier", folder).stdout
    assert "checked: Ada Ek answers for it since 2026-11-22" in told
    failed(xbrief("vouch", "ch-ex2001-shap", "--by", "Ada Ek", "--dossier", folder), 2, "ch-ex2001-shop")
    failed(xbrief("vouch", "ch-ex2001-shop", "--by", " ", "--dossier", folder), 2, "is no name")


def test_why_shows_the_words_in_their_line(folder: Path) -> None:
    verify(folder)
    told = xbrief("why", "ch-ex2002-lamps", "--texts", folder.parent / "texts", "--dossier", folder).stdout
    assert "checked: words found on 2026-11-22" in told
    assert "in the text: «Nordwind sells lamps» in Switzerland and Austria." in told
    assert "true" not in told
    assert "verified" not in told


def test_what_cannot_be_read_is_said(folder: Path) -> None:
    failed(xbrief("verify", "--dossier", folder), 2, "no texts are at hand", "--texts DIR")
    failed(xbrief("verify", "--texts", folder / "nowhere", "--dossier", folder), 2, "there is no folder of texts")
    (folder / "words.lock").write_text("<<<<<<< ours\n", encoding="utf-8")
    failed(xbrief("country", "ch", "--dossier", folder), 2, "words.lock:1", "after a merge")
    (folder / "words.lock").write_bytes(b"\xff")
    failed(xbrief("country", "ch", "--dossier", folder), 2, "no UTF-8")


def test_a_broken_lock_stops_what_tells_of_it_and_nothing_else(folder: Path) -> None:
    (folder / "words.lock").write_text("<<<<<<< ours\n", encoding="utf-8")
    for asked in (["country", "ch"], ["timeline", "ch"], ["why", "ch-ex2002-shop"], ["check"], ["status"]):
        failed(xbrief(*asked, "--dossier", folder), 2, "words.lock:1", "after a merge")
    failed(verify(folder), 2, "words.lock:1")
    failed(xbrief("vouch", "ch-ex2002-shop", "--by", "Ada Ek", "--dossier", folder), 2, "words.lock:1")
    for asked in (["sources"], ["markets"], ["facts"]):
        done = xbrief(*asked, "--dossier", folder)
        assert (done.returncode, done.stderr) == (0, ""), asked


@pytest.mark.parametrize("stands_there", ["bytes", "folder"])
def test_a_text_that_cannot_be_read_is_a_fault_of_its_facts_alone(folder: Path, stands_there: str) -> None:
    texts = folder.parent / "texts"
    verify(folder)
    before = (folder / "words.lock").read_bytes()
    (texts / "ex-2020-01.txt").write_text("Nordwind will sell lamps, it says.", encoding="utf-8")
    (texts / "ex-2020-02.txt").unlink()
    if stands_there == "bytes":
        (texts / "ex-2020-02.txt").write_bytes(b"\xff")
    else:
        (texts / "ex-2020-02.txt").mkdir()
    done = verify(folder)
    assert done.returncode == 1
    assert done.stdout.count("E405") == 2
    told = "ex-2020-02.txt: no UTF-8 at byte 0" if stands_there == "bytes" else "ex-2020-02.txt is no regular file"
    assert told in done.stdout
    assert "1 facts whose texts are at hand; 1 without a text; 2 whose texts cannot be read" in done.stdout
    assert "the texts of 2 of 4 facts cannot be read" in done.stderr
    assert "ch-ex2001-shop" in done.stdout, "the others were looked at"
    assert set(before.splitlines()) <= set((folder / "words.lock").read_bytes().splitlines()), "no line is taken back"
    checked = xbrief("check", "--texts", texts, "--dossier", folder)
    assert "ch-ex2002-shop: checked on 2026-11-22, and changed since: the text (it cannot be read)" in checked.stdout
    told = xbrief("why", "ch-ex2002-shop", "--texts", texts, "--dossier", folder).stdout
    assert "suspect: the text (it cannot be read)" in told
    assert "in the text:" not in told
    never = xbrief("why", "ch-ex2103-closed", "--texts", texts, "--dossier", folder)
    assert "never checked" in never.stdout
    xbrief("vouch", "ch-ex2002-shop", "--by", "Ada Ek", "--dossier", folder)
    told = xbrief("why", "ch-ex2002-shop", "--texts", texts, "--dossier", folder).stdout
    assert "Ada Ek answers for it" in told, "a person's word does not rest on the text"


def test_words_beside_the_article_are_told_with_their_place(folder: Path) -> None:
    text = folder.parent / "texts" / "ex-2020-02.txt"
    text.write_text(TEXT.replace("Nordwind sells", "It sells") + "\nRecent posts\nNordwind sells lamps\n", "utf-8")
    done = verify(folder, "ch-ex2002-lamps")
    start = text.read_text("utf-8").index("Nordwind sells")
    assert f"they stand beside it, at characters {start}-{start + 20} (below 'Recent posts')" in done.stdout
    assert "nearest" not in done.stdout


def test_a_fact_is_found_by_its_old_id_and_a_retracted_one_is_not_looked_for(folder: Path) -> None:
    change(folder, "  claim: Nordwind sells", "  renamed_from: [ch-ex2002-lights]\n  claim: Nordwind sells")
    change(folder, "  claim: Nordwind has", "  retracted: misread\n  claim: Nordwind has")
    assert "words found for 1 of 1" in verify(folder, "ch-ex2002-lights").stdout
    done = xbrief("vouch", "ch-ex2002-lights", "ch-ex2002-lamps", "--by", "Ada Ek", "--dossier", folder)
    assert done.stdout == "Ada Ek answers for ch-ex2002-lamps since 2026-11-22\n"
    failed(verify(folder, "ch-ex2002-shop"), 2, "ch-ex2002-shop is retracted: misread", "xbrief why ch-ex2002-shop")
    failed(xbrief("vouch", "ch-ex2002-shop", "--by", "Ada Ek", "--dossier", folder), 2, "is retracted: misread")


def test_a_lock_that_cannot_be_written_is_told_with_the_way_out(folder: Path) -> None:
    (folder / "words.lock").symlink_to("words.lock")
    failed(verify(folder), 2, "words.lock cannot be written", "hint: `--dry-run` looks, and writes nothing")
    assert verify(folder, "--dry-run").returncode == 0


def test_runs_at_once_lose_no_lines_of_each_other(folder: Path) -> None:
    ids = [f"ch-ex2002-n{n}" for n in range(10)]
    facts = [fact(f"id: {id}\nclaim: Nordwind sells lamps.\nanchor: Nordwind sells lamps") for id in ids]
    (folder / "ex-2020-02.yaml").write_text(source(*facts), encoding="utf-8")
    # A long lock is long in reading and in writing.
    other = "".join(f"x-{n}\tvouched\t2026-01-02\tAda Ek\t-\tclaim:012345\n" for n in range(20_000))
    (folder / "words.lock").write_text(other, encoding="utf-8")
    calls = [("vouch", id, "--by", "Ada Ek") for id in ids[:6]]
    calls += [("verify", id, "--texts", folder.parent / "texts") for id in ids[6:]]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "xbrief", *map(str, call), "--dossier", str(folder)],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for call in calls
    ]
    for run in runs:
        assert run.communicate(timeout=TIME_LIMIT_SECONDS)[1] == b""
        assert run.returncode == 0
    held = {line.split("\t")[0] for line in (folder / "words.lock").read_text("utf-8").splitlines()[1:]}
    assert held == {*ids, *(f"x-{n}" for n in range(20_000))}
    assert not [path for path in folder.iterdir() if path.suffix not in {".yaml", ".lock"}], "nothing is left behind"


def test_texts_beside_the_dossier_are_found(folder: Path) -> None:
    (folder.parent / "texts").rename(folder / "texts")
    assert "words found for 2 of 2" in xbrief("verify", "--dossier", folder).stdout


def test_words_of_another_language_stand_beside_their_translation(folder: Path) -> None:
    change(
        folder, "anchor: Nordwind sells lamps", "anchor: Nordwind sells lamps\n  quote_en: Nordwind is selling lamps"
    )
    told = xbrief("why", "ch-ex2002-lamps", "--dossier", folder).stdout
    assert "in English: “Nordwind is selling lamps”" in told


def test_a_folder_without_a_text_of_the_sources_is_told(folder: Path) -> None:
    empty = folder.parent / "empty"
    empty.mkdir()
    done = xbrief("verify", "--texts", empty, "--dossier", folder)
    failed(done, 2, "holds no text of the 4 facts' sources", "<source id>.txt")
