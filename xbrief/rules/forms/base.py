"""What forms share: selecting claims, naming sellers, choosing the facts that carry a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from xbrief.claims.group import OWN, SELLING
from xbrief.claims.marks import marks
from xbrief.claims.origin import origins
from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, later, low, observed, order
from xbrief.language import speaker
from xbrief.language.words import join
from xbrief.model import Edtf, Fact
from xbrief.rules import slots
from xbrief.rules.types import Context, Finding, Mention, Part, Rule, Slot

NOUNS = {
    "dealer": "dealer",
    "distributor": "distributor",
    "manufacturer": "manufacturer",
    "marketplace": "marketplace",
    "carrier": "carrier",
    "retailer": "retailer",
    "service": "service partner",
    "investor": "investor",
}
OUTLETS = {
    "own-online-store": "own web shop",
    "own-shop": "own shop",
    "flash-sale": "flash sales on the web",
    "grey-import": "grey imports",
}

EVENTS = {
    "entry": "the entry came",
    "launch-event": "a launch event was held",
    "office": "an office opened",
    "subsidiary": "a company of its own was founded",
    "relocation": "work moved",
    "staff-cut": "staff was cut",
    "stake": "a stake was taken",
    "closed office": "an office closed",
}
# Of what was there on a day: when it came about is not known.
EVENTS_BY = {
    "entry": "the entry had come",
    "launch-event": "a launch event had been held",
    "office": "an office was open",
    "subsidiary": "there was a company of its own",
    "relocation": "work had moved",
    "staff-cut": "staff had been cut",
    "stake": "a stake had been taken",
    "closed office": "an office had closed",
}
EVENT_NOUNS = {
    "entry": "the entry",
    "launch-event": "a launch event",
    "office": "an office",
    "subsidiary": "a company of its own",
    "relocation": "a move of work",
    "staff-cut": "a cut in staff",
    "stake": "a stake",
}


def taken(rule: Rule, ctx: Context) -> list[Claim]:
    """The claims of the market that a rule asks for, in order of their first fact."""
    wanted = rule.of
    topics = _texts(wanted.get("claim", ()))
    found = [c for c in ctx.ledger.of(ctx.market, *topics) if _fits(c, wanted, ctx)]
    facts = ctx.ledger.known
    return sorted(found, key=lambda c: (order(ctx.ledger.dossier, facts[c.facts[0]]), c.key))


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(v) for v in value) if isinstance(value, Iterable) else ()


def _fits(claim: Claim, wanted: Mapping[str, object], ctx: Context) -> bool:
    category = claim.subject.partition("@")[0]
    main = category == ctx.ledger.dossier.main
    sold_by = "@" in claim.subject
    subjects, turns, roles = (_texts(wanted.get(k, ())) for k in ("subject", "turn", "role"))
    return (
        wanted.get("category") in {None, "main" if main else "other"}
        and wanted.get("sellers") in {None, "some" if sold_by else "none"}
        and (not subjects or claim.subject in subjects)
        and (not turns or claim.subject.partition(".")[0] in turns)
        and (not roles or bool(set(roles) & set(roles_of(claim, ctx))))
    )


def roles_of(claim: Claim, ctx: Context) -> tuple[str, ...]:
    """The roles that the facts of the claim's newest stretch give a party; of all its facts where it has none."""
    if claim.episode is not None:
        ids = claim.episode.facts
    else:
        coming = [f.fact for f in claim.forecasts if f.fate in {"open", "overdue"} and not f.replaced_by]
        ids = (*(i for e in claim.unofficial for i in e.facts), *coming) or claim.facts
    return tuple(dict.fromkeys(f.role for f in ctx.ledger.facts(ids) if f.role))


