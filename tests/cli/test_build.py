"""`xbrief build`: what the dossier's `briefs/` ask for, with findings pinned and left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, copied, failed, unstamped, xbrief


def dossier(folder: Path, **plans: str) -> Path:
    root = copied(folder)
    (root / "briefs").mkdir()
    for name, text in plans.items():
        (root / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def findings(*args: str) -> dict[str, dict[str, object]]:
    found = json.loads(xbrief(*args, "--dossier", CYCLES, "--format", "json").stdout)["findings"]
    return {f["id"]: f for f in found}


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.*)$", page, re.MULTILINE)


def test_all_plans_are_built_into_build_a_line_each(tmp_path: Path) -> None:
    root = dossier(
        tmp_path,
        both="markets: [nl, canada]\nformat: [md, html, docx, pdf, txt, json]\n",
        sides="kind: compare\nmarkets: [nl, ca]\noutput: side-by-side\ncite: inline\n",
        turns="kind: timeline\nmarkets: nl\nas_of: '2023-01-31'\nlength: full\n",
        words="kind: report\ndocument: own.md.j2\nas_of: evidence\n",
    )
    (root / "own.md.j2").write_text('# Ours\n\n{{ country("nl") }}\n', encoding="utf-8")
    done = xbrief("build", "--dossier", root, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    names = [*(f"both.{form}" for form in ("md", "html", "docx", "pdf", "txt", "json"))]
    names += ["side-by-side.md", "turns.md", "words.md"]
    assert done.stdout.splitlines() == [f"wrote build/{name}" for name in names]
    built = {name: (tmp_path / "build" / name).read_bytes() for name in names}
    assert built["both.md"].decode() == xbrief("country", "nl", "ca", "--dossier", root).stdout
    assert (
        built["side-by-side.md"].decode() == xbrief("compare", "nl", "ca", "--dossier", root, "--cite", "inline").stdout
    )
    timeline = ("timeline", "nl", "--dossier", root, "--as-of", "2023-01-31", "--length", "full")
    assert built["turns.md"].decode() == xbrief(*timeline).stdout
    report = ("report", root / "own.md.j2", "--dossier", root, "--as-of", "evidence")
    assert built["words.md"].decode() == xbrief(*report).stdout
    again = xbrief("build", "words", "both", "--dossier", root, "--output-dir", tmp_path / "a" / "b")
    assert again.returncode == 0
    assert all((tmp_path / "a" / "b" / name).read_bytes() == built[name] for name in (*names[:6], "words.md"))
    assert xbrief("check", "--dossier", root).returncode == 0


def test_sections_stand_in_the_order_of_the_plan(tmp_path: Path) -> None:
    root = dossier(tmp_path, a="markets: nl\nsections: [gaps, why, bottom, story]\n")
    assert xbrief("build", "--dossier", root, cwd=tmp_path).returncode == 0
    page = (tmp_path / "build" / "a.md").read_text(encoding="utf-8")
    assert headings(page) == ["Gaps", "Why", "How it came about"]
    assert page.index("## Why") < page.index("**Bottom line.**") < page.index("## How it came about")


@pytest.mark.parametrize("sections", ["", "sections: [bottom, sources]\n"])
def test_a_pinned_finding_is_shown_on_a_page_that_drops_it(tmp_path: Path, sections: str) -> None:
    full = findings("country", "nl", "--length", "full")
    id = next(i for i in full if i not in findings("country", "nl") and ".gaps." not in i)
    root = dossier(tmp_path, a=f"markets: nl\n{sections}pin: ['{id}']\nformat: [json, md]\n")
    assert xbrief("build", "--dossier", root, cwd=tmp_path).returncode == 0
    told = json.loads((tmp_path / "build" / "a.json").read_text(encoding="utf-8"))
    assert id in {f["id"] for f in told["findings"]}
    facts = next(f["facts"] for f in told["findings"] if f["id"] == id)
    page = (tmp_path / "build" / "a.md").read_text(encoding="utf-8")
    assert all(f"`{fact}`" in page for fact in facts)
    if sections:
        assert headings(page)[:2] == ["Also to be known", "Sources"]


def test_what_is_shown_already_is_not_shown_twice_by_a_pin(tmp_path: Path) -> None:
    id = next(i for i in findings("country", "nl") if ".story-" in i)
    root = dossier(tmp_path, a=f"markets: nl\npin: ['{id}']\n")
    assert xbrief("build", "--dossier", root, cwd=tmp_path).returncode == 0
    page = (tmp_path / "build" / "a.md").read_text(encoding="utf-8")
    assert page == xbrief("country", "nl", "--dossier", root).stdout


def _free() -> str:
    """A finding of the brief that no other one needs: its facts and claims are its own."""
    held = findings("country", "nl")
    return next(i for i in held if ".figures." in i)


def test_a_finding_is_left_out_and_counted(tmp_path: Path) -> None:
    id = _free()
    root = dossier(tmp_path, a=f"markets: [nl, ca]\nleave_out: {{'{id}': no news}}\nformat: [json, md]\n")
    done = xbrief("build", "--dossier", root, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "build" / "a.md").read_text(encoding="utf-8")
    assert f'"{id}"' not in page
    assert page.count("one finding left out by its editor") == 1
    assert "no news" not in page


def test_a_finding_that_another_one_needs_is_not_left_out(tmp_path: Path) -> None:
    held = findings("country", "nl")
    id = next(i for i in held if ".on-sale." in i)
    root = dossier(tmp_path, a=f"markets: nl\nleave_out: {{'{id}': x}}\n", b="markets: ca\n")
    done = xbrief("build", "--dossier", root, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "wrote build/b.md\n")
    assert f"a.yaml: {id} is left out, but nl." in done.stderr
    assert "half of a story" in done.stderr
    named = re.findall(r"nl\.[^\s,]+", done.stderr.partition("but ")[2])
    everything = "".join(f"  '{i}': x\n" for i in (id, *named))
    (root / "briefs" / "a.yaml").write_text(f"markets: nl\nleave_out:\n{everything}", encoding="utf-8")
    assert "no such finding" not in xbrief("build", "a", "--dossier", root, cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("markets: nl\nleave_out: {nl.age.newest: x}\n", ("it tells how much is not known", "keep it")),
        ("markets: nl\nleave_out: {nl.gaps.shar: x}\n", ("is left out, but there is no such finding", "did you mean")),
        ("markets: nl\npin: [zz.zzzz.zzzzzzzzz]\n", ("is pinned, but there is no such finding", "--format json")),
        ("markets: france\n", ("nothing is held on France",)),
    ],
)
def test_what_is_not_so_today_is_said(tmp_path: Path, plan: str, words: tuple[str, ...]) -> None:
    root = dossier(tmp_path, a=plan)
    failed(xbrief("build", "--dossier", root, cwd=tmp_path), 1, "briefs/a.yaml: ", *words)
    assert not (tmp_path / "build").exists()


def test_what_is_left_out_of_a_report_is_left_out_of_its_briefs(tmp_path: Path) -> None:
    id = _free()
    root = dossier(tmp_path, a=f"kind: report\ndocument: a.md.j2\nleave_out: {{'{id}': x}}\n")
    (root / "a.md.j2").write_text('{{ country("nl") }}', encoding="utf-8")
    assert xbrief("build", "--dossier", root, cwd=tmp_path).returncode == 0
    page = (tmp_path / "build" / "a.md").read_text(encoding="utf-8")
    assert f'"{id}"' not in page
    assert unstamped(page)
    (root / "a.md.j2").write_text("{{ country() }}", encoding="utf-8")
    failed(xbrief("build", "--dossier", root, cwd=tmp_path), 2, "a.md.j2:1: country() names no market")


BROKEN = {
    "market: nl\nmarkets: nl\n": (1, "the key `market` is not known"),
    "kind: contry\nmarkets: nl\n": (1, "no kind is called `contry`"),
    "kind: compare\nmarkets: nl\n": (2, "one market is not enough"),
    "kind: report\ndocument: a\nsections: [why]\n": (3, "`sections` is not for the kind `report`"),
    "kind: report\n": (0, "`document` is missing"),
    "": (0, "`markets` is missing"),
    "- a\n": (1, "a brief's file is a mapping"),
    "markets: [nl, netherland]\n": (1, "no country or region is called 'netherland'"),
    "markets: [[nl]]\n": (1, "the market is no text"),
    "markets: nl\nsections: [whi]\n": (2, "no section is called `whi`"),
    "markets: nl\nlength: long\n": (2, "no length is called `long`"),
    "markets: nl\nas_of: monday\n": (2, "`monday` is no day"),
    "markets: nl\nas_of: 2026-02-30\n": (2, "`2026-02-30` is no day"),
    "markets: nl\nformat: doc\n": (2, "no format is called `doc`"),
    "markets: nl\nformat: xlsx\n": (2, "no format is called `xlsx`"),
    "kind: report\ndocument: a.md.j2\nformat: json\n": (3, "no format is called `json`"),
    "kind: report\ndocument: /etc/hostname\n": (2, "`/etc/hostname` leads out of the dossier's folder"),
    "kind: report\ndocument: ../a.md.j2\n": (2, "`../a.md.j2` leads out of the dossier's folder"),
    "kind: report\ndocument: briefs/../../a.md.j2\n": (2, "`briefs/../../a.md.j2` leads out of the dossier's folder"),
    'kind: report\ndocument: "a\\0"\n': (2, "`document` is no text"),
    "markets: nl\nformat: docx\ntemplate: ../x.docx\n": (3, "`../x.docx` leads out of the dossier's folder"),
    "markets: nl\nformat: [md, pdf]\ncite: pandoc\n": (3, "`pandoc` is for Markdown, not for pdf"),
    "markets: nl\ncite: notes\n": (2, "no cite is called `notes`"),
    "markets: nl\noutput: ../a\n": (2, "`../a` is no name of a file"),
    "markets: nl\npin: [abc]\n": (2, "`abc` is no id of a finding"),
    "markets: nl\nleave_out: [nl.a.b]\n": (2, "`leave_out` is no mapping"),
    "markets: nl\nleave_out: {nl.a.b: }\n": (2, "the reason for leaving out nl.a.b is no text"),
    "markets: nl\npin: nl.a.b\nleave_out: {nl.a.b: x}\n": (2, "nl.a.b is pinned and left out"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_plan_that_cannot_be_used_has_a_code_and_a_place(tmp_path: Path, text: str) -> None:
    line, message = BROKEN[text]
    root = dossier(tmp_path, a=text, good="markets: ca\n")
    done = xbrief("build", "--dossier", root, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "wrote build/good.md\n")
    assert done.stderr.startswith(f"{root}/briefs/a.yaml:{line}:" if line else f"{root}/briefs/a.yaml: D703")
    assert f"D703 {message}" in done.stderr
    checked = xbrief("check", "--dossier", root)
    assert checked.returncode == 1
    assert f"D703 {message}" in checked.stdout


def test_a_link_out_of_the_folder_is_read_by_no_plan(tmp_path: Path) -> None:
    """A stranger's dossier may bring links along: to a file, to a folder, in a circle."""
    private = tmp_path / "private"
    private.mkdir()
    (private / "words.md.j2").write_text("Known to its owner alone.\n", encoding="utf-8")
    root = dossier(tmp_path, good="kind: report\ndocument: near.md.j2\n")
    (root / "near.md.j2").symlink_to("own/words.md.j2")
    (root / "own").mkdir()
    (root / "own" / "words.md.j2").write_text("Ours.\n", encoding="utf-8")
    (root / "a.md.j2").symlink_to(private / "words.md.j2")
    (root / "b").symlink_to(private)
    (root / "c").symlink_to("c")
    for name in ("a.md.j2", "b/words.md.j2"):
        (root / "briefs" / "bad.yaml").write_text(f"kind: report\ndocument: {name}\n", encoding="utf-8")
        done = xbrief("build", "--dossier", root, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "wrote build/good.md\n")
        assert f"briefs/bad.yaml:2:11: D703 `{name}` leads out of the dossier's folder" in done.stderr
        assert f"D703 `{name}` leads out" in xbrief("check", "--dossier", root).stdout
    assert (tmp_path / "build" / "good.md").read_text(encoding="utf-8").startswith("Ours.\n")
    (root / "briefs" / "bad.yaml").write_text("kind: report\ndocument: c/a.md.j2\n", encoding="utf-8")
    failed(xbrief("build", "bad", "--dossier", root, cwd=tmp_path), 2, "c/a.md.j2 cannot be read")


