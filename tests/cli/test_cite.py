"""How a brief cites, in Markdown and on a terminal; pandoc resolves every citation from the dossier's own sources."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import CYCLES, TIME_LIMIT_SECONDS, copied, failed, needs_pandoc, shell, unstamped, xbrief
from xbrief.render import stamp

BRIEFS = (
    ("country", "korea"),
    ("country", "brazil", "--length", "full"),
    ("country", "netherlands", "--dossier", CYCLES),
    ("country", "asia"),
    ("compare", "us", "brazil", "korea"),
    ("timeline", "korea", "brazil"),
    ("diff", "brazil", "--from", "2016-06-30"),
)


def name(args: tuple[object, ...]) -> str:
    return " ".join(str(a) for a in args if a != CYCLES)


def pandoc(text: str, *args: str | Path, cwd: Path | None = None) -> str:
    """What pandoc makes of a text, without a warning: a key that it does not find is one."""
    done = subprocess.run(
        ["pandoc", "--fail-if-warnings", *map(str, args)],
        input=text,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def cited(node: Any) -> list[str]:
    """The keys of all citations in a tree of pandoc's."""
    if isinstance(node, list):
        return [key for each in node for key in cited(each)]
    if not isinstance(node, dict):
        return []
    own = [c["citationId"] for c in node["c"][0]] if node.get("t") == "Cite" else []
    return own + [key for each in node.values() for key in cited(each)]


def bibliography(folder: Path, *options: str | Path) -> set[str]:
    path = folder / "sources.json"
    assert xbrief("sources", "--format", "csl-json", "--output", path, *options).returncode == 0
    return {item["id"] for item in json.loads(path.read_text(encoding="utf-8"))}


@needs_pandoc
@pytest.mark.parametrize("args", BRIEFS, ids=name)
def test_pandoc_finds_every_key_and_lists_every_source(args: tuple[str | Path, ...], tmp_path: Path) -> None:
    known = bibliography(tmp_path, *(("--dossier", CYCLES) if CYCLES in args else ()))
    text = xbrief(*args, "--cite", "pandoc").stdout
    tree = json.loads(pandoc(text, "--to", "json"))
    keys = set(cited(tree["blocks"]))
    facts = json.loads(xbrief(*args, "--format", "json").stdout) if args[0] == "country" else None
    if isinstance(facts, dict):
        assert keys == {fact["source"] for fact in facts["facts"]}
    assert keys
    assert keys <= known
    assert "[^" not in text
    made = pandoc(text, "--citeproc", "--bibliography", tmp_path / "sources.json", "--to", "html")
    assert {key for key in known if f'id="ref-{key}"' in made} == keys
    assert "[@" not in made


