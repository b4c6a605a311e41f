"""A report to begin with, about the dossier at hand."""

from __future__ import annotations

from collections import Counter

from xbrief.cli.options.dossier import by_weight, short
from xbrief.dossier import places
from xbrief.errors import XbriefError
from xbrief.model import Dossier

# Kinds whose facts are worth a table of their own; the first that the dossier has is shown.
_KINDS = ("tariff", "regulation", "partner", "offer")

_START = """\
---
title: "{company} abroad"
author: Your Name
---

{{# Markdown, with calls of briefs in double braces. `xbrief report FILE --output report.docx` writes it for Word;
    .pdf, .html and .md do as well. What stands in these braces is left out. #}}

# Summary

Your own words come here: what it means for *us*, and what is to be done.
"""
_COMPARED = """
{{{{ compare("{first}", "{second}", title=False, sections=["bottom", "table", "contrasts"]) }}}}
"""
_MARKET = """
# {name}

{{{{ country("{first}", title=False, sections=["bottom", "snapshot", "why", "gaps"]) }}}}

## What was said, and what was done

{{{{ timeline("{first}", title=False) }}}}

## The facts: {kind}

{{{{ facts(kind="{kind}") | table }}}}
"""
_SECOND = """
# {name}, in short

{{{{ country("{second}", length="line", title=False) }}}}
"""
_END = """
# Sources

{{ sources() }}
"""


def document(dossier: Dossier) -> str:
    """The text of a report on the two markets with most facts; XbriefError for a dossier without any."""
    codes = by_weight(dossier)
    if not codes:
        raise XbriefError("the dossier holds no facts on any market", "add facts first")
    kinds = Counter(fact.kind for fact in dossier.facts.values())
    words = {"company": dossier.company.name, "first": short(codes[0], dossier), "name": places.country(codes[0]).name}
    words["kind"] = next((kind for kind in _KINDS if kinds[kind]), kinds.most_common(1)[0][0])
    parts = [_START.format(**words), _MARKET.format(**words), _END]
    if len(codes) > 1:
        words |= {"second": short(codes[1], dossier)}
        parts.insert(1, _COMPARED.format(**words))
        parts.insert(3, _SECOND.format(**{**words, "name": places.country(codes[1]).name}))
    return "".join(parts)
