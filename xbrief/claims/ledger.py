"""All claims of a dossier as of a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from xbrief.claims import dispute, state
from xbrief.claims.clash import clashes
from xbrief.claims.group import SELLING, subjects
from xbrief.claims.marks import marks
from xbrief.claims.origin import origins
from xbrief.claims.outlook import Outcomes, forecasts, is_forecast
from xbrief.claims.types import Claim, Dispute, Episode, Ledger, Mark
from xbrief.claims.when import high, known, low, observed, older_than, order
from xbrief.model import Dossier, Edtf, Fact

DEFAULT_STALE_DAYS = 730


def ledger(
    dossier: Dossier, as_of: date, dismissed: frozenset[str] = frozenset(), markets: Iterable[str] = ()
) -> Ledger:
    """Every claim that the facts known on the day make up, in order of key, and the conflicts found among them.

    `dismissed` are the ids of found conflicts that the curator has set aside. Where `markets` are named, the claims and
    conflicts are those on these and on the company itself, the same as without; those on other markets may be left out.
    """
    facts = known(dossier, as_of)
    near = _near(facts, markets)
    found = dispute.disputes(facts)
    replaced = dispute.superseded(facts)
    book = Ledger(dossier, as_of, facts, {}, replaced)
    groups = _grouped(dossier, facts, near)
    exits: dict[str, list[Mark]] = {}
    claims: dict[str, Claim] = {}
    # Presence first: leaving the market ends the sales in it.
    for key in sorted(groups, key=lambda k: (".presence." not in k, k)):
        market, topic, _ = key.split(".", 2)
        claim = _claim(
            key, groups[key], book, found, exits.get(market, []) if topic == "availability" and "@" not in key else []
        )
        claims[key] = claim
        if topic == "presence":
            exits[market] = [_exit(e) for e in claim.turns if e.state == "ended"]
    claims = _closed(_lifted(dict(sorted(claims.items())), book), book)
    for market in sorted(exits):
        key = f"{market}.presence.company"
        claims[key] = _confirmed_by_sales(claims[key], claims.values(), book)
    found_here = clashes(dossier, facts, claims)
    open_ = tuple(c for c in found_here if c.id not in dismissed)
    return Ledger(dossier, as_of, facts, claims, replaced, open_, tuple(c for c in found_here if c.id in dismissed))


def _confirmed_by_sales(presence: Claim, claims: Iterable[Claim], book: Ledger) -> Claim:
    """A company whose goods are officially on sale, or whose outlet is open, was still in business on that day.

    It confirms a presence; it begins none after a retreat or an end.
    """
    last = presence.episode
    if last is None or last.state != "active":
        return presence
    found = [
        c.turns[-1]
        for c in claims
        if c.market == presence.market and c.topic in {"availability", "outlet"} and c.state == "active"
    ]
    newest = max(found, key=lambda e: (low(e.confirmed), high(e.confirmed), e.facts), default=None)
    if newest is None or low(newest.confirmed) <= low(last.confirmed):
        return presence
    told = [i for i in newest.facts if low(_seen(book, i)) == low(newest.confirmed)] or list(newest.facts[-1:])
    longer = replace(last, confirmed=newest.confirmed, facts=tuple(dict.fromkeys((*last.facts, *told[:1]))))
    return _dated(replace(presence, turns=(*presence.turns[:-1], longer)), book)


def _seen(book: Ledger, fact_id: str) -> Edtf:
    fact = book.known[fact_id]
    return fact.at or observed(book.dossier, fact)


def _exit(episode: Episode) -> Mark:
    when = episode.since or episode.confirmed
    return Mark(episode.facts[0], "ended", when, episode.since is not None, high(when), when)


def _near(facts: Mapping[str, Fact], markets: Iterable[str]) -> frozenset[str]:
    """The markets with all those that facts or links tie to them, however far, and none; empty for all markets.

    A conflict in one market may be settled, or counted once, by what is held of another.
    """
    tied: dict[str, set[str]] = {}
    for fact in facts.values():
        linked = [m for link in fact.links if link.fact in facts for m in facts[link.fact].market]
        if linked or fact.market[1:]:
            together = {*fact.market, *linked}
            for market in together:
                tied.setdefault(market, set()).update(together)
    found: set[str] = set()
    ahead = [*markets]
    while ahead:
        market = ahead.pop()
        if market not in found:
            found.add(market)
            ahead += tied.get(market, ())
    return frozenset({"", *found}) if found else frozenset()


def _grouped(dossier: Dossier, facts: Mapping[str, Fact], near: frozenset[str]) -> dict[str, list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    here = [f for f in facts.values() if not near or not near.isdisjoint(f.market or ("",))]
    for fact in sorted(here, key=lambda f: order(dossier, f)):
        for market in fact.market or ("",):
            for subject in subjects(fact, facts, dossier.company.id):
                groups.setdefault(f"{market}.{subject}", []).append(fact)
    return groups


def _claim(key: str, members: list[Fact], book: Ledger, found: tuple[Dispute, ...], exits: list[Mark]) -> Claim:
    market, topic, subject = key.split(".", 2)
    ids = frozenset(f.id for f in members)
    concerning = dispute.concerning(found, ids, topic, subject)
    others = _other_shops(members) if topic == "outlet" else frozenset()
    all_marks = [m for f in members if f.id not in others for m in marks(book.dossier, f, topic)]
    official, unofficial = _standing(_from_first_sale(all_marks, book) if topic == "availability" else all_marks)
    sold = [m.day for m in official if m.state == "active"]
    official += [e for e in exits if sold and min(sold) < e.day]
    whole = dispute.whole(found)
    turns, contested = state.episodes(state.merge_cells(official) if topic == "availability" else official, whole)
    for fallen in _fallen(members, book) if topic == "availability" else ():
        turns = state.free(turns, fallen)
    for fallen in _taken_up(members, subject.partition("@")[2], book):
        turns = state.free(turns, fallen)
    doubtful, _ = state.episodes(unofficial, whole, official=False)
    sellers = _sellers(members, market, book) if topic == "availability" else []
    outcomes = Outcomes(book.dossier, book.known, book.as_of, key, official, book.superseded, sellers)
    claim = Claim(
        key=key,
        market=market,
        topic=topic,
        subject=subject,
        facts=tuple(f.id for f in members),
        turns=turns,
        unofficial=doubtful,
        contested=contested,
        forecasts=forecasts(members, outcomes),
        disputes=concerning,
        origins=len(origins(members)),
    )
    return _left_out(_dated(claim, book), book) if topic == "availability" else _dated(claim, book)


def _other_shops(members: list[Fact]) -> frozenset[str]:
    """Closings of another shop than the one that is told to have opened; their labels alone tell two shops apart.

    They end no outlet of that sort, and are told as what they are.
    """
    opened = [_place(f) for f in members if f.event == "store-opening" and f.label and not is_forecast(f)]
    closed = [f for f in members if f.event == "store-closing" and f.label]
    return frozenset(f.id for f in closed if opened and all(not _place(f) & words for words in opened))


def _place(fact: Fact) -> set[str]:
    """The names in a label: a shop in Bern is another one than a shop in Thun."""
    return {word for word in re.findall(r"[\w-]+", fact.label or "") if word[0] != word[0].lower()}


def _from_first_sale(found: list[Mark], book: Ledger) -> list[Mark]:
    """No sale begins before what is called the first one: an earlier start beside it is kept as a state that held."""
    first = min((m for m in found if book.known[m.fact].event == "first-sale"), key=lambda m: low(m.when), default=None)
    if first is None:
        return found
    return [
        replace(m, when=m.confirmed, turn=False, day=high(m.confirmed))
        if m.state == "active" and m.official and m.turn and high(m.when) < low(first.when)
        else m
        for m in found
    ]


def _sellers(members: list[Fact], market: str, book: Ledger) -> list[Mark]:
    """What is told of the sellers that the plans name, where it names no goods: a seller that goes on selling began."""
    wanted = {s for f in members if is_forecast(f) for s in (*f.sellers, *f.parties)}
    facts = [
        f
        for f in book.known.values()
        if f.kind == "partner"
        and market in f.market
        and not f.categories
        and wanted & set(f.parties)
        and not f.exclusive
    ]
    return [m for f in facts for m in marks(book.dossier, f, "party") if m.official]


def _fallen(members: list[Fact], book: Ledger) -> list[Episode]:
    """Blocks of whole goods in the whole market that are said to have ended; the end of a model's frees no goods."""
    ended = [
        f
        for f in members
        if f.kind == "block" and f.status == "ended" and f.certainty == "asserted" and not (f.sellers or f.products)
    ]
    found = []
    for fact in ended:
        end = fact.until or observed(book.dossier, fact)
        found.append(Episode("ended", end, end, (fact.id,)))
    return found


