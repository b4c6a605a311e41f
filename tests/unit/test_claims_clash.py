"""Conflicts found by comparison: what is one, and above all what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Clash, Ledger
from xbrief.claims.voice import one_voice

DISPATCH = {"publisher": "The Dispatch"}
SHOP = {"kind": "channel", "type": "own-shop"}
CARRIER = {"kind": "partner", "role": "carrier", "parties": ["alder"], "categories": ["e-bikes"]}
SHARE = {"kind": "metric", "name": "share", "unit": "percent", "of": "e-bikes"}
UNITS = {**SHARE, "name": "units", "unit": "devices"}
DUTY = {"kind": "tariff", "bound": "exact", "type": "excise", "on": ["e-bikes"], "applies_to": "local"}
VIEW = {"kind": "view", "about": "leave to sell", "of": "nl-ex-1"}


def book(folder: Path, *facts: dict[str, Any], dismissed: frozenset[str] = frozenset(), **more: Any) -> Ledger:
    return ledger(*make({"facts": [*facts], **more}, folder), dismissed)


def found(folder: Path, *facts: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    """Kind and aspect of what is found, the last facts told by another paper unless they name theirs."""
    first, *rest = facts
    return [(c.kind, c.about) for c in book(folder, first, *({**DISPATCH, **f} for f in rest), **more).clashes]


CONFLICTS: dict[str, tuple[list[dict[str, Any]], tuple[str, str]]] = {
    "told as going on a few days after its end": (
        [
            {**SHOP, "status": "ended", "until": "2019-06-05", "published": "2019-06-06"},
            {**SHOP, "status": "active", "published": "2019-06-12"},
        ],
        ("state", ""),
    ),
    "on sale on a day on which it is kept off sale": (
        [
            {"kind": "block", "categories": ["e-bikes"], "status": "active", "from": "2019-01"},
            {"kind": "offer", "categories": ["e-bikes"], "status": "active", "published": "2019-06-14"},
        ],
        ("state", ""),
    ),
    "two rates of one time": (
        [{**DUTY, "rate_percent": 12}, {**DUTY, "rate_percent": 12.5}],
        ("value", "rate"),
    ),
    "two counts of one period": (
        [{**UNITS, "value": 1000, "observed": "2018"}, {**UNITS, "value": 400, "observed": "2018"}],
        ("value", "number"),
    ),
    "a bound that a number breaks": (
        [{**SHARE, "value": 20, "bound": "more-than"}, {**SHARE, "value": 12}],
        ("value", "number"),
    ),
    "about is not as far as that": (
        [{**SHARE, "value": 20, "bound": "about"}, {**SHARE, "value": 30}],
        ("value", "number"),
    ),
    "two ranks": (
        [
            {**SHARE, "name": "rank", "unit": "rank", "value": 11},
            {**SHARE, "name": "rank", "unit": "rank", "value": 12},
        ],
        ("value", "number"),
    ),
    "two prices": (
        [
            {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 499},
            {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 549},
        ],
        ("value", "number"),
    ),
    "with leave and without": (
        [{**CARRIER, "status": "active"}, {**CARRIER, "status": "active", "authorised": False}],
        ("role", "authorisation"),
    ),
    "made as a whole and put together": (
        [
            {**CARRIER, "role": "manufacturer", "extent": "full", "status": "active"},
            {**CARRIER, "role": "manufacturer", "extent": "assembly", "status": "active"},
        ],
        ("role", "extent"),
    ),
    "the only one, and another": (
        [
            {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01"},
            {**CARRIER, "parties": ["birk"], "status": "active", "from": "2018-03-01"},
        ],
        ("only", "exclusive"),
    ),
    "one event a few days apart": (
        [
            {"kind": "event", "event": "certification", "label": "road approval", "at": "2019-05-02"},
            {"kind": "event", "event": "certification", "label": "road approval", "at": "2019-05-20"},
        ],
        ("day", "day"),
    ),
    "a beginning foretold after another told it as begun": (
        [
            {"kind": "offer", "categories": ["e-bikes"], "status": "active", "from": "2019-06-10"},
            {
                "kind": "event",
                "event": "first-sale",
                "categories": ["e-bikes"],
                "status": "announced",
                "target": "2019-06-20",
            },
        ],
        ("start", "start"),
    ),
    "who ended it": (
        [
            {"id": "nl-ex-1", "kind": "event", "event": "sale-stopped", "parties": ["alder", "birk"], "at": "2019-06"},
            {**VIEW, "about": "who ended the sale", "claim": "Alder ended the sale.", "publisher": "The Courier"},
            {**VIEW, "about": "who ended the sale", "claim": "It was Birk that ended the sale with Alder."},
        ],
        ("account", ""),
    ),
    "two starts of a sale that was stopped together": (
        [
            {**CARRIER, "products": ["Fjord"], "status": "ended", "from": "2019-05-04", "until": "2019-05-09"},
            {
                **CARRIER,
                "parties": ["birk"],
                "role": "retailer",
                "products": ["Fjord"],
                "status": "ended",
                "from": "2019-05-02",
                "until": "2019-05-09",
            },
            {"kind": "event", "event": "sale-stopped", "parties": ["alder", "birk"], "at": "2019-05-09"},
        ],
        ("start", "start"),
    ),
}
NONE: dict[str, list[dict[str, Any]]] = {
    "ended, and seen again much later": [
        {**SHOP, "status": "ended", "until": "2018-03", "published": "2018-04-01"},
        {**SHOP, "status": "active"},
    ],
    "ended, begun again and seen": [
        {**SHOP, "status": "ended", "until": "2018-03"},
        {**SHOP, "status": "active", "from": "2018-05", "published": "2018-09-01"},
    ],
    "a sale in the round, and a block in the midst of it": [
        {"kind": "block", "categories": ["e-bikes"], "status": "active", "from": "2018-01", "published": "2018-02-01"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active", "from": "2017"},
    ],
    "a model kept off sale, and the goods on sale": [
        {"kind": "block", "categories": ["e-bikes"], "products": ["Sund"], "status": "active", "from": "2019-01"},
        {"kind": "offer", "categories": ["e-bikes"], "status": "active"},
    ],
    "the end of a model, and the goods still there": [
        {**CARRIER, "products": ["Sund"], "status": "ended", "until": "2018"},
        {**CARRIER, "status": "active", "published": "2019-02-01"},
    ],
    "counts of different periods": [
        {**UNITS, "value": 1000, "observed": "2018"},
        {**UNITS, "value": 400, "observed": "2018-41"},
    ],
    "counts without a period": [{**UNITS, "value": 1000}, {**UNITS, "value": 400}],
    "shares of different times": [{**SHARE, "value": 19, "observed": "2014"}, {**SHARE, "value": 74}],
    "a rounded number": [
        {**UNITS, "value": 1000000, "observed": "2018"},
        {**UNITS, "value": 980000, "observed": "2018"},
    ],
    "prices in two currencies": [
        {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 499},
        {**SHARE, "name": "price", "unit": "currency", "currency": "NOK", "value": 5490},
    ],
    "a price paid at once and one in instalments": [
        {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 499, "of": "Fjord, paid at once"},
        {**SHARE, "name": "price", "unit": "currency", "currency": "EUR", "value": 549, "of": "Fjord, in instalments"},
    ],
    "a rate that was raised": [
        {**DUTY, "rate_percent": 2, "from": "2017", "until": "2018-06-30"},
        {**DUTY, "rate_percent": 5, "from": "2018-07-01"},
    ],
    "an event that may have come again": [
        {"kind": "event", "event": "certification", "label": "road approval", "at": "2018-05"},
        {"kind": "event", "event": "certification", "label": "road approval", "at": "2019-05"},
    ],
    "entered, left and entered": [
        {"kind": "event", "event": "entry", "at": "2014"},
        {"kind": "event", "event": "exit", "at": "2016"},
        {"kind": "event", "event": "entry", "at": "2018"},
    ],
    "two plans, the second made when the first had come to nothing": [
        {**SHOP, "status": "planned", "target": "2019-05-20", "published": "2019-05-01"},
        {**SHOP, "status": "planned", "target": "2019-07-18", "published": "2019-05-25"},
    ],
    "plans for a month and for a day": [
        {**SHOP, "status": "planned", "target": "2019-07"},
        {**SHOP, "status": "planned", "target": "2019-08-18"},
    ],
    "two shops of different names to come": [
        {
            "kind": "partner",
            "unnamed": "two own shops",
            "role": "retailer",
            "status": "planned",
            "target": "2019-07-10",
        },
        {"kind": "partner", "unnamed": "shop chains", "role": "retailer", "status": "planned", "target": "2019-07-18"},
    ],
    "a dealer that others call a distributor": [
        {**CARRIER, "role": "dealer", "status": "active"},
        {**CARRIER, "role": "distributor", "status": "active"},
    ],
    "two roles at two times": [
        {**CARRIER, "status": "ended", "from": "2016-01", "until": "2016-01"},
        {**CARRIER, "role": "marketplace", "status": "active", "from": "2018-07"},
    ],
    "the only one for other goods": [
        {**CARRIER, "exclusive": True, "status": "active", "from": "2018-01-01"},
        {**CARRIER, "parties": ["birk"], "categories": ["locks"], "status": "active", "from": "2018-03-01"},
    ],
    "the only one until another came": [
        {**CARRIER, "exclusive": True, "status": "ended", "from": "2017-01-01", "until": "2018-02-01"},
        {**CARRIER, "parties": ["birk"], "status": "active", "from": "2018-03-01"},
    ],
    "a rule that favours one side and burdens another": [
        {
            "kind": "regulation",
            "measure": "m",
            "type": "tax-rule",
            "effect": "favours",
            "whom": "imports",
            "status": "active",
        },
        {
            "kind": "regulation",
            "measure": "m",
            "type": "tax-rule",
            "effect": "disadvantages",
            "whom": "local-makers",
            "status": "active",
        },
    ],
    "a view and its doubt by one side": [
        {**CARRIER, "id": "nl-ex-1", "status": "active"},
        {**VIEW, "says": "halden", "claim": "Alder may sell."},
        {**VIEW, "says": "halden", "claim": "Alder may not sell.", "publisher": "The Echo"},
    ],
    "a view and its doubt years apart": [
        {**CARRIER, "id": "nl-ex-1", "status": "active", "published": "2016-01-01"},
        {**VIEW, "says": "halden", "claim": "Alder may sell.", "published": "2016-06-01"},
        {**VIEW, "says": "alder", "claim": "We may not sell.", "publisher": "The Echo"},
    ],
    "views on two facts": [
        {**CARRIER, "id": "nl-ex-1", "status": "active"},
        {**SHOP, "id": "nl-ex-2", "status": "active"},
        {**VIEW, "says": "halden", "claim": "It may."},
        {**VIEW, "of": "nl-ex-2", "says": "alder", "claim": "It may not."},
    ],
    "lengths of two stops": [
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2017-01", "claim": "It lasted a week."},
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted 3 days."},
    ],
    "a length beside two": [
        {"kind": "event", "event": "sale-stopped", "parties": ["alder"], "at": "2019-01", "claim": "It lasted a week."},
        {
            "kind": "event",
            "event": "sale-stopped",
            "parties": ["alder"],
            "at": "2019-01",
            "claim": "It lasted one day, two days before the fair.",
        },
    ],
}


@pytest.mark.parametrize(("facts", "kind"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_found(facts: list[dict[str, Any]], kind: tuple[str, str], tmp_path: Path) -> None:
    assert found(tmp_path, *facts) == [kind]


@pytest.mark.parametrize("facts", NONE.values(), ids=NONE)
def test_what_may_both_be_is_no_conflict(facts: list[dict[str, Any]], tmp_path: Path) -> None:
    assert found(tmp_path, *facts) == []


@pytest.mark.parametrize("kind", ["supports", "supersedes", "disputes", "denies"])
def test_a_pair_with_a_link_is_the_curator_s(kind: str, tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    assert found(tmp_path, one, {**SHARE, "value": 30, kind: ["nl-ex-1"]}) == []


def test_a_retelling_of_a_linked_fact_is_linked_too(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    two = {**SHARE, "id": "nl-ex-2", "value": 30, "disputes": ["nl-ex-1"], **DISPATCH}
    echo = {**SHARE, "value": 30, "supports": ["nl-ex-2"], "publisher": "The Echo"}
    assert book(tmp_path, one, two, echo).clashes == ()


def test_another_voice_on_a_side_of_a_known_quarrel_is_no_news(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-1", "value": 12}
    two = {**SHARE, "id": "nl-ex-2", "value": 30, "disputes": [{"fact": "nl-ex-1", "about": "number"}], **DISPATCH}
    echo = {**SHARE, "value": 30, "publisher": "The Echo"}
    assert book(tmp_path, one, two, echo).clashes == ()
    other = book(tmp_path, one, two, {**echo, "value": 50}).clashes
    assert [(c.earlier, c.later) for c in other] == [("nl-ex-1", "nl-ex-3"), ("nl-ex-2", "nl-ex-3")]


def test_a_link_on_one_aspect_leaves_another_open_in_other_facts(tmp_path: Path) -> None:
    first = {**CARRIER, "id": "nl-ex-1", "status": "active", "from": "2018-01"}
    other = {**CARRIER, "id": "nl-ex-2", "role": "marketplace", "status": "active", **DISPATCH}
    also = {
        **CARRIER,
        "status": "active",
        "from": "2018-05",
        "disputes": [{"fact": "nl-ex-1", "about": "start"}],
        **DISPATCH,
    }
    kinds = {(c.kind, c.earlier, c.later) for c in book(tmp_path, first, other, also).clashes}
    assert kinds == {("role", "nl-ex-1", "nl-ex-2")}


def test_who_quotes_a_paper_is_of_one_voice_with_it(tmp_path: Path) -> None:
    one = {**SHARE, "value": 12, **DISPATCH}
    two = {**SHARE, "value": 30, "says": "dispatch"}
    owner = {"kind": "rival", "parties": ["dispatch"], "effect": "prints"}
    held = book(tmp_path, one, two, owner, parties={"dispatch": {"name": "The Dispatch"}})
    assert held.clashes == ()
    assert one_voice(held.dossier, held.known["nl-ex-1"], held.known["nl-ex-2"])


def test_retellings_of_one_origin_may_round(tmp_path: Path) -> None:
    one, two = ({**SHARE, "value": v, "origin": "spring-call"} for v in (12, 30))
    assert found(tmp_path, one, two) == []


def test_retellings_of_one_origin_clash_over_what_goes_on_and_what_is_over(tmp_path: Path) -> None:
    going = {**SHOP, "status": "active", "origin": "spring-call", "published": "2019-06"}
    assert found(tmp_path, going, {**going, "status": "ended", "until": "2019-06"}) == [("state", "")]


def test_one_source_is_of_one_mind_but_for_two_values_of_one_figure(tmp_path: Path) -> None:
    shops = [{**SHOP, "status": "active", "from": day} for day in ("2018-03-01", "2018-05-01")]
    assert book(tmp_path, *shops).clashes == ()
    (tmp_path / "again").mkdir()
    assert [c.kind for c in book(tmp_path / "again", {**SHARE, "value": 12}, {**SHARE, "value": 30}).clashes] == [
        "value"
    ]


def test_a_clash_has_a_lasting_id_and_goes_from_the_earlier_to_the_later(tmp_path: Path) -> None:
    one = {**SHARE, "id": "nl-ex-b", "value": 12, "published": "2019-06-10"}
    two = {**SHARE, "id": "nl-ex-a", "value": 30, "observed": "2019-06-10"}
    (clash,) = book(tmp_path, two, one).clashes
    told = Clash("value", "nl.figure.share.e-bikes", "nl-ex-b", "nl-ex-a", "number", "12", "30")
    assert clash == told
    assert clash.id == "clash:nl-ex-a+nl-ex-b"
    assert clash.market == "nl"


def test_what_is_dismissed_is_kept_apart(tmp_path: Path) -> None:
    facts = ({**SHARE, "value": 12}, {**SHARE, "value": 30, **DISPATCH})
    (clash,) = book(tmp_path, *facts).clashes
    held = book(tmp_path, *facts, dismissed=frozenset({clash.id, "clash:other+one"}))
    assert (held.clashes, held.dismissed) == ((), (clash,))
