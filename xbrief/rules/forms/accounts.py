"""Why a turn came about: one account, several, or only speculation, each with its speakers; purposes side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from xbrief.claims.types import Claim
from xbrief.claims.when import OUTLOOKS, low, observed, order, voiced
from xbrief.language import dates, speaker
from xbrief.language.hedge import PURPOSES, REASONS
from xbrief.language.words import join, spelled
from xbrief.model import Edtf, Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import EVENT_NOUNS, EVENTS, OUTLETS, finding, latest, taken
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset(
    {"company", "market", "turn", "accounts", "long", "alone", "short", "number", "lead", "by", "who", "how"}
)
STATES = {
    "single": _COMMON,
    "joint": _COMMON,
    "competing": _COMMON,
    "speculated": _COMMON,
    "purposes": _COMMON,
    "unknown": _COMMON,
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in _distinct(taken(rule, ctx)):
        facts = [f for f in ctx.ledger.facts(claim.facts) if f.kind == "cause"]
        reasons = _by_reason(ctx, facts)
        given = [r for r in reasons if r != "unknown"]
        denials = _denials(ctx, facts)
        explained = _explained(ctx, facts)
        filled = {
            "turn": _turn(ctx, claim, explained),
            "lead": slots.words("one account says" if len(_voices(facts)) == 1 else "the accounts held agree on"),
            "by": slots.words("by the one account held" if len(_voices(facts)) == 1 else "by all accounts held"),
            # That no reason is known is none of the reasons given.
            "number": slots.words(spelled(len(given)) if len(given) > 1 else ""),
            "who": _tellers(ctx, facts),
            "how": slots.words("differently for different times" if _of_two_times(ctx, reasons) else "differently"),
            "accounts": Slot(tuple(_short(ctx, r, fs, denials) for r, fs in reasons.items()), inline=True, joiner=";"),
            "long": Slot(tuple(_long(ctx, r, fs, denials) for r, fs in reasons.items()), inline=True, joiner=";"),
            "short": Slot(tuple(_bare(ctx, r, fs, denials) for r, fs in reasons.items()), inline=False),
            "alone": Slot(tuple(_alone(ctx, r, fs, denials) for r, fs in list(reasons.items())[:1]), inline=True),
        }
        cited = [f.id for f in facts] + [d.id for ds in denials.values() for d in ds]
        cited += [f.id for f in explained]
        newest = latest(ctx, facts)
        yield finding(
            rule,
            ctx,
            claim,
            _state(reasons),
            cited,
            filled,
            when=newest,
            weight=_weight(ctx, claim, len(reasons)),
            asserts=tuple((f"{claim.key}/{reason}", "held") for reason in reasons),
        )


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for goods of which the very same is told: a contract that leaves four goods out has one cause."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        turn, topic, subject = claim.subject.split(".", 2)
        seen.setdefault((turn, topic, subject.partition("@")[2], claim.facts), claim)
    return list(seen.values())


def _by_reason(ctx: Context, facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Accounts by reason: those asserted first, then by when they were first given."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.reason or "unknown", []).append(fact)
    for found in groups.values():
        found.sort(key=lambda f: (f.certainty == "speculated", order(ctx.ledger.dossier, f)))

    def rank(reason: str) -> tuple[object, ...]:
        found = groups[reason]
        first = found[0]
        return all(f.certainty == "speculated" for f in found), order(ctx.ledger.dossier, first)

    return {r: groups[r] for r in sorted(groups, key=rank)}


def _state(reasons: dict[str, list[Fact]]) -> str:
    if set(reasons) == {"unknown"}:
        return "unknown"
    if set(reasons) <= PURPOSES:
        return "purposes"
    if all(f.certainty == "speculated" for fs in reasons.values() for f in fs):
        return "speculated"
    if len(reasons) == 1:
        return "single"
    return "joint" if _one_voice(reasons) else "competing"


def _one_voice(reasons: dict[str, list[Fact]]) -> bool:
    """Does one and the same speaker give all of the reasons, and nobody else another one?"""
    voices = [{f.says or f.source for f in facts} for facts in reasons.values()]
    return bool(set.intersection(*voices))


def _voices(facts: Sequence[Fact]) -> set[object]:
    return {f.says or f.source for f in facts}


def _of_two_times(ctx: Context, reasons: Mapping[str, Sequence[Fact]]) -> bool:
    """Does each reason explain how things stood at a time of its own, a year and more from that of the others?"""
    told = [{f.of.fact for f in facts if f.of is not None} & ctx.ledger.known.keys() for facts in reasons.values()]
    dossier = ctx.ledger.dossier
    times = sorted([low(observed(dossier, f)) for f in ctx.ledger.facts(tuple(ids))] for ids in map(sorted, told))
    return len(times) > 1 and all(a and b and (min(b) - max(a)).days > 365 for a, b in pairwise(times))


def _tellers(ctx: Context, facts: Sequence[Fact]) -> Slot:
    """`The Courier, 15 June 2019; A, 3 July 2019`: who says so, and when."""
    dossier = ctx.ledger.dossier
    told = dict.fromkeys(f"{_voice(ctx, f)}, {dates.label(voiced(dossier, f))}" for f in facts)
    return Slot((Part("; ".join(told)),))


def _explained(ctx: Context, facts: Sequence[Fact]) -> list[Fact]:
    ids = dict.fromkeys(f.of.fact for f in facts if f.of is not None)
    return [ctx.ledger.known[i] for i in ids if i in ctx.ledger.known]


def _denials(ctx: Context, facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Who denies or disputes which of the accounts, by the id of the account."""
    found: dict[str, list[Fact]] = {}
    mine = {f.id for f in facts}
    for fact in ctx.ledger.known.values():
        for link in fact.links:
            if link.kind in {"denies", "disputes"} and link.fact in mine:
                found.setdefault(link.fact, []).append(fact)
    return found


