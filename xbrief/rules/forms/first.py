"""The first sale: the earliest start of availability by an authorised seller or an own outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xbrief.claims.business import traded_before
from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, low, observed, order
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import (
    contested,
    finding,
    sellers_of,
    split,
    start_disputed,
    taken,
    taken_up_again,
)
from xbrief.rules.types import Context, Finding, Form, Rule

_COMMON = frozenset({"company", "market", "items", "when", "aside", "but", "named"})
STATES = {"dated": _COMMON, "by": _COMMON}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    """The first sale of the main goods, and that of the goods that came before them."""
    starts = [(claim, e) for claim in taken(rule, ctx) if (e := _start(claim)) is not None]
    if not starts or any(taken_up_again(ctx, claim, ctx.ledger.facts(e.facts)) for claim, e in starts):
        # Sales that were taken up again tell of earlier ones, which nobody dates.
        return
    starts.sort(key=lambda s: (_day(s[1]), s[0].facts[0], s[0].key))
    first_day = _day(starts[0][1])
    earliest = [(c, e) for c, e in starts if _day(e) == first_day]
    main = [(c, e) for c, e in starts if c.subject == ctx.ledger.dossier.main and (c, e) not in earliest]
    for claim, episode in (*earliest, *main):
        dossier = ctx.ledger.dossier
        facts = sorted(ctx.ledger.facts(episode.facts), key=lambda f: order(dossier, f))
        when = episode.since or facts[0].at or observed(dossier, facts[0])
        told = [f for f in facts if when in (f.at, f.from_)] or facts[:1]
        state = "dated" if episode.since is not None else "by"
        before = state == "dated" and traded_before(dossier, ctx.ledger.known.values(), claim.market, low(when))
        # Somebody sold before it, whom no source dates.
        seller = before and any(sellers_of(f) or f.parties for f in told)
        filled = {
            "items": slots.categories(ctx.ledger.dossier, (claim.subject,)),
            "named": slots.words("by a seller named" if seller else ""),
            "aside": slots.words("sales of unknown standing aside" if claim.unofficial else ""),
            "when": slots.when(when, "at" if state == "dated" else "label"),
        }
        filled["but"] = slots.words("disputed" if _doubted(ctx, claim, episode, told) else "")
        ids = [f.id for f in told if claim.subject in f.categories][:2] or [told[0].id]
        yield finding(rule, ctx, claim, state, ids, filled, when=when)


def _doubted(ctx: Context, claim: Claim, episode: Episode, told: Sequence[Fact]) -> bool:
    """Is this beginning disputed by another source, or the sale itself denied?"""
    return (
        start_disputed(claim, told)
        or contested(claim, episode)
        or (len(claim.turns) == 1 and bool(split(ctx, claim)[0]))
    )


def _start(claim: Claim) -> Episode | None:
    return next((e for e in claim.turns if e.state == "active"), None)


def _day(episode: Episode) -> tuple[object, ...]:
    when = episode.since or episode.confirmed
    return low(when), high(when)


FORM = Form("first", STATES, find)
