"""Every pattern finds its examples, and not what it must never find. The company is Acme, of Sweden."""

from __future__ import annotations

import pytest

from xbrief.evidence.text import read
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.find import candidates
from xbrief.intake.suggest.head import Head, bare
from xbrief.intake.suggest.patterns import patterns

HEAD = Head("example", "Acme goes abroad", published="2016-03-10")
KINDS = ("block", "cause", "channel", "event", "offer")
ALL = [p for p in patterns("en") if p.kind in KINDS]


def found(words: str) -> list[Candidate]:
    return candidates(read(f"{words}\n"), HEAD, bare("Acme", "se"))


@pytest.mark.parametrize("pattern", ALL, ids=lambda p: p.id)
def test_a_pattern_finds_its_examples_and_nothing_that_it_must_not(pattern: object) -> None:
    from xbrief.intake.suggest.types import Pattern

    assert isinstance(pattern, Pattern)
    for words in pattern.examples:
        assert pattern.id in [one.pattern for one in found(words)], words
    for words in pattern.never:
        assert pattern.id not in [one.pattern for one in found(words)], words


def test_patterns_without_an_example_are_few() -> None:
    bare_ones = [p.id for p in ALL if not p.examples]
    assert len(bare_ones) * 10 <= len(ALL), bare_ones


@pytest.mark.parametrize(
    ("words", "pattern", "fields"),
    [
        (
            "Acme will sell headphones, desk lamps and other accessories in Norway.",
            "offer.sells",
            {"market": "no", "categories": ["headphones", "desk-lamps", "accessories"], "status": "planned"},
        ),
        (
            "Acme may sell its scooters in Norway.",
            "offer.sells",
            {"certainty": "speculated", "status": "planned", "categories": ["scooters"]},
        ),
        (
            "In Norway and Finland, Acme no longer sells tablets.",
            "block.denied-sale",
            {"market": ["no", "fi"], "categories": ["tablets"], "certainty": "asserted"},
        ),
        (
            "Acme left Norway in 2014.",
            "event.exit",
            {"market": "no", "event": "exit", "at": "2014"},
        ),
        (
            "Acme will open its first showroom in Oslo next month.",
            "event.store-opening",
            {"market": "no", "status": "planned", "target": "2016-04"},
        ),
        (
            "Acme will add kettles in Norway, chief executive Eva Lund said.",
            "offer.adds",
            {"says": "eva-lund", "status": "announced", "categories": ["kettles"]},
        ),
    ],
)  # fmt: skip
def test_a_candidate_has_the_fields_of_the_schema(words: str, pattern: str, fields: dict[str, object]) -> None:
    one = next(c for c in found(words) if c.pattern == pattern)
    assert {name: one.fact.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    "words",
    [
        # Denied, of another firm, at home, of no market, of no goods.
        "Acme will not sell its business in Norway.",
        "Rival Boltex will sell headphones in Norway.",
        "Acme sells headphones in Sweden.",
        "The headphones are light and sit well.",
        "Acme sold its stake in a Norwegian bank.",
        "The lamp is easy to clean, and we like it.",
    ],
)
def test_what_is_no_offer_and_no_block_is_passed_over(words: str) -> None:
    title_free = candidates(read(f"{words}\n"), Head("example", "A look round"), bare("Acme", "se"))
    assert not [c for c in title_free if c.fact["kind"] in {"offer", "block"}]


def test_a_cause_stands_beside_what_it_explains() -> None:
    told = found("Acme left Norway in 2014 because it could not match the prices of its rivals.")
    cause = next(c for c in told if c.fact["kind"] == "cause")
    turn = next(c for c in told if c.pattern == "event.exit")
    assert (cause.fact["reason"], cause.explains) == ("competition", turn.span)
    assert not [c for c in found("Prices in Norway rose because of the currency.") if c.fact["kind"] == "cause"]


def test_what_is_said_twice_is_proposed_once() -> None:
    told = found("Acme left Norway in 2014.\n\nThe chain sells lamps. Acme left Norway in 2014, as is known.")
    assert [c.pattern for c in told].count("event.exit") == 1
