"""A fact against its words: what they bear passes, what goes beyond them has its code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.held import Held, hold
from xbrief.evidence.text import read

ARTICLE = """Halden sells e-bikes in the Netherlands. Alder and Birk, two retailers, sell the Trail for 1,999 euros.
Up to 21 percent is charged on imported e-bikes, said Mia Holm. In March Halden opened a shop.
It will sell helmets in the first half of this year. Halden has not sold locks, and nobody else does.
E-bikes may come to Germany soon, dealers say. Reportedly Birk is to be the only dealer of helmets.
“We never planned to sell locks at all,” said Mia Holm. Half a dozen Dutch dealers agreed to sell helmets.
"""
SALE: dict[str, Any] = {
    "kind": "offer",
    "categories": ["e-bikes"],
    "status": "active",
    "claim": "Halden sells e-bikes.",
}
PRICE: dict[str, Any] = {
    "kind": "metric",
    "name": "price",
    "value": "1999",
    "unit": "device",
    "currency": "EUR",
    "of": "e-bikes",
}


def held(folder: Path, anchor: str, language: str = "en", **fact: Any) -> Held:
    parties = {"alder": {"name": "Alder"}, "birk": {"name": "Birk"}, "vela": {"name": "Vela"}}
    example = {
        "facts": [{**fact, "anchor": anchor, "published": "2019-03"}],
        "parties": parties,
        "people": {"mia-holm": {"name": "Mia Holm"}},
    }
    dossier, _ = make(example, folder)
    sources = {id: replace(source, language=language) for id, source in dossier.sources.items()}
    dossier = replace(dossier, sources=sources)
    return hold(Glossary(dossier), next(iter(dossier.facts.values())), read(ARTICLE))


def codes(folder: Path, anchor: str, **fact: Any) -> list[str]:
    return sorted({f.code for f in held(folder, anchor, **fact).faults})


SELL = "Alder and Birk … the Trail"
PARTNER: dict[str, Any] = {"kind": "partner", "role": "retailer", "status": "active", "parties": ["alder", "birk"]}


@pytest.mark.parametrize(
    ("anchor", "fact", "found"),
    [
        ("Halden sells e-bikes", SALE, []),
        ("Halden sells e-bikes", {**SALE, "market": "nl"}, []),
        ("Halden sells e-bikes", {**SALE, "categories": ["locks"]}, ["E506"]),
        ("Halden sells e-bikes", {**SALE, "claim": "Halden does not sell e-bikes."}, ["E508"]),
        ("Halden sells e-bikes", {**SALE, "only": True}, ["E604"]),
        ("Halden sells e-bikes", {**SALE, "certainty": "speculated"}, ["E601"]),
        ("Halden sells e-bikes", {**SALE, "status": "announced"}, ["E602"]),
        ("Halden sells e-bikes", {**SALE, "kind": "block", "claim": "E-bikes stay off sale."}, ["E605"]),
        ("Halden sells cars", SALE, ["E401"]),
        ("sell", SALE, ["E402"]),
        (SELL, {**PARTNER, "claim": "Alder and Birk sell the Trail.", "products": ["Trail"]}, []),
        (SELL, {**PARTNER, "parties": ["vela"], "claim": "Alder and Birk sell the Trail."}, ["E504"]),
        (SELL, {**PARTNER, "claim": "Alder and Birk sell the Trail.", "products": ["Road"]}, ["E506"]),
        (SELL, {**PARTNER, "claim": "Alder and Birk sell the Trail.", "exclusive": True}, ["E604"]),
        (
            "In March Halden opened",
            {"kind": "view", "about": "prices", "claim": "Prices fell at the weekend."},
            ["E509"],
        ),
        ("sell the Trail … 1,999 euros", {**PRICE, "claim": "The Trail sells for 1,999 euros."}, []),
        (
            "sell the Trail … 1,999 euros",
            {**PRICE, "value": "1899", "claim": "The Trail sells for 1,999 euros."},
            ["E501"],
        ),
        (
            "sell the Trail … 1,999 euros",
            {**PRICE, "currency": "USD", "claim": "The Trail sells for 1,999 euros."},
            ["E502"],
        ),
        ("sell the Trail … 1,999 euros", {**PRICE, "claim": "The Trail sells for 1,899 euros."}, ["E501"]),
    ],
)
def test_a_fact_is_held_against_its_words(anchor: str, fact: dict[str, Any], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, anchor, **fact) == found


DUTY: dict[str, Any] = {
    "kind": "tariff",
    "rate_percent": "21",
    "bound": "up-to",
    "type": "import-duty",
    "on": ["e-bikes"],
}
DUTY |= {"applies_to": "imported", "claim": "Imported e-bikes are charged up to 21 percent.", "says": "mia-holm"}
CHARGED = "Up to 21 percent … imported e-bikes"
OPENED = {"kind": "event", "event": "store-opening", "claim": "Halden opened a shop."}
COMING: dict[str, Any] = {
    "kind": "offer",
    "categories": ["helmets"],
    "status": "planned",
    "claim": "Halden will sell helmets.",
}


@pytest.mark.parametrize(
    ("anchor", "fact", "found"),
    [
        (CHARGED, DUTY, []),
        (CHARGED, {k: v for k, v in DUTY.items() if k != "says"}, ["E603"]),
        (CHARGED, {k: v for k, v in DUTY.items() if k != "bound"}, ["E502"]),
        (CHARGED, {**DUTY, "says": "vera-vik"}, ["E505"]),
        (CHARGED, {**DUTY, "bound": "from"}, ["E502"]),
        (CHARGED, {**DUTY, "rate_percent": "12"}, ["E501"]),
        ("In March Halden opened a shop", {**OPENED, "at": "2019-03"}, []),
        ("In March Halden opened a shop", {**OPENED, "at": "2016-03"}, ["E503"]),
        ("In March Halden opened a shop", {**OPENED, "at": "2019-01"}, ["E503"]),
        ("In March Halden opened a shop", {**OPENED, "at": "2019-03-09"}, ["E503"]),
        ("will sell helmets … this year", {**COMING, "target": "2019-40"}, []),
        ("will sell helmets … this year", {**COMING, "target": "2019-41"}, ["E503"]),
        ("will sell helmets … this year", {**COMING, "status": "active"}, ["E602"]),
        ("Halden has not sold locks", {**SALE, "categories": ["locks"], "claim": "Halden sells locks."}, ["E508"]),
        (
            "Halden has not sold locks",
            {"kind": "block", "categories": ["locks"], "status": "active", "claim": "Halden's locks are not on sale."},
            [],
        ),
        (
            "E-bikes may come to Germany",
            {**SALE, "market": "de", "status": "planned", "claim": "E-bikes come to Germany.", "id": "de-ex-1"},
            ["E601"],
        ),
        (
            "In March Halden opened a shop",
            {**OPENED, "at": "2020-03"},
            ["E503"],
        ),
        (
            "Half a dozen Dutch dealers agreed",
            {
                "kind": "partner",
                "role": "dealer",
                "status": "announced",
                "unnamed": "dealers",
                "count": "1",
                "claim": "Dealers agreed.",
            },
            ["E501"],
        ),
        (
            "Half a dozen Dutch dealers agreed",
            {
                "kind": "partner",
                "role": "dealer",
                "status": "announced",
                "unnamed": "dealers",
                "count": "6",
                "claim": "Dealers agreed.",
            },
            [],
        ),
        (
            "Half a dozen Dutch dealers agreed",
            {
                "kind": "partner",
                "role": "dealer",
                "status": "announced",
                "unnamed": "dealers",
                "count": "7",
                "claim": "Dealers agreed.",
            },
            ["E501"],
        ),
    ],
)
def test_figures_dates_and_force(anchor: str, fact: dict[str, Any], found: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, anchor, **fact) == found


def test_a_text_that_is_not_at_hand_tells_nothing(tmp_path: Path) -> None:
    dossier, _ = make({"facts": [SALE]}, tmp_path)
    assert hold(Glossary(dossier), dossier.facts["nl-ex-1"], None) == Held(dossier.facts["nl-ex-1"], None, None, ())


def test_the_nearest_words_are_shown_and_not_taken(tmp_path: Path) -> None:
    found = held(tmp_path, "Halden sels e-bikes", **SALE)
    assert found.span is None
    assert "nearest, 94.7 of 100 alike: 'Halden sells e-bikes'" in found.faults[0].message


def test_an_acknowledged_alarm_is_none_and_an_idle_acknowledgement_is_one(tmp_path: Path) -> None:
    fact = {**PARTNER, "claim": "Alder and Birk sell the Trail.", "exclusive": True}
    raised = held(tmp_path, SELL, **fact)
    (mark,) = [fault.mark(raised.fact) for fault in raised.faults]
    fact["acknowledged"] = {mark: "everybody else said no"}
    found = held(tmp_path, SELL, **fact)
    assert found.faults == ()
    assert [f.code for f in found.acknowledged] == ["E604"]
    assert codes(tmp_path, SELL, **{**fact, "exclusive": False}) == ["E406"]
    other = {**fact, "claim": "Alder and Birk sell the Trail and nothing else."}
    assert codes(tmp_path, SELL, **other) == ["E406", "E508", "E604"], "the mark is that of another wording"


def test_whether_the_words_are_there_cannot_be_acknowledged(tmp_path: Path) -> None:
    example = {"facts": [{**SALE, "anchor": "Halden sells", "acknowledged": {"E401-0a1b": "they were there"}}]}
    with pytest.raises(AssertionError, match="D209"):
        make(example, tmp_path)


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        ({"parties": ["alder"], "claim": "Alder is the only one in Germany who may sell it."}, []),
        ({"parties": ["vela"], "claim": "Vela sells it."}, ["E504"]),
        ({"parties": ["alder"], "count": "7", "claim": "Alder sells it."}, ["E501"]),
        ({"parties": ["alder"], "says": "vera-vik", "claim": "Alder sells it."}, ["E505"]),
        ({"parties": ["alder"], "says": "mia-holm", "claim": "Alder sells it."}, []),
    ],
)
def test_of_other_languages_figures_and_names_alone_are_judged(
    fact: dict[str, Any], found: list[str], tmp_path: Path
) -> None:
    whole = {"kind": "partner", "role": "retailer", "status": "active", **fact}
    assert codes(tmp_path, SELL, language="nl", **whole) == found
