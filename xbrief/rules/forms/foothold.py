"""Other goods before the main category: a foothold that was followed by it, or not so far."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.business import traded_before
from xbrief.claims.types import Claim
from xbrief.claims.when import high, low
from xbrief.model import Edtf
from xbrief.rules import slots
from xbrief.rules.forms.base import finding, sellers_of, start_disputed, taken, taken_up_again
from xbrief.rules.types import Context, Finding, Form, Rule

_COMMON = frozenset({"company", "market", "goods", "main", "first", "then", "aside", "but", "named"})
STATES = {"followed": _COMMON, "without": _COMMON}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    dossier = ctx.ledger.dossier
    claims = {c.subject: c for c in taken(rule, ctx)}
    main = claims.get(dossier.main)
    start = _first(main) if main else None
    others = [(day, c) for c in claims.values() if c.subject != dossier.main and (day := _first(c)) is not None]
    early = [(day, c) for day, c in others if start is None or high(day) < low(start)]
    if not early or main is None or (start is None and any(e.state == "active" for e in main.turns)):
        # A sale without a start may have been the first.
        return
    early.sort(key=lambda pair: (low(pair[0]), pair[1].facts[0]))
    first = early[0][0]
    together = [c for day, c in early if day.text == first.text]
    ids = [_opening(c) for c in together]
    facts = ctx.ledger.facts(tuple(ids))
    before = traded_before(dossier, ctx.ledger.known.values(), main.market, low(first))
    if before and not all(sellers_of(f) or f.parties for f in facts):
        return
    if start is not None and taken_up_again(ctx, main, ctx.ledger.facts((_opening(main),))):
        return
    filled = {
        "goods": slots.categories(dossier, (c.subject for c in together)),
        # That none is held is an absence, which no fact can carry.
        "main": slots.categories(dossier, (dossier.main,))
        if start is not None
        else slots.words(slots.category(dossier, dossier.main)),
        "first": slots.when(first, "at"),
        "then": slots.when(start, "at"),
        "named": slots.words("by a seller named" if before else ""),
        "aside": slots.words("sales of unknown standing aside" if any(c.unofficial for c in claims.values()) else ""),
    }
    state = "followed" if start is not None else "without"
    evidence = [_opening(main)] if start is not None else []
    filled["but"] = slots.words("disputed" if start_disputed(main, ctx.ledger.facts(tuple(evidence))) else "")
    yield finding(
        rule,
        ctx,
        main,
        state,
        [*ids, *evidence],
        filled,
        when=start or main.confirmed or first,
        stale=main.stale and not start,
    )


def _first(claim: Claim) -> Edtf | None:
    """The start of the first official sale; the day for which it was first told where no start is held."""
    for episode in claim.turns:
        if episode.state == "active":
            return episode.since
    return None


def _opening(claim: Claim) -> str:
    return next(e.facts[0] for e in claim.turns if e.state == "active")


FORM = Form("foothold", STATES, find)
