"""The bottom line: how things stood when last reported, how old that is, what is contested, what is not known.

A composer: it chooses findings and joins them; every word about the world comes from a finding.
"""

from __future__ import annotations

from xbrief.brief.market import Market
from xbrief.brief.prose import one, plain, sentences
from xbrief.brief.select import heaviest
from xbrief.brief.types import Block
from xbrief.claims.when import high, low
from xbrief.language import dates
from xbrief.language.words import join
from xbrief.rules import engine, phrase
from xbrief.rules.types import Finding, Statement

_PENDING = {"overdue", "open", "ahead", "missed"}
_OLD_DAYS = 180


def block(market: Market) -> Block:
    clauses = [*standing(market), *_moves(market), *_coming(market)]
    told = sentences(clauses, then=dates.told(newest) if (newest := market.sources[-1].published) else "")
    rest = [*_contested(market), *_charges(market), *_unknown(market)]
    return Block((*_age(market), *told, *rest), lead="Bottom line.")


def line(market: Market) -> Block:
    """The one-line brief: the age of the evidence and how the market stood."""
    newest = market.sources[-1].published
    told = sentences(standing(market)[:2], then=dates.told(newest) if newest else "")
    return Block((*_age(market), *told))


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
    if not selling:
        orders = [f for f in market.of("measures") if f.state == "blocks" and _main_goods(market, f) and not f.stale]
        found.extend(market.told(g) for g in engine.grouped(orders))
        others = _others(market)
        found.extend(others or [market.told([f]) for f in market.of("outlets")])
        if not others:
            found.extend(_sold_nowhere(market))
    return found


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
    gone = [f for f in market.of("production", "outlets") if f.state == "ended" and not f.stale]
    paused = heaviest([f for f in market.of("pauses") if not f.stale], 1)
    return [engine.joined([market.told([f]) for f in (*gone, *paused)], "; ")] if gone or paused else []


def _others(market: Market) -> list[Statement]:
    """The other goods that are on sale, those told of last first."""
    others = [f for f in market.of("on-sale") if not f.main and f.state in {"active", "resumed"}]
    others.sort(key=lambda f: (f.day, f.id), reverse=True)
    newest = [f for f in others if f.when and others[0].when and low(f.when) == low(others[0].when)]
    return [market.told(g) for g in engine.grouped(sorted(newest, key=lambda f: f.id))][:2]


def _moves(market: Market) -> list[Statement]:
    """A company of its own, or production in the market."""
    mode = [f for f in market.of("entry-mode") if f.state == "own-company"]
    made = [f for f in market.of("production") if f.state in {"active", "resumed"}]
    return [market.told([f]) for f in (*mode, *made)]


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
    for f in heaviest([f for f in market.of("why") if f.state in {"competing", "joint", "speculated"}], 9):
        retreat = ".why.retreat." in f.id
        if "@" not in f.id and ((retreat and back) or (not retreat and f.main and not selling)):
            found.append(engine.sentence(reasons(market, f)))
            break
    disputed = [
        f for f in market.of("sellers", "distributors", "makers", "outlets") if f.state == "disputed" and not f.stale
    ]
    found.extend(engine.sentence(market.told(g)) for g in engine.grouped(disputed))
    return found


def reasons(market: Market, finding: Finding) -> Statement:
    """The accounts of a turn with their speakers, in one clause."""
    return market.told([finding])


def _charges(market: Market) -> list[Statement]:
    found = heaviest([f for f in market.of("duties") if f.state in {"rate", "ceiling"} and "part" not in _filled(f)], 1)
    if not found:
        return []
    statement = market.told(found)
    count = "; one origin" if found[0].origins == 1 else ""
    return [engine.sentence(engine.suffixed(statement, count))]


def _filled(finding: Finding) -> set[str]:
    return {k for k, s in finding.slots.items() if s}


def _unknown(market: Market) -> list[Statement]:
    """What nothing is held on, in one sentence."""
    gaps = sorted(market.of("gaps"), key=lambda f: (-f.weight, f.id))
    if not gaps:
        return []
    topics = join([phrase.word("{topic}", f.slots, False, ())[0].text for f in gaps[:5]], "or")
    after = (
        f" or on anything after {dates.month(market.newest)}" if (market.ledger.as_of - market.newest).days > 90 else ""
    )
    return [one([plain(f"nothing is held on {topics}{after}", findings=[f.id for f in gaps[:5]])])]
