"""Who disputes what: two sides of one claim, with dates and speakers; denials; a newer word against an older one."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.outlook import is_forecast
from xbrief.claims.types import Claim, Dispute
from xbrief.claims.when import low, made, order
from xbrief.model import Fact
from xbrief.rules import sides, slots
from xbrief.rules.forms.base import finding, taken
from xbrief.rules.types import Context, Finding, Form, Rule

_COMMON = frozenset({"company", "market", "topic", "older", "newer", "aspect"})
STATES = {"whole": _COMMON, "aspect": _COMMON, "denied": _COMMON, "forecast": _COMMON}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    done: set[frozenset[str]] = set()
    for claim in taken(rule, ctx):
        fresh: list[Dispute] = []
        for dispute in claim.disputes:
            pair = frozenset({dispute.by, dispute.of})
            if pair not in done and not _accounted(ctx, dispute):
                done.add(pair)
                fresh.append(dispute)
        for n, found in enumerate(_quarrels(fresh)):
            yield _finding(rule, ctx, claim, found, n)


def _quarrels(found: list[Dispute]) -> list[list[Dispute]]:
    """Disputes of one kind and aspect that share a fact belong to one quarrel."""
    quarrels: list[list[Dispute]] = []
    for dispute in found:
        mine = [
            q
            for q in quarrels
            if any(
                (o.kind, o.about) == (dispute.kind, dispute.about) and {o.by, o.of} & {dispute.by, dispute.of}
                for o in q
            )
        ]
        merged = [d for q in mine for d in q] + [dispute]
        quarrels = [q for q in quarrels if q not in mine] + [merged]
    return quarrels


def _accounted(ctx: Context, dispute: Dispute) -> bool:
    """Denials of a cause stand beside the cause, where the accounts are told."""
    return ctx.ledger.known[dispute.of].kind == "cause"


def _finding(rule: Rule, ctx: Context, claim: Claim, found: list[Dispute], n: int) -> Finding:
    kind, about = found[0].kind, found[0].about
    dossier = ctx.ledger.dossier
    older = sorted({ctx.ledger.known[d.of].id for d in found}, key=lambda i: order(dossier, ctx.ledger.known[i]))
    newer = sorted({ctx.ledger.known[d.by].id for d in found}, key=lambda i: order(dossier, ctx.ledger.known[i]))
    both = [[ctx.ledger.known[i] for i in side] for side in (older, newer)]
    state = "denied" if kind == "denies" else "aspect" if about else "whole"
    if state == "whole" and all(is_forecast(f) for f in both[0]) and not any(is_forecast(f) for f in both[1]):
        state = "forecast"
    filled = {
        "topic": sides.topic(ctx, claim, both[0]),
        "aspect": slots.words(about),
        "older": sides.side(ctx, both[0]),
        "newer": sides.side(ctx, both[1]),
    }
    newest = max((made(dossier, f) for f in both[1]), key=lambda d: (low(d), d.text))
    suffix = f"#{about or kind}" + (f"-{n + 1}" if n else "")
    prefix = f"{claim.topic}." if claim.subject == "company" else ""
    weight = _weight(claim, both, state)
    return finding(
        rule,
        ctx,
        claim,
        state,
        [*older, *newer],
        filled,
        when=newest,
        suffix=suffix,
        prefix=prefix,
        weight=weight,
        asserts=((f"{claim.key}{suffix}", "disputed"),),
    )


def _weight(claim: Claim, both: list[list[Fact]], state: str) -> int:
    """A quarrel weighs by its matter, and less once it is history: the claim has been told of since.

    A quarrel over what was to come is settled by what came, and is one of guesses while nothing has.
    """
    weight = {"presence": 12, "availability": 8, "production": 6, "party": 6}.get(claim.topic, 3)
    weight += {"whole": 4, "aspect": 0, "denied": 4, "forecast": 2}[state]
    if all(is_forecast(f) for f in both[0]):
        weight -= 8 if claim.state == "active" else 4
    present = set(claim.turns[-1].facts) if claim.turns else set()
    return weight if present & {f.id for f in both[1]} else weight - 3


FORM = Form("conflict", STATES, find, names_speakers=True)
