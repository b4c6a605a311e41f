"""Single markets of small invented dossiers: only plans, nothing known yet, nothing missing, one voice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.properties.worlds import rules
from tests.rules.dossier import make
from tests.truth import worlds
from xbrief.brief import cards, country, snapshot
from xbrief.brief.chain import chain
from xbrief.brief.market import Market, market
from xbrief.brief.types import Brief, Length
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.dossier.dates import parse
from xbrief.rules.types import Finding, Run, Statement

SALE = "kind: offer, categories: [e-bikes]"
BEFORE = "published: '2018-06-15'"
DEALER = "kind: partner, role: dealer, parties: [wielhuis], categories: [e-bikes]"


def dutch(folder: Path, *facts: str, **example: object) -> Market:
    folder.mkdir(exist_ok=True)
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    held = ledger(*make({"facts": yaml.safe_load(text), **example}, folder))
    found = market(held, rules(), "nl", lambda c: places.country(c).full)
    assert found is not None
    return found


def told(brief: Brief, id: str) -> str:
    """A section's sentences, and its rows as `label: words`."""
    section = next(s for s in brief.sections if s.id == id)
    rows = section.table.rows if section.table else ()
    said = [s.text for b in section.blocks for s in (*b.statements, *b.items)]
    return " ".join([*said, *(f"{r.label}: {r.cells[0].text}." for r in rows)])


PLANS = (
    "kind: event, event: entry, status: announced, says: halden, target: '2020'",
    f"{SALE}, status: planned, target: '2020-40', sellers: [wielhuis]",
    "kind: channel, type: own-shop, status: planned",
    "kind: event, event: production-start, status: planned, target: '2021'",
)


@pytest.mark.parametrize("length", ["line", "page", "full"])
def test_a_market_of_which_only_plans_are_held_says_so_first(length: Length, tmp_path: Path) -> None:
    brief = country.brief(dutch(tmp_path, *PLANS), length)
    bottom = told(brief, "bottom")
    assert bottom.startswith("No source held tells of a sale in the Netherlands. ")
    assert "Wielhuis was to sell e-bikes in the first half of 2020" in bottom
    assert not {"in business", " sells ", " sold "} & {w for w in ("in business", " sells ", " sold ") if w in bottom}


def test_plans_stand_in_for_rows_of_which_nothing_else_is_held(tmp_path: Path) -> None:
    brief = country.brief(dutch(tmp_path, *PLANS))
    rows = told(brief, "snapshot")
    for row in ("Status: the entry, in 2020", "E-bikes: sales of e-bikes", "Own outlets: ", "Local production: "):
        assert row in rows
    evidence = {r.label: r.cells[2].text for s in brief.sections if s.table for r in s.table.rows}
    assert evidence["Status"] == "planned · 1 origin"
    assert "entered" not in rows
    assert told(brief, "story") == country.NONE["story"]
    assert told(brief, "why") == country.NONE["why"]
    assert "Whether the entry came (in 2020)." in told(brief, "watch")


def test_a_plan_gives_way_to_a_state(tmp_path: Path) -> None:
    rows = told(country.brief(dutch(tmp_path, *PLANS, "kind: event, event: entry, at: '2019-06-01'")), "snapshot")
    assert "Status: the entry, in 2020" not in rows


def test_a_market_of_which_no_fact_is_known_by_the_day_is_no_market(tmp_path: Path) -> None:
    found = dutch(tmp_path, f"{SALE}, status: active")
    early = ledger(found.ledger.dossier, date(2019, 6, 14))
    assert market(early, rules(), "nl", lambda c: c) is None
    assert market(found.ledger, rules(), "jp", lambda c: c) is None


EVERYTHING = (
    f"{SALE}, status: active, supply: imported",
    f"{DEALER}, status: active",
    "kind: partner, role: carrier, parties: [telewiel], status: active",
    "kind: partner, role: service, parties: [fixit], status: active",
    "kind: partner, role: distributor, parties: [groothandel], exclusive: true, status: active",
    "kind: partner, role: manufacturer, parties: [smederij], status: active",
    "kind: channel, type: own-shop, status: active",
    "kind: tariff, 'on': [e-bikes], type: import-duty, applies_to: imported, rate_percent: 6, bound: exact",
    "kind: regulation, measure: mark, type: certification, effect: requires, categories: [e-bikes], status: active",
    "kind: rival, parties: [kaze], effect: sells the most",
    *(
        f"kind: metric, name: {name}, value: 3, unit: {unit}, of: e-bikes"
        for name, unit in (("share", "percent"), ("price", "currency, currency: EUR"), ("units", "devices"))
    ),
)


def test_a_market_of_which_everything_is_held_has_no_gap(tmp_path: Path) -> None:
    found = dutch(tmp_path, *EVERYTHING)
    assert found.of("gaps") == []
    brief = country.brief(found)
    assert told(brief, "gaps") == country.NONE["gaps"]
    assert "othing is held" not in told(brief, "bottom")


