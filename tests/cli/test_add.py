"""`xbrief add`: an article becomes a text, a source file and a line of the lock; none is added twice, none is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import TIME_LIMIT_SECONDS, Done, environment, failed, shell, terminal, xbrief
from tests.intake import samples
from tests.intake.samples import BODY, TITLE
from tests.intake.test_fetch import LOCAL, Site
from tests.unit.small_dossiers import fact, source, write
from xbrief.cli.run import given
from xbrief.cli.run.adding import Desk, Outcome, Wishes
from xbrief.evidence.folder import Texts
from xbrief.evidence.text import read
from xbrief.intake.article.types import Article

ID = "harbourpost-2020-02-nordwind-opens-its-first"
WHOLE = "\n\n".join((TITLE, *BODY)) + "\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier with a folder of texts."""
    made = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(fact())})
    (made / "texts").mkdir()
    return made


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(samples.html(), encoding="utf-8")
    return path


def add(root: Path, *args: str | Path, **more: Any) -> Done:
    return xbrief("add", *args, "--dossier", root, **more)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_article_becomes_a_text_a_source_and_a_line(root: Path, page: Path) -> None:
    before = contents(root)
    done = add(root, page)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{page}: added, {ID}.yaml",
        f"  title: {TITLE}",
        "  publisher: Harbour Post",
        "  authors: Ada Ek",
        "  published: 2020-02-03",
        "  language: en",
        "  url: https://post.example/2020/02/nordwind-bern",
    ]
    after = contents(root)
    assert after.keys() - before.keys() == {f"{ID}.yaml", f"texts/{ID}.txt", "words.lock"}
    assert {name: after[name] for name in before} == before
    assert after[f"{ID}.yaml"].decode() == (
        f"id: {ID}\ntitle: {TITLE}\npublisher: Harbour Post\nauthors: [Ada Ek]\npublished: '2020-02-03'\n"
        "url: https://post.example/2020/02/nordwind-bern\nlanguage: en\nfacts: []\n"
    )
    assert after[f"texts/{ID}.txt"].decode() == WHOLE
    line = after["words.lock"].decode().splitlines()[1]
    assert line == f"source:{ID}\tadded\t2026-11-22\t{read(WHOLE).fingerprint}\t-\t-"
    assert xbrief("check", "--dossier", root).returncode == 0
    assert ID not in xbrief("fmt", "--check", "--dossier", root).stdout


def test_other_commands_go_on_with_the_line_and_keep_it(root: Path, page: Path) -> None:
    add(root, page)
    for args in (
        ("check", "--words"),
        ("status",),
        ("country", "ch"),
        ("verify",),
        ("vouch", "ch-ex2002-lamps", "--by", "A"),
    ):
        done = xbrief(*args, "--dossier", root)
        # No text of its facts is at hand for `verify`.
        assert done.returncode == (2 if args == ("verify",) else 0), (args, done.stderr)
        assert "words.lock" not in done.stderr
    assert f"source:{ID}\tadded" in (root / "words.lock").read_text("utf-8")


@pytest.mark.parametrize(
    "line", ["source:a\tadded\t2026-11-22\tzz\t-\t-", "source:a\tadded\t2026-11-22\t0123456789ab\t-"]
)
def test_a_broken_line_stops_it_before_anything_is_written(line: str, root: Path, page: Path) -> None:
    (root / "words.lock").write_text(f"{line}\n", encoding="utf-8")
    before = contents(root)
    failed(add(root, page), 2, "words.lock:1", "after a merge")
    assert contents(root) == before


def test_the_same_article_again_changes_nothing(root: Path, page: Path, tmp_path: Path) -> None:
    add(root, page)
    before = contents(root)
    assert add(root, page).stdout == f"{page}: held already: its text is that of {ID}\n"
    copied = tmp_path / "copied out.txt"
    copied.write_text(samples.plain(), encoding="utf-8")
    assert "its text is that of" in add(root, copied).stdout, "another form of the same words"
    elsewhere = tmp_path / "other.html"
    elsewhere.write_text(samples.html().replace("two hundred", "three hundred"), encoding="utf-8")
    done = add(root, elsewhere)
    assert f"https://post.example/2020/02/nordwind-bern is that of {ID}, whose text is " in done.stdout
    changed = tmp_path / "changed.txt"
    changed.write_text(samples.plain().replace("two hundred", "three hundred"), encoding="utf-8")
    assert f"percent of its words in a row and those of {ID} are the same" in add(root, changed).stdout
    assert contents(root) == before


