"""The splitter must give the same numbers for ever: the table of coverage points at them."""

from __future__ import annotations

import pytest

from tests.articles.sentences import Body, normalise, shared_run, split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One stop. Two stops.", ["One stop.", "Two stops."]),
        ("A heading\n\nA line! And more?  Yes.", ["A heading", "A line!", "And more?", "Yes."]),
        ("They call it a “kettle.” Nobody agrees.", ["They call it a “kettle.”", "Nobody agrees."]),
        ("He said so. “We know.” “Do you?”", ["He said so.", "“We know.”", "“Do you?”"]),
        (
            "Made in the U.S. Treasury rooms by Acme Inc. Ltd. men.",
            ["Made in the U.S. Treasury rooms by Acme Inc. Ltd. men."],
        ),
        ("It costs 4.50 at shop.example today. Fine.", ["It costs 4.50 at shop.example today.", "Fine."]),
        ("No stop before small. letters", ["No stop before small. letters"]),
        ("Trailing off… Still one", ["Trailing off… Still one"]),
        ("Élan sells. Über alles. 12 more follow.", ["Élan sells.", "Über alles. 12 more follow."]),
        ("  \n\n", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_normalise_levels_quotes_space_and_capitals() -> None:
    assert normalise("The  “Kettle’s”\nLid") == 'the "kettle\'s" lid'


def test_places_gives_the_sentences_of_every_occurrence() -> None:
    body = Body.of(["The lid is red.", "The kettle is red.", "It sings.", "The kettle is red."])
    assert body.places("kettle is red") == [range(2, 3), range(4, 5)]
    assert body.places("The lid … It sings") == [range(1, 4)]
    assert body.places("lid is red. The kettle") == [range(1, 3)]


def test_places_wants_both_ends_in_order() -> None:
    body = Body.of(["It sings.", "The lid is red."])
    assert body.places("lid … sings") == []
    assert body.places("lid … blue") == []
    assert body.places("is red … is red") == []


def test_shared_run_names_the_run() -> None:
    assert shared_run("So the big red lid fell", "See: The big, red LID!", 4) == "the big red lid"
    assert shared_run("So the big red lid fell", "A big red lid", 4) is None
    assert shared_run("short", "short", 4) is None
