"""What the forms do beyond the examples of the rules: which claims they take, what they leave out, what they cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.rules.engine import findings
from xbrief.rules.guard import check
from xbrief.rules.load import builtin
from xbrief.rules.types import Context, Finding, Rule

Fact = Mapping[str, Any]
SALE: Fact = {"kind": "offer", "categories": ["e-bikes"], "status": "active"}
PARTNER: Fact = {"kind": "partner", "parties": ["alder"], "role": "carrier", "status": "active"}
PLAN: Fact = {**PARTNER, "status": "announced"}


def rule(rule_id: str, **of: Any) -> Rule:
    """A built-in rule, or one like it that takes other claims."""
    held = builtin()[rule_id]
    return replace(held, of={**held.of, **of})


def found(by: Rule | str, folder: Path, *facts: Fact, **example: Any) -> tuple[Finding, ...]:
    dossier, as_of = make({"facts": facts, **example}, folder)
    book = ledger(dossier, as_of)
    mine = rule(by) if isinstance(by, str) else by
    told = findings({mine.id: mine}, Context(book, "nl", lambda code: places.country(code).full))
    check(told, book, {mine.id: mine})
    return told


def only(by: Rule | str, folder: Path, *facts: Fact, **example: Any) -> Finding:
    (one,) = found(by, folder, *facts, **example)
    return one


def text(finding: Finding, slot: str) -> str:
    return " | ".join(p.text for p in finding.slots[slot].parts)


def subjects(told: tuple[Finding, ...]) -> list[str]:
    return [f.claims[0].split(".", 2)[2] for f in told]


# Which claims a rule takes --------------------------------------------------------------------------------------------

GOODS: tuple[Fact, ...] = (
    {**SALE, "categories": ["e-bikes", "helmets"]},
    {"kind": "block", "categories": ["locks"], "sellers": ["alder"], "status": "active"},
)


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        ({"sellers": None}, ["e-bikes", "helmets", "locks@alder"]),
        ({"sellers": "none"}, ["e-bikes", "helmets"]),
        ({"sellers": "some"}, ["locks@alder"]),
        ({"category": "main"}, ["e-bikes"]),
        ({"category": "other"}, ["helmets"]),
        ({"subject": "helmets"}, ["helmets"]),
        ({"subject": ["helmets", "e-bikes"]}, ["e-bikes", "helmets"]),
        ({"subject": ["pumps"]}, []),
        ({"claim": "presence"}, []),
        ({"claim": ["presence", "availability"], "sellers": "none"}, ["e-bikes", "helmets"]),
    ],
)
def test_claims_are_taken_by_what_the_rule_asks_for(of: Fact, taken: list[str], tmp_path: Path) -> None:
    assert subjects(found(rule("on-sale", **of), tmp_path, *GOODS)) == taken


def test_causes_are_taken_by_their_turn(tmp_path: Path) -> None:
    block = {"id": "nl-ex-off", "kind": "block", "categories": ["e-bikes"], "status": "active"}
    cause = {"kind": "cause", "of": "nl-ex-off", "reason": "tax"}
    for turn in ("block", "retreat"):
        folder = tmp_path / turn
        folder.mkdir()
        told = found(rule("why", turn=[turn]), folder, block, cause)
        assert [f.state for f in told] == (["single"] if turn == "block" else [])


def test_a_party_is_told_in_its_newest_role_alone(tmp_path: Path) -> None:
    facts = (
        {**PARTNER, "role": "distributor", "status": "ended", "until": "2018-02", "published": "2018-03-01"},
        {**PARTNER, "role": "retailer", "from": "2019-03"},
    )
    for n, (rule_id, states) in enumerate({"sellers": ["active"], "distributors": [], "makers": []}.items()):
        folder = tmp_path / str(n)
        folder.mkdir()
        assert [f.state for f in found(rule_id, folder, *facts)] == states


def test_without_a_stretch_the_role_is_that_of_what_is_to_come(tmp_path: Path) -> None:
    plans = (
        {**PLAN, "id": "nl-ex-old", "role": "distributor", "published": "2018-06-15"},
        {**PLAN, "role": "retailer", "supersedes": ["nl-ex-old"]},
    )
    for rule_id, states in (("sellers", ["announced"]), ("distributors", [])):
        folder = tmp_path / rule_id
        folder.mkdir()
        assert [f.state for f in found(rule_id, folder, *plans)] == states


def test_a_plan_that_was_taken_back_leaves_nothing_to_tell(tmp_path: Path) -> None:
    plan = {**PLAN, "id": "nl-ex-plan", "says": "alder"}
    back = {
        "kind": "view",
        "about": "the plan",
        "says": "alder",
        "supersedes": ["nl-ex-plan"],
        "published": "2019-07-01",
    }
    assert found("sellers", tmp_path, plan, back) == ()


def test_a_party_of_two_roles_is_told_by_the_rule_of_each(tmp_path: Path) -> None:
    facts = ({**PLAN, "role": "retailer"}, {**PLAN, "role": "service"})
    seller = only("sellers", tmp_path, *facts)
    assert (seller.state, seller.facts) == ("announced", ("nl-ex-1",))
    (tmp_path / "2").mkdir()
    assert only("helpers", tmp_path / "2", *facts).facts == ("nl-ex-2",)


def test_a_seller_of_unknown_standing_is_no_helper(tmp_path: Path) -> None:
    doubtful = {**PARTNER, "role": "retailer", "authorised": "unknown"}
    assert [f.state for f in found("sellers", tmp_path, doubtful)] == ["unknown"]
    (tmp_path / "2").mkdir()
    assert found(rule("helpers", role=["service"]), tmp_path / "2", doubtful) == ()


def test_a_role_may_be_given_alone(tmp_path: Path) -> None:
    assert [f.state for f in found(rule("sellers", role="carrier"), tmp_path, PLAN)] == ["announced"]


def test_a_party_of_unknown_standing_with_plans_for_another_role(tmp_path: Path) -> None:
    """The rule of the role that is only planned tells the plan, not the doubtful sale."""
    facts = ({**PARTNER, "role": "retailer", "authorised": "unknown"}, {**PLAN, "role": "service"})
    helper = only("helpers", tmp_path, *facts)
    assert (helper.state, helper.facts) == ("announced", ("nl-ex-2",))


def test_a_plan_for_another_role_is_not_this_rules(tmp_path: Path) -> None:
    facts = ({**PARTNER, "role": "retailer", "authorised": "unknown"}, {**PLAN, "role": "service"})
    dealers = rule("sellers", role=["dealer", "service"])
    told = only(dealers, tmp_path, *facts)
    assert (told.state, told.facts) == ("announced", ("nl-ex-2",))


def test_a_role_of_long_ago_is_not_told_by_the_plans_of_today(tmp_path: Path) -> None:
    doubtful = {**PARTNER, "authorised": "unknown"}
    facts = (
        {
            **doubtful,
            "role": "dealer",
            "from": "2017",
            "until": "2018-02",
            "status": "ended",
            "published": "2018-03-01",
        },
        {**doubtful, "role": "retailer", "from": "2019-03"},
        {**PLAN, "role": "service"},
    )
    assert found(rule("sellers", role=["dealer"]), tmp_path, *facts) == ()


def test_a_state_is_told_by_its_newest_facts(tmp_path: Path) -> None:
    told = only("sellers", tmp_path, {**PARTNER, "published": "2018-06-15"}, PARTNER)
    assert told.facts == ("nl-ex-2",)


# Who sells ------------------------------------------------------------------------------------------------------------


def test_sellers_are_named_by_role_and_once(tmp_path: Path) -> None:
    goods = {"categories": ["e-bikes"]}
    told = only(
        "on-sale",
        tmp_path,
        {**PARTNER, **goods},
        {**PARTNER, **goods},
        {**PARTNER, **goods, "parties": ["birk"]},
        {**PARTNER, **goods, "parties": ["cedar"], "role": "retailer"},
        {"kind": "partner", "role": "dealer", "unnamed": "small dealers", "status": "active", **goods},
        {"kind": "channel", "type": "flash-sale", "operator": "elm", "status": "active", **goods},
    )
    assert text(told, "sellers") == (
        "the carriers Alder and Birk | the retailer Cedar | small dealers | flash sales on Elm"
    )
    assert told.slots["sellers"].plural


def test_flash_sales_that_nobody_else_runs(tmp_path: Path) -> None:
    told = only(
        "on-sale", tmp_path, {"kind": "channel", "type": "flash-sale", "status": "active", "categories": ["locks"]}
    )
    assert text(told, "sellers") == "flash sales on the web"


def test_one_seller_is_one(tmp_path: Path) -> None:
    assert not only("on-sale", tmp_path, {**PARTNER, "categories": ["locks"]}).slots["sellers"].plural


# Causes ---------------------------------------------------------------------------------------------------------------


def test_a_cause_of_one_good_is_told_of_it_alone(tmp_path: Path) -> None:
    block = {
        "id": "nl-ex-off",
        "kind": "block",
        "categories": ["e-bikes", "locks"],
        "sellers": ["alder"],
        "status": "active",
    }
    cause = {"kind": "cause", "of": {"fact": "nl-ex-off", "category": "locks"}, "reason": "contract-scope"}
    assert text(only("why", tmp_path, block, cause), "turn") == "Alder does not sell locks"


def test_other_links_deny_no_cause(tmp_path: Path) -> None:
    block = {"id": "nl-ex-off", "kind": "block", "categories": ["e-bikes"], "status": "active"}
    one = {"id": "nl-ex-one", "kind": "cause", "of": "nl-ex-off", "reason": "tax"}
    two = {"kind": "cause", "of": "nl-ex-off", "reason": "tax", "supports": ["nl-ex-one"], "publisher": "The Dispatch"}
    told = only("why", tmp_path, block, one, two)
    assert told.state == "single"
    assert "den" not in text(told, "accounts")
    assert set(told.facts) == {"nl-ex-one", "nl-ex-3", "nl-ex-off"}


# Conflicts ------------------------------------------------------------------------------------------------------------


def test_a_dispute_about_a_cause_is_told_with_the_cause(tmp_path: Path) -> None:
    block = {"id": "nl-ex-off", "kind": "block", "categories": ["e-bikes"], "status": "active"}
    cause = {"id": "nl-ex-why", "kind": "cause", "of": "nl-ex-off", "reason": "tax"}
    denial = {"kind": "view", "about": "the tax", "says": "halden", "denies": ["nl-ex-why"], "published": "2019-07-01"}
    dispute = rule("conflicts", claim=["availability", "cause", "remark"])
    assert found(dispute, tmp_path, block, cause, denial) == ()


def test_a_dispute_that_bears_on_two_claims_is_told_once(tmp_path: Path) -> None:
    one = {"id": "nl-ex-one", **PARTNER, "parties": ["alder", "birk"]}
    two = {
        **PARTNER,
        "parties": ["alder", "birk"],
        "status": "ended",
        "disputes": ["nl-ex-one"],
        "published": "2019-07-01",
    }
    assert [f.state for f in found("conflicts", tmp_path, one, two)] == ["whole"]


def test_quarrels_that_share_no_fact_are_apart(tmp_path: Path) -> None:
    facts = [
        {"id": f"nl-ex-a{n}", "kind": "presence", "status": "active", "claim": f"Halden is in town {n}."}
        for n in (1, 2)
    ] + [
        {
            "id": f"nl-ex-b{n}",
            "kind": "presence",
            "status": "ended",
            "claim": f"Halden has left town {n}.",
            "disputes": [f"nl-ex-a{n}"],
            "published": "2019-07-01",
        }
        for n in (1, 2)
    ]
    told = found("conflicts", tmp_path, *facts)
    assert [f.id for f in told] == [
        "nl.conflicts.presence.company#disputes",
        "nl.conflicts.presence.company#disputes-2",
    ]


# Forecasts ------------------------------------------------------------------------------------------------------------


def test_retellings_of_one_promise_that_name_different_days_are_apart(tmp_path: Path) -> None:
    shop = {"kind": "channel", "type": "own-shop", "status": "planned", "origin": "spring-meeting"}
    told = found(
        "forecasts", tmp_path, {**shop, "target": "2020"}, {**shop, "target": "2021", "publisher": "The Dispatch"}
    )
    assert [f.facts for f in told] == [("nl-ex-1",), ("nl-ex-2",)]


def test_retellings_of_one_promise_are_told_once(tmp_path: Path) -> None:
    shop = {"kind": "channel", "type": "own-shop", "status": "planned", "origin": "spring-meeting"}
    told = only("forecasts", tmp_path, shop, {**shop, "target": "2021", "publisher": "The Dispatch"})
    assert told.facts == ("nl-ex-2", "nl-ex-1")
    assert told.origins == 1


def test_a_launch_outside_of_the_window_was_not_in_time(tmp_path: Path) -> None:
    first = {"kind": "event", "event": "first-sale", "categories": ["e-bikes"]}
    told = only(
        "forecasts",
        tmp_path,
        {**first, "status": "announced", "target": "2019-07"},
        {"kind": "event", "event": "launch-event", "at": "2019-08", "published": "2019-09-01"},
        {**first, "at": "2019-12-02", "published": "2019-12-10"},
    )
    assert told.state == "late"
    assert "inside" not in told.slots


def test_an_expectation_is_not_late(tmp_path: Path) -> None:
    told = only(
        "forecasts",
        tmp_path,
        {**SALE, "status": "planned", "target": "2019-07", "certainty": "speculated"},
        {**SALE, "from": "2019-07-20", "published": "2019-07-25"},
    )
    assert told.state == "came"
    assert not told.slots["lag"], "a month is no lag worth telling"


# Gaps -----------------------------------------------------------------------------------------------------------------


def test_of_what_is_speculated_it_is_not_said_that_nothing_is_held(tmp_path: Path) -> None:
    """The snapshot tells the speculation as one; "nothing is held" beside it would be false."""
    rival = {"kind": "rival", "parties": ["alder"], "effect": "cuts prices", "certainty": "speculated"}
    assert "rivals" not in [text(f, "topic") for f in found("gaps", tmp_path, rival)]


def test_a_gap_may_be_filled_in_two_ways(tmp_path: Path) -> None:
    topic = "a seller of e-bikes with Halden's leave"
    sold = {"kind": "offer", "categories": ["e-bikes"], "status": "active"}
    assert topic in [text(f, "topic") for f in found("gaps", tmp_path, sold)]
    assert topic not in [text(f, "topic") for f in found("gaps", tmp_path, {**sold, "sellers": ["alder"]})]


def test_what_is_known_of_another_market_fills_no_gap(tmp_path: Path) -> None:
    told = found("gaps", tmp_path, {"kind": "rival", "parties": ["alder"], "effect": "cuts prices", "market": "jp"})
    assert "rivals" in [text(f, "topic") for f in told]
    gap = next(f for f in told if text(f, "topic") == "rivals")
    assert (gap.basis, gap.query, gap.facts) == ("absence", "kind: rival, market: nl", ())


def test_goods_of_known_origin_fill_a_gap(tmp_path: Path) -> None:
    told = found("gaps", tmp_path, {**SALE, "supply": "imported"})
    assert "where the goods on sale are made" not in [text(f, "topic") for f in told]


# Standing and story ---------------------------------------------------------------------------------------------------


def test_a_retreat_of_the_month_of_the_first_sale_has_no_lag(tmp_path: Path) -> None:
    told = only(
        "presence",
        tmp_path,
        {"kind": "event", "event": "first-sale", "categories": ["locks"], "at": "2019-05-04"},
        {"kind": "event", "event": "retreat", "at": "2019-05"},
    )
    assert text(told, "after") == "4 May 2019"
    assert "lag" not in told.slots


def test_an_opinion_alone_makes_no_presence_disputed(tmp_path: Path) -> None:
    doubt = {"kind": "view", "about": "the market", "disputes": ["nl-ex-in"], "published": "2019-06-20"}
    told = only("presence", tmp_path, {"id": "nl-ex-in", "kind": "presence", "status": "active"}, doubt)
    assert (told.state, told.asserts) == ("active", (("nl.presence.company", "active"),))


def test_an_end_without_a_day_is_no_story(tmp_path: Path) -> None:
    assert found("story-presence", tmp_path, {"kind": "presence", "status": "ended"}) == ()


def test_a_turn_is_told_by_the_facts_that_date_it(tmp_path: Path) -> None:
    told = only(
        "story-presence",
        tmp_path,
        {"kind": "event", "event": "exit", "at": "2019-05"},
        {"kind": "presence", "status": "ended", "until": "../2019-06", "published": "2019-07-01"},
    )
    assert (text(told, "at"), told.facts) == ("in May 2019", ("nl-ex-1",))


def test_a_flash_sale_of_one_day_is_told_once(tmp_path: Path) -> None:
    day = {"kind": "channel", "type": "flash-sale", "status": "ended", "from": "2019-05-04", "until": "2019-05-04"}
    assert [f.state for f in found("story-outlets", tmp_path, day)] == ["start"]


def test_a_turn_that_is_disputed_is_no_story(tmp_path: Path) -> None:
    shop = {"kind": "channel", "type": "own-shop"}
    told = found(
        "story-outlets",
        tmp_path,
        {"id": "nl-ex-open", **shop, "status": "active", "from": "2018-05", "observed": "2019-06-10"},
        {**shop, "status": "ended", "until": "2019-06", "disputes": ["nl-ex-open"], "published": "2019-06-20"},
    )
    assert [f.state for f in told] == ["start"]


def test_an_event_is_told_by_the_fact_that_dates_it_best(tmp_path: Path) -> None:
    launch = {"kind": "event", "event": "launch-event"}
    told = found(
        "milestones",
        tmp_path,
        {**launch, "at": "2019"},
        {**launch, "at": "2019-05"},
        {**launch, "at": "2018-05", "published": "2019-06-16"},
        {"kind": "event", "event": "office", "at": "2019-05-02"},
    )
    assert sorted(f.day for f in told) == ["2018-05-31", "2019-05-02", "2019-05-31"], "a month stands behind its days"


def test_a_milestone_may_be_named_alone(tmp_path: Path) -> None:
    office = {"kind": "event", "event": "office", "at": "2019-05-02"}
    launch = {"kind": "event", "event": "launch-event", "at": "2019-05"}
    assert [text(f, "event") for f in found(rule("milestones", event="office"), tmp_path, office, launch)] == [
        "an office opened"
    ]


# Statements -----------------------------------------------------------------------------------------------------------


def test_a_pause_of_two_goods_is_told_once(tmp_path: Path) -> None:
    pause = {"kind": "event", "event": "launches-paused", "categories": ["e-bikes", "locks"], "at": "2019-05"}
    assert len(found("pauses", tmp_path, pause)) == 1


def test_figures_of_one_day_that_differ_are_all_told(tmp_path: Path) -> None:
    share = {"kind": "metric", "name": "share", "unit": "percent", "of": "e-bikes"}
    told = found("figures", tmp_path, {**share, "value": "12"}, {**share, "value": "15", "publisher": "The Dispatch"})
    assert [text(f, "value") for f in told] == ["12 percent", "15 percent"]


def test_retellings_of_one_remark_by_one_origin_are_told_once(tmp_path: Path) -> None:
    pause = {
        "kind": "event",
        "event": "launches-paused",
        "categories": ["locks"],
        "at": "2019-05",
        "origin": "spring-meeting",
    }
    told = only("pauses", tmp_path, pause, {**pause, "publisher": "The Dispatch"})
    assert told.facts == ("nl-ex-1",)
