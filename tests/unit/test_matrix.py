"""What a brief should know against what is held: each state of a cell, from facts that bring it about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.properties import worlds
from tests.unit.small_dossiers import fact, loaded, source
from xbrief.brief import matrix
from xbrief.brief.market import Market, market
from xbrief.brief.matrix import Entry, Matrix
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.model import Dossier
from xbrief.rules.load import builtin

DUTY = (
    "kind: tariff\nrate_percent: 12\nbound: exact\ntype: import-duty\non: [lamps]\napplies_to: imported\n"
    "claim: Lamps pay 12 percent."
)
SECOND = "id: ex-2020-03\npublisher: Other\npublished: '2020-02-20'"


def _markets(of: Dossier, day: date) -> list[Market]:
    book = ledger(of, day)
    held = [market(book, builtin(), c, lambda code: places.country(code).full) for c in of.markets]
    return [m for m in held if m is not None]


def of(tmp_path: Path, *facts: str, day: date = date(2020, 3, 1), **more: str) -> Matrix:
    found = loaded(tmp_path / "d", *facts, **more)
    assert not found.errors, found.problems
    return matrix.matrix([m for m in _markets(found.dossier, day) if m.code == "ch"])


def cell(found: Matrix, id: str) -> Entry:
    (line,) = (line for line in found.lines if line.id == id)
    return line.entries[0]


@pytest.mark.parametrize("row", ["gaps.duty", "gaps.duty-rate"])
def test_a_cell_goes_from_nothing_to_one_origin_to_several_to_stale(row: str, tmp_path: Path) -> None:
    assert cell(of(tmp_path, fact()), row) == Entry("nothing")
    one = cell(of(tmp_path, fact(DUTY)), row)
    assert (one.state, one.origins, one.facts) == ("one", 1, ("ch-ex2002-lamps",))
    assert one.newest is not None
    assert one.newest.text == "2020-02-03"
    twice = {"ex_2020_03": source(fact(f"id: ch-ex2003-duty\n{DUTY}"), head=SECOND)}
    several = cell(of(tmp_path, fact(DUTY), **twice), row)
    assert (several.state, several.origins) == ("several", 2)
    old = cell(of(tmp_path, fact(DUTY), day=date(2026, 1, 1), **twice), row)
    assert old.state == "stale"


def test_a_row_of_the_snapshot_counts_as_the_snapshot_does(tmp_path: Path) -> None:
    assert cell(of(tmp_path, fact(DUTY)), "other") == Entry("nothing")
    one = cell(of(tmp_path, fact()), "main")
    assert (one.state, one.origins, one.findings) == ("one", 1, ("ch.on-sale.lamps",))
    twice = of(tmp_path, fact(), ex_2020_03=source(fact("id: ch-ex2003-lamps"), head=SECOND))
    assert (cell(twice, "main").state, cell(twice, "main").origins) == ("several", 2)


def test_carriers_are_asked_for_only_where_the_dossier_knows_one(tmp_path: Path) -> None:
    assert "gaps.party-carrier" not in {line.id for line in of(tmp_path, fact()).lines}
    bundled = matrix.matrix(worlds.markets(worlds.book("bundled", worlds.TODAY)))
    assert "gaps.party-carrier" in {line.id for line in bundled.lines}


def test_two_prices_from_two_papers_are_not_one_price_from_both(tmp_path: Path) -> None:
    price = "kind: metric\nname: price\nvalue: {}\nunit: currency\ncurrency: CHF\nof: {}\nclaim: It costs."
    other = {"ex_2020_03": source(fact("id: ch-ex2003-price\n" + price.format(20, "kettles")), head=SECOND)}
    assert cell(of(tmp_path, fact(price.format(10, "lamps")), **other), "gaps.prices").state == "one"
    same = {"ex_2020_03": source(fact("id: ch-ex2003-price\n" + price.format(10, "lamps")), head=SECOND)}
    assert cell(of(tmp_path, fact(price.format(10, "lamps")), **same), "gaps.prices").state == "several"


def test_who_told_of_it_years_ago_does_not_back_what_is_told_now(tmp_path: Path) -> None:
    later = source(fact("id: se-ex2211-lamps\nmarket: se"), head="id: ex-2022-11\npublished: '2022-11-05'")
    found = loaded(tmp_path / "d", fact("id: se-lamps\nmarket: se"), ex_2022_11=later).dossier
    (held,) = [m for m in _markets(found, date(2023, 1, 1)) if m.code == "se"]
    told = cell(matrix.matrix([held]), "main")
    assert (told.state, told.origins) == ("one", 1)


def test_retellings_of_one_origin_are_one(tmp_path: Path) -> None:
    again = source(fact(f"id: ch-ex2003-duty\norigin: fair-2020\n{DUTY}"), head=SECOND)
    found = of(tmp_path, fact(f"origin: fair-2020\n{DUTY}"), ex_2020_03=again)
    assert {cell(found, row).state for row in ("duty", "gaps.duty")} == {"one"}


def test_what_another_source_disputes_is_disputed(tmp_path: Path) -> None:
    maker = "kind: partner\nparties: [butik]\nrole: carrier\ncategories: [lamps]\nstatus: {}\nclaim: It sells."
    denied = source(
        fact(f"id: ch-ex2003-not\n{maker.format('ended')}\ndisputes: [ch-ex2002-lamps]"),
        head=SECOND,
    )
    found = of(tmp_path, fact(maker.format("active")), ex_2020_03=denied)
    assert cell(found, "gaps.party-carrier").state == "disputed"
    assert cell(found, "sellers").state == "disputed"


def test_a_plan_is_no_knowledge_of_how_things_stand(tmp_path: Path) -> None:
    found = of(
        tmp_path, fact("kind: channel\ntype: own-shop\nstatus: planned\ntarget: '2021'\nclaim: A shop will open.")
    )
    assert {cell(found, row).state for row in ("outlets", "gaps.outlet")} == {"planned"}
    assert cell(found, "main").state == "planned", "the earlier source has a plan for the main goods"
    assert found.missing(0) == sum(line.entries[0].state in {"nothing", "planned"} for line in found.lines)


def test_what_a_later_fact_replaces_does_not_count_beside_it(tmp_path: Path) -> None:
    newer = source(fact(f"id: ch-ex2003-duty\nsupersedes: [ch-ex2002-lamps]\n{DUTY}"), head=SECOND)
    found = cell(of(tmp_path, fact(DUTY), ex_2020_03=newer), "gaps.duty")
    assert (found.state, found.facts) == ("one", ("ch-ex2003-duty",))


def test_the_terms_of_a_party_are_asked_only_where_one_acts(tmp_path: Path) -> None:
    acts = "kind: partner\nparties: [butik]\nrole: distributor\nstatus: active\nclaim: Butik distributes."
    bare = of(tmp_path, fact())
    assert cell(bare, "gaps.terms").state == "unasked"
    assert bare.asked(0) == len(bare.lines) - 1
    assert cell(of(tmp_path, fact(acts)), "gaps.terms").state == "nothing"
    assert cell(of(tmp_path, fact(f"{acts}\nexclusive: true")), "gaps.terms").state == "one"


def test_a_row_whose_rules_are_silenced_is_not_asked_for(tmp_path: Path) -> None:
    found = loaded(tmp_path / "d", fact()).dossier
    book = ledger(found, date(2020, 3, 1))
    rules = {id: rule for id, rule in builtin().items() if id not in {"duties", "gaps"}}
    held = market(book, rules, "ch", lambda code: places.country(code).full)
    assert held is not None
    ids = {line.id for line in matrix.matrix([held]).lines}
    assert "duty" not in ids
    assert not {i for i in ids if i.startswith("gaps.")}


@pytest.mark.parametrize("name", worlds.NAMES)
def test_an_empty_cell_is_what_the_brief_calls_a_gap(name: str) -> None:
    """Nothing is held where the rule of gaps says so, and the other way round, but for what another gap covers."""
    markets = _markets(worlds.dossier(name), worlds.TODAY)
    found = matrix.matrix(markets)
    for n, m in enumerate(markets):
        said = {f.id.split(".gaps.")[1] for f in m.of("gaps") if "party-" not in f.id or f.id.endswith("-main")}
        for line in found.lines:
            name_of = line.id.removeprefix("gaps.")
            if line.part == "gaps" and name_of in said:
                assert line.entries[n].state == "nothing", (m.code, line.id)
            if line.part == "gaps" and line.entries[n].state not in {"nothing", "unasked"}:
                assert name_of not in said
            assert set(line.entries[n].facts) <= set(m.ledger.known)


@pytest.mark.parametrize("name", worlds.NAMES)
def test_no_cell_is_fresher_than_its_newest_word(name: str) -> None:
    for day in (date(2016, 6, 30), worlds.TODAY):
        markets = _markets(worlds.dossier(name), day)
        if not markets:
            continue
        for line in matrix.matrix(markets).lines:
            for entry in line.entries:
                if entry.state in {"several", "one"}:
                    assert entry.newest is not None
                    assert entry.newest.earliest is None or (day - entry.newest.earliest).days <= 731, line
