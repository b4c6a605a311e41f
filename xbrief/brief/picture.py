"""What can be seen at a glance: how markets stood over the years, and what was said against what was done.

A bar goes from the day on which a state began to the last day for which a source tells it, and no further: what came
after is left blank until the next source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from xbrief.brief.market import Market
from xbrief.brief.types import Lane, Picture, Shade, Span
from xbrief.claims.types import Claim, Episode
from xbrief.claims.when import high, last, low
from xbrief.language import dates
from xbrief.language.words import capital, join, spelled

# How a state is told of a company's presence, and of goods.
_PRESENCE = {
    "active": "in business",
    "reduced": "business cut back",
    "suspended": "business suspended",
    "blocked": "kept out",
    "ended": "gone",
}
_GOODS = {
    "active": "on sale",
    "reduced": "on sale, cut back",
    "suspended": "sale stopped",
    "blocked": "not on sale",
    "ended": "sale ended",
}
_SHADES: Mapping[str, Shade] = {"active": "held", "reduced": "less"}


def states(markets: Sequence[Market]) -> Picture | None:
    """Presence and sale of the main goods, the markets below each other; None where no state is held of any.

    A market of which no state is held has no lane: the words name it.
    """
    main = markets[0].ledger.dossier.main
    label = markets[0].ledger.dossier.categories[main].label
    lanes: list[Lane] = []
    words: list[str] = []
    for topic, subject, what, told in (
        ("presence", "company", "business", _PRESENCE),
        ("availability", main, label, _GOODS),
    ):
        without: list[str] = []
        for market in markets:
            name = market.name.removeprefix("the ")
            spans = tuple(_course(market, topic, subject, told))
            if spans:
                lanes.append(Lane(f"{name}, {what}", spans))
                words.append(f"{name}, {what}: {'; '.join(s.words for s in spans)}.")
            else:
                without.append(name)
        if without:
            words.append(f"{what}: no state held on {join(without, 'or')}.")
    return _drawn(f"Business and {label} over the years, as far as sources tell", lanes, words, markets[0].ledger.as_of)


def _course(market: Market, topic: str, subject: str, words: Mapping[str, str]) -> Iterator[Span]:
    claim = market.ledger.claims.get(f"{market.code}.{topic}.{subject}")
    if claim is not None:
        yield from (_span(market, claim, episode, words[episode.state]) for episode in claim.turns)


def _span(market: Market, claim: Claim, episode: Episode, words: str) -> Span:
    seen = last(episode.confirmed)
    # A date that is known to the year is no year-long bar: from the last day that the beginning allows, to the first
    # that the end does.
    since = min(high(episode.since or seen), market.ledger.as_of)
    until = max(low(seen) if episode.since else since, since)
    told = [dates.label(episode.since), dates.label(seen)] if episode.since else [dates.label(episode.confirmed)]
    doubt = _doubt(claim, episode)
    when = " to ".join(dict.fromkeys(told))
    says = f"{words}, {when}{f' ({doubt})' if doubt else ''}"
    return Span(since, until, _SHADES.get(episode.state, "none"), says, "disputed" if doubt else "")


def _doubt(claim: Claim, episode: Episode) -> str:
    """What of the bar is disputed: all of it, or where it begins; what is not drawn is told in the text alone."""
    about = {d.about for d in claim.disputes if {d.by, d.of} & {*episode.facts}}
    if "" in about:
        return "disputed"
    return "beginning disputed" if "start" in about and episode.since is not None else ""


def course(title: str, lanes: Iterable[tuple[str, Iterable[Span]]], as_of: date) -> Picture | None:
    """What was said against what was done; None where neither is held."""
    drawn = [Lane(label, tuple(spans)) for label, spans in lanes]
    words = [f"{lane.label}: {_counted(lane.spans)}." for lane in drawn]
    return _drawn(title, drawn, words, as_of)


def _counted(spans: Sequence[Span]) -> str:
    """`nine between 2014 and 2025`: each of them stands in the text beside the picture."""
    if not spans:
        return "nothing held"
    years = sorted({span.start.year for span in spans})
    when = f"in {years[0]}" if len(years) == 1 else f"between {years[0]} and {years[-1]}"
    return f"{spelled(len(spans))} {when}"


def _drawn(title: str, lanes: Sequence[Lane], words: Sequence[str], as_of: date) -> Picture | None:
    """The lanes over whole years, from the first day of any to the day of the brief or what lies ahead of it."""
    spans = [span for lane in lanes for span in lane.spans]
    if not spans:
        return None
    first, final = min(s.start for s in spans), max(as_of, *(s.end for s in spans))
    ordered = tuple(Lane(capital(n.label), tuple(sorted(n.spans, key=_place))) for n in lanes)
    told = tuple(map(capital, words))
    return Picture(title, ordered, date(first.year, 1, 1), date(final.year, 12, 31), told)


def _place(span: Span) -> tuple[date, date, str]:
    return span.start, span.end, span.words
