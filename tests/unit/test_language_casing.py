"""The first letter of a claim inside another sentence: names keep their capital, common words lose it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.language.casing import inner, kind, sure
from xbrief.model import Dossier

FACTS = """
- {kind: offer, categories: [e-bikes], products: [Trail], status: active,
   claim: The Trail and other deliveries of Halden passed the Border Panel at the border.}
- {kind: partner, parties: [the-evening, alder], role: retailer, status: active, claim: Alder sells in Kumoi.}
- {kind: view, about: the market, says: ada-birk, claim: Kumoi buys E-bikes.}
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("casing")
    return make({"facts": yaml.safe_load(FACTS)}, folder)[0]


@pytest.mark.parametrize(
    ("claim", "told", "what"),
    [
        # Names of the dossier, whole and as they are written.
        ("Halden sells.", "Halden sells", "name"),
        ("Alder's shops sell.", "Alder's shops sell", "name"),
        ("Birk said so.", "Birk said so", "name"),
        ("The Evening says so.", "The Evening says so", "name"),
        ("Trail bikes sell.", "Trail bikes sell", "name"),
        ("Trails are steep.", "Trails are steep", "unsure"),
        # Closed classes of words, and the goods.
        ("Why it left is not known.", "why it left is not known", "small"),
        ("Nowhere else is it so.", "nowhere else is it so", "small"),
        ("Twice it was put off.", "twice it was put off", "small"),
        ("E-bikes sell.", "e-bikes sell", "small"),
        ("The evening was long.", "the evening was long", "small"),
        # Letters that only a name or an acronym has, months and days.
        ("IT departments buy.", "IT departments buy", "name"),
        ("iBike sells.", "iBike sells", "small"),
        ("McBike sells.", "McBike sells", "name"),
        ("X5 sells.", "X5 sells", "name"),
        ("March was cold.", "March was cold", "name"),
        ("Monday was cold.", "Monday was cold", "name"),
        # As the claims of the dossier write it elsewhere.
        ("Deliveries ended.", "deliveries ended", "small"),
        ("Kumoi is a town.", "Kumoi is a town", "name"),
        ("Border posts closed.", "Border posts closed", "unsure"),
        # Countries and their people, where the dossier does not tell.
        ("Brazilian shops sell.", "Brazilian shops sell", "name"),
        ("Customs add to it.", "Customs add to it", "unsure"),
        ("“So” it was.", "“So” it was", "small"),
    ],
)
def test_the_first_word_by_what_it_is(claim: str, told: str, what: str, dossier: Dossier) -> None:
    assert inner(claim, dossier) == told
    assert kind(claim, dossier) == what
    assert sure(claim, dossier) == (what != "unsure")
