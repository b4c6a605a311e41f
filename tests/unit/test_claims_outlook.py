"""What was said to come, and what became of it: every fate, on small invented dossiers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.claims.outlook import side
from xbrief.claims.types import Claim, Forecast

OFF = "availability.e-bikes"
IN = "presence.company"
# Printed in 2018; what comes later stands in the default source of 15 June 2019.
EARLY = "published: '2018-01-10'"
SALE = "kind: event, event: first-sale, categories: [e-bikes]"
PLAN = f"{SALE}, status: announced, says: halden, {EARLY}"
OFFER = "kind: offer, categories: [e-bikes]"
DEALER = "kind: partner, role: dealer, parties: [wielhuis], categories: [e-bikes]"
LATER = "kind: view, about: plans, at: '2019-06-01'"


def claim(folder: Path, key: str, *facts: str, day: str = "2019-06-15") -> Claim:
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    example = {"facts": yaml.safe_load(text), "as_of": day}
    return ledger(*make(example, folder)).claims[f"nl.{key}"]


def fate(folder: Path, *facts: str, key: str = OFF, day: str = "2019-06-15") -> Forecast:
    """What became of the first fact, a forecast."""
    return next(f for f in claim(folder, key, *facts, day=day).forecasts if f.fact == "nl-ex-1")


# Met.


@pytest.mark.parametrize(
    ("target", "came", "kind", "on_time", "days"),
    [
        ("2018-06", "2018-06-30", "met", True, 0),
        ("2018-06", "2018-05-02", "met", True, 0),
        ("2018-06", "2018-07-01", "late", False, 1),
        ("2018-06", "2018-07-20", "late", False, 20),
        ("2018-40", "2018-41", "late", False, 1),
        ("../2018-06", "2018-09-28", "late", False, 90),
        # The evidence cannot tell: the year may lie before or behind the month.
        ("2018-06", "2018", "met", None, 0),
        ("2018-06", "../2018-09", "met", None, 0),
        # A target without an end is not to be missed.
        ("2018-06/..", "2018-09", "met", None, 0),
    ],
)
def test_a_forecast_is_met_in_time_or_late_by_as_many_days_as_are_certain(
    target: str, came: str, kind: str, on_time: bool | None, days: int, tmp_path: Path
) -> None:
    found = fate(tmp_path, f"{PLAN}, target: {target}", f"{SALE}, at: {came}")
    assert (found.fate, found.on_time, found.late_days) == (kind, on_time, days)
    assert found.outcome == ("nl-ex-2",)
    assert found.came is not None
    assert found.came.text == came


def test_a_forecast_without_a_day_is_met_by_what_begins_after_it(tmp_path: Path) -> None:
    found = fate(tmp_path, PLAN, f"{SALE}, at: '2018-07'")
    assert (found.fate, found.on_time, found.dated, found.already) == ("met", None, True, False)


def test_an_outcome_that_is_told_without_its_beginning_has_no_date(tmp_path: Path) -> None:
    found = fate(tmp_path, f"{PLAN}, target: '2018-06'", f"{OFFER}, status: active, observed: '2019-05'")
    assert (found.fate, found.dated, found.on_time, found.late_days) == ("met", False, None, 0)


def test_what_was_on_sale_before_the_forecast_meets_it_only_with_a_beginning_of_its_own(tmp_path: Path) -> None:
    before = f"{OFFER}, status: active, from: '2017', observed: '2017-06', published: '2017-07-01'"
    seen = f"{OFFER}, status: active, observed: '2019-05'"
    assert fate(tmp_path, f"{PLAN}, target: '2018-06'", before, seen).fate == "overdue"
    (tmp_path / "begun").mkdir()
    begun = fate(tmp_path / "begun", f"{PLAN}, target: '2018-06'", before, f"{OFFER}, status: active, from: '2018-05'")
    assert (begun.fate, begun.outcome) == ("met", ("nl-ex-3",))


def test_an_undated_forecast_retold_within_a_month_of_the_beginning_had_already_begun(tmp_path: Path) -> None:
    begun = f"{OFFER}, status: active, from: '2017-12-20', observed: '2017-12-20'"
    found = fate(tmp_path, PLAN, begun)
    assert (found.fate, found.already, found.outcome) == ("met", True, ("nl-ex-2",))
    (tmp_path / "older").mkdir()
    older = f"{OFFER}, status: active, from: '2017-11-20', observed: '2017-11-20'"
    assert fate(tmp_path / "older", PLAN, older).fate == "open"


def test_a_sale_before_the_very_day_that_was_named_is_another_one(tmp_path: Path) -> None:
    assert fate(tmp_path, f"{PLAN}, target: '2018-06-10'", f"{SALE}, at: '2018-06-02'").fate == "overdue"
    (tmp_path / "on").mkdir()
    assert fate(tmp_path / "on", f"{PLAN}, target: '2018-06-10'", f"{SALE}, at: '2018-06-10'").on_time is True


def test_an_end_shows_that_it_had_begun(tmp_path: Path) -> None:
    planned = f"{DEALER}, status: planned, {EARLY}"
    found = fate(tmp_path, planned, f"{DEALER}, status: ended, until: '2019-02'", key="party.wielhuis")
    assert (found.fate, found.dated, found.outcome) == ("met", False, ("nl-ex-2",))
    (tmp_path / "made").mkdir()
    made = fate(
        tmp_path / "made",
        f"kind: event, event: production-start, status: planned, {EARLY}",
        "kind: event, event: production-end, at: '2019-02'",
        key="production.company",
    )
    assert (made.fate, made.dated) == ("met", False)
    # A sale that stopped is no such sign: what stopped may have been on sale before.
    (tmp_path / "stopped").mkdir()
    stopped = "kind: event, event: sale-stopped, categories: [e-bikes], at: '2019-02'"
    assert fate(tmp_path / "stopped", PLAN, stopped).fate == "open"


def test_two_facts_that_tell_of_one_beginning_are_both_the_outcome_the_event_first(tmp_path: Path) -> None:
    found = fate(tmp_path, PLAN, f"{OFFER}, status: active, from: '2018-07'", f"{SALE}, at: '2018-07'")
    assert found.outcome == ("nl-ex-3", "nl-ex-2")


# What lies before the target, held already, or is told beside the forecast.

CHAIN = f"{OFFER}, sellers: [fietsplein], status: active"


@pytest.mark.parametrize(
    ("target", "outcome", "met"),
    [
        # What is left of a stock, told by the source of the forecast on the same day.
        ("2020/..", f"{CHAIN}, {EARLY}", False),
        ("2018-06", f"{CHAIN}, {EARLY}", False),
        ("", f"{CHAIN}, {EARLY}", False),
        # Seen on that day by another source: it already held.
        ("", f"{CHAIN}, {EARLY}, publisher: The Dispatch", False),
        ("", f"{CHAIN}, published: '2018-01-11', publisher: The Dispatch", True),
        # Before what was to come not before a year: neither a state nor a beginning.
        ("2020/..", f"{CHAIN}, observed: '2019-05'", False),
        ("2020/..", f"{CHAIN}, from: '2019-05'", False),
        ("2019/..", f"{CHAIN}, from: '2019-05'", True),
        ("2019-05/..", f"{CHAIN}, observed: '2019-05'", True),
        # Before a month or a year that was named: a beginning comes early, what was merely seen may be older.
        ("2020", f"{CHAIN}, from: '2019-05'", True),
        ("2020", f"{CHAIN}, observed: '2019-05'", False),
    ],
)
def test_a_forecast_is_met_by_nothing_from_before_its_time(
    target: str, outcome: str, met: bool, tmp_path: Path
) -> None:
    due = f", target: '{target}'" if target else ""
    found = fate(tmp_path, f"{OFFER}, status: planned, says: ann-berg, {EARLY}{due}", outcome, day="2019-06-15")
    assert found.fate == ("met" if met else "overdue" if target == "2018-06" else "open")


def test_a_source_that_looks_back_may_tell_of_a_plan_and_of_its_beginning(tmp_path: Path) -> None:
    plan = f"{OFFER}, status: planned, observed: '2018-01', target: '2018'"
    assert fate(tmp_path, plan, f"{OFFER}, status: active, from: '2018-05'").fate == "met"
    (tmp_path / "seen").mkdir()
    assert fate(tmp_path / "seen", plan, f"{OFFER}, status: active").fate == "overdue"
    (tmp_path / "before").mkdir()
    assert fate(tmp_path / "before", plan, f"{OFFER}, status: active, from: '2017-05'").fate == "overdue"


@pytest.mark.parametrize(
    ("plan", "end", "met"),
    [
        ("status: planned", "until: '2019-02'", True),
        # Over when the forecast was made, by its own source.
        ("status: planned", EARLY, False),
        ("status: planned", f"until: '2018-01-10', {EARLY}", False),
        # An end before the target opens is the end of something else.
        ("status: planned, target: 2020/..", "until: '2019-02'", False),
    ],
)
def test_an_end_from_before_its_time_shows_no_beginning(plan: str, end: str, met: bool, tmp_path: Path) -> None:
    found = fate(tmp_path, f"{DEALER}, {plan}, {EARLY}", f"{DEALER}, status: ended, {end}", key="party.wielhuis")
    assert (found.fate == "met") is met


# Met only by what agrees in everything that the forecast names.


@pytest.mark.parametrize(
    ("key", "plan", "outcome", "met"),
    [
        # The event.
        (IN, "kind: event, event: entry", "kind: event, event: entry, at: '2018-07'", True),
        (IN, "kind: event, event: entry", f"{SALE}, at: '2018-07'", True),
        (IN, "kind: event, event: entry", "kind: presence, status: active, from: '2018-07'", True),
        (IN, "kind: event, event: subsidiary", "kind: event, event: entry, at: '2018-07'", False),
        (IN, "kind: event, event: subsidiary", "kind: presence, status: active, from: '2018-07'", False),
        (IN, "kind: event, event: launch-event", "kind: event, event: entry, at: '2018-07'", False),
        (IN, "kind: presence", "kind: event, event: launch-event, at: '2018-07'", False),
        (IN, "kind: presence", "kind: event, event: entry, at: '2018-07'", True),
        (OFF, SALE, f"{OFFER}, status: active, from: '2018-07'", True),
        (OFF, f"{SALE}, parties: [wielhuis]", f"{SALE}, at: '2018-07'", False),
        (OFF, f"{SALE}, parties: [wielhuis]", f"{SALE}, parties: [wielhuis, fietsplein], at: '2018-07'", True),
        # The seller.
        (
            OFF,
            f"{OFFER}, sellers: [wielhuis]",
            f"{OFFER}, sellers: [fietsplein], status: active, from: '2018-07'",
            False,
        ),
        (OFF, f"{OFFER}, sellers: [wielhuis]", f"{DEALER}, status: active, from: '2018-07'", True),
        (OFF, f"{OFFER}, sellers: [wielhuis]", f"{OFFER}, status: active, from: '2018-07'", False),
        # The products, where both name some.
        (OFF, f"{OFFER}, products: [City]", f"{OFFER}, products: [Fjell], status: active, from: '2018-07'", False),
        (OFF, f"{OFFER}, products: [City]", f"{OFFER}, products: [Fjell, City], status: active, from: '2018-07'", True),
        (OFF, f"{OFFER}, products: [City]", f"{OFFER}, status: active, from: '2018-07'", True),
        # The role, the goods and the leave of a partner.
        ("party.wielhuis", DEALER, f"{DEALER}, status: active, from: '2018-07'", True),
        (
            "party.wielhuis",
            DEALER,
            "kind: partner, role: service, parties: [wielhuis], status: active, from: '2018-07'",
            False,
        ),
        (
            "party.wielhuis",
            DEALER,
            "kind: partner, role: dealer, parties: [wielhuis], categories: [locks], status: active, from: '2018-07'",
            False,
        ),
        ("party.wielhuis", DEALER, f"{DEALER}, authorised: unknown, status: active, from: '2018-07'", False),
        (OFF, DEALER, f"{DEALER}, authorised: no, status: active, from: '2018-07'", False),
        # The kind of outlet.
        (
            "outlet.own-shop",
            "kind: channel, type: own-shop",
            "kind: event, event: store-opening, at: '2018-07'",
            True,
        ),
        (
            OFF,
            "kind: channel, type: own-online-store, categories: [e-bikes]",
            f"{OFFER}, status: active, from: '2018-07'",
            False,
        ),
    ],
)
def test_a_forecast_is_met_only_by_what_agrees_in_everything_it_names(
    key: str, plan: str, outcome: str, met: bool, tmp_path: Path
) -> None:
    found = fate(tmp_path, f"{plan}, status: planned, says: halden, {EARLY}", outcome, key=key)
    assert (found.fate == "met") is met


def test_a_seller_that_goes_on_selling_without_naming_goods_meets_a_plan_that_names_it(tmp_path: Path) -> None:
    plain = "kind: partner, role: dealer, parties: [wielhuis], status: active, from: '2018-07'"
    assert fate(tmp_path, f"{OFFER}, sellers: [wielhuis], status: planned, {EARLY}", plain).fate == "met"
    (tmp_path / "other").mkdir()
    other = fate(tmp_path / "other", f"{OFFER}, sellers: [fietsplein], status: planned, {EARLY}", plain)
    assert other.fate == "open"


def test_speculation_and_other_plans_meet_nothing(tmp_path: Path) -> None:
    found = fate(
        tmp_path,
        f"{PLAN}, target: '2018-06'",
        f"{OFFER}, status: active, from: '2018-05', certainty: speculated",
        f"{OFFER}, status: announced, target: '2018-05', published: '2018-02-01'",
    )
    assert found.fate == "overdue"


def test_a_view_or_a_goal_with_a_day_is_met_by_no_mark(tmp_path: Path) -> None:
    view = f"kind: view, about: sales, says: ann-berg, at: '2018-01-09', target: '2018-06', {EARLY}"
    found = fate(tmp_path, view, f"{SALE}, at: '2018-05'", key="remark.nl-ex-1")
    assert (found.fate, found.made.text) == ("overdue", "2018-01-09")
    (tmp_path / "goal").mkdir()
    goal = f"kind: metric, name: goal, value: 5, unit: shops, of: shops, target: '2020', {EARLY}"
    assert fate(tmp_path / "goal", goal, key="figure.goal.shops").fate == "open"


# Unnamed partners.


def test_an_unnamed_partner_is_named_by_a_link_alone(tmp_path: Path) -> None:
    unnamed = f"kind: partner, role: dealer, unnamed: a large chain, status: planned, {EARLY}"
    key = "party.dealer-unnamed"
    begun = f"{DEALER}, status: active, from: '2018-07'"
    assert fate(tmp_path, unnamed, begun, key=key).fate == "open"
    (tmp_path / "linked").mkdir()
    linked = fate(tmp_path / "linked", unnamed, f"{begun}, supersedes: [nl-ex-1]", key=key)
    assert (linked.fate, linked.outcome, linked.came) == ("met", ("nl-ex-2",), None)
    (tmp_path / "role").mkdir()
    maker = "kind: partner, role: manufacturer, parties: [wielhuis], status: active, supersedes: [nl-ex-1]"
    assert fate(tmp_path / "role", unnamed, maker, key=key).fate == "open"
    (tmp_path / "plan").mkdir()
    planned = fate(tmp_path / "plan", unnamed, f"{DEALER}, status: announced, supersedes: [nl-ex-1]", key=key)
    assert (planned.fate, planned.replaced_by) == ("open", ("nl-ex-2",))


# Overdue, open, still ahead.


@pytest.mark.parametrize(
    ("target", "day", "kind"),
    [
        ("2018-06", "2018-06-30", "open"),
        ("2018-06", "2018-07-01", "overdue"),
        ("../2018-06", "2018-07-01", "overdue"),
        ("2018-06/..", "2019-06-15", "open"),
        ("", "2019-06-15", "open"),
    ],
)
def test_a_forecast_is_overdue_from_the_day_after_its_last(target: str, day: str, kind: str, tmp_path: Path) -> None:
    assert fate(tmp_path, f"{PLAN}, target: {target}" if target else PLAN, day=day).fate == kind


def test_an_overdue_forecast_is_shown_unfulfilled_by_a_later_hope_and_by_a_block(tmp_path: Path) -> None:
    early = f"{PLAN}, target: '2018-06'"
    assert fate(tmp_path, early).still_ahead == ()
    (tmp_path / "hope").mkdir()
    hope = fate(tmp_path / "hope", early, f"{SALE}, status: announced, target: '2020'")
    assert (hope.fate, hope.still_ahead) == ("overdue", ("nl-ex-2",))
    (tmp_path / "block").mkdir()
    block = fate(tmp_path / "block", early, "kind: block, categories: [e-bikes], status: active")
    assert (block.fate, block.still_ahead) == ("overdue", ("nl-ex-2",))


@pytest.mark.parametrize(
    "later",
    [
        # Of other sellers.
        f"{OFFER}, sellers: [fietsplein], status: planned, target: '2020'",
        # Told before the day had passed.
        f"{OFFER}, sellers: [wielhuis], status: planned, target: '2020', published: '2018-03-01'",
        # A block on one seller is not the market's.
        "kind: block, categories: [e-bikes], sellers: [fietsplein], status: active",
    ],
)
def test_another_hope_shows_nothing_of_this_one(later: str, tmp_path: Path) -> None:
    plan = f"{OFFER}, sellers: [wielhuis], status: planned, target: '2018-06', {EARLY}"
    assert fate(tmp_path, plan, later).still_ahead == ()


def test_an_open_forecast_is_not_still_ahead_of_anything(tmp_path: Path) -> None:
    found = fate(tmp_path, f"{PLAN}, target: '2021'", f"{SALE}, status: announced, target: '2020'")
    assert (found.fate, found.still_ahead) == ("open", ())


# Replaced and withdrawn.


def test_a_forecast_that_a_newer_one_replaced_keeps_its_own_fate(tmp_path: Path) -> None:
    newer = f"{SALE}, status: announced, target: '2020', supersedes: [nl-ex-1]"
    found = fate(tmp_path, f"{PLAN}, target: '2018-06'", newer)
    assert (found.fate, found.replaced_by) == ("overdue", ("nl-ex-2",))


@pytest.mark.parametrize(
    ("says", "withdrawn"),
    [
        ("says: halden", True),
        ("says: [wielhuis, halden]", True),
        # The publisher's own account of the company's plans.
        ("source: x", True),
        ("says: ann-berg", True),
        ("says: wielhuis", False),
        ("says: cor-smit", False),
        ("says: {unnamed: people in the trade}", False),
        # Speculation withdraws nothing; a promise takes no promise back.
        ("says: halden, certainty: speculated", False),
        ("says: halden, target: '2021'", False),
    ],
)
def test_a_forecast_is_withdrawn_by_a_later_asserted_word_of_the_same_side(
    says: str, withdrawn: bool, tmp_path: Path
) -> None:
    people = {"ann-berg": {"of": "halden"}, "cor-smit": {"of": "wielhuis"}}
    said = "" if says == "source: x" else f", {says}"
    text = f"- {{{PLAN}, target: '2018-06'}}\n- {{{LATER}{said}, supersedes: [nl-ex-1]}}"
    facts = yaml.safe_load(text)
    used = {k: v for k, v in people.items() if k in says}
    dossier, day = make({"facts": facts, "people": used}, tmp_path)
    (found,) = ledger(dossier, day).claims[f"nl.{OFF}"].forecasts
    assert found.fate == ("withdrawn" if withdrawn else "overdue")
    assert found.outcome == (("nl-ex-2",) if withdrawn else ())


def test_a_word_that_replaces_nothing_withdraws_nothing(tmp_path: Path) -> None:
    assert fate(tmp_path, PLAN, f"{LATER}, says: halden, disputes: [nl-ex-1]").fate == "open"


def test_what_came_before_it_was_taken_back_was_met(tmp_path: Path) -> None:
    back = f"{LATER}, says: halden, supersedes: [nl-ex-1]"
    assert fate(tmp_path, PLAN, f"{SALE}, at: '2018-07'", back).fate == "met"
    (tmp_path / "after").mkdir()
    after = fate(tmp_path / "after", PLAN, f"{SALE}, at: '2019-06-10'", back)
    assert (after.fate, after.outcome) == ("withdrawn", ("nl-ex-3",))


def test_a_withdrawn_forecast_of_a_day_gone_by_may_be_shown_still_ahead(tmp_path: Path) -> None:
    found = fate(
        tmp_path,
        f"{PLAN}, target: '2018-06'",
        f"{LATER}, says: halden, supersedes: [nl-ex-1]",
        f"{SALE}, status: announced, target: '2020', published: '2018-08-01'",
    )
    assert (found.fate, found.still_ahead) == ("withdrawn", ("nl-ex-3",))


# What forecasts never do.


def test_an_outlook_sets_no_state_and_supersedes_none(tmp_path: Path) -> None:
    stopped = "kind: event, event: sale-stopped, categories: [e-bikes], at: '2018-05'"
    plan = f"{SALE}, status: announced, target: '2018-09', supersedes: [nl-ex-1]"
    found = claim(tmp_path, OFF, stopped, plan)
    assert found.state == "ended"
    assert [e.facts for e in found.turns] == [("nl-ex-1",)]


def test_forecasts_stand_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{SALE}, status: announced, target: '2019', published: '2018-05-01'",
        f"{SALE}, status: announced, target: '2019', published: '2018-02-01'",
        f"{SALE}, status: announced, target: '2020', published: '2018-05'",
    )
    assert [f.fact[-1] for f in found.forecasts] == ["2", "1", "3"]
    assert {f.claim for f in found.forecasts} == {f"nl.{OFF}"}


def test_whose_side_a_speaker_is_on(tmp_path: Path) -> None:
    facts = yaml.safe_load(
        """
        - {kind: view, about: a}
        - {kind: view, about: b, says: halden}
        - {kind: view, about: c, says: ann-berg}
        - {kind: view, about: d, says: cor-smit}
        - {kind: view, about: e, says: [wielhuis, {unnamed: people in the trade}]}
        """
    )
    dossier, _ = make({"facts": facts, "people": {"ann-berg": {"of": "halden"}}}, tmp_path)
    assert [set(side(f, dossier)) for f in dossier.facts.values()] == [
        {"halden"},
        {"halden"},
        {"halden"},
        {"cor-smit"},
        {"wielhuis", "unnamed: people in the trade"},
    ]
