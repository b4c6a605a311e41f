"""Texts and anchors: what is found is found as it stands in the file, once, in the article itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbrief.evidence import anchor
from xbrief.evidence import text as module
from xbrief.evidence.text import normal, normalised, read

ARTICLE = """Nordwind opens in Bern

Nordwind, a maker of lamps, has opened a shop in Bern – its first “abroad”. The firm’s
plans go further: kettles will follow in May.

“its first “abroad”

Recent Posts

Nordwind opens a shop in Bern and nobody comes
"""


def words(anchored: str, article: str = ARTICLE) -> list[str]:
    text = read(article)
    return [text.raw[s.start : s.end] for s in anchor.places(anchored, text)]


@pytest.mark.parametrize(
    ("anchored", "there"),
    [
        ("opened a shop in Bern", ["opened a shop in Bern"]),
        ("OPENED  a shop", ["opened a shop"]),
        ('its first "abroad"', ["its first “abroad”"]),
        ("in Bern - its first", ["in Bern – its first"]),
        ("The firm's plans go", ["The firm’s\nplans go"]),
        ("has opened … first “abroad", ["has opened a shop in Bern – its first “abroad"]),
        ("kettles will follow … in May", ["kettles will follow in May"]),
    ],
)
def test_typographic_signs_line_ends_and_capitals_do_not_hide_words(anchored: str, there: list[str]) -> None:
    assert words(anchored) == there


@pytest.mark.parametrize(
    "anchored",
    [
        "opened a house",
        "pened a shop",
        "in Ber",
        "kettles … opened a shop",
        "nobody comes",
        "",
        "a shop in Bern and nobody",
    ],
)
def test_what_is_not_in_the_article_is_not_found(anchored: str) -> None:
    """Neither inside of other words, nor in the wrong order, nor below "Recent Posts"."""
    assert words(anchored) == []


def test_words_that_stand_twice_are_found_twice() -> None:
    assert len(words("lamps", "Lamps here.\nNo, lamps there.")) == 2


def test_the_shortest_span_is_taken() -> None:
    assert words("a shop … in Bern", "Not a shop, but a shop in Bern.") == ["a shop in Bern"]


def test_two_ends_far_apart_are_no_span() -> None:
    assert words("begin … end", f"begin {'x ' * 1000}end") == []


def test_words_beside_the_article_are_told_with_the_reason() -> None:
    def beside(anchored: str, article: str = ARTICLE) -> list[str]:
        text = read(article)
        assert not anchor.places(anchored, text)
        return [anchor.aside(span, text) for span in anchor.outside(anchored, text)]

    assert beside("nobody comes") == ["below 'Recent Posts'"]
    assert beside("kettles will follow … nobody comes") == ["below 'Recent Posts'"]
    assert beside("sold house", "Lamps.\n") == []
    author = "Ada Ek is editor of Example."
    assert beside("editor of Example", f"Lamps are sold.\nAda Ek\n{author}\n") == ["in a line about the author"]
    text = read("Lamps are sold in Bern.\nsold in Bern\n")
    assert [anchor.aside(span, text) for span in anchor.outside("sold in Bern", text)] == [
        "in a line that another one repeats"
    ]


def test_a_pull_quote_is_no_second_place() -> None:
    assert words("its first “abroad") == ["its first “abroad"]


@pytest.mark.parametrize(
    ("sign", "plain"),
    [("ﬁrm", "firm"), ("e\u0301cole", "école"), ("co\u00adoperate", "cooperate"), ("a\u00a0b", "a b")],
)
def test_what_looks_the_same_is_the_same(sign: str, plain: str) -> None:
    assert normal(sign) == plain


def test_scripts_without_spaces_need_no_edges() -> None:
    assert words("노르트빈트 램프", "노르트빈트 램프를 판다") == ["노르트빈트 램프"]


@given(st.text(max_size=60))
def test_every_character_comes_from_its_place(raw: str) -> None:
    plain, places = normalised(raw)
    assert len(plain) == len(places)
    assert list(places) == sorted(places)
    assert all(0 <= p < len(raw) for p in places)


@given(st.text(alphabet="ab “”-–\n'ABé", min_size=1, max_size=40))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    assert normal(normal(raw)) == normal(raw)


@given(st.text(alphabet="ab “”-–\n\t'ABéﬁ\u00ad½", min_size=1, max_size=40), st.data())
def test_a_span_is_told_as_its_words_are_alone(raw: str, data: st.DataObject) -> None:
    """The text is normalised once; what is cut out of it reads as if it had been normalised by itself."""
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    assert read(raw).told(start, end) == normal(raw[start:end])


def test_of_a_page_the_article_is_read() -> None:
    page = """<html><head><style>p {}</style><title>x</title></head><body><nav>Home</nav>
    <p>Nordwind &amp; Sons opened<br>a <b>shop</b>.</p><aside>Buy now</aside><script>var a;</script></body></html>"""
    text = read(page, ".html")
    assert "Nordwind & Sons opened" in text.raw
    assert normal("a shop.") in text.plain
    assert all(word not in text.raw for word in ("Home", "Buy now", "var a", "p {}"))


def test_the_nearest_words_are_told_with_their_likeness() -> None:
    text = read(ARTICLE)
    near = anchor.nearest("has opend a shop", text)
    assert near is not None
    assert 80 < near.likeness < 100
    assert "opened a shop" in text.raw[near.span.start - 5 : near.span.end + 5]
    assert anchor.nearest("x", read("")) is None


def test_the_fingerprint_counts_words_and_not_line_ends() -> None:
    assert read("a b\r\n“c”").fingerprint == read('a  b\n"c"').fingerprint
    assert read("a b").fingerprint != read("a c").fingerprint


def test_the_fingerprint_is_one_of_the_article_alone() -> None:
    assert read(ARTICLE).fingerprint == read(ARTICLE + "\n").fingerprint
    assert read(ARTICLE).fingerprint == read(ARTICLE.replace("nobody comes", "all come")).fingerprint
    assert read(ARTICLE).fingerprint != read(ARTICLE.replace("kettles", "pots")).fingerprint


def test_a_menu_at_the_head_of_a_page_ends_no_article() -> None:
    page = "Comments\nTags\nNordwind opens a shop in Bern, and kettles will follow in the month of May.\n"
    assert words("kettles will follow", page) == ["kettles will follow"]


def test_a_span_does_not_run_into_the_furniture() -> None:
    assert words("kettles will follow … nobody comes") == []


@given(st.text(max_size=60) | st.text(alphabet="aB1 .\n\t-\u0301\u00e9\ufb01\u00ad“`\u200b\u3000", max_size=60))
def test_runs_of_plain_characters_are_compared_as_one_by_one(raw: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PLAIN", re.compile(r"(?!)"))
        one_by_one = normalised(raw)
    signs, places = normalised(raw)
    assert (signs, places) == one_by_one
    assert len(signs) == len(places)


@given(st.text(alphabet="aB1 .\n\t-`\x00\x1f\x7f", max_size=40))
def test_plain_text_keeps_its_capitals_the_short_way_and_the_long(raw: str) -> None:
    # A character that is not plain takes the long way, and leaves the rest as it was.
    assert module.cased(raw) == module.cased(raw + " \u2603").removesuffix(" \u2603").removesuffix("\u2603")
