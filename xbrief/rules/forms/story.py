"""How it came about: the turns of claims, each with its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xbrief.claims.group import SELLING
from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, low, observed
from xbrief.language.words import a, join, possessive
from xbrief.model import Edtf, Fact
from xbrief.rules import slots
from xbrief.rules.forms.base import (
    EVENTS,
    EVENTS_BY,
    NOUNS,
    OUTLETS,
    contested,
    finding,
    models,
    seller_slot,
    sellers_of,
    split,
    start_disputed,
    taken,
    taken_up_again,
)
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset(
    {
        "company",
        "market",
        "items",
        "what",
        "sellers",
        "at",
        "since",
        "products",
        "role",
        "began",
        "but",
        "opened",
        "closed",
        "had",
        "sale",
        "told",
    }
)
STATES = {
    "start": _COMMON,
    "again": _COMMON,
    "reduce": _COMMON,
    "stop": _COMMON,
    "block": _COMMON,
    "pause": _COMMON,
    "free": _COMMON,
    "seen": _COMMON,
    "named": _COMMON,
    "doubtful": _COMMON,
    "denied": _COMMON,
    "halt": _COMMON,
    "event": _COMMON | {"label", "event"},
}
_TURNS = {"active": "start", "reduced": "reduce", "ended": "stop", "suspended": "pause", "blocked": "block"}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for found in _all(rule, ctx):
        yield replace(found, day=_sorted_day(found.when)) if found.when is not None else found


def _all(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        if "event" in rule.of:
            yield from _events(rule, ctx, claim)
        else:
            told = list(_turns(rule, ctx, claim, claim.turns))
            yield from told
            if claim.topic == "availability":
                yield from _models_barred(rule, ctx, claim, {i for f in told for i in f.facts})
            yield from _turns(rule, ctx, claim, claim.unofficial)
            yield from _freed(rule, ctx, claim)
            yield from _named(rule, ctx, claim)


def _turns(rule: Rule, ctx: Context, claim: Claim, turns: tuple[Episode, ...]) -> Iterable[Finding]:
    for n, episode in enumerate(turns):
        if n == len(turns) - 1 and episode.official and split(ctx, claim)[0]:
            continue
        if _one_day(claim, turns, n):
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
            doubt = "denied" if _denied(ctx, claim) else "doubtful"
            state = {"stop": "halt", "pause": "pause"}.get(state, doubt)
        elif state == "start" and any(e.state in {"ended", "reduced"} for e in turns[:n]):
            state = "again"
        facts = _opening(ctx, claim, episode)
        if state == "start" and claim.topic == "availability" and taken_up_again(ctx, claim, facts):
            state = "again"
        if claim.topic == "presence" and state == "start":
            # A launch or a first sale is told as what it was, not as an entry.
            facts = _entries(ctx, episode)
            when = facts[0].at or facts[0].from_ or when if facts else when
        if not facts:
            continue
        filled = _filled(ctx, claim, facts)
        filled["at"] = slots.when(when, "at")
        filled["since"] = slots.when(when, "from")
        if not episode.official:
            # Told of the goods alone, so that goods of one seller are told together.
            filled["products"] = Slot(())
            filled["sale"] = slots.words("offer" if _denied(ctx, claim) else "sale")
        doubted = contested(claim, episode) or (state == "start" and start_disputed(claim, facts))
        filled["but"] = slots.words("disputed" if doubted else "")
        yield finding(
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


def _freed(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    """A block that is said to have ended; whether a sale followed is another matter."""
    last = claim.turns[-1] if claim.turns else None
    ends = [f for f in ctx.ledger.facts(last.ended_by) if f.kind == "block"] if last is not None else []
    if ends:
        when = ends[0].until or observed(ctx.ledger.dossier, ends[0])
        filled = _filled(ctx, claim, ends)
        filled["at"] = slots.when(when, "at")
        yield finding(rule, ctx, claim, "free", [f.id for f in ends], filled, when=when, suffix="#free", weight=8)


def _named(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    """A party that was announced and whose start no source dates: the first announcement."""
    if claim.topic != "party" or claim.subject.endswith("-unnamed") or any(e.since for e in claim.turns):
        return
    words = [f for f in claim.forecasts if _promised(ctx.ledger.known[f.fact])]
    if words:
        fact = ctx.ledger.known[words[0].fact]
        filled = _filled(ctx, claim, [fact])
        filled["at"] = slots.when(words[0].made, "at")
        # A carrier is one without being named; what it was named for is to sell.
        noun = "seller" if fact.role in SELLING else NOUNS.get(fact.role or "", "partner")
        filled["role"] = Slot((Part(a(noun)),), many=f"{noun}s")
        weight = 1 + (3 if ctx.ledger.dossier.main in fact.categories else 0)
        yield finding(rule, ctx, claim, "named", [fact.id], filled, when=words[0].made, suffix="#n", weight=weight)


def _promised(fact: Fact) -> bool:
    """Talks name nobody, and neither does a guess."""
    return fact.certainty == "asserted" and fact.status != "negotiating"


def _models_barred(rule: Rule, ctx: Context, claim: Claim, opening: set[str]) -> Iterable[Finding]:
    """Blocks of single models, which the course of the goods does not tell apart."""
    for fact in ctx.ledger.facts(claim.facts):
        if fact.kind == "block" and fact.products and not fact.sellers and fact.id not in opening:
            when = fact.from_ or observed(ctx.ledger.dossier, fact)
            filled = _filled(ctx, claim, [fact])
            if fact.from_ is not None:
                filled["since"] = slots.when(fact.from_, "from")
            else:
                filled["told"] = slots.when(when, "at")
            yield finding(rule, ctx, claim, "block", [fact.id], filled, when=when, suffix=f"#{fact.id}", weight=6)


def _one_day(claim: Claim, turns: tuple[Episode, ...], n: int) -> bool:
    """Is it the end of a flash sale on the day of its start, which that start tells already?"""
    start = turns[n - 1].since if n else None
    end = turns[n].since
    return claim.subject == "flash-sale" and start is not None and end is not None and start.text == end.text


def _entries(ctx: Context, episode: Episode) -> list[Fact]:
    """The facts of an episode that tell of the entry itself."""
    told = ctx.ledger.facts(episode.facts)
    return [f for f in told if f.event == "entry" or (f.kind == "presence" and f.from_ is not None)][:2]


def _denied(ctx: Context, claim: Claim) -> bool:
    """Were all of the sales without standing sales that the company denies?"""
    facts = [f for e in claim.unofficial for f in ctx.ledger.facts(e.facts) if f.kind == "partner"]
    return bool(facts) and all(f.authorised == "no" for f in facts)


def _when(episode: Episode, n: int) -> Edtf | None:
    """The day of the turn: when it began, or by when it had. A first stretch without a start began at no known time."""
    if episode.since is not None:
        return episode.since
    if n == 0 and episode.state not in {"ended", "reduced"}:
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
    """Is it the date of the turn, as exact or less, cut off at the day of publication or not?"""
    if date.start is None or since.start is None:
        return date.start is None and since.start is None
    return date.start.text == since.start.text or (low(date), high(date)) == (low(since), high(since))


def _events(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    wanted = rule.of["event"]
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    told = [f for f in ctx.ledger.facts(claim.facts) if f.certainty == "asserted"]
    events = [f for f in told if f.event in names and f.at and not f.status]
    offices = [f for f in told if f.form in names and f.status == "active"]
    closed = [f for f in told if f.form == "office" and f.form in names and f.status == "ended"]
    for fact in (*events, *offices, *closed):
        if fact in closed:
            yield _closing(rule, ctx, claim, fact)
            continue
        seen = fact.kind == "presence" and fact.from_ is None
        when = fact.at or fact.from_ or observed(ctx.ledger.dossier, fact)
        if seen and any(f.form == fact.form and f.from_ for f in offices):
            continue
        if any(_finer(o, fact) for o in events):
            continue
        filled = _filled(ctx, claim, [fact])
        filled["at"] = slots.when(when, "at")
        filled["label"] = slots.quoted(fact.label or "")
        if fact.event == "stake" and not fact.label:
            filled["label"] = slots.parties(ctx.ledger.dossier, fact.parties)
        named = EVENTS_BY if when.start is None or seen else EVENTS
        filled["event"] = slots.words(named.get(fact.event or fact.form or "", ""))
        yield finding(rule, ctx, claim, "event", [fact.id], filled, when=when, suffix=f"#{fact.id}")


def _closing(rule: Rule, ctx: Context, claim: Claim, fact: Fact) -> Finding:
    """An office that closed is no exit, and no event to wait for either."""
    when = fact.until or observed(ctx.ledger.dossier, fact)
    named = EVENTS_BY if when.start is None else EVENTS
    filled = {
        **_filled(ctx, claim, [fact]),
        "at": slots.when(when, "at"),
        "label": Slot(()),
        "event": slots.words(named.get(f"closed {fact.form}", "")),
    }
    return finding(rule, ctx, claim, "event", [fact.id], filled, when=when, suffix=f"#{fact.id}")


def _finer(other: Fact, fact: Fact) -> bool:
    """Does the other fact date the same kind of event more exactly, within the time that this one allows?"""
    if other.event != fact.event or other.at is None or fact.at is None or other.id == fact.id:
        return False
    inside = low(fact.at) <= low(other.at) and high(other.at) <= high(fact.at)
    return inside and (high(other.at) - low(other.at)) < (high(fact.at) - low(fact.at))


def _filled(ctx: Context, claim: Claim, facts: list[Fact]) -> dict[str, Slot]:
    dossier = ctx.ledger.dossier
    category = claim.subject.partition("@")[0]
    products = models(ctx, claim, facts)
    filled: dict[str, Slot] = {"products": slots.products(products)}
    goods = tuple(dict.fromkeys(c for f in facts for c in f.categories))
    filled["what"] = slots.categories(dossier, goods) if goods and all(f.categories for f in facts) else Slot(())
    sellers = [f for f in facts if sellers_of(f)]
    filled["sellers"] = seller_slot(ctx, sellers) if sellers else Slot(())
    if claim.topic == "availability":
        ended = all(f.status == "ended" or f.event == "sale-stopped" for f in facts)
        only = bool(products) and all((f.kind == "block" or ended) and f.products for f in facts)
        filled["items"] = slots.products(products) if only else slots.categories(dossier, (category,))
    elif claim.topic == "party":
        filled["sellers"] = Slot(())
        filled["began"] = _began(ctx, facts, filled["what"])
        unnamed = next((f.unnamed for f in facts if f.unnamed), "")
        filled["items"] = slots.quoted(unnamed) if unnamed else slots.parties(dossier, (claim.subject,))
    elif claim.topic == "outlet":
        outlet = OUTLETS.get(claim.subject, claim.subject)
        flash = claim.subject == "flash-sale"
        filled["sellers"] = slots.parties(dossier, (f.operator for f in facts if f.operator))
        once = flash and all(f.from_ and f.until and f.from_.text == f.until.text for f in facts)
        name = "a flash sale on the web" if once else outlet if flash else f"its {outlet}"
        part = Part(name, (), (Mention("outlet", claim.subject),))
        filled["items"] = Slot((part,), plural=outlet.endswith("s") and not once)
        filled["opened"] = slots.words("was held" if once else "began" if flash else "opened")
        filled["closed"] = slots.words("ended" if flash else "closed")
    elif claim.topic == "production":
        makers = tuple(dict.fromkeys(p for f in facts for p in f.parties))
        filled["items"] = slots.parties(dossier, makers)
    elif claim.topic == "measure":
        filled["items"] = slots.quoted(next((f.measure or f.label or "" for f in facts), ""))
    else:
        filled["items"] = slots.parties(dossier, tuple(dict.fromkeys(p for f in facts for p in f.parties)))
    return filled


def _began(ctx: Context, facts: list[Fact], goods: Slot) -> Slot:
    """What a party began: a contract makes it a distributor or a dealer, only a seller is told to sell."""
    role = next((f.role for f in facts if f.role), "")
    company = ctx.ledger.dossier.company.name
    what = join(p.text for p in goods.parts)
    if role in {"distributor", "dealer"}:
        sole = "the exclusive" if any(f.exclusive for f in facts) else "a"
        text = f"became {sole} {role} of {company}{f' for {what}' if what else ''}"
    elif role == "investor":
        text = f"invested in {company}"
    else:
        verb = {"manufacturer": "make", "service": "work"}.get(role, "sell")
        text = f"began to {verb}{f' {what}' if what and verb != 'work' else ''} for {company}"
        if verb == "sell":
            text = f"began to sell {possessive(company)} {what or 'goods'}"
    return Slot((Part(text, (), tuple(m for p in goods.parts for m in p.mentions)),))


def _weight(ctx: Context, claim: Claim, episode: Episode, facts: list[Fact]) -> int:
    main = claim.subject.partition("@")[0] == ctx.ledger.dossier.main
    weight = {"presence": 12, "availability": 8, "production": 6, "outlet": 4, "party": 3, "measure": 5}.get(
        claim.topic, 0
    )
    weight += 8 if main else 0
    weight += 3 if any(ctx.ledger.dossier.main in f.categories for f in facts) else 0
    return weight - (4 if not episode.official else 0)


def _sorted_day(when: Edtf) -> str:
    """Its place in the story: a date known to the month or the year alone stands behind the exact ones of that time."""
    return high(when).isoformat()


FORM = Form("story", STATES, find)
