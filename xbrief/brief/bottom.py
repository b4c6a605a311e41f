"""The bottom line: how things stood when last reported, how old that is, what is contested, what is not known.

A composer: it chooses findings and joins them; every word about the world comes from a finding.
"""

from __future__ import annotations

from xbrief.brief.market import Market
from xbrief.brief.prose import one, plain, sentences
from xbrief.brief.select import heaviest
from xbrief.brief.snapshot import office
from xbrief.brief.types import Block
from xbrief.claims.when import high, low
from xbrief.language import dates
from xbrief.language.words import join, spelled
from xbrief.rules import engine, phrase
from xbrief.rules.types import Finding, Statement

_PENDING = {"overdue", "open", "ahead", "missed", "replaced"}
_OLD_DAYS = 180


def block(market: Market) -> Block:
    clauses = [*standing(market), *_moves(market), *_coming(market), *_charges(market)]
    told = sentences(clauses, then=_told_on(market), company=_company(market))
    rest = [*_own_words(market), *_contested(market), *_one_voice(market), *_unknown(market)]
    return Block((*_age(market), *told, *rest), lead="Bottom line.")


def line(market: Market) -> Block:
    """The one-line brief: the age of the evidence and how the market stood; what is not known where nothing is."""
    told = sentences(standing(market)[:2], then=_told_on(market), company=_company(market))
    found = (*_age(market), *told)
    return Block(found or tuple(_unknown(market)))


def _company(market: Market) -> str:
    return market.ledger.dossier.company.name


def _told_on(market: Market) -> str:
    """The day of the newest source as `_age` tells it."""
    newest = market.sources[-1].published
    return dates.told(newest) if newest is not None and _age(market) else ""


def _age(market: Market) -> list[Statement]:
    """The age of the newest evidence, said first wherever it is half a year or more."""
    newest = market.sources[-1]
    if newest.published is None or (market.ledger.as_of - market.newest).days < _OLD_DAYS:
        return []
    finding = market.of("age")[0]
    text = f"the newest evidence held on {market.name} is of {dates.label(newest.published)}, {market.age} old"
    return [engine.sentence(plain(text, *finding.facts, findings=[finding.id]))]


def standing(market: Market) -> list[Statement]:
    """Presence and main goods; where those are not on sale, what bars them, the other goods and the outlets."""
    found: list[Statement] = []
    presence = market.of("presence")
    main = [f for f in market.of("on-sale") if f.main]
    selling = any(f.state in {"active", "resumed"} for f in main)
    if presence and (presence[0].state != "active" or not main):
        found.append(market.told(presence))
        found.extend(_with_retreat(market, presence[0]))
    found.extend(market.told(g) for g in engine.grouped(main))
    if selling:
        found.extend(_who(market))
    if not selling:
        orders = [f for f in market.of("measures") if f.state == "blocks" and _main_goods(market, f) and not f.stale]
        found.extend(market.told(g) for g in engine.grouped(orders))
        found.extend(_partners(market))
        others = _others(market)
        found.extend(others or [market.told([f]) for f in market.of("outlets")])
        if not others:
            found.extend(_sold_nowhere(market))
    return found or [market.told([f]) for f in office(market, "status")]


def _sold_nowhere(market: Market) -> list[Statement]:
    """For a market of which no sale is held: the plans for it that still stand."""
    unsold = market.of("unsold")
    pending = [f for f in market.of("forecasts") if f.state in _PENDING and f.id.split(".")[2] != "party"]
    if not unsold or not pending:
        return []
    text = f"no source held tells of a sale in {market.name}"
    return [
        plain(text, findings=[f.id for f in unsold]),
        *(market.told([f]) for f in heaviest(pending, 2)),
    ]


def _with_retreat(market: Market, presence: Finding) -> list[Statement]:
    """What ended with a retreat: production and own outlets."""
    if presence.state != "reduced":
        return []
    gone = [f for f in market.of("production", "outlets") if f.state in {"ended", "disputed"} and not f.stale]
    paused = heaviest([f for f in market.of("pauses") if not f.stale and f.state != "overtaken"], 1)
    return [engine.joined([market.told([f]) for f in (*gone, *paused)], "; ")] if gone or paused else []


