"""Holds the facts of the two base articles against the articles, sentence by sentence.

The articles are not ours to republish. Tests that need them read the folder named by $XBRIEF_TEXTS, which holds a
`<source id>.txt` for each, and say so when it is unset; the others always run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.articles.sentences import ELLIPSIS, Body, shared_run, split_sentences

SOURCES = Path(__file__).parents[2] / "sources"
TABLE = Path(__file__).with_name("coverage.yaml")
FURNITURE = "furniture"
NO_STATEMENT = "no statement on entry"
LONGEST_RUN = 7
LONGEST_END = 6
# Fields that name a fact, point at other facts or hold the article's own words: a figure in them proves nothing.
NOT_THE_FACT = {"id", "anchor", "note", "origin", "supersedes", "disputes", "denies", "supports"}


@cache
def read(path: Path) -> dict:
    """A YAML file with every scalar as text, so that no date or `no` changes its type."""
    return yaml.BaseLoader(path.read_text(encoding="utf-8")).get_single_data()


BASE = sorted(read(TABLE))


def facts_of(source: str) -> dict[str, dict]:
    return {fact["id"]: fact for fact in read(SOURCES / f"{source}.yaml")["facts"]}


def sentences_of(source: str) -> dict[int, list[str] | str]:
    return {int(number): cell for number, cell in read(TABLE)[source]["sentences"].items()}


def cells_with_facts(source: str) -> dict[int, list[str]]:
    return {number: cell for number, cell in sentences_of(source).items() if isinstance(cell, list)}


def furniture_of(source: str) -> set[int]:
    return {number for number, cell in sentences_of(source).items() if cell == FURNITURE}


def scalars(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    elif isinstance(value, str):
        yield value


def figures(text: str) -> set[str]:
    """Runs of digits without leading zeros or separators of thousands."""
    return {run.lstrip("0") or "0" for run in re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text))}


@pytest.fixture(scope="session")
def texts() -> Path:
    folder = os.environ.get("XBRIEF_TEXTS")
    if not folder:
        pytest.skip("XBRIEF_TEXTS is unset: the article texts are not part of the repo")
    return Path(folder)


def numbered(texts: Path, source: str) -> list[str]:
    return split_sentences((texts / f"{source}.txt").read_text(encoding="utf-8"))


# --- without the texts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", BASE)
def test_table_numbers_its_sentences_from_one_without_a_hole(source: str) -> None:
    assert list(sentences_of(source)) == list(range(1, len(sentences_of(source)) + 1))


@pytest.mark.parametrize("source", BASE)
def test_every_cell_holds_facts_or_one_of_the_two_words(source: str) -> None:
    wrong = {
        number: cell
        for number, cell in sentences_of(source).items()
        if not cell or (isinstance(cell, str) and cell not in (FURNITURE, NO_STATEMENT))
    }
    assert wrong == {}


@pytest.mark.parametrize("source", BASE)
def test_table_and_source_file_hold_the_same_facts(source: str) -> None:
    assert {fact for cell in cells_with_facts(source).values() for fact in cell} == set(facts_of(source))


@pytest.mark.parametrize("source", BASE)
def test_no_cell_names_a_fact_twice(source: str) -> None:
    twice = {number: cell for number, cell in cells_with_facts(source).items() if len(set(cell)) != len(cell)}
    assert twice == {}


@pytest.mark.parametrize("source", BASE)
def test_notes_of_the_table_stand_at_sentences_with_facts(source: str) -> None:
    noted = {int(number) for part in ("left_out", "figures") for number in read(TABLE)[source].get(part, {})}
    assert noted <= set(cells_with_facts(source))


@pytest.mark.parametrize("source", BASE)
def test_anchor_ends_are_a_few_words(source: str) -> None:
    long = {
        fact["id"]: end
        for fact in facts_of(source).values()
        for end in fact["anchor"].split(ELLIPSIS)
        if not 1 <= len(end.split()) <= LONGEST_END
    }
    assert long == {}


# --- with the texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", BASE)
def test_table_numbers_every_sentence_of_the_article(source: str, texts: Path) -> None:
    assert list(sentences_of(source)) == list(range(1, len(numbered(texts, source)) + 1))


@pytest.mark.parametrize("source", BASE)
def test_every_anchor_lies_in_the_sentences_that_the_table_names(source: str, texts: Path) -> None:
    body = Body.of(numbered(texts, source))
    astray = {}
    for fact in facts_of(source).values():
        named = {number for number, cell in cells_with_facts(source).items() if fact["id"] in cell}
        found = body.places(fact["anchor"])
        if not any(set(place) <= named for place in found):
            astray[fact["id"]] = {"named": sorted(named), "found": [list(place) for place in found]}
    assert astray == {}


@pytest.mark.parametrize("source", BASE)
def test_no_anchor_rests_on_furniture_alone(source: str, texts: Path) -> None:
    body, furniture = Body.of(numbered(texts, source)), furniture_of(source)
    clean = {
        fact["id"]
        for fact in facts_of(source).values()
        for place in body.places(fact["anchor"])
        if not furniture & set(place)
    }
    assert set(facts_of(source)) - clean == set()


@pytest.mark.parametrize("source", BASE)
def test_every_figure_of_a_sentence_stands_in_its_facts(source: str, texts: Path) -> None:
    facts, reasons = facts_of(source), read(TABLE)[source].get("figures", {})
    missing = {}
    for number, sentence in enumerate(numbered(texts, source), start=1):
        if number in furniture_of(source):
            continue
        held = set(reasons.get(str(number), {}))
        for fact in cells_with_facts(source).get(number, []):
            for field, value in facts[fact].items():
                if field not in NOT_THE_FACT:
                    held.update(*map(figures, scalars(value)))
        if figures(sentence) - held:
            missing[number] = sorted(figures(sentence) - held)
    assert missing == {}


def test_no_fact_repeats_a_run_of_its_article(texts: Path) -> None:
    """Curators use their own words: outside the anchor no field shares eight words in a row with the article."""
    copied, read_texts = {}, set()
    for path in sorted(SOURCES.glob("*.yaml")):
        article = texts / f"{path.stem}.txt"
        if path.name == "dossier.yaml" or not article.is_file():
            continue
        read_texts.add(path.stem)
        text = article.read_text(encoding="utf-8")
        for fact in read(path)["facts"]:
            own_words = (value for field, value in fact.items() if field != "anchor")
            runs = [
                run
                for words in own_words
                for value in scalars(words)
                if (run := shared_run(value, text, LONGEST_RUN + 1))
            ]
            if runs:
                copied[fact["id"]] = runs
    assert copied == {}
    assert set(BASE) <= read_texts
