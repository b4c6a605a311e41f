"""From findings to sentences: what is told together, who says so, and how old it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from xbrief.model import Edtf, Point
from xbrief.rules import engine
from xbrief.rules.types import Finding, Part, Rule, Run, Slot, Statement

DAY = date(2019, 6, 15)
JUNE = Edtf("2019-06-15", Point("2019-06-15", DAY, DAY, "day"), Point("2019-06-15", DAY, DAY, "day"))
SELLERS = Rule(
    id="sellers",
    section="standing",
    about="Who sells.",
    form="parties",
    of={},
    say={
        "active": "{items} {sells|sell|sold}[ {what}]",
        "unknown": "{items} {sells|sell|sold}; whether with leave is not known",
        "ended": "{items} stopped",
    },
    cell={"active": "{items}", "unknown": "{items}?", "ended": "{items}!"},
)
# A form that words who says so in its own slots.
WHY = Rule(id="why", section="why", about="Why.", form="accounts", of={}, say={"single": "because of {accounts}"})
RULES = {"sellers": SELLERS, "why": WHY}


def slot(*names: str) -> Slot:
    return Slot(tuple(Part(n) for n in names), plural=len(names) > 1)


def found(*names: str, state: str = "active", what: str = "", **more: Any) -> Finding:
    key = "+".join(names).lower()
    given = {"items": slot(*names), "what": slot(what) if what else Slot(())}
    values: dict[str, Any] = {
        "id": f"nl.sellers.{key}",
        "rule": "sellers",
        "section": "standing",
        "market": "nl",
        "state": state,
        "facts": (f"f-{key}",),
        "slots": given,
    }
    return Finding(**{**values, **more})


def told(*findings: Finding) -> str:
    return engine.told(RULES, findings).text


# One clause for several findings --------------------------------------------------------------------------------------


def test_findings_of_one_state_are_listed_together() -> None:
    statement = engine.told(RULES, [found("Alder"), found("Birk")])
    assert statement.text == "Alder and Birk sell"
    assert statement.findings == ("nl.sellers.alder", "nl.sellers.birk")
    assert statement.runs[-1].cites == ("f-alder", "f-birk")


def test_an_item_that_two_findings_have_is_told_once() -> None:
    assert told(found("Alder"), found("Alder", "Birk")) == "Alder and Birk sell"
    assert told(found("Alder"), found("Alder")) == "Alder sells"


def test_a_plural_item_stays_plural() -> None:
    many = found("retailers", slots={"items": Slot((Part("retailers"),), plural=True)})
    assert told(many, many) == "retailers sell"


def test_findings_without_items_are_told_by_the_first() -> None:
    one = found("x", rule="why", state="single", slots={"accounts": slot("taxes")})
    assert told(one, one) == "because of taxes"


def test_the_words_of_a_table() -> None:
    assert engine.clause(SELLERS, [found("Alder")], "cell").text == "Alder"
    without = Rule(**{**{n: getattr(SELLERS, n) for n in SELLERS.__slots__}, "cell": {}})
    assert engine.clause(without, [found("Alder")], "cell").text == "Alder sells"


@pytest.mark.parametrize(
    ("second", "together"),
    [
        (found("Birk"), True),
        (found("Birk", state="ended"), False),
        (found("Birk", what="locks"), False),
        (found("Birk", stale=True, when=JUNE), False),
        (found("Birk", when=JUNE), True),
        (found("Birk", rule="other"), False),
    ],
)
def test_only_what_one_clause_can_tell_is_grouped(second: Finding, together: bool) -> None:
    first = found("Alder")
    assert engine.grouped([first, second]) == ([[first, second]] if together else [[first], [second]])


def test_stale_states_are_grouped_by_day() -> None:
    other = Edtf("2018", JUNE.start, JUNE.end)
    one, two, three = (found(n, stale=True, when=w) for n, w in (("A", JUNE), ("B", other), ("C", JUNE)))
    assert engine.grouped([one, two, three]) == [[one, three], [two]]
    undated = found("D", stale=True)
    assert engine.grouped([undated, one]) == [[undated], [one]]


def test_findings_without_items_stand_alone() -> None:
    one = found("a", slots={"what": slot("x")})
    two = found("b", slots={"what": slot("x")})
    assert engine.grouped([one, two]) == [[one], [two]]


# What the promises demand ---------------------------------------------------------------------------------------------


def test_what_is_stale_is_told_in_the_past_with_its_day() -> None:
    assert told(found("Alder", stale=True, when=JUNE)) == "when last reported, on 15 June 2019, Alder sold"


def test_what_has_ended_outlives_its_evidence() -> None:
    assert told(found("Alder", state="ended", stale=True, when=JUNE)) == "Alder stopped"


def test_a_stale_finding_without_a_day_is_in_the_past() -> None:
    assert told(found("Alder", stale=True)) == "Alder sold"


def test_the_one_voice_of_all_facts_is_named() -> None:
    assert told(found("Alder", voice="Halden")) == "Alder sells, by the account of Halden"
    assert (
        told(found("Alder", voice="Halden"), found("Birk", voice="Halden"))
        == "Alder and Birk sell, by the account of Halden"
    )


def test_two_voices_are_not_named_as_one() -> None:
    assert told(found("Alder", voice="Halden"), found("Birk", voice="Cedar")) == "Alder and Birk sell"
    assert told(found("Alder", voice="Halden"), found("Birk")) == "Alder and Birk sell"


def test_the_voice_stands_before_the_tools_own_remark() -> None:
    statement = engine.told(RULES, [found("Alder", state="unknown", voice="the dealers")])
    assert statement.text == "Alder sells, by the account of the dealers; whether with leave is not known"
    assert statement.runs[-1].cites == ("f-alder",)


def test_a_form_that_names_its_speakers_is_not_attributed_twice() -> None:
    one = found("x", rule="why", state="single", slots={"accounts": slot("taxes")}, voice="Halden")
    assert told(one) == "because of taxes"


def test_voice_and_day_together() -> None:
    text = told(found("Alder", stale=True, when=JUNE, voice="Halden"))
    assert text == "when last reported, on 15 June 2019, Alder sold, by the account of Halden"


# Clauses and sentences ------------------------------------------------------------------------------------------------


def statement(*runs: tuple[str, Sequence[str]]) -> Statement:
    return Statement(tuple(Run(t, tuple(c)) for t, c in runs), ("x",))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("it is so", "It is so."), ("Is it so?", "Is it so?"), ("So!", "So!"), ("so:", "So:"), ("A.", "A.")],
)
def test_a_sentence_has_a_capital_and_one_end(text: str, sentence: str) -> None:
    assert engine.sentence(statement((text, ["f"]))).text == sentence


def test_a_sentence_keeps_its_citations() -> None:
    done = engine.sentence(statement(("it is", ["f1"]), (" so", ["f2"])))
    assert done.runs == (Run("It is", ("f1",)), Run(" so.", ("f2",)))
    assert done.findings == ("x",)


def test_words_before_and_behind_a_statement() -> None:
    of = statement(("a", ["f1"]), ("b", ["f2"]))
    assert engine.prefixed("so ", of).runs == (Run("so a", ("f1",)), Run("b", ("f2",)))
    assert engine.suffixed(of, "!").runs == (Run("a", ("f1",)), Run("b!", ("f2",)))


def test_clauses_are_joined_with_their_citations() -> None:
    of = engine.joined([statement(("a", ["f1"]), ("b", ["f2"])), statement(("c", ["f3"]))], "; ")
    assert of.runs == (Run("a", ("f1",)), Run("b", ("f2",)), Run("; c", ("f3",)))
    assert of.findings == ("x",)
    assert engine.joined([], "; ") == Statement((), ())
