"""Who is, was, or was to be the only one: graded apart from the work itself."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.types import Claim
from xbrief.language.words import join
from xbrief.rules import slots
from xbrief.rules.forms.base import NOUNS, common_end, finding, newest, taken
from xbrief.rules.types import Context, Finding, Form, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "items", "role", "what", "since", "when", "had"})
STATES = {
    "active": _COMMON | {"planned"},
    "ended": _COMMON,
    "shared": _COMMON,
    "announced": _COMMON | {"who"},
    "overtaken": _COMMON | {"who", "by", "bywhat"},
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        if claim.episode is not None:
            yield _standing(rule, ctx, claim)
        elif claim.forecasts:
            yield _announced(rule, ctx, claim)


def _standing(rule: Rule, ctx: Context, claim: Claim) -> Finding:
    episode = claim.turns[-1]
    facts = newest(ctx, claim, episode)
    if episode.state == "ended":
        date = episode.since or episode.confirmed
        facts = [f for f in ctx.ledger.facts(episode.facts) if f.until == date] or facts
    filled = _filled(ctx, facts[0].id)
    state = "ended" if episode.state == "ended" else "active"
    if state == "ended" and not any(f.exclusive for f in ctx.ledger.facts(claim.facts)):
        state = "shared"
    started = [f for f in ctx.ledger.facts(claim.facts) if f.exclusive and f.from_ is not None]
    ids = [f.id for f in facts]
    if started:
        filled["since"] = slots.when(started[0].from_, "since" if state == "active" else "from")
        # The fact that tells the beginning, where a later one only tells it again.
        ids += [started[0].id] if started[0].id not in ids else []
    if state == "active":
        # An end that was set ends nothing by itself, but nobody should take the right for one without an end.
        filled["planned"] = slots.when(common_end(facts, episode.confirmed), "label")
    if state == "ended":
        until = next((f.until for f in facts if f.until), None)
        filled["when"] = slots.when(until, "at") if until else slots.when(episode.confirmed, "by")
    return finding(
        rule,
        ctx,
        claim,
        state,
        ids,
        filled,
        when=episode.confirmed,
        stale=claim.stale or (state == "active" and _aged(ctx, claim)),
        asserts=((claim.key, state),),
    )


def _aged(ctx: Context, claim: Claim) -> bool:
    """Exclusivity ages as the party does that has it."""
    days = ctx.ledger.dossier.stale.get("party", 730)
    confirmed = claim.confirmed
    return (
        confirmed is not None and confirmed.earliest is not None and (ctx.ledger.as_of - confirmed.earliest).days > days
    )


def _announced(rule: Rule, ctx: Context, claim: Claim) -> Finding:
    word = claim.forecasts[-1]
    fact = ctx.ledger.known[word.fact]
    filled = _filled(ctx, fact.id)
    filled["when"] = slots.when(word.made, "at")
    filled["who"] = slots.speakers(ctx, fact)
    ids = [fact.id]
    over = [
        f.id
        for f in ctx.ledger.known.values()
        for link in f.links
        if link.kind == "supersedes" and link.fact == fact.id and link.about
    ]
    if over:
        filled["by"] = slots.parties(ctx.ledger.dossier, ctx.ledger.known[over[0]].parties)
        filled["bywhat"] = slots.categories(ctx.ledger.dossier, ctx.ledger.known[over[0]].categories)
        ids += over[:1]
    state = "overtaken" if over else "announced"
    return finding(rule, ctx, claim, state, ids, filled, when=word.made, asserts=((claim.key, state),))


def _filled(ctx: Context, fact_id: str) -> dict[str, Slot]:
    dossier = ctx.ledger.dossier
    fact = ctx.ledger.known[fact_id]
    names = slots.parties(dossier, fact.parties)
    noun = NOUNS.get(fact.role or "", fact.role or "")
    together = Part(join(p.text for p in names.parts), (), tuple(m for p in names.parts for m in p.mentions))
    return {
        "items": Slot((together,), plural=len(names.parts) > 1),
        "role": slots.words(noun + ("s" if len(names.parts) > 1 else "")),
        "what": slots.categories(dossier, fact.categories) if fact.categories else Slot(()),
    }


FORM = Form("sole", STATES, find, frozenset({"active", "shared"}))
