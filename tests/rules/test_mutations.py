"""Corrupted rules: each phrase made stronger, robbed of its date, or taken away; the rule's own examples must notice.

Issue: a rule that says more than it may is caught by its examples, its nevers, the loader or the checks before
printing, every time. `-rP` shows the counts by kind.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.rules.dossier import make
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.dossier import places
from xbrief.errors import XbriefError
from xbrief.rules import engine
from xbrief.rules.guard import check
from xbrief.rules.load import FORMS, builtin, check_phrases
from xbrief.rules.types import Context, Rule

RULES = builtin(examples=True)
DATES = ("when", "since", "at", "came", "due", "told", "target")
WEAK = (
    (r"; whether with \{company\}'s leave is not known", ""),
    (r"; that it began is not held", ""),
    (r", start not confirmed", ""),
    (r"; (?:what came of it is not held|no outcome is held yet)", ""),
    (r"is disputed", "is settled"),
    (r"\bdisputed\b", "settled"),
    (r"\bcan\|can\|could\b", "must|must|had to"),
    (r"\bexpected\b", "confirmed"),
    (r"\bwithout\b", "with"),
    (r"\bnot\b ?", ""),
    (r"\bsome\b|\bfor a time\b", "always"),
)


@cache
def books(name: str) -> tuple[tuple[Ledger, str], ...]:
    """The claims of every example of a rule, with its sentence."""
    found = []
    for example in RULES[name].examples:
        with TemporaryDirectory() as folder:
            dossier, as_of = make(example, Path(folder))
        found.append((ledger(dossier, as_of), str(example["says"])))
    return tuple(found)


def noticed(rule: Rule) -> bool:
    """Does the loader refuse the rule, or an example of it come out otherwise?"""
    rules = {**RULES, rule.id: rule}
    try:
        check_phrases(rule)
        for book, says in books(rule.id):
            found = []
            for market in book.dossier.markets:
                mine = engine.findings({rule.id: rule}, Context(book, market, lambda c: places.country(c).full))
                check(mine, book, rules)
                found.extend(mine)
            told = [engine.sentence(engine.told(rules, group)).text for group in engine.grouped(found)]
            if says not in told:
                return True
    except XbriefError:
        return True
    return False


def stronger(text: str) -> Iterator[str]:
    for weak, strong in WEAK:
        if re.search(weak, text):
            yield re.sub(weak, strong, text, count=1)


def dateless(text: str) -> Iterator[str]:
    for name in DATES:
        bare = re.sub(rf"\[[^\[\]]*\{{{name}\}}[^\[\]]*\]|,? ?\{{{name}\}}", "", text, count=1)
        if bare != text:
            yield bare


def timeless(text: str) -> Iterator[str]:
    """The present in place of the past; `{was|were|was|were}` is the past already."""

    def present(found: re.Match[str]) -> str:
        one, many, *past = found[1].split("|")
        return f"{{{one}|{many}}}" if past not in ([], [one, many]) else found[0]

    bare = re.sub(r"\{([^{}]*\|[^{}]*)\}", present, text)
    if bare != text:
        yield bare


CHANGES: Mapping[str, Callable[[str], Iterator[str]]] = {
    "a stronger verb": stronger,
    "a dropped date": dateless,
    "no past": timeless,
    "a missing state": lambda _: iter([""]),
}


def mutants(rule: Rule) -> Iterator[tuple[str, str, Rule]]:
    """Kind, state, and the rule with that phrase corrupted; a state that the rule's claims cannot be in is left out."""
    from tests.rules.test_examples import IMPOSSIBLE

    for state, text in rule.say.items():
        if state in IMPOSSIBLE.get(rule.id, set()):
            continue
        for kind, change in CHANGES.items():
            for said in change(text):
                say = {s: t for s, t in {**rule.say, state: said}.items() if t}
                yield kind, state, replace(rule, say=say)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_corruption_of_a_rule_is_noticed(name: str) -> None:
    made: Counter[str] = Counter()
    survived = []
    for kind, state, mutant in mutants(RULES[name]):
        made[kind] += 1
        if not noticed(mutant):
            survived.append(f"{kind}: {state}: {mutant.say.get(state)!r}")
    # Shown by `pytest -rP`.
    sys.stdout.write(f"{name}: {dict(made)}\n")
    assert made
    assert survived == []


def test_the_rules_themselves_come_out_as_their_examples_say() -> None:
    assert not any(noticed(rule) for rule in RULES.values())


def test_every_form_has_a_rule_under_test() -> None:
    assert {rule.form for rule in RULES.values()} == set(FORMS)