def test_an_id_of_ones_own_says_that_it_is_another_article(root: Path, page: Path, tmp_path: Path) -> None:
    add(root, page)
    changed = tmp_path / "changed.txt"
    changed.write_text(samples.plain().replace("two hundred", "three hundred"), encoding="utf-8")
    assert "added, second.yaml" in add(root, changed, "--id", "second").stdout
    failed(add(root, tmp_path / "changed.txt", "--id", "Second"), 2, "'Second' is no id")
    third = tmp_path / "third.txt"
    third.write_text(f"A third\n\n{BODY[0]} {BODY[1]}", encoding="utf-8")
    taken = add(root, third, "--id", "second")
    assert (taken.returncode, "the id second is taken" in taken.stderr) == (2, True)


def test_a_run_that_was_killed_is_mended_by_the_next(root: Path, page: Path) -> None:
    """Whatever of the three was not written yet when the process ended."""
    add(root, page)
    whole = contents(root)
    lost = [("words.lock",), (f"{ID}.yaml", "words.lock"), (f"texts/{ID}.txt",)]
    for names in lost:
        for name in names:
            (root / name).unlink()
        done = add(root, page)
        assert done.returncode == 0
        assert "mended" in done.stdout
        assert contents(root) == whole, names


def test_a_kill_leaves_what_the_next_run_mends(root: Path, page: Path) -> None:
    """The process ends for good at the moment in which the source file would be written."""
    script = (
        "import os, sys\nfrom xbrief.cli.run import adding\nfrom xbrief.cli.main import main\n"
        "real = adding.output.replace\n"
        "def replace(path, *more):\n    os.kill(os.getpid(), 9) if path.suffix == '.yaml' else real(path, *more)\n"
        "adding.output.replace = replace\nmain(sys.argv[1:])\n"
    )
    words = [sys.executable, "-c", script, "add", str(page), "--dossier", str(root)]
    done = subprocess.run(words, env=environment(), capture_output=True, timeout=TIME_LIMIT_SECONDS, check=False)
    assert done.returncode == -9
    assert (root / "texts" / f"{ID}.txt").exists()
    assert not (root / f"{ID}.yaml").exists()
    told = add(root, page).stdout
    assert told.startswith(f"{page}: mended, {ID}.yaml: its text lay there without a source\n")
    assert (root / "texts" / f"{ID}.txt").read_text("utf-8") == WHOLE


def test_a_text_that_is_not_at_hand_is_known_by_its_fingerprint(root: Path, page: Path) -> None:
    """As for a team of two, of whom one has the text."""
    add(root, page)
    (root / "texts" / f"{ID}.txt").unlink()
    (root / "words.lock").write_text((root / "words.lock").read_text("utf-8"), encoding="utf-8")
    assert "and would be mended: its text is that of" in add(root, page, "--dry-run").stdout
    assert not (root / "texts" / f"{ID}.txt").exists()
    assert "and mended: its text is that of" in add(root, page).stdout
    assert (root / "texts" / f"{ID}.txt").read_text("utf-8") == WHOLE


def test_a_text_whose_facts_were_verified_is_known(tmp_path: Path, page: Path) -> None:
    shop = fact("id: ch-ex2002-shop\nkind: event\nevent: store-opening\nat: '2020-02'\nanchor: opened its first shop")
    made = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(shop)})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ex-2020-02.txt").write_text(WHOLE, encoding="utf-8")
    xbrief("verify", "--texts", tmp_path / "texts", "--dossier", made)
    assert "ch-ex2002-shop\tfound" in (made / "words.lock").read_text("utf-8")
    (tmp_path / "texts" / "ex-2020-02.txt").unlink()
    done = add(made, page, "--texts", tmp_path / "texts")
    assert "its text is that of ex-2020-02" in done.stdout


