"""`xbrief timeline`: what was said to come, against what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xbrief.cli import options
from xbrief.cli.options.cite import CiteOption, NoSourcesOption, citing

if TYPE_CHECKING:
    from xbrief.brief.timeline import Moment, Timeline

EXAMPLES = """
xbrief timeline {market}
xbrief timeline {market} {other}  # interleaved, with the market's name beside the day
xbrief timeline {market} --length full --format json
xbrief timeline {other} --as-of {day} --output timeline.md
"""
SCHEMA = "xbrief.timeline/1"


def command(
    market: options.MarketsArgument,
    as_of: options.AsOfOption = options.TODAY,
    length: options.LengthOption = "page",
    format: options.TableFormatOption = None,
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
    """Forecasts on the day they were made, with what became of them, beside the turns on their days."""
    from xbrief.brief import timeline
    from xbrief.cli.run import compose
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.cli.run.show import show
    from xbrief.render import tables

    view = options.view(
        format,
        output,
        formats=options.TABLE,
        level=heading_level,
        width=width,
        color=color,
        ascii=ascii,
        template=template,
        pictures=not no_pictures,
    )
    cited = citing(cite, no_sources, view.format)
    opened = session(dossier, as_of, checked=True)
    found = compose.timeline(opened, market, length)
    if view.format == "json":
        emit(tables.json(SCHEMA, {"dossier": opened.fingerprint, **_content(found)}), view.output)
    else:
        show([timeline.brief(found)], view, opened, "timeline", cited)


def _content(found: Timeline) -> dict[str, Any]:
    return {
        "as_of": found.markets[0].ledger.as_of.isoformat(),
        "markets": [m.code for m in found.markets],
        "moments": [_moment(m) for m in found.moments],
    }


def _moment(moment: Moment) -> dict[str, Any]:
    """A moment with its day in EDTF, and the forecast's target and fate where it is one."""
    cites = dict.fromkeys(c for run in moment.statement.runs for c in run.cites)
    return {
        "year": moment.year,
        "day": moment.when.text,
        "market": moment.market,
        "side": moment.side,
        "text": moment.statement.text,
        "target": moment.target.text if moment.target else None,
        "fate": moment.fate or None,
        "findings": [*moment.statement.findings],
        "facts": [*cites],
    }