def _taken_up(members: list[Fact], seller: str, book: Ledger) -> Iterable[Episode]:
    """What a seller left out, and what a later word that it now sells takes the place of: that names no goods."""
    later = {i for f in members if f.kind == "block" for i in book.superseded.get(f.id, ())}
    for fact in (book.known[i] for i in sorted(later)):
        sells = fact.kind == "partner" and fact.status == "active" and fact.authorised == "yes"
        if sells and fact.role in SELLING and seller in fact.parties and fact.certainty == "asserted":
            since = fact.from_ or observed(book.dossier, fact)
            yield Episode("active", since, since, (fact.id,))


def _left_out(claim: Claim, book: Ledger) -> Claim:
    """A block confirmed by offers that name the whole range and leave its goods out; such an offer begins no block.

    An offer of models (`products`) names the whole range of models, not of goods.
    """
    last = claim.episode
    if last is None or last.state != "blocked" or "@" in claim.subject:
        return claim
    for fact in book.known.values():
        whole = fact.kind == "offer" and fact.only and fact.status == "active" and not fact.products
        if whole and claim.market in fact.market and claim.subject not in fact.categories:
            seen = observed(book.dossier, fact)
            if low(seen) > low(last.confirmed):
                last = replace(last, confirmed=seen, facts=tuple(dict.fromkeys((*last.facts, fact.id))))
    return claim if last is claim.episode else _dated(replace(claim, turns=(*claim.turns[:-1], last)), book)


