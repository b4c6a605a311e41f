"""Help, its examples and completion speak of the dossier at hand; nothing is imported that is not used."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.process import (
    CYCLES,
    REPO,
    TIME_LIMIT_SECONDS,
    Done,
    asked,
    copied,
    environment,
    interrupted,
    shell,
    xbrief,
)
from tests.intake import samples
from tests.unit import small_dossiers as small
from xbrief import __version__
from xbrief.cli.main import COMMANDS, paths
from xbrief.cli.options.dossier import short
from xbrief.cli.options.help import filled
from xbrief.dossier.load import load

HEAVY = {"rich", "jinja2", "yaml", "pydantic", "markdown_it"}


# They write into the dossier, and so into a copy of it.
ITEM = '[{"id": "ek", "title": "A", "publisher": "B", "issued": {"date-parts": [[2020]]}}]'
# They run until one ends them.
LASTING = {("serve",)}
# They ask for keys; q ends them.
ASKING = {("review",)}
LAMPS = REPO / "tests/dossiers/lamps"
# They read the texts of the articles.
READING = {("verify",), ("coverage",), ("suggest",)}
WRITING = {("sources", "import"), ("template",), ("template", "copy"), ("build",)}
WRITING |= {("add",), ("new",), ("new", "fact"), ("edit",)}


def _examples(*command: str, dossier: Path | None = None) -> list[str]:
    env = {"XBRIEF_DOSSIER": str(dossier)} if dossier else {}
    done = xbrief(*command, "--help", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.strip() for line in done.stdout.partition("\nExamples:\n")[2].splitlines()]


PATHS = [(), *(path for name in COMMANDS for path in paths(name))]


@pytest.mark.parametrize("command", PATHS, ids=lambda c: " ".join(c) or "xbrief")
def test_the_examples_of_every_help_run(command: tuple[str, ...], tmp_path: Path) -> None:
    for held in (REPO / "sources", CYCLES):
        examples = _examples(*command, dossier=held)
        assert len(examples) >= 2
        dossier = held
        if command in READING:
            # Texts are at hand of one dossier alone.
            dossier, examples = LAMPS, _examples(*command, dossier=LAMPS)
        if command in ASKING:
            dossier, examples = copied(tmp_path / held.name, LAMPS), _examples(*command, dossier=LAMPS)
        if command in WRITING:
            dossier = copied(tmp_path / held.name, held)
            (tmp_path / "zotero.json").write_text(ITEM, encoding="utf-8")
            (tmp_path / "articles").mkdir(exist_ok=True)
            (tmp_path / "article.html").write_text(samples.html(), encoding="utf-8")
            (tmp_path / "letter.eml").write_bytes(samples.mail())
            for place in ("notes.txt", "articles/notes.md"):
                (tmp_path / place).write_text(samples.plain(), encoding="utf-8")
            (dossier / "briefs").mkdir()
            (dossier / "briefs" / "summary.yaml").write_text("kind: report\ndocument: a.md.j2\n", encoding="utf-8")
            (dossier / "a.md.j2").write_text("# Words\n", encoding="utf-8")

        def run(example: str, dossier: Path = dossier) -> Done:
            call = interrupted if command in LASTING else asked if command in ASKING else shell
            folder = dossier / "texts" if command in READING | ASKING else dossier
            env = {"XBRIEF_DOSSIER": str(dossier), "EDITOR": "true"}
            return call(example.replace(" DIR", f" {folder}"), tmp_path, env=env)

        (tmp_path / "report.md.j2").write_text("# Words\n", encoding="utf-8")
        (tmp_path / "new.md.j2").unlink(missing_ok=True)
        for begun in ("lamps", "tea"):
            shutil.rmtree(tmp_path / begun, ignore_errors=True)
        with ThreadPoolExecutor(2) as pool:
            for example, done in zip(examples, pool.map(run, examples), strict=True):
                # Another dossier may hold nothing of a sort that an example asks for.
                assert done.returncode == 0 or (held == CYCLES and done.returncode == 1), (example, done.stderr)
                assert done.stderr == "" or done.returncode == 1


def test_the_examples_name_the_markets_with_most_facts() -> None:
    assert any(line.startswith("xbrief compare korea brazil ") for line in _examples("compare"))
    assert any(line.startswith("xbrief compare netherlands canada ") for line in _examples("compare", dossier=CYCLES))


def test_without_a_dossier_the_words_are_neutral(tmp_path: Path) -> None:
    assert "xbrief compare MARKET MARKET2" in _examples("compare", dossier=tmp_path / "nowhere")
    (tmp_path / "dossier.yaml").write_text(
        "company: {id: a, name: A, home: ch}\nmain: lamps\ncategories: {lamps: {label: lamps}}\nparties: {}\n", "utf-8"
    )
    assert "xbrief compare MARKET MARKET2" in _examples("compare", dossier=tmp_path)


def test_what_the_dossier_lacks_stays_a_neutral_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    undated = small.EARLIER.replace("published: '2020-01'", "published: null")
    monkeypatch.setenv("XBRIEF_DOSSIER", str(small.write(tmp_path / "small", {"ex-2020-01.yaml": undated})))
    (tmp_path / "small" / "ex-2021-03.yaml").unlink()
    assert filled("{market} {other} {party} {day} {category} {finding} {region}") == [
        "switzerland MARKET2 PARTY YYYY-MM-DD lamps FINDING world"
    ]


def test_a_market_is_named_by_one_word_that_means_it_alone() -> None:
    dossier = load(CYCLES).dossier
    assert [short(code, dossier) for code in ("nl", "us", "gq", "gb")] == ["netherlands", "us", "gq", "gb"]
    assert short("kr", load(REPO / "sources").dossier) == "korea"


def test_comments_stand_in_one_column() -> None:
    lines = filled("xbrief a  # one\nxbrief longer  # two\nxbrief b\n")
    assert lines == ["xbrief a       # one", "xbrief longer  # two", "xbrief b"]


def test_the_list_of_commands_is_whole_and_not_cut_off() -> None:
    listed = xbrief("--help", env={"COLUMNS": "80"}).stdout.partition("\nCommands:\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in listed.splitlines()] == [*COMMANDS]
    assert "..." not in listed


def test_the_version_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "xbrief", "--version"],
        env={k: v for k, v in environment().items() if not k.startswith("COVERAGE_")},
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=True,
    )
    assert done.stdout == f"xbrief {__version__}\n"
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "xbrief.cli.start" in loaded
    assert not (HEAVY | {"typer", "pathlib", "typing", "json"}) & loaded
    assert not {f"xbrief.cli.{name}" for name in COMMANDS} & loaded


def test_the_program_of_the_package_is_the_same() -> None:
    assert shell("xbrief --version", Path("/")).stdout == xbrief("--version").stdout


def _completed(line: str, **env: str) -> list[str]:
    words = shlex.split(line)
    count = len(words) - (0 if line.endswith(" ") else 1)
    done = xbrief(env={"_XBRIEF_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(count), **env})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("xbrief cou", ["country"]),
        ("xbrief xyz", []),
        ("xbrief country kor", ["korea"]),
        ("xbrief compare korea br", ["brazil"]),
        ("xbrief country --section w", ["why", "watch"]),
        ("xbrief compare --section c", ["contrasts"]),
        ("xbrief country --length f", ["full"]),
        ("xbrief explain wh", ["why"]),
        ("xbrief explain D301", ["D301"]),
        ("xbrief template sh", ["show"]),
        ("xbrief template copy figur", ["figures"]),
        ("xbrief sources im", ["import"]),
        ("xbrief sources xyz --d", ["--dossier"]),
        ("xbrief sources --market kor", ["korea"]),
        ("xbrief sources import --dry", ["--dry-run"]),
        ("xbrief new fact korea tar", ["tariff"]),
        ("xbrief edit kr-ta1603-pressure", ["kr-ta1603-pressure"]),
        ("xbrief edit techinasia-2016", ["techinasia-2016-03-korea-dealers"]),
        ("xbrief facts --kind ta", ["tariff"]),
        ("xbrief facts --category smartp", ["smartphones"]),
        ("xbrief facts --party g-m", ["g-mobi"]),
        ("xbrief facts --speaker hugo", ["hugo-barra"]),
        ("xbrief facts --source techinasia-2016", ["techinasia-2016-03-korea-dealers"]),
        ("xbrief why kr.presence", ["kr.presence.company"]),
        ("xbrief why kr-ta1603-pressure", ["kr-ta1603-pressure"]),
        (f"xbrief country --dossier {CYCLES} ", ["netherlands", "canada", "japan"]),
    ],
)
def test_a_shell_completes(line: str, expected: list[str]) -> None:
    assert _completed(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "country k",
        "explain w",
        "facts --party g",
        "facts --category s",
        "facts --speaker h",
        "facts --source t",
        "why k",
    ],
)
def test_completion_is_quiet_about_a_dossier_that_is_none(line: str, tmp_path: Path) -> None:
    assert _completed(f"xbrief {line}", XBRIEF_DOSSIER=str(tmp_path)) == []
