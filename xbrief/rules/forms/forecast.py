"""What was said to come, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from xbrief.claims.group import SELLING
from xbrief.claims.origin import origin
from xbrief.claims.outlook import is_forecast, of_an_end
from xbrief.claims.types import Claim, Forecast
from xbrief.claims.when import OUTLOOKS, high, low, made, order, published, voiced
from xbrief.language import dates, speaker
from xbrief.language.casing import sure
from xbrief.language.hedge import opening
from xbrief.model import Fact
from xbrief.rules import denials, slots
from xbrief.rules.forms.base import finding, start_disputed, taken
from xbrief.rules.plans import noun, own_words, plan
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "opening", "plan", "what", "due", "day", "denied", "denial"})
STATES = {
    "met": _COMMON | {"came", "but"},
    "came": _COMMON | {"came", "lag", "but"},
    "already": _COMMON | {"came"},
    "undated": _COMMON | {"came"},
    "named": _COMMON | {"others"},
    "late": _COMMON | {"came", "late", "lag", "inside", "but"},
    "overdue": _COMMON | {"outcome", "end"},
    "missed": _COMMON | {"still"},
    "replaced": _COMMON | {"newer"},
    "withdrawn": _COMMON | {"by", "back", "teller"},
    "open": _COMMON | {"outcome", "end"},
    "ahead": _COMMON,
}
# A fact that bears on several claims has met its day when it has met it in one of them.
_RANK = {"met": 0, "late": 1, "withdrawn": 2, "overdue": 3, "open": 4}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    best: dict[str, tuple[Claim, Forecast]] = {}
    for claim in taken(rule, ctx):
        for forecast in claim.forecasts:
            held = best.get(forecast.fact)
            if held is None or _rank(forecast) < _rank(held[1]):
                best[forecast.fact] = (claim, forecast)
    for claim, forecast, others in _retold(ctx, list(best.values())):
        found = _finding(rule, ctx, claim, forecast)
        yield replace(found, facts=tuple(dict.fromkeys((*found.facts, *others))))


def _rank(forecast: Forecast) -> tuple[object, ...]:
    """What has come stands before what has not; then whether it came in time, where that is known, and the earliest."""
    day = low(forecast.came) if forecast.came is not None else date.max
    return _RANK[forecast.fate], forecast.on_time is None, day


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


def _state(ctx: Context, forecast: Forecast) -> str:
    fact = ctx.ledger.known[forecast.fact]
    if forecast.fate == "met":
        return _met(forecast, fact.certainty == "speculated")
    if forecast.fate == "overdue":
        return "replaced" if forecast.replaced_by else "missed" if forecast.still_ahead else "overdue"
    if forecast.fate == "open" and _to_come(ctx, forecast):
        return "ahead"
    return forecast.fate


def _met(forecast: Forecast, speculated: bool) -> str:
    if forecast.came is None:
        return "named"
    if forecast.already:
        return "already"
    if forecast.target is None or forecast.target.end is None or speculated:
        # Without a last day there is none to keep.
        return "came"
    return "met" if forecast.on_time else "undated"


def _to_come(ctx: Context, forecast: Forecast) -> bool:
    """Its day lies ahead; one without a day counts as ahead for a year."""
    as_of = ctx.ledger.as_of
    if forecast.target is not None and forecast.target.latest is not None:
        return high(forecast.target) > as_of
    return (as_of - high(forecast.made)).days < 365


def _finding(rule: Rule, ctx: Context, claim: Claim, forecast: Forecast) -> Finding:
    fact = ctx.ledger.known[forecast.fact]
    state = _state(ctx, forecast)
    coarse = _coarse(ctx, fact, forecast)
    against = denials.denials(ctx, [fact.id])
    filled = {
        **denials.filled(ctx, against),
        "opening": _opening(ctx, fact),
        "plan": plan(ctx, fact, coarse),
        "what": _what(ctx, fact, coarse),
        "due": slots.when(forecast.target, _style(fact, forecast)) if _told_due(ctx, fact, forecast) else Slot(()),
        "day": slots.when(forecast.made, "label"),
        "came": slots.when(forecast.came, "at" if forecast.dated else "by"),
    }
    outcome = ctx.ledger.facts(forecast.outcome)
    if state in {"met", "came", "late"}:
        filled["but"] = slots.words("disputed" if start_disputed(claim, outcome) else "")
    cited = [fact.id, *forecast.outcome, *(f.id for f in against)]
    match state:
        case "late" if fact.certainty == "speculated":
            # Only a promise is told as late; what somebody expected came so much later.
            filled["lag"] = _lag(forecast)
        case "late":
            cited += _late(ctx, claim, forecast, filled)
        case "came":
            filled["lag"] = _lag(forecast) if fact.certainty == "speculated" else Slot(())
        case "missed":
            cited += forecast.still_ahead[:1]
            filled["still"] = _still(ctx, forecast)
        case "named":
            parties = dict.fromkeys(p for i in forecast.outcome for p in ctx.ledger.known[i].parties)
            filled["others"] = slots.parties(ctx.ledger.dossier, parties)
        case "withdrawn":
            back = ctx.ledger.known[forecast.outcome[0]]
            filled |= {"by": Slot(()), "teller": _teller(ctx, back), "back": slots.when(back.at, "at")}
            if back.says:
                filled |= {"by": slots.speakers(ctx, back), "teller": Slot(())}
        case "overdue" | "open":
            cited += _outcome(ctx, fact, filled)
        case "replaced":
            newer = ctx.ledger.known[forecast.replaced_by[-1]]
            filled["newer"] = slots.when(made(ctx.ledger.dossier, newer), "label")
            cited.append(newer.id)
    found = finding(
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
    # What became of it is dated by later words, which are not told themselves.
    return replace(found, certainty=fact.certainty)


def _still(ctx: Context, forecast: Forecast) -> Slot:
    """What shows that it had not come by its day."""
    later = ctx.ledger.known[forecast.still_ahead[0]]
    if is_forecast(later):
        return slots.words("later sources still looked ahead to it")
    end = of_an_end(ctx.ledger.known[forecast.fact])
    return slots.words(f"a later source still told of {'the sale or work going on' if end else 'goods kept off sale'}")


def _teller(ctx: Context, back: Fact) -> Slot:
    """Who reports that a plan was given up, where nobody is quoted: `The Dispatch (10 September 2019)`."""
    told = slots.speakers(ctx, back)
    day = dates.label(published(ctx.ledger.dossier, back))
    return Slot(tuple(Part(f"{p.text} ({day})", p.facts, p.mentions) for p in told.parts))


def _outcome(ctx: Context, fact: Fact, filled: dict[str, Slot]) -> list[str]:
    """Fills what came of it: a later word that is no forecast itself takes its place; else nothing is held."""
    later = [ctx.ledger.known[i] for i in ctx.ledger.superseded.get(fact.id, ())]
    later = sorted((f for f in later if not is_forecast(f)), key=lambda f: order(ctx.ledger.dossier, f))[-1:]
    if not later:
        filled |= {"outcome": slots.words("what came of it is not held"), "end": slots.words("outcome not held")}
        return []
    told = slots.said(ctx.ledger.heard, later[0])
    who = speaker.speakers(ctx.ledger.dossier, later[0])
    day = dates.label(voiced(ctx.ledger.dossier, later[0]))
    text = f"a later word took its place: {told.text} ({who}, {day})"
    filled["outcome"] = Slot((Part(text, (), told.mentions),))
    filled["end"] = slots.words("overtaken by a later word")
    return [later[0].id]


def _what(ctx: Context, fact: Fact, coarse: bool) -> Slot:
    """What was foreseen, as a noun; marked where nobody asserts it."""
    told = noun(ctx, fact, coarse)
    if fact.certainty != "speculated":
        return told
    return replace(told, parts=tuple(replace(p, text=f"{p.text} (expected, not announced)") for p in told.parts))


def _told_due(ctx: Context, fact: Fact, forecast: Forecast) -> bool:
    """A plan "not before" the year in which it was told names no time at all; the curator's words tell their own."""
    target = forecast.target
    if own_words(ctx, fact):
        return False
    if target is None or fact.status == "negotiating" or (fact.kind not in OUTLOOK_KINDS and fact.kind != "event"):
        return False
    if fact.kind == "event" and fact.event not in DATED_EVENTS:
        return False
    return not (target.latest is None and low(target) <= high(forecast.made))


