"""Aspect by aspect: whom, when, where and what the words tell, and what a neighbouring sentence tells of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.evidence.glossary import Glossary, countries
from xbrief.evidence.held import hold
from xbrief.evidence.text import read

ARTICLE = """Halden and its partners in the Netherlands
Halden has signed up Alder and Birk as dealers in the Netherlands. The two firms will sell helmets from October.
Vela, a carrier, is not among them. "We were never asked," Vela's head Mia Holm told the Courier on Tuesday. \
She added that Vela sells locks.
Last month Halden stopped its sale of locks in Germany; the stock was gone within three weeks. \
It blamed a court in Bremen.
In the Netherlands, nobody but Alder may repair the e-bikes. Repairs cost 40 euros, half of what Birk charges.
Next year Halden plans a Dutch shop. In the autumn it is said to open an office, \
and its goods sell without the maker's permission in Belgium.
"""
DEALER: dict[str, Any] = {"kind": "partner", "role": "dealer", "status": "announced"}
VIEW: dict[str, Any] = {"kind": "view", "about": "the trade"}
STOP: dict[str, Any] = {
    "kind": "event",
    "event": "sale-stopped",
    "market": "de",
    "categories": ["locks"],
    "id": "de-ex-1",
}
STOP |= {"claim": "Halden stopped its sale of locks in Germany."}
SIGNED = "Halden has signed up … as dealers"
SOLD = "The two firms will sell helmets"
ASKED = "We were never asked"
ADDED = "She added … sells locks"
OVER = "stopped its sale … in Germany"
SHOP = "Next year … a Dutch shop"


def codes(folder: Path, anchor: str, fact: dict[str, Any], published: str = "2019-06") -> list[str]:
    people = {"mia-holm": {"name": "Mia Holm", "of": "vela"}, "vera-vik": {"name": "Vera Vik"}}
    parties = {id: {"name": id.title()} for id in ("alder", "birk", "vela", "courier")}
    example = {"facts": [{**fact, "anchor": anchor, "published": published}], "parties": parties, "people": people}
    dossier, _ = make(example, folder)
    english = {id: replace(source, language="en") for id, source in dossier.sources.items()}
    dossier = replace(dossier, sources=english)
    held = hold(Glossary(dossier), next(iter(dossier.facts.values())), read(ARTICLE))
    assert held.span is not None, held.faults
    return sorted({fault.code for fault in held.faults})


@pytest.mark.parametrize(
    ("anchor", "fact", "found"),
    [
        (SIGNED, {**DEALER, "parties": ["alder", "birk"], "claim": "Alder and Birk become dealers."}, []),
        (SIGNED, {**DEALER, "parties": ["alder", "vela"], "claim": "Alder and Vela become dealers."}, ["E504"]),
        (SIGNED, {**DEALER, "parties": ["alder", "birk"], "claim": "Alder and Vela become dealers."}, ["E504"]),
        (SIGNED, {**DEALER, "parties": ["alder"], "claim": "Alder becomes a dealer in Belgium."}, ["E507"]),
        (SOLD, {**DEALER, "parties": ["alder", "birk"], "claim": "Alder and Birk will sell helmets."}, []),
        (SOLD, {**DEALER, "parties": ["vela"], "claim": "Vela will sell helmets."}, ["E504"]),
        (SOLD, {**DEALER, "parties": ["alder", "birk"], "claim": "Alder and Birk will sell locks."}, ["E506"]),
        (SOLD, {**DEALER, "parties": ["alder"], "target": "2019-10", "claim": "Alder will sell helmets."}, []),
        (SOLD, {**DEALER, "parties": ["alder"], "target": "2019-11", "claim": "Alder will sell helmets."}, ["E503"]),
        (SOLD, {**DEALER, "parties": ["alder"], "target": "2020-10", "claim": "Alder will sell helmets."}, ["E503"]),
        (SOLD, {**DEALER, "parties": ["alder"], "role": "carrier", "claim": "Alder will sell helmets."}, ["E510"]),
        (SOLD, {**DEALER, "parties": ["alder"], "claim": "Ten firms will sell helmets."}, ["E501"]),
        (SOLD, {**DEALER, "parties": ["alder"], "claim": "Firms of the Hansa will sell helmets."}, ["E504"]),
        (ASKED, {**VIEW, "says": "mia-holm", "claim": "Nobody asked Vela."}, []),
        (ASKED, {**VIEW, "says": "vera-vik", "claim": "Nobody asked Vela."}, ["E505"]),
        (ASKED, {**VIEW, "claim": "Nobody asked Vela."}, ["E603"]),
        (ADDED, {**VIEW, "says": "mia-holm", "claim": "Vela sells locks."}, []),
        (ADDED, {**VIEW, "says": "halden", "claim": "Vela sells locks."}, ["E505"]),
        (OVER, {**STOP, "at": "2019-05"}, []),
        (OVER, {**STOP, "at": "2019-06"}, ["E503"]),
        (OVER, {**STOP, "event": "staff-cut", "at": "2019-05"}, ["E510"]),
        (OVER, {**STOP, "claim": "Halden stopped its sale of locks in Belgium.", "at": "2019-05"}, ["E507"]),
        (OVER, {**STOP, "claim": "Halden began its sale of locks in Germany.", "at": "2019-05"}, ["E508"]),
        (OVER, {**STOP, "market": "nl", "id": "nl-ex-1", "at": "2019-05"}, ["E507"]),
        ("nobody but Alder may … the e-bikes", {**VIEW, "claim": "Alder alone may repair the e-bikes."}, []),
        ("nobody but Alder may … the e-bikes", {**VIEW, "claim": "Every dealer may repair the e-bikes."}, ["E508"]),
        (SHOP, {**VIEW, "claim": "A shop comes in 2020.", "says": "halden"}, []),
        (SHOP, {**VIEW, "claim": "A shop comes in 2021.", "says": "halden"}, ["E501"]),
        (
            SHOP,
            {"kind": "event", "event": "store-opening", "status": "planned", "target": "2020", "claim": "A shop."},
            [],
        ),
        (
            SHOP,
            {"kind": "event", "event": "store-opening", "status": "planned", "target": "2019", "claim": "A shop."},
            ["E503"],
        ),
    ],
)
def test_what_the_words_tell_passes_and_what_their_neighbours_tell_does_not(
    anchor: str, fact: dict[str, Any], found: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, anchor, fact) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in the US and the U.K.", {"us": True, "gb": True}),
        ("tell us, they said", {}),
        ("the Dutch firm in Germany", {"nl": False, "de": True}),
        ("Norway's Halden", {"no": False}),
        ("Latin America and South America", {}),
    ],
)
def test_countries_are_told_from_their_people_and_from_a_pronoun(text: str, found: dict[str, bool]) -> None:
    assert countries(text) == found


@pytest.mark.parametrize("published", ["0001-01-01", "2019-06", "9999-12-31"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9999-12"])
def test_the_ends_of_the_calendar_break_nothing(day: str, published: str, tmp_path: Path) -> None:
    fact = {**DEALER, "parties": ["alder", "birk"], "target": day, "claim": "Alder and Birk will sell helmets."}
    assert "E503" in codes(tmp_path, SOLD, fact, published)
