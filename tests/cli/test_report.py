"""`xbrief report`: a document of the user's with briefs in it, numbered through, or told what is wrong and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, failed, unstamped, xbrief
from xbrief.render import stamp

WHOLE = """\
---
title: "Cycles: abroad"
author: [Ann Author, {name: Bo Other}]
date: 2026-11-22
---

# Summary

Our *own* words, [a link](https://ex.example) and a note.[^mine]

[^mine]: Of our own.

{{ compare("nl", "ca", title=False, sections="bottom,contrasts") }}

## The Netherlands

{{ country("netherlands", sections=["bottom", "why"]) }}

Between.
{{ country("netherlands", length="line", title=False) }}

{{ timeline("nl") }}

### Facts

There are {{ facts(market="nl") | length }}.

{{ facts(market="nl", since="2015") | table(columns="kind, claim") }}
"""


def document(folder: Path, text: str, name: str = "report.md.j2") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def report(folder: Path, text: str, *options: str) -> str:
    done = xbrief("report", document(folder, text), "--dossier", CYCLES, *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def headings(page: str) -> list[str]:
    return re.findall(r"^#+ .*$", page, re.MULTILINE)


def test_headings_fit_below_those_of_the_document(tmp_path: Path) -> None:
    page = report(tmp_path, WHOLE)
    assert headings(page) == [
        "# Summary",
        "## Contrasts",
        "## The Netherlands",
        "### Halden Cycles in the Netherlands",
        "#### Why",
        "### Halden Cycles, said and done: Netherlands",
        "#### Timeline",
        "### Facts",
        "# Sources cited",
    ]
    assert page.startswith(WHOLE.partition("\n# Summary")[0])
    assert "\n\n\n" not in page


def test_notes_are_numbered_once_across_the_report(tmp_path: Path) -> None:
    page = report(tmp_path, WHOLE)
    notes = re.findall(r"^\[\^(report-\d+)\]: .*`([^`]+)`$", page, re.MULTILINE)
    assert [label for label, _ in notes] == [f"report-{n}" for n in range(1, len(notes) + 1)]
    assert len({fact for _, fact in notes}) == len(notes) > 3
    text = page.partition("\n[^report-1]:")[0]
    assert {*re.findall(r"\[\^(report-\d+)\]", text)} == {label for label, _ in notes}
    assert "note.[^mine]\n\n[^mine]: Of our own.\n" in page


def test_every_cited_source_is_listed_once_where_the_document_says(tmp_path: Path) -> None:
    page = report(
        tmp_path, '# Sources of ours\n\n{{ sources() }}\n\n# Rest\n\n{{ country("nl") }}\n{{ compare("nl", "ca") }}'
    )
    assert headings(page)[:2] == ["# Sources of ours", "# Rest"]
    assert "Sources cited" not in page
    listed = [line for line in page.partition("# Rest")[0].splitlines() if line.startswith("- ")]
    papers = [line[2:].partition(",")[0].casefold() for line in listed]
    assert papers == sorted(papers)
    assert len({*listed}) == len(listed)
    cited = re.findall(r"^\[\^report-\d+\]: (.*?)(?: \(|:|\.)", page, re.MULTILINE)
    assert {line[2:].partition(":")[0] for line in listed} == {*cited}


def test_a_brief_says_the_same_in_a_report_as_alone(tmp_path: Path) -> None:
    def words(page: str) -> str:
        return re.sub(r"\[\^[^\]]+\]:?.*", "", page)

    alone = unstamped(xbrief("country", "nl", "--dossier", CYCLES).stdout)
    inside = unstamped(report(tmp_path, '{{ country("nl") }}', "--no-sources", "--cite", "none"))
    bare = unstamped(xbrief("country", "nl", "--dossier", CYCLES, "--no-sources").stdout)
    assert inside.strip() == bare.strip()
    assert words(alone)


@pytest.mark.parametrize(("style", "mark"), [("inline", "Example Post, "), ("pandoc", "[@"), ("none", "- ")])
def test_other_marks_have_their_own_list_of_sources(tmp_path: Path, style: str, mark: str) -> None:
    page = unstamped(report(tmp_path, '{{ country("nl") }}', "--cite", style))
    assert "[^" not in page
    assert ("::: {#refs}\n:::" in page) == (style == "pandoc")
    assert "\n# Sources cited\n" in page
    assert style == "inline" or mark in page


def test_one_stamp_holds_all_briefs(tmp_path: Path) -> None:
    page = report(tmp_path, WHOLE)
    (made,) = stamp.read(page)
    assert [(part.key, part.sections) for part in made.briefs][:2] == [
        ("nl-ca", ("bottom", "contrasts")),
        ("nl", ("bottom", "why")),
    ]
    assert len(made.briefs) == 4
    assert (made.command, made.as_of) == ("report", "2026-11-22")
    (empty,) = stamp.read(report(tmp_path, "Nothing but words.\n"))
    assert (empty.briefs, empty.as_of) == ((), "2026-11-22")


def test_the_evidence_has_one_day_for_all_markets(tmp_path: Path) -> None:
    page = report(tmp_path, '{{ country("nl") }}\n{{ country("ca") }}', "--as-of", "evidence")
    assert len({*re.findall(r"evidence as of ([\w ]+)", page)}) == 1


def test_the_same_report_has_the_same_bytes(tmp_path: Path) -> None:
    assert report(tmp_path, WHOLE) == report(tmp_path, WHOLE)


BROKEN = {
    "an unknown market": (
        'a\n{{ country("netherland") }}',
        2,
        "no country or region is called 'netherland'",
        "Netherlands",
    ),
    "no market": ("{{ country() }}", 1, "country() names no market", "write"),
    "one market": ('{{ compare("nl") }}', 1, "one market is not enough to compare: nl", "name two"),
    "an unknown section": ('\n\n{{ country("nl", sections="whi") }}', 3, "no section is called 'whi'", "`why`"),
    "an unknown length": ('{{ country("nl", length="long") }}', 1, "no length is called 'long'", "line, page, full"),
    "an undefined name": ("a\n{{ contry() }}", 2, "'contry' is undefined", "`country`"),
    "a name like no other": ("{{ zzz }}", 1, "'zzz' is undefined", "functions: country"),
    "an attribute": ('{{ country("nl").x }}', 1, "has no attribute 'x'", "functions"),
    "an argument": (
        '{{ country("nl", part="why") }}',
        1,
        "country() got an unexpected keyword argument 'part'",
        "docs",
    ),
    "syntax": ("a\n\n{% if x", 3, "unexpected end of template", "docs/reports.md"),
    "an endless loop": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        1,
        "more than 1,000,000 rounds",
        "docs",
    ),
    "a text that doubles": (
        "{% set held = namespace(a='x') %}{% for i in range(60) %}{% set held.a = held.a ~ held.a %}{% endfor %}",
        1,
        "MemoryError: it takes more than 1,024 MB",
        "docs",
    ),
    "a text too wide for a page": (
        "\n{{ 'a' | center(99999999) }}",
        2,
        "OverflowError: it writes more than 10,000,000",
        "docs",
    ),
    "a mark of ours": (
        "\n\nSo.[^report-1]\n\n[^report-1]: own",
        3,
        "[^report-1] is a mark of the briefs' own notes",
        "another",
    ),
    "a wide text": ("\n{{ 'a' | center(1999999999) }}", 2, "MemoryError: it takes more than 1,024 MB", "docs"),
    "a long range": ("{% for a in range(1000000000) %}x{% endfor %}", 1, "OverflowError", "docs"),
    "a recursive loop": ("{% for a in [[1]] recursive %}{{ loop(a) }}{% endfor %}", 1, "cannot be recursive", "docs"),
    "an endless macro": ("{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}\n{{ a() }}", 1, "RecursionError", "docs"),
    "too much text": ("{% for a in range(101) %}{{ 'x' * 100000 }}{% endfor %}", 0, "more than 10,000,000", "docs"),
    "a secret": ("{{ ''.__class__ }}", 1, "unsafe", "docs"),
    "another file": ("{% include 'brief.md.j2' %}", 1, "TemplateNotFound", "docs"),
    "code": ('a\n```\n{{ country("nl") }}\n```\n', 3, "within code or HTML", "on a line of its own"),
    "a comment": ('<!--\n{% if 1 %}\n\n{{ country("nl") }}{% endif %} -->', 4, "within code or HTML", "on a line"),
    "facts as text": ('{{ facts(kind="offer") }}', 1, "facts are no text", "| table"),
    "an unknown filter": ('{{ facts(kinds="offer") | table }}', 1, "facts() knows no 'kinds'", "`kind`"),
    "an unknown value": ('{{ facts(kind="ofer") | table }}', 1, "no kind is called 'ofer'", "offer"),
    "an unknown column": ('{{ facts(kind="offer") | table("claims,kind") }}', 1, "called 'claims'", "`claim`"),
    "a column like no other": ('{{ facts(kind="offer") | table("zz,kind") }}', 1, "called 'zz'", "columns: id"),
    "one column": ('{{ facts(kind="offer") | table(["claim"]) }}', 1, "one column", "two columns"),
    "a table of nothing": ("{{ 'x' | table }}", 1, "`table` is for facts", "facts(...)"),
    "front matter": ("---\na: b\ntitle: [\n---\n", 3, "the front matter is no YAML", "mend it"),
    "a control character": ("a\n\x02", 2, "a control character", "take it out"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, case: str) -> None:
    text, line, message, hint = BROKEN[case]
    path = document(tmp_path, text)
    done = xbrief("report", path, "--dossier", CYCLES)
    failed(done, 2)
    first, second = done.stderr.splitlines()
    assert first.startswith(f"error: {path}:{line}: " if line else f"error: {path}:")
    assert message in first
    assert second.startswith("hint: ")
    assert hint in second


def test_nothing_held_keeps_its_own_exit_code(tmp_path: Path) -> None:
    path = document(tmp_path, '{{ country("fr") }}')
    failed(xbrief("report", path, "--dossier", CYCLES), 1, f"{path}:1: ")
    path = document(tmp_path, '\n{{ facts(since="2090") | table }}')
    failed(xbrief("report", path, "--dossier", CYCLES), 1, f"{path}:2: no fact passes")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md.j2").write_bytes(b"a\xff")
    failed(xbrief("report", tmp_path / "a.md.j2", "--dossier", CYCLES), 2, "no UTF-8 at byte 1")


@pytest.mark.parametrize("front", ["---\n---\n", "---\n- a\n---\n", "---\ntitle: [a]\ndate: {x: y}\n---\n"])
def test_front_matter_that_names_no_title_is_kept(tmp_path: Path, front: str) -> None:
    assert report(tmp_path, f"{front}\nWords.\n").startswith(f"{front}\nWords.\n")


def test_the_example_is_about_the_dossier_and_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "new.md.j2"
    assert xbrief("report", "--example", "--dossier", CYCLES, "-o", path).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert 'country("netherlands"' in text
    page = xbrief("report", path, "--dossier", CYCLES)
    assert (page.returncode, page.stderr) == (0, "")
    failed(xbrief("report", "--example", "-o", path), 2, "is there already")
    failed(xbrief("report", path, "--example"), 2, "reads none")
    failed(xbrief("report"), 2, "which document?", "--example")
    assert xbrief("report", "--example", "--dossier", CYCLES).stdout == text


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_other_formats_have_the_same_bytes_in_another_process_and_one_stamp(tmp_path: Path, form: str) -> None:
    path = document(tmp_path, WHOLE.replace(" and a note.[^mine]", ".").replace("[^mine]: Of our own.", ""))
    there = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}
    for name, env in (("a", {}), ("b", there)):
        done = xbrief("report", path, "--dossier", CYCLES, "-o", tmp_path / f"{name}.{form}", env=env)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    one, other = ((tmp_path / f"{name}.{form}").read_bytes() for name in "ab")
    assert one == other
    (made,) = stamp.read(one)
    assert len(made.briefs) == 4


def test_pictures_of_briefs_can_be_left_out(tmp_path: Path) -> None:
    path = document(tmp_path, '{{ country("nl") }}')
    for options, number in (((), 1), (("--no-pictures",), 0)):
        done = xbrief("report", path, "--dossier", CYCLES, "--format", "html", *options)
        assert done.stdout.count("<figure>") == number


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a ![b](c.png)", "report.md.j2:1: "),
        ("---\ntitle: T\n---\n\n{{ country('nl', length='line') }}\n\na ![b](c.png)", "report.md.j2:7: "),
        ("a[^n]\n\n[^n]: ![b](c.png)", "report.md.j2:3: "),
        ("a {{ '!' }}[b](c.png)", "report.md.j2: "),
    ],
)
def test_what_other_formats_cannot_show_is_said(tmp_path: Path, text: str, place: str) -> None:
    done = xbrief("report", document(tmp_path, text), "--dossier", CYCLES, "-o", tmp_path / "a.docx")
    failed(done, 2, f"{place}pictures of the document are not shown in docx", ".md")
    assert xbrief("report", tmp_path / "report.md.j2", "--dossier", CYCLES).returncode == 0


def test_notes_of_the_users_own_are_kept_in_every_format(tmp_path: Path) -> None:
    path = document(tmp_path, "a[^b]\n\n[^b]: Of our own.\n\n{{ country('nl', length='line') }}")
    for form in ("html", "docx", "pdf"):
        file = tmp_path / f"a.{form}"
        done = xbrief("report", path, "--dossier", CYCLES, "-o", file)
        assert (done.returncode, done.stderr) == (0, "")
        bare = xbrief("report", path, "--dossier", CYCLES, "-o", tmp_path / f"b.{form}", "--cite", "none")
        assert (bare.returncode, bare.stderr) == (0, "")
    for name in "ab":
        page = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        assert '<li id="own-1">Of our own.</li>' in page
    assert "[^b]: Of our own." in xbrief("report", path, "--dossier", CYCLES).stdout


def test_a_mark_in_code_is_no_note(tmp_path: Path) -> None:
    assert report(tmp_path, "see `[^b]`", "--format", "html").count("[^b]") == 1


def test_the_user_gives_a_word_template(tmp_path: Path) -> None:
    path = document(tmp_path, "# Words")
    (tmp_path / "corporate.docx").write_bytes(b"none")
    options = ("--dossier", CYCLES, "-o", tmp_path / "a.docx", "--template")
    failed(xbrief("report", path, *options, tmp_path / "corporate.docx"), 2, "is no Word document")
    failed(xbrief("report", path, "--template", "a.docx"), 2, "not for md")
    assert xbrief("report", path, "--dossier", CYCLES, "-o", tmp_path / "b.docx").returncode == 0
    assert xbrief("report", path, *options, tmp_path / "b.docx").returncode == 0


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    failed(
        xbrief("report", document(tmp_path, "a"), "-o", tmp_path / "a.xlsx"), 2, "is no format of this command", ".docx"
    )
