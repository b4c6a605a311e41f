"""How one thing stands, and what it was before: presence, goods on sale, outlets, production, exclusivity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from xbrief.claims.business import began_before
from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, low, voiced
from xbrief.language import dates, speaker
from xbrief.model import Edtf, Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import (
    OUTLETS,
    common_start,
    contested,
    finding,
    models,
    newest,
    seller_slot,
    sellers_of,
    split,
    stale_since,
    start_disputed,
    taken,
)
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset(
    {"company", "market", "items", "subject", "since", "sellers", "products", "models", "range"}
    | {"planned", "told", "had"}
)
STATES = {
    "active": _COMMON | {"though", "by"},
    "resumed": _COMMON | {"left", "back", "but"},
    "reduced": _COMMON | {"when", "after", "lag"},
    "suspended": _COMMON | {"when"},
    "blocked": _COMMON,
    "ended": _COMMON | {"when", "before"},
    "disputed": _COMMON | {"when"},
    "entered": _COMMON | {"when"},
    "unknown": _COMMON,
    "denied": _COMMON | {"when"},
    "stopped": _COMMON | {"when"},
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        if "@" in claim.subject and not any(f.kind == "block" for f in ctx.ledger.facts(claim.facts)):
            # What one seller sells is told with the goods; here stands what one leaves out.
            continue
        episode = claim.episode
        if episode is not None and not episode.ended_by:
            yield _official(rule, ctx, claim, episode)
        elif episode is None and claim.unofficial:
            yield _doubtful(rule, ctx, claim, claim.unofficial[-1])


def _official(rule: Rule, ctx: Context, claim: Claim, episode: Episode) -> Finding:
    inside, outside = split(ctx, claim)
    state = "disputed" if inside else _state(ctx, claim, episode)
    facts = _evidence(ctx, claim, episode)
    since = episode.since if claim.topic == "presence" else common_start(facts)
    if claim.topic == "presence" and _began_earlier(ctx, claim, episode):
        since = None
    if claim.topic == "presence" and since is not None:
        facts = [*facts, *[f for f in ctx.ledger.facts(episode.facts) if _began_then(f, since)][:1]]
    filled = _filled(ctx, claim, facts)
    filled["since"] = slots.when(since, "since")
    if claim.topic == "presence" and since is not None and start_disputed(claim, facts):
        filled["since"] = Slot(tuple(replace(p, text=f"{p.text}, disputed") for p in filled["since"].parts))
    cited = _cited(ctx, claim, episode, state, facts, filled)
    if inside:
        cited = [*inside, *outside]
        filled["when"] = slots.when(episode.confirmed, "at")
    found = finding(
        rule,
        ctx,
        claim,
        state,
        cited,
        filled,
        when=episode.confirmed,
        stale=claim.stale,
        asserts=() if inside else ((claim.key, episode.state),),
    )
    # What is off sale is told in the words of a fact, with its speaker.
    return replace(found, voice="") if state == "blocked" else found


def _began_then(fact: Fact, since: Edtf) -> bool:
    """Does the fact give this beginning, cut off at the day of its publication or not?"""
    return any(d is not None and low(d) == low(since) and high(d) >= high(since) for d in (fact.at, fact.from_))


def _evidence(ctx: Context, claim: Claim, episode: Episode) -> list[Fact]:
    """The facts that tell the present state: the newest, with those that name the seller, the maker or the operator."""
    told = list(ctx.ledger.facts(episode.facts))
    if "@" in claim.subject:
        return told
    facts = newest(ctx, claim, episode)
    if claim.topic == "availability" and episode.state == "active":
        return [f for f in facts if sellers_of(f)] or facts
    wanted: Callable[[Fact], bool] | None = {
        "outlet": lambda f: bool(f.operator),
        "production": lambda f: bool(f.parties),
    }.get(claim.topic)
    if episode.state == "blocked":
        wanted = _is_block
    if wanted is not None and not any(wanted(f) for f in facts):
        facts = [*[f for f in told if wanted(f)][-1:], *facts]
    if episode.state in {"ended", "reduced", "suspended"}:
        return _turning(ctx, claim, episode, facts)
    return facts


def _is_block(fact: Fact) -> bool:
    return fact.kind == "block"


def _cited(
    ctx: Context, claim: Claim, episode: Episode, state: str, facts: list[Fact], filled: dict[str, Slot]
) -> list[str]:
    """Fills what the state needs besides, and returns the facts that carry it all."""
    date = episode.since or episode.confirmed
    cited = [f.id for f in facts]
    match state:
        case "active" if (gone := _sold_on(ctx, claim, episode)) is not None:
            filled["though"] = slots.when(gone.since or gone.confirmed, "at" if gone.since else "by")
            stop = ctx.ledger.known[gone.facts[0]]
            filled["by"] = slots.speakers(ctx, stop) if stop.says else Slot(())
            return [*cited, stop.id]
        case "ended" | "reduced" | "suspended":
            filled["when"] = slots.when(date, "at" if episode.since else "by")
            return [*cited, *(_sold_before(ctx, claim, filled) if state == "reduced" else [])]
        case "blocked":
            filled["told"] = _told(ctx, facts)
            filled["planned"] = slots.when(next((f.until for f in facts if f.until), None), "label")
        case "entered":
            filled["when"] = slots.when(date, "at")
            return [f.id for f in ctx.ledger.facts(episode.facts) if date == f.at][:2] or cited
        case "resumed":
            return [*cited, *_comeback(ctx, claim, episode, filled)]
    return cited


def _told(ctx: Context, facts: list[Fact]) -> Slot:
    """What exactly is off sale, in the curator's words, with who says so: a block is seldom as wide as its category."""
    block = next((f for f in facts if f.kind == "block"), facts[0])
    told = slots.said(ctx.ledger.heard, block)
    who = speaker.speakers(ctx.ledger.dossier, block)
    date = dates.label(voiced(ctx.ledger.dossier, block))
    return Slot((Part(f"{told.text} ({who}, {date})", (), told.mentions),))


