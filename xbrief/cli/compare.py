"""`xbrief compare`: several markets side by side."""

from __future__ import annotations

from xbrief.cli import options
from xbrief.cli.options.cite import CiteOption, NoSourcesOption, citing

EXAMPLES = """
xbrief compare {market} {other}
xbrief compare {market} {other} {third} > compared.md
xbrief compare {region}  # the dossier's markets in a region
xbrief compare {market} {other} --as-of evidence --section contrasts
"""


def command(
    market: options.MarketsArgument,
    as_of: options.AsOfOption = options.TODAY,
    section: options.SectionOption = None,
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
    """Markets side by side. The same rows for each, then contrasts in sentences, then what cannot be compared."""
    from xbrief.cli.run import compose
    from xbrief.cli.run.session import session
    from xbrief.cli.run.show import show

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
    only = options.sections(section, options.COMPARED)
    opened = session(dossier, as_of, checked=True)
    show([compose.comparison(opened, market, length, only)], view, opened, "compare", cited)
