"""How it came about: the turns of claims, each with its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import low
from xbrief.language.dates import at as at_words
from xbrief.model import Edtf, Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import OUTLETS, finding, seller_slot, sellers_of, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "items", "what", "sellers", "at", "since", "products", "role"})
STATES = {
    "start": _COMMON,
    "again": _COMMON,
    "reduce": _COMMON,
    "stop": _COMMON,
    "block": _COMMON,
    "doubtful": _COMMON,
    "halt": _COMMON,
    "event": _COMMON | {"label", "event"},
}
_EVENTS = {
    "launch-event": "a launch event was held",
    "office": "an office opened",
    "subsidiary": "a company of its own was founded",
    "relocation": "work moved",
    "staff-cut": "staff was cut",
}
_TURNS = {"active": "start", "reduced": "reduce", "ended": "stop", "suspended": "stop", "blocked": "block"}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        if "event" in rule.of:
            yield from _events(rule, ctx, claim)
        else:
            yield from _turns(rule, ctx, claim, claim.turns)
            yield from _turns(rule, ctx, claim, claim.unofficial)


def _turns(rule: Rule, ctx: Context, claim: Claim, turns: tuple[Episode, ...]) -> Iterable[Finding]:
    for n, episode in enumerate(turns):
        when = _when(episode, ctx, n)
        if when is None:
            continue
        state = _TURNS[episode.state]
        if not episode.official:
            state = "halt" if state == "stop" else "doubtful"
        elif state == "start" and any(e.state in {"ended", "reduced"} for e in turns[:n]):
            state = "again"
        facts = _opening(ctx, claim, episode)
        # A launch or a first sale is told as what it was, not as an entry.
        if not facts or (
            claim.topic == "presence" and state == "start" and facts[0].event in {"launch-event", "first-sale"}
        ):
            continue
        filled = _filled(ctx, claim, facts)
        filled["at"] = slots.when(when, "at")
        filled["since"] = slots.when(when, "from")
        found = finding(
            rule,
            ctx,
            claim,
            state,
            [f.id for f in facts],
            filled,
            when=when,
            suffix=f"#{'u' if not episode.official else ''}{n + 1}",
            weight=_weight(ctx, claim, episode, facts),
        )
        yield replace(found, day=low(when).isoformat())


def _when(episode: Episode, ctx: Context, n: int) -> Edtf | None:
    """The day of the turn: when it began, or by when it had. A first stretch without a start began at no known time."""
    if episode.since is not None:
        return episode.since
    if n == 0:
        return None
    return episode.confirmed if episode.confirmed.start is None else None


def _opening(ctx: Context, claim: Claim, episode: Episode) -> list[Fact]:
    """The facts that tell the beginning of an episode, those of the same date together."""
    if episode.since is None:
        return list(ctx.ledger.facts(episode.facts))[:2]
    own = set(claim.facts)
    dated = []
    for fact in ctx.ledger.facts(episode.facts):
        dates = {d.text for d in (fact.at, fact.from_, fact.until) if d is not None}
        if episode.since.text in dates and (fact.id in own or claim.topic == "availability"):
            dated.append(fact)
    return [f for f in dated if f.id in own][:3]


def _events(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    wanted = rule.of["event"]
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    for fact in ctx.ledger.facts(claim.facts):
        if fact.event in names and fact.at is not None and not fact.status and fact.certainty == "asserted":
            filled = _filled(ctx, claim, [fact])
            filled["at"] = slots.when(fact.at, "at")
            filled["label"] = slots.quoted(fact.label or "")
            filled["event"] = slots.words(_EVENTS.get(fact.event or "", ""))
            yield finding(rule, ctx, claim, "event", [fact.id], filled, when=fact.at, suffix=f"#{fact.id}")


def _filled(ctx: Context, claim: Claim, facts: list[Fact]) -> dict[str, Slot]:
    dossier = ctx.ledger.dossier
    category = claim.subject.partition("@")[0]
    products = tuple(dict.fromkeys(p for f in facts for p in f.products))
    filled: dict[str, Slot] = {"products": slots.products(products)}
    goods = tuple(dict.fromkeys(c for f in facts for c in f.categories))
    filled["what"] = slots.categories(dossier, goods) if goods and all(f.categories for f in facts) else Slot(())
    sellers = [f for f in facts if sellers_of(f)]
    filled["sellers"] = seller_slot(ctx, sellers) if sellers else Slot(())
    if claim.topic == "availability":
        only = bool(products) and all(f.kind == "block" and f.products for f in facts)
        filled["items"] = slots.products(products) if only else slots.categories(dossier, (category,))
    elif claim.topic == "party":
        unnamed = next((f.unnamed for f in facts if f.unnamed), "")
        filled["items"] = slots.quoted(unnamed) if unnamed else slots.parties(dossier, (claim.subject,))
    elif claim.topic == "outlet":
        outlet = OUTLETS.get(claim.subject, claim.subject)
        filled["items"] = Slot(
            (Part(f"its {outlet}", (), (Mention("outlet", claim.subject),)),), plural=outlet.endswith("s")
        )
    elif claim.topic == "production":
        makers = tuple(dict.fromkeys(p for f in facts for p in f.parties))
        filled["items"] = slots.parties(dossier, makers)
    elif claim.topic == "measure":
        filled["items"] = slots.quoted(next((f.measure or f.label or "" for f in facts), ""))
    else:
        filled["items"] = slots.parties(dossier, tuple(dict.fromkeys(p for f in facts for p in f.parties)))
    return filled


def _weight(ctx: Context, claim: Claim, episode: Episode, facts: list[Fact]) -> int:
    main = claim.subject.partition("@")[0] == ctx.ledger.dossier.main
    weight = {"presence": 12, "availability": 8, "production": 6, "outlet": 4, "party": 3, "measure": 5}.get(
        claim.topic, 0
    )
    weight += 8 if main else 0
    weight += 3 if any(ctx.ledger.dossier.main in f.categories for f in facts) else 0
    return weight - (4 if not episode.official else 0)


def sentence_day(when: Edtf) -> str:
    return at_words(when)


FORM = Form("story", STATES, find)