def finding(
    rule: Rule,
    ctx: Context,
    claim: Claim,
    state: str,
    facts: Iterable[str],
    filled: dict[str, Slot],
    *,
    when: Edtf | None = None,
    stale: bool = False,
    suffix: str = "",
    prefix: str = "",
    weight: int = 0,
    asserts: tuple[tuple[str, str], ...] = (),
) -> Finding:
    """A cited finding about a claim; company and market are filled in for every phrase."""
    dossier = ctx.ledger.dossier
    ids = tuple(dict.fromkeys(facts))
    held = [ctx.ledger.known[i] for i in ids]
    frame = {"company": Slot((Part(dossier.company.name),)), "market": slots.place(ctx, ctx.market)}
    day = low(when).isoformat() if when else ""
    if any(p.text.startswith("by ") for k in ("when", "at") if k in filled for p in filled[k].parts):
        # What is dated by a day alone was over on that day.
        frame["had"] = slots.words("had")
    return Finding(
        id=f"{ctx.market}.{rule.id}.{prefix}{claim.subject}{suffix}",
        rule=rule.id,
        section=rule.section,
        market=ctx.market,
        state=state,
        claims=(claim.key,),
        facts=ids,
        slots={**frame, **filled},
        certainty="speculated" if any(f.certainty == "speculated" for f in held) else "asserted",
        when=when,
        stale=stale,
        origins=len(origins(held)),
        weight=rule.weight + weight,
        day=day,
        main=_goods(claim.subject) == dossier.main,
        asserts=asserts,
        voice=_voice(ctx, held),
    )


def _goods(subject: str) -> str:
    """The goods that a subject ends with: `heaters` of `block.availability.heaters@a`, none of `patio-heaters`."""
    return re.split(r"[.+]", subject.partition("@")[0])[-1]


def _voice(ctx: Context, facts: Sequence[Fact]) -> str:
    """The speakers that all of the facts have; empty where one is a publisher's own account or they differ."""
    voices = {speaker.speakers(ctx.ledger.dossier, f) if f.says else "" for f in facts}
    return voices.pop() if len(voices) == 1 else ""


def sellers_of(fact: Fact) -> tuple[str, ...]:
    """Who sells by this fact: parties, an own outlet's type, or nobody named."""
    if fact.kind == "partner" and fact.role in SELLING:
        return fact.parties or (f"{fact.role}-unnamed",)
    if fact.kind == "channel" and fact.type in OWN:
        return (str(fact.type),)
    return fact.parties if fact.event == "sale-stopped" else fact.sellers


def models(ctx: Context, claim: Claim, facts: Sequence[Fact]) -> tuple[str, ...]:
    """The models that facts name for the good of a claim; of a fact on several goods, those of a brand of this one."""
    good = claim.subject.partition("@")[0]
    brands = ctx.ledger.dossier.brands

    def its(fact: Fact, name: str) -> bool:
        if claim.topic != "availability" or len(fact.categories) < 2:
            return True
        return any(name.startswith(brand) and category == good for brand, category in brands.items())

    return tuple(dict.fromkeys(p for f in facts for p in f.products if its(f, p)))


def taken_up_again(ctx: Context, claim: Claim, facts: Iterable[Fact]) -> bool:
    """Do the facts tell of sellers who had begun to leave the goods out before: they sold them before that, too?"""
    sellers = {s for f in facts for s in sellers_of(f)}
    cells = [ctx.ledger.claims.get(f"{claim.key}@{seller}") for seller in sellers]
    return bool(cells) and all(
        c is not None and any(e.state == "blocked" and e.since is not None for e in c.turns[:-1]) for c in cells
    )


def seller_slot(ctx: Context, facts: Sequence[Fact]) -> Slot:
    """`the carriers A and B, the retailer C and its own web shop`."""
    groups: dict[str, list[str]] = {}
    others: list[Part] = []
    for fact in facts:
        if fact.kind == "channel" and fact.type in OWN:
            others.append(_outlet(ctx, fact))
        elif fact.unnamed:
            others.append(Part(fact.unnamed, (), (Mention("wording", fact.unnamed),)))
        else:
            for seller in fact.parties or fact.sellers:
                names = groups.setdefault(fact.role or "seller", [])
                if seller not in names:
                    names.append(seller)
    known = {n for role, names in groups.items() if role != "seller" for n in names}
    if "seller" in groups:
        # Who is known by a role is told by it, and not a second time.
        groups["seller"] = [n for n in groups["seller"] if n not in known]
    parts = [named(ctx, role, names) for role, names in groups.items() if names]
    unique = list({p.text: p for p in [*parts, *others]}.values())
    total = sum(len(n) for n in groups.values()) + len(others)
    return Slot(tuple(unique), plural=total > 1 or any(p.text.endswith("s") for p in others))


def _outlet(ctx: Context, fact: Fact) -> Part:
    """An own outlet, or the flash sales that a party runs."""
    if fact.operator and fact.type == "flash-sale":
        by = speaker.party(ctx.ledger.dossier, fact.operator)
        return Part(f"flash sales on {by}", (), (Mention("party", fact.operator),))
    own = "" if fact.type == "flash-sale" else "its "
    return Part(f"{own}{OUTLETS[str(fact.type)]}", (), (Mention("outlet", str(fact.type)),))