def reason_words(ctx: Context, reason: str, facts: Sequence[Fact]) -> str:
    """The reason as a noun, with the incumbents or claimants that all its facts name."""
    by = [f.by for f in facts if f.by]
    if reason in {"incumbent-pressure", "patent"} and by and len({tuple(sorted(b)) for b in by}) == 1:
        names = join(speaker.party(ctx.ledger.dossier, p) for p in by[0])
        if reason == "patent":
            return f"the patents of {names}" if len(by) == len(facts) else "patents"
        return f"pressure from {names}"
    return REASONS.get(reason, reason)


def _reason_mentions(reason: str, facts: Sequence[Fact]) -> tuple[Mention, ...]:
    return (Mention("reason", reason), *(Mention("party", p) for f in facts for p in f.by))


def _short(ctx: Context, reason: str, facts: Sequence[Fact], denials: dict[str, list[Fact]]) -> Part:
    """`taxes (A, May 2016)`: the reason and who gives it, speculation and denial named."""
    stated = list(dict.fromkeys(_voice(ctx, f) for f in facts if f.certainty == "asserted"))
    guessed = list(dict.fromkeys(_voice(ctx, f) for f in facts if f.certainty == "speculated"))
    voices = [join(stated)] if stated else []
    voices += [f"speculated by {join(v for v in guessed if v not in stated)}"] if set(guessed) - set(stated) else []
    text = f"{reason_words(ctx, reason, facts)} ({'; '.join(voices)}{_denied(ctx, facts, denials)})"
    ids = tuple(f.id for f in facts) + tuple(d.id for f in facts for d in denials.get(f.id, ()))
    return Part(text, tuple(dict.fromkeys(ids)), _reason_mentions(reason, facts))


def _bare(ctx: Context, reason: str, facts: Sequence[Fact], denials: dict[str, list[Fact]]) -> Part:
    """The reason alone, marked where nobody asserts it and where it is denied."""
    guessed = all(f.certainty == "speculated" for f in facts)
    denied = any(f.id in denials for f in facts)
    marks_ = [w for w, on in (("speculated", guessed), ("denied", denied)) if on]
    tail = f" ({', '.join(marks_)})" if marks_ else ""
    return Part(f"{reason_words(ctx, reason, facts)}{tail}", (), _reason_mentions(reason, facts))