def test_a_retelling_is_proposed_and_written_when_that_is_accepted(root: Path, page: Path, tmp_path: Path) -> None:
    add(root, page)
    retold = tmp_path / "retold.txt"
    retold.write_text("\n\n".join(["Shop news", "By Bo Ray, 5 March 2020", *BODY[:3]]), encoding="utf-8")
    (tmp_path / "copy").mkdir()
    other = Path(shutil.copytree(root, tmp_path / "copy" / "dossier"))
    done = add(root, retold, "--publisher", "Paper")
    assert done.returncode == 0
    told = done.stdout.splitlines()
    assert f"percent of its words in a row stand in {ID}, too" in told[-4]
    assert told[-3:] == [
        "  both count once where they have one origin; `--origin accept` writes it:",
        f"    dossier.yaml, among origins: {ID}: Harbour Post, “{TITLE}”, 3 February 2020",
        "    paper-2020-03-shop-news.yaml: origin: " + ID,
    ]
    assert "origin" not in (root / "paper-2020-03-shop-news.yaml").read_text("utf-8")
    wanted = add(other, retold, "--publisher", "Paper", "--origin", "accept")
    assert wanted.stdout.splitlines()[-1] == f"  origin: written into paper-2020-03-shop-news.yaml: {ID}"
    assert f"\norigin: {ID}\nfacts: []\n" in (other / "paper-2020-03-shop-news.yaml").read_text("utf-8")
    assert f"{ID}: 'Harbour Post, “{TITLE}”, 3 February 2020'" in (other / "dossier.yaml").read_text("utf-8")
    assert xbrief("check", "--dossier", other).returncode == 0
    # What is held already takes its origin later, too.
    again = add(root, retold, "--publisher", "Paper", "--origin", "accept")
    assert again.stdout.splitlines()[-1].startswith("  origin: written into")
    assert contents(root)["paper-2020-03-shop-news.yaml"].endswith(f"origin: {ID}\nfacts: []\n".encode())
    assert xbrief("check", "--dossier", root).returncode == 0
    before = contents(root)
    assert "held already" in add(root, retold, "--publisher", "Paper", "--origin", "accept").stdout
    assert contents(root) == before


def test_the_earlier_one_is_what_the_held_one_retells(root: Path, page: Path, tmp_path: Path) -> None:
    add(root, page)
    first = tmp_path / "first.txt"
    first.write_text("\n\n".join(["Shop news", "By Bo Ray, 1 February 2020", *BODY[:3]]), encoding="utf-8")
    done = add(root, first, "--publisher", "Agency", "--origin", "accept")
    assert done.stdout.splitlines()[-1] == f"  origin: written into {ID}.yaml: agency-2020-02-shop-news"
    assert "origin: agency-2020-02-shop-news\nfacts: []\n" in (root / f"{ID}.yaml").read_text("utf-8")
    third = tmp_path / "third.txt"
    third.write_text("\n\n".join(["A third", *BODY[:2]]), encoding="utf-8")
    told = add(root, third, "--publisher", "Third", "--published", "2020-04").stdout
    assert "    third-2020-04-third.yaml: origin: agency-2020-02-shop-news\n" in told


def test_an_origin_of_the_dossier_is_written_and_another_is_refused(root: Path, page: Path) -> None:
    failed(add(root, page, "--origin", "nothing"), 2, "'nothing' is no origin of dossier.yaml")
    assert not (root / f"{ID}.yaml").exists()
    assert add(root, page, "--origin", "fair-2020").stdout.endswith(f"  origin: written into {ID}.yaml: fair-2020\n")
    assert "\norigin: fair-2020\n" in (root / f"{ID}.yaml").read_text("utf-8")


def test_what_is_mended_takes_its_origin_too(root: Path, page: Path) -> None:
    add(root, page)
    (root / "words.lock").unlink()
    assert "origin: written into" in add(root, page, "--origin", "fair-2020").stdout
    assert "\norigin: fair-2020\n" in (root / f"{ID}.yaml").read_text("utf-8")


def test_options_go_before_what_is_read(root: Path, page: Path) -> None:
    done = add(
        root,
        page,
        *("--title", "Another title", "--publisher", "Paper", "--author", "Bo Ray", "--author", "Cy Day"),
        *("--published", "2019~", "--language", "de", "--url", "https://paper.example/x", "--id", "own-id"),
    )
    assert done.returncode == 0
    assert (root / "own-id.yaml").read_text("utf-8") == (
        "id: own-id\ntitle: Another title\npublisher: Paper\nauthors: [Bo Ray, Cy Day]\npublished: 2019~\n"
        "url: https://paper.example/x\nlanguage: de\nfacts: []\n"
    )


