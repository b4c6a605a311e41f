"""Rules, orders and suits: what they are, whom they concern, and whether they stand."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.types import Claim
from xbrief.language import speaker
from xbrief.language.words import a
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import finding, latest, newest, stale_since, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset(
    {"company", "market", "measure", "authority", "other", "since", "when", "who", "goods", "planned", "said", "had"}
)
STATES = {
    "blocks": _COMMON,
    "allows": _COMMON,
    "delays": _COMMON,
    "requires": _COMMON,
    "favours": _COMMON,
    "disadvantages": _COMMON,
    "pending": _COMMON,
    "ended": _COMMON,
    "certified": _COMMON,
    "filed": _COMMON,
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        facts = list(ctx.ledger.facts(claim.facts))
        orders = [f for f in facts if f.kind == "regulation" and f.certainty == "asserted"]
        if orders:
            yield _order(rule, ctx, claim, orders)
        for event, state in (("certification", "certified"), ("filing", "filed")):
            told = [f for f in facts if f.event == event and not f.status]
            if told:
                yield _event(rule, ctx, claim, state, told)


def _order(rule: Rule, ctx: Context, claim: Claim, facts: list[Fact]) -> Finding:
    episode = claim.episode
    told = [f for f in newest(ctx, claim, episode) if f in facts] if episode else facts
    fact = (told or facts)[-1]
    state = "ended" if claim.state == "ended" else str(fact.effect)
    dossier = ctx.ledger.dossier
    authority = fact.authority or ""
    filled = {
        "measure": slots.quoted(fact.measure or ""),
        "said": _said(ctx, fact),
        "authority": _authority(ctx, authority),
        "other": slots.parties(dossier, fact.parties),
        "since": slots.when(fact.from_, "since"),
        "planned": slots.when(fact.until, "label") if state != "ended" else Slot(()),
        "when": slots.when(fact.until or claim.confirmed, "at")
        if state == "ended"
        else slots.when(latest(ctx, [fact]), "at"),
        "who": slots.speakers(ctx, fact) if fact.says else Slot(()),
        "goods": slots.products(fact.products) if fact.products else slots.categories(dossier, fact.categories),
    }
    return finding(
        rule,
        ctx,
        claim,
        state,
        [f.id for f in told or facts],
        filled,
        when=claim.confirmed or latest(ctx, facts),
        stale=claim.stale,
        weight={"blocks": 8, "ended": 4, "pending": 4}.get(state, 0),
        asserts=((claim.key, claim.state or "active"),),
    )


def _said(ctx: Context, fact: Fact) -> Slot:
    told = slots.said(ctx.ledger.heard, fact)
    return Slot((Part(told.text, (), told.mentions),))


def _authority(ctx: Context, authority: str) -> Slot:
    if not authority:
        return Slot(())
    known = authority in ctx.ledger.dossier.parties
    text = speaker.party(ctx.ledger.dossier, authority) if known else authority
    # A public body that has a name of its own (METI) takes no article.
    text = f"the {text}" if known else text if text[:1].isupper() else a(text)
    return Slot((Part(text, (), (Mention("party" if known else "wording", authority),)),))


def _event(rule: Rule, ctx: Context, claim: Claim, state: str, facts: list[Fact]) -> Finding:
    dossier = ctx.ledger.dossier
    first = facts[0]
    filled = {
        "measure": slots.quoted(first.label or state),
        "goods": slots.products(first.products) if first.products else slots.categories(dossier, first.categories),
        "when": slots.when(first.at, "at"),
        "who": slots.speakers(ctx, first) if first.says else Slot(()),
    }
    when = latest(ctx, facts)
    return finding(
        rule,
        ctx,
        claim,
        state,
        [f.id for f in facts],
        filled,
        when=when,
        stale=stale_since(ctx, when, claim.topic),
        suffix=f"#{state}",
    )


FORM = Form("measure", STATES, find)
