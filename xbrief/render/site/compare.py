"""The page on which a reader picks markets: all of them side by side, of which the script shows the chosen ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from xbrief.brief import compare, contrast
from xbrief.brief.country import citation
from xbrief.brief.market import Market
from xbrief.brief.prose import cited, introduce, worded
from xbrief.brief.types import Block, Brief, Section
from xbrief.render import html
from xbrief.render.notes import notes
from xbrief.render.site.content import Content
from xbrief.render.site.links import Links, name
from xbrief.render.site.market import listed
from xbrief.render.text import clean
from xbrief.rules.types import Statement

# So many markets are chosen for a reader who has chosen none.
CHOSEN = 3


def page(content: Content, links: Links) -> Mapping[str, Any]:
    """The table and the contrasts of all markets; nothing where there are fewer than two."""
    markets = [
        {"code": m.code, "name": name(m), "href": links.market(m.code), "facts": len(m.facts)} for m in content.markets
    ]
    if len(markets) < 2:
        return {"markets": markets, "chosen": 0, "table": "", "contrasts": [], "notes": []}
    brief = _brief(content.markets)
    writer = html.Writer(brief, notes(brief))
    by_id = {s.id: s for s in brief.sections}
    table = by_id["table"].table
    contrasts = [b for b in by_id["contrasts"].blocks if any(_markets(brief, s) for s in b.statements)]
    return {
        "markets": markets,
        "chosen": CHOSEN,
        "table": writer.table(table) if table else "",
        "contrasts": [_contrast(brief, writer, block) for block in contrasts],
        "notes": listed(brief, links),
    }


def _brief(markets: Sequence[Market]) -> Brief:
    """The comparison of all of them with every contrast, since a reader may choose any two."""
    first = markets[0]
    whole = compare.brief(markets, "page", ("table",))
    contrasts = Section("contrasts", "", tuple(contrast.blocks(markets)))
    sections = introduce((*whole.sections, contrasts), first.ledger.dossier)
    return replace(
        whole,
        sections=sections,
        findings={i: whole.hidden[i] for i in worded(sections)},
        citations={i: citation(first, first.ledger.known[i]) for i in cited(sections)},
    )


def _contrast(brief: Brief, writer: html.Writer, block: Block) -> Mapping[str, Any]:
    return {
        "lead": clean(block.lead),
        "sentences": [{"markets": " ".join(_markets(brief, s)), "body": writer.statement(s)} for s in block.statements],
    }


def _markets(brief: Brief, statement: Statement) -> Sequence[str]:
    """The markets of which a statement tells."""
    return sorted({brief.findings[i].market for i in statement.findings if i in brief.findings})
