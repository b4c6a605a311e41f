"""The page of a source: what it is, its facts with their words, and on request its text with the words marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xbrief.brief import record
from xbrief.brief.cards import Card, Words, cards
from xbrief.brief.chain import Chain
from xbrief.dossier import places
from xbrief.model import Fact, Source
from xbrief.render.notes import harmless
from xbrief.render.site import article
from xbrief.render.site.content import Content
from xbrief.render.site.links import Links, name
from xbrief.render.text import clean

# What the page shows in a place of its own.
_APART = frozenset({"source", "link", "words"})


def listed(content: Content) -> Mapping[str, Any]:
    """All sources, newest first."""
    return {"rows": [_told(content, source) for source in content.sources]}


def _told(content: Content, source: Source) -> Mapping[str, str]:
    cells = record.source_cells(content.ledger.dossier, source, len(content.facts[source.id]))
    url = source.url or ""
    return {name.lower(): clean(text) for name, text in cells.items()} | {
        "href": f"sources/{source.id}.html",
        "url": harmless(url) if url.startswith(("https://", "http://")) else "",
        "authors": ", ".join(map(clean, source.authors)),
    }


def page(content: Content, source: Source, links: Links) -> Mapping[str, Any]:
    """The source, a card a fact in the order of its file, and the text where it is to be shown."""
    facts = content.facts[source.id]
    told = {fact.id: Words(content.checked.get(fact.id, "")) for fact in facts}
    chain = Chain(source.id, "fact", (), (), tuple(content.steps[fact.id] for fact in facts))
    shown = [card for _, held in cards(chain, told).groups for card in held]
    text = content.texts.get(source.id)
    return {
        "source": _told(content, source),
        "facts": [_fact(content, fact, card, links) for fact, card in zip(facts, shown, strict=True)],
        "text": article.marked(text, facts) if text is not None else None,
    }


def _fact(content: Content, fact: Fact, card: Card, links: Links) -> Mapping[str, Any]:
    lines = dict(card.lines)
    return {
        "id": fact.id,
        "claim": clean(card.text),
        "aside": clean(card.aside),
        "markets": [(places.country(code).name, links.market(code)) for code in fact.market],
        "words": clean(fact.anchor),
        "link": harmless(lines["link"]) if lines.get("link", "").startswith(("https://", "http://")) else "",
        "lines": [(label, links.ids(said)) for label, said in card.lines if label not in _APART],
        "told": _resting(content, fact, links),
    }


def _resting(content: Content, fact: Fact, links: Links) -> list[Mapping[str, Any]]:
    """The markets of which the fact carries a conclusion, and the rules that draw it."""
    rules: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for market, finding in content.resting.get(fact.id, ()):
        rules.setdefault(market.code, set()).add(finding.rule)
        names[market.code] = name(market)
    return [{"name": names[c], "href": links.market(c), "rules": links.rules(held)} for c, held in rules.items()]
