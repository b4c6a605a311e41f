"""Business before a day: what makes a later first sale neither an entry nor the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.claims.business import began_before, traded_before

DAY = date(2019, 6, 1)
EARLY = "published: '2018-06-01'"


@pytest.mark.parametrize(
    ("fact", "business", "trade"),
    [
        (f"kind: partner, parties: [alder], role: distributor, status: active, {EARLY}", True, True),
        (f"kind: partner, parties: [alder], role: retailer, status: active, {EARLY}", True, True),
        (f"kind: partner, parties: [alder], role: manufacturer, status: active, {EARLY}", True, False),
        ("kind: partner, parties: [alder], role: retailer, status: ended, until: '2018-03'", True, True),
        ("kind: event, event: office, at: '2018-02'", True, False),
        ("kind: presence, form: office, status: active, from: '2018-02'", True, False),
        ("kind: event, event: store-opening, at: '2018-02'", True, False),
        ("kind: channel, type: own-online-store, status: active, from: '2018-02'", True, False),
        ("kind: offer, categories: [e-bikes], status: active, from: '2018-02'", True, False),
        # Not theirs, not with their leave, not yet, not sure, not before, or no business.
        ("kind: event, event: store-opening, parties: [alder], at: '2018-02'", False, False),
        (f"kind: partner, parties: [alder], role: retailer, authorised: 'no', status: active, {EARLY}", False, False),
        (f"kind: partner, parties: [alder], role: investor, status: active, {EARLY}", False, False),
        (f"kind: partner, parties: [alder], role: retailer, status: announced, {EARLY}", False, False),
        (
            f"kind: partner, parties: [alder], role: dealer, status: active, certainty: speculated, {EARLY}",
            False,
            False,
        ),
        ("kind: channel, type: grey-import, status: active, from: '2018-02'", False, False),
        ("kind: event, event: filing, label: papers, at: '2018-02'", False, False),
        ("kind: offer, categories: [e-bikes], status: active, from: '2019-06-01'", False, False),
    ],
)
def test_business_and_trade_before_a_day(fact: str, business: bool, trade: bool, tmp_path: Path) -> None:
    dossier, _ = make({"facts": yaml.safe_load(f"- {{{fact}}}")}, tmp_path)
    known = dossier.facts.values()
    assert bool(began_before(dossier, known, "nl", DAY)) == business
    assert traded_before(dossier, known, "nl", DAY) == trade
    assert not began_before(dossier, known, "jp", DAY)
