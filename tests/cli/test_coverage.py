"""`xbrief coverage` through real processes: what facts rest on, and what none touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.process import REPO, Done, failed, terminal, xbrief
from tests.unit.small_dossiers import fact, source, write

LAMPS = REPO / "tests" / "dossiers" / "lamps"
TEXT = """Nordwind in Bern

Nordwind sells lamps in Switzerland and Austria. It opened a shop in Bern in February. "We like it here," it said.

It opened a shop, too.

The weather was * fine *.

Recent posts

Nordwind sells kettles
Nothing else happened
"""
SHOP = """
id: ch-ex2002-shop
kind: event
event: store-opening
claim: It opened a shop.
anchor: a shop in Bern … We like it here
at: '2020-02'
"""
KETTLES = "id: ch-ex2002-kettles\nclaim: It sells kettles.\nanchor: sells kettles"
GONE = "id: ch-ex2002-gone\nclaim: It sold lamps.\nanchor: Nordwind sold lamps"
TWICE = "id: ch-ex2002-twice\nclaim: It sells lamps.\nanchor: It opened a shop"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lamps = fact("anchor: Nordwind sells lamps in Switzerland")
    again = fact("id: ch-ex2002-at\nanchor: in Switzerland and Austria")
    facts = (lamps, again, fact(SHOP), fact(KETTLES), fact(GONE), fact(TWICE))
    folder = write(tmp_path / "dossier", {"ex-2020-02.yaml": source(*facts).replace("language: sv", "language: en")})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ex-2020-02.txt").write_text(TEXT, encoding="utf-8")
    return folder


def coverage(root: Path, *args: str | Path) -> Done:
    return xbrief("coverage", *args, "--texts", root.parent / "texts", "--dossier", root)


def test_markdown_ticks_the_sentences_on_which_facts_rest(root: Path) -> None:
    done = coverage(root, "ex-2020-02")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "# A shop opens\n"
        "\n"
        "3 of 6 sentences (50 %) and 17 of 33 words (51 %), by 3 facts.\n"
        "\n"
        "- [ ] Nordwind in Bern\n"
        "- [x] **Nordwind sells lamps in Switzerland and Austria**. (`ch-ex2002-lamps`, `ch-ex2002-at`)\n"
        "- [x] It opened **a shop in Bern in February.** (`ch-ex2002-shop`)\n"
        '- [x] **"We like it here**," it said. (`ch-ex2002-shop`)\n'
        "- [ ] It opened a shop, too.\n"
        "- [ ] The weather was \\* fine \\*.\n"
        "\n"
        "Left out, as no part of the article: 3 lines below 'Recent posts'.\n"
        "\n"
        "## Facts that cover nothing\n"
        "\n"
        "- `ch-ex2002-gone`: its words are not found: “Nordwind sold lamps”\n"
        "- `ch-ex2002-kettles`: its words stand beside the article, below 'Recent posts': “sells kettles”\n"
        "- `ch-ex2002-twice`: its words stand 2 times in the article: “It opened a shop”\n"
        "\n"
    )


def test_a_terminal_shows_the_page_around_the_article_too(root: Path) -> None:
    code, screen = terminal(
        "coverage", "ex-2020-02", "--texts", root.parent / "texts", "--dossier", root, columns=60, env={"NO_COLOR": "1"}
    )
    assert code == 0
    assert max(map(len, screen.splitlines())) <= 60
    assert "● ⟦Nordwind sells lamps in Switzerland and Austria⟧.\n  └ ch-ex2002-lamps, ch-ex2002-at\n" in screen
    assert "○ It opened a shop, too.\n" in screen
    assert "– below 'Recent posts'\n  Recent posts\n  Nordwind sells kettles\n  Nothing else happened\n" in screen
    assert "✗ ch-ex2002-gone: its words are not found: “Nordwind sold\n  lamps”\n" in screen
    assert "● facts rest on it  ○ no fact does  – no part of the article\n" in screen
    plain = coverage(root, "ex-2020-02", "--format", "txt", "--ascii")
    assert plain.stdout.isascii()
    assert "* [Nordwind sells lamps in Switzerland and Austria].\n" in plain.stdout


def test_with_colour_the_words_are_marked_by_it(root: Path) -> None:
    done = coverage(root, "ex-2020-02", "--format", "terminal", "--color", "always")
    assert "\x1b[1;32mNordwind sells lamps in Switzerland and Austria\x1b[0m." in done.stdout
    assert "⟦" not in done.stdout
    assert "\x1b[2m" in done.stdout


def test_json_gives_every_stretch_with_its_facts(root: Path) -> None:
    found = json.loads(coverage(root, "ex-2020-02", "--format", "json").stdout)
    assert (found["schema"], found["source"]) == ("xbrief.coverage/1", "ex-2020-02")
    assert found["sentences"] == {"touched": 3, "all": 6}
    assert found["words"] == {"covered": 17, "all": 33}
    assert [lost["fact"][10:] for lost in found["lost"]] == ["gone", "kettles", "twice"]
    sentences = [s for line in found["lines"] for s in line.get("sentences", [])]
    assert [TEXT[slice(*s["span"])].strip() for s in sentences] == [
        "".join(part["text"] for part in s["parts"]).strip() for s in sentences
    ]
    assert sentences[1]["parts"] == [
        {"text": "Nordwind sells lamps ", "facts": ["ch-ex2002-lamps"]},
        {"text": "in Switzerland", "facts": ["ch-ex2002-lamps", "ch-ex2002-at"]},
        {"text": " and Austria", "facts": ["ch-ex2002-at"]},
        {"text": ". ", "facts": []},
    ]
    assert [line["text"] for line in found["lines"] if "aside" in line][1:] == [
        "Nordwind sells kettles",
        "Nothing else happened",
    ]


def test_what_no_fact_tells_of_is_all_passed_over(root: Path) -> None:
    (root.parent / "texts" / "ex-2021-03.txt").write_text("It is over. It \x1bwas it.\n", encoding="utf-8")
    done = coverage(root, "ex-2021-03")
    assert "0 of 2 sentences (0 %) and 0 of 6 words (0 %), by 0 facts.\n" in done.stdout
    assert "\x1b" not in done.stdout
    screen = coverage(root, "ex-2021-03", "--format", "txt").stdout
    assert "\x1b" not in screen
    assert "no part of the article" not in screen
    (root.parent / "texts" / "ex-2021-03.txt").write_text("", encoding="utf-8")
    assert "0 of 0 sentences (0 %) and 0 of 0 words (0 %)" in coverage(root, "ex-2021-03").stdout


def test_all_lists_the_least_covered_first(root: Path) -> None:
    (root.parent / "texts" / "ex-2021-03.txt").write_text("Nordwind has left.\n", encoding="utf-8")
    done = coverage(root, "--all")
    assert done.stdout == (
        "| Source | Facts | Sentences | Words | Lost |\n| --- | --- | --- | --- | --- |\n"
        "| ex-2020-02 | 6 | 50 % | 51 % | 3 |\n| ex-2021-03 | 1 | 100 % | 100 % |   |\n"
        "\n1 source without a text at hand.\n\n"
    )
    found = json.loads(coverage(root, "--all", "--format", "json").stdout)
    assert [each["source"] for each in found["sources"]] == ["ex-2020-02", "ex-2021-03"]
    assert found["without_text"] == 1
    screen = coverage(root, "--all", "--format", "txt").stdout
    assert "Source      Facts  Sentences  Words  Lost\n" in screen
    assert "\n1 source without a text at hand.\n" in screen


def test_on_a_narrow_terminal_the_table_is_stacked() -> None:
    done = xbrief("coverage", "--all", "--format", "txt", "--width", "40", "--dossier", LAMPS)
    assert done.returncode == 0
    assert "warmcorners-2022-02-mx-bet\n" in done.stdout
    assert "without a text" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 42
    assert "without a text" not in xbrief("coverage", "--all", "--dossier", LAMPS).stdout


def test_a_text_that_cannot_be_read_is_told_and_passed_over(root: Path) -> None:
    (root.parent / "texts" / "ex-2021-03.txt").write_bytes(b"\xff")
    done = coverage(root, "--all")
    assert done.returncode == 0
    assert "ex-2021-03" not in done.stdout
    assert "warning: " in done.stderr
    assert "no UTF-8 at byte 0" in done.stderr
    failed(coverage(root, "ex-2021-03"), 2, "no UTF-8 at byte 0")


def test_the_output_goes_into_a_file(root: Path) -> None:
    path = root.parent / "covered.md"
    assert coverage(root, "ex-2020-02", "--output", path).stdout == ""
    assert path.read_text(encoding="utf-8") == coverage(root, "ex-2020-02").stdout


def test_what_is_not_there_is_told(root: Path) -> None:
    failed(coverage(root), 2, "no source is named", "--all")
    failed(coverage(root, "ex-2020-02", "--all"), 2, "a source and --all cannot be had together")
    failed(coverage(root, "ex-2020-20"), 2, "no source is called 'ex-2020-20'", "did you mean ex-2020-02")
    failed(coverage(root, "ex-2021-03"), 2, "holds no text of ex-2021-03", "ex-2021-03.txt")
    failed(xbrief("coverage", "--all", "--dossier", root), 2, "no texts are at hand")
    (root.parent / "texts" / "ex-2020-02.txt").unlink()
    failed(coverage(root, "--all"), 2, "holds no text of the 3 sources")


def test_where_nothing_is_lost_nothing_is_said_of_it() -> None:
    for format in ("md", "txt"):
        done = xbrief("coverage", "baltwire-2022-11-tr-results", "--format", format, "--dossier", LAMPS)
        assert done.returncode == 0
        assert "cover nothing" not in done.stdout
        assert "no part of the article" not in done.stdout