def _voice(ctx: Context, fact: Fact) -> str:
    return speaker.speakers(ctx.ledger.dossier, fact)


def _denied(ctx: Context, facts: Sequence[Fact], denials: dict[str, list[Fact]]) -> str:
    found = list({d.id: d for f in facts for d in denials.get(f.id, ())}.values())
    if not found:
        return ""
    who = join(dict.fromkeys(_voice(ctx, d) for d in found))
    many = len(found) > 1 or speaker.plural(found[0])
    return f"; {who} {'deny' if many else 'denies'} it"


def _long(ctx: Context, reason: str, facts: Sequence[Fact], denials: dict[str, list[Fact]]) -> Part:
    """`*taxes*: <the account in the curator's words> (A, May 2016; so too B, May 2017)`."""
    told = _alone(ctx, reason, facts, denials)
    return Part(f"*{reason_words(ctx, reason, facts)}*: {told.text}", told.facts, told.mentions)


def _alone(ctx: Context, reason: str, facts: Sequence[Fact], denials: dict[str, list[Fact]]) -> Part:
    """The account in the curator's words with who gives it, and who else does."""
    dossier = ctx.ledger.dossier
    first = facts[0]
    told = slots.said(ctx.ledger.heard, first)
    voice = speaker.speakers(dossier, first)
    speculated = first.certainty == "speculated"
    lead = f"speculated by {voice}" if speculated else f"{voice}"
    text = f"{told.text} ({lead}, {dates.label(voiced(dossier, first))}"
    text += ")"
    others = {_voice(ctx, f): f for f in reversed(facts[1:]) if _voice(ctx, f) != voice}
    rest = list(reversed(others.items()))
    for lead, certainty in (("", "asserted"), ("as speculation ", "speculated")):
        named = [f"{v} ({dates.label(voiced(dossier, f))})" for v, f in rest if f.certainty == certainty]
        text += f"; a reason of this kind is given {lead}by {join(named[:4])}" if named else ""
    text += _denied(ctx, facts, denials)
    ids = tuple(f.id for f in facts) + tuple(d.id for f in facts for d in denials.get(f.id, ()))
    return Part(text, tuple(dict.fromkeys(ids)), (*told.mentions, *_reason_mentions(reason, facts)))


def _turn(ctx: Context, claim: Claim, explained: Sequence[Fact]) -> Slot:
    """The turn as the object of `why`: `e-bikes stayed off sale`, `the company retreated`."""
    turn, topic, subject = claim.subject.split(".", 2)
    dossier = ctx.ledger.dossier
    goods, _, seller = subject.partition("@")
    named = dict.fromkeys(c for f in explained if "@" in subject for c in f.categories) or goods.split("+")
    if claim.facts and any(f.of and f.of.category for f in ctx.ledger.facts(claim.facts)):
        named = goods.split("+")
    things = join(slots.category(dossier, c) for c in named)
    models = list(dict.fromkeys(p for f in explained for p in f.products))
    stopped = any(f.event == "sale-stopped" and f.products for f in explained)
    if models and (stopped or all(f.products for f in explained)):
        # What is told of some models is not told of all the goods.
        things = join(f"the {m}" for m in models)
    sellers = join(speaker.party(dossier, s) for s in seller.split("+") if s)
    company = dossier.company.name
    date = _date(explained)
    when = f" {dates.at(date)}" if date is not None else ""
    mentions = [Mention("date", date.text)] if date is not None else []
    text = {
        ("block", "availability"): _off(ctx, claim, explained, things, sellers),
        ("stop", "availability"): f"the sale of {things} stopped{when}",
        ("delay", "availability"): f"the first sale of {things} came late",
        ("retreat", "presence"): f"{company} retreated{when}",
        ("stop", "production"): f"local production stopped{when}",
        ("start", "production"): "local production began",
        ("end", "availability"): f"the sale of {things} ended{when}",
        ("start", "outlet"): f"{company} wanted its {OUTLETS.get(subject, subject)}",
        ("end", "outlet"): f"the {OUTLETS.get(subject, subject)} closed{when}",
        ("end", "measure"): f"the {_measure(explained)} was lifted",
    }.get((turn, topic))
    if text is None:
        text = _other(ctx, turn, topic, subject, explained)
    used = [m for m in mentions if when and when in text]
    return Slot((Part(text, tuple(f.id for f in explained), tuple(used)),))


