"""Which claims a fact bears on: the table of the schema, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.claims import group
from xbrief.model import Fact

OFFER = "kind: offer, categories: [e-bikes, locks]"
DEALER = "kind: partner, role: dealer, parties: [wielhuis]"


def subjects(folder: Path, given: str, *others: str) -> tuple[str, ...]:
    """The subjects of the first fact; the others are what it may point at, as nl-ex-2 and so on.

    Events without a day have happened in May 2019.
    """
    facts = yaml.safe_load("\n".join(f"- {{{text}}}" for text in (given, *others)))
    for fact in facts:
        if fact["kind"] == "event" and "status" not in fact:
            fact.setdefault("at", "2019-05")
    dossier, _ = make({"facts": facts}, folder)
    return group.subjects(dossier.facts["nl-ex-1"], dossier.facts, dossier.company.id)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        # Goods on sale and off sale: the market's; a seller's only where it does not sell them.
        (f"{OFFER}, status: active", ["availability.e-bikes", "availability.locks"]),
        # The schema: "market, category (and seller where only some sell or do not)".
        (
            f"{OFFER}, sellers: [wielhuis], status: active",
            [
                "availability.e-bikes",
                "availability.e-bikes@wielhuis",
                "availability.locks",
                "availability.locks@wielhuis",
            ],
        ),
        ("kind: block, categories: [e-bikes], status: active", ["availability.e-bikes"]),
        (
            "kind: block, categories: [e-bikes], sellers: [wielhuis, fietsplein], status: active",
            ["availability.e-bikes@wielhuis", "availability.e-bikes@fietsplein"],
        ),
        ("kind: presence, status: active", ["presence.company"]),
        # Partners: a claim for each party; those that sell are evidence of a sale, a distributor is none.
        (f"{DEALER}, status: active", ["party.wielhuis"]),
        (f"{DEALER}, categories: [locks], status: active", ["party.wielhuis", "availability.locks"]),
        (
            "kind: partner, role: distributor, parties: [wielhuis, fietsplein], categories: [locks], status: active",
            ["party.wielhuis", "party.fietsplein"],
        ),
        (
            "kind: partner, role: manufacturer, parties: [wielhuis], status: active",
            ["production.company", "party.wielhuis"],
        ),
        (
            "kind: partner, role: carrier, unnamed: a large carrier, categories: [locks], status: active",
            ["party.carrier-unnamed", "availability.locks"],
        ),
        # Exclusivity belongs to the parties together; its end is not the end of their work.
        (
            "kind: partner, role: distributor, parties: [wielhuis, fietsplein], exclusive: true, status: active",
            ["exclusivity.fietsplein+wielhuis", "party.wielhuis", "party.fietsplein"],
        ),
        (f"{DEALER}, exclusive: true, categories: [locks], status: ended", ["exclusivity.wielhuis"]),
        (
            f"{DEALER}, exclusive: false, categories: [locks], status: active",
            ["exclusivity.wielhuis", "party.wielhuis", "availability.locks"],
        ),
        # Own outlets; grey imports put nothing officially on sale.
        ("kind: channel, type: own-shop, status: active", ["outlet.own-shop"]),
        (
            "kind: channel, type: own-online-store, categories: [locks], status: active",
            ["outlet.own-online-store", "availability.locks"],
        ),
        ("kind: channel, type: grey-import, categories: [locks], status: active", ["outlet.grey-import"]),
        # Events.
        ("kind: event, event: entry", ["presence.company"]),
        ("kind: event, event: first-sale, categories: [locks]", ["presence.company", "availability.locks"]),
        (
            "kind: event, event: sale-stopped, categories: [locks], parties: [wielhuis]",
            ["availability.locks", "party.wielhuis"],
        ),
        ("kind: event, event: sale-stopped, categories: [locks]", ["availability.locks"]),
        ("kind: event, event: launches-paused, categories: [locks]", ["availability.locks"]),
        ("kind: event, event: production-start", ["production.company"]),
        ("kind: event, event: production-end", ["production.company"]),
        ("kind: event, event: store-opening", ["outlet.own-shop"]),
        ("kind: event, event: store-closing", ["outlet.own-shop"]),
        ("kind: event, event: certification, label: the Road Office's mark", ["measure.the-road-office-s-mark"]),
        ("kind: event, event: filing", ["measure.filing"]),
        ("kind: event, event: stake, parties: [wielhuis, fietsplein]", ["stake.wielhuis", "stake.fietsplein"]),
        ("kind: event, event: founding", ["founding.company"]),
        ("kind: event, event: retreat", ["presence.company"]),
        ("kind: event, event: office", ["presence.company"]),
        # The rest.
        (
            "kind: tariff, 'on': [e-bikes, 'spare parts'], type: import-duty, applies_to: imported, rate_percent: 6",
            ["duty.e-bikes.import-duty.imported", "duty.spare-parts.import-duty.imported"],
        ),
        (
            "kind: regulation, measure: 'Speed limit, 25 km/h', type: certification, effect: requires, status: active",
            ["measure.speed-limit-25-km-h"],
        ),
        ("kind: rival, parties: [wielhuis, fietsplein], effect: cheap", ["rival.wielhuis", "rival.fietsplein"]),
        ("kind: metric, name: share, value: 3, unit: percent, of: e-bikes", ["figure.share.e-bikes"]),
        ("kind: view, about: the market", ["remark.nl-ex-1"]),
    ],
)
def test_a_fact_bears_on_these_claims(given: str, found: list[str], tmp_path: Path) -> None:
    assert list(subjects(tmp_path, given)) == found


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("The Road Office's mark", "the-road-office-s-mark"),
        ("25 km/h", "25-km-h"),
        ("전파 인증", "전파-인증"),
        ("snake_case", "snake-case"),
        ("…", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_words_become_a_part_of_a_key(words: str, part: str) -> None:
    assert group.slug(words) == part


def cause(given: str = "", reason: str = "demand") -> str:
    return f"kind: cause, of: {given or 'nl-ex-2'}, reason: {reason}"


@pytest.mark.parametrize(
    ("explained", "found"),
    [
        ("kind: block, categories: [e-bikes], status: active", ["block.availability.e-bikes"]),
        (
            "kind: block, categories: [e-bikes, locks], status: active",
            ["block.availability.e-bikes", "block.availability.locks"],
        ),
        (
            "kind: block, categories: [e-bikes], sellers: [wielhuis], status: active",
            ["block.availability.e-bikes@wielhuis"],
        ),
        # An offer of one seller is the market's.
        (f"{OFFER}, sellers: [wielhuis], status: ended", ["end.availability.e-bikes", "end.availability.locks"]),
        (f"{OFFER}, status: active", ["start.availability.e-bikes", "start.availability.locks"]),
        ("kind: event, event: retreat", ["retreat.presence.company"]),
        ("kind: event, event: exit", ["retreat.presence.company"]),
        ("kind: presence, status: ended", ["retreat.presence.company"]),
        ("kind: presence, status: active", ["start.presence.company"]),
        (
            "kind: event, event: sale-stopped, categories: [locks], parties: [wielhuis]",
            ["stop.availability.locks"],
        ),
        ("kind: event, event: production-end", ["stop.production.company"]),
        ("kind: event, event: store-closing", ["stop.outlet.own-shop"]),
        ("kind: event, event: staff-cut", ["stop.presence.company"]),
        ("kind: channel, type: own-shop, status: ended", ["end.outlet.own-shop"]),
        (f"{DEALER}, status: ended", ["end.party.wielhuis"]),
        ("kind: partner, role: manufacturer, parties: [wielhuis], status: ended", ["end.party.wielhuis"]),
        (f"{DEALER}, exclusive: true, status: ended", ["end.exclusivity.wielhuis"]),
        (f"{DEALER}, exclusive: true, status: active", ["start.exclusivity.wielhuis"]),
        ("kind: event, event: first-sale, categories: [locks]", ["start.presence.company"]),
        ("kind: view, about: the market", ["start.remark.nl-ex-2"]),
    ],
)
def test_a_cause_belongs_to_the_turn_that_it_explains(explained: str, found: list[str], tmp_path: Path) -> None:
    assert list(subjects(tmp_path, cause(), explained)) == [f"cause.{turn}" for turn in found]


def test_a_cause_limited_to_one_category_explains_that_alone(tmp_path: Path) -> None:
    limited = cause("{fact: nl-ex-2, category: locks}")
    assert subjects(tmp_path, limited, f"{OFFER}, status: active") == ("cause.start.availability.locks",)


def test_an_obstacle_to_what_came_explains_a_delay_and_to_what_is_planned_a_start(tmp_path: Path) -> None:
    sold = "kind: event, event: first-sale, categories: [locks]"
    late = subjects(tmp_path, cause(reason="politics"), f"{sold}, at: '2019-05'")
    assert late == ("cause.delay.availability.locks",)
    (tmp_path / "plan").mkdir()
    ahead = subjects(tmp_path / "plan", cause(reason="politics"), f"{sold}, status: planned")
    assert ahead == ("cause.start.presence.company",)


def test_an_obstacle_to_an_outlet_that_opened_explains_a_delay(tmp_path: Path) -> None:
    """The shop opened late because of a test: that is no reason for wanting a shop."""
    shop = "kind: channel, type: own-online-store, status: active, from: '2019-05'"
    late = subjects(tmp_path, cause(reason="clearance"), shop)
    assert late == ("cause.delay.outlet.own-online-store",)
    (tmp_path / "wish").mkdir()
    assert subjects(tmp_path / "wish", cause(reason="learning"), shop) == ("cause.start.outlet.own-online-store",)


def test_a_cause_of_a_cause_is_a_remark_on_it(tmp_path: Path) -> None:
    found = subjects(tmp_path, cause(), "kind: cause, of: nl-ex-3, reason: cost", "kind: presence, status: active")
    assert found == ("cause.start.remark.nl-ex-2",)


def test_a_cause_of_a_fact_that_is_not_known_yet_waits_beside_it(tmp_path: Path) -> None:
    facts = yaml.safe_load(f"[{{{cause()}}}, {{kind: presence, status: active}}]")
    dossier, _ = make({"facts": facts}, tmp_path)
    alone = dossier.facts["nl-ex-1"]
    assert group.subjects(alone, {}, dossier.company.id) == ("cause.start.remark.nl-ex-2",)
    nothing = Fact(id="x", source="s", kind="cause", claim="It is so.")
    assert group.subjects(nothing, {}, "halden") == ("cause.start.remark.",)
