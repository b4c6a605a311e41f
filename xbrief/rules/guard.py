"""Before anything is printed: every slot is covered by a cited fact, nothing is told more strongly than its weakest
part, and no two findings contradict each other. A violation is a defect of a rule or of the engine, never of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xbrief.claims.types import Ledger
from xbrief.errors import BrokenPromise
from xbrief.language.hedge import hedged
from xbrief.model import Edtf, Fact
from xbrief.rules import engine
from xbrief.rules.load import FORMS
from xbrief.rules.types import Finding, Mention, Rule

# Every field of a fact that holds a date.
_DATES = ("at", "from_", "until", "target", "observed")


def check(found: Iterable[Finding], ledger: Ledger, rules: Mapping[str, Rule]) -> None:
    """Raises BrokenPromise for the first finding that breaks one."""
    told: dict[str, tuple[str, str]] = {}
    for finding in found:
        _orphan(finding)
        facts = ledger.facts(finding.facts)
        _covered(finding, facts, ledger)
        _hedged(finding, rules)
        _aged(finding, rules)
        for claim, state in finding.asserts:
            other, before = told.setdefault(claim, (finding.id, state))
            if before != state:
                raise BrokenPromise(finding.id, f"tells {claim} as {state}, while {other} tells it as {before}")


def _orphan(finding: Finding) -> None:
    if finding.basis == "cited" and not finding.facts:
        raise BrokenPromise(finding.id, "cites no fact")
    if finding.basis == "absence" and not finding.query:
        raise BrokenPromise(finding.id, "does not say what was looked for")
    if finding.basis == "count" and not finding.counted:
        raise BrokenPromise(finding.id, "does not say what was counted")


def _covered(finding: Finding, facts: tuple[Fact, ...], ledger: Ledger) -> None:
    for name, slot in finding.slots.items():
        for part in slot.parts:
            for mention in part.mentions:
                if mention.kind == "market":
                    if mention.value != finding.market:
                        raise BrokenPromise(finding.id, f"{name}: speaks of another market, {mention.value}")
                elif not any(holds(fact, mention, ledger) for fact in facts):
                    raise BrokenPromise(finding.id, f"{name}: no cited fact has the {mention.kind} {mention.value!r}")


def holds(fact: Fact, mention: Mention, ledger: Ledger) -> bool:
    """Is what a slot prints in this fact?"""
    value = mention.value
    if mention.kind == "date":
        return any(_dated(getattr(fact, name), value) for name in _DATES) or _published(fact, value, ledger)
    return value in _values(fact, mention.kind, ledger)


def _values(fact: Fact, kind: str, ledger: Ledger) -> set[str | None]:
    """What a fact has of a kind of mention."""
    words = {fact.claim, fact.label, fact.measure, fact.effect, fact.unnamed, fact.authority, fact.of_what}
    values: dict[str, set[str | None]] = {
        "party": {*fact.parties, *fact.sellers, *fact.by, fact.operator, fact.authority},
        "category": {*fact.categories, *fact.on, fact.of_what, fact.of.category if fact.of else None},
        "product": {*fact.products},
        "number": {str(n) for n in (fact.rate_percent, fact.value, fact.count) if n is not None},
        "speaker": {s.name for s in fact.says},
        "source": {fact.source},
        "wording": words | {_label(ledger, fact.of_what)},
        "reason": {fact.reason},
        "charge": {fact.type},
        "outlet": {fact.type, "own-shop" if (fact.event or "").startswith("store-") else None},
    }
    return values.get(kind, set())


def _label(ledger: Ledger, category: str | None) -> str | None:
    found = ledger.dossier.categories.get(category or "")
    return found.label if found else None


def _dated(date: Edtf | None, value: str) -> bool:
    """The date itself, or one end of it: a period's end is the day for which a state last held."""
    if date is None:
        return False
    ends = [p.text for p in (date.start, date.end) if p is not None]
    return value == date.text or value in ends or (not date.interval and value.startswith("../") and value[3:] in ends)


def _published(fact: Fact, value: str, ledger: Ledger) -> bool:
    published = ledger.dossier.sources[fact.source].published
    if published is None:
        return False
    # Nothing is confirmed later than it was published: a date may have been cut off at that day.
    edge = published.latest.isoformat() if published.latest else published.text
    return value in {published.text, edge, f"../{edge}"} or value.endswith(f"/{edge}")


def _hedged(finding: Finding, rules: Mapping[str, Rule]) -> None:
    if finding.certainty != "speculated" or finding.rule not in rules:
        return
    text = engine.told(rules, [finding]).text
    if not hedged(text):
        raise BrokenPromise(finding.id, f"tells speculation as fact: {text!r}")


def _aged(finding: Finding, rules: Mapping[str, Rule]) -> None:
    if not finding.stale or finding.rule not in rules or finding.state not in FORMS[rules[finding.rule].form].present:
        return
    text = engine.told(rules, [finding]).text
    if not text.startswith("when last reported"):
        raise BrokenPromise(finding.id, f"tells a stale state without its day: {text!r}")