def _off(ctx: Context, claim: Claim, explained: Sequence[Fact], things: str, sellers: str) -> str:
    """Told in the present only while the block stands and was told of lately; else with the time of which it tells."""
    subject = claim.subject.split(".", 2)[2]
    now = ctx.ledger.claims.get(f"{claim.market}.availability.{subject.split('+')[0]}")
    present = now is not None and now.state == "blocked" and not now.stale
    if sellers:
        return (
            f"{sellers} {'do' if ' and ' in sellers else 'does'} not sell {things}"
            if present
            else f"{sellers} did not sell {things}"
        )
    if present:
        one = things.startswith("the ") and " and " not in things
        return f"{things} {'stays' if one else 'stay'} off sale"
    seen = latest(ctx, [f for f in explained if f.kind == "block"])
    over = seen is not None and (now is None or now.state != "blocked")
    return f"{things} stayed off sale{f' in {dates.month(low(seen))}' if over and seen is not None else ''}"


def _other(ctx: Context, turn: str, topic: str, subject: str, explained: Sequence[Fact]) -> str:
    dossier = ctx.ledger.dossier
    names = [speaker.party(dossier, p) for f in explained for p in f.parties] or [
        f.unnamed for f in explained if f.unnamed
    ]
    who = join(dict.fromkeys(n for n in names if n)) or dossier.company.name
    if topic in {"party", "exclusivity"}:
        return _party(turn, who, len(names) > 1, explained)
    planned = turn == "start" and bool(explained) and all(f.status in OUTLOOKS for f in explained)
    if topic == "availability":
        things = join(slots.category(dossier, c) for c in subject.partition("@")[0].split("+"))
        return f"{things} {'were to go' if planned else 'went'} on sale"
    if topic == "measure":
        return f"the {_measure(explained)} came about"
    event = next((f.event or f.form or "" for f in explained), "")
    if planned:
        thing = EVENT_NOUNS.get(event) or {"presence": f"the entry of {dossier.company.name}"}.get(topic, "")
        return f"{thing} was planned" if thing else "that was planned"
    told = EVENTS.get(event)
    if told is None:
        return {"stop": "that stopped", "delay": "that came late"}.get(turn, "that came about")
    return f"{told}{' late' if turn == 'delay' else ''}"


def _party(turn: str, who: str, several: bool, explained: Sequence[Fact]) -> str:
    if turn in {"stop", "end"}:
        return f"{who} stopped"
    role = next((f.role for f in explained if f.role), "")
    if role == "manufacturer" and not explained[0].parties:
        return "local production was sought"
    return f"{who} {'were' if several or slots.many(who) else 'was'} chosen"


def _measure(explained: Sequence[Fact]) -> str:
    return next((f.measure for f in explained if f.measure), "measure")


def _date(explained: Sequence[Fact]) -> Edtf | None:
    """The most exact of the dates of the turn."""
    found = [
        d
        for f in explained
        for d in (f.at or f.until,)
        if d is not None and d.start is not None and d.latest is not None
    ]
    return min(found, key=lambda d: ((d.latest - low(d)).days if d.latest else 0, d.approximate, low(d)), default=None)


def _weight(ctx: Context, claim: Claim, reasons: int) -> int:
    turn, _, subject = claim.subject.split(".", 2)
    main = subject.partition("@")[0] == ctx.ledger.dossier.main
    base = {"retreat": 30, "block": 20, "stop": 15, "delay": 8, "end": 6, "start": 4}.get(turn, 0)
    return base + (10 if main else 0) + (5 if reasons > 1 else 0) - (20 if "@" in subject else 0)


FORM = Form("accounts", STATES, find, names_speakers=True)