def test_what_cannot_be_read_is_null_and_told(root: Path) -> None:
    done = add(root, "-", stdin="\n\n".join(BODY[:2]))
    assert done.returncode == 0
    assert done.stdout.splitlines()[:3] == [
        "-: added, source.yaml",
        "  title: null; nothing in it looks like a title: give --title",
        "  publisher: null; nothing in it says who published it: give --publisher",
    ]
    held = (root / "source.yaml").read_text("utf-8")
    assert held == (
        "id: source\ntitle: null\npublisher: null\nauthors: []\npublished: null\nurl: null\nlanguage: en\nfacts: []\n"
    )
    checked = xbrief("check", "--dossier", root)
    assert checked.returncode == 0
    assert [line.split(": ")[1][:4] for line in checked.stdout.splitlines() if ".yaml:" in line] == [
        "D406",
        "D406",
        "D405",
    ]
    assert "an unnamed publisher" in xbrief("sources", "--dossier", root).stdout


def test_a_dry_run_writes_nothing(root: Path, page: Path) -> None:
    before = contents(root)
    shutil.rmtree(root / "texts")
    done = add(root, page, "--dry-run")
    assert done.stdout.startswith(f"{page}: would be added, {ID}.yaml\n")
    assert contents(root) == before


def test_without_a_folder_of_texts_it_says_how_to_make_one(root: Path, page: Path) -> None:
    shutil.rmtree(root / "texts")
    before = contents(root)
    failed(
        add(root, page),
        2,
        "no folder of texts is at hand",
        f"make one, {root / 'texts'}",
        "--texts DIR",
        "XBRIEF_TEXTS",
    )
    assert contents(root) == before
    failed(add(root, page, "--texts", root / "nowhere"), 2, "there is no folder of texts")


def test_without_a_dossier_of_ones_own_nothing_is_written(page: Path) -> None:
    failed(xbrief("add", page), 2, "no dossier is at hand to write into")


def test_a_folder_goes_on_after_a_bad_file(root: Path, page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "page_files").mkdir(parents=True)
    shutil.copy(page, folder / "a.html")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "c.txt").write_text(f"Kettles\n\n{BODY[0][:60]} {BODY[3]}", encoding="utf-8")
    shutil.copy(page, folder / "d.htm")
    (folder / "e.docx").write_bytes(b"PK")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    done = add(root, folder, "--publisher", "Paper")
    assert done.returncode == 1
    assert done.stderr == "error: 1 of 4 cannot be added\nhint: the lines above say why\n"
    lines = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert [line.split(": ")[1].split(",")[0] for line in lines[:-1]] == [
        "added",
        "cannot be added",
        "added",
        "held already",
    ]
    assert lines[-1] == "2 added, 1 held already, 1 cannot be added"
    (tmp_path / "none").mkdir()
    failed(add(root, tmp_path / "none"), 2, "holds no file with one of the endings .txt")


def test_a_file_that_does_not_say_its_encoding_is_added_and_told(root: Path, tmp_path: Path) -> None:
    raw = samples.plain().replace("lamps", "lampes légères").encode("cp1252")
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.html").write_bytes(samples.html().replace("Bern", "Zürich").encode("cp1252"))
    for name in ("a.txt", "b.html"):
        done = add(root, tmp_path / name)
        assert done.returncode == 0, done.stderr
        assert "  text: the file does not say its encoding; it reads as cp1252; look at its letters\n" in done.stdout


