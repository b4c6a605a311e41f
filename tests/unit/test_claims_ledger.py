"""All claims as of a day: what one claim does to another, how old a state is, and how many voices stand behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.claims.ledger import DEFAULT_STALE_DAYS, ledger
from xbrief.claims.origin import origin
from xbrief.claims.types import Claim, Ledger
from xbrief.dossier.dates import parse

OFF = "nl.availability.e-bikes"
IN = "nl.presence.company"
SALE = "kind: offer, categories: [e-bikes]"
BLOCK = "kind: block, categories: [e-bikes], status: active"
ENTRY = "kind: event, event: entry"
ORDER = "kind: regulation, measure: court order, type: injunction, effect: blocks, categories: [e-bikes]"


def book(folder: Path, *facts: str, **example: object) -> Ledger:
    """All claims as of the newest source, or of `as_of`."""
    folder.mkdir(exist_ok=True)
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    return ledger(*make({"facts": yaml.safe_load(text), **example}, folder))


def course(found: Claim) -> list[tuple[str, str, str]]:
    return [(e.state, e.since.text if e.since else "", e.confirmed.text) for e in found.turns]


# Presence and sales.


def test_sales_and_outlets_confirm_a_presence(tmp_path: Path) -> None:
    entry = f"{ENTRY}, at: '2018-02'"
    sold = book(tmp_path / "sale", entry, f"{SALE}, status: active, observed: '2019-05'").claims[IN]
    assert course(sold) == [("active", "2018-02", "2019-05")]
    assert sold.turns[0].facts == ("nl-ex-1", "nl-ex-2")
    shop = "kind: channel, type: own-shop, status: active, observed: '2019-05'"
    assert course(book(tmp_path / "shop", entry, shop).claims[IN]) == [("active", "2018-02", "2019-05")]


def test_the_newest_of_several_sales_confirms_a_presence(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        f"{ENTRY}, at: '2018-02'",
        f"{SALE}, status: active, from: '2018-03', observed: '2018-12'",
        f"{SALE}, status: active, observed: '2019-05'",
        "kind: offer, categories: [locks], status: active, observed: '2019-04'",
    ).claims[IN]
    assert course(found) == [("active", "2018-02", "2019-05")]
    assert found.turns[0].facts == ("nl-ex-1", "nl-ex-3")


def test_sales_begin_no_presence(tmp_path: Path) -> None:
    assert IN not in book(tmp_path / "none", f"{SALE}, status: active").claims
    planned = book(tmp_path / "plan", f"{ENTRY}, status: planned", f"{SALE}, status: active").claims[IN]
    assert (planned.state, planned.turns) == (None, ())
    left = book(tmp_path / "left", "kind: event, event: exit, at: '2018-05'", f"{SALE}, status: active").claims[IN]
    assert course(left) == [("ended", "2018-05", "2018-05")]
    cut = book(tmp_path / "cut", "kind: event, event: retreat, at: '2018-05'", f"{SALE}, status: active").claims[IN]
    assert course(cut) == [("reduced", "2018-05", "2018-05")]


def test_a_sale_without_known_leave_or_told_of_earlier_confirms_no_presence(tmp_path: Path) -> None:
    entry = f"{ENTRY}, at: '2018-02'"
    dealer = "kind: partner, role: dealer, parties: [wielhuis], categories: [e-bikes], authorised: unknown"
    assert course(book(tmp_path / "leave", entry, f"{dealer}, status: active").claims[IN]) == [
        ("active", "2018-02", "2018-02")
    ]
    earlier = f"{SALE}, status: active, observed: '2017-05'"
    assert course(book(tmp_path / "earlier", entry, earlier).claims[IN]) == [("active", "2018-02", "2018-02")]
    elsewhere = f"{SALE}, status: active, market: jp"
    assert course(book(tmp_path / "elsewhere", entry, elsewhere).claims[IN]) == [("active", "2018-02", "2018-02")]


def test_leaving_the_market_ends_the_sales_in_it(tmp_path: Path) -> None:
    sale = f"{SALE}, status: active, from: '2017', observed: '2018-03'"
    exact = book(tmp_path / "exact", sale, "kind: event, event: exit, at: '2018-11'").claims[OFF]
    assert course(exact) == [("active", "2017", "2018-03"), ("ended", "2018-11", "2018-11")]
    assert exact.turns[0].ended_by == ("nl-ex-2",)
    by_then = book(tmp_path / "by", sale, "kind: presence, status: ended, until: ../2018-11").claims[OFF]
    assert course(by_then) == [("active", "2017", "2018-03"), ("ended", "", "../2018-11")]
    cut = book(tmp_path / "cut", sale, "kind: event, event: retreat, at: '2018-11'").claims[OFF]
    assert course(cut) == [("active", "2017", "2018-03")]
    elsewhere = book(tmp_path / "jp", sale, "kind: event, event: exit, at: '2018-11', market: jp").claims[OFF]
    assert course(elsewhere) == [("active", "2017", "2018-03")]


def test_leaving_ends_no_sale_that_began_later_and_none_that_never_was(tmp_path: Path) -> None:
    left = "kind: event, event: exit, at: '2018-01'"
    later = book(tmp_path / "later", left, f"{SALE}, status: active, from: '2018-05', observed: '2018-06'")
    assert course(later.claims[OFF]) == [("active", "2018-05", "2018-06")]
    never = book(tmp_path / "never", left, f"{SALE}, status: planned, published: '2017-01-01'")
    assert (never.claims[OFF].state, never.claims[OFF].turns) == (None, ())
    outlet = book(tmp_path / "outlet", left, "kind: channel, type: own-shop, status: active, observed: '2017-05'")
    assert outlet.claims["nl.outlet.own-shop"].state == "active"


def test_the_end_of_an_outlet_or_of_production_ends_no_sale(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        f"{SALE}, status: active, from: '2017', observed: '2018-03'",
        "kind: channel, type: own-shop, status: ended, until: '2018-11'",
        "kind: event, event: production-end, at: '2018-11'",
    )
    assert found.claims[OFF].state == "active"


# First sales.


def test_no_sale_begins_before_the_first_one(tmp_path: Path) -> None:
    first = "kind: event, event: first-sale, categories: [e-bikes], at: '2018-03-05'"
    after = book(tmp_path / "after", f"{SALE}, status: active, from: '2017', observed: '2018-12'", first).claims[OFF]
    assert course(after) == [("active", "2018-03-05", "2018-12")]
    # Seen before the sale that was called the first: the two cannot be squared, and no beginning is told.
    before = book(tmp_path / "before", f"{SALE}, status: active, from: '2017', observed: '2017-12'", first).claims[OFF]
    assert course(before) == [("active", "", "2018-03-05")]


def test_a_start_that_may_be_the_first_sale_stays_a_start(tmp_path: Path) -> None:
    first = "kind: event, event: first-sale, categories: [e-bikes], at: '2018-03-05'"
    found = book(tmp_path, f"{SALE}, status: active, from: '2018', observed: '2018-12'", first).claims[OFF]
    assert course(found) == [("active", "2018-03-05", "2018-12")]


# Measures and blocks.


def test_an_injunction_that_is_lifted_ends_the_block_and_begins_no_sale(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        f"{ORDER}, status: active, from: '2018-02', observed: '2018-03'",
        f"{ORDER}, status: ended, until: '2018-09'",
        f"{BLOCK}, from: '2018-02', observed: '2018-03'",
    ).claims[OFF]
    assert (found.state, found.confirmed, found.stale) == (None, None, False)
    assert course(found) == [("blocked", "2018-02", "2018-03")]
    assert found.turns[0].ended_by == ("nl-ex-2",)


@pytest.mark.parametrize(
    "order",
    [
        f"{ORDER}, status: active",
        f"{ORDER.replace('e-bikes', 'locks')}, status: ended",
        f"{ORDER.replace('effect: blocks', 'effect: delays')}, status: ended",
        f"{ORDER}, status: ended, market: jp",
        # Lifted before the block was told of: another reason keeps it.
        f"{ORDER}, status: ended, until: '2018-01'",
    ],
)
def test_a_block_stands_while_its_own_order_does(order: str, tmp_path: Path) -> None:
    assert book(tmp_path, order, f"{BLOCK}, observed: '2018-03'").claims[OFF].state == "blocked"


def test_an_order_lifted_ends_the_block_on_a_seller_too(tmp_path: Path) -> None:
    found = book(
        tmp_path, f"{ORDER}, status: ended, until: '2018-09'", f"{BLOCK}, sellers: [wielhuis], observed: '2018-03'"
    )
    assert found.claims[f"{OFF}@wielhuis"].state is None


# The whole range.


def test_an_offer_that_is_all_there_is_confirms_a_block_on_the_rest(tmp_path: Path) -> None:
    only = "kind: offer, categories: [locks], only: true, status: active, observed: '2019-05'"
    found = book(tmp_path / "block", f"{BLOCK}, observed: '2018-03'", only).claims[OFF]
    assert course(found) == [("blocked", "", "2019-05")]
    assert found.turns[0].facts == ("nl-ex-1", "nl-ex-2")
    assert OFF not in book(tmp_path / "none", only).claims
    sold = book(tmp_path / "sold", f"{SALE}, status: active, observed: '2018-03'", only).claims[OFF]
    assert course(sold) == [("active", "", "2018-03")]


@pytest.mark.parametrize(
    "only",
    [
        "categories: [locks], only: true, status: planned",
        "categories: [locks], status: active",
        "categories: [locks, e-bikes], only: true, status: active, observed: '2018-01'",
        "categories: [locks], products: [Halden Lock], only: true, status: active",
        "categories: [locks], only: true, status: active, market: jp",
        "categories: [locks], only: true, status: active, observed: '2018-02'",
    ],
)
def test_other_offers_confirm_no_block(only: str, tmp_path: Path) -> None:
    found = book(tmp_path, f"{BLOCK}, observed: '2018-03'", f"kind: offer, {only}").claims[OFF]
    assert course(found)[-1] == ("blocked", "", "2018-03")


def test_a_block_on_one_seller_is_not_confirmed_by_the_whole_range(tmp_path: Path) -> None:
    only = "kind: offer, categories: [locks], only: true, status: active"
    found = book(tmp_path, f"{BLOCK}, sellers: [wielhuis], observed: '2018-03'", only).claims[f"{OFF}@wielhuis"]
    assert course(found) == [("blocked", "", "2018-03")]


# Keys, ages and days.


def test_a_fact_on_several_markets_and_one_on_none_have_claims_of_their_own(tmp_path: Path) -> None:
    found = book(tmp_path, f"{SALE}, status: active, market: [nl, jp]", "kind: view, about: the plan, market: null")
    assert list(found.claims) == [".remark.xx-ex-2", "jp.availability.e-bikes", OFF]
    assert [c.key for c in found.of("nl")] == [OFF]
    assert [c.key for c in found.of("", "remark")] == [".remark.xx-ex-2"]
    assert found.of("nl", "presence", "duty") == ()
    assert [f.id for f in found.facts(("xx-ex-1",))] == ["xx-ex-1"]


def test_a_state_goes_stale_by_the_age_of_its_kind(tmp_path: Path) -> None:
    facts = (f"{SALE}, status: active", f"{ENTRY}, at: '2019-06-15'", "kind: event, event: founding, at: '2019-06-15'")
    year = {c.topic: c.stale for c in book(tmp_path / "y", *facts, as_of="2020-06-14").claims.values()}
    assert year == {"availability": False, "presence": False, "founding": False}
    more = {c.topic: c.stale for c in book(tmp_path / "m", *facts, as_of="2020-06-15").claims.values()}
    assert more == {"availability": True, "presence": False, "founding": False}


def test_a_kind_without_an_age_has_the_common_one(tmp_path: Path) -> None:
    found = book(tmp_path, "kind: partner, role: dealer, parties: [wielhuis], exclusive: true, status: active")
    dealer = found.claims["nl.exclusivity.wielhuis"]
    assert (dealer.state, dealer.stale) == ("active", False)
    day = date.fromordinal(date(2019, 6, 15).toordinal() + DEFAULT_STALE_DAYS)
    assert not ledger(found.dossier, day).claims["nl.exclusivity.wielhuis"].stale
    after = date.fromordinal(day.toordinal() + 1)
    assert ledger(found.dossier, after).claims["nl.exclusivity.wielhuis"].stale


def test_what_nothing_sets_has_no_state_and_no_age(tmp_path: Path) -> None:
    found = book(tmp_path, "kind: view, about: the market").claims["nl.remark.nl-ex-1"]
    assert (found.state, found.confirmed, found.stale, found.episode) == (None, None, False, None)


def test_only_what_was_known_by_the_day_is_told(tmp_path: Path) -> None:
    facts = (f"{SALE}, status: active, published: '2018-03'", f"{ENTRY}, at: '2018-01', published: '2019-01-01'")
    found = book(tmp_path, *facts, as_of="2018-03-31")
    assert (list(found.known), list(found.claims)) == (["nl-ex-1"], [OFF])
    assert found.as_of == date(2018, 3, 31)
    (tmp_path / "before").mkdir()
    assert book(tmp_path / "before", *facts, as_of="2018-03-30").claims == {}


# Origins.


def test_each_source_is_an_origin_of_its_own(tmp_path: Path) -> None:
    found = book(
        tmp_path, f"{SALE}, status: active", f"{SALE}, status: active", f"{SALE}, status: active, publisher: B"
    )
    assert found.claims[OFF].origins == 2


def test_what_retells_one_origin_counts_once(tmp_path: Path) -> None:
    told = [f"{SALE}, status: active, publisher: {p}, origin: press-day" for p in ("A", "B", "C")]
    assert book(tmp_path, *told).claims[OFF].origins == 1


def test_one_person_on_one_day_is_one_voice_however_many_print_it(tmp_path: Path) -> None:
    words = f"{ENTRY}, says: ann-berg"
    same = book(tmp_path / "same", *(f"{words}, at: '2019-05-04', publisher: {p}" for p in ("A", "B")))
    assert same.claims[IN].origins == 1
    days = book(tmp_path / "days", *(f"{words}, at: '2019-05-0{n}'" for n in (4, 5)))
    assert days.claims[IN].origins == 2


@pytest.mark.parametrize(
    ("said", "goes_back_to"),
    [
        ("says: ann-berg, at: '2019-05-04'", "ann-berg@2019-05-04"),
        ("says: ann-berg, at: '2019-05-04', origin: press-day", "press-day"),
        ("says: ann-berg, at: '2019-05'", "the-courier-2019-06-15"),
        ("says: ann-berg, at: 2019-05-04~", "the-courier-2019-06-15"),
        ("says: ann-berg, at: '2019-05-04/2019-05-05'", "the-courier-2019-06-15"),
        ("says: ann-berg", "the-courier-2019-06-15"),
        ("says: halden, at: '2019-05-04'", "the-courier-2019-06-15"),
        ("says: [ann-berg, cor-smit], at: '2019-05-04'", "the-courier-2019-06-15"),
        ("at: '2019-05-04'", "the-courier-2019-06-15"),
    ],
)
def test_what_a_fact_goes_back_to(said: str, goes_back_to: str, tmp_path: Path) -> None:
    found = book(tmp_path, f"kind: view, about: sales, {said}")
    assert origin(found.known["nl-ex-1"]) == goes_back_to


def test_confirmed_is_the_last_day_told_of(tmp_path: Path) -> None:
    found = book(tmp_path, f"{SALE}, status: active, observed: '2019-01/2019-03'").claims[OFF]
    assert found.confirmed == parse("2019-03")


# Outlets.


SHOP = "kind: channel, type: own-shop"


def test_a_sale_through_own_outlets_alone_ends_with_the_last_of_them(tmp_path: Path) -> None:
    opened = f"{SHOP}, categories: [e-bikes], status: active, from: '2018-02', observed: '2018-03'"
    closed = f"{SHOP}, status: ended, until: '2019-03'"
    found = book(tmp_path / "shut", opened, closed).claims[OFF]
    assert course(found) == [("active", "2018-02", "2018-03"), ("ended", "2019-03", "2019-03")]
    assert found.turns[0].ended_by


def test_a_sale_through_others_as_well_goes_on(tmp_path: Path) -> None:
    opened = f"{SHOP}, categories: [e-bikes], status: active, from: '2018-02', observed: '2018-03'"
    closed = f"{SHOP}, status: ended, until: '2019-03'"
    dealer = (
        "kind: partner, parties: [alder], role: retailer, categories: [e-bikes], status: active, observed: '2018-04'"
    )
    assert book(tmp_path / "both", opened, closed, dealer).claims[OFF].state == "active"
