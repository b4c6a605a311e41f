"""`xbrief check` and the words of the sources: what has changed since, in every format, and what texts do not bear."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import Done, xbrief
from tests.cli.test_diff import committed
from tests.unit.small_dossiers import dossier, fact, source, write

TEXT = """Nordwind in Bern

Nordwind sells lamps through Butik Bern. It has opened a shop in Bern in February.
"""
LAMPS = "id: ch-ex2002-lamps\nclaim: Nordwind sells lamps.\nanchor: Nordwind sells lamps … Bern\nsellers: [butik]"
SHOP = """
id: ch-ex2002-shop
kind: event
event: store-opening
claim: Nordwind has opened a shop.
anchor: opened a shop in Bern
at: '2020-02'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with two facts whose words were found; its text lies beside it."""
    page = source(fact(LAMPS), fact(SHOP)).replace("language: sv", "language: en")
    root = write(tmp_path / "dossier", {"ex-2020-02.yaml": page})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ex-2020-02.txt").write_text(TEXT, encoding="utf-8")
    xbrief("verify", "--texts", tmp_path / "texts", "--dossier", root)
    assert len((root / "words.lock").read_text("utf-8").splitlines()) == 3
    return root


def check(root: Path, *args: str | Path) -> Done:
    return xbrief("check", "--dossier", root, *args)


def texts(root: Path) -> tuple[str, Path]:
    return "--texts", root.parent / "texts"


def change(root: Path, old: str, new: str, name: str = "ex-2020-02.yaml") -> None:
    page = root / name
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def words(root: Path, *args: str | Path) -> dict[str, Any]:
    content = json.loads(check(root, "--words", "--format", "json", *args).stdout)
    assert content["schema"] == "xbrief.check/1"
    return {each["id"]: each for each in content["facts"]} | {"": content}


def test_what_a_field_was_comes_from_the_repository(folder: Path) -> None:
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind will sell lamps.")
    committed(folder.parent, "before it was checked")
    change(folder, "claim: Nordwind will sell lamps.", "claim: Nordwind sells lamps.")
    committed(folder.parent)
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind sells fine lamps.")
    change(folder, "at: '2020-02'", "at: '2020-01'\n  label: a shop")
    committed(folder.parent, "second")
    change(folder, "claim: Nordwind sells fine lamps.", "claim: Nordwind sells good lamps.")
    change(folder, "  sellers: [butik]\n", "")
    told = check(folder, "--words").stdout
    day = "changed since it was checked on 2026-11-22"
    assert f"ch-ex2002-lamps: suspect: claim, names, sellers {day}\n" in told
    assert "  claim was “Nordwind sells lamps.”, is now “Nordwind sells good lamps.”\n" in told
    assert "  names was “Butik AG, Butik Bern, lamps”, is now “lamps”\n" in told
    assert "  sellers was butik, is gone\n" in told
    assert f"ch-ex2002-shop: suspect: at, label {day}\n" in told
    assert "  at was 2020-02, is now 2020-01\n  label is new: “a shop”\n" in told
    # A check on every save asks no repository.
    assert "Nordwind sells lamps" not in check(folder).stdout


def test_a_fact_is_followed_under_the_id_that_it_had(folder: Path) -> None:
    committed(folder.parent)
    change(folder, "id: ch-ex2002-shop", "id: ch-ex2002-store\n  renamed_from: [ch-ex2002-shop]")
    change(folder, "has opened a shop.", "has opened its shop.")
    told = check(folder, "--words").stdout
    assert "  claim was “Nordwind has opened a shop.”, is now “Nordwind has opened its shop.”\n" in told
    assert "checked: suspect: claim changed" in xbrief("why", "ch-ex2002-store", "--dossier", folder).stdout


def test_what_nobody_kept_is_said(folder: Path) -> None:
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind sells good lamps.")
    unkept = "  claim is now “Nordwind sells good lamps.”; what it was is not kept\n"
    assert unkept in check(folder, "--words").stdout
    assert unkept in xbrief("check", "--words", "--dossier", folder, env={"PATH": "/nowhere"}).stdout
    # Nor did it ever stand so in a repository that came later, at first without the dossier itself; nor in a file that
    # came later still.
    (folder / "dossier.yaml").rename(folder.parent / "dossier.yaml")
    committed(folder.parent)
    (folder.parent / "dossier.yaml").rename(folder / "dossier.yaml")
    committed(folder.parent)
    assert unkept in check(folder, "--words").stdout
    (folder / "ex-2020-02.yaml").rename(folder / "ex-2020-02b.yaml")
    change(folder, "id: ex-2020-02\n", "id: ex-2020-02b\n", "ex-2020-02b.yaml")
    assert unkept in check(folder, "--words").stdout


def test_of_a_text_that_changed_it_is_said_whether_the_words_are_still_there(folder: Path) -> None:
    text = folder.parent / "texts" / "ex-2020-02.txt"
    text.write_text(TEXT.replace("sells", "sold") + "It has opened a shop in Bern in May.\n", encoding="utf-8")
    told = check(folder, "--words", *texts(folder)).stdout
    assert (
        "ch-ex2002-shop: suspect: the text changed since it was checked on 2026-11-22\n  the text was ex-2020-02 "
        in told
    )
    assert ": the words are not in it any more\n" in told
    assert ": the words stand 2 times in it\n" in told
    text.write_text(TEXT + "A correction.\n", encoding="utf-8")
    assert check(folder, "--words", *texts(folder)).stdout.count(": the words are still in it\n") == 2
    changed = words(folder, *texts(folder))["ch-ex2002-shop"]["changed"]
    assert [(c["field"], c["still"]) for c in changed] == [("the text", "the words are still in it")]
    assert changed[0]["was"] != changed[0]["now"]


def test_json_tells_of_each_fact_how_it_stands(folder: Path) -> None:
    xbrief("vouch", "ch-ex2001-shop", "--by", "Ada Ek", "--dossier", folder)
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind sells good lamps.")
    found = words(folder)
    day = "2026-11-22"
    assert found["ch-ex2001-shop"] | {"changed": 0} == {
        "id": "ch-ex2001-shop",
        "state": "vouched",
        "day": day,
        "text": None,
        "by": "Ada Ek",
        "changed": 0,
    }
    assert found["ch-ex2103-closed"]["state"] == "never"
    assert found["ch-ex2103-closed"]["day"] is None
    assert (found["ch-ex2002-shop"]["state"], found["ch-ex2002-shop"]["changed"]) == ("found", [])
    assert len(found["ch-ex2002-shop"]["text"]) == 12
    (claim,) = found["ch-ex2002-lamps"]["changed"]
    assert claim == {
        "field": "claim",
        "was": None,
        "now": "“Nordwind sells good lamps.”",
        "kept": False,
        "still": None,
    }
    assert found[""]["summary"] == {"found": 1, "vouched": 1, "never": 1, "suspect": 1}
    assert [p["code"] for p in found[""]["problems"]] == ["E403"]
    assert isinstance(json.loads(check(folder, "--format", "json").stdout), list)


def test_annotations_of_suspect_facts_tell_the_change(folder: Path) -> None:
    change(folder, "claim: Nordwind sells lamps.", "claim: Nordwind sells good lamps.")
    done = check(folder, "--words", "--format", "github")
    assert done.returncode == 0
    warning, notice = done.stdout.splitlines()
    assert warning.startswith("::warning file=")
    assert "title=E403::ch-ex2002-lamps: checked on 2026-11-22, and changed since: claim is now “" in warning
    assert notice == "::notice title=words::words found for 1 of 4 facts, 1 suspect, 2 never checked"
    assert "changed since: claim%0Ahint" in check(folder, "--format", "github").stdout


def test_texts_that_do_not_bear_a_fact_are_told_where_they_are_asked_for(folder: Path) -> None:
    change(folder, "at: '2020-02'", "at: '2018-02'")
    named = texts(folder)
    in_variable = {"XBRIEF_TEXTS": str(named[1])}
    assert "E503" not in xbrief("check", "--dossier", folder, env=in_variable).stdout
    for args in (("--words",), ()):
        done = xbrief("check", *args, *([] if args else named), "--dossier", folder, env=in_variable)
        assert done.returncode == 0
        assert ": E503 warning: ch-ex2002-shop: " in done.stdout
    strict = xbrief("check", "--strict", "--select", "E5", "--dossier", folder, env=in_variable)
    assert strict.returncode == 1
    assert "E503 ch-ex2002-shop: " in strict.stdout


def test_a_person_s_word_counts_as_checked(folder: Path) -> None:
    for id in ("ch-ex2001-shop", "ch-ex2103-closed"):
        xbrief("vouch", id, "--by", "Ada Ek", "--dossier", folder)
    done = check(folder, "--strict", *texts(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "words found for 2 of 4 facts, 2 vouched for, 0 never checked\n"
    change(folder, "at: '2020-02'", "at: '2018-02'")
    xbrief("vouch", "ch-ex2002-shop", "--by", "Ada Ek", "--dossier", folder)
    done = check(folder, "--strict", *texts(folder))
    assert done.returncode == 0
    assert "E503 warning: ch-ex2002-shop" in done.stdout
    assert "words found for 1 of 4 facts, 3 vouched for" in done.stdout


def test_copies_without_a_common_origin_are_told(folder: Path) -> None:
    copy = folder.parent / "texts" / "ex-2020-01.txt"
    copy.write_text(f"{TEXT}And more.\n", encoding="utf-8")
    done = check(folder, "--select", "E701", *texts(folder))
    assert done.returncode == 0
    pair = "ex-2020-01 and ex-2020-02 are near-identical, and have no common origin"
    assert f"E701 warning: {pair}: 100 percent of the shorter stands word for word in both\n" in done.stdout
    assert done.stdout.startswith(f"{folder}/ex-2020-02.yaml:1:")
    assert "hint: add `origin: fair-2020` to ex-2020-02\n" in done.stdout
    assert xbrief("check", "--dossier", folder, env={"XBRIEF_TEXTS": str(copy.parent)}).stdout == ""
    change(folder, "id: ex-2020-02\n", "id: ex-2020-02\norigin: fair-2020\n")
    assert check(folder, "--select", "E701", *texts(folder)).stdout == ""


def test_what_lies_around_a_fact_makes_it_suspect(folder: Path) -> None:
    committed(folder.parent)
    change(folder, "published: '2020-02-03'", "published: '2020-02-04'")
    told = check(folder, "--words").stdout
    line = "  source was “published 2020-02-03; en”, is now “published 2020-02-04; en”\n"
    assert told.count(line) == 2
    assert "ch-ex2002-shop: suspect: source changed since" in told
    change(folder, "published: '2020-02-04'", "published: '2020-02-03'")
    (folder / "dossier.yaml").write_text(dossier().replace("Butik Bern", "Butik"), encoding="utf-8")
    told = check(folder, "--words").stdout
    assert "  names was “Butik AG, Butik Bern, lamps”, is now “Butik, Butik AG, lamps”\n" in told
    assert "ch-ex2002-shop: words found on 2026-11-22, in the text " in told, "it names no party"


def test_a_line_from_before_holds_without_them(folder: Path) -> None:
    lock = folder / "words.lock"
    lines = lock.read_text("utf-8").splitlines()
    older = [" ".join(p for p in line.split(" ") if not p.startswith(("names:", "source:"))) for line in lines]
    assert older != lines
    lock.write_text("\n".join(older) + "\n", encoding="utf-8")
    change(folder, "published: '2020-02-03'", "published: '2020-02-04'")
    assert "words found for 2 of 4 facts" in check(folder, "--words").stdout
    assert check(folder).stdout == ""


@pytest.mark.parametrize("near", ["dossier", "."])
def test_annotations_name_files_from_the_top_of_the_repository(near: str, folder: Path) -> None:
    committed(folder.parent)
    change(folder, "categories: [lamps]", "categories: [lampz]")
    cwd = folder if near == "." else folder.parent
    name = "ex-2020-02.yaml,"

    def first(**env: str) -> str:
        done = xbrief("check", "--format", "github", "--dossier", near, cwd=cwd, env=env)
        assert done.returncode == 1
        return done.stdout.splitlines()[0].partition("file=")[2]

    assert first().startswith(f"dossier/{name}")
    assert first(GITHUB_WORKSPACE=str(folder.parents[1])).startswith(f"{folder.parent.name}/dossier/{name}")
    assert first(GITHUB_WORKSPACE=str(folder)).startswith(name)
    assert first(GITHUB_WORKSPACE="/nowhere").startswith(f"dossier/{name}")
    here = "dossier/" if near == "dossier" else ""
    assert first(PATH="/nowhere").startswith(f"{here}{name}")


def test_of_a_fact_that_its_text_does_not_bear_nobody_says_that_nobody_looked(folder: Path) -> None:
    change(folder, "at: '2020-02'", "at: '2018-02'")
    xbrief("verify", *texts(folder), "--dossier", folder)
    told = check(folder, "--strict", *texts(folder)).stdout
    assert ": E503 ch-ex2002-shop: " in told
    assert "ch-ex2002-shop: never checked" not in told
    assert ": E404 ch-ex2001-shop: never checked" in told
