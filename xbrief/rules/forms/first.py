"""The first sale: the earliest start of availability by an authorised seller or an own outlet."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, low, observed, order
from xbrief.rules import slots
from xbrief.rules.forms.base import finding, taken
from xbrief.rules.types import Context, Finding, Form, Rule

_COMMON = frozenset({"company", "market", "items", "when", "aside"})
STATES = {"dated": _COMMON, "by": _COMMON}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    """The first sale of the main goods, and that of the goods that came before them."""
    starts = [(claim, e) for claim in taken(rule, ctx) if (e := _start(claim)) is not None]
    if not starts:
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
        filled = {
            "items": slots.categories(ctx.ledger.dossier, (claim.subject,)),
            "aside": slots.words("sales of unknown standing aside" if claim.unofficial else ""),
            "when": slots.when(when, "at" if state == "dated" else "label"),
        }
        ids = [f.id for f in told if claim.subject in f.categories][:2] or [told[0].id]
        yield finding(rule, ctx, claim, state, ids, filled, when=when)


def _start(claim: Claim) -> Episode | None:
    return next((e for e in claim.turns if e.state == "active"), None)


def _day(episode: Episode) -> tuple[object, ...]:
    when = episode.since or episode.confirmed
    return low(when), high(when)


FORM = Form("first", STATES, find)
