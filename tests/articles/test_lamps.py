"""Six articles written for the purpose, in six voices: what their facts say passes, and corruptions are noticed.

The facts were written from the articles before anything was held against them.
"""

from __future__ import annotations

from pathlib import Path

from tools import mutation
from xbrief.dossier.load import load
from xbrief.evidence.folder import Texts
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.held import hold

LAMPS = Path(__file__).parents[1] / "dossiers/lamps"


def test_true_facts_raise_no_alarm_but_those_that_a_person_acknowledged() -> None:
    dossier, texts = load(LAMPS).dossier, Texts(LAMPS / "texts")
    names = Glossary(dossier)
    held = [hold(names, fact, texts.of(fact.source)) for fact in dossier.facts.values()]
    assert len(held) == 122
    assert [(one.fact.id, fault.code) for one in held for fault in one.faults] == []


def test_most_corruptions_are_noticed() -> None:
    made, caught, _ = mutation.run(LAMPS / "texts", LAMPS, every=41)
    assert made.total() > 100
    assert 100 * caught.total() >= 88 * made.total()
