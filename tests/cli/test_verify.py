"""Words looked for, found and vouched for, as a user sees it: `verify`, `vouch`, `check`, and what briefs say of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import Done, failed, xbrief
from tests.unit.small_dossiers import fact, source, write

TEXT = """Nordwind in Bern

Nordwind sells lamps in Switzerland. It has opened a shop in Bern in February.
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
    root = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(*facts)})
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
    assert "E503 ch-ex2002-shop" in done.stdout
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
    assert "in the text: «Nordwind sells lamps» in Switzerland." in told
    assert "true" not in told
    assert "verified" not in told


def test_what_cannot_be_read_is_said(folder: Path) -> None:
    failed(xbrief("verify", "--dossier", folder), 2, "no texts are at hand", "--texts DIR")
    failed(xbrief("verify", "--texts", folder / "nowhere", "--dossier", folder), 2, "there is no folder of texts")
    (folder / "words.lock").write_text("<<<<<<< ours\n", encoding="utf-8")
    failed(xbrief("country", "ch", "--dossier", folder), 2, "words.lock:1", "after a merge")
    (folder / "words.lock").write_bytes(b"\xff")
    failed(xbrief("country", "ch", "--dossier", folder), 2, "no UTF-8")
    (folder / "words.lock").unlink()
    (folder.parent / "texts" / "ex-2020-02.txt").write_bytes(b"\xff")
    failed(verify(folder), 2, "ex-2020-02.txt: no UTF-8 at byte 0")


def test_texts_beside_the_dossier_are_found(folder: Path) -> None:
    (folder.parent / "texts").rename(folder / "texts")
    assert "words found for 2 of 2" in xbrief("verify", "--dossier", folder).stdout


def test_words_of_another_language_stand_beside_their_translation(folder: Path) -> None:
    change(
        folder, "anchor: Nordwind sells lamps", "anchor: Nordwind sells lamps\n  quote_en: Nordwind is selling lamps"
    )
    told = xbrief("why", "ch-ex2002-lamps", "--dossier", folder).stdout
    assert "in English: “Nordwind is selling lamps”" in told
