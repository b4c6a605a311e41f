"""What is known of candidates that were looked at, in which order the others come, and how a fact is edited as text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.small_dossiers import fact, loaded
from xbrief.errors import XbriefError
from xbrief.intake.candidate import Candidate
from xbrief.intake.review import fields, record
from xbrief.intake.review.items import items, used
from xbrief.intake.review.record import Line
from xbrief.model import Dossier

OFFER = {"market": "ch", "kind": "offer", "categories": ["lamps"], "anchor": "sells lamps", "claim": "Nordwind sells."}
SOURCE = "ex-2020-02"


def candidate(score: float = 0.5, **changes: object) -> Candidate:
    return Candidate({**OFFER, **changes}, "offer.sells", score, (0, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"claim": "in other words", "certainty": "speculated"},
        {"anchor": "Sells  lamps"},
        {"market": ["ch"]},
        {"categories": ["kettles"]},
        {"value": None},
    ],
)
def test_a_candidate_is_known_again_by_its_words(changes: dict[str, object]) -> None:
    assert record.mark({**OFFER, **changes}) == record.mark(OFFER)


@pytest.mark.parametrize(
    "changes",
    [
        {"anchor": "sells some lamps"},
        {"market": None},
        {"market": ["ch", "de"]},
        {"kind": "block"},
        {"sellers": ["butik"]},
        {"value": "12"},
        {"value": "a dozen"},
    ],
)
def test_another_one_is_told_apart(changes: dict[str, object]) -> None:
    assert record.mark({**OFFER, **changes}) != record.mark(OFFER)


def test_a_number_is_one_however_it_is_written() -> None:
    told = {record.mark({**OFFER, "value": value}) for value in ("12.50", 12.5, Decimal("12.5"), "12.5")}
    assert len(told) == 1


def test_a_written_fact_has_the_mark_of_its_candidate(tmp_path: Path) -> None:
    held = loaded(tmp_path / "d", fact("sellers: [butik]\nanchor: sells lamps")).dossier
    (written,) = (f for f in held.facts.values() if f.source == SOURCE)
    assert record.mark_of(written) == record.mark({**OFFER, "sellers": ["butik"]})


LINES = [
    Line(SOURCE, "aaaa", "rejected", "2020-03-01", "offer.sells"),
    Line(SOURCE, "bbbb", "accepted", "2020-03-01", "ch-ex2002-lamps"),
    Line("ex-2020-01", "aaaa", "skipped", "2020-03-01", "offer.sells"),
]


def test_lines_are_read_as_they_were_written() -> None:
    text = record.dump(LINES)
    found, broken = record.parse(text)
    assert ([*found.values()], broken) == ([LINES[2], *LINES[:2]], ())
    assert record.dump(found.values()) == text


def test_a_merge_may_leave_both_lines_of_a_candidate() -> None:
    skipped = Line(SOURCE, "bbbb", "skipped", "2020-03-02", "offer.sells")
    for both in ([*LINES, skipped], [skipped, *LINES]):
        text = "\n".join(f"{e.source}\t{e.mark}\t{e.how}\t{e.day}\t{e.what}" for e in both)
        assert record.parse(text)[0][SOURCE, "bbbb"].how == "accepted"


@pytest.mark.parametrize("text", ["<<<<<<< ours", "a\tb\tseen\td\te", "a\tb\taccepted\t\te", "a\tb\taccepted\td"])
def test_what_is_no_line_is_told_by_its_number(text: str) -> None:
    assert record.parse(f"{record.HEAD}\n\n{text}\n") == ({}, (3,))


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return loaded(tmp_path / "dossier", fact("id: ch-ex2002-lamps\nanchor: lamps are sold")).dossier


def test_only_what_is_settled_does_not_come_again(dossier: Dossier) -> None:
    rejected, accepted, gone = (candidate(anchor=words) for words in ("one", "two", "three"))
    held, later, fresh = (
        candidate(anchor="lamps are sold"),
        candidate(0.9, anchor="four"),
        candidate(0.1, anchor="five"),
    )
    lines = {
        (SOURCE, record.mark(c.fact)): Line(SOURCE, record.mark(c.fact), how, "2020-03-01", what)
        for c, how, what in (
            (rejected, "rejected", "offer.sells"),
            (accepted, "accepted", "ch-ex2002-lamps"),
            (gone, "accepted", "ch-ex2002-never-written"),
            (later, "skipped", "offer.sells"),
        )
    }
    found = items([rejected, later, accepted, gone, held, fresh, fresh], lines, dossier, SOURCE, "facts: []\n")
    assert [(i.fact["anchor"], i.later) for i in found] == [("three", False), ("five", False), ("four", True)]
    elsewhere = items([rejected], lines, dossier, "ex-2020-01", "facts: []\n")
    assert len(elsewhere) == 1, "another source has lines of its own"


def test_facts_that_nobody_has_reviewed_come_first(dossier: Dossier) -> None:
    text = (
        "facts:\n- {id: a, unreviewed: in a batch, claim: c}\n- {id: b}\n- {id: c, unreviewed: x, retracted: y}\n- d\n"
    )
    first, second = items([candidate()], {}, dossier, SOURCE, text)
    assert (first.id, first.fact, first.found) == ("a", {"id": "a", "claim": "c"}, "in a batch")
    assert (second.id, second.score) == ("", 0.5)
    assert items([], {}, dossier, SOURCE, "[]\n") == items([], {}, dossier, SOURCE, "facts:\n") == []


def test_only_what_the_fact_names_is_new() -> None:
    new = {
        "parties": {"lumina": {"name": "Lumina"}, "idle": {"name": "Idle"}, "butik": {"name": "Butik"}},
        "people": {"bo-ek": {"name": "Bo Ek", "of": "lumina"}, "al-ek": {"name": "Al Ek", "of": "idle"}},
        "categories": {"kettles": {"label": "kettles"}},
    }
    named = used(new, {"says": ["bo-ek"], "parties": ["butik"], "value": 3})
    assert {table: [*entries] for table, entries in named.items()} == {
        "parties": ["lumina", "butik"],
        "people": ["bo-ek"],
    }


def test_a_fact_comes_back_from_its_text() -> None:
    new = {"parties": {"lumina": {"name": "Lumina", "aliases": ["no"]}}}
    fact = {**OFFER, "market": None, "claim": "KT: “no” # yes", "says": {"unnamed": "a paper"}}
    written = fields.text(fact, new, ["found by x\x1b[31m"])
    assert "\x1b" not in written
    assert fields.parsed(written) == (fact, new)
    assert fields.parsed(fields.text(OFFER, {}, [])) == (OFFER, {})


@pytest.mark.parametrize("new", ["x", "[x]", "{places: {x: {name: X}}}", "{parties: [x]}", "{parties: {x: X}}"])
def test_new_entries_of_another_shape_are_told(new: str) -> None:
    with pytest.raises(XbriefError, match="`new` holds no entries"):
        fields.parsed(f"claim: c\nnew: {new}\n")


def test_a_field_is_changed_put_in_and_taken_out() -> None:
    assert fields.changed(OFFER, "claim", " a: b ") == {**OFFER, "claim": "a: b"}
    assert fields.changed(OFFER, "categories", "[lamps, 'no']")["categories"] == ["lamps", "no"]
    assert fields.changed(OFFER, "market", "null")["market"] is None
    assert [*fields.changed({**OFFER, "odd": "x"}, "status", "active")] == [
        *("market", "kind", "categories", "claim", "status", "anchor", "odd")
    ]
    assert "anchor" not in fields.changed(OFFER, "anchor", " ")
    assert [fields.shown(value) for value in ("a: b", ["no"], None, True, Decimal("12.50"))] == [
        *("a: b", "['no']", "null", "true", "12.50")
    ]


@pytest.mark.parametrize(("name", "words"), [("cliam", "did you mean `claim`?"), ("id", "has no field 'id'")])
def test_a_field_that_the_kind_has_not_is_told(name: str, words: str) -> None:
    with pytest.raises(XbriefError) as caught:
        fields.named(name, OFFER)
    assert words in f"{caught.value.message} {caught.value.hint}"
    assert fields.named("supply", OFFER) == "supply"