def _others(market: Market) -> list[Statement]:
    """The other goods that are on sale, those told of last first."""
    others = [f for f in market.of("on-sale") if not f.main and f.state in {"active", "resumed"}]
    others.sort(key=lambda f: (f.day, f.id), reverse=True)
    newest = [f for f in others if f.when and others[0].when and low(f.when) == low(others[0].when)]
    return [market.told(g) for g in engine.grouped(sorted(newest, key=lambda f: f.id))][:2]


def _who(market: Market) -> list[Statement]:
    """The distributor of the main goods, exclusive or not, who was told of last."""
    goods = [f for f in market.of("exclusive", "distributors") if f.state == "active" and _main_goods(market, f)]
    goods = [f for f in goods if not f.id.endswith("-unnamed") and _role(market, f) == "distributor"]
    goods.sort(key=lambda f: (f.day, f.rule == "exclusive", f.id), reverse=True)
    return [market.told(goods[:1])] if goods else []


def _partners(market: Market) -> list[Statement]:
    """Where the main goods are not on sale: the distributors and dealers that act or were named last."""
    found = [f for f in market.of("distributors", "exclusive") if f.state in {"active", "announced"} and not f.stale]
    found = [f for f in found if not f.id.endswith("-unnamed")]
    found.sort(key=lambda f: (f.day, f.state == "active", f.id), reverse=True)
    return [market.told(g) for g in engine.grouped(found)][:2]


def _role(market: Market, finding: Finding) -> str | None:
    return next((market.ledger.known[i].role for i in finding.facts if market.ledger.known[i].role), None)


def _moves(market: Market) -> list[Statement]:
    """A company of its own, production in the market, and the newest share or rank of the main goods."""
    mode = [f for f in market.of("entry-mode") if f.state == "own-company"]
    made = [f for f in market.of("production") if f.state in {"active", "resumed"}]
    main = market.ledger.dossier.main
    ranks = [
        f
        for f in market.of("figures")
        if market.ledger.known[f.facts[0]].name in {"share", "rank"} and market.ledger.known[f.facts[0]].of_what == main
    ]
    quarrels = {i for f in market.of("conflicts", "found-conflicts") for i in f.facts}
    # A figure in dispute is told with the other one, under Conflicts.
    ranks = [f for f in ranks if not quarrels & set(f.facts)]
    newest = sorted(ranks, key=lambda f: (f.day, f.id))[-1:]
    return [market.told([f]) for f in (*mode, *made, *newest)]


def _coming(market: Market) -> list[Statement]:
    """The newest word on what was to come of which no outcome is held."""
    main = market.ledger.dossier.main
    pending = [
        f
        for f in market.of("forecasts")
        if f.state in _PENDING
        and f.when is not None
        and any(main in market.ledger.known[i].categories or _turning(market, i) for i in f.facts[:1])
        and f.state != "missed"
    ]
    told = {i for s in standing(market) for i in s.findings}
    recent = [f for f in pending if f.when and (market.newest - high(f.when)).days <= 365 and f.id not in told]
    recent = [f for f in recent if f.state != "replaced"]
    recent.sort(key=lambda f: (f.weight, f.day, f.id), reverse=True)
    return [market.told([f]) for f in recent[:1]]


def _main_goods(market: Market, finding: Finding) -> bool:
    return any(market.ledger.dossier.main in market.ledger.known[i].categories for i in finding.facts)


def _turning(market: Market, fact_id: str) -> bool:
    """Is it a word on the market itself: an entry, a return, a company of its own?"""
    fact = market.ledger.known[fact_id]
    return fact.event in {"entry", "first-sale", "return", "subsidiary", "exit"} or fact.kind in {"presence", "view"}


