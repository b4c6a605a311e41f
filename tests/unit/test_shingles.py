"""How much of one text stands in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbrief.evidence.shingles import RETOLD, alike, near_identical

ARTICLE = (
    "The maker of bicycles has opened its first shop in the harbour quarter on Saturday. Hundreds came and stood in"
    " line for the new model, which costs less than those of its rivals at home."
)
WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=30).map(" ".join)


def test_a_copy_is_one_text_whatever_its_case_width_and_punctuation() -> None:
    assert near_identical(ARTICLE, ARTICLE.upper().replace(".", " –\n")) == 1.0
    assert near_identical(ARTICLE, ARTICLE.replace("shop", "ｓｈｏｐ")) == 1.0


def test_an_article_inside_a_longer_one_is_the_same_text() -> None:
    longer = f"Oslo, Monday. {ARTICLE} Our own reporter adds that the shop closed again at noon for want of goods."
    assert near_identical(ARTICLE, longer) == near_identical(longer, ARTICLE) == 1.0


def test_a_quotation_that_two_articles_share_makes_them_no_copies() -> None:
    one = f"{ARTICLE} A spokesman said that the company would come to every town in the country within a year."
    other = (
        "Rivals take the newcomer lightly. Sales of its bicycles are small, they say, and repairs take weeks to be"
        " done. A spokesman said that the company would come to every town in the country within a year."
    )
    assert 0.2 < near_identical(one, other) < RETOLD


def test_other_words_are_another_text() -> None:
    assert near_identical(ARTICLE, "Nothing of this was ever said by anybody in any paper at all.") == 0.0


@pytest.mark.parametrize(
    ("a", "b", "share"), [("", "", 0.0), ("a b", "A, b!", 1.0), ("a b", "a b c d e f", 0.0), ("a b", "b a", 0.0)]
)
def test_short_texts_are_alike_only_as_a_whole(a: str, b: str, share: float) -> None:
    assert near_identical(a, b) == share


def test_scripts_without_spaces_are_compared_by_the_sign() -> None:
    text = "新しい店が港の近くに開いた"
    assert near_identical(text, f"{text}と言う") == 1.0
    assert near_identical(text, "価格はまだ決まっていないと社長は言う") < RETOLD


@given(WORDS, WORDS)
def test_the_share_is_one_of_a_whole_and_the_same_from_both_sides(a: str, b: str) -> None:
    assert near_identical(a, b) == near_identical(b, a)
    assert 0.0 <= near_identical(a, b) <= 1.0
    assert near_identical(a, a) == (1.0 if a else 0.0)


def test_pairs_are_those_of_the_texts_that_count_as_one() -> None:
    texts = {
        "c": ARTICLE,
        "a": f"{ARTICLE} More came on Sunday.",
        "b": "Nothing of that kind is told here at all.",
        "d": "",
    }
    assert list(alike(texts)) == [("a", "c", 1.0)]
    assert list(alike({})) == []


@given(WORDS, WORDS)
def test_a_pair_is_told_from_its_share_on(a: str, b: str) -> None:
    share = near_identical(a, b)
    assert list(alike({"a": a, "b": b})) == ([("a", "b", share)] if share >= RETOLD else [])
