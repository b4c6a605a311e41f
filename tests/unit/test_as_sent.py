"""Whether a file still tells its sentences as they were sent: edited, taken out, or only laid out otherwise."""

from __future__ import annotations

import pytest

from xbrief.brief.as_sent import AsSent, as_sent
from xbrief.render.stamp import Sentence

SOLD = Sentence(
    "When last reported, in May 2019, Lamp & Co sold lamps in Norway (since 2 May 2018).", ("no.sold.lamps",)
)
DEALER = Sentence("Its dealer is “Blåbær” (sole, since 2018); two more are named.", ("no.dealer.a", "no.dealer.b"))
CELL = Sentence("on sale", ("no.sold.lamps",))
TEXT = f"Bottom line. {SOLD.says} {DEALER.says} Lamps: on sale."


def held(text: str, *, bracketed: bool = False, relaid: bool = False) -> AsSent:
    return as_sent((SOLD, DEALER), (CELL,), text, bracketed=bracketed, relaid=relaid)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace(" ", "\n > "),
        TEXT.replace("“", '"').replace("”", "'").replace("å", "a\u030a"),
        TEXT.replace("dealer", "dea\u00adler").replace("2018", "2018\u200b"),
        f"Lamps: on sale. {DEALER.says} Our own words. {SOLD.says}",
    ],
)
def test_what_only_looks_otherwise_is_as_sent(text: str) -> None:
    found = held(text)
    assert (found.edited, found.gone, found.taken_out) == ((), (), [])
    assert {*found.fates.values()} == {"as sent"}


def test_a_word_more_or_another_number_is_an_edit() -> None:
    for text in (TEXT.replace("sold lamps", "never sold lamps"), TEXT.replace("2 May 2018", "2 May 2017")):
        found = held(text)
        assert (found.edited, found.gone, found.taken_out) == ((SOLD,), (), [])
        # The cell still tells it.
        assert found.fates["no.sold.lamps"] == "as sent"
    found = held(TEXT.replace("dealer", "only dealer"))
    assert (found.edited, found.fates["no.dealer.b"]) == ((DEALER,), "edited")


def test_what_is_told_nowhere_is_taken_out() -> None:
    found = held(f"{SOLD.says} Lamps are dear: on sale.")
    assert (found.edited, found.gone, found.taken_out) == ((), (DEALER,), ["no.dealer.a", "no.dealer.b"])
    found = held("")
    assert (found.gone, found.taken_out) == ((SOLD, DEALER, CELL), ["no.sold.lamps", "no.dealer.a", "no.dealer.b"])


def test_a_sentence_that_stands_is_not_taken_for_an_edit_of_a_like_one() -> None:
    like = Sentence("When last reported, in May 2019, Lamp & Co sold lamps in Sweden (since 2 May 2018).", ("se.sold",))
    found = as_sent((SOLD, like), (), SOLD.says, bracketed=False, relaid=False)
    assert (found.edited, found.gone) == ((), (like,))


def test_citations_in_brackets_are_passed_over_where_they_were_sent() -> None:
    text = TEXT.replace("Norway", "Norway (The Lamp (Oslo), 3 May 2019)")
    assert held(text).edited == (SOLD,)
    assert held(text, bracketed=True).edited == ()
    assert held(text.replace("sold", "leased"), bracketed=True).edited == (SOLD,)


def test_words_of_a_cell_may_stand_apart_in_a_table_laid_out_anew() -> None:
    text = f"{DEALER.says}\n on   last\n in a sale  2019"
    assert held(text).taken_out == ["no.sold.lamps"]
    assert held(text, relaid=True).taken_out == []
    assert held("nothing", relaid=True).gone == (SOLD, DEALER, CELL)


def test_a_sentence_told_twice_is_named_once_and_one_without_words_stands() -> None:
    dots = Sentence("…", ("no.dots",))
    found = as_sent((CELL, CELL, dots), (), "", bracketed=False, relaid=False)
    assert (found.gone, found.fates["no.dots"]) == ((CELL,), "as sent")