def _standing(found: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Marks of sales that the company stands behind, and of those whose standing is unknown or denied.

    The end of a sale goes with the sale that it ends: that of a seller without the company's leave ends nothing else.
    """
    doubtful_cells = {m.cell for m in found if not m.official}
    began: dict[str, date] = {}
    for mark in found:
        if mark.official and mark.state == "active":
            began[mark.cell] = min(began.get(mark.cell, mark.day), mark.day)
    official: list[Mark] = []
    doubtful: list[Mark] = []
    for mark in found:
        orphan = mark.state == "ended" and mark.cell in doubtful_cells and began.get(mark.cell, date.max) > mark.day
        (doubtful if not mark.official or orphan else official).append(mark)
    return official, doubtful


def _dated(claim: Claim, book: Ledger) -> Claim:
    """The claim with its present state, when that was last confirmed, and whether this is too long ago."""
    episode = claim.episode
    if episode is not None and episode.ended_by:
        # The block fell away, and nothing says that a sale began again.
        episode = None
    confirmed: Edtf | None = episode.confirmed if episode else None
    days = book.dossier.stale.get(claim.topic, DEFAULT_STALE_DAYS)
    return replace(
        claim,
        state=episode.state if episode else None,
        confirmed=confirmed,
        stale=confirmed is not None and older_than(confirmed, book.as_of, days),
    )


def _lifted(claims: dict[str, Claim], book: Ledger) -> dict[str, Claim]:
    """The claims with every block ended whose injunction was lifted; whether a sale followed is another matter."""
    for key, claim in list(claims.items()):
        if claim.topic != "availability" or claim.state != "blocked":
            continue
        course = claim.turns
        for lifted in _ended_measures(claim, claims.values(), book.known):
            course = state.free(course, lifted)
        if course != claim.turns:
            claims[key] = _dated(replace(claim, turns=course), book)
    return claims


def _closed(claims: dict[str, Claim], book: Ledger) -> dict[str, Claim]:
    """The claims with every sale ended of which only own outlets were told, all of them closed since."""
    for key, claim in list(claims.items()):
        last = claim.episode
        if claim.topic != "availability" or last is None or claim.state != "active" or not last.cells:
            continue
        outlets = [claims.get(f"{claim.market}.outlet.{cell}") for cell in last.cells]
        ends = [o.episode for o in outlets if o is not None and o.state == "ended" and o.episode is not None]
        if len(ends) < len(last.cells):
            continue
        end = max(ends, key=lambda e: (low(e.confirmed), e.facts))
        if low(end.confirmed) > low(last.confirmed):
            shut = Episode("ended", end.since, end.confirmed, (*end.facts[:2], *last.facts[-1:]))
            over = replace(last, ended_by=end.facts)
            claims[key] = _dated(replace(claim, turns=(*claim.turns[:-1], over, shut)), book)
    return claims


def _ended_measures(claim: Claim, others: Iterable[Claim], facts: Mapping[str, Fact]) -> list[Episode]:
    """Ended measures that had blocked this category in this market."""
    category = claim.subject.partition("@")[0]
    return [
        o.turns[-1]
        for o in others
        if o.topic == "measure"
        and o.market == claim.market
        and o.state == "ended"
        and any(facts[i].effect == "blocks" and category in facts[i].categories for i in o.facts)
    ]