def _style(fact: Fact, forecast: Forecast) -> str:
    """Sales that begin on a day are to go on from it."""
    start = forecast.target.start if forecast.target is not None and not forecast.target.interval else None
    exact = start is not None and start.precision == "day"
    return "from" if (exact and fact.kind == "offer") or (start is not None and fact.kind == "partner") else "due"


OUTLOOK_KINDS = frozenset({"offer", "partner", "channel", "presence"})
DATED_EVENTS = frozenset(
    {"first-sale", "entry", "return", "stake", "production-start", "subsidiary", "store-opening", "launch-event"}
)


def _opening(ctx: Context, fact: Fact) -> Slot:
    """Who put the forecast forward, when and how strongly: `on 3 May 2015 A announced that`.

    The day of a speech is known only where the fact gives it; else it is the report that is dated.
    """
    dossier = ctx.ledger.dossier
    who = speaker.speakers(dossier, fact)
    verb = opening(fact)
    # A word that may be a name or not can stand behind a colon as it is.
    that = ":" if own_words(ctx, fact) and not sure(fact.claim, ctx.ledger.heard) else " that"
    report = published(dossier, fact)
    mentions = tuple(Mention("speaker", s.name) for s in fact.says) or (Mention("source", fact.source),)
    spoken = fact.at or fact.observed
    if fact.says and spoken is not None and spoken.start is not None:
        text, day = f"{dates.at(spoken)} {who} {verb}{that}", spoken
    elif fact.says:
        text, day = f"as reported {dates.at(report)}, {who} {verb}{that}", report
    elif fact.observed is not None and high(fact.observed) < low(report):
        # A plan of the past, told of later.
        text, day = f"as {who} told {dates.at(report)}, looking back{':' if that == ':' else ','}", report
    else:
        text, day = f"{dates.at(report)} {who} {verb}{that}", report
    return Slot((Part(text, (), (*mentions, Mention("date", day.text))),))


