"""Citations in brackets: publisher and day, who says so where the sentence does not tell, the place before the stop."""

from __future__ import annotations

import pytest

from tests.unit.test_references import source
from xbrief.brief.types import Citation
from xbrief.dossier.dates import parse
from xbrief.model import Fact
from xbrief.render.notes import before_stop, bracketed


def cite(speakers: str = "", day: str = "2020-02-03", **changes: object) -> Citation:
    held = source(published=parse(day), **changes)
    return Citation(Fact(id=f"ch-{day}", source=held.id, kind="view", claim="x"), held, speakers)


def inline(*held: Citation, words: str = "It sells lamps.", statement: str = "") -> str:
    return bracketed(words, held, "inline", statement or words)


def test_publisher_and_day_each_once_parted_by_semicolons() -> None:
    other = cite(day="2020-03", publisher="Other")
    assert inline(cite(), other, cite()) == "(Example, 3 February 2020; Other, March 2020)"
    assert inline() == ""
    assert inline(cite(day="../2020-03")) == "(Example, by March 2020)"


def test_speakers_of_one_paper_are_told_together_beside_its_own_account() -> None:
    assert (
        inline(cite("Ada Ek"), cite("Eva Lund"), cite("Ada Ek")) == "(Ada Ek and Eva Lund in Example, 3 February 2020)"
    )
    assert inline(cite("Ada Ek"), cite()) == "(Ada Ek in Example, 3 February 2020; Example, 3 February 2020)"


def test_what_the_sentence_names_is_not_repeated() -> None:
    assert inline(cite("Ada Ek"), words="it sells", statement="It sells, Ada Ek says.") == "(Example, 3 February 2020)"
    assert inline(cite("Ada Ek"), cite(), statement="It sells, Ada Ek says.") == "(Example, 3 February 2020)"
    assert inline(cite(), words="Example, 3 February 2020") == ""


def test_pandoc_has_keys_each_once() -> None:
    held = [cite(), cite(citekey="ek2020"), cite(day="2021")]
    assert bracketed("x", held, "pandoc", "x") == "[@ex-2020-02; @ek2020]"
    assert bracketed("x", [], "pandoc", "x") == ""


@pytest.mark.parametrize(
    ("words", "last", "expected"),
    [
        ("it sells.", True, ("it sells", ".")),
        ("it sells, ", False, ("it sells", ", ")),
        ("it sells; ", False, ("it sells", "; ")),
        ("of Example Inc. ", False, ("of Example Inc.", " ")),
        ("sold (disputed)", True, ("sold (disputed)", "")),
        ("does it sell?", True, ("does it sell", "?")),
        ("no", False, ("no", "")),
    ],
)
def test_a_bracket_stands_before_the_stop(words: str, *, last: bool, expected: tuple[str, str]) -> None:
    assert before_stop(words, last=last) == expected
