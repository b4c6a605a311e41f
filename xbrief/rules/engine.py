"""Rules applied to a market, and findings put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xbrief.language import dates
from xbrief.language.words import capital
from xbrief.rules import phrase
from xbrief.rules.load import FORMS
from xbrief.rules.types import Context, Finding, Part, Rule, Run, Slot, Statement


def findings(rules: Mapping[str, Rule], ctx: Context) -> tuple[Finding, ...]:
    """All that the rules find on the context's market, in order of rule and then of the form."""
    found: list[Finding] = []
    for rule in rules.values():
        found.extend(FORMS[rule.form].find(rule, ctx))
    return tuple(found)


def clause(rule: Rule, found: Sequence[Finding], kind: str = "say") -> Statement:
    """One clause for findings of one rule in one state, their `items` listed together; no capital, no full stop."""
    first = found[0]
    text = (rule.cell if kind == "cell" and rule.cell else rule.say)[first.state]
    past = any(f.stale for f in found)
    cites = tuple(dict.fromkeys(i for f in found for i in f.facts))
    runs = phrase.word(text, _together(found), past, cites)
    return Statement(runs, tuple(f.id for f in found))


def _together(found: Sequence[Finding]) -> Mapping[str, Slot]:
    slots = dict(found[0].slots)
    if len(found) > 1 and "items" in slots:
        parts: list[Part] = []
        for f in found:
            parts.extend(p for p in f.slots["items"].parts if p.text not in {q.text for q in parts})
        slots["items"] = Slot(tuple(parts), plural=len(parts) > 1 or slots["items"].plural)
    return slots


def grouped(found: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that one clause can tell: same rule, state, age and slots but for the items; in order of appearance."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for f in found:
        same = tuple(sorted((k, tuple(p.text for p in s.parts)) for k, s in f.slots.items() if k != "items"))
        key = (f.rule, f.state, f.stale, f.when.text if f.stale and f.when else "", same)
        groups.setdefault(key if "items" in f.slots else (f.id,), []).append(f)
    return list(groups.values())


def told(rules: Mapping[str, Rule], found: Sequence[Finding]) -> Statement:
    """The clause with what the promises demand: who says so, and the day for which a stale state was last told."""
    first = found[0]
    rule = rules[first.rule]
    form = FORMS[rule.form]
    statement = clause(rule, found)
    if not form.names_speakers and all(f.voice for f in found) and len({f.voice for f in found}) == 1:
        statement = _voiced(statement, f", by the account of {first.voice}")
    if not first.stale or first.when is None or first.state not in form.present:
        return statement
    return prefixed(f"when last reported, {dates.told(first.when)}, ", statement)


def _voiced(statement: Statement, account: str) -> Statement:
    """Who says so, put behind the first clause: what follows a semicolon is the tool's own remark."""
    head, *rest = statement.runs
    first, semicolon, more = head.text.partition("; ")
    if not semicolon:
        return suffixed(statement, account)
    return Statement((Run(f"{first}{account}{semicolon}{more}", head.cites), *rest), statement.findings)


def prefixed(text: str, statement: Statement) -> Statement:
    head, *rest = statement.runs
    return Statement((Run(text + head.text, head.cites), *rest), statement.findings)


def suffixed(statement: Statement, text: str) -> Statement:
    """The statement with words of its own before the last citation."""
    *head, last = statement.runs
    return Statement((*head, Run(last.text + text, last.cites)), statement.findings)


def sentence(statement: Statement) -> Statement:
    """The clause with a capital and a full stop."""
    head, *rest = statement.runs
    runs = [Run(capital(head.text), head.cites), *rest]
    last = runs[-1]
    if not last.text.endswith((".", "?", "!", ":")):
        runs[-1] = Run(last.text + ".", last.cites)
    return Statement(tuple(runs), statement.findings)


def joined(parts: Sequence[Statement], joiner: str) -> Statement:
    """Several clauses as one."""
    runs: list[Run] = []
    for n, part in enumerate(parts):
        for k, run in enumerate(part.runs):
            runs.append(Run((joiner if n and not k else "") + run.text, run.cites))
    return Statement(tuple(runs), tuple(dict.fromkeys(i for p in parts for i in p.findings)))