def _coarse(ctx: Context, fact: Fact, forecast: Forecast) -> bool:
    """Does the evidence of what came name other models than the forecast, or none?"""
    if not forecast.outcome or forecast.fate not in {"met", "late"}:
        return False
    models = {p for i in forecast.outcome for p in ctx.ledger.known[i].products}
    return not set(fact.products) <= models


def _lag(forecast: Forecast) -> Slot:
    """How long after it was said it came, where that is more than a month and a half."""
    came = forecast.came
    days = (low(came) - high(forecast.made)).days if came is not None and forecast.dated else 0
    return slots.words(dates.late(days) if days > 45 else "")


def _late(ctx: Context, claim: Claim, forecast: Forecast, filled: dict[str, Slot]) -> list[str]:
    """Fills how late it was, and the launch event that had come in time; the facts of that event."""
    vague = forecast.late_days < 60 and forecast.came is not None and forecast.came.interval
    filled["late"] = slots.words(f"{'at least ' if vague else ''}{dates.late(forecast.late_days)}")
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


def _weight(ctx: Context, claim: Claim, fact: Fact, forecast: Forecast) -> int:
    """Dated, main goods and the market itself weigh more than undated side remarks."""
    weight = {"presence": 12, "availability": 6, "outlet": 6, "production": 5, "stake": 5, "party": 3}.get(
        claim.topic, 0
    )
    weight += 8 if forecast.target is not None else 0
    weight += 8 if ctx.ledger.dossier.main in fact.categories else 0
    weight += 3 if set(fact.parties) and fact.role in SELLING and ctx.ledger.dossier.main in fact.categories else 0
    weight += 4 if forecast.fate in {"late", "withdrawn", "overdue"} else 0
    weight -= 10 if fact.event in {"relocation", "staff-cut"} else 0
    return weight - (6 if fact.status not in OUTLOOKS and fact.kind != "view" else 0)


FORM = Form("forecast", STATES, find, names_speakers=True)
