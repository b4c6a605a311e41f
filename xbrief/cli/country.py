"""`xbrief country`: a brief on each market, or an overview of a region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xbrief.cli import options
from xbrief.cli.options.cite import CiteOption, NoSourcesOption, citing

if TYPE_CHECKING:
    from xbrief.brief.types import Brief
    from xbrief.cli.run.session import Session
    from xbrief.dossier.places import Region

EXAMPLES = """
xbrief country {market}  # in the terminal
xbrief country {market} > {market}.md  # the same, as Markdown
xbrief country {market} {other} --output report.md
xbrief country {other} --as-of 2016-06-30  # what could be known then
xbrief country {market} --section why,gaps --length full
xbrief country {market} --cite inline --no-sources
xbrief country {region}  # the dossier's markets in a region
xbrief country {market} --format json
"""


def command(
    market: options.MarketsArgument,
    as_of: options.AsOfOption = options.TODAY,
    section: options.SectionOption = None,
    length: options.LengthOption = "page",
    format: options.BriefFormatOption = None,
    output: options.OutputOption = None,
    template: options.TemplateOption = None,
    no_pictures: options.NoPicturesOption = False,
    heading_level: options.LevelOption = 1,
    cite: CiteOption = None,
    no_sources: NoSourcesOption = False,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """A brief on each market. For a region: an overview of the dossier's markets in it."""
    from xbrief.cli.run.session import session
    from xbrief.cli.run.show import show

    view = options.view(
        format,
        output,
        formats=options.BRIEF,
        level=heading_level,
        width=width,
        color=color,
        ascii=ascii,
        template=template,
        pictures=not no_pictures,
    )
    cited = citing(cite, no_sources)
    only = options.sections(section)
    opened = session(dossier, as_of, checked=True)
    show([*_briefs(opened, market, length, only)], view, opened, "country", cited)


def _briefs(opened: Session, names: Sequence[str], length: options.Length, only: Sequence[str]) -> Iterator[Brief]:
    """A brief for each place that the names mean, each once, in their order."""
    from xbrief.brief import country, timeline
    from xbrief.cli.run.judged import with_judgements
    from xbrief.cli.run.show import not_empty
    from xbrief.dossier.places import Region

    for place in dict.fromkeys(opened.place(name) for name in names):
        if isinstance(place, Region):
            brief = _limited(_overview(opened, place, length), only)
        else:
            (code,) = opened.codes([place.code])
            market = opened.market(code)
            brief = with_judgements(opened, timeline.pictured(country.brief(market, length, only), market), only)
        yield not_empty(brief, only)


def _overview(opened: Session, region: Region, length: options.Length) -> Brief:
    from dataclasses import replace

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
    from dataclasses import replace

    from xbrief.brief.prose import cited, worded

    chosen = tuple(section for section in brief.sections if not only or section.id in only)
    findings = {i: brief.findings[i] for i in worded(chosen)}
    return replace(brief, sections=chosen, findings=findings, citations={i: brief.citations[i] for i in cited(chosen)})
