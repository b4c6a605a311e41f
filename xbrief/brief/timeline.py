"""Said against done: what was said to come on the day it was said, beside what happened on the day it happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xbrief.brief.country import checked, citation
from xbrief.brief.market import Market
from xbrief.brief.picture import course
from xbrief.brief.prose import cells, cited, introduce, one, plain, worded
from xbrief.brief.select import forecasts, story
from xbrief.brief.types import Block, Brief, Cell, Length, Picture, Row, Section, Span, Table
from xbrief.claims.when import high, low
from xbrief.language import dates
from xbrief.language.words import join, spelled
from xbrief.model import Edtf
from xbrief.rules import engine
from xbrief.rules.types import Finding, Run, Slot, Statement

_PILED = re.compile(r"( ) +")
Side = Literal["said", "done"]
HEADER = ("", "Said", "Done")
ALL = 999
MAIN = 98

# What became of the forecasts, by the state of their findings, in words for a count.
COUNTED = {
    "came in time": ("met",),
    "came": ("came", "undated", "named"),
    "came late": ("late",),
    "had begun before by another account": ("already",),
    "passed without it": ("missed",),
    "were withdrawn": ("withdrawn",),
    "were replaced by newer words": ("replaced",),
    "are still ahead": ("ahead",),
    "have no outcome held": ("overdue", "open"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing said or done: `when` is the date as known, `day` the last that it allows.

    `fate` and `target` are those of a forecast.
    """

    market: str
    name: str
    side: Side
    when: Edtf
    day: str
    statement: Statement
    fate: str = ""
    target: Edtf | None = None

    @property
    def year(self) -> str:
        return self.day[:4]

    @property
    def label(self) -> str:
        return dates.label(self.when)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments of one market or several, in order of their days."""

    markets: tuple[Market, ...]
    moments: tuple[Moment, ...]
    length: Length


def timeline(markets: Sequence[Market], length: Length = "page") -> Timeline:
    """The forecasts and turns of the markets, interleaved; a bare year ends that year.

    `full` has every forecast; other lengths leave out side remarks, and what a fuller forecast repeats.
    """
    limit = ALL if length == "full" else MAIN
    found = [m for market in markets for m in (*_said(market, limit), *_done(market))]
    found.sort(key=lambda m: (m.day, low(m.when)))
    return Timeline(tuple(markets), tuple(found), length)


def _said(market: Market, limit: int) -> Iterable[Moment]:
    for f in forecasts(market, limit):
        if f.when is not None:
            yield _moment(market, "said", [f], f.when, f.state, market.ledger.known[f.facts[0]].target)


def _done(market: Market) -> Iterable[Moment]:
    # What was only announced stands on the other side.
    turns = [f for f in story(market, ALL) if f.state != "named"]
    for group in engine.grouped(turns):
        if (when := group[0].when) is not None:
            yield _moment(market, "done", group, when)


def _moment(
    market: Market, side: Side, group: Sequence[Finding], when: Edtf, fate: str = "", target: Edtf | None = None
) -> Moment:
    told = engine.sentence(_undated(market, group, _DATES[side]))
    return Moment(market.code, market.name.removeprefix("the "), side, when, high(when).isoformat(), told, fate, target)


# The slots that tell the day of the moment itself: it stands beside the words. A forecast keeps its own, which tells
# the day of the report from the day of the speech.
_DATES: Mapping[Side, tuple[str, ...]] = {"said": (), "done": ("at", "since")}


def _undated(market: Market, group: Sequence[Finding], dates: Sequence[str]) -> Statement:
    """The words of the rule without the day; with it where little else is said."""
    empty = {name: Slot(()) for name in dates}
    bare = market.told([replace(f, slots={**f.slots, **empty}) for f in group])
    if len(bare.text.split()) < 3:
        return market.told(group)
    runs = [Run(_PILED.sub(r"\1", r.text.replace(" ,", ",")), r.cites) for r in bare.runs]
    runs[0] = Run(runs[0].text.lstrip(), runs[0].cites)
    runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].cites)
    return Statement(tuple(runs), bare.findings)


def brief(found: Timeline) -> Brief:
    """The timeline as a brief: a count, and a table. Its key keeps its footnotes apart from those of briefs."""
    markets = found.markets
    ledger = markets[0].ledger
    key = "-".join(m.code for m in markets)
    names = join(m.name.removeprefix("the ") for m in markets)
    sections = (
        Section("bottom", "Said against done", (Block((_count(found),), lead="Said against done."),)),
        Section("timeline", "Timeline", (), _table(found), picture(found)),
    )
    chosen = introduce(sections, ledger.dossier)
    findings = {f.id: f for m in markets for f in m.findings}
    return Brief(
        kind="country" if len(markets) == 1 else "compare",
        key=f"{key}-timeline",
        title=f"{ledger.dossier.company.name}, said and done: {names}",
        company=ledger.dossier.company.name,
        markets=tuple(m.code for m in markets),
        as_of=ledger.as_of,
        length=found.length,
        meta=("Timeline", f"evidence as of {dates.day(ledger.as_of)}", checked(markets)),
        sections=chosen,
        findings={i: findings[i] for i in worded(chosen)},
        citations={i: citation(markets[0], ledger.known[i]) for i in cited(chosen)},
        sources=tuple({s.id: s for m in markets for s in m.sources}.values()),
        hidden=findings,
    )


def picture(found: Timeline) -> Picture | None:
    """Two lanes a market: forecasts from the day they were made to the day they were for, and turns on their days."""
    several = len(found.markets) > 1
    lanes = []
    for market in found.markets:
        name = market.name.removeprefix("the ")
        for side in ("said", "done"):
            moments = [m for m in found.moments if m.market == market.code and m.side == side]
            lanes.append((f"{name}, {side}" if several else side, [_span(m) for m in moments]))
    return course("Said against done, by year", lanes, found.markets[0].ledger.as_of)


def _span(moment: Moment) -> Span:
    start = high(moment.when)
    target = high(moment.target) if moment.target and moment.target.latest else start
    words = f"{moment.label}: {moment.statement.text.rstrip('.')}"
    return Span(min(start, target), max(start, target), moment.side, words, moment.fate)


def pictured(brief: Brief, market: Market) -> Brief:
    """The brief on a market with the picture of its course in its story."""
    seen = picture(timeline([market]))
    return replace(brief, sections=tuple(replace(s, picture=seen) if s.id == "story" else s for s in brief.sections))


def _count(found: Timeline) -> Statement:
    """`Of 9 forecasts two came in time and …`: each one that a brief could tell, counted once."""
    said = [m for m in found.moments if m.side == "said"]
    ids = [i for m in said for i in m.statement.findings]
    if not said:
        return one([plain("no forecast is held")])
    known = {state for states in COUNTED.values() for state in states}
    parts = [(sum(m.fate in states for m in said), words) for words, states in COUNTED.items()]
    parts.append((sum(m.fate not in known for m in said), "have another fate"))
    if len(said) == 1:
        told = "the one forecast told here " + "".join(_agreed(words, 1) for n, words in parts if n)
    else:
        fates = join(f"{spelled(n)} {_agreed(words, n)}" for n, words in parts if n)
        told = f"of the {spelled(len(said))} forecasts told here {fates}"
    return one([plain(told, findings=ids)])


def _agreed(words: str, number: int) -> str:
    if number > 1:
        return words
    verb, _, rest = words.partition(" ")
    return " ".join([{"were": "was", "are": "is", "have": "has"}.get(verb, verb), rest]).rstrip()


def _table(found: Timeline) -> Table:
    """A row a moment, on the side where it belongs; the market's name beside the day where there are several."""
    rows = []
    for m in found.moments:
        label = f"{m.label} · {m.name}" if len(found.markets) > 1 else m.label
        told = cells([m.statement])
        rows.append(Row(label, (told, Cell(())) if m.side == "said" else (Cell(()), told)))
    return Table(HEADER, tuple(rows))
