"""Before anything is printed: each kind of broken promise is caught, and a sound finding passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.errors import BrokenPromise
from xbrief.model import Edtf, Point
from xbrief.rules import guard
from xbrief.rules.guard import check, holds
from xbrief.rules.types import Finding, Mention, Part, Rule, Slot

SALE: dict[str, Any] = {
    "id": "nl-ex-sale",
    "kind": "partner",
    "parties": ["alder"],
    "role": "carrier",
    "categories": ["e-bikes"],
    "products": ["Trail"],
    "status": "active",
    "from": "2019-03",
    "observed": "2019-04/2019-05",
    "says": "halden",
    "count": "2",
    "claim": "Alder sells e-bikes.",
}
RULE = Rule(
    id="sellers",
    section="standing",
    about="Who sells.",
    form="parties",
    of={},
    say={"active": "{items} {sells|sell|sold}", "ended": "{items} stopped", "rumoured": "{items} may sell"},
)
RULES = {"sellers": RULE}


def book(folder: Path, *facts: Mapping[str, Any]) -> Ledger:
    dossier, as_of = make({"facts": facts or (SALE,)}, folder)
    return ledger(dossier, as_of)


def slot(kind: str, value: str, text: str = "Alder") -> Slot:
    return Slot((Part(text, (), (Mention(kind, value),)),))


def found(**changes: Any) -> Finding:
    sound = Finding(
        id="nl.sellers.alder",
        rule="sellers",
        section="standing",
        market="nl",
        state="active",
        claims=("nl.party.alder",),
        facts=("nl-ex-sale",),
        slots={"items": slot("party", "alder")},
        asserts=(("nl.party.alder", "active"),),
    )
    return replace(sound, **changes)


def caught(folder: Path, *findings: Finding) -> str:
    with pytest.raises(BrokenPromise) as stop:
        check(findings, book(folder), RULES)
    assert stop.value.finding == findings[-1].id
    assert stop.value.exit_code == 2
    assert stop.value.message.startswith(f"{findings[-1].id}: ")
    assert "defect" in stop.value.hint
    return stop.value.message


def test_a_sound_finding_passes(tmp_path: Path) -> None:
    check([found()], book(tmp_path), RULES)
    check([], book(tmp_path), RULES)


# No orphan ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "message"),
    [
        ("cited", "cites no fact"),
        ("absence", "does not say what was looked for"),
        ("count", "does not say what was counted"),
    ],
)
def test_an_orphan(basis: str, message: str, tmp_path: Path) -> None:
    assert message in caught(tmp_path, found(basis=basis, facts=(), slots={}))


@pytest.mark.parametrize(
    "changes", [{"basis": "absence", "query": "kind: rival"}, {"basis": "count", "counted": ("nl-ex-sale",)}]
)
def test_an_absence_and_a_count_need_no_citation(changes: dict[str, Any], tmp_path: Path) -> None:
    check([found(facts=(), slots={}, **changes)], book(tmp_path), RULES)


# Every name, number and date is in a cited fact -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("party", "birk"),
        ("category", "helmets"),
        ("product", "City"),
        ("number", "3"),
        ("date", "2019-07"),
        ("date", "2019"),
        ("speaker", "birk"),
        ("source", "the-dispatch-2019-06-15"),
        ("wording", "Alder sells no e-bikes."),
        ("reason", "tax"),
        ("charge", "import-duty"),
        ("outlet", "own-shop"),
    ],
)
def test_what_no_cited_fact_has(kind: str, value: str, tmp_path: Path) -> None:
    message = caught(tmp_path, found(slots={"what": slot(kind, value)}))
    assert f"what: no cited fact has the {kind} {value!r}" in message


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("party", "alder"),
        ("category", "e-bikes"),
        ("product", "Trail"),
        ("number", "2"),
        ("date", "2019-03"),
        ("date", "2019-04/2019-05"),
        ("date", "2019-05"),
        ("date", "2019-06-15"),
        ("date", "../2019-06-15"),
        ("date", "2019-03/2019-06-15"),
        ("speaker", "halden"),
        ("source", "the-courier-2019-06-15"),
        ("wording", "Alder sells e-bikes."),
        ("market", "nl"),
    ],
)
def test_what_a_cited_fact_has(kind: str, value: str, tmp_path: Path) -> None:
    check([found(slots={"what": slot(kind, value)})], book(tmp_path), RULES)


def test_one_of_the_cited_facts_is_enough_for_each_mention(tmp_path: Path) -> None:
    other = {**SALE, "id": "nl-ex-other", "parties": ["birk"], "claim": "Birk sells e-bikes."}
    slots = {"items": slot("party", "alder"), "by": slot("party", "birk")}
    held = book(tmp_path, SALE, other)
    check([found(facts=("nl-ex-sale", "nl-ex-other"), slots=slots)], held, RULES)
    with pytest.raises(BrokenPromise, match="by: no cited fact has the party 'birk'"):
        check([found(slots=slots)], held, RULES)


def test_a_mention_of_an_unknown_kind(tmp_path: Path) -> None:
    assert "no cited fact has the colour 'blue'" in caught(tmp_path, found(slots={"what": slot("colour", "blue")}))


def test_another_market(tmp_path: Path) -> None:
    assert "what: speaks of another market, jp" in caught(tmp_path, found(slots={"what": slot("market", "jp")}))


@pytest.mark.parametrize(
    ("fact", "kind", "value"),
    [
        (
            {"kind": "tariff", "rate_percent": "12.5", "type": "excise", "on": ["locks"], "applies_to": "all"},
            "number",
            "12.5",
        ),
        (
            {"kind": "tariff", "rate_percent": "12.5", "type": "excise", "on": ["locks"], "applies_to": "all"},
            "charge",
            "excise",
        ),
        (
            {"kind": "tariff", "rate_percent": "12.5", "type": "excise", "on": ["locks"], "applies_to": "all"},
            "category",
            "locks",
        ),
        ({"kind": "event", "event": "store-opening", "at": "2019-05"}, "outlet", "own-shop"),
        ({"kind": "event", "event": "stake", "label": "a tenth of it", "at": "2019-05"}, "wording", "a tenth of it"),
        ({"kind": "metric", "name": "share", "value": "30", "unit": "percent", "of": "locks"}, "wording", "locks"),
        ({"kind": "metric", "name": "share", "value": "30", "unit": "percent", "of": "locks"}, "category", "locks"),
        ({"kind": "metric", "name": "share", "value": "30", "unit": "percent", "of": "pumps"}, "wording", "pumps"),
        ({"kind": "channel", "type": "own-shop", "operator": "alder", "status": "active"}, "party", "alder"),
        ({"kind": "channel", "type": "own-shop", "operator": "alder", "status": "active"}, "outlet", "own-shop"),
        ({"kind": "offer", "sellers": ["alder"], "categories": ["locks"], "status": "active"}, "party", "alder"),
        ({"kind": "rival", "parties": ["alder"], "effect": "cuts prices"}, "wording", "cuts prices"),
    ],
)
def test_where_kinds_of_facts_hold_their_mentions(fact: dict[str, Any], kind: str, value: str, tmp_path: Path) -> None:
    held = book(tmp_path, {"id": "nl-ex-one", **fact})
    assert holds(held.known["nl-ex-one"], Mention(kind, value), held)


def test_the_cause_of_one_category_names_it(tmp_path: Path) -> None:
    block = {"id": "nl-ex-off", "kind": "block", "categories": ["e-bikes", "locks"], "status": "active"}
    of = {"fact": "nl-ex-off", "category": "locks"}
    held = book(tmp_path, block, {"id": "nl-ex-why", "kind": "cause", "of": of, "reason": "patent", "by": ["alder"]})
    fact = held.known["nl-ex-why"]
    for kind, value in (("category", "locks"), ("reason", "patent"), ("party", "alder")):
        assert holds(fact, Mention(kind, value), held)
    assert not holds(fact, Mention("category", "e-bikes"), held)


def test_an_open_end_is_the_end_of_a_plain_date(tmp_path: Path) -> None:
    held = book(tmp_path, {"id": "nl-ex-one", "kind": "event", "event": "exit", "at": "2019-05"})
    assert holds(held.known["nl-ex-one"], Mention("date", "../2019-05"), held)
    assert not holds(held.known["nl-ex-one"], Mention("date", "../2019-04"), held)


def test_an_open_end_is_no_end_of_a_period(tmp_path: Path) -> None:
    held = book(tmp_path)
    assert not holds(held.known["nl-ex-sale"], Mention("date", "../2019-05"), held)


def test_a_source_without_a_day_holds_no_date_of_its_own(tmp_path: Path) -> None:
    held = book(tmp_path)
    sources = {i: replace(s, published=None) for i, s in held.dossier.sources.items()}
    undated = replace(held, dossier=replace(held.dossier, sources=sources))
    fact = held.known["nl-ex-sale"]
    assert holds(fact, Mention("date", "2019-03"), undated)
    assert not holds(fact, Mention("date", "2019-06-15"), undated)


def test_a_source_of_an_open_day_holds_the_words_of_its_date(tmp_path: Path) -> None:
    held = book(tmp_path)
    start = Point("2019-06", date(2019, 6, 1), date(2019, 6, 30), "month")
    sources = {i: replace(s, published=Edtf("2019-06/..", start, None, True)) for i, s in held.dossier.sources.items()}
    opened = replace(held, dossier=replace(held.dossier, sources=sources))
    assert holds(held.known["nl-ex-sale"], Mention("date", "2019-06/.."), opened)


# Nothing upgraded -----------------------------------------------------------------------------------------------------


def test_speculation_told_as_fact(tmp_path: Path) -> None:
    assert "tells speculation as fact: 'Alder sells'" in caught(tmp_path, found(certainty="speculated"))


def test_speculation_told_as_such(tmp_path: Path) -> None:
    check([found(certainty="speculated", state="rumoured")], book(tmp_path), RULES)


def test_a_month_is_no_hedge(tmp_path: Path) -> None:
    dated = {"items": slot("party", "alder", "on 5 May 2019 Alder")}
    assert "speculation" in caught(tmp_path, found(certainty="speculated", slots=dated))


# Nothing outlives its evidence ----------------------------------------------------------------------------------------


DAY = Point("2019-06-15", date(2019, 6, 15), date(2019, 6, 15), "day")
REPORTED = Edtf("2019-06-15", DAY, DAY)


def test_a_stale_state_with_its_day(tmp_path: Path) -> None:
    check([found(stale=True, when=REPORTED)], book(tmp_path), RULES)


def test_a_stale_state_without_its_day(tmp_path: Path) -> None:
    assert "tells a stale state without its day: 'Alder sold'" in caught(tmp_path, found(stale=True))


def test_a_stale_state_whose_day_the_engine_forgot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.engine, "prefixed", lambda _, statement: statement)
    assert "without its day" in caught(tmp_path, found(stale=True, when=REPORTED))


def test_what_has_ended_does_not_age(tmp_path: Path) -> None:
    check([found(stale=True, state="ended", asserts=())], book(tmp_path), RULES)


# No two findings contradict each other --------------------------------------------------------------------------------


def test_two_findings_that_contradict_each_other(tmp_path: Path) -> None:
    other = found(id="nl.sellers.alder-2", state="ended", asserts=(("nl.party.alder", "ended"),))
    message = caught(tmp_path, found(), other)
    assert "tells nl.party.alder as ended, while nl.sellers.alder tells it as active" in message


def test_one_finding_that_contradicts_itself(tmp_path: Path) -> None:
    both = (("nl.party.alder", "active"), ("nl.party.alder", "ended"))
    assert "nl.party.alder as ended" in caught(tmp_path, found(asserts=both))


def test_two_findings_that_agree(tmp_path: Path) -> None:
    check([found(), found(id="nl.sellers.alder-2")], book(tmp_path), RULES)


# Composers' findings have no rule of their own ------------------------------------------------------------------------


def test_a_finding_without_a_rule_is_held_to_its_facts_alone(tmp_path: Path) -> None:
    composed = found(rule="bottom-line", certainty="speculated", stale=True)
    check([composed], book(tmp_path), RULES)
    assert "cites no fact" in caught(tmp_path, replace(composed, facts=(), slots={}))
