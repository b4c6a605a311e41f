"""What is charged on imports or sales: the rate with its bound, who is charged, how sure, and if it still stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xbrief.claims.group import slug
from xbrief.claims.types import Claim
from xbrief.claims.when import low, observed
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import finding, latest, newest, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

TYPES = {
    "import-duty": "import duty",
    "countervailing": "countervailing duty",
    "surcharge": "surcharge",
    "excise": "excise duty",
    "sales-tax": "sales tax",
    "total-burden": "charge in all",
    "unnamed": "tax not named",
}
WHOM = {"imported": "imported ", "local": "locally made ", "all": ""}
_COMMON = frozenset({"company", "market", "rate", "items", "kind", "who", "when", "since", "from", "part", "had"})
STATES = {
    "rate": _COMMON,
    "ceiling": _COMMON,
    "unnamed": _COMMON,
    "raised": _COMMON,
    "lowered": _COMMON,
    "ended": _COMMON,
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    """The newest word on each charge that is in force, was raised or has ended; plans and guesses set none."""
    for claim in taken(rule, ctx):
        held = [
            f
            for f in ctx.ledger.facts(claim.facts)
            if f.certainty == "asserted" and f.status in {None, "active", "ended"}
        ]
        if held:
            yield from _findings(rule, ctx, claim, held)


def _findings(rule: Rule, ctx: Context, claim: Claim, facts: list[Fact]) -> Iterable[Finding]:
    """The newest word; where newest words differ in the rate, each of them, as the tool picks no winner."""
    episode = claim.episode
    told = [f for f in newest(ctx, claim, episode) if f in facts] if episode else []
    rates = dict.fromkeys((f.rate_percent, f.bound) for f in told if f.rate_percent is not None and not f.change)
    if len(rates) < 2 or claim.state == "ended":
        yield _finding(rule, ctx, claim, facts, told or facts[-1:])
        return
    for n, rate in enumerate(rates):
        same = [f for f in told if (f.rate_percent, f.bound) == rate]
        yield _finding(rule, ctx, claim, facts, same, f"#{n + 1}" if n else "")


def _finding(rule: Rule, ctx: Context, claim: Claim, facts: list[Fact], told: list[Fact], suffix: str = "") -> Finding:
    changed = [f for f in facts if f.change]
    fact = changed[-1] if changed and _later(ctx, changed[-1], told[-1]) else told[-1]
    told = [f for f in told if f.rate_percent == fact.rate_percent and f.change == fact.change] or [fact]
    state = _state(claim, fact)
    if state == "ended":
        told = [f for f in facts if f.rate_percent == fact.rate_percent]
    dossier = ctx.ledger.dossier
    good = next((on for on in fact.on if slug(on) == claim.subject.split(".")[0]), fact.on[0])
    filled = {
        "rate": slots.rate(fact),
        "items": Slot(
            (
                Part(
                    f"{WHOM[fact.applies_to or 'all']}{slots.category(dossier, good)}", (), (Mention("category", good),)
                ),
            ),
            plural=True,
        ),
        "kind": Slot(
            (Part(TYPES.get(fact.type or "", fact.type or "charge"), (), (Mention("charge", fact.type or ""),)),)
        ),
        "who": slots.speakers(ctx, fact),
        "when": slots.when(latest(ctx, [fact]) if state != "ended" else fact.until, "at"),
        "since": slots.when(fact.from_, "since"),
        "from": slots.when(fact.from_, "from"),
        "part": slots.words("part of a wider charge" if fact.part_of else ""),
    }
    found = finding(
        rule,
        ctx,
        claim,
        state,
        [f.id for f in told],
        filled,
        when=claim.confirmed or latest(ctx, told),
        stale=claim.stale,
        suffix=suffix,
        weight=-4 if fact.part_of else 0,
        asserts=((claim.key, "ended" if state == "ended" else "active"),),
    )
    return replace(found, main=dossier.main == good)


def _later(ctx: Context, change: Fact, fact: Fact) -> bool:
    """Is the change told later than the rate?"""
    a, b = (f.from_ or observed(ctx.ledger.dossier, f) for f in (change, fact))
    return low(a) >= low(b)


def _state(claim: Claim, fact: Fact) -> str:
    if claim.state == "ended":
        return "ended"
    if fact.change in {"raised", "lowered"} and fact.rate_percent is None:
        return fact.change
    if fact.rate_percent is None:
        return "unnamed"
    return "ceiling" if fact.bound == "up-to" else "rate"


FORM = Form("charge", STATES, find, frozenset({"rate", "ceiling", "unnamed"}), names_speakers=True)
