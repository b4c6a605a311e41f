"""What the looser patterns rest on: places, names that only hints show, headings, what is spoken of; of Acme."""

from __future__ import annotations

import pytest

from xbrief.errors import XbriefError
from xbrief.evidence.text import read
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest import lexicon, patterns
from xbrief.intake.suggest.find import candidates
from xbrief.intake.suggest.gazetteer import places
from xbrief.intake.suggest.head import Head, bare
from xbrief.intake.suggest.organisations import organisations


def found(words: str) -> list[Candidate]:
    return candidates(read(f"{words}\n"), Head("example", published="2016-03-10"), bare("Acme", "se"))


def of(kind: str, words: str) -> list[dict[str, object]]:
    return [dict(one.fact) for one in found(words) if one.fact["kind"] == kind]


def orgs(*sentences: str) -> dict[str, str | None]:
    marks = [m for named in organisations(sentences, bare("Acme", "se")) for m in named if m.type == "ORG"]
    return {m.value.name: m.value.type for m in marks}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("It opened in Geneva, New York, in May.", ["us", "us"]),
        ("It opened in Geneva, Lyon and Oslo.", ["ch", "fr", "no"]),
        ("OSLO, NORWAY", ["no", "no"]),
        ("A shop of New Holland in Norway.", ["no"]),
        ("A shop of a UK firm and of the uk pages.", ["gb"]),
    ],
)
def test_places(words: str, told: list[str]) -> None:
    assert [mark.value for mark in places(words, "en")] == told


def test_a_part_of_a_place_is_no_firm() -> None:
    assert "York" not in orgs("Lamps come from Lumen Trading of New York, which is the dealer.")
    assert "York" in orgs("Acme has appointed the importer York.")


def test_a_firm_is_known_by_its_trade_and_by_what_only_firms_do() -> None:
    assert "Ljus" in orgs("Acme sells lamps to the smokehouse Ljus.")
    assert "Ljus" not in orgs("Acme sells the lamp Ljus.")
    assert "Ljus" not in orgs("Acme met its founder Ljus.")
    assert "Zorpa" in orgs("In May Zorpa declined.")
    assert "Zorpa" in orgs("They danced with Zorpa.", "But Zorpa had other plans.")
    assert "Zorpa" not in orgs("They danced with Zorpa.", "But Zorpa had other plans.", "It is the Zorpa of old.")
    assert "Zorpa" in orgs("There is Norway's Zorpa, too.")


def test_a_public_body_is_known_by_what_is_asked_of_it() -> None:
    assert orgs("Acme has had its lamps approved by Fimera.")["Fimera"] == "regulator"
    assert orgs("In May Fimera approved the lamp.")["Fimera"] == "regulator"


def test_the_country_of_a_public_body_is_where_it_rules() -> None:
    before = "Acme came to Finland in 2012."
    facts = of("regulation", f"{before}\n\nIn 2015 Acme obtained a licence from Norway's Lamp Authority.")
    assert {fact["market"] for fact in facts} == {"no"}


def test_a_heading_names_the_country_of_its_section() -> None:
    section = "OSLO, NORWAY\n\nThe shop is small. It has a door. It has a window. It has a roof.\n\n"
    title = "Acme travels.\n\nIt is in Norway, Finland and Denmark.\n\n"
    (fact,) = of("partner", f"{title}{section}Acme has appointed Lumen Trading as distributor.\n\n")
    assert fact["market"] == "no"


def test_a_union_is_not_carried_on() -> None:
    words = "Acme came to Norway in 2012. Rules of the European Union are strict. Acme has appointed Lumen Trading."
    assert [fact["market"] for fact in of("partner", words)] == ["no"]


def test_prices_follow_the_place_that_was_named() -> None:
    price = "Prices start at 140 kroner for the lamp."
    assert [fact["market"] for fact in of("metric", f"Acme came to Norway in May. {price}")] == ["no"]
    assert of("metric", f"Acme is a lamp maker. {price}") == []


def test_whose_goods_they_are_must_be_told() -> None:
    tells = "In Norway, Lumen Trading looks after the new range."
    assert not of("partner", tells)
    assert of("partner", f"Acme is glad. {tells}")
    assert not of("partner", f"Acme is glad. Lamps are made. Tea is drunk. {tells}")


def test_that_a_contract_is_over_is_another_fact() -> None:
    began = "In Norway, Acme sold lamps through importer Lumen Trading."
    words = f"{began}\n\nLumen Trading cancelled its contract in February."
    assert [fact["status"] for fact in of("partner", words)] == ["active", "ended"]


def test_who_is_known_to_act_needs_no_company_beside_it() -> None:
    rest = "Lamps are made. Tea is drunk. Bread is baked. In Norway, Lumen Trading looks after the new range."
    known = "Acme has appointed Lumen Trading as distributor in Finland."
    assert sorted(str(fact["market"]) for fact in of("partner", f"{known} {rest}")) == ["fi", "no"]


def test_who_competes_must_be_shown_before_all_that_it_does_counts() -> None:
    imitates = "In Norway, Ljus Holding imitates lamps at half the price."
    assert of("rival", f"In Norway, Acme has a rival, Ljus Holding. {imitates}")
    assert not of("rival", f"In Norway, there is Ljus Holding. {imitates}")


def test_a_pattern_stands_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"offer", "offer-frames"}
    pattern = {"cue": "a", "find": "a", "claim": "a", "score": "0.5"}
    monkeypatch.setattr(lexicon, "kinds", lambda _: names)
    monkeypatch.setattr(lexicon, "words", lambda _, __: {"same": pattern})
    fresh = patterns.patterns.__wrapped__
    with pytest.raises(XbriefError, match=r"offer\.same stands in two files"):
        fresh("en")
    names.remove("offer-frames")
    assert [one.id for one in fresh("en")] == ["offer.same"]
