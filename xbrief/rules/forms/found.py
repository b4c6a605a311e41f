"""Conflicts found by comparing facts, where the curator set no link: both sides, and what they differ in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xbrief.claims.types import Claim, Clash
from xbrief.claims.when import low, made, order
from xbrief.rules import sides, slots
from xbrief.rules.forms.base import finding, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_SLOTS = frozenset({"company", "market", "topic", "aspect", "older", "newer"})
KINDS = ("state", "value", "start", "end", "day", "planned", "length", "role", "only", "effect", "account")
STATES = dict.fromkeys(KINDS, _SLOTS)


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        here = [c for c in ctx.ledger.clashes if c.claim == claim.key]
        for n, group in enumerate(_quarrels(here)):
            yield _finding(rule, ctx, claim, group, n)


def _quarrels(found: Iterable[Clash]) -> list[list[Clash]]:
    """Pairs of which one fact is the same and the other ones agree are told together."""
    quarrels: list[list[Clash]] = []
    for clash in found:
        mine = [q for q in quarrels if any(_one_quarrel(o, clash) for o in q)]
        merged = [c for q in mine for c in q] + [clash]
        quarrels = [q for q in quarrels if q not in mine] + [merged]
    return quarrels


def _one_quarrel(a: Clash, b: Clash) -> bool:
    if (a.kind, a.about) != (b.kind, b.about):
        return False
    return (a.earlier == b.earlier and a.other == b.other) or (a.later == b.later and a.one == b.one)


def _finding(rule: Rule, ctx: Context, claim: Claim, group: Sequence[Clash], n: int) -> Finding:
    dossier, first = ctx.ledger.dossier, group[0]
    facts = ctx.ledger.known

    def ordered(ids: Iterable[str]) -> list[str]:
        return sorted(set(ids), key=lambda i: order(dossier, facts[i]))

    older, newer = ordered(c.earlier for c in group), ordered(c.later for c in group)
    filled = {
        "topic": _topic(ctx, claim, first),
        "aspect": slots.words(_aspect(first)),
        "older": sides.side(ctx, [facts[i] for i in older]),
        "newer": sides.side(ctx, [facts[i] for i in newer]),
    }
    return finding(
        rule,
        ctx,
        claim,
        first.kind,
        [*older, *newer],
        filled,
        when=max((made(dossier, facts[i]) for i in newer), key=lambda d: (low(d), d.text)),
        suffix=f"#{first.about or first.kind}" + (f"-{n + 1}" if n else ""),
        prefix=f"{claim.topic}." if claim.subject == "company" else "",
        weight={"presence": 6, "availability": 4, "production": 3, "party": 3}.get(claim.topic, 0),
    )


def _aspect(clash: Clash) -> str:
    """What of a party the two differ on; what each gives, as their sentences may call it by its name alone."""
    return f"{clash.about}, {clash.one} or {clash.other}," if clash.kind == "role" else clash.about


def _topic(ctx: Context, claim: Claim, clash: Clash) -> Slot:
    """What the facts differ on: of a figure what it counts, of a measure its name, of a role whose it is."""
    fact, other = (ctx.ledger.known[i] for i in (clash.earlier, clash.later))
    if clash.kind == "role":
        # A view names no party of its own: it is on what another says of one.
        whose = [p for p in fact.parties if p in other.parties] or fact.parties or other.parties
        return slots.parties(ctx.ledger.dossier, whose)
    if fact.kind == "metric" and fact.of_what:
        label = slots.category(ctx.ledger.dossier, fact.of_what)
        return Slot((Part(f"{fact.name} of {label}", (), (Mention("wording", fact.of_what),)),))
    if fact.kind == "regulation" and fact.measure:
        return slots.quoted(fact.measure)
    return sides.topic(ctx, claim, [fact])


FORM = Form("found", STATES, find, names_speakers=True)