def _turning(ctx: Context, claim: Claim, episode: Episode, facts: list[Fact]) -> list[Fact]:
    """The facts that date the turn; where another claim brought it about, with the last facts of what it ended."""
    date = episode.since or episode.confirmed
    dated = [f for f in ctx.ledger.facts(episode.facts) if date in (f.at, f.until, f.from_)]
    found = dated or facts
    if not any(f.id in claim.facts for f in found):
        before = [e for e in claim.turns[:-1] if e.state == "active"]
        found = [*found, *([newest(ctx, claim, before[-1])[-1]] if before else [])]
    return found


def _began_earlier(ctx: Context, claim: Claim, episode: Episode) -> bool:
    """Is its beginning the first sale of some goods, though business before that is held? Then it is no entry."""
    told = ctx.ledger.facts(episode.facts)
    if any(f.event == "entry" or (f.kind == "presence" and f.from_ is not None) for f in told):
        return False
    starts = [f for f in told if episode.since is not None and _began_then(f, episode.since)]
    if len(claim.turns) > 1 or not starts or any(f.event != "first-sale" for f in starts):
        return False
    day = min(low(f.at) for f in starts if f.at is not None)
    return bool(began_before(ctx.ledger.dossier, ctx.ledger.known.values(), claim.market, day))


def _state(ctx: Context, claim: Claim, episode: Episode) -> str:
    if claim.topic == "presence" and episode.state == "active" and len(claim.turns) == 1:
        told = ctx.ledger.facts(episode.facts)
        arrivals = {"entry", "launch-event", "first-sale"}
        if all(f.event in arrivals for f in told) and not _began_earlier(ctx, claim, episode):
            return "entered"
    gone = episode.state == "active" and any(e.state in {"ended", "reduced"} for e in claim.turns[:-1])
    return "resumed" if gone and _sold_on(ctx, claim, episode) is None else episode.state


def _sold_on(ctx: Context, claim: Claim, episode: Episode) -> Episode | None:
    """The end after which goods were merely seen on sale by the day on which it was told: that is no resumption."""
    gone = claim.turns[-2] if len(claim.turns) > 1 else None
    if claim.topic != "availability" or gone is None or gone.state != "ended" or episode.since is not None:
        return None
    days = [ctx.ledger.dossier.sources[f.source].known for f in ctx.ledger.facts(gone.facts)]
    told = min(d for d in days if d is not None)
    return gone if high(episode.confirmed) <= told else None


