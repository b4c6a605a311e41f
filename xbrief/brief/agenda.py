"""What is due: states that have gone stale or will, plans whose day comes, what was waited for, facts that changed,
judgements to review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from xbrief.brief.judgement import Judged, told
from xbrief.brief.market import Market
from xbrief.brief.prose import introduce, plain
from xbrief.brief.types import Block, Section
from xbrief.claims.ledger import DEFAULT_STALE_DAYS
from xbrief.claims.types import Ledger
from xbrief.claims.when import OUTLOOKS, high, low
from xbrief.dossier.watch import passes
from xbrief.language import dates, speaker
from xbrief.language.words import counted, join
from xbrief.model import Dossier, Fact, Watch
from xbrief.rules import engine
from xbrief.rules.load import FORMS
from xbrief.rules.types import Finding, Statement

Kind = Literal["stale", "forecast", "watch", "suspect", "review"]
# In the order of things of one day: what is new, what is doubtful, what was said to come, what merely grows old.
KINDS: tuple[Kind, ...] = ("watch", "suspect", "review", "forecast", "stale")
COUNTED: Mapping[Kind, tuple[str, str]] = {
    "watch": ("thing that was waited for", "things that were waited for"),
    "suspect": ("suspect fact", "suspect facts"),
    "review": ("judgement to review", "judgements to review"),
    "forecast": ("forecast to look up", "forecasts to look up"),
    "stale": ("stale conclusion", "stale conclusions"),
}
#: A forecast without a day counts as still ahead for so long.
UNDATED_DAYS = 365


@dataclass(frozen=True, slots=True)
class Item:
    """One thing due. `id` lasts and is unique: of a finding, a fact, an assessment, or a watch item and what passes it.

    `market` is empty for what is about the company itself. `words` is the sentence of a brief, the claim of a fact or
    what is waited for; `because` says what is due about it, with its day. `facts` are the ids behind it; of a judgement
    those of the findings and facts that have changed.
    """

    kind: Kind
    id: str
    day: date
    market: str
    words: str
    because: str
    facts: tuple[str, ...]


def agenda(
    ledger: Ledger,
    markets: Sequence[Market],
    within: int,
    suspect: Mapping[str, Sequence[str]] | None = None,
    judgements: Iterable[Judged] = (),
) -> tuple[Item, ...]:
    """All that is due by so many days after the ledger's day, in order of its days.

    `suspect` leads from facts to what changed since their words were found; of the `judgements` those are due of whose
    grounds something has changed.
    """
    last = min(ledger.as_of, date.max - timedelta(days=within)) + timedelta(days=within)
    codes = frozenset(m.code for m in markets)
    found = [
        *(item for m in markets for item in (*_stale(m), *_forecasts(m)) if item.day <= last),
        *_watched(ledger, codes),
        *_suspect(ledger, codes, suspect or {}),
        *_reviews(ledger, codes, judgements),
    ]
    return tuple(sorted(found, key=lambda i: (i.day, KINDS.index(i.kind), i.market, i.id)))


def count(items: Iterable[Item]) -> dict[Kind, int]:
    """How many of each kind; kinds of which there is none are left out."""
    kinds = [item.kind for item in items]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}


def summary(number: Mapping[Kind, int]) -> str:
    """`three things that were waited for and 40 stale conclusions`; empty where nothing is due."""
    return join(counted(n, *COUNTED[kind]) for kind, n in number.items())


def bears(ledger: Ledger, finding: Finding) -> int:
    """The days after which what the finding tells is stale, by the topic of its claim."""
    topic = finding.claims[0].split(".")[1] if finding.claims else ""
    return ledger.dossier.stale.get(topic, DEFAULT_STALE_DAYS)


def _stale(market: Market) -> Iterable[Item]:
    """Each claim that a brief tells in the present once, by its weightiest finding."""
    best: dict[str, Finding] = {}
    for f in market.findings:
        rule = market.rules.get(f.rule)
        present = rule is not None and f.state in FORMS[rule.form].present
        if present and f.when is not None and f.claims:
            held = best.get(f.claims[0])
            if held is None or (held.stale, -held.weight, held.id) > (f.stale, -f.weight, f.id):
                best[f.claims[0]] = f
    for f in best.values():
        day = _goes_stale(market.ledger, f)
        if day is not None:
            because = f"went stale on {dates.day(day)}"
            if day > market.ledger.as_of and f.when is not None:
                # Its sentence is in the present and need not tell the day.
                told = dates.label(f.when).removeprefix("by ")
                because = f"last told for {told}, goes stale on {dates.day(day)}"
            yield Item("stale", f.id, day, market.code, _told(market, f), because, f.facts)


def _goes_stale(ledger: Ledger, finding: Finding) -> date | None:
    """The first day on which it is told as last reported; None where that lies beyond the calendar."""
    if finding.when is None:
        return None
    days = bears(ledger, finding) + 1
    start = low(finding.when)
    return start + timedelta(days=days) if (date.max - start).days > days else None


def _told(market: Market, finding: Finding) -> str:
    return _introduced(market.told([finding]), market.ledger.dossier)


def _introduced(statement: Statement, dossier: Dossier) -> str:
    """The sentence with people's offices: each item stands alone, in a calendar at least."""
    alone = Section("due", "", (Block((engine.sentence(statement),)),))
    (section,) = introduce((alone,), dossier)
    return section.blocks[0].statements[0].text


