"""With a guard of the engine switched off, what must never come out does: each `never` has something that keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.guards import GUARDS
from tests.rules.switches import SWITCHES
from tests.rules.test_examples import EACH, EXAMPLES, GUARDED, RULES, Example, found
from xbrief.rules.types import Rule


def test_every_guard_can_be_switched_off_and_is_relied_on() -> None:
    assert set(SWITCHES) == set(GUARDS)
    assert set(GUARDS) == {str(p.values[1]["guard"]) for p in GUARDED}


@pytest.mark.parametrize("rule", EACH)
def test_every_rule_relies_on_a_guard(rule: Rule) -> None:
    assert any("guard" in example for example in rule.never)


@pytest.mark.parametrize(("rule", "example"), GUARDED)
def test_without_its_guard_it_comes_out(
    rule: Rule, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SWITCHES[example["guard"]](monkeypatch)
    _, told = found(rule, example, tmp_path)
    assert [text for text in told if example["says"] in text], told


def test_the_rules_have_examples() -> None:
    assert {p.values[0].id for p in EXAMPLES} == set(RULES)
