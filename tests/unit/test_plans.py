"""Forecasts as a clause (what was to be) and as a noun (for tables)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.rules.plans import noun, plan
from xbrief.rules.types import Context, Mention, Slot

Facts = Mapping[str, Any]
LINES = {
    "offer": {"kind": "offer", "categories": ["e-bikes"], "status": "announced"},
    "partner": {"kind": "partner", "parties": ["alder"], "role": "carrier", "status": "announced"},
    "channel": {"kind": "channel", "type": "own-shop", "status": "planned"},
    "presence": {"kind": "presence", "status": "planned"},
    "event": {"kind": "event", "status": "announced"},
    "view": {"kind": "view", "about": "the market", "target": "2021"},
    "metric": {
        "kind": "metric",
        "name": "goal",
        "value": "80000",
        "unit": "e-bikes",
        "of": "e-bikes",
        "target": "2021",
    },
}


def told(folder: Path, kind: str, coarse: bool = False, **more: Any) -> tuple[Slot, Slot]:
    """Clause and noun of a forecast of a kind, with some fields more."""
    given = {"id": "nl-ex-plan", "claim": "Nobody knows.", **LINES[kind], **more}
    fact = {key: value for key, value in given.items() if value is not None}
    dossier, as_of = make({"facts": [fact]}, folder)
    ctx = Context(ledger(dossier, as_of), "nl", lambda code: places.country(code).full)
    held = ctx.ledger.known["nl-ex-plan"]
    return plan(ctx, held, coarse), noun(ctx, held, coarse)


def words(slot: Slot) -> str:
    (part,) = slot.parts
    assert part.facts == ("nl-ex-plan",)
    return part.text


PLANS = [
    ("offer", {}, "e-bikes were to go on sale", "sales of e-bikes"),
    (
        "offer",
        {"categories": ["e-bikes", "locks"]},
        "e-bikes and locks were to go on sale",
        "sales of e-bikes and locks",
    ),
    ("offer", {"products": ["Trail"]}, "the Trail was to go on sale", "sales of the Trail"),
    (
        "offer",
        {"products": ["Trail", "City"]},
        "the Trail and the City were to go on sale",
        "sales of the Trail and the City",
    ),
    (
        "offer",
        {"categories": ["e-bikes", "locks"], "products": ["Trail"]},
        "e-bikes and locks were to go on sale",
        "sales of e-bikes and locks",
    ),
    ("offer", {"sellers": ["alder"]}, "Alder was to sell e-bikes", "sales of e-bikes through Alder"),
    (
        "offer",
        {"sellers": ["alder", "birk"]},
        "Alder and Birk were to sell e-bikes",
        "sales of e-bikes through Alder and Birk",
    ),
    ("offer", {"sellers": ["alder"], "says": "alder"}, "it was to sell e-bikes", "sales of e-bikes through Alder"),
    ("partner", {}, "Alder was to sell", "sales through Alder"),
    ("partner", {"categories": ["locks"]}, "Alder was to sell locks", "sales of locks through Alder"),
    ("partner", {"parties": ["alder", "birk"]}, "Alder and Birk were to sell", "sales through Alder and Birk"),
    (
        "partner",
        {"parties": None, "unnamed": "two carriers"},
        "two carriers were to sell",
        "sales through two carriers",
    ),
    ("partner", {"parties": None, "unnamed": "a carrier"}, "a carrier was to sell", "sales through a carrier"),
    ("partner", {"status": "negotiating"}, "talks with Alder were under way", "sales through Alder"),
    (
        "partner",
        {"role": "manufacturer", "categories": ["e-bikes"]},
        "Alder was to make e-bikes",
        "Alder as manufacturer",
    ),
    ("partner", {"role": "distributor"}, "Alder was to distribute", "Alder as distributor"),
    ("partner", {"role": "service"}, "Alder was to serve", "Alder as service"),
    ("partner", {"role": "investor"}, "Alder was to invest", "Alder as investor"),
    ("presence", {"says": "halden"}, "it was to enter the market", "the entry"),
    ("presence", {}, "Halden was to enter the market", "the entry"),
    ("presence", {"says": "alder"}, "Halden was to enter the market", "the entry"),
    ("event", {"event": "entry"}, "Halden was to enter the market", "the entry"),
    ("event", {"event": "first-sale"}, "sales were to begin", "the first sales"),
    (
        "event",
        {"event": "first-sale", "categories": ["e-bikes"]},
        "sales of e-bikes were to begin",
        "the first sales of e-bikes",
    ),
    ("event", {"event": "return"}, "Halden was to return", "the return"),
    (
        "event",
        {"event": "return", "parties": ["alder"]},
        "Halden was to return with Alder",
        "the return with Alder",
    ),
    (
        "event",
        {"event": "stake", "parties": ["alder"]},
        "Halden was to take a stake in Alder",
        "the stake in Alder",
    ),
    (
        "event",
        {"event": "stake", "parties": ["alder"], "status": "negotiating"},
        "talks on a stake in Alder were under way",
        "the stake in Alder",
    ),
    ("event", {"event": "production-start"}, "local production was to begin", "local production"),
    ("event", {"event": "subsidiary"}, "Halden was to found a company of its own", "a company of its own"),
    ("event", {"event": "subsidiary", "parties": ["alder"]}, "nobody knows", "a company of its own"),
    ("event", {"event": "launch-event"}, "a launch event was to be held", "the launch event"),
    ("event", {"event": "launch-event", "label": "a show"}, "a launch event was to be held", "a show"),
    ("event", {"event": "relocation", "label": "the move to Utrecht"}, "nobody knows", "the move to Utrecht"),
    ("view", {}, "nobody knows", "the market"),
    ("metric", {}, "nobody knows", "80,000 e-bikes (e-bikes)"),
]


@pytest.mark.parametrize(("kind", "more", "clause", "name"), PLANS)
def test_a_forecast_is_told(kind: str, more: Facts, clause: str, name: str, tmp_path: Path) -> None:
    found, named = told(tmp_path, kind, **more)
    assert words(found) == clause
    assert words(named) == name


def test_what_came_is_told_no_more_exactly_than_its_evidence(tmp_path: Path) -> None:
    clause, name = told(tmp_path, "offer", coarse=True, products=["Trail"])
    assert (words(clause), words(name)) == ("e-bikes were to go on sale", "sales of e-bikes")
    assert Mention("product", "Trail") not in clause.parts[0].mentions


def test_the_clause_mentions_what_it_names(tmp_path: Path) -> None:
    clause, _ = told(tmp_path, "offer", products=["Trail"], sellers=["alder"])
    assert set(clause.parts[0].mentions) == {
        Mention("category", "e-bikes"),
        Mention("product", "Trail"),
        Mention("party", "alder"),
    }


def test_the_curators_own_words_are_mentioned_as_such(tmp_path: Path) -> None:
    clause, _ = told(tmp_path, "view")
    assert clause.parts[0].mentions == (Mention("wording", "Nobody knows."),)