def test_the_newest_sources_being_one_is_told_first(tmp_path: Path) -> None:
    retold = [f"{SALE}, status: active, origin: press-day, publisher: {p}" for p in ("A", "B", "C")]
    brief = country.brief(dutch(tmp_path, *retold))
    line = "acts from three of the sources go back to one origin and count once"
    assert line in told(brief, "bottom")
    assert "three sources A (15 June 2019), B (15 June 2019) and C (15 June 2019)" in told(brief, "sources")
    two = country.brief(dutch(tmp_path / "two", *retold[:2]))
    assert line not in told(two, "bottom")
    assert "two sources A (15 June 2019) and B (15 June 2019)" in told(two, "sources")


def test_years_without_a_source_are_a_gap(tmp_path: Path) -> None:
    found = dutch(tmp_path, f"{SALE}, status: active", f"{SALE}, status: active, published: '2016-03-01'")
    assert [f.id for f in found.of("silence")] == ["nl.silence.2016-2019"]
    brief = country.brief(found)
    assert "No source held is dated between March 2016 and June 2019." in told(brief, "gaps")
    assert brief.meta[3].endswith(", the one before it March 2016")


def test_old_evidence_is_told_of_before_anything_else(tmp_path: Path) -> None:
    found = dutch(tmp_path, f"{SALE}, status: active", as_of="2020-01-15")
    assert told(country.brief(found), "bottom").startswith(
        "The newest evidence held on the Netherlands is of 15 June 2019, 7 months old. "
    )
    young = ledger(found.ledger.dossier, date(2019, 12, 1))
    again = market(young, rules(), "nl", lambda c: places.country(c).full)
    assert again is not None
    assert "newest evidence" not in told(country.brief(again), "bottom")


# Parts of the snapshot.


def finding(**given: object) -> Finding:
    base = {"id": "nl.r.x", "rule": "r", "section": "s", "market": "nl", "state": "active"}
    return Finding(**{**base, **given})


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], "–"),
        ([None], "–"),
        (["2019-05-04"], "4 May 2019"),
        (["2019-05-04", "2019-05"], "4 May 2019"),
        (["../2019-05"], "May 2019"),
        (["2019-03-01", "2019-05-04"], "March to May 2019"),
        (["2017-03-01", None, "2019-05-04"], "March 2017 to May 2019"),
        # No more exact than the dates are.
        (["2017-03-01", "2019"], "March 2017 to 2019"),
        (["2017", "2019-05-04"], "2017 to May 2019"),
    ],
)
def test_the_day_of_a_row_is_that_of_its_entries(days: list[str | None], told: str) -> None:
    assert snapshot.as_of([finding(when=parse(d) if d else None) for d in days]) == told


def test_an_entry_has_its_day_once() -> None:
    said = Statement((Run("sold since May 2019", ("x",)),), ("f",))
    assert snapshot.with_day(said, [finding(when=parse("2019-05"))]) == said
    dated = snapshot.with_day(said, [finding(), finding(when=parse("../2019-06"))])
    assert (dated.text, dated.runs[0].cites) == ("sold since May 2019 (June 2019)", ("x",))
    assert snapshot.with_day(said, [finding()]) == said


@pytest.mark.parametrize(
    ("found", "tone"),
    [
        ([{}], "fresh"),
        ([{}, {"stale": True}], "stale"),
        ([{"stale": True}, {"state": "disputed"}], "disputed"),
        ([{"state": "competing"}], "disputed"),
    ],
)
def test_the_tone_of_a_row_is_that_of_its_weakest_entry(found: list[dict[str, object]], tone: str) -> None:
    assert snapshot.tone([finding(**f) for f in found]) == tone


def test_rows_without_anything_are_named_in_one(tmp_path: Path) -> None:
    brief = country.brief(dutch(tmp_path, f"{SALE}, status: active"))
    (row,) = (r for s in brief.sections if s.table for r in s.table.rows if r.label == "Not held")
    assert [c.text for c in row.cells[1:]] == ["–", snapshot.NOTHING]
    # That no status is held would be read as the contrary of goods on sale.
    assert row.cells[0].text.startswith("entry mode, ")
    assert "other goods" not in row.cells[0].text


def test_what_a_seller_no_longer_leaves_out_is_no_row_where_the_goods_tell_of_it(tmp_path: Path) -> None:
    left = f"kind: block, categories: [e-bikes], sellers: [wielhuis], status: active, {BEFORE}"
    sold = f"{SALE}, sellers: [wielhuis], status: active, from: '2019-01'"
    snapshot_ = told(country.brief(dutch(tmp_path, left, sold), "full"), "snapshot")
    assert "Left out" not in snapshot_
    assert "E-bikes: e-bikes on sale through the seller Wielhuis, since January 2019." in snapshot_
    other = f"{SALE}, sellers: [alder], status: active, observed: '2019-06-14'"
    early = f"{SALE}, sellers: [wielhuis], status: active, observed: '2018-09-01'"
    with_another = told(country.brief(dutch(tmp_path / "b", left, early, other), "full"), "snapshot")
    assert "Left out by sellers: e-bikes no longer left out by Wielhuis." in with_another
    assert "Wielhuis does not sell" not in with_another


