"""Ids are never deleted: what is retracted takes no part and is still found, old ids lead to the fact of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.small_dossiers import fact, held, loaded, only, told
from xbrief.brief import cards, chain, listing
from xbrief.brief.listing import Filter
from xbrief.brief.market import market
from xbrief.claims.ledger import ledger
from xbrief.dossier.load import Loaded
from xbrief.errors import UnknownName
from xbrief.model import Link, Ref
from xbrief.rules.load import builtin

DAY = date(2026, 11, 22)
SOUND = fact("id: ch-ex2002-sound")
GONE = fact("id: ch-ex2002-gone\nstatus: ended\nretracted: misread - the shop is in Bonn")


def names(result: Loaded) -> set[str]:
    return held(result) | set(result.dossier.retracted)


def test_what_is_retracted_stands_apart_and_changes_nothing(tmp_path: Path) -> None:
    with_it = loaded(tmp_path / "a", SOUND, GONE)
    without = loaded(tmp_path / "b", SOUND)
    assert with_it.problems == ()
    assert set(with_it.dossier.retracted) == {"ch-ex2002-gone"}
    same = replace(with_it.dossier, retracted={}, root=without.dossier.root)
    assert same == without.dossier
    books = [ledger(of, DAY) for of in (with_it.dossier, without.dossier)]
    assert books[0].claims == books[1].claims
    assert books[0].known == books[1].known
    found, alone = (market(book, builtin(), "ch", str.upper) for book in books)
    assert found is not None
    assert alone is not None
    assert found.findings == alone.findings
    assert dict(listing.sources(with_it.dossier, DAY)) == dict(listing.sources(without.dossier, DAY))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("supports: [ch-ex2002-gone]", "D315"),
        ("kind: view\nabout: x\nof: ch-ex2002-gone", "D315"),
        ("kind: cause\nreason: cost\nof: ch-ex2002-gone", "D307"),
    ],
)
def test_nothing_leans_on_what_is_retracted(given: str, code: str, tmp_path: Path) -> None:
    problem = only(loaded(tmp_path, GONE, fact(given)), code)
    assert "`ch-ex2002-gone` is retracted" in problem.message
    assert problem.hint


def test_what_leans_on_it_stays_where_it_can(tmp_path: Path) -> None:
    result = loaded(tmp_path, GONE, fact("supports: [ch-ex2002-gone, ch-ex2001-shop]"))
    assert result.dossier.facts["ch-ex2002-lamps"].links == (Link("supports", "ch-ex2001-shop"),)
    assert "ch-ex2002-lamps" not in names(
        loaded(tmp_path / "b", GONE, fact("kind: cause\nreason: cost\nof: ch-ex2002-gone"))
    )


def test_between_retracted_facts_links_stay_and_rings_are_no_fault(tmp_path: Path) -> None:
    other = fact("id: ch-ex2002-why\nkind: cause\nreason: cost\nof: ch-ex2002-gone\nretracted: no source says so")
    ring = (
        fact("id: ch-ex2002-a\nsupersedes: [ch-ex2002-b]\nretracted: x"),
        fact("id: ch-ex2002-b\nsupersedes: [ch-ex2002-a]\nretracted: x"),
    )
    result = loaded(tmp_path, GONE, other, *ring)
    assert result.problems == ()
    assert result.dossier.retracted["ch-ex2002-why"].of == Ref("ch-ex2002-gone")
    assert result.dossier.retracted["ch-ex2002-a"].links == (Link("supersedes", "ch-ex2002-b"),)


def test_a_retracted_fact_is_held_to_the_schema_and_its_id_stays_taken(tmp_path: Path) -> None:
    only(loaded(tmp_path, fact("retracted: x\nstatus: actve")), "D204")
    only(loaded(tmp_path, fact("retracted:")), "D205")
    assert told(loaded(tmp_path, GONE, fact("id: ch-ex2002-gone"))) == ["D309"]


def test_an_old_id_is_followed_with_a_warning_at_its_place(tmp_path: Path) -> None:
    new = fact("id: ch-ex2002-new\nrenamed_from: [ch-ex2002-old, ch-ex2002-older]\nkind: event\nevent: exit\nat: 2020")
    why = fact("id: ch-ex2002-why\nkind: cause\nreason: cost\nof: {fact: ch-ex2002-older}")
    says = fact("supports: [ch-ex2001-shop, {fact: ch-ex2002-old, about: day}]")
    result = loaded(tmp_path, new, why, says)
    assert told(result) == ["D316", "D316"]
    assert {problem.severity for problem in result.problems} == {"warning"}
    assert result.problems[0].hint == "write `ch-ex2002-new`"
    assert result.problems[1].excerpt.endswith("{fact: ch-ex2002-old, about: day}]")
    facts = result.dossier.facts
    assert facts["ch-ex2002-why"].of == Ref("ch-ex2002-new")
    assert facts["ch-ex2002-lamps"].links[1] == Link("supports", "ch-ex2002-new", about="day")
    assert result.dossier.renamed == {"ch-ex2002-old": "ch-ex2002-new", "ch-ex2002-older": "ch-ex2002-new"}


def test_a_part_is_followed_too_and_nothing_may_come_to_name_itself(tmp_path: Path) -> None:
    tariff = "kind: tariff\nrate_percent: 2\ntype: excise\non: [lamps]\napplies_to: all\n"
    whole = fact(f"id: ch-ex2002-new\nrenamed_from: [ch-ex2002-old]\n{tariff}")
    part = fact(f"id: ch-ex2002-part\npart_of: ch-ex2002-old\n{tariff}")
    result = loaded(tmp_path, whole, part)
    only(result, "D316")
    assert result.dossier.facts["ch-ex2002-part"].part_of == "ch-ex2002-new"
    own = loaded(tmp_path, fact("renamed_from: [ch-ex2002-old]\nsupports: [ch-ex2002-old]"))
    assert told(own) == ["D310", "D316"]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("renamed_from: [ch-ex2001-shop]", "", ["D317"]),
        ("renamed_from: [ch-ex2002-lamps]", "", ["D317"]),
        ("renamed_from: [ch-ex2002-x]", "renamed_from: [ch-ex2002-x, ch-ex2002-y]", ["D317"]),
    ],
)
def test_an_old_id_leads_to_one_fact_or_to_none(first: str, second: str, codes: list[str], tmp_path: Path) -> None:
    result = loaded(tmp_path, fact(first), fact(f"id: ch-ex2002-b\n{second}"))
    assert told(result) == codes
    assert result.problems[0].severity == "error"
    assert {"ch-ex2002-lamps", "ch-ex2002-b"} <= held(result)
    assert result.dossier.renamed == ({"ch-ex2002-y": "ch-ex2002-b"} if "y]" in second else {})


def test_an_old_id_of_a_fact_that_is_left_out_tells_so(tmp_path: Path) -> None:
    broken = fact("id: ch-ex2002-new\nrenamed_from: [ch-ex2002-old]\nstatus: actve")
    result = loaded(tmp_path, broken, fact("supports: [ch-ex2002-old]"))
    assert sorted(told(result)) == ["D204", "D308", "D316"]
    assert result.dossier.renamed == {}


@pytest.mark.parametrize("reviewer", ["Ada Ek", "ada  EK", "'Ada Ek '"])
def test_nobody_reviews_himself_and_the_fact_stays(reviewer: str, tmp_path: Path) -> None:
    result = loaded(tmp_path, fact(f"curated_by: Ada Ek\nreviewed_by: {reviewer}"))
    assert only(result, "D214").severity == "error"
    found = result.dossier.facts["ch-ex2002-lamps"]
    assert (found.curated_by, found.reviewed_by) == ("Ada Ek", "")


def test_a_review_by_another_or_by_one_alone_is_no_fault(tmp_path: Path) -> None:
    for given in ("curated_by: Ada\nreviewed_by: Bo", "reviewed_by: Ada", "curated_by: Ada"):
        assert loaded(tmp_path, fact(given)).problems == ()


def test_why_leads_from_an_old_id_and_to_what_is_retracted(tmp_path: Path) -> None:
    new = fact("renamed_from: [ch-ex2002-old]\ncurated_by: Ada\nreviewed_by: Bo")
    book = ledger(loaded(tmp_path, new, GONE).dossier, DAY)
    found = chain.chain("ch-ex2002-old", [], book)
    assert (found.id, found.asked, found.kind) == ("ch-ex2002-lamps", "ch-ex2002-old", "fact")
    shown = cards.cards(found)
    assert (shown.groups[0][1][0].id, shown.groups[0][1][0].text) == ("ch-ex2002-old", "renamed to ch-ex2002-lamps")
    lines = shown.groups[-1][1][0].lines
    assert {("renamed from", "ch-ex2002-old"), ("curated by", "Ada"), ("reviewed by", "Bo")} <= {*lines}
    gone = chain.chain("ch-ex2002-gone", [], book)
    assert (gone.told, gone.claims, gone.asked) == ((), (), "")
    assert cards.cards(gone).groups[0][1][0].lines[0] == ("retracted", "misread - the shop is in Bonn")
    with pytest.raises(UnknownName):
        chain.chain("ch-ex2002-gone", [], ledger(book.dossier, date(2020, 1, 15)))
    with pytest.raises(UnknownName, match="ch-ex2002-gon") as caught:
        chain.chain("ch-ex2002-gon", [], book)
    assert "ch-ex2002-gone" in caught.value.nearest


def test_lists_show_what_is_retracted_to_whoever_asks_for_it(tmp_path: Path) -> None:
    dossier = loaded(tmp_path, SOUND, GONE).dossier

    def ids(*status: str) -> set[str]:
        return {f.id for f in listing.facts(dossier, DAY, Filter(status=status))}

    assert "ch-ex2002-gone" not in ids() | ids("ended") | ids("active")
    assert ids("retracted") == {"ch-ex2002-gone"}
    assert ids("Retracted", "active") == {"ch-ex2002-gone", "ch-ex2002-sound"}