def named(ctx: Context, role: str, ids: Sequence[str]) -> Part:
    """`the carrier A`, `the carriers A and B`."""
    names = slots.parties(ctx.ledger.dossier, ids)
    noun = NOUNS.get(role, role) + ("s" if len(ids) > 1 else "")
    return Part(
        f"the {noun} {join(p.text for p in names.parts)}", (), tuple(m for p in names.parts for m in p.mentions)
    )


def newest(ctx: Context, claim: Claim, episode: Episode) -> list[Fact]:
    """The facts of an episode that tell it for its last confirmed day."""
    wanted = (low(episode.confirmed), high(episode.confirmed))
    found = []
    for fact in ctx.ledger.facts(episode.facts):
        told = [m.confirmed for m in marks(ctx.ledger.dossier, fact, claim.topic) if m.state == episode.state]
        if any((low(t), high(t)) == wanted for t in told):
            found.append(fact)
    return found or list(ctx.ledger.facts(episode.facts))


def common_start(facts: Sequence[Fact]) -> Edtf | None:
    """The start that all of the facts give; None where they differ or one gives none."""
    starts = {f.from_.text: f.from_ for f in facts if f.from_ is not None}
    return next(iter(starts.values())) if len(starts) == 1 and all(f.from_ for f in facts) else None


def common_end(facts: Sequence[Fact], after: Edtf) -> Edtf | None:
    """The end that was set for all of the facts, where it lay ahead on the day for which they were told."""
    ends = {f.until.text: f.until for f in facts if f.until is not None and high(f.until) > high(after)}
    return next(iter(ends.values())) if len(ends) == 1 and all(f.until for f in facts) else None


def latest(ctx: Context, facts: Iterable[Fact]) -> Edtf | None:
    """The newest of the days for which the facts were told."""
    found: Edtf | None = None
    for fact in facts:
        seen = fact.at or observed(ctx.ledger.dossier, fact)
        found = seen if found is None else later(found, seen)
    return found


def stale_since(ctx: Context, when: Edtf | None, topic: str) -> bool:
    days = ctx.ledger.dossier.stale.get(topic, 730)
    return when is not None and (ctx.ledger.as_of - low(when)).days > days


def contested(claim: Claim, episode: Episode) -> bool:
    """Does a fact that the course leaves out stand against this turn?"""
    pairs = {frozenset({d.by, d.of}) for d in claim.disputes if not d.about}
    return any(frozenset({c, f}) in pairs for c in claim.contested for f in episode.facts)


def start_disputed(claim: Claim, facts: Iterable[Fact]) -> bool:
    """Is the date of the beginning that these facts give disputed by another source?"""
    ids = {f.id for f in facts}
    return any(d.about == "start" and ids & {d.by, d.of} for d in claim.disputes)


def split(ctx: Context, claim: Claim) -> tuple[list[str], list[str]]:
    """The two sides of a claim whose present state a fact of the same time disputes as a whole; else empty."""
    episode = claim.episode
    if episode is None:
        return [], []
    here = set(episode.facts)
    pairs = [
        (d.by, d.of)
        for d in claim.disputes
        if not d.about and d.by in ctx.ledger.known and d.of in ctx.ledger.known and (d.by in here) != (d.of in here)
    ]
    edge = low(episode.since or episode.confirmed)
    for by, of in pairs:
        inside, outside = (by, of) if by in here else (of, by)
        view = _doubted(ctx, claim, ctx.ledger.known[outside], edge)
        if view or (outside in claim.facts and _reaches(ctx, claim, outside, edge)):
            return [inside], [outside]
    return [], []


def _doubted(ctx: Context, claim: Claim, view: Fact, edge: date) -> bool:
    """Does a view of that time or later stand against the state: a word on production or outlets, a denial of any?"""
    if view.kind != "view" or view.certainty == "speculated":
        return False
    if claim.topic in {"production", "outlet"}:
        return True
    denied = any(link.kind == "denies" for link in view.links)
    return denied and high(view.at or observed(ctx.ledger.dossier, view)) >= edge


def _reaches(ctx: Context, claim: Claim, fact_id: str, edge: date) -> bool:
    told = marks(ctx.ledger.dossier, ctx.ledger.known[fact_id], claim.topic)
    return any(low(m.confirmed) >= edge for m in told)