def _contested(market: Market) -> list[Statement]:
    """What is contested now: the weightiest quarrel over causes that still matters, and states in dispute."""
    found: list[Statement] = []
    main = [f for f in market.of("on-sale") if f.main]
    selling = any(f.state in {"active", "resumed"} for f in main)
    back = any(f.state in {"resumed", "reduced", "ended"} for f in market.of("presence"))
    for f in heaviest([f for f in market.of("why") if f.state in ACCOUNTED], 9):
        retreat = ".why.retreat." in f.id
        if "@" not in f.id and ((retreat and back) or (not retreat and f.main and not selling)):
            found.append(engine.sentence(reasons(f)))
            break
    disputed = [
        f for f in market.of("sellers", "distributors", "makers", "outlets") if f.state == "disputed" and not f.stale
    ]
    found.extend(engine.sentence(market.told(g)) for g in engine.grouped(disputed))
    return found


# The states of an account of reasons that name one, in the order of their openings below.
ACCOUNTED = frozenset({"competing", "joint", "single", "speculated"})


def reasons(finding: Finding) -> Statement:
    """Why, in one clause: the reasons given, without their speakers; those stand under Why."""
    opening = {
        "competing": "why {turn} is told {how}: {short}",
        "joint": "why {turn}, by one voice: {short}",
        "single": "why {turn}, {by}: {short}",
        "speculated": "why {turn} is a matter of speculation: {short}",
    }[finding.state]
    return Statement(phrase.word(opening, finding.slots, False, finding.facts), (finding.id,))


def _own_words(market: Market) -> list[Statement]:
    """After a retreat, or where the main goods are off sale: what the company itself said of it."""
    presence = market.of("presence")
    main = market.ledger.dossier.main
    said = [f for f in market.of("remarks") if f.state == "interested" and f.when and _recent(market, f)]
    if presence and presence[0].state == "reduced":
        said = [f for f in said if not market.ledger.known[f.facts[0]].categories]
    elif any(f.main and f.state == "blocked" for f in market.of("on-sale")):
        said = heaviest([f for f in said if main in market.ledger.known[f.facts[0]].categories], 1)
    else:
        return []
    said.sort(key=lambda f: (f.day, f.id), reverse=True)
    return [
        engine.sentence(Statement(phrase.word("{said} ({who}, {when})", f.slots, False, f.facts), (f.id,)))
        for f in said[:2]
    ]


def _recent(market: Market, finding: Finding) -> bool:
    return finding.when is not None and (market.newest - high(finding.when)).days <= 365


def _one_voice(market: Market) -> list[Statement]:
    """That the newest sources are one: told where three or more of them, the newest among these, share an origin."""
    for f in market.of("origins"):
        if len(f.counted) >= 3 and market.sources[-1].id in f.counted:
            origin = f.slots["origin"].parts[0].text
            text = f"facts from {spelled(len(f.counted))} of the sources go back to one origin and count once: {origin}"
            return [engine.sentence(plain(text, findings=[f.id]))]
    return []


def _charges(market: Market) -> list[Statement]:
    """What is charged on the main goods, ended or raised included; else the weightiest charge on others."""
    found = [f for f in market.of("duties") if f.state != "unnamed" and "part" not in _filled(f)]
    main = [f for f in found if f.main and "imported" in f.id]
    other = [f for f in found if f.state in {"rate", "ceiling"}]
    chosen = sorted(main, key=lambda f: (f.state == "raised", f.day, f.id))[-2:] or heaviest(other, 1)
    told = []
    for f in chosen:
        statement = market.told([f])
        told.append((f.claims[0], engine.suffixed(statement, "; one origin" if f.origins == 1 else "")))
    clauses = []
    for claim in dict.fromkeys(claim for claim, _ in told):
        same = [s for c, s in told if c == claim]
        clauses.append(same[0] if len(same) == 1 else engine.joined(same, "; against it, "))
    return clauses


def _filled(finding: Finding) -> set[str]:
    return {k for k, s in finding.slots.items() if s}


def _unknown(market: Market) -> list[Statement]:
    """What nothing is held on, in one sentence."""
    gaps = sorted(market.of("gaps"), key=lambda f: (-f.weight, f.id))
    if not gaps:
        return []
    topics = join([phrase.word("{topic}", f.slots, False, ())[0].text for f in gaps[:5]], "or")
    after = (
        f"; nor on anything after {dates.month(market.newest)}"
        if (market.ledger.as_of - market.newest).days > 90
        else ""
    )
    return [one([plain(f"nothing is held on {topics}{after}", findings=[f.id for f in gaps[:5]])])]
