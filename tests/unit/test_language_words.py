"""Lists, counts, articles and the first letter of a sentence."""

from __future__ import annotations

import pytest

from xbrief.language import words


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        # Semicolons where a comma would not tell the items apart.
        (["a, of b", "c"], "a, of b; and c"),
        (["a", "b, of c", "d"], "a; b, of c; and d"),
        (["a, of b"], "a, of b"),
    ],
)
def test_a_list(items: list[str], told: str) -> None:
    assert words.join(items) == told
    assert words.join(iter(items)) == told


def test_a_list_may_end_otherwise() -> None:
    assert words.join(["a", "b", "c"], "or") == "a, b or c"
    assert words.join(["a, of b", "c"], "or") == "a, of b; or c"


@pytest.mark.parametrize(
    ("number", "told"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1234, "1,234"), (-1, "-1")]
)
def test_counts_are_spelled_up_to_twelve(number: int, told: str) -> None:
    assert words.spelled(number) == told


def test_a_counted_noun_agrees() -> None:
    assert words.counted(1, "fact") == "one fact"
    assert words.counted(0, "fact") == "no facts"
    assert words.counted(2, "fact") == "two facts"
    assert words.counted(20, "country", "countries") == "20 countries"
    assert words.counted(1, "country", "countries") == "one country"


@pytest.mark.parametrize(
    ("noun", "told"),
    [
        ("retailer", "a retailer"),
        ("importer", "an importer"),
        ("Office", "an Office"),
        ("online store", "an online store"),
        ("unnamed dealer", "an unnamed dealer"),
        ("unit", "a unit"),
        ("union", "a union"),
        ("used bike", "a used bike"),
        ("e-bike", "an e-bike"),
        ("hour", "a hour"),
    ],
)
def test_an_article_goes_by_spelling(noun: str, told: str) -> None:
    # Of an "hour" the spelling knows no better; no role or outlet begins so.
    assert words.a(noun) == told


def test_a_capital_changes_one_letter() -> None:
    assert words.capital("e-bikes of Halden") == "E-bikes of Halden"
    assert words.capital("") == ""
    assert words.capital("éclair") == "Éclair"
    assert words.capital("5 shops") == "5 shops"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The shop opened.", "the shop opened"),
        ("Sales stopped.", "sales stopped"),
        ("A dealer sells them.", "a dealer sells them"),
        # Names keep their capital, known words in capitals are names too.
        ("Halden sells e-bikes.", "Halden sells e-bikes"),
        ("Korea opened.", "Korea opened"),
        ("IT departments buy them.", "IT departments buy them"),
        ("On 5 May it opened.", "on 5 May it opened"),
        # One stop goes, the rest of the sentence stays as it is.
        ("  Its price rose to 3.5.  ", "its price rose to 3.5"),
        ("5 shops opened.", "5 shops opened"),
        ("“The” shop opened.", "“The” shop opened"),
        ("", ""),
    ],
)
def test_a_sentence_inside_another_loses_the_capital_of_a_common_word_alone(sentence: str, told: str) -> None:
    assert words.inner(sentence) == told


def test_labels_are_common_words_too() -> None:
    assert words.inner("Lamps came.", ["lamps"]) == "lamps came"
    assert words.inner("Lamps came.") == "Lamps came"
    assert words.inner("Electric cargo bikes came.", ["helmets", "electric cargo bikes"]) == "electric cargo bikes came"
    assert words.inner("E-bikes came.", ["", "e-bikes"]) == "e-bikes came"


def test_whose_it_is() -> None:
    assert words.possessive("Halden") == "Halden's"
    assert words.possessive("Halden Cycles") == "Halden Cycles'"
