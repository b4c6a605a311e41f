"""What goes into a brief of a given length: by weight, by day, and never twice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.properties.worlds import rules
from tests.rules.dossier import make
from xbrief.brief import select
from xbrief.brief.market import Market, market
from xbrief.brief.types import LENGTHS
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.rules.types import Finding

EARLY = "published: '2018-01-10'"


def swiss(folder: Path, *facts: str) -> Market:
    folder.mkdir(exist_ok=True)
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    found = market(
        ledger(*make({"facts": yaml.safe_load(text)}, folder)), rules(), "nl", lambda c: places.country(c).full
    )
    assert found is not None
    return found


def finding(id: str, weight: int = 0, day: str = "") -> Finding:
    return Finding(id=id, rule="r", section="s", market="nl", state="x", weight=weight, day=day)


def leads(found: list[Finding]) -> list[str]:
    return [f.facts[0] for f in found]


def test_every_length_has_its_limits_and_each_bears_more_than_the_last() -> None:
    assert set(select.LIMITS) == set(LENGTHS)
    line, page, full = (select.LIMITS[length] for length in LENGTHS)
    for name in ("why", "story", "said", "conflicts", "watch", "groups"):
        assert getattr(line, name) < getattr(page, name) <= getattr(full, name)


def test_the_heaviest_come_first_and_ties_go_by_day_and_id() -> None:
    given = [finding("b", 1, "2019"), finding("c", 2), finding("a", 1, "2019"), finding("d", 1, "2018")]
    assert [f.id for f in select.heaviest(given, 9)] == ["c", "d", "a", "b"]
    assert [f.id for f in select.heaviest(reversed(given), 9)] == ["c", "d", "a", "b"]
    assert [f.id for f in select.heaviest(given, 2)] == ["c", "d"]
    assert select.heaviest(given, 0) == []


def test_by_day_ties_go_by_weight_and_id() -> None:
    given = [finding("b", 1, "2019"), finding("c", 2, "2019"), finding("a", 1, "2019"), finding("d", 0, "2018")]
    assert [f.id for f in select.by_day(given)] == ["d", "c", "a", "b"]


# The story.

DEALER = "kind: partner, role: dealer, parties: [wielhuis]"


def rules_told(found: Market) -> list[str]:
    return [f.rule for f in select.story(found, 99)]


def test_a_seller_whose_goods_tell_of_its_start_is_not_told_of_again(tmp_path: Path) -> None:
    goods = swiss(tmp_path / "goods", f"{DEALER}, categories: [e-bikes], status: active, from: '2018-05-01'")
    assert rules_told(goods).count("story-goods") == 1
    assert "story-parties" not in rules_told(goods)
    other = swiss(tmp_path / "plain", f"{DEALER}, status: active, from: '2018-05-01'")
    assert rules_told(other) == ["story-parties"]


def test_a_seller_told_of_by_another_fact_of_the_same_day_is_not_told_of_again(tmp_path: Path) -> None:
    facts = (
        "kind: offer, categories: [e-bikes], sellers: [wielhuis], status: active, from: '2018-05-01'",
        f"{DEALER}, status: active, from: '2018-05-01'",
    )
    assert "story-parties" not in rules_told(swiss(tmp_path / "day", *facts))
    later = (facts[0], facts[1].replace("05-01", "09-01"))
    assert "story-parties" in rules_told(swiss(tmp_path / "later", *later))


def test_a_maker_is_told_of_with_the_production(tmp_path: Path) -> None:
    maker = "kind: partner, role: manufacturer, parties: [wielhuis], categories: [e-bikes], status: active"
    told = rules_told(swiss(tmp_path, f"{maker}, from: '2018-05-01'"))
    assert "story-production" in told
    assert "story-parties" not in told


def test_the_story_is_told_by_day_however_it_was_chosen(tmp_path: Path) -> None:
    found = swiss(
        tmp_path,
        "kind: event, event: exit, at: '2019-02'",
        "kind: event, event: entry, at: '2017-04'",
        "kind: offer, categories: [locks], status: active, from: '2018'",
    )
    days = [f.day for f in select.story(found, 99)]
    assert days == sorted(days)
    assert len(select.story(found, 2)) == 2


# Forecasts.

OFFER = f"kind: offer, categories: [e-bikes], {EARLY}"
PAIRS: Mapping[str, tuple[str, str, list[int]]] = {
    # Sellers besides: the fuller one is told.
    "sellers": (
        f"{OFFER}, status: planned, target: '2020'",
        f"{OFFER}, status: planned, target: '2020', sellers: [wielhuis]",
        [2],
    ),
    # The same sellers: the one with a day, and the partner rather than the offer.
    "dated": (
        f"{OFFER}, status: planned, sellers: [wielhuis]",
        f"{OFFER}, status: planned, target: '2020', sellers: [wielhuis]",
        [2],
    ),
    "partner": (
        f"{OFFER}, status: planned, target: '2020', sellers: [wielhuis]",
        f"{DEALER}, categories: [e-bikes], status: planned, target: '2020', {EARLY}",
        [2],
    ),
    # Other days, other goods, other sources, other sellers: both are told.
    "days": (
        f"{OFFER}, status: planned, target: '2020'",
        f"{OFFER}, status: planned, target: '2021', sellers: [wielhuis]",
        [1, 2],
    ),
    "goods": (
        f"{OFFER}, status: planned, target: '2020'",
        f"kind: offer, categories: [helmets], {EARLY}, status: planned, target: '2020', sellers: [wielhuis]",
        [1, 2],
    ),
    "sources": (
        f"{OFFER}, status: planned, target: '2020'",
        f"{OFFER}, status: planned, target: '2020', sellers: [wielhuis], publisher: The Gazette",
        [1, 2],
    ),
    "others": (
        f"{OFFER}, status: planned, target: '2020', sellers: [fietsplein]",
        f"{OFFER}, status: planned, target: '2020', sellers: [wielhuis]",
        [1, 2],
    ),
    "dated-others": (
        f"{OFFER}, status: planned",
        f"{OFFER}, status: planned, target: '2020', sellers: [wielhuis]",
        [1, 2],
    ),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_a_forecast_that_a_fuller_one_repeats_is_left_out_of_a_page(pair: str, tmp_path: Path) -> None:
    one, other, kept = PAIRS[pair]
    found = swiss(tmp_path, one, other)
    page = {int(i[-1]) for i in leads(select.forecasts(found, select.LIMITS["page"].said))}
    assert page & {1, 2} == set(kept)
    full = {int(i[-1]) for i in leads(select.forecasts(found, select.LIMITS["full"].said))}
    assert full >= {1, 2}


def test_goods_that_one_clause_tells_are_not_cut_apart(tmp_path: Path) -> None:
    """Half of what a dealer sold would read as all of it."""
    sold = "kind: partner, parties: [alder], role: dealer, authorised: unknown, status: active, from: '2018'"
    here = swiss(tmp_path, f"{sold}, categories: [helmets, locks], claim: Alder sold helmets and locks.")
    told = [f.id for f in select.story(here, 1) if f.rule == "story-goods"]
    assert told == ["nl.story-goods.helmets#u1", "nl.story-goods.locks#u1"]