def test_a_defect_that_one_file_brings_to_light_stops_none_of_the_others(
    root: Path, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = given.article

    def stumbling(raw: bytes, name: str, **more: Any) -> Article:
        if name.endswith("a.html"):
            raise ZeroDivisionError("by zero")
        return reading(raw, name, **more)

    monkeypatch.setattr(given, "article", stumbling)
    shutil.copy(page, tmp_path / "a.html")
    desk = Desk(root, Texts(root / "texts"), Wishes(day="2026-11-22"))
    bad, good = given.each(desk, [str(tmp_path / "a.html"), str(page)])
    assert isinstance(bad, tuple)
    assert bad[1].message == "a defect of xbrief: ZeroDivisionError: by zero"
    assert "add it alone" in bad[1].hint
    assert isinstance(good, Outcome)
    assert (root / good.file).exists()
    with pytest.raises(ZeroDivisionError):
        [*given.each(desk, [str(tmp_path / "a.html")])]


def test_a_bar_on_a_terminal_and_none_in_a_pipe(root: Path, page: Path) -> None:
    code, screen = terminal("add", page, "--dossier", root)
    assert code == 0
    assert "added, " in screen


def test_what_there_is_not_to_add(root: Path, page: Path, tmp_path: Path) -> None:
    failed(add(root), 2, "nothing to add", "or --note for a call")
    failed(add(root, "nowhere.txt"), 2, "there is no file nowhere.txt")
    failed(add(root, page, page.parent / "x.txt", "--id", "a"), 2, "--id, --title and --url are for one article")
    failed(add(root, page, "--published", "soon"), 2, "--published: `soon` is no date")
    failed(add(root, page, "--language", "English"), 2, "--language: 'English' is no language code")
    failed(add(root, page, "--url", "post.example"), 2, "--url: 'post.example' is no address")
    failed(add(root, LOCAL), 2, f"'{LOCAL}' is no address of the web")
    empty = tmp_path / "empty.txt"
    empty.touch()
    failed(add(root, empty), 2, "empty.txt is empty")
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(33 * 2**20)
    failed(add(root, large), 2, "large.txt is larger than 32 MiB")


def test_a_folder_of_texts_that_cannot_be_written_leaves_no_source(root: Path, page: Path) -> None:
    (root / "texts" / f"{ID}.txt").mkdir()
    done = add(root, page, "--id", ID)
    assert done.returncode == 2
    assert not (root / f"{ID}.yaml").exists()


def test_as_json(root: Path, page: Path) -> None:
    done = add(root, page, page.parent / "none.html", "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert (found["schema"], found["dry_run"]) == ("xbrief.add/1", False)
    good, bad = found["articles"]
    assert (good["state"], good["id"], good["file"]) == ("added", ID, f"{ID}.yaml")
    assert good["text"] == read(WHOLE).fingerprint
    assert good["source"]["published"] == "2020-02-03"
    assert (good["problems"], good["like"], good["origin"]) == ([], None, None)
    assert bad["state"] == "bad"
    assert "there is no file" in bad["message"]
    again = json.loads(add(root, page, "--format", "json").stdout)["articles"][0]
    assert again["state"] == "held"
    assert again["like"] == {"source": ID, "how": "text", "share": 1.0}
    retold = add(root, "-", "--title", "B", "--dry-run", "--format", "json", stdin="\n\n".join(BODY[:3]))
    one = json.loads(retold.stdout)["articles"][0]
    assert (one["origin"]["origin"], one["origin"]["written"]) == (ID, False)
    assert {each["field"] for each in one["problems"]} == {"publisher", "authors", "published", "url"}


# Notes of calls.


def test_a_note_is_a_source_without_text_and_address(root: Path) -> None:
    shutil.rmtree(root / "texts")
    wishes = (
        "--title",
        "Call with a dealer",
        "--published",
        "2026-11-20",
        "--publisher",
        "Our notes",
        "--author",
        "Ada Ek",
    )
    done = add(root, "--note", *wishes)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "note: added, ournotes-2026-11-call-dealer.yaml"
    assert "url" not in done.stdout
    assert (root / "ournotes-2026-11-call-dealer.yaml").read_text("utf-8") == (
        "id: ournotes-2026-11-call-dealer\ntitle: Call with a dealer\npublisher: Our notes\nauthors: [Ada Ek]\n"
        "published: '2026-11-20'\nurl: null\nlanguage: null\nfacts: []\n"
    )
    assert not (root / "words.lock").exists()
    again = add(root, "--note", *wishes)
    assert "ournotes-2026-11-call-dealer-2.yaml" in again.stdout
    before = contents(root)
    assert "would be added" in add(root, "--note", *wishes, "--dry-run").stdout
    assert contents(root) == before


def test_notes_take_no_file_and_no_address(root: Path, page: Path) -> None:
    failed(add(root, "--note", page), 2, "--note goes without a file")
    failed(add(root, "--note", "--url", "https://a.example/"), 2, "--note is for what is on no web page")
    failed(add(root, "--note"), 2, "a note needs a title", "EDITOR")


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that writes what stands in its `with` file over what it is given."""
    script = tmp_path / "editor.sh"
    script.write_text(f'#!/bin/sh\ncp "$1" "{tmp_path}/given"\ncp "{tmp_path}/with" "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def test_a_note_from_the_editor(root: Path, editor: Path, tmp_path: Path) -> None:
    env = {"EDITOR": str(editor), "TMPDIR": str(tmp_path)}
    (tmp_path / "with").write_text(
        "title: 'A call: lamps'\nauthors: [Bo Ray]\npublisher: Us\npublished: 2026-11\nlanguage: en\n", "utf-8"
    )
    done = add(root, "--note", "--publisher", "Us: our notes", "--author", "Bo", env=env)
    assert done.returncode == 0, done.stderr
    given = (tmp_path / "given").read_text("utf-8")
    assert "publisher: 'Us: our notes'\n" in given
    assert "authors: [Bo]\n" in given
    held = (root / "us-2026-11-call-lamps.yaml").read_text("utf-8")
    assert "title: 'A call: lamps'\npublisher: Us\nauthors: [Bo Ray]\n" in held
    assert not [*tmp_path.glob("xbrief-note-*")]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("title: [", "cannot be read"),
        ("just words", "it holds no `key: value` lines"),
        ("title:\nauthors: Ada", "it has no title"),
        ("title: A\npublished: soon", "`soon` is no date"),
        ("title: A\nlanguage: English", "'English' is no language code"),
    ],
)
def test_a_note_that_cannot_be_read_is_kept(written: str, words: str, root: Path, editor: Path, tmp_path: Path) -> None:
    (tmp_path / "with").write_text(written, encoding="utf-8")
    before = contents(root)
    done = add(root, "--note", env={"EDITOR": str(editor), "TMPDIR": str(tmp_path)})
    failed(done, 2, words, "it is in ")
    (kept,) = tmp_path.glob("xbrief-note-*")
    assert kept.read_text("utf-8") == written
    assert contents(root) == before


# From the web.


def test_an_address_is_fetched_and_kept_as_it_was_found(root: Path) -> None:
    site = Site()
    import threading

    thread = threading.Thread(target=site.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        url = site.put("/lamps", samples.html(head="").encode(), Content_Type="text/html")
        done = add(root, site.put("/old", b"", 302, Location="/lamps"))
        assert done.returncode == 0, done.stderr
        assert f"  url: {url}\n" in done.stdout
        assert "publisher: 127.0.0.1 (from the address)" in done.stdout
        gone = add(root, site.put("/gone", b"", 410))
        assert (gone.returncode, "410" in gone.stderr, "save the page" in gone.stderr) == (2, True, True)
        printed = site.put("/a", samples.plain().replace("Bern", "Basel").encode(), Content_Type="text/plain")
        assert f"url: {printed}" in add(root, printed, "--id", "plain").stdout
        # No number of a host or a port is a name.
        assert (root / "source-nordwind-opens-its-first.yaml").exists()
    finally:
        site.done.set()
        site.server.shutdown()
        thread.join()
        site.server.server_close()


def test_without_the_extra_it_says_what_to_install(root: Path, page: Path, tmp_path: Path) -> None:
    hide = tmp_path / "hide"
    hide.mkdir()
    (hide / "sitecustomize.py").write_text("import sys\nsys.modules['lxml'] = None\n", encoding="utf-8")
    done = add(root, page, env={"PYTHONPATH": str(hide)})
    failed(done, 2, "needs lxml, which is not installed", "pip install 'xbrief[intake]'")
    plain = tmp_path / "a.txt"
    plain.write_text(samples.plain(), encoding="utf-8")
    assert add(root, plain, env={"PYTHONPATH": str(hide)}).returncode == 0, "a text needs none of it"


def test_two_at_once_do_not_add_it_twice(root: Path, page: Path) -> None:
    call = f"xbrief add {page} --dossier {root}"
    done = shell(f"{call} & {call} & wait", Path("/"))
    assert done.returncode == 0
    assert sorted(path.name for path in root.glob("harbourpost*")) == [f"{ID}.yaml"]
    assert (root / "words.lock").read_text("utf-8").count("source:") == 1