def test_tables_are_built_as_workbooks_too(tmp_path: Path) -> None:
    root = dossier(
        tmp_path,
        sides="kind: compare\nmarkets: [nl, ca]\nformat: [xlsx]\n",
        turns="kind: timeline\nmarkets: nl\nformat: xlsx\n",
    )
    assert xbrief("check", "--dossier", root).returncode == 0
    assert xbrief("build", "--dossier", root, cwd=tmp_path).returncode == 0
    for name, args in (("sides", ("compare", "nl", "ca")), ("turns", ("timeline", "nl"))):
        file = tmp_path / f"{name}-command.xlsx"
        assert xbrief(*args, "--dossier", root, "--output", file).returncode == 0
        assert (tmp_path / "build" / f"{name}.xlsx").read_bytes() == file.read_bytes()


def test_a_plan_says_how_its_files_cite(tmp_path: Path) -> None:
    root = dossier(tmp_path, a="markets: nl\nformat: [md, html, json]\ncite: inline\n")
    assert xbrief("check", "--dossier", root).returncode == 0
    assert xbrief("build", "--dossier", root, cwd=tmp_path).returncode == 0
    command = ("country", "nl", "--dossier", root)
    for form, options in (("md", ("--cite", "inline")), ("html", ("--cite", "inline")), ("json", ())):
        page = (tmp_path / "build" / f"a.{form}").read_text(encoding="utf-8")
        assert page == xbrief(*command, *options, "--format", form).stdout


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    root = dossier(tmp_path, a="markets: nl\n", b="markets: ca\noutput: a\n")
    failed(xbrief("build", "c", "--dossier", root), 2, "no brief is called 'c'", "briefs: a, b")
    (tmp_path / "file").write_text("", encoding="utf-8")
    failed(xbrief("build", "a", "--dossier", root, "--output-dir", tmp_path / "file" / "b"), 2, "cannot be made")
    done = xbrief("build", "--dossier", root, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "wrote build/a.md\n")
    assert "briefs/b.yaml writes a.md, and so does briefs/a.yaml" in done.stderr
    (root / "briefs" / "a.yaml").unlink()
    (root / "briefs" / "a.yaml").mkdir()
    assert "D703" in xbrief("check", "--dossier", root).stdout
    failed(xbrief("build", "--dossier", CYCLES), 1, "no briefs/NAME.yaml")
    (root / "briefs" / "b.yaml").write_text("kind: report\ndocument: gone.md.j2\n", encoding="utf-8")
    gone = xbrief("build", "b", "--dossier", root, cwd=tmp_path)
    failed(gone, 2, "gone.md.j2 cannot be read: No such file or directory", "check its name and folder")
