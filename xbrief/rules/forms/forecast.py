"""What was said to come, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xbrief.claims.group import SELLING
from xbrief.claims.origin import origin
from xbrief.claims.types import Claim, Forecast
from xbrief.claims.when import OUTLOOKS, high, low
from xbrief.language import dates, numbers
from xbrief.language.hedge import opening
from xbrief.language.words import inner, join
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import NOUNS, OUTLETS, finding, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "who", "opening", "what", "due", "made"})
STATES = {
    "met": _COMMON | {"came"},
    "came": _COMMON | {"came"},
    "already": _COMMON | {"came"},
    "undated": _COMMON | {"came"},
    "named": _COMMON | {"others"},
    "late": _COMMON | {"came", "late", "inside"},
    "overdue": _COMMON,
    "missed": _COMMON | {"still"},
    "withdrawn": _COMMON | {"by", "back"},
    "open": _COMMON,
    "ahead": _COMMON,
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    best: dict[str, tuple[Claim, Forecast]] = {}
    for claim in taken(rule, ctx):
        for forecast in claim.forecasts:
            held = best.get(forecast.fact)
            if held is None or _RANK[forecast.fate] < _RANK[held[1].fate]:
                best[forecast.fact] = (claim, forecast)
    for claim, forecast, others in _retold(ctx, list(best.values())):
        found = _finding(rule, ctx, claim, forecast)
        yield replace(found, facts=tuple(dict.fromkeys((*found.facts, *others))))


def _retold(ctx: Context, found: list[tuple[Claim, Forecast]]) -> Iterable[tuple[Claim, Forecast, tuple[str, ...]]]:
    """Each forecast once: retellings of one origin about one claim stand behind the one that names a day."""
    groups: dict[tuple[str, ...], list[tuple[Claim, Forecast]]] = {}
    for claim, forecast in found:
        fact = ctx.ledger.known[forecast.fact]
        key: tuple[str, ...] = (claim.key, origin(fact)) if claim.topic == "outlet" else (forecast.fact,)
        groups.setdefault(key, []).append((claim, forecast))
    for key, members in list(groups.items()):
        targets = {f.target.text for _, f in members if f.target is not None}
        if len(targets) > 1:
            # Retellings that name different days are forecasts of their own.
            del groups[key]
            groups |= {(*key, f.fact): [(c, f)] for c, f in members}
    for members in groups.values():
        members.sort(key=lambda m: (m[1].target is None, not ctx.ledger.known[m[1].fact].says))
        claim, forecast = members[0]
        yield claim, forecast, tuple(f.fact for _, f in members[1:])


# A fact that bears on several claims has met its day when it has met it in one of them.
_RANK = {"met": 0, "late": 1, "withdrawn": 2, "overdue": 3, "open": 4}


def _state(ctx: Context, forecast: Forecast) -> str:
    if forecast.fate == "met" and forecast.came is None:
        return "named"
    if forecast.fate == "met" and forecast.already:
        return "already"
    if forecast.fate == "met":
        return "met" if forecast.on_time else "came" if forecast.target is None else "undated"
    if forecast.fate == "overdue":
        return "missed" if forecast.still_ahead else "overdue"
    if forecast.fate == "open" and forecast.target is not None and low(forecast.target) > ctx.ledger.as_of:
        return "ahead"
    return forecast.fate


def _finding(rule: Rule, ctx: Context, claim: Claim, forecast: Forecast) -> Finding:
    fact = ctx.ledger.known[forecast.fact]
    state = _state(ctx, forecast)
    filled = {
        "who": slots.speakers(ctx, fact),
        "opening": slots.words(_opening(fact, ctx)),
        "what": what(ctx, fact, coarse=_coarse(ctx, fact, forecast)),
        "due": slots.when(forecast.target, "due"),
        "made": slots.when(forecast.made, "at"),
        "came": slots.when(forecast.came, "at" if forecast.dated else "by"),
        "late": slots.words(dates.late(forecast.late_days) if forecast.late_days else ""),
    }
    if filled["what"].parts[0].text.startswith("that "):
        # A whole sentence tells its own time.
        filled["due"] = Slot(())
    if forecast.late_days and forecast.late_days < 60 and forecast.came and forecast.came.interval:
        filled["late"] = slots.words(f"at least {dates.late(forecast.late_days)}")
    cited = [fact.id, *forecast.outcome]
    if state == "missed":
        cited += forecast.still_ahead[:1]
    if state == "named":
        filled["others"] = slots.parties(
            ctx.ledger.dossier, dict.fromkeys(p for i in forecast.outcome for p in ctx.ledger.known[i].parties)
        )
    if state == "withdrawn":
        back = ctx.ledger.known[forecast.outcome[0]]
        filled["by"] = slots.speakers(ctx, back)
        filled["back"] = slots.when(back.at, "at")
    if state == "late":
        cited += _inside(ctx, claim, forecast, filled)
    return finding(
        rule,
        ctx,
        claim,
        state,
        cited,
        filled,
        when=forecast.made,
        suffix=f"#{fact.id}",
        weight=_weight(ctx, claim, fact, forecast),
        asserts=((f"{claim.key}#{fact.id}", forecast.fate),),
    )


def _opening(fact: Fact, ctx: Context) -> str:
    """The verb for a thing, or for a whole sentence where the fact names no thing."""
    if not what(ctx, fact).parts[0].text.startswith("that "):
        return opening(fact)
    if fact.certainty == "speculated":
        return "said" if fact.kind == "view" else "expected"
    return "said" if fact.says else "reported"


def _coarse(ctx: Context, fact: Fact, forecast: Forecast) -> bool:
    """Does the evidence of what came name other models than the forecast, or none?"""
    if not forecast.outcome or forecast.fate not in {"met", "late"}:
        return False
    models = {p for i in forecast.outcome for p in ctx.ledger.known[i].products}
    return not set(fact.products) <= models


def _inside(ctx: Context, claim: Claim, forecast: Forecast, filled: dict[str, Slot]) -> list[str]:
    """For a first sale that came late: the launch event that had come in time."""
    presence = ctx.ledger.claims.get(f"{claim.market}.presence.company")
    window = forecast.target
    if presence is None or window is None or window.earliest is None or window.latest is None:
        return []
    launches = [f for f in ctx.ledger.facts(presence.facts) if f.event == "launch-event" and f.at and not f.status]
    inside = [f for f in launches if f.at and window.earliest <= low(f.at) and high(f.at) <= window.latest]
    exact = min(inside, key=lambda f: high(f.at) - low(f.at) if f.at else 0, default=None)
    if exact is None:
        return []
    filled["inside"] = slots.when(exact.at, "at")
    return [exact.id]


def what(ctx: Context, fact: Fact, coarse: bool = False) -> Slot:
    """What was said to come, as a noun: `sales of e-bikes through A and B`, `a stake in A`.

    `coarse` tells the goods and not the models: what came is told no more exactly than its evidence does.
    """
    dossier = ctx.ledger.dossier
    goods = [slots.category(dossier, c) for c in fact.categories]
    names = slots.parties(dossier, fact.parties or fact.sellers)
    who = join([p.text for p in names.parts]) or (fact.unnamed or "")
    mentions = tuple(m for p in names.parts for m in p.mentions)
    mentions += tuple(Mention("category", c) for c in fact.categories)
    models = [f"the {p}" for p in fact.products] if len(goods) < 2 and not coarse else []
    of = f" of {join(models or goods)}" if goods or models else ""
    mentions += tuple(Mention("product", p) for p in fact.products)
    if fact.kind == "event":
        text = _event(fact, who, of) or f"that {inner(fact.claim, [c.label for c in dossier.categories.values()])}"
    elif fact.kind == "partner":
        itself = any(s.name in fact.parties for s in fact.says)
        text = _partner(fact, "its start" if itself and fact.role not in SELLING else who, of)
    elif fact.kind == "offer":
        text = f"sales{of}" + (f" through {who}" if who else "")
    elif fact.kind == "channel":
        text = f"an {OUTLETS.get(fact.type or '', fact.type or 'outlet')}"
    elif fact.kind == "presence":
        text = "an entry into the market" if fact.form is None else f"a presence ({fact.form})"
    elif fact.kind == "metric" and fact.value is not None:
        text = f"a goal of {numbers.quantity(fact.value, fact.unit, fact.currency, fact.bound)}"
    elif fact.kind == "regulation":
        text = f"the {fact.measure}"
    else:
        text = f"that {inner(fact.claim, [c.label for c in dossier.categories.values()])}"
    return Slot((Part(text, (fact.id,), mentions),))


def _event(fact: Fact, who: str, of: str) -> str:
    """The event as a noun; empty for one that has none."""
    nouns = {
        "first-sale": f"the first sales{of}",
        "entry": "entry into the market",
        "return": "a return to the market" + (f" with {who}" if who else ""),
        "stake": f"a stake in {who}",
        "production-start": "local production",
        "subsidiary": "" if who else "a company of its own",
        "store-opening": "an own shop",
    }
    return nouns.get(fact.event or "", "")


def _partner(fact: Fact, who: str, of: str) -> str:
    role = fact.role or ""
    if role in SELLING:
        return f"sales{of} through {who}"
    if role == "manufacturer":
        return f"production with {who}"
    if role == "service":
        return f"service by {who}"
    return f"{who} as {NOUNS.get(role, role)}"


def _weight(ctx: Context, claim: Claim, fact: Fact, forecast: Forecast) -> int:
    """Dated, main goods and the market itself weigh more than undated side remarks."""
    weight = {"presence": 12, "availability": 6, "outlet": 6, "production": 5, "stake": 5, "party": 2}.get(
        claim.topic, 0
    )
    weight += 8 if forecast.target is not None else 0
    weight += 8 if ctx.ledger.dossier.main in fact.categories else 0
    weight += 4 if forecast.fate in {"late", "withdrawn", "overdue"} else 0
    return weight - (6 if fact.status not in OUTLOOKS and fact.kind != "view" else 0)


FORM = Form("forecast", STATES, find, names_speakers=True)
