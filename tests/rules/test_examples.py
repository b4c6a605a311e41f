"""Every rule file says by examples what it tells, and what it must never tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.rules.dossier import make
from tests.rules.guards import GUARDS
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.rules import engine
from xbrief.rules.guard import check
from xbrief.rules.load import BUILTIN, builtin, read
from xbrief.rules.types import Context, Finding, Rule

RULES = builtin(examples=True)
Example = Mapping[str, Any]
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{n}")
    for rule in RULES.values()
    for n, example in enumerate(rule.examples, 1)
]
NEVER = [
    pytest.param(rule, example, id=f"{rule.id}-{n}")
    for rule in RULES.values()
    for n, example in enumerate(rule.never, 1)
]
GUARDED = [p for p in NEVER if "guard" in p.values[1]]
EACH = [pytest.param(rule, id=rule.id) for rule in RULES.values()]
FEWEST_NEVER = 2
# States of a form that the claims of a rule cannot be in, by rule.
_TURNS = {
    "start",
    "again",
    "reduce",
    "stop",
    "block",
    "seen",
    "named",
    "doubtful",
    "denied",
    "halt",
    "event",
    "pause",
    "free",
}
IMPOSSIBLE: Mapping[str, set[str]] = {
    # A presence is active, ended or planned; a retreat reduces it, a block is one of goods.
    "presence": {"suspended", "blocked", "unknown", "denied", "stopped"},
    # Only the business as a whole is reduced or entered; only sales and parties are of unknown standing.
    "on-sale": {"reduced", "entered"},
    "outlets": {"reduced", "blocked", "unknown", "denied", "stopped", "entered"},
    "grey-imports": {"reduced", "blocked", "unknown", "denied", "stopped", "entered"},
    "production": {"reduced", "blocked", "unknown", "denied", "stopped", "entered"},
    # What one seller leaves out is a block, until that ends.
    "not-sold-by": {"active", "resumed", "reduced", "unknown", "denied", "stopped", "entered"},
    # Of a rival and of a figure the newest word is told, which none overtakes.
    "figures": {"overtaken"},
    "rivals": {"overtaken"},
    # What somebody asserts is told by the rules of its own topic.
    "supposed": {"asserted", "interested", "overtaken"},
    "milestones": _TURNS - {"event"},
    "story-goods": {"reduce", "named", "event"},
    "story-measures": {"free", "reduce", "block", "seen", "named", "doubtful", "denied", "halt", "event"},
    "story-outlets": {"free", "reduce", "block", "named", "doubtful", "denied", "halt", "event"},
    "story-parties": {"free", "reduce", "block", "seen", "event"},
    "story-presence": {"pause", "free", "block", "seen", "named", "doubtful", "denied", "halt", "event"},
    "story-production": {"free", "reduce", "block", "seen", "named", "doubtful", "denied", "halt", "event"},
}


def found(rule: Rule, example: Example, folder: Path) -> tuple[list[Finding], list[str]]:
    """The findings of the rule alone, checked, and its sentences, on all markets of the example."""
    dossier, as_of = make(example, folder)
    book = ledger(dossier, as_of)
    findings: list[Finding] = []
    for market in dossier.markets:
        mine = engine.findings({rule.id: rule}, Context(book, market, lambda c: places.country(c).full))
        check(mine, book, RULES)
        findings.extend(mine)
    told = [engine.sentence(engine.told(RULES, group)).text for group in engine.grouped(findings)]
    return findings, told


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_comes_out(rule: Rule, example: Example, tmp_path: Path) -> None:
    _, told = found(rule, example, tmp_path)
    assert example["says"] in told


@pytest.mark.parametrize(("rule", "example"), NEVER)
def test_what_must_never_come_out_does_not(rule: Rule, example: Example, tmp_path: Path) -> None:
    _, told = found(rule, example, tmp_path)
    assert [text for text in told if example["says"] in text] == []


@pytest.mark.parametrize(("rule", "example"), GUARDED)
def test_only_the_guard_keeps_it_back(rule: Rule, example: Example, tmp_path: Path) -> None:
    """Without what the guard looks at, the same facts do give the sentence."""
    assert example["guard"] in GUARDS, f"guards: {', '.join(sorted(GUARDS))}"
    _, told = found(rule, GUARDS[example["guard"]](example), tmp_path)
    assert [text for text in told if example["says"] in text], told


@pytest.mark.parametrize("rule", EACH)
def test_every_state_has_an_example(rule: Rule, tmp_path: Path) -> None:
    """Of the states that the form can yield, each that the rule's claims can be in."""
    shown = set()
    for n, example in enumerate(rule.examples):
        folder = tmp_path / str(n)
        folder.mkdir()
        shown |= {f.state for f in found(rule, example, folder)[0]}
    assert sorted(set(rule.say) - shown - IMPOSSIBLE.get(rule.id, set())) == []
    assert sorted(shown & IMPOSSIBLE.get(rule.id, set())) == []


@pytest.mark.parametrize("rule", EACH)
def test_every_rule_says_what_must_never_come_out(rule: Rule) -> None:
    assert len(rule.never) >= FEWEST_NEVER


@pytest.mark.parametrize("rule", EACH)
def test_examples_hold_nothing_else(rule: Rule) -> None:
    """A slip of the pen in an example would make it say less than it seems to."""
    for example in (*rule.examples, *rule.never):
        assert set(example) <= {"facts", "as_of", "says", "guard", "people", "parties", "stale"}, example
        assert example["says"].strip(), example
        assert example["facts"], example


def test_every_file_is_a_rule_of_its_name() -> None:
    files = sorted(BUILTIN.glob("*.yaml"))
    assert [rule.id for rule in read(files).values()] == [path.stem for path in files]
    assert all(rule.about.endswith(".") for rule in RULES.values())