def test_a_later_word_that_a_seller_sells_takes_the_place_of_what_it_left_out(tmp_path: Path) -> None:
    left = f"id: nl-ex-out, kind: block, categories: [e-bikes], sellers: [wielhuis], status: active, {BEFORE}"
    sells = "kind: partner, parties: [wielhuis], role: marketplace, status: active, supersedes: [nl-ex-out]"
    assert "Left out" not in told(country.brief(dutch(tmp_path, left, sells), "full"), "snapshot")
    unsure = f"{sells}, certainty: speculated"
    assert "Left out" in told(country.brief(dutch(tmp_path / "b", left, unsure), "full"), "snapshot")


@pytest.mark.parametrize(
    "fact",
    [
        "kind: partner, parties: [wielhuis], role: marketplace, status: active",
        "kind: partner, parties: [wielhuis], role: retailer, status: ended, until: '2019-05'",
        "kind: event, event: first-sale, at: '2019-05'",
        "kind: metric, name: units, value: '200', unit: devices, of: e-bikes",
    ],
)
def test_a_seller_a_first_sale_or_units_sold_are_a_sale_though_no_goods_are_on_sale(fact: str, tmp_path: Path) -> None:
    assert not dutch(tmp_path, fact).of("unsold")


def test_a_distributor_a_goal_and_a_plan_are_no_sale(tmp_path: Path) -> None:
    facts = (
        "kind: partner, parties: [wielhuis], role: distributor, status: active",
        "kind: metric, name: goal, value: '200', unit: devices, of: e-bikes, target: '2020'",
        "kind: event, event: first-sale, status: planned, target: '2020'",
    )
    assert dutch(tmp_path, *facts).of("unsold")


def test_goods_whose_name_ends_with_the_main_ones_are_other_goods() -> None:
    """Patio heaters are no heaters, and so is what keeps them off sale no reason of these."""
    world = worlds.real("tr", date(2026, 11, 22), "lamps")
    assert {f.id: f.main for f in world.market.of("on-sale", "why")} == {
        "tr.on-sale.heaters": True,
        "tr.on-sale.lamps": False,
        "tr.on-sale.patio-heaters": False,
        "tr.why.block.availability.heaters@isikdan": True,
        "tr.why.block.availability.patio-heaters": False,
    }


def test_what_each_source_says_of_those_without_a_name_is_told_by_itself(tmp_path: Path) -> None:
    talks = f"kind: partner, unnamed: importers, role: distributor, status: negotiating, says: halden, {BEFORE}"
    guess = "kind: partner, unnamed: importer, role: distributor, status: planned, certainty: speculated"
    market = dutch(tmp_path, talks, guess)
    assert [market.told([f]).text for f in market.of("distributors")] == [
        "on 15 June 2019 The Courier expected an importer as a distributor; that it began is not held",
        "talks with importers were reported on 15 June 2018, by the account of Halden",
    ]


def test_a_rumour_that_is_denied_is_never_told_alone(tmp_path: Path) -> None:
    rumour = "id: nl-ex-1, kind: partner, parties: [alder], role: distributor, status: planned, certainty: speculated"
    denial = "kind: view, about: the rumour, claim: There is nothing in it., denies: [nl-ex-1]"
    market = dutch(tmp_path, rumour, f"{denial}, says: halden", f"{denial}, publisher: The Dispatch")
    told_ = [market.told([f]).text for f in market.of("distributors", "forecasts", "conflicts")]
    assert len(told_) == 3
    assert all("denied" in text for text in told_), told_
    assert "Halden denied it on 15 June 2019 and The Dispatch denied it on 15 June 2019" in told_[1]
    assert "(rumoured on 15 June 2019; denied)" in told(country.brief(market, "full"), "snapshot")


def test_the_main_goods_are_named_among_the_rows_without_anything(tmp_path: Path) -> None:
    brief = country.brief(dutch(tmp_path, "kind: rival, parties: [kaze], effect: sells the most"))
    (row,) = (r for s in brief.sections if s.table for r in s.table.rows if r.label == "Not held")
    assert row.cells[0].text.startswith("status, entry mode, e-bikes, distributors and makers, ")


# The chain of a claim that contests something.


def test_what_a_claim_leaves_out_is_shown_in_its_chain(tmp_path: Path) -> None:
    found = dutch(
        tmp_path,
        f"{SALE}, status: active, from: '2018-02', observed: '2019-05'",
        "kind: event, event: sale-stopped, categories: [e-bikes], at: '2018-09'",
    )
    shown = cards.cards(chain("nl.availability.e-bikes", [found], found.ledger))
    lines = [line for heading, held in shown.groups if heading == "One claim" for card in held for line in card.lines]
    assert ("contested", "nl-ex-2") in lines
