"""Entry mode: read off the states of outlets, parties and production on the day, through a table; silent otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.types import Claim
from xbrief.language.words import join
from xbrief.rules import slots
from xbrief.rules.forms.base import NOUNS, finding, named, newest, roles_of
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "items", "by", "through"})
STATES = {
    "own-company": _COMMON,
    "local-production": _COMMON,
    "distributor": _COMMON,
    "sellers": _COMMON,
    "own-shops": _COMMON,
    "direct-online": _COMMON,
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    """One finding: the mode of the newest evidence, with the facts that show it."""
    found = [x for x in (_company(ctx), _production(ctx), _partners(ctx), _outlets(ctx)) if x]
    if not found:
        return
    mode, claim, ids, items = found[0]
    yield finding(
        rule,
        ctx,
        claim,
        mode,
        ids,
        {
            "items": items,
            "through": _named(ctx, mode, items),
            "by": slots.when(next((f.at for f in ctx.ledger.facts(tuple(ids)) if f.at), None), "at"),
        },
        when=claim.confirmed,
        stale=claim.stale,
        asserts=((f"{ctx.market}.entry-mode.company", mode),),
    )


def _named(ctx: Context, mode: str, items: Slot) -> Slot:
    """`the distributors A and B`; sellers by name alone, as their roles differ."""
    ids = [m.value for p in items.parts for m in p.mentions if m.kind == "party"]
    return Slot((named(ctx, "distributor", ids),)) if mode == "distributor" and ids else items


Found = tuple[str, Claim, list[str], Slot]


def _company(ctx: Context) -> Found | None:
    """A company of its own that was founded and not given up."""
    claim = ctx.ledger.claims.get(f"{ctx.market}.presence.company")
    if claim is None or claim.state not in {"active", "reduced"}:
        return None
    facts = [f for f in ctx.ledger.facts(claim.facts) if f.event == "subsidiary" or f.form == "subsidiary"]
    held = [f for f in facts if not f.status or f.status == "active"]
    return ("own-company", claim, [f.id for f in held], Slot(())) if held else None


def _production(ctx: Context) -> Found | None:
    claim = ctx.ledger.claims.get(f"{ctx.market}.production.company")
    if claim is None or claim.state != "active" or claim.episode is None:
        return None
    facts = newest(ctx, claim, claim.episode)
    makers = tuple(dict.fromkeys(p for f in facts for p in f.parties))
    return "local-production", claim, [f.id for f in facts], slots.parties(ctx.ledger.dossier, makers)


def _active(ctx: Context, topic: str) -> list[Claim]:
    found = [c for c in ctx.ledger.of(ctx.market, topic) if c.state == "active" and c.episode is not None]
    return sorted(found, key=lambda c: c.key)


def _partners(ctx: Context) -> Found | None:
    """A distributor where one acts; else the sellers that act."""
    active = _active(ctx, "party")
    for mode, roles in (
        ("distributor", {"distributor"}),
        ("sellers", set(NOUNS) - {"distributor", "service", "investor"}),
    ):
        claims = [c for c in active if roles & set(roles_of(c, ctx)) and not c.subject.endswith("-unnamed")]
        if claims:
            newest_day = max(c.confirmed.text for c in claims if c.confirmed)
            claims.sort(key=lambda c: (c.confirmed.text != newest_day if c.confirmed else True, c.facts[0]))
            names = [c.subject for c in claims]
            ids = [newest(ctx, c, c.turns[-1])[0].id for c in claims]
            return mode, claims[0], ids, slots.parties(ctx.ledger.dossier, names)
    return None


def _outlets(ctx: Context) -> Found | None:
    active = {c.subject: c for c in _active(ctx, "outlet")}
    for subject, mode in (("own-shop", "own-shops"), ("own-online-store", "direct-online")):
        if subject in active:
            claim = active[subject]
            ids = [f.id for f in newest(ctx, claim, claim.turns[-1])]
            return mode, claim, ids, Slot((Part(join([]), (), (Mention("outlet", subject),)),))
    return None


FORM = Form("mode", STATES, find, frozenset(STATES) - {"own-company"})
