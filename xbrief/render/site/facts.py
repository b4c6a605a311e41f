"""Facts as rows of a table: all of them to search in, and those of a market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xbrief.brief import record
from xbrief.claims.when import order
from xbrief.dossier import places
from xbrief.language import dates
from xbrief.model import Fact
from xbrief.render.site.content import Content
from xbrief.render.site.links import Links
from xbrief.render.text import clean


def page(content: Content, links: Links) -> Mapping[str, Any]:
    """All facts, in order of what they are about."""
    return {"rows": rows(content, links, content.ledger.known.values())}


def rows(content: Content, links: Links, facts: Iterable[Fact]) -> list[Mapping[str, Any]]:
    """A row a fact, in order of what they are about: its words as text, and where the things that it names stand."""
    dossier = content.ledger.dossier
    return [_row(content, links, fact) for fact in sorted(facts, key=lambda f: order(dossier, f))]


def _row(content: Content, links: Links, fact: Fact) -> Mapping[str, Any]:
    dossier = content.ledger.dossier
    cells = {name: clean(text) for name, text in record.fact_cells(dossier, fact).items()}
    source = dossier.sources[fact.source]
    parties = dict.fromkeys((*fact.parties, *fact.sellers, *fact.by, *filter(None, (fact.operator, fact.authority))))
    return {
        "id": fact.id,
        "href": links.fact(fact),
        "claim": cells["Claim"],
        "kind": cells["Kind"],
        "status": cells["Status"],
        "speculated": fact.certainty == "speculated",
        "said": cells["Said by"],
        "publisher": cells["Publisher"],
        "title": clean(source.title),
        "language": clean(source.language or ""),
        "published": dates.label(source.published) if source.published else "",
        "parties": [clean(dossier.parties[p].name) for p in parties if p in dossier.parties],
        "markets": [{"name": places.country(code).name, "href": links.market(code)} for code in fact.market],
    }
