"""The first page: the markets by state and age of evidence, what the newest sources changed, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from xbrief.brief import agenda, compare, picture, roll
from xbrief.brief.latest import Latest
from xbrief.brief.types import Section
from xbrief.dossier import places
from xbrief.language import dates
from xbrief.language.words import capital, counted
from xbrief.render import html
from xbrief.render.site.content import Content
from xbrief.render.site.links import Links, name
from xbrief.render.text import MEANINGS, clean

_SIGNS = {"fresh": "●", "disputed": "≠", "stale": "○", "none": "–"}
# Conclusions told of one day and market; its page tells the rest.
MOST = 4


def page(content: Content, links: Links) -> Mapping[str, Any]:
    """The parts of the page; `markets` is empty where no fact on a market is known."""
    book = content.ledger
    newest = max((s.known for s in content.sources if s.known), default=None)
    held = (("market", content.markets), ("fact", book.known), ("source", content.sources))
    numbers = [f"{len(found)} {what}{'' if len(found) == 1 else 's'}" for what, found in held]
    markets = [*_markets(content, links)]
    return {
        "company": clean(content.company),
        "numbers": numbers,
        "as_of": dates.day(book.as_of),
        "newest": dates.day(newest) if newest else "",
        "markets": markets,
        "legend": [(sign, told) for sign, told in MEANINGS.items() if any(m["sign"] == sign for m in markets)],
        "picture": _picture(content),
        "latest": [_turn(found, links) for found in content.latest],
        "due": [*_due(content, links)],
        "due_told": capital(agenda.summary(agenda.count(content.due)) or "nothing"),
        "within": content.within,
    }


def _markets(content: Content, links: Links) -> Iterator[Mapping[str, Any]]:
    """The markets by how sure and fresh their state is, then by the age of the newest source."""
    held = {m.code: m for m in content.markets}
    lines = sorted(roll.lines(content.markets), key=lambda line: line.newest, reverse=True)
    for line in sorted(lines, key=lambda line: [*_SIGNS].index(line.tone)):
        market, sign = held[line.code], _SIGNS[line.tone]
        yield {
            "name": clean(line.market),
            "href": links.market(line.code),
            "sign": sign,
            "meaning": MEANINGS[sign],
            "status": capital(clean(line.status)) or "No evidence held",
            "newest": dates.day(market.newest),
            "day": line.newest,
            "age": market.age,
            "facts": line.facts,
            "sources": line.sources,
        }


def _picture(content: Content) -> Markup:
    drawn = picture.states(content.markets) if content.markets else None
    if drawn is None:
        return Markup("")
    brief = compare.brief(content.markets, "line")
    return html.Writer(brief, {}).section(Section("states", "", picture=drawn))


def _turn(found: Latest, links: Links) -> Mapping[str, Any]:
    return {
        "day": dates.day(found.day),
        "market": name(found.market),
        "href": links.market(found.market.code),
        "changes": [
            {
                "before": clean(change.before.text) if change.before else "",
                "after": clean(change.after.text) if change.after else "",
            }
            for change in found.changes[:MOST]
        ],
        "more": counted(len(found.changes) - MOST, "more conclusion") if len(found.changes) > MOST else "",
    }


def _due(content: Content, links: Links) -> Iterator[Mapping[str, Any]]:
    """What is due by kind; the latest first, since what is years old has waited for years."""
    known = content.ledger.known
    for kind in agenda.KINDS:
        held = [item for item in content.due if item.kind == kind]
        if held:
            yield {
                "kind": kind,
                "heading": capital(counted(len(held), *agenda.COUNTED[kind])),
                "entries": [
                    {
                        "day": dates.day(item.day),
                        "market": places.country(item.market).name if item.market else "",
                        "href": links.market(item.market) if item.market else "",
                        "words": clean(item.words),
                        "because": clean(item.because),
                        "facts": [(i, links.fact(known[i])) for i in item.facts if i in known],
                    }
                    for item in reversed(held)
                ],
            }
