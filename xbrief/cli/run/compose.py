"""Names of places -> briefs, as `xbrief country`, `compare` and `timeline` show them and reports embed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xbrief.brief.types import Brief, Length
from xbrief.cli.run.show import not_empty
from xbrief.dossier.places import Region
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.brief.timeline import Timeline
    from xbrief.cli.run.session import Session


def countries(opened: Session, names: Sequence[str], length: Length, only: Sequence[str]) -> Iterator[Brief]:
    """A brief for each place that the names mean, each once, in their order; for a region an overview of it."""
    from xbrief.brief import country, timeline
    from xbrief.cli.run.judged import with_judgements

    for place in dict.fromkeys(opened.place(name) for name in names):
        if isinstance(place, Region):
            brief = _limited(_overview(opened, place, length), only)
        else:
            (code,) = opened.codes([place.code])
            market = opened.market(code)
            brief = with_judgements(opened, timeline.pictured(country.brief(market, length, only), market), only)
        yield not_empty(brief, only)


def comparison(opened: Session, names: Sequence[str], length: Length, only: Sequence[str]) -> Brief:
    """The markets of the names side by side; XbriefError for fewer than two."""
    from xbrief.brief import compare
    from xbrief.cli.run.judged import with_judgements

    codes = opened.codes(names)
    if len(codes) < 2:
        raise XbriefError(
            f"one market is not enough to compare: {' and '.join(names)}", "name two, or `xbrief country` for one"
        )
    book = opened.ledger(codes)
    brief = compare.brief([opened.market(code, book) for code in codes], length, only)
    return not_empty(with_judgements(opened, brief, only), only)


def timeline(opened: Session, names: Sequence[str], length: Length) -> Timeline:
    """What was said to come in the markets of the names, against what was done."""
    from xbrief.brief.timeline import timeline as composed

    codes = opened.codes(names)
    book = opened.ledger(codes)
    return composed([opened.market(code, book) for code in codes], length)


def _overview(opened: Session, region: Region, length: Length) -> Brief:
    from xbrief.brief import region as overview

    book = opened.ledger(opened.codes([region.name]))
    known = {code for fact in book.known.values() for code in fact.market}
    markets = [opened.market(code, book) for code in opened.codes([region.name]) if code in known]
    if not markets:
        raise opened.nothing(region, book.as_of)
    # Not the markets' codes: a brief on the only market of a region, or a comparison, may stand in the same report.
    return replace(overview.brief(markets, region.full, book, length), key=f"region-{region.code}")


def _limited(brief: Brief, only: Sequence[str]) -> Brief:
    """The brief with these sections alone, and what they cite and word."""
    from xbrief.brief.prose import cited, worded

    chosen = tuple(section for section in brief.sections if not only or section.id in only)
    findings = {i: brief.findings[i] for i in worded(chosen)}
    return replace(brief, sections=chosen, findings=findings, citations={i: brief.citations[i] for i in cited(chosen)})
