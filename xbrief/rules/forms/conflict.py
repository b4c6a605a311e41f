"""Who disputes what: two sides of one claim, with dates and speakers; denials; a newer word against an older one."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.outlook import is_forecast
from xbrief.claims.types import Claim, Dispute
from xbrief.claims.when import low, made, order, voiced
from xbrief.language import dates, speaker
from xbrief.language.words import join
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import finding, taken
from xbrief.rules.types import Context, Finding, Form, Part, Rule, Slot

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
        fresh += _differing(ctx, claim)
        for n, found in enumerate(_quarrels(fresh)):
            yield _finding(rule, ctx, claim, found, n)


def _differing(ctx: Context, claim: Claim) -> list[Dispute]:
    """Two values of one figure or charge for one day: both are told, and none is taken for the right one."""
    if claim.topic not in {"figure", "duty"}:
        return []
    facts = [f for f in ctx.ledger.facts(claim.facts) if _value(f) is not None and not is_forecast(f)]
    days = [f.observed or made(ctx.ledger.dossier, f) for f in facts]
    declared = {frozenset({d.by, d.of}) for d in claim.disputes}
    return [
        Dispute("disputes", facts[n].id, facts[0].id, "value")
        for n in range(1, len(facts))
        if days[n] == days[0]
        and _value(facts[n]) != _value(facts[0])
        and frozenset({facts[n].id, facts[0].id}) not in declared
    ]


def _value(fact: Fact) -> object:
    """The figure that a fact gives as exact; an upper or lower bound is at odds with none below or above it."""
    if fact.kind == "tariff":
        return fact.rate_percent if fact.bound in {None, "exact"} and not fact.change else None
    return fact.value


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
    sides = [[ctx.ledger.known[i] for i in side] for side in (older, newer)]
    state = "denied" if kind == "denies" else "aspect" if about else "whole"
    if state == "whole" and all(is_forecast(f) for f in sides[0]) and not any(is_forecast(f) for f in sides[1]):
        state = "forecast"
    filled = {
        "topic": _topic(ctx, claim, sides[0]),
        "aspect": slots.words(about),
        "older": _side(ctx, sides[0]),
        "newer": _side(ctx, sides[1]),
    }
    newest = max((made(dossier, f) for f in sides[1]), key=lambda d: (low(d), d.text))
    suffix = f"#{about or kind}" + (f"-{n + 1}" if n else "")
    prefix = f"{claim.topic}." if claim.subject == "company" else ""
    weight = _weight(claim, sides, state)
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


def _side(ctx: Context, facts: list[Fact]) -> Slot:
    """The side's first statement in the curator's words, with who else says so."""
    dossier = ctx.ledger.dossier
    first = facts[0]
    told = slots.said(dossier, first)
    who = speaker.speakers(dossier, first)
    guess = "as speculation by " if first.certainty == "speculated" else ""
    text = f"{told.text} ({guess}{who}, {dates.label(voiced(dossier, first))}"
    also = list(dict.fromkeys(f"{speaker.speakers(dossier, f)}, {dates.label(voiced(dossier, f))}" for f in facts[1:]))
    also = [a for a in also if a not in text]
    text += f"; also {join(also)})" if also else ")"
    return Slot((Part(text, tuple(f.id for f in facts), told.mentions),), inline=True)


def _topic(ctx: Context, claim: Claim, facts: list[Fact]) -> Slot:
    """What the dispute is about, in a few words."""
    dossier = ctx.ledger.dossier
    names = list(dict.fromkeys(speaker.party(dossier, p) for f in facts for p in f.parties or f.sellers))
    goods = slots.category(dossier, claim.subject.partition("@")[0])
    about = next((f.about for f in facts if f.about), None)
    text = {
        "availability": f"sale of {goods}",
        "presence": "the business in the market",
        "production": "local production",
        "party": join(names) or "partners",
        "outlet": "own outlets",
        "duty": f"charges on {slots.category(dossier, claim.subject.partition('.')[0])}",
    }.get(claim.topic)
    return slots.words(text or about or claim.topic)


def _weight(claim: Claim, sides: list[list[Fact]], state: str) -> int:
    """A quarrel weighs by its matter, and less once it is history: the claim has been told of since.

    A quarrel over what was to come is settled by what came, and is one of guesses while nothing has.
    """
    weight = {"presence": 12, "availability": 8, "production": 6, "party": 6}.get(claim.topic, 3)
    weight += {"whole": 4, "aspect": 0, "denied": 4, "forecast": 2}[state]
    if all(is_forecast(f) for f in sides[0]):
        weight -= 8 if claim.state == "active" else 4
    present = set(claim.turns[-1].facts) if claim.turns else set()
    return weight if present & {f.id for f in sides[1]} else weight - 3


FORM = Form("conflict", STATES, find, names_speakers=True)
