"""What holds of every finding of every rule, on all markets and many days of both dossiers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.properties.worlds import NAMES, book, days, dossier, markets, rules
from xbrief.errors import BrokenPromise
from xbrief.language.hedge import hedged
from xbrief.rules import engine
from xbrief.rules.guard import check
from xbrief.rules.load import FORMS
from xbrief.rules.types import Finding, Mention, Part, Slot

# It would cost four times the time to count lines here; the tests of each part count them.
pytestmark = pytest.mark.no_cover

DAYS = [pytest.param(n, d, id=f"{n}-{d}") for n in NAMES for d in days(dossier(n))[::5]]
# Traces of a slot that was not filled, or of two phrases that do not fit together.
UNTIDY = re.compile(r"[{}\[\]]|  |\( | \)| [,.;:]|,,|\.\.|;;|\(\)|\bNone\b|\b(the|in|on|by|of|for|to) \1\b")


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_every_finding_has_an_id_of_its_own(name: str, day: date) -> None:
    for market in markets(book(name, day)):
        twice = [i for i, n in Counter(f.id for f in market.findings).items() if n > 1]
        assert twice == [], market.code
        assert all(f.id.startswith(f"{market.code}.{f.rule}.") for f in market.findings)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_no_finding_is_an_orphan(name: str, day: date) -> None:
    """Cited, an absence or a count; what it cites is known, and of its market or of the company."""
    for market in markets(book(name, day)):
        known = market.ledger.known
        for f in market.findings:
            basis = {"cited": f.facts, "absence": f.query, "count": f.counted}[f.basis]
            assert basis, f.id
            assert set(f.facts) <= set(known), f.id
            assert all(not known[i].market or market.code in known[i].market for i in f.facts), f.id


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_every_sentence_is_tidy(name: str, day: date) -> None:
    for market in markets(book(name, day)):
        mine = [f for f in market.findings if f.rule in rules()]
        for group in engine.grouped(mine):
            text = engine.sentence(engine.told(rules(), group)).text
            assert not UNTIDY.search(text), text
            assert text[:1] == text[:1].upper(), text
            assert text.endswith((".", "?", "!")), text


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_what_rests_on_speculation_says_so(name: str, day: date) -> None:
    for market in markets(book(name, day)):
        for f in market.findings:
            if f.certainty == "speculated" and f.rule in rules():
                assert hedged(engine.told(rules(), [f]).text), f.id


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_what_is_stale_is_told_in_the_past(name: str, day: date) -> None:
    for market in markets(book(name, day)):
        for f in market.findings:
            if f.stale and f.rule in rules() and f.state in FORMS[rules()[f.rule].form].present:
                assert engine.told(rules(), [f]).text.startswith("when last reported"), f.id


# The guard itself: each kind of broken finding is caught ------------------------------------------------------------


def _some(state: str, rule: str) -> Finding:
    found = [f for m in markets(book("bundled", date(2016, 6, 30))) for f in m.findings]
    return next(f for f in found if f.rule == rule and f.state == state and f.basis == "cited")


def caught(*found: Finding) -> str:
    with pytest.raises(BrokenPromise) as stop:
        check(found, book("bundled", date(2016, 6, 30)), rules())
    return str(stop.value)


def test_a_sound_finding_passes() -> None:
    check([_some("active", "on-sale")], book("bundled", date(2016, 6, 30)), rules())


def test_an_orphan_is_caught() -> None:
    assert "cites no fact" in caught(replace(_some("active", "on-sale"), facts=(), slots={}))
    assert "looked for" in caught(replace(_some("active", "on-sale"), facts=(), slots={}, basis="absence"))
    assert "counted" in caught(replace(_some("active", "on-sale"), facts=(), slots={}, basis="count"))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("party", "nobody"),
        ("category", "nothing"),
        ("product", "The Thing"),
        ("number", "999"),
        ("date", "1999-01"),
        ("speaker", "nobody"),
        ("source", "nowhere"),
        ("wording", "It was never said."),
        ("reason", "weather"),
        ("charge", "toll"),
        ("outlet", "kiosk"),
        ("market", "aq"),
    ],
)
def test_what_no_cited_fact_has_is_caught(kind: str, value: str) -> None:
    sound = _some("active", "on-sale")
    slots = {**sound.slots, "more": Slot((Part(value, (), (Mention(kind, value),)),))}
    assert "more" in caught(replace(sound, slots=slots))


def test_speculation_told_as_fact_is_caught() -> None:
    assert "speculation" in caught(replace(_some("active", "on-sale"), certainty="speculated"))


def test_two_findings_that_contradict_each_other_are_caught() -> None:
    one = _some("active", "on-sale")
    assert one.asserts
    other = replace(one, id=f"{one.id}-2", asserts=((one.asserts[0][0], "ended"),))
    assert "while" in caught(one, other)
