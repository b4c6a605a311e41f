"""Patterns whose goods may stand anywhere in a clause, and whom it is about. The company is Acme, of Sweden."""

from __future__ import annotations

import pytest

from xbrief.evidence.text import read
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.find import candidates
from xbrief.intake.suggest.head import Head, bare
from xbrief.intake.suggest.patterns import patterns

HEAD = Head("example", "Acme goes abroad", published="2016-03-10")


def found(*paragraphs: str, home: str | None = "se") -> list[Candidate]:
    return candidates(read("\n\n".join(paragraphs) + "\n"), HEAD, bare("Acme", home))


def one(told: list[Candidate], pattern: str) -> Candidate:
    return next(c for c in told if c.pattern == pattern)


def test_ids_of_patterns_are_told_apart_across_the_files_of_a_kind() -> None:
    ids = [p.id for p in patterns("en")]
    assert len(ids) == len(set(ids))


def test_goods_are_those_nearest_in_the_clause_with_what_is_listed_beside_them() -> None:
    told = found("Acme sells lamps, but its kettles and toasters, he said, are stuck at the port of Oslo in Norway.")
    stuck = one(told, "block.stuck")
    assert (stuck.fact["categories"], stuck.fact["market"]) == (["kettles", "toasters"], "no")


def test_where_a_clause_names_no_goods_they_are_those_of_the_article() -> None:
    lamps = ("Acme makes desk lamps. Its lamps are cheap.", "Acme will not bring anything to Norway.")
    assert one(found(*lamps), "block.will-not").fact["categories"] == ["desk-lamps"]
    # Named once, they are no article's own.
    assert not [c for c in found(lamps[1]) if c.fact["kind"] == "block"]


def test_products_are_called_by_the_name_of_the_company() -> None:
    told = found("Acme will sell the Acme Glow in Norway.")
    assert one(told, "offer.sells").fact["products"] == ["Acme Glow"]


def test_the_name_of_the_company_stands_for_its_goods_in_a_block() -> None:
    told = found("Acme makes desk lamps. Its lamps are cheap. There will be no Acme in Norwegian showrooms.")
    assert one(told, "block.no-goods").fact["categories"] == ["desk-lamps"]


@pytest.mark.parametrize(
    "words",
    [
        # Of a rival, of other firms, of those who write, at home, of a group of nouns that nobody knows for goods.
        "Rival Boltex, better known here, opens a showroom in Oslo in May.",
        "Lumen Handel GmbH shut its plant in Norway. The plant of Lumen Handel GmbH was mothballed.",
        "We walked away from Norway in May.",
        "Acme's plant in Sweden was mothballed.",
        "The blarneys will be stocked in Norway.",
    ],
)
def test_what_others_do_and_what_happens_at_home_is_passed_over(words: str) -> None:
    assert not [c for c in found(words) if c.fact["kind"] in {"event", "offer", "block"}]


def test_what_a_surer_pattern_finds_in_the_same_words_goes_first() -> None:
    told = found("Acme left Norway in 2014 because it could not match the prices of its rivals.")
    assert [c.pattern for c in told if c.fact["kind"] == "event"] == ["event.exit"]


def test_a_loose_pattern_tells_one_fact_of_a_market_once() -> None:
    told = found(
        "Shipments to Norway resumed on 20 June, Acme said.", "Acme is glad. Shipments to Norway resumed, it said."
    )
    assert [c.pattern for c in told].count("event.back") == 1


def test_a_cause_may_stand_in_the_sentence_before_what_it_explains() -> None:
    told = found("In Norway, a dollar shortage left Acme unpaid for months. Acme left the country in 2014.")
    cause = one(told, "cause.hard-money")
    assert (cause.fact["market"], cause.fact["reason"]) == ("no", "cost")


def test_a_reason_that_no_word_tells_is_the_one_of_the_pattern() -> None:
    told = found("Acme will not sell its bikes in Norway. The roads office has classed them as vehicles.")
    assert one(told, "cause.classed").fact["reason"] == "rules"


def test_a_denial_before_another_main_clause_denies_nothing_there() -> None:
    told = found("In Norway no licence is needed, and in January Acme opened a branch in Oslo.")
    assert one(told, "event.office").fact["market"] == "no"


def test_a_month_of_no_year_is_no_product() -> None:
    told = found("The lamps of Acme have been stocked in Norway since December.")
    assert all("products" not in c.fact for c in told if c.fact["kind"] == "offer")
