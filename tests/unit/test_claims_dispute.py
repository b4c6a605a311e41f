"""Who disputes what: whole facts, aspects and cells, and what replaces what."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.rules.dossier import make
from xbrief.claims import dispute
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Claim, Dispute, Ledger

OFFER = "kind: offer, categories: [e-bikes, locks], status: active"
VIEW = "kind: view, about: sale, says: wielhuis, at: '2019-06-01'"


def book(folder: Path, *facts: str, day: str = "2019-06-15") -> Ledger:
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    return ledger(*make({"facts": yaml.safe_load(text), "as_of": day}, folder))


def goods(held: Ledger, category: str) -> Claim:
    return held.claims[f"nl.availability.{category}"]


def test_a_dispute_and_a_denial_concern_every_claim_of_the_fact(tmp_path: Path) -> None:
    held = book(tmp_path, OFFER, f"{VIEW}, disputes: [nl-ex-1]", f"{VIEW}, denies: [nl-ex-1]")
    told = (Dispute("disputes", "nl-ex-2", "nl-ex-1"), Dispute("denies", "nl-ex-3", "nl-ex-1"))
    assert goods(held, "e-bikes").disputes == told
    assert goods(held, "locks").disputes == told
    assert held.claims["nl.remark.nl-ex-2"].disputes == ()


def test_a_dispute_of_one_category_leaves_the_others_alone(tmp_path: Path) -> None:
    held = book(tmp_path, OFFER, f"{VIEW}, disputes: [{{fact: nl-ex-1, category: locks}}]")
    assert goods(held, "e-bikes").disputes == ()
    assert [(d.category, d.about) for d in goods(held, "locks").disputes] == [("locks", "")]


def test_a_category_limits_nothing_outside_of_goods(tmp_path: Path) -> None:
    dealer = "kind: partner, role: dealer, parties: [wielhuis], categories: [e-bikes, locks], status: active"
    held = book(tmp_path, dealer, f"{VIEW}, disputes: [{{fact: nl-ex-1, category: locks}}]")
    assert len(held.claims["nl.party.wielhuis"].disputes) == 1
    assert goods(held, "e-bikes").disputes == ()


def test_a_dispute_on_a_seller_s_goods_goes_by_the_goods(tmp_path: Path) -> None:
    block = "kind: block, categories: [e-bikes, locks], sellers: [wielhuis], status: active"
    held = book(tmp_path, block, f"{VIEW}, disputes: [{{fact: nl-ex-1, category: locks}}]")
    assert goods(held, "e-bikes@wielhuis").disputes == ()
    assert len(goods(held, "locks@wielhuis").disputes) == 1


def test_an_aspect_in_dispute_is_named_and_puts_no_whole_in_doubt(tmp_path: Path) -> None:
    held = book(tmp_path, OFFER, f"{VIEW}, disputes: [{{fact: nl-ex-1, about: price}}]")
    found = goods(held, "locks").disputes
    assert [d.about for d in found] == ["price"]
    assert dispute.whole(found) == frozenset()
    assert goods(held, "locks").state == "active"


def test_only_a_dispute_of_the_whole_sets_facts_against_each_other() -> None:
    found = (
        Dispute("disputes", "b", "a"),
        Dispute("denies", "c", "a", about="price"),
        Dispute("disputes", "d", "a", category="locks"),
    )
    assert dispute.whole(found) == frozenset({frozenset({"a", "b"})})


def test_disputes_stand_in_the_order_of_the_facts_that_make_them(tmp_path: Path) -> None:
    both = "disputes: [{fact: nl-ex-1, about: start}, {fact: nl-ex-1, about: price}]"
    held = book(tmp_path, OFFER, f"{VIEW}, denies: [nl-ex-1]", f"{VIEW}, {both}")
    found = dispute.disputes(held.known)
    assert [(d.kind, d.by, d.about) for d in found] == [
        ("denies", "nl-ex-2", ""),
        ("disputes", "nl-ex-3", "price"),
        ("disputes", "nl-ex-3", "start"),
    ]


def test_support_disputes_nothing(tmp_path: Path) -> None:
    held = book(tmp_path, OFFER, f"{VIEW}, supports: [nl-ex-1]")
    assert goods(held, "locks").disputes == ()
    assert dispute.disputes(held.known) == ()


def test_a_link_is_known_from_the_later_fact_s_day(tmp_path: Path) -> None:
    facts = (
        f"{OFFER}, published: '2018-01-01'",
        f"{VIEW}, disputes: [nl-ex-1]",
        f"{OFFER}, supersedes: [nl-ex-1]",
    )
    before = book(tmp_path, *facts, day="2019-06-14")
    assert goods(before, "locks").disputes == ()
    assert before.superseded == {}
    after = ledger(before.dossier, before.as_of.replace(day=15))
    assert len(goods(after, "locks").disputes) == 1
    assert after.superseded == {"nl-ex-1": ("nl-ex-3",)}


def test_a_link_to_what_is_not_known_says_nothing_yet(tmp_path: Path) -> None:
    held = book(tmp_path, OFFER, f"{VIEW}, disputes: [nl-ex-1]", f"{OFFER}, supersedes: [nl-ex-1]")
    alone = {i: f for i, f in held.known.items() if i != "nl-ex-1"}
    assert dispute.disputes(alone) == ()
    assert dispute.superseded(alone) == {}


def test_what_several_facts_replace_names_them_all(tmp_path: Path) -> None:
    held = book(tmp_path, OFFER, f"{OFFER}, supersedes: [nl-ex-1]", f"{OFFER}, supersedes: [nl-ex-1, nl-ex-2]")
    assert held.superseded == {"nl-ex-1": ("nl-ex-2", "nl-ex-3"), "nl-ex-2": ("nl-ex-3",)}


def test_a_word_on_one_aspect_replaces_nothing(tmp_path: Path) -> None:
    held = book(
        tmp_path,
        OFFER,
        f"{OFFER}, supersedes: [{{fact: nl-ex-1, about: price}}]",
        f"{VIEW}, disputes: [nl-ex-1]",
    )
    assert held.superseded == {}
