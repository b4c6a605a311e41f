"""Typed slots: every name, number and date with what it mentions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.types import Context, Mention, Slot

SHARE: dict[str, Any] = {
    "id": "nl-ex-one",
    "kind": "metric",
    "name": "share",
    "value": "12.5",
    "unit": "percent",
    "bound": "about",
    "of": "e-bikes",
    "claim": "E-bikes have a share of about 12.5 percent.",
}


def held(folder: Path, **changes: Any) -> tuple[Context, Fact]:
    fact = {k: v for k, v in {**SHARE, **changes}.items() if v is not None}
    other = {"kind": "partner", "parties": ["alder", "birk"], "role": "carrier", "status": "active"}
    dossier, as_of = make({"facts": [fact, other]}, folder)
    ctx = Context(ledger(dossier, as_of), "nl", lambda code: places.country(code).full)
    return ctx, ctx.ledger.known["nl-ex-one"]


def shown(slot: Slot) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(p.text, [(m.kind, m.value) for m in p.mentions]) for p in slot.parts]


def test_words_of_the_rule_mention_nothing() -> None:
    assert shown(slots.words("so")) == [("so", [])]
    assert not slots.words("")


def test_parties_are_named_as_the_dossier_names_them(tmp_path: Path) -> None:
    ctx, _ = held(tmp_path)
    one = slots.parties(ctx.ledger.dossier, ["alder"])
    two = slots.parties(ctx.ledger.dossier, ["alder", "birk"], "or")
    assert (shown(one), one.plural) == ([("Alder", [("party", "alder")])], False)
    assert (shown(two)[1], two.plural, two.joiner) == (("Birk", [("party", "birk")]), True, "or")
    assert not slots.parties(ctx.ledger.dossier, ())


def test_categories_by_label_once_each_and_in_the_plural(tmp_path: Path) -> None:
    ctx, _ = held(tmp_path)
    found = slots.categories(ctx.ledger.dossier, ["locks", "e-bikes", "locks"])
    assert shown(found) == [("locks", [("category", "locks")]), ("e-bikes", [("category", "e-bikes")])]
    assert found.plural
    assert slots.category(ctx.ledger.dossier, "pumps") == "pumps", "words that are no category stand as they are"


def test_products() -> None:
    found = slots.products(["Trail", "City", "Trail"])
    assert shown(found) == [("the Trail", [("product", "Trail")]), ("the City", [("product", "City")])]
    assert found.plural
    assert not slots.products(["Trail"]).plural
    assert not slots.products(())


def test_the_whole_range() -> None:
    assert shown(slots.only(["Trail", "City", "Trail"])) == [
        ("only the Trail and the City", [("product", "Trail"), ("product", "City")])
    ]
    assert not slots.only(())


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("road rules", True),
        ("rules of the road", True),
        ("the road office", False),
        ("an office of two rooms", False),
        ("a class of goods", False),
        ("a bus", False),
        ("the basis", False),
        ("tests for batteries", True),
    ],
)
def test_the_number_of_a_few_words_is_that_of_their_head(text: str, plural: bool) -> None:
    assert slots.many(text) is plural
    assert slots.quoted(text).plural is plural
    assert shown(slots.quoted(text)) == [(text, [("wording", text)])]


def test_no_words_to_quote() -> None:
    assert not slots.quoted("")


def test_a_claim_as_a_part_of_a_sentence(tmp_path: Path) -> None:
    ctx, fact = held(tmp_path, claim="Locks have a small share.")
    part = slots.said(ctx.ledger.dossier, fact)
    assert part.text == "locks have a small share"
    assert part.facts == ("nl-ex-one",)
    assert part.mentions == (Mention("wording", "Locks have a small share."),)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("at", "in May 2019"),
        ("label", "May 2019"),
        ("since", "since May 2019"),
        ("from", "from May 2019"),
        ("due", "in May 2019"),
        ("by", "by May 2019"),
    ],
)
def test_a_date_in_its_wording(style: str, text: str, tmp_path: Path) -> None:
    _, fact = held(tmp_path, observed="2019-05")
    assert shown(slots.when(fact.observed, style)) == [(text, [("date", "2019-05")])]
    assert not slots.when(None, style)


def test_speakers(tmp_path: Path) -> None:
    ctx, fact = held(tmp_path, says=["halden", "alder"])
    found = slots.speakers(ctx, fact)
    assert shown(found) == [("Halden and Alder", [("speaker", "halden"), ("speaker", "alder")])]
    assert found.plural


def test_a_publisher_speaks_for_itself(tmp_path: Path) -> None:
    ctx, fact = held(tmp_path)
    found = slots.speakers(ctx, fact)
    assert shown(found) == [("The Courier", [("source", "the-courier-2019-06-15")])]
    assert not found.plural


def test_a_figure(tmp_path: Path) -> None:
    _, fact = held(tmp_path)
    assert shown(slots.quantity(fact)) == [("about 12.5 percent", [("number", "12.5")])]
    assert not slots.rate(fact)


def test_a_rate(tmp_path: Path) -> None:
    tariff = {"kind": "tariff", "rate_percent": "60", "bound": "up-to", "type": "excise", "on": ["e-bikes"]}
    gone = dict.fromkeys(("name", "value", "unit", "of"))
    _, fact = held(tmp_path, **gone, **tariff, applies_to="all")
    assert shown(slots.rate(fact)) == [("up to 60 percent", [("number", "60")])]
    assert not slots.quantity(fact)


def test_a_place(tmp_path: Path) -> None:
    ctx, _ = held(tmp_path)
    assert shown(slots.place(ctx, "nl")) == [("the Netherlands", [("market", "nl")])]
