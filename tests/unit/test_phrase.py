"""Phrases: text with slots, agreement and parts that need their slots; no logic."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from xbrief.errors import XbriefError
from xbrief.rules import phrase
from xbrief.rules.types import Part, Run, Slot

ONE = Slot((Part("Alder"),))
TWO = Slot((Part("Alder"), Part("Birk")), plural=True)


def text(of: str, past: bool = False, **filled: Slot) -> str:
    return "".join(r.text for r in phrase.word(of, filled, past, ()))


def runs(of: str, filled: Mapping[str, Slot], *cites: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.text, r.cites) for r in phrase.word(of, filled, False, cites)]


# What is wrong with a phrase ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("[a [b] c]", "a bracket inside a bracket"),
        ("a] b", "a closing bracket without an opening one"),
        ("[a", "an opening bracket without a closing one"),
        ("a } b", "a stray brace"),
        ("{a} { b", "a stray brace"),
        ("{a{b}}", "a stray brace"),
        ("{Items}", "no slot can be called 'Items'"),
        ("{}", "no slot can be called ''"),
        ("{items!}", "no slot can be called 'items!'"),
    ],
)
def test_a_wrong_phrase_is_named(wrong: str, message: str) -> None:
    with pytest.raises(XbriefError) as stop:
        phrase.parse(wrong)
    assert message in stop.value.message
    assert repr(wrong) in stop.value.message


@pytest.mark.parametrize("many", ["{a|b|c|d|e}", "{a|b|c|d|e|f}"])
def test_an_agreement_has_no_more_forms_than_english(many: str) -> None:
    with pytest.raises(XbriefError, match="an agreement takes"):
        phrase.parse(many)


def test_the_slots_of_a_phrase_also_stand_in_brackets() -> None:
    assert phrase.slots("{items} {sells|sell}[ through {sellers}] in {market}") == ("items", "sellers", "market")
    assert phrase.slots("nothing") == ()


def test_a_phrase_with_a_past_form_can_be_put_into_the_past() -> None:
    assert phrase.tenses("{items} {sells|sell|sold}")
    assert phrase.tenses("that[ {is|are|was} so]")
    assert not phrase.tenses("{items} {sells|sell}")
    assert not phrase.tenses("it sold")


# Agreement and tense --------------------------------------------------------------------------------------------------


def test_the_verb_agrees_with_the_first_slot() -> None:
    assert text("{items} {sells|sell} {what}", items=ONE, what=TWO) == "Alder sells Alder and Birk"
    assert text("{items} {sells|sell} {what}", items=TWO, what=ONE) == "Alder and Birk sell Alder"


def test_the_first_slot_that_is_filled_counts() -> None:
    assert text("[{when} ]{items} {sells|sell}", items=TWO) == "Alder and Birk sell"
    assert text("[{when} ]{items} {sells|sell}", items=ONE, when=Slot(())) == "Alder sells"


def test_without_a_slot_the_verb_is_singular() -> None:
    assert text("it {is|are} so") == "it is so"


def test_what_is_past_takes_the_past_form_whatever_the_number() -> None:
    assert text("{items} {sells|sell|sold}", past=True, items=ONE) == "Alder sold"
    assert text("{items} {sells|sell|sold}", past=True, items=TWO) == "Alder and Birk sold"


def test_a_past_that_agrees_has_two_forms() -> None:
    assert text("{items} {is|are|was|were} so", past=True, items=ONE) == "Alder was so"
    assert text("{items} {is|are|was|were} so", past=True, items=TWO) == "Alder and Birk were so"
    assert text("{items} {is|are|was|were} so", items=TWO) == "Alder and Birk are so"


def test_a_verb_without_a_past_form_stays_as_it_is() -> None:
    assert text("{items} {sells|sell}", past=True, items=TWO) == "Alder and Birk sell"


def test_a_noun_beside_a_plural_takes_its_plural() -> None:
    role = Slot((Part("a dealer"),), many="dealers")
    assert text("{items} {was|were} named as {role}", items=ONE, role=role) == "Alder was named as a dealer"
    assert text("{items} {was|were} named as {role}", items=TWO, role=role) == "Alder and Birk were named as dealers"


# Parts that need their slots ------------------------------------------------------------------------------------------


def test_a_bracket_vanishes_when_a_slot_in_it_is_empty() -> None:
    of = "{items}[ through {sellers}][ since {since}]"
    assert text(of, items=ONE, sellers=TWO, since=Slot((Part("May"),))) == "Alder through Alder and Birk since May"
    assert text(of, items=ONE, sellers=Slot(())) == "Alder"
    assert text(of, items=ONE, sellers=Slot((Part(""),)), since=Slot((Part("May"),))) == "Alder since May"


def test_a_bracket_needs_all_of_its_slots() -> None:
    of = "{items}[ ({role}, {since})]"
    assert text(of, items=ONE, role=ONE) == "Alder"
    assert text(of, items=ONE, role=ONE, since=TWO) == "Alder (Alder, Alder and Birk)"


def test_a_bracket_without_a_slot_always_stands() -> None:
    assert text("so[ it is]") == "so it is"


def test_an_agreement_stands_in_a_bracket() -> None:
    assert text("{items}[ {is|are|were} {what}]", items=TWO, what=ONE) == "Alder and Birk are Alder"


def test_an_empty_slot_outside_of_a_bracket_leaves_nothing() -> None:
    assert text("so {items}", items=Slot(())) == "so "
    assert text("so {items}") == "so "


def test_a_list_is_joined_as_its_slot_says() -> None:
    three = Slot((Part("a"), Part("b"), Part(""), Part("c")), joiner="or")
    assert text("{items}", items=three) == "a, b or c"


# Citations ------------------------------------------------------------------------------------------------------------


def test_the_citations_stand_at_the_end() -> None:
    assert runs("{items} {sells|sell}", {"items": ONE}, "f1", "f2") == [("Alder sells", ("f1", "f2"))]


def test_without_citations_the_text_stands_alone() -> None:
    assert runs("{items} {sells|sell}", {"items": ONE}) == [("Alder sells", ())]


def test_an_inline_slot_has_them_behind_each_part() -> None:
    accounts = Slot(
        (Part("taxes", ("f1",)), Part("rules", ("f2", "f3")), Part(""), Part("cost")), inline=True, joiner=";"
    )
    assert runs("why: {accounts}; so", {"accounts": accounts}, "f1", "f2", "f3", "f4") == [
        ("why: taxes", ("f1",)),
        ("; rules", ("f2", "f3")),
        ("; cost; so", ("f4",)),
    ]


def test_an_inline_list_in_words_has_its_and_before_the_last() -> None:
    items = Slot((Part("a", ("f1",)), Part("b", ("f2",)), Part("c", ("f3",))), inline=True)
    assert runs("{items}", {"items": items}) == [("a", ("f1",)), (", b", ("f2",)), (" and c", ("f3",))]


def test_citations_that_no_inline_part_carries_come_last() -> None:
    accounts = Slot((Part("taxes", ("f1",)),), inline=True)
    assert runs("why: {accounts}", {"accounts": accounts}, "f1", "f2") == [("why: taxes", ("f1", "f2"))]


def test_citations_of_an_empty_phrase_carry_no_text() -> None:
    assert runs("{items}", {}, "f1") == [("", ("f1",))]


def test_runs_without_text_fall_away() -> None:
    done = phrase.tidy([Run(""), Run("a", ("f1",)), Run("", ("f1", "f2")), Run(""), Run("b")])
    assert done == (Run("a", ("f1", "f2")), Run("b"))
    assert phrase.tidy([Run("", ("f1",)), Run("a")]) == (Run("", ("f1",)), Run("a"))
