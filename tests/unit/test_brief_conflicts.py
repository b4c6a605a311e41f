"""The lists of conflicts and of origins: what is told of each, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.rules.dossier import make
from tests.unit.test_claims_clash import CARRIER, CONFLICTS, DISPATCH, SHARE, SHOP
from xbrief.brief import conflicts, origins, parts
from xbrief.brief.market import market
from xbrief.brief.origins import Alike
from xbrief.claims.ledger import ledger
from xbrief.claims.types import ClashKind, Ledger
from xbrief.rules.load import builtin


def book(folder: Path, *facts: dict[str, Any], dismissed: frozenset[str] = frozenset(), **more: Any) -> Ledger:
    return ledger(*make({"facts": [*facts], **more}, folder), dismissed)


@pytest.mark.parametrize("facts", [facts for facts, _ in CONFLICTS.values()], ids=CONFLICTS)
def test_every_kind_has_a_reason_of_one_line_and_a_link(facts: list[dict[str, Any]], tmp_path: Path) -> None:
    first, *rest = facts
    (clash,) = book(tmp_path, first, *({**DISPATCH, **f} for f in rest)).clashes
    told = conflicts.reason(clash)
    assert told
    assert "\n" not in told
    assert "{" not in told
    assert clash.earlier in conflicts.link(clash)


def test_days_are_told_in_english(tmp_path: Path) -> None:
    one = {**SHOP, "status": "active", "from": "2018-03-01"}
    held = book(tmp_path, one, {**one, "from": "2018-05", **DISPATCH})
    assert conflicts.reason(held.clashes[0]) == "begun on 1 March 2018 by one account, in May 2018 by the other"


def test_declared_found_and_dismissed_are_apart(tmp_path: Path) -> None:
    facts = [
        {**SHARE, "id": "nl-ex-a", "value": 12},
        {**SHARE, "id": "nl-ex-b", "value": 30, "disputes": ["nl-ex-a"], **DISPATCH, "says": "halden"},
        {**CARRIER, "id": "nl-ex-c", "status": "active", "from": "2018-01"},
        {**CARRIER, "id": "nl-ex-d", "status": "active", "from": "2018-05", **DISPATCH},
    ]
    held = book(tmp_path, *facts)
    shown = conflicts.cards(conflicts.conflicts(held, {}))
    assert shown.title == "Conflicts: 1 declared, 1 found"
    assert [(name, [card.id for card in cards]) for name, cards in shown.groups] == [
        ("Declared by the curator", ["nl-ex-b disputes nl-ex-a"]),
        ("Found by xbrief, not reconciled by the curator", ["clash:nl-ex-c+nl-ex-d"]),
    ]
    assert shown.groups[0][1][0].lines[1] == ("other", "It is so. (Halden in The Dispatch, 15 June 2019) nl-ex-b")
    because = {"clash:nl-ex-c+nl-ex-d": "two contracts"}
    (tmp_path / "again").mkdir()
    aside = book(tmp_path / "again", *facts, dismissed=frozenset(because))
    shown = conflicts.cards(conflicts.conflicts(aside, because), dismissed=True)
    assert shown.groups[1][1][0].text.endswith("; 1 set aside, shown with --all.")
    assert shown.groups[2][1][0].lines[-1] == ("set aside", "two contracts")


def test_only_the_markets_asked_for_are_listed(tmp_path: Path) -> None:
    facts = [{**SHARE, "market": m, "value": v, **p} for m in ("nl", "be") for v, p in ((12, {}), (30, DISPATCH))]
    held = book(tmp_path, *facts)
    assert [c.market for c in conflicts.conflicts(held, {}).found] == ["be", "nl"]
    assert [c.market for c in conflicts.conflicts(held, {}, ["nl"]).found] == ["nl"]
    assert conflicts.cards(conflicts.conflicts(held, {}, ["de"])).groups[1][1][0].id == "none"


def test_facts_count_once_for_a_reason(tmp_path: Path) -> None:
    offer = {"kind": "offer", "categories": ["e-bikes"], "status": "active"}
    view = {"kind": "event", "event": "launches-paused", "categories": ["e-bikes"], "at": "2019-06-01", "says": "eva"}
    facts = [
        {**offer, "id": "nl-ex-a"},
        {**offer, "id": "nl-ex-b"},
        {**offer, "id": "nl-ex-c", "origin": "spring-call", "publisher": "The Echo"},
        {**offer, "id": "nl-ex-d", "origin": "spring-call", **DISPATCH},
        {**view, "id": "nl-ex-e", "publisher": "The Globe"},
        {**view, "id": "nl-ex-f", "publisher": "The Post"},
        {**offer, "id": "nl-ex-g", "publisher": "The Star"},
    ]
    held = book(tmp_path, *facts)
    (count,) = origins.counts(held)
    assert count.counted == len(count.voices) == 4
    assert {v.why: v.facts for v in count.voices} == {
        "speaker": ("nl-ex-e", "nl-ex-f"),
        "source": ("nl-ex-a", "nl-ex-b"),
        "origin": ("nl-ex-c", "nl-ex-d"),
        "alone": ("nl-ex-g",),
    }
    copies = [Alike("the-courier-2019-06-15", "the-star-2019-06-15", 0.934)]
    (count,) = origins.counts(held, ["nl"], copies)
    assert (count.counted, len(count.voices)) == (4, 3)
    text = next(v for v in count.voices if v.why == "text")
    assert text.facts == ("nl-ex-a", "nl-ex-b", "nl-ex-g")
    assert "93 percent" in text.words
    first = "name what both retell under `origins` of dossier.yaml, and add `origin: …` to "
    assert text.proposals == (f"{first}the-courier-2019-06-15 and to the-star-2019-06-15",)
    shown = origins.cards([count], "note")
    assert shown.groups[0][1][0].aside == "seven facts, three independent origins; 4 in briefs, which compare no texts"
    assert shown.groups[0][1][0].lines[-1] == ("proposal", *text.proposals)
    assert origins.counts(held, ["de"]) == ()
    assert origins.cards([], "note").groups[0][1][0].id == "none"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({}, {}, "add `origin: …` to globe-2019-06-14 and to echo-2019-06-15"),
        ({"origin": "call"}, {}, "add `origin: call` to globe-2019-06-14"),
        ({}, {"origin": "call"}, "add `origin: call` to echo-2019-06-15"),
        ({"origin": "call"}, {"origin": "fair"}, "make `call` and `fair` one origin, where echo-2019-06-15 retells"),
        ({"origin": "call"}, {"origin": "call"}, ""),
    ],
)
def test_what_would_make_two_copies_one_voice(
    one: dict[str, str], other: dict[str, str], told: str, tmp_path: Path
) -> None:
    offer = {"kind": "offer", "categories": ["e-bikes"], "status": "active"}
    facts = [{**offer, "publisher": "Echo"}, {**offer, "publisher": "Globe", "published": "2019-06-14"}]
    dossier = make({"facts": facts}, tmp_path)[0]
    pair = Alike("echo-2019-06-15", "globe-2019-06-14", 0.9)
    sources = dict(dossier.sources)
    for id, given in zip((pair.one, pair.other), (one, other), strict=True):
        sources[id] = replace(sources[id], **given)  # type: ignore[arg-type]  # an origin is a text
    proposed = origins.proposal(replace(dossier, sources=sources), pair)
    assert told in proposed
    assert bool(told) == bool(proposed)


def test_facts_of_one_origin_make_two_copies_one_voice(tmp_path: Path) -> None:
    offer = {"kind": "offer", "categories": ["e-bikes"], "status": "active", "origin": "call"}
    facts = [{**offer, "publisher": "Echo"}, {**offer, "publisher": "Globe"}]
    pair = Alike("echo-2019-06-15", "globe-2019-06-15", 0.9)
    assert origins.proposal(make({"facts": facts}, tmp_path)[0], pair) == ""
    facts[1] = {**facts[1], "origin": "fair"}
    assert origins.proposal(make({"facts": facts}, tmp_path)[0], pair) != ""


def test_a_page_keeps_a_place_for_what_was_found(tmp_path: Path) -> None:
    declared = [
        [
            {**SHARE, "id": f"nl-ex-a{n}", "of": f"goods {n}", "value": 12},
            {**SHARE, "of": f"goods {n}", "value": 30, "disputes": [f"nl-ex-a{n}"], **DISPATCH},
        ]
        for n in range(5)
    ]
    facts = [fact for pair in declared for fact in pair]
    held = book(tmp_path, *facts, {**SHARE, "value": 12}, {**SHARE, "value": 30, **DISPATCH})
    here = market(held, builtin(), "nl", lambda code: code)
    assert here is not None
    *shown, rest = parts.conflicts(here, 3)
    assert [b.statements[0].text.startswith("Found by xbrief") for b in shown] == [False, False, False, True]
    assert rest.statements[0].text == "Two more conflicts stand in the full brief."
    assert len(parts.conflicts(here, 99)) == len(shown) + 2, "where all are told, none is counted"


def test_every_kind_of_conflict_has_words_for_its_comparison() -> None:
    assert set(conflicts.TESTS) == set(get_args(ClashKind))
