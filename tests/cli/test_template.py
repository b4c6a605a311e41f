"""`xbrief template`: what a dossier may override, ready to edit; and what is said of one that is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, REPO, copied, failed, terminal, unstamped, xbrief
from xbrief.cli.run.mishap import BrokenTemplate, mishap
from xbrief.rules.load import builtin

# The frame of a site's pages holds the policy under which a browser shows them.
FRAME = "site/frame.html.j2"
_FILES = (REPO / "templates").rglob("*.j2")
TEMPLATES = sorted({path.relative_to(REPO / "templates").as_posix() for path in _FILES} - {FRAME})


def listed(root: Path) -> dict[str, dict[str, object]]:
    content = json.loads(xbrief("template", "list", "--format", "json", "--dossier", root).stdout)
    assert content["schema"] == "xbrief.templates/1"
    return {part["name"]: part for part in content["parts"]}


def page(root: Path, *options: str) -> str:
    done = xbrief("country", "canada", "--dossier", root, *options)
    assert (done.returncode, done.stderr) == (0, "")
    return unstamped(done.stdout)


def template(root: Path, text: str, name: str = "brief.md.j2") -> Path:
    (root / "templates").mkdir(exist_ok=True)
    path = root / "templates" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_all_templates_blocks_and_rules_are_listed() -> None:
    found = listed(CYCLES)
    assert {name for name, part in found.items() if part["sort"] == "rule"} == {*builtin()}
    assert {name for name, part in found.items() if part["sort"] in {"template", "partial"}} == {*TEMPLATES}
    assert found["brief.md.j2"]["holds"] == ["title", "meta", "section", "notes"]
    assert found["brief.md.j2:title"]["sort"] == "block"
    assert found["section.md.j2"]["sort"] == "partial"
    assert found["figures"]["holds"] == [*builtin()["figures"].say]
    assert {part["from"] for part in found.values()} == {"shipped"}


def test_a_terminal_shows_the_list_too() -> None:
    code, screen = terminal("template", "list", "--dossier", CYCLES, env={"NO_COLOR": "1"})
    assert code == 0
    assert "• brief.md.j2  template · shipped" in screen
    assert "  title, meta, section, notes" in screen


def test_the_list_says_what_comes_from_the_dossier(tmp_path: Path) -> None:
    root = copied(tmp_path)
    template(root, '{% extends "brief.md.j2" %}{% block title %}x{% endblock %}')
    template(root, "{#- Mine. -#}{% block a %}{% block b %}{% endblock %}{% endblock %}", "own.md.j2")
    template(root, "no words on it {% endblock %}", "odd.md.j2")
    (root / "rules").mkdir()
    (root / "rules" / "figures.yaml").write_text("{id: figures, silence: true}", encoding="utf-8")
    rule = "id: mine\nsection: standing\nabout: x\nform: said\nof: {claim: figure}\n"
    words = builtin()["figures"].text.partition("say:")[2].partition("examples:")[0]
    (root / "rules" / "mine.yaml").write_text(f"{rule}say:{words}", encoding="utf-8")
    found = {name: part["from"] for name, part in listed(root).items()}
    assert found["brief.md.j2"] == found["brief.md.j2:title"] == found["own.md.j2:b"] == found["mine"] == "dossier"
    assert found["brief.md.j2:meta"] == found["section.md.j2"] == found["duties"] == "shipped"
    assert found["figures"] == "silenced"
    assert "| odd.md.j2 | partial | dossier |   |   |" in xbrief("template", "list", "--dossier", root).stdout
    assert "| own.md.j2 | template | dossier | a, b | Mine. |" in xbrief("template", "list", "--dossier", root).stdout
    failed(xbrief("template", "show", "figures", "--dossier", root), 2, "silences figures", "--shipped")
    failed(xbrief("template", "show", "mine", "--shipped", "--dossier", root), 2, "mine does not ship with xbrief")
    failed(xbrief("template", "copy", "mine", "--dossier", root), 2, "mine does not ship with xbrief")
    assert xbrief("template", "show", "figures", "--shipped", "--dossier", root).stdout == builtin()["figures"].text
    assert xbrief("template", "show", "brief.md.j2:title", "--dossier", root).stdout == (
        "{% block title %}x{% endblock %}\n"
    )
    shipped = xbrief("template", "show", "brief.md.j2:title", "--dossier", CYCLES).stdout
    assert xbrief("template", "show", "brief.md.j2:title", "--shipped", "--dossier", root).stdout == shipped
    assert xbrief("template", "show", "brief.md.j2:meta", "--dossier", root).stdout.startswith("{% block meta")


@pytest.mark.parametrize("name", TEMPLATES)
def test_show_prints_a_template_as_it_is(name: str, tmp_path: Path) -> None:
    text = (REPO / "templates" / name).read_text(encoding="utf-8")
    assert xbrief("template", "show", name, "--dossier", CYCLES).stdout == text
    out = tmp_path / "out.j2"
    assert xbrief("template", "show", name, "--dossier", CYCLES, "-o", out).stdout == ""
    assert out.read_text(encoding="utf-8") == text


def test_what_a_strangers_template_holds_moves_no_cursor(tmp_path: Path) -> None:
    root = copied(tmp_path)
    template(root, "\x1b[2Jx\n")
    assert xbrief("template", "show", "brief.md.j2", "--dossier", root).stdout == "\\x1b[2Jx\n"
    (root / "templates" / "brief.md.j2").write_bytes(b"\xff")
    failed(xbrief("template", "show", "brief.md.j2", "--dossier", root), 2, "brief.md.j2: no UTF-8 at byte 0")


def test_an_unknown_name_gets_the_nearest() -> None:
    failed(xbrief("template", "show", "breif.md.j2", "--dossier", CYCLES), 2, "brief.md.j2")
    failed(xbrief("template", "show", "zzzzzz", "--dossier", CYCLES), 2, "`xbrief template list`")
    failed(xbrief("template", "lst"), 2, "did you mean list?")


def test_a_copy_changes_nothing_until_it_is_edited(tmp_path: Path) -> None:
    """Everything that can be copied, all at once: the dossier stays sound and the brief keeps its bytes."""
    root = copied(tmp_path)
    before = page(root, "--length", "full")
    for name in (*TEMPLATES, "figures", "duties", "why", "gaps"):
        done = xbrief("template", "copy", name, "--dossier", root)
        folder = "templates" if name in TEMPLATES else "rules"
        path = root / folder / (name if name in TEMPLATES else f"{name}.yaml")
        assert (done.returncode, done.stdout) == (0, f"wrote {path}\n")
        assert path.is_file()
    assert page(root, "--length", "full") == before
    checked = xbrief("check", "--dossier", root)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    assert "examples:" not in (root / "rules" / "figures.yaml").read_text(encoding="utf-8")
    assert {p["from"] for n, p in listed(root).items() if n in {*TEMPLATES, "figures"}} == {"dossier"}


@pytest.mark.parametrize("block", ["title", "meta", "section", "notes"])
def test_a_block_is_copied_with_its_words(block: str, tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = page(root)
    assert xbrief("template", "copy", f"brief.md.j2:{block}", "--dossier", root).returncode == 0
    text = (root / "templates" / "brief.md.j2").read_text(encoding="utf-8")
    assert '{% extends "brief.md.j2" %}' in text
    assert text.count("endblock") == 1
    assert "super()" not in text.partition("extends")[2]
    assert page(root) == before
    (root / "templates" / "brief.md.j2").write_text(text.replace("{% endblock", "MINE{% endblock"), encoding="utf-8")
    assert "MINE" in page(root)


def test_a_partial_and_the_wording_of_a_rule_are_the_dossiers_own(tmp_path: Path) -> None:
    root = copied(tmp_path)
    xbrief("template", "copy", "notes.md.j2", "--dossier", root)
    xbrief("template", "copy", "duties", "--dossier", root)
    notes = root / "templates" / "notes.md.j2"
    notes.write_text(notes.read_text(encoding="utf-8").replace("]: ", "]: See "), encoding="utf-8")
    rule = root / "rules" / "duties.yaml"
    text = rule.read_text(encoding="utf-8")
    assert "imported e-bikes were charged 6 percent" in page(root)
    rule.write_text(text.replace("charged {rate}", "levied {rate}"), encoding="utf-8")
    assert "imported e-bikes were levied 6 percent" in page(root)
    assert "[^ca-1]: See " in page(root)


def test_no_override_is_overwritten_unasked(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = template(root, "mine")
    failed(xbrief("template", "copy", "brief.md.j2:meta", "--dossier", root), 2, f"{path} is there already", "--force")
    assert path.read_text(encoding="utf-8") == "mine"
    assert xbrief("template", "copy", "brief.md.j2:meta", "--force", "--dossier", root).returncode == 0
    assert "block meta" in path.read_text(encoding="utf-8")
    assert [entry.name for entry in path.parent.iterdir()] == ["brief.md.j2"]


def test_nothing_is_written_into_the_bundled_dossier() -> None:
    failed(xbrief("template", "copy", "figures"), 2, "no dossier is at hand", "--dossier DIR")
    assert not (REPO / "sources" / "rules").exists()


def test_template_alone_prints_its_help() -> None:
    done = xbrief("template")
    assert (done.returncode, done.stdout) == (0, xbrief("template", "--help").stdout)


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "offending"),
    [
        ("one\n{% if %}\n", 2, 1, "Expected an expression", "{% if %}"),
        ("one\n\n  {{ nowhere }}\n", 3, 6, "'nowhere' is undefined", "{{ nowhere }}"),
        ("{{ brief.titel }}", 1, 10, "has no attribute 'titel'", "{{ brief.titel }}"),
        ("a\n{{ 1 / 0 }}", 2, 1, "ZeroDivisionError", "{{ 1 / 0 }}"),
        ('a\n{% include "none.j2" %}', 2, 1, "TemplateNotFound: none.j2", '{% include "none.j2" %}'),
        (
            '{% extends "brief.md.j2" %}\n{% block meta %}{{ nope }}{% endblock %}',
            2,
            20,
            "'nope' is undefined",
            "{{ nope }}",
        ),
        ("{{ brief | nosuch }}", 1, 12, "No filter named 'nosuch'", "{{ brief | nosuch }}"),
        (
            "{% if brief.kind == 'country' %}x{% else %}\n{{ nope }}{% endif %}",
            2,
            4,
            "'nope' is undefined",
            "{{ nope }}",
        ),
    ],
)
def test_a_broken_template_is_told_with_its_line_and_text(
    text: str, line: int, column: int, message: str, offending: str, tmp_path: Path
) -> None:
    """By `check` too, also where it fails only while a brief of some kind is laid out."""
    root = copied(tmp_path)
    path = template(root, text)
    if "brief.kind" not in text:
        done = xbrief("country", "canada", "--dossier", root)
        failed(done, 2, f"error: {path}:{line}: ", message, offending, "xbrief template show")
    checked = xbrief("check", "--dossier", root, "--format", "json")
    (problem,) = json.loads(checked.stdout)
    assert checked.returncode == 1
    assert (problem["file"], problem["code"]) == ("templates/brief.md.j2", "D702")
    assert (problem["line"], problem["column"]) == (line, column)
    assert message in problem["message"]
    assert offending in problem["excerpt"]


def test_a_fault_in_a_shipped_template_that_an_own_one_brings_about_is_laid_at_its_door(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = template(root, '\n{% set h = none %}{% set brief = none %}{% include "section.md.j2" %}')
    failed(xbrief("country", "canada", "--dossier", root), 2, f"{path}:2: ", "'section' is undefined")


def test_a_template_that_is_no_text_is_told_by_name(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = template(root, "")
    path.write_bytes(b"\xff\xfe")
    failed(xbrief("country", "canada", "--dossier", root), 2, f"{path}: the template is no UTF-8 at byte 0")
    (root / "templates" / "brief.md.j2").unlink()
    path = template(root, '{% include "other.txt" %}')
    (root / "templates" / "other.txt").write_bytes(b"\xff")
    checked = xbrief("check", "--dossier", root)
    assert checked.returncode == 1
    assert "D702" in checked.stdout
    assert "other.txt: the template is no UTF-8 at byte 0" in checked.stdout


def test_a_fault_outside_of_all_templates_names_the_folder(tmp_path: Path) -> None:
    found = mishap(RecursionError("too deep"), tmp_path / "templates")
    assert str(BrokenTemplate(found)) == "a page template fails: RecursionError: too deep"
    problem = found.problem(tmp_path / "templates")
    assert (problem.file, problem.line, problem.excerpt) == ("templates", 0, "")


def test_a_template_too_deep_to_be_read_is_the_dossiers_fault(tmp_path: Path) -> None:
    root = copied(tmp_path)
    template(root, "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}")
    failed(xbrief("country", "canada", "--dossier", root), 2, "a page template fails: RecursionError")
    checked = xbrief("check", "--dossier", root)
    assert checked.returncode == 1
    assert checked.stdout.startswith(f"{root}/templates/brief.md.j2: D702 maximum recursion depth")


def test_a_partial_may_take_up_the_one_that_it_replaces(tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = page(root)
    template(root, "{% include 'section.md.j2' %}", "section.md.j2")
    assert page(root) == before
