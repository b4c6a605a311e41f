"""`xbrief init` through a real process: a dossier that is sound, and a folder in which nothing is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.cli.process import CTRL_C, CTRL_D, REPO, dialogue, environment, failed, shell, xbrief
from tests.intake import samples
from xbrief.cli.run import fresh
from xbrief.dossier.load import load
from xbrief.errors import XbriefError
from xbrief.intake.slug import slug
from xbrief.intake.start import folder
from xbrief.intake.write import with_entries

NAMED = ("--company", "Halden Cycles", "--home", "Norway", "--main", "electric bikes")
EXAMPLE_ID = "examplepost-2020-05-ch-shop"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    done = xbrief("init", "halden", *NAMED, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path / "halden"


def content(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_it_is_a_sound_dossier_with_nothing_in_it(made: Path) -> None:
    assert set(content(made)) == {".gitignore", ".pre-commit-config.yaml", "_example.yaml.txt", "dossier.yaml"}
    for command in (("check",), ("fmt", "--check")):
        done = xbrief(*command, cwd=made)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    dossier = load(made).dossier
    assert (dossier.company.id, dossier.company.name, dossier.company.home) == ("halden-cycles", "Halden Cycles", "no")
    assert (dossier.main, dossier.categories["electric-bikes"].label) == ("electric-bikes", "electric bikes")
    assert (dossier.sources, dossier.facts) == ({}, {})
    assert dossier.stale["availability"] == 365


def test_it_tells_the_files_and_the_ids_that_will_last(tmp_path: Path) -> None:
    done = xbrief("init", "my bikes", *NAMED, cwd=tmp_path)
    assert done.stdout == (
        "my bikes/.gitignore\nmy bikes/.pre-commit-config.yaml\nmy bikes/_example.yaml.txt\nmy bikes/dossier.yaml\n"
        "The company is halden-cycles, its main category electric-bikes, its home no.\n"
        "Nothing is held yet. Next: cd 'my bikes' && xbrief add ARTICLE\n"
    )
    (tmp_path / "here").mkdir()
    here = xbrief("init", ".", *NAMED, cwd=tmp_path / "here")
    assert here.stdout.endswith("Nothing is held yet. Next: xbrief add ARTICLE\n")


@pytest.mark.parametrize(
    "args",
    [
        ("country", "poland"),
        ("country", "europe"),
        ("country", "pl", "--as-of", "evidence"),
        ("compare", "pl", "fr"),
        ("timeline", "pl"),
        ("gaps",),
        ("markets",),
        ("facts",),
        ("sources",),
        ("diff", "--from", "2020-01-01"),
    ],
)
def test_whatever_is_asked_the_answer_is_that_nothing_is_held_yet(args: tuple[str, ...], made: Path) -> None:
    done = xbrief(*args, cwd=made)
    failed(done, 1, "nothing is held", " yet\n", "the dossier on Halden Cycles has no facts", "`xbrief add ARTICLE`")
    assert "later" not in done.stderr


def test_the_next_step_is_an_article(made: Path) -> None:
    assert "| Next | xbrief add ARTICLE (no fact on a market is held yet) |" in xbrief("status", cwd=made).stdout


def test_the_line_that_it_prints_works_word_for_word(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(samples.plain(), encoding="utf-8")
    done = xbrief("init", "halden", *NAMED, cwd=tmp_path)
    line = done.stdout.splitlines()[-1].partition("Next: ")[2]
    assert line == "cd halden && xbrief add ARTICLE"
    made = tmp_path / "halden"
    told = shell(line.replace("ARTICLE", "../article.txt --dry-run"), tmp_path)
    assert (told.returncode, told.stderr, (made / "texts").exists()) == (0, "", False)
    told = shell(line.replace("ARTICLE", "../article.txt"), tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    (text,) = (made / "texts").iterdir()
    assert (made / f"{text.stem}.yaml").exists()
    # A colleague's clone has no texts: the same article brings its own.
    shutil.rmtree(made / "texts")
    told = shell(line.replace("ARTICLE", "../article.txt"), tmp_path)
    assert "was missing: its text" in told.stdout
    assert text.exists()


def test_texts_that_cannot_be_made_leave_no_source(made: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(samples.plain(), encoding="utf-8")
    (made / "texts").touch()
    before = content(made)
    failed(xbrief("add", tmp_path / "article.txt", cwd=made), 2, "texts cannot be made", "--texts DIR")
    assert content(made) == before


def test_facts_that_cannot_be_used_are_not_passed_over(made: Path) -> None:
    text = (made / "_example.yaml.txt").read_text(encoding="utf-8").replace("market: ch", "market: zz")
    (made / f"{EXAMPLE_ID}.yaml").write_text(text, encoding="utf-8")
    done = xbrief("country", "ch", cwd=made)
    assert done.returncode == 1
    assert "hint: none of the two facts of . can be used: `xbrief check` says why" in done.stderr


def test_the_example_counts_once_it_is_copied_and_no_sooner(made: Path) -> None:
    assert not load(made).dossier.facts
    shutil.copy(made / "_example.yaml.txt", made / f"{EXAMPLE_ID}.yaml")
    assert xbrief("check", cwd=made).returncode == 0
    assert set(load(made).dossier.facts) == {"ch-ep2005-shop", "ch-ep2005-online"}
    assert xbrief("fmt", "--check", cwd=made).returncode == 0
    assert "electric bikes" in xbrief("country", "ch", cwd=made).stdout


def test_what_stands_in_comments_is_right_when_it_is_taken_in(made: Path) -> None:
    path = made / "dossier.yaml"
    lamps = "#   lamps: {label: lamps, hs: {HS2022: '9405.21'}, aliases: [table lamps, luminaires]}"
    text = path.read_text(encoding="utf-8").replace("categories:\n", f"categories:\n{lamps.replace('#   ', '  ')}\n")
    text, number = re.subn(r"#   (.*)\n(\w+): \{\}\n", r"\2:\n  \1\n", text)
    assert (lamps in text, number) == (True, 4)
    path.write_text(text, encoding="utf-8")
    loaded = load(made)
    assert loaded.problems == ()
    assert {*loaded.dossier.parties} == {"butik", "halden-cycles"}
    assert loaded.dossier.people["eva-lund"].of == "butik"


def test_entries_go_to_their_places(made: Path) -> None:
    before = (made / "dossier.yaml").read_text(encoding="utf-8")
    new = {"parties": {"jasny": {"name": "Jasny"}}, "people": {"ann-ek": {"name": "Ann Ek", "of": "jasny"}}}
    assert with_entries(before, new) == before.replace("parties: {}", "parties:\n  jasny: {name: Jasny}").replace(
        "people: {}", "people:\n  ann-ek: {name: Ann Ek, of: jasny}"
    )


def test_texts_and_drafts_are_nothing_for_git(made: Path) -> None:
    git = ("git", "-C", str(made))
    before = {*content(made)}
    subprocess.run([*git, "init", "-q"], check=True)
    for name in ("texts/a.txt", ".drafts/a.yaml", "build/a.md", "a.yaml"):
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text("x", encoding="utf-8")
    listed = subprocess.run([*git, "ls-files", "-o", "--exclude-standard"], capture_output=True, text=True, check=True)
    assert {*listed.stdout.split()} == before | {"a.yaml"}


def hooks(root: Path) -> list[dict[str, str]]:
    return list(yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"])


def test_the_hooks_are_those_that_xbrief_offers_and_run(made: Path) -> None:
    offered = yaml.safe_load((REPO / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    own = hooks(made)
    assert [hook["id"] for hook in own] == [hook["id"] for hook in offered]
    for mine, theirs in zip(own, offered, strict=True):
        assert mine["entry"] == f"{theirs['entry']} --dossier ."
        assert mine["files"] == theirs["files"]
        # A variable of the account does not lead the hook to another dossier.
        done = shell(mine["entry"], made, env={"XBRIEF_DOSSIER": "/nowhere"})
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_within_a_repository_the_hooks_name_the_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    (tmp_path / "our entries").mkdir()
    assert xbrief("init", "our entries/halden", *NAMED, cwd=tmp_path).returncode == 0
    for hook in hooks(tmp_path / "our entries" / "halden"):
        done = shell(hook["entry"], tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert hook["files"].startswith(r"^our\ entries/halden/")


def test_a_repository_that_was_made_first_is_kept(tmp_path: Path) -> None:
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q", "halden"], check=True)
    before = content(tmp_path)
    assert xbrief("init", "halden", *NAMED, cwd=tmp_path).returncode == 0
    after = content(tmp_path)
    assert {name: after[name] for name in before} == before
    assert next(hook["entry"] for hook in hooks(tmp_path / "halden")) == "xbrief check --dossier ."


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"notes.txt": "mine"}, "is not empty: it holds notes.txt"),
        ({".hidden": "mine"}, "is not empty: it holds .hidden"),
        ({"dossier.yaml": "mine", "a.yaml": "mine"}, "holds a dossier already"),
    ],
)
def test_a_folder_that_holds_something_stays_as_it_is(files: dict[str, str], words: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = content(tmp_path)
    failed(xbrief("init", tmp_path, *NAMED), 2, words)
    assert content(tmp_path) == before


def test_what_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    failed(xbrief("init", tmp_path / "file", *NAMED), 2, "is no folder")
    failed(xbrief("init", tmp_path / "link", *NAMED), 2, "is a link that leads nowhere")
    failed(xbrief("init", tmp_path / "a" / "b", *NAMED), 2, f"there is no folder {tmp_path / 'a'}", "make it first")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    # Nobody, whatever his rights, writes there.
    failed(xbrief("init", "/proc/halden", *NAMED), 2, "/proc/halden cannot be written")


def test_what_cannot_be_written_whole_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(XbriefError, match="cannot be written: No such file"):
        fresh.write(tmp_path / "new", {"a": "x", "b/c": "y"})
    assert not [*tmp_path.iterdir()]
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "b").write_text("mine", encoding="utf-8")
    with pytest.raises(XbriefError, match="cannot be written: File exists"):
        fresh.write(tmp_path / "held", {"a": "x", "b": "y"})
    assert content(tmp_path) == {"held/b": b"mine"}
    with pytest.raises(UnicodeEncodeError):
        fresh.write(tmp_path / "new", {"a": "\ud800"})
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(XbriefError, match="cannot be read: Permission denied"):
        fresh.free(tmp_path)


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path) -> None:
    failed(xbrief("init", "a", cwd=tmp_path), 2, "--company, --home, --main is missing")
    failed(xbrief("init", "a", "--company", "A", "--main", "b", cwd=tmp_path), 2, "error: --home is missing")
    assert not [*tmp_path.iterdir()]


def test_on_a_terminal_it_asks_until_it_has_an_answer(tmp_path: Path) -> None:
    code, screen = dialogue(
        "init",
        "made",
        cwd=tmp_path,
        answers=[
            ("Which company goes abroad? ", ""),
            ("Which company goes abroad? ", "Halden Cycles"),
            ("In which country is it at home? ", "Norwegen"),
            ("What does it sell above all, in the plural? ", "\x1b[D"),
            ("What does it sell above all, in the plural? ", "electric bikes"),
        ],
    )
    assert code == 0, screen
    assert "error: '' is no name of a company" in screen
    xbrief("init", "given", *NAMED, cwd=tmp_path)
    assert content(tmp_path / "made") == content(tmp_path / "given")


def test_a_wrong_country_is_asked_for_again(tmp_path: Path) -> None:
    code, screen = dialogue(
        "init",
        "made",
        "--company",
        "A",
        "--main",
        "b",
        cwd=tmp_path,
        answers=[("at home? ", "Norwayy"), ("at home? ", "Europe"), ("at home? ", "no")],
    )
    assert code == 0, screen
    assert "did you mean Norway?" in screen
    assert "Europe is no country" in screen


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 2)])
def test_who_breaks_off_leaves_nothing(key: str, code: int, tmp_path: Path) -> None:
    ended, screen = dialogue("init", "made", cwd=tmp_path, answers=[("abroad? ", "A"), ("at home? ", key)])
    assert ended == code, screen
    assert "Traceback" not in screen
    assert ("the questions were not answered" in screen) == (key == CTRL_D)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Halden: Cycles #1 {x} 'y' \"z\" & Söhne", "halden-cycles-1-x-y-z-sohne"),
        ("O’Neill’s", "oneills"),
        ("Ørsted—Łódź A/S", "orsted-lodz-a-s"),
        ("Яндекс Еда", "yandeks-eda"),
        ("Παπαδάκης", "papadakis"),
        ("삼성전자", "samseongjeonja"),
        ("キャノン・ニッカ", "kyanon-nika"),
        ("华为", "company"),
        ("- !!", "company"),
        ("null", "null"),
    ],
)
def test_names_in_odd_letters_get_ids_and_are_read_back(name: str, id: str, tmp_path: Path) -> None:
    done = xbrief("init", "a", "--company", name, "--home", "대한민국", "--main", "茶", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    dossier = load(tmp_path / "a").dossier
    assert (dossier.company.id, dossier.company.name, dossier.company.home) == (id, name, "kr")
    assert dossier.categories["goods"].label == "茶"
    assert xbrief("check", "--dossier", tmp_path / "a").stdout == ""


def test_ids_may_be_given(tmp_path: Path) -> None:
    ids = ("--id", "huawei", "--main-id", "tea")
    assert xbrief("init", "a", "--company", "华为", "--home", "cn", "--main", "茶", *ids, cwd=tmp_path).returncode == 0
    dossier = load(tmp_path / "a").dossier
    assert (dossier.company.id, dossier.main) == ("huawei", "tea")
    failed(xbrief("init", "b", *NAMED, "--id", "A B", cwd=tmp_path), 2, "'A B' is no id", "--id has small letters")
    failed(xbrief("init", "b", *NAMED, "--main-id", "-", cwd=tmp_path), 2, "'-' is no id", "--main-id has small")


@pytest.mark.parametrize(
    ("company", "home", "main", "words"),
    [
        ("", "no", "tea", "is no name of a company"),
        ("a\x1b[2J", "no", "tea", "is no name of a company"),
        ("a" * 121, "no", "tea", "is no name of a company"),
        ("A", "no", "\u200b", "is no name of a main category"),
        ("A", "Atlantis", "tea", "no country or region is called 'Atlantis'"),
        ("A", "Africa", "tea", "Africa is no country"),
    ],
)
def test_what_is_no_name_is_refused(company: str, home: str, main: str, words: str) -> None:
    with pytest.raises(XbriefError) as told:
        folder.entry(company, home, main)
    assert words in told.value.message


def test_a_name_that_yaml_would_read_as_another_one_is_refused() -> None:
    with pytest.raises(XbriefError, match=r"cannot be written into dossier\.yaml"):
        folder.files(folder.Entry("A", "zz", "tea", "a", "tea"))
    with pytest.raises(XbriefError, match="it would be read as another one"):
        folder.files(folder.Entry("A ", "no", "tea", "a", "tea"))


def test_small_kana_and_marks_are_spelt_with_their_neighbours() -> None:
    assert (slug("がっこう"), slug("ティー"), slug("é̂a"), slug("Щёкин's")) == ("gakou", "tei", "ea", "shchyokins")


def test_help_needs_no_dossier() -> None:
    done = subprocess.run(["xbrief", "init", "--help"], env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "does not count as a source" in done.stdout
