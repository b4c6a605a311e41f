"""A dossier as a static site: plain pages that need no server, ask nothing of anybody and run one small script.

The frame of every page (`site/frame.html.j2`), its style and its script ship with xbrief: a dossier may lay out what
stands in the frame, and cannot loosen the policy under which a browser shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import BaseLoader
from markupsafe import Markup

from xbrief import __version__
from xbrief.language import dates
from xbrief.render.sandbox import BEHIND, FRAME, environment
from xbrief.render.site import compare, facts, market, overview, rule, source
from xbrief.render.site.content import Content as Content
from xbrief.render.site.links import Links, file_of_rule
from xbrief.render.text import clean

ASSETS = ("site.css", "site.js")
# The parts that every page leads to: file -> its name.
PARTS = {
    "index.html": "Overview",
    "compare.html": "Compare",
    "facts.html": "Facts",
    "sources.html": "Sources",
    "rules.html": "Rules",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file in the site, its title, its template, and what that lays out."""

    file: str
    title: str
    template: str
    given: Mapping[str, Any]


def count(content: Content) -> int:
    """How many files the site has."""
    return len(ASSETS) + len(PARTS) + len(content.markets) + len(content.sources) + len(content.rules)


def files(content: Content, loader: BaseLoader) -> Iterator[tuple[str, str]]:
    """The files of the site by their names in its folder, each with its text."""
    env = environment(loader, {}, autoescape=True)
    for asset in ASSETS:
        yield asset, loader.get_source(env, f"{BEHIND}/site/{asset}")[0]
    frame = env.get_template(f"{BEHIND}/{FRAME}")
    for page in _pages(content):
        up = "../" * page.file.count("/")
        body = env.get_template(f"site/{page.template}.html.j2").render({"up": up, "title": page.title, **page.given})
        text = frame.render(
            up=up,
            title=page.title,
            company=clean(content.company),
            parts=PARTS,
            here=page.file,
            under=_UNDER.get(page.file.partition("/")[0], ""),
            # What the template made of escaped values.
            body=Markup(body.strip()),  # noqa: S704
            as_of=dates.day(content.ledger.as_of),
            fingerprint=content.fingerprint[:12],
            private=bool(content.texts),
            version=__version__,
        )
        yield page.file, text.strip() + "\n"


# The part to which the pages of a folder belong.
_UNDER = {"markets": "index.html", "sources": "sources.html", "rules": "rules.html"}


def _pages(content: Content) -> Iterator[Page]:
    top, below = Links(content, ""), Links(content, "../")
    yield Page("index.html", f"{clean(content.company)}: market entries", "overview", overview.page(content, top))
    yield Page("compare.html", "Compare markets", "compare", compare.page(content, top))
    yield Page("facts.html", "Facts", "facts", facts.page(content, top))
    yield Page("sources.html", "Sources", "sources", source.listed(content))
    yield Page("rules.html", "Rules", "rules", rule.listed(content))
    for held in content.markets:
        given = market.page(content, held, below)
        yield Page(f"markets/{held.code}.html", str(given["name"]), "market", given)
    for found in content.sources:
        given = source.page(content, found, below)
        yield Page(f"sources/{found.id}.html", clean(found.title) or found.id, "source", given)
    for told in content.rules.values():
        yield Page(file_of_rule(told.id), f"Rule {clean(told.id)}", "rule", rule.page(content, told))
