"""Briefs as files of other formats: stamped, the same bytes each time, and refused where they cannot be shown."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, copied, failed, shell, xbrief
from tests.unit import small_dossiers as small
from xbrief.cli import options
from xbrief.cli.run.extras import extra
from xbrief.cli.run.fingerprint import fingerprint
from xbrief.errors import XbriefError
from xbrief.render import stamp

COMMANDS = {
    "a brief": ("country", "nl", "--dossier", str(CYCLES)),
    "two briefs": ("country", "nl", "ca", "--dossier", str(CYCLES)),
    "a comparison": ("compare", "nl", "ca", "--dossier", str(CYCLES)),
    "a timeline": ("timeline", "nl", "--dossier", str(CYCLES)),
    "a change": ("diff", "nl", "--from", "2022-01-01", "--dossier", str(CYCLES)),
    "a region": ("country", "europe", "--dossier", str(CYCLES)),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_html_and_markdown_carry_the_same_stamp(command: str, tmp_path: Path) -> None:
    args = COMMANDS[command]
    assert xbrief(*args, "-o", tmp_path / "a.html").returncode == 0
    (whole,) = stamp.read((tmp_path / "a.html").read_text(encoding="utf-8"))
    each = stamp.read(xbrief(*args).stdout)
    assert whole.briefs == tuple(part for one in each for part in one.briefs)
    assert {one.dossier for one in each} == {whole.dossier} == {fingerprint(CYCLES)}
    assert (whole.command, whole.as_of) == (args[0], "2026-11-22")


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_two_processes_write_the_same_bytes(form: str, tmp_path: Path) -> None:
    here = {"PYTHONHASHSEED": "0", "TZ": "UTC"}
    there = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "HOME": str(tmp_path)}
    for name, env in (("a", here), ("b", there)):
        done = xbrief(*COMMANDS["two briefs"], "-o", tmp_path / f"{name}.{form}", env=env)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    one, other = ((tmp_path / f"{name}.{form}").read_bytes() for name in "ab")
    assert one == other
    (made,) = stamp.read(one)
    assert [part.key for part in made.briefs] == ["nl", "ca"]


@pytest.mark.parametrize(
    "args", [("facts", "--market", "nl"), ("sources",), ("compare", "nl", "ca"), ("timeline", "nl")], ids=" ".join
)
def test_tables_are_workbooks_of_the_same_bytes(args: tuple[str, ...], tmp_path: Path) -> None:
    there = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}
    assert xbrief(*args, "--dossier", CYCLES, "-o", tmp_path / "a.xlsx").returncode == 0
    assert xbrief(*args, "--dossier", CYCLES, "-o", tmp_path / "b.xlsx", env=there).returncode == 0
    one, other = ((tmp_path / f"{name}.xlsx").read_bytes() for name in "ab")
    assert one == other
    (made,) = stamp.read(one)
    assert (made.command, made.dossier, made.as_of) == (args[0], fingerprint(CYCLES), "2026-11-22")
    failed(xbrief("country", "nl", "--dossier", CYCLES, "-o", tmp_path / "c.xlsx"), 2, ".xlsx is no format of this")


def test_a_list_without_the_library_of_its_format_names_the_way_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ModuleNotFoundError('no', name='xlsxwriter')", encoding="utf-8")
    done = xbrief("facts", "--dossier", CYCLES, "--format", "xlsx", env={"PYTHONPATH": str(tmp_path)})
    failed(done, 2, "needs xlsxwriter", "pip install 'xbrief[xlsx]'")


def test_a_word_document_is_written_on_the_template_of_the_user(tmp_path: Path) -> None:
    args = ("country", "nl", "--dossier", CYCLES, "--length", "line", "-o")
    assert xbrief(*args, tmp_path / "one.docx").returncode == 0
    done = xbrief(*args, tmp_path / "two.docx", "--template", tmp_path / "one.docx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    one, two = ((tmp_path / name).read_bytes() for name in ("one.docx", "two.docx"))
    assert stamp.read(one) == stamp.read(two)
    piped = shell(f"xbrief country nl --dossier {CYCLES} --length line --format docx | cat > three.docx", tmp_path)
    assert piped.returncode == 0
    assert (tmp_path / "three.docx").read_bytes() == one
    (tmp_path / "no.docx").write_text("no", encoding="utf-8")
    no = xbrief(*args, tmp_path / "four.docx", "--template", tmp_path / "no.docx")
    failed(no, 2, f"{tmp_path / 'no.docx'} is no Word document", "save it as .docx")
    failed(xbrief(*args, tmp_path / "a.md", "--template", tmp_path / "one.docx"), 2, "for Word documents", ".docx")
    failed(xbrief(*args, tmp_path / "a.docx", "--template", tmp_path / "gone.docx"), 2, "gone.docx cannot be read")


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "typst"), ("xlsx", "xlsxwriter")])
def test_without_its_library_a_format_names_the_way_to_install_it(form: str, library: str, tmp_path: Path) -> None:
    package = {"docx": "python-docx"}.get(library, library)
    (tmp_path / f"{library}.py").write_text(
        f"raise ModuleNotFoundError('No module named', name='{library}')", encoding="utf-8"
    )
    done = xbrief("compare", "nl", "ca", "--dossier", CYCLES, "--format", form, env={"PYTHONPATH": str(tmp_path)})
    failed(done, 2, f"the format {form} needs {package}, which", f"pip install 'xbrief[{form}]'")


def test_a_missing_module_of_the_program_is_a_defect_and_no_matter_of_an_extra() -> None:
    with pytest.raises(ModuleNotFoundError), extra("docx"):
        raise ModuleNotFoundError("no", name="xbrief.nowhere")


def test_a_binary_format_on_a_terminal_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(XbriefError, match="no text for a terminal") as told:
        options.view("docx", formats=options.BRIEF)
    assert told.value.hint == "name a file, --output FILE.docx, or send it through a pipe"
    assert options.view("docx", Path("a.docx"), formats=options.BRIEF).format == "docx"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_fingerprint_is_that_of_what_briefs_rest_on_wherever_it_lies(tmp_path: Path) -> None:
    root = copied(tmp_path)
    first = fingerprint(root)
    assert first == fingerprint(CYCLES)
    (root / "templates").mkdir()
    (root / "README.md").write_text("words", encoding="utf-8")
    assert fingerprint(root) == first
    seen = {first}
    for name in ("new.yaml", "rules/own.yaml", "dismissed.txt", "words.lock"):
        file = root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")
        seen.add(fingerprint(root))
    assert len(seen) == 5


def test_a_content_does_not_pass_for_a_file_nor_an_unread_file_for_a_fault(tmp_path: Path) -> None:
    one, other = (small.write(tmp_path / name, {}) for name in ("one", "other"))
    (one / "a.yaml").write_text("x", encoding="utf-8")
    (one / "b.yaml").write_text("y", encoding="utf-8")
    (other / "a.yaml").write_text("xb.yaml\n1\ny", encoding="utf-8")
    assert fingerprint(one) != fingerprint(other)
    before = fingerprint(one)
    (one / "c.yaml").symlink_to("nowhere")
    assert fingerprint(one) == before


def test_json_names_the_fingerprint() -> None:
    found = xbrief("country", "nl", "--format", "json", "--dossier", CYCLES).stdout
    assert f'"dossier": "{fingerprint(CYCLES)}"' in found


def test_a_template_of_the_dossier_may_reword_a_block_of_the_page(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "templates").mkdir()
    page = root / "templates" / "brief.html.j2"
    page.write_text("{% extends 'brief.html.j2' %}{% block style %}b { color: red }{% endblock %}", encoding="utf-8")
    shown = xbrief("country", "canada", "--dossier", root, "--format", "html").stdout
    assert "<style>\nb { color: red }\n</style>" in shown
    assert "Halden Cycles in Canada" in shown
    page.write_text("{{ pages[0].title }} {{ '<b>' }}", encoding="utf-8")
    assert xbrief("country", "canada", "--dossier", root, "--format", "html").stdout.strip().endswith("&lt;b&gt;")
    page.write_text("\n{% if %}", encoding="utf-8")
    failed(xbrief("country", "canada", "--dossier", root, "--format", "html"), 2, f"{page}:2: ", "template")


@pytest.mark.parametrize("args", [("country", "nl"), ("compare", "nl", "ca"), ("timeline", "nl")], ids=" ".join)
def test_pictures_are_left_out_where_nobody_wants_them(args: tuple[str, ...], tmp_path: Path) -> None:
    for form, mark in (("html", "<figure>"), ("txt", "over the years|by year"), ("docx", "over the years|by year")):
        shown, bare = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        assert xbrief(*args, "--dossier", CYCLES, "-o", shown).returncode == 0
        assert xbrief(*args, "--dossier", CYCLES, "-o", bare, "--no-pictures").returncode == 0
        assert re.search(mark, shown.read_bytes().decode("utf-8", "replace"))
        assert not re.search(mark, bare.read_bytes().decode("utf-8", "replace"))
    assert xbrief(*args, "--dossier", CYCLES).stdout == xbrief(*args, "--dossier", CYCLES, "--no-pictures").stdout
