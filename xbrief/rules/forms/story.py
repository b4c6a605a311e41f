"""How it came about: the turns of claims, each with its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, low, observed
from xbrief.model import Edtf, Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import NOUNS, OUTLETS, finding, seller_slot, sellers_of, split, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "items", "what", "sellers", "at", "since", "products", "role", "do"})
STATES = {
    "start": _COMMON,
    "again": _COMMON,
    "reduce": _COMMON,
    "stop": _COMMON,
    "block": _COMMON,
    "seen": _COMMON,
    "named": _COMMON,
    "doubtful": _COMMON,
    "denied": _COMMON,
    "halt": _COMMON,
    "event": _COMMON | {"label", "event"},
}
_DOES = {
    "distributor": "distribute",
    "manufacturer": "make",
    "carrier": "sell",
    "marketplace": "sell",
    "retailer": "sell",
    "dealer": "sell",
}
_EVENTS = {
    "launch-event": "a launch event was held",
    "office": "an office opened",
    "subsidiary": "a company of its own was founded",
    "relocation": "work moved",
    "staff-cut": "staff was cut",
    "stake": "a stake was taken",
}
_TURNS = {"active": "start", "reduced": "reduce", "ended": "stop", "suspended": "stop", "blocked": "block"}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        if "event" in rule.of:
            yield from _events(rule, ctx, claim)
        else:
            yield from _turns(rule, ctx, claim, claim.turns)
            yield from _turns(rule, ctx, claim, claim.unofficial)
            yield from _named(rule, ctx, claim)


def _turns(rule: Rule, ctx: Context, claim: Claim, turns: tuple[Episode, ...]) -> Iterable[Finding]:
    for n, episode in enumerate(turns):
        if n == len(turns) - 1 and episode.official and split(ctx, claim)[0]:
            continue
        when = _when(episode, n)
        state = _TURNS[episode.state]
        if (
            when is None
            and claim.topic in {"availability", "outlet"}
            and state == "start"
            and n == 0
            and episode.official
        ):
            first = ctx.ledger.known[episode.facts[0]]
            when, state = observed(ctx.ledger.dossier, first), "seen"
        if when is None:
            continue
        if not episode.official:
            state = "halt" if state == "stop" else "denied" if _denied(ctx, claim) else "doubtful"
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
        yield replace(found, day=_sorted_day(when))


def _named(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    """A party that was announced and whose start no source dates: the first announcement."""
    if claim.topic != "party" or claim.subject.endswith("-unnamed") or any(e.since for e in claim.turns):
        return
    words = [f for f in claim.forecasts if ctx.ledger.known[f.fact].certainty == "asserted"]
    if words:
        fact = ctx.ledger.known[words[0].fact]
        filled = _filled(ctx, claim, [fact])
        filled["at"] = slots.when(words[0].made, "at")
        filled["role"] = slots.words(f"a {NOUNS.get(fact.role or '', 'partner')}")
        weight = 1 + (3 if ctx.ledger.dossier.main in fact.categories else 0)
        yield finding(rule, ctx, claim, "named", [fact.id], filled, when=words[0].made, suffix="#n", weight=weight)


def _denied(ctx: Context, claim: Claim) -> bool:
    """Were all of the sales without standing sales that the company denies?"""
    facts = [f for e in claim.unofficial for f in ctx.ledger.facts(e.facts) if f.kind == "partner"]
    return bool(facts) and all(f.authorised == "no" for f in facts)


def _when(episode: Episode, n: int) -> Edtf | None:
    """The day of the turn: when it began, or by when it had. A first stretch without a start began at no known time."""
    if episode.since is not None:
        return episode.since
    if n == 0 and episode.state != "ended":
        return None
    return episode.confirmed if episode.confirmed.start is None else None


def _opening(ctx: Context, claim: Claim, episode: Episode) -> list[Fact]:
    """The facts that tell the beginning of an episode, those of the same date together."""
    own = [f for f in ctx.ledger.facts(episode.facts) if f.id in claim.facts]
    since = episode.since
    if since is None:
        return own[:2]
    return [f for f in own if any(_same(d, since) for d in (f.at, f.from_, f.until) if d is not None)][:3]


def _same(date: Edtf, since: Edtf) -> bool:
    """Is it the date of the turn, cut off at the day of publication or not?"""
    begins = date.start is not None and since.start is not None and date.start.text == since.start.text
    return date.text == since.text or begins


def _events(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    wanted = rule.of["event"]
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    events = [f for f in ctx.ledger.facts(claim.facts) if f.event in names and f.at and not f.status]
    for fact in events:
        if fact.at is not None and fact.certainty == "asserted" and not any(_finer(o, fact) for o in events):
            filled = _filled(ctx, claim, [fact])
            filled["at"] = slots.when(fact.at, "at")
            filled["label"] = slots.quoted(fact.label or "")
            filled["event"] = slots.words(_EVENTS.get(fact.event or "", ""))
            yield finding(rule, ctx, claim, "event", [fact.id], filled, when=fact.at, suffix=f"#{fact.id}")


def _finer(other: Fact, fact: Fact) -> bool:
    """Does the other fact date the same kind of event more exactly, within the time that this one allows?"""
    if other.event != fact.event or other.at is None or fact.at is None or other.id == fact.id:
        return False
    inside = low(fact.at) <= low(other.at) and high(other.at) <= high(fact.at)
    return inside and (high(other.at) - low(other.at)) < (high(fact.at) - low(fact.at))


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
        filled["sellers"] = Slot(())
        filled["do"] = slots.words(_DOES.get(next((f.role for f in facts if f.role), ""), "work"))
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


def _sorted_day(when: Edtf) -> str:
    """Its place in the story: a date known to the year alone stands behind the exact ones of that year."""
    vague = (high(when) - low(when)).days > 200
    return (high(when) if vague else low(when)).isoformat()


FORM = Form("story", STATES, find)