def _filled(ctx: Context, claim: Claim, facts: list[Fact]) -> dict[str, Slot]:
    dossier = ctx.ledger.dossier
    category, _, seller = claim.subject.partition("@")
    products = models(ctx, claim, facts)
    filled: dict[str, Slot] = {"products": slots.products(products)}
    if claim.topic == "availability":
        blocked = claim.state in {"blocked", "ended"}
        filled["items"] = (
            slots.products(products)
            if blocked and all(models(ctx, claim, [f]) for f in facts)
            else slots.categories(dossier, (category,))
        )
        only = [p for f in facts if f.only for p in f.products]
        filled["range"] = slots.only(only)
        if products and not only and not blocked and all(models(ctx, claim, [f]) for f in facts):
            # Evidence of some models is told of those models.
            filled["models"] = slots.products(products)
        named = tuple(s for f in facts if f.kind == "block" for s in f.sellers)
        filled["sellers"] = (
            slots.parties(dossier, (seller,)) if seller else Slot(()) if named else seller_slot(ctx, facts)
        )
    elif claim.topic == "outlet":
        filled["subject"] = Slot(
            (Part(OUTLETS.get(claim.subject, claim.subject), (), (Mention("outlet", claim.subject),)),)
        )
        operators = tuple(f.operator for f in facts if f.operator)
        filled["sellers"] = slots.parties(dossier, operators)
    else:
        goods = dict.fromkeys(c for f in facts for c in f.categories if claim.topic == "production")
        filled["items"] = slots.categories(dossier, goods) if goods else slots.words("goods")
        parties = tuple(dict.fromkeys(p for f in facts for p in f.parties))
        filled["sellers"] = slots.parties(dossier, parties)
    return filled


def _comeback(ctx: Context, claim: Claim, episode: Episode, filled: dict[str, Slot]) -> list[str]:
    """Fills when it had left and came back; the facts of the leaving."""
    gone = [e for e in claim.turns[:-1] if e.state in {"ended", "reduced"}][-1]
    filled["but"] = slots.words("disputed" if contested(claim, gone) else "")
    filled["left"] = slots.when(gone.since or gone.confirmed, "at")
    filled["back"] = slots.when(episode.since or episode.confirmed, "at")
    starts = [f.id for f in ctx.ledger.facts(episode.facts) if f.at or f.from_]
    return [*starts[:1], *gone.facts[:2]]


def _sold_before(ctx: Context, claim: Claim, filled: dict[str, Slot]) -> list[str]:
    """Fills the first sale that the retreat came after; its facts."""
    for fact in ctx.ledger.facts(claim.facts):
        if fact.event == "first-sale" and fact.at is not None and not fact.status:
            filled["after"] = slots.when(fact.at, "label")
            turned = claim.turns[-1].since
            if turned is not None and low(turned) > high(fact.at):
                filled["lag"] = slots.words(dates.late((low(turned) - high(fact.at)).days))
            return [fact.id]
    return []


def _doubtful(rule: Rule, ctx: Context, claim: Claim, episode: Episode) -> Finding:
    """A sale whose standing with the company is unknown or denied: current, or stopped."""
    facts = [f for f in ctx.ledger.facts(episode.facts) if f.kind != "event"] or list(ctx.ledger.facts(episode.facts))
    filled = _filled(ctx, claim, facts)
    if episode.state == "ended":
        began = [e for e in claim.unofficial[:-1] if e.state == "active"]
        facts = [*([*ctx.ledger.facts(began[-1].facts)] if began else []), *facts]
        filled = _filled(ctx, claim, [f for f in facts if f.kind == "partner"] or facts)
        filled["when"] = slots.when(episode.since or episode.confirmed, "at")
    filled |= {"products": Slot(()), "models": Slot(())}
    return finding(
        rule,
        ctx,
        claim,
        _standing(ctx, claim, episode),
        [f.id for f in facts],
        filled,
        when=episode.confirmed,
        stale=stale_since(ctx, episode.confirmed, claim.topic),
    )


def _standing(ctx: Context, claim: Claim, episode: Episode) -> str:
    """Denied where every seller has no leave; else stopped or going on, with a standing that is not known."""
    sellers = [f for e in claim.unofficial for f in ctx.ledger.facts(e.facts) if f.kind in {"partner", "channel"}]
    if sellers and all(f.authorised == "no" for f in sellers):
        return "denied"
    return "stopped" if episode.state == "ended" else "unknown"


FORM = Form("standing", STATES, find, frozenset({"active", "resumed", "blocked", "unknown"}))