@needs_pandoc
def test_the_pipe_of_the_readme_makes_a_document_of_word(tmp_path: Path) -> None:
    line = (
        "xbrief sources --format csl-json --output sources.json && xbrief country korea --cite pandoc"
        " | pandoc --citeproc --bibliography sources.json --fail-if-warnings -o brief.docx"
    )
    done = shell(line, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    back = subprocess.run(
        ["pandoc", "--to", "plain", "--wrap", "none", str(tmp_path / "brief.docx")],
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=True,
    ).stdout
    assert "???" not in back
    assert "@" not in back
    assert "“Xiaomi Dials Up Pressure on Samsung.” 2018. Caixin Global. July 18, 2018." in back


@needs_pandoc
@pytest.mark.parametrize("style", ["footnotes", "inline", "pandoc", "none"])
def test_joined_briefs_convert_without_a_warning(style: str, tmp_path: Path) -> None:
    bibliography(tmp_path)
    commands = ("country korea brazil", "compare korea brazil", "timeline korea", "country asia")
    line = " && ".join(f"xbrief {command} --cite {style} >> all.md" for command in commands)
    assert shell(line, tmp_path).returncode == 0
    text = (tmp_path / "all.md").read_text(encoding="utf-8")
    made = pandoc(text, "--citeproc", "--bibliography", tmp_path / "sources.json", "--to", "html")
    assert made.count('class="csl-entry"') == len({*cited(json.loads(pandoc(text, "--to", "json"))["blocks"])})
    assert made.count("<h1") == len(re.findall("^# ", text, re.MULTILINE))


@needs_pandoc
def test_front_matter_above_a_brief_survives(tmp_path: Path) -> None:
    """As Quarto has it: a file that begins with YAML, to which the brief is added."""
    bibliography(tmp_path)
    front = "---\ntitle: Before the meeting\nbibliography: sources.json\nlink-citations: true\n---\n\n"
    (tmp_path / "report.qmd").write_text(front, encoding="utf-8")
    assert shell("xbrief country korea --cite pandoc --heading-level 2 >> report.qmd", tmp_path).returncode == 0
    text = (tmp_path / "report.qmd").read_text(encoding="utf-8")
    made = pandoc(text, "--citeproc", "--standalone", "--to", "html", cwd=tmp_path)
    assert "<title>Before the meeting</title>" in made
    assert 'href="#ref-caixin-2018-07-kr-carriers"' in made
    tree = json.loads(pandoc(text, "--to", "json"))
    assert {*tree["meta"]} == {"title", "bibliography", "link-citations"}


@needs_pandoc
def test_front_matter_of_the_dossiers_own_template_survives(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "templates").mkdir()
    page = '{% extends "brief.md.j2" %}\n{% block title %}---\ntitle: {{ brief.title | tojson }}\n---\n{% endblock %}\n'
    (root / "templates" / "brief.md.j2").write_text(page, encoding="utf-8")
    text = xbrief("country", "canada", "--dossier", root, "--cite", "pandoc").stdout
    assert text.startswith('---\ntitle: "Halden Cycles in Canada"\n---\n')
    tree = json.loads(pandoc(text, "--to", "json"))
    assert [word.get("c") for word in tree["meta"]["title"]["c"]][::2] == ["Halden", "Cycles", "in", "Canada"]


@needs_pandoc
def test_a_citekey_is_what_pandoc_cites_by(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "prairieledger-2024-04-ca-exit.yaml"
    text = file.read_text(encoding="utf-8").replace("facts:", "citekey: exit_2024\nfacts:", 1)
    file.write_text(text, encoding="utf-8")
    known = bibliography(tmp_path, "--dossier", root)
    text = xbrief("country", "canada", "--dossier", root, "--cite", "pandoc").stdout
    keys = {*cited(json.loads(pandoc(text, "--to", "json"))["blocks"])}
    assert "exit_2024" in keys
    assert "prairieledger-2024-04-ca-exit" not in keys
    assert keys <= known


@needs_pandoc
@pytest.mark.parametrize("reader", ["bibtex", "biblatex", "csljson"])
def test_pandoc_reads_every_source_of_a_bibliography(reader: str, tmp_path: Path) -> None:
    bibliography(tmp_path)
    expected = {item["id"]: item for item in json.loads((tmp_path / "sources.json").read_text(encoding="utf-8"))}
    text = xbrief("sources", "--format", "csl-json" if reader == "csljson" else "bibtex").stdout
    found = {item["id"]: item for item in json.loads(pandoc(text, "--from", reader, "--to", "csljson"))}
    assert found.keys() == expected.keys()
    for key, item in found.items():
        wanted = expected[key]
        assert item.get("URL") == wanted.get("URL")
        # Quotation marks within others are pandoc's own.
        assert re.sub("<[^>]+>|[’'‘“”]", "", item["title"]) == re.sub("[’'‘“”]", "", wanted["title"])
        assert item.get("issued", {}).get("date-parts") == wanted.get("issued", {}).get("date-parts")
        assert len(item.get("author", ())) == len(wanted.get("author", ()))


@pytest.mark.parametrize("args", BRIEFS, ids=name)
@pytest.mark.parametrize("style", ["inline", "none"])
def test_without_footnotes_no_mark_of_one_is_left(style: str, args: tuple[str | Path, ...]) -> None:
    text = xbrief(*args, "--cite", style).stdout
    notes = xbrief(*args).stdout
    assert "[^" not in text
    assert "## Sources cited\n\n- " in text
    bare = xbrief(*args, "--cite", style, "--no-sources").stdout
    assert "Sources cited" not in bare
    # How it cites is in the stamp, for who reads the sentences again.
    assert {each.options.get("cite") for each in stamp.read(text)} == {(style,)}
    assert {each.options.get("cite") for each in stamp.read(notes)} == {None}
    if style == "none":
        # The words are those of the brief with footnotes, without the marks and the notes.
        marked = re.sub(r"^\[\^.*\n", "", unstamped(notes), flags=re.MULTILINE)
        assert re.sub(r"\[\^[^\]]+\]", "", marked).split() == unstamped(bare).split()


def test_inline_names_publisher_and_day_and_who_says_so() -> None:
    text = xbrief("country", "brazil", "--as-of", "2016-06-30", "--cite", "inline").stdout
    first = text.splitlines()[4]
    assert first.startswith("**Bottom line.** Xiaomi cut back its business in Brazil in May 2016, ten months after its")
    assert "(Hugo Barra in " in text, "a speaker whom the sentence does not name"
    for sentence in re.findall(r"by the account of Hugo Barra[^.]*\.", text):
        assert "Hugo Barra in " not in sentence, "the sentence names him already"
    assert not re.search(r"\(([^();]+, [^();]*\d{4}); \1[;)]", text), "one source twice in one bracket"
    assert not re.search(r"[.,;:] \((?:[A-Z][\w ]+, )+\d", text), "the citation stands before the stop"


def test_no_sources_alone_prints_no_marks() -> None:
    alone = xbrief("country", "korea", "--no-sources").stdout
    assert alone == xbrief("country", "korea", "--cite", "none", "--no-sources").stdout
    assert "[^" not in alone


def test_footnotes_without_their_notes_are_refused() -> None:
    failed(xbrief("country", "korea", "--cite", "footnotes", "--no-sources"), 2, "lead nowhere", "--cite inline")


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_file_cites_as_asked_for(form: str, tmp_path: Path) -> None:
    def made(*options: str) -> bytes:
        file = tmp_path / f"{len([*tmp_path.iterdir()])}.{form}"
        done = xbrief("compare", "nl", "ca", "--dossier", CYCLES, *options, "--output", file)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return file.read_bytes()

    plain, inline, bare = made(), made("--cite", "inline"), made("--cite", "none")
    assert made("--cite", "footnotes") == plain
    assert len({plain, inline, bare}) == 3
    assert made("--cite", "none", "--no-sources") == made("--no-sources") != bare
    # How a brief cites changes nothing that could be looked up again.
    stamps = [stamp.read(each)[0] for each in (inline, bare, plain)]
    assert stamps[0].briefs == stamps[1].briefs == stamps[2].briefs
    assert [each.options for each in stamps] == [{"cite": ("inline",)}, {"cite": ("none",)}, {}]
    path = tmp_path / "a.md.j2"
    path.write_text("# Ours\n\n{{ country('nl') }}\n", encoding="utf-8")
    ask = ("report", path, "--dossier", CYCLES, "--format", form)
    reports = {xbrief(*ask, "-o", tmp_path / f"r-{style}", "--cite", style).stderr for style in ("inline", "none")}
    assert reports == {""}
    assert (tmp_path / "r-inline").read_bytes() != (tmp_path / "r-none").read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--cite", "pandoc", "--format", "html"), "--cite pandoc is for Markdown, not for html"),
        (("--cite", "pandoc", "--format", "docx"), "--cite pandoc is for Markdown, not for docx"),
        (("--cite", "none", "--format", "json"), "--cite is not for json, which always holds every citation"),
        (("--no-sources", "--format", "xlsx"), "--no-sources is not for xlsx"),
    ],
)
def test_a_format_that_cannot_cite_so_says_it(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = xbrief("compare", "nl", "ca", "--dossier", CYCLES, *options, "-o", tmp_path / "a.x")
    failed(done, 2, words)
    assert not (tmp_path / "a.x").exists()


@pytest.mark.parametrize(
    ("options", "mark", "note"),
    [
        ((), "[1]", "Prairie Ledger, 30 April 2024 [1"),
        (("--cite", "footnotes"), "[1]", "Prairie Ledger, 30 April 2024 [1"),
        (("--cite", "inline"), "(Prairie Ledger, 30 April 2024)", "\nPrairie Ledger, 30 April 2024\n"),
        (("--cite", "pandoc"), "[@prairieledger-2024-04-ca-exit]", "2024 [@prairieledger-2024-04-ca-exit]"),
        (("--cite", "none"), "", "\nPrairie Ledger, 30 April 2024\n"),
    ],
)
@pytest.mark.parametrize("length", ["page", "full"])
def test_a_terminal_cites_likewise(options: tuple[str, ...], mark: str, note: str, length: str) -> None:
    args = ("country", "canada", "--dossier", CYCLES, "--format", "terminal", "--length", length, "--width", "100")
    text = xbrief(*args, *options).stdout
    body, _, notes = text.partition("\nNotes ")
    assert mark in " ".join(body.replace("▌", "").split())
    assert note in notes
    assert ("[1]" in body) == (mark == "[1]")
    assert re.search(r" (\[\d+\])? ?“", notes) if length == "full" else "“" not in notes
    if options[:2] != ("--cite", "footnotes"):
        assert "\nNotes " not in xbrief(*args, *options, "--no-sources").stdout
