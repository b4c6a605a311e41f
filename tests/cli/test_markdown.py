"""Markdown that pandoc and GitHub read without a warning, also where briefs are joined."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import CYCLES, TIME_LIMIT_SECONDS, copied, failed, needs_pandoc, shell, xbrief

READERS = ("markdown", "gfm")


def _parsed(text: str, reader: str) -> Any:
    """pandoc's tree of a document, read without a warning."""
    done = subprocess.run(
        ["pandoc", "--from", reader, "--to", "json", "--fail-if-warnings"],
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def _count(node: Any, kind: str) -> int:
    if isinstance(node, list):
        return sum(_count(each, kind) for each in node)
    if not isinstance(node, dict):
        return 0
    return (node.get("t") == kind) + sum(_count(each, kind) for each in node.values())


def _labels(text: str) -> list[str]:
    return re.findall(r"^\[\^([^\]]+)\]: ", text, re.MULTILINE)


@needs_pandoc
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "args",
    [
        ("country", "korea"),
        ("country", "us", "--length", "full"),
        ("country", "germany", "--length", "line"),
        ("country", "korea", "brazil", "india"),
        ("country", "asia"),
        ("compare", "us", "brazil", "korea"),
        ("markets",),
        ("explain", "why"),
        ("explain", "D301"),
        ("explain",),
    ],
    ids=" ".join,
)
def test_pandoc_reads_it_without_a_warning(args: tuple[str, ...], reader: str) -> None:
    text = xbrief(*args).stdout
    tree = _parsed(text, reader)
    marks = len(re.findall(r"\[\^[^\]]+\](?!:)", text))
    assert _count(tree, "Note") == marks
    assert "[^" not in json.dumps(tree)


@needs_pandoc
@pytest.mark.parametrize("reader", READERS)
def test_briefs_that_are_joined_are_one_document(reader: str, tmp_path: Path) -> None:
    for command in (
        (
            "xbrief country korea > a.md && xbrief country brazil >> a.md && xbrief markets >> a.md"
            " && xbrief compare korea brazil >> a.md"
        ),
        (
            "xbrief country korea brazil > a.md && xbrief compare korea brazil >> a.md && xbrief markets >> a.md"
            " && xbrief explain why >> a.md"
        ),
    ):
        assert shell(command, tmp_path).returncode == 0
        text = (tmp_path / "a.md").read_text(encoding="utf-8")
        tree = _parsed(text, reader)
        labels = _labels(text)
        assert len(labels) == len(set(labels))
        assert {label.rpartition("-")[0] for label in labels} == {"kr", "br", "kr-br"}
        assert _count(tree["blocks"], "Header") == len(re.findall(r"^#+ ", text, re.MULTILINE))


def test_an_overview_of_one_market_clashes_with_no_brief_on_it() -> None:
    labels = _labels(xbrief("country", "brazil", "south america", "asia").stdout)
    assert len(labels) == len(set(labels))
    assert {label.rpartition("-")[0] for label in labels} == {"br", "region-005", "region-142"}


def test_several_briefs_stand_in_the_order_asked_for_each_once() -> None:
    both = xbrief("country", "brazil", "korea", "kr").stdout
    one, other = xbrief("country", "brazil").stdout, xbrief("country", "korea").stdout
    assert both == one + other


@pytest.mark.parametrize("level", ["1", "3", "5"])
def test_headings_begin_at_the_level_asked_for(level: str) -> None:
    text = xbrief("country", "korea", "--heading-level", level).stdout
    found = {len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)}
    assert found == {int(level), int(level) + 1}


@pytest.mark.parametrize("options", [["--section", "why,gaps"], ["--section", "gaps", "--section", "why"]])
def test_only_the_sections_asked_for_are_there(options: list[str]) -> None:
    text = xbrief("country", "korea", *options).stdout
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Why", "Gaps"]
    assert set(_labels(text)) == set(re.findall(r"\[\^([^\]]+)\](?!:)", text))


def test_a_region_of_a_comparison_is_its_markets() -> None:
    region = xbrief("compare", "europe", "--dossier", CYCLES, "--format", "json")
    failed(region, 2, "one market", "europe")
    done = xbrief("compare", "americas", "netherlands", "--dossier", CYCLES, "--format", "json")
    assert json.loads(done.stdout)["markets"] == ["ca", "nl"]


def test_a_template_of_the_dossier_comes_first_and_its_faults_are_told(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "templates").mkdir()
    page = root / "templates" / "brief.md.j2"
    page.write_text("{{ h }} MINE {{ brief.title | text }}\n", encoding="utf-8")
    done = xbrief("country", "canada", "--dossier", root, "--heading-level", "2")
    assert done.stdout.startswith("## MINE Halden Cycles in Canada\n\n<!-- xbrief-stamp:\n")
    page.write_text("one\n{% if %}\n", encoding="utf-8")
    failed(xbrief("country", "canada", "--dossier", root), 2, f"{page}:2: ", "template")
    page.write_text("{{ nowhere }}", encoding="utf-8")
    failed(xbrief("country", "canada", "--dossier", root), 2, "'nowhere' is undefined")
    page.write_text("{% for n in range(99999999) %}x{% endfor %}", encoding="utf-8")
    failed(xbrief("country", "canada", "--dossier", root), 2, "Range too big")
    page.write_bytes(b"\xff\xfe")
    failed(xbrief("country", "canada", "--dossier", root), 2, "template")
