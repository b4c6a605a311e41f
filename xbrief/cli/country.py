"""`xbrief country`: a brief on each market, or an overview of a region."""

from __future__ import annotations

from xbrief.cli import options
from xbrief.cli.options.cite import CiteOption, NoSourcesOption, citing

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
    from xbrief.cli.run import compose
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
    cited = citing(cite, no_sources, view.format)
    only = options.sections(section)
    opened = session(dossier, as_of, checked=True)
    show([*compose.countries(opened, market, length, only)], view, opened, "country", cited)
