"""Briefs of an invented dossier, to try page templates on: what they break on is found before a brief is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from xbrief.brief import compare, country, region
from xbrief.brief.agenda import agenda
from xbrief.brief.latest import latest
from xbrief.brief.market import Market, market
from xbrief.brief.types import Brief
from xbrief.claims.ledger import ledger
from xbrief.dossier.dates import parse
from xbrief.model import Category, Company, Dossier, Fact, Link, Party, Person, Source, Speaker
from xbrief.rules.load import builtin

if TYPE_CHECKING:
    from jinja2 import BaseLoader

    from xbrief.claims.types import Ledger
    from xbrief.render.site import Content

_DAY = date(2020, 12, 31)
_MARKETS = {"aq": "Exampleland", "bv": "Sampleland"}
_STALE = dict.fromkeys(
    ("availability", "presence", "production", "party", "outlet", "cause", "duty", "measure", "rival", "figure"), 365
)


def briefs() -> Iterator[Brief]:
    """A brief of each kind, with tables, lists, speakers, speculation and a conflict."""
    book = ledger(_dossier(), _DAY)
    held = [found for code in _MARKETS if (found := market(book, builtin(), code, _MARKETS.__getitem__))]
    yield from (country.brief(each, "full") for each in held)
    yield compare.brief(held, "full")
    yield region.brief(held, "Samples", book, "full")


def renders() -> Iterator[Callable[[BaseLoader], str]]:
    """What lays them out with the templates of a loader: in Markdown each, as HTML all together, as a site."""
    from xbrief.render import html, markdown, site, stamp

    tried = [*briefs()]
    yield from (partial(markdown.render, brief) for brief in tried)
    yield partial(html.render, tried, stamp.of("check", "", tried, builtin()))
    yield lambda loader: "".join(text for _, text in site.files(_site(), loader))


def _site() -> Content:
    """All that a site may show: what is due, what has changed, and a text."""
    from xbrief.evidence.text import read
    from xbrief.render.site import Content

    def look(held: Ledger, codes: Iterable[str]) -> dict[str, Market]:
        found = [market(held, builtin(), code, _MARKETS.__getitem__) for code in codes]
        return {m.code: m for m in found if m}

    dossier = _dossier()
    book = ledger(dossier, _DAY)
    markets = tuple(look(book, _MARKETS).values())
    return Content(
        company=dossier.company.name,
        ledger=book,
        markets=markets,
        sources=tuple(dossier.sources.values()),
        rules=builtin(),
        due=agenda(book, markets, 30),
        within=30,
        latest=latest(book, look, 1),
        checked={},
        fingerprint="",
        texts={"one": read("A shop that opens a shop.")},
    )


def _dossier() -> Dossier:
    facts = {fact.id: fact for code in _MARKETS for fact in _facts(code)}
    return Dossier(
        root="",
        company=Company("sample", "Sample", None),
        main="lamps",
        categories={"lamps": Category("lamps", "lamps")},
        brands={},
        parties={"sample": Party("sample", "Sample"), "dealer": Party("dealer", "The Dealer", type="retailer")},
        people={"ann-other": Person("ann-other", "Ann Other", "sample", "head of sales")},
        origins={},
        stale=_STALE,
        sources={source.id: source for source in (_source("one", "2019-02-03"), _source("two", "2020-03"))},
        facts=facts,
    )


def _source(id: str, day: str) -> Source:
    return Source(id, "A shop opens", "The Sample Post", ("Ann Author",), parse(day), None, "en", None)


def _facts(code: str) -> Iterator[Fact]:
    ann, them = (Speaker("person", "ann-other"),), (Speaker("unnamed", "observers"),)
    goods = {"categories": ("lamps",)}
    seller = {"kind": "partner", "parties": ("dealer",), "role": "dealer", **goods}
    against = (Link("disputes", f"{code}-dealer"),)
    doubt = (Link("disputes", f"{code}-plan"),)
    yield _fact(code, "plan", "one", "Lamps are to be sold.", kind="offer", says=ann, status="announced", **goods)
    yield _fact(code, "sale", "two", "Lamps are sold.", kind="offer", status="active", **goods)
    yield _fact(code, "dealer", "one", "The Dealer sells lamps.", status="active", **seller)
    yield _fact(code, "none", "two", "The Dealer sells no lamps.", says=ann, status="ended", links=against, **seller)
    supposed = {"kind": "view", "about": "demand", "certainty": "speculated"}
    yield _fact(code, "doubt", "two", "The lamps may not sell.", says=them, links=doubt, **supposed)


def _fact(code: str, id: str, source: str, claim: str, **fields: Any) -> Fact:
    return Fact(id=f"{code}-{id}", market=(code,), source=source, claim=claim, anchor="opens a shop", **fields)