def _forecasts(market: Market) -> Iterable[Item]:
    """Forecasts that have no outcome, on the day by which they were to come; those without a day, a year on."""
    for f in market.findings:
        rule = market.rules.get(f.rule)
        if rule is None or rule.form != "forecast" or f.state not in {"overdue", "open", "ahead"} or f.when is None:
            continue
        target = market.ledger.known[f.facts[0]].target
        if target is not None and target.latest is not None:
            day = target.latest
            because = f"the last day named for it {'was' if day < market.ledger.as_of else 'is'} {dates.day(day)}"
        else:
            said = high(f.when)
            day = said + timedelta(days=min(UNDATED_DAYS, (date.max - said).days))
            because = f"names no last day; a year old on {dates.day(day)}"
        yield Item("forecast", f.id, day, market.code, _told(market, f), because, f.facts)


def _watched(ledger: Ledger, codes: frozenset[str]) -> Iterable[Item]:
    """Every known fact that passes the test of a watch item and is newer than the item, on its source's day."""
    dossier = ledger.dossier
    for watch in dossier.watch:
        for fact in ledger.known.values():
            day = news(dossier, watch, fact)
            if day is not None and _concerns(fact, codes):
                because = f"{watch.words}. {_account(dossier, fact)}"
                yield Item("watch", f"{watch.id}.{fact.id}", day, _market(fact, codes), fact.claim, because, (fact.id,))


def news(dossier: Dossier, watch: Watch, fact: Fact) -> date | None:
    """The day from which the fact was known, where it passes the test and is later than the item; else None."""
    day = dossier.sources[fact.source].known
    return day if day is not None and day > watch.since and passes(watch, fact) else None


def _account(dossier: Dossier, fact: Fact) -> str:
    """Where the fact comes from, and how strongly it says so: a list of claims is no place to lose either."""
    source = dossier.sources[fact.source]
    told = [f"told by {source.publisher}"]
    if source.published is not None:
        told.append(dates.label(source.published))
    if fact.certainty == "speculated":
        told.append("as speculation")
    if fact.status in OUTLOOKS:
        told.append(f"{fact.status} and not done")
    if fact.says:
        told.append(f"by the account of {speaker.speakers(dossier, fact)}")
    return _introduced(plain(", ".join(told)), dossier).removesuffix(".")


def _concerns(fact: Fact, codes: frozenset[str]) -> bool:
    """Is the fact on one of the markets, or about the company itself?"""
    return not fact.market or not codes.isdisjoint(fact.market)


def _market(fact: Fact, codes: frozenset[str]) -> str:
    return next((m for m in fact.market if m in codes), "")


def _suspect(ledger: Ledger, codes: frozenset[str], changed: Mapping[str, Sequence[str]]) -> Iterable[Item]:
    """Facts that are not as they were when their words were found: due on the day that is asked about."""
    for id, names in changed.items():
        fact = ledger.known.get(id)
        if fact is not None and _concerns(fact, codes):
            told = _account(ledger.dossier, fact)
            because = f"changed since its words were found: {join(names)}. {told}"
            yield Item("suspect", id, ledger.as_of, _market(fact, codes), fact.claim, because, (id,))


def _reviews(ledger: Ledger, codes: frozenset[str], judgements: Iterable[Judged]) -> Iterable[Item]:
    """Judgements on a market of which something has changed that they rest on: due on the day that is asked about."""
    for held in judgements:
        entry = held.assessment
        if held.review and (not entry.markets or not codes.isdisjoint(entry.markets)):
            market = next((m for m in entry.markets if m in codes), "")
            because = f"judged by {entry.author}, {dates.day(entry.day)}; since then {told(held.review)}"
            yield Item("review", entry.id, ledger.as_of, market, entry.text, because, tuple(held.review))
