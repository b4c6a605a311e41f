"""Briefs of an invented dossier, to try page templates on: what they break on is found before a brief is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from xbrief.brief import compare, country, region
from xbrief.brief.market import market
from xbrief.brief.types import Brief
from xbrief.claims.ledger import ledger
from xbrief.dossier.dates import parse
from xbrief.model import Category, Company, Dossier, Fact, Link, Party, Person, Source, Speaker
from xbrief.rules.load import builtin

if TYPE_CHECKING:
    from jinja2 import BaseLoader

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
    """What lays them out with the templates of a loader, page by page: in Markdown each, as HTML all together."""
    from xbrief.render import html, markdown, stamp

    tried = [*briefs()]
    yield from (partial(markdown.render, brief) for brief in tried)
    yield partial(html.render, tried, stamp.of("check", "", tried, builtin()))


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
