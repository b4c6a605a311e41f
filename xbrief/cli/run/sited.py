"""What a site is made of, gathered from a dossier that is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from xbrief import __version__
from xbrief.brief.agenda import agenda
from xbrief.brief.latest import Look, latest
from xbrief.brief.listing import sources
from xbrief.brief.market import Market, market
from xbrief.claims.types import Ledger
from xbrief.cli.run import layout, words
from xbrief.cli.run.session import Session, english
from xbrief.evidence.folder import Texts
from xbrief.render import site
from xbrief.render.site import Content

if TYPE_CHECKING:
    from jinja2 import BaseLoader

# How far ahead the first page looks, and how many days of sources it tells the changes of.
WITHIN_DAYS = 30
LATEST_DAYS = 3


def content(opened: Session, at_hand: Texts | None = None) -> Content:
    """All that the site shows as of the session's day; with texts at hand, the articles too.

    Without them the same dossier gives the same bytes wherever articles may lie.
    """
    book = opened.ledger()
    dossier = opened.dossier
    markets = sorted(opened.markets((), book), key=lambda m: (-len(m.facts), m.name))
    texts = at_hand or Texts(None)
    held = words.states(dossier, words.entries(opened.root), texts)
    shown = tuple(source for source, _ in sources(dossier, book.as_of))
    articles = {s.id: text for s in shown if (text := texts.of(s.id)) is not None}
    return Content(
        company=dossier.company.name,
        ledger=book,
        markets=tuple(markets),
        sources=shown,
        rules=opened.rules,
        due=agenda(book, markets, WITHIN_DAYS, {i: how.changed for i, how in held.items() if how.state == "suspect"}),
        within=WITHIN_DAYS,
        latest=latest(book, _looks(opened), LATEST_DAYS),
        checked={id: words.standing(how) for id, how in held.items()},
        fingerprint=opened.fingerprint,
        texts=articles,
    )


def _looks(opened: Session) -> Look:
    def look(book: Ledger, codes: Iterable[str]) -> Mapping[str, Market]:
        found = [market(book, opened.rules, code, english) for code in codes]
        return {m.code: m for m in found if m is not None}

    return look


def pages(made: Content, opened: Session) -> Iterator[tuple[str, str]]:
    """The files of the site, laid out with the dossier's own templates where it has some."""

    def laid(loader: BaseLoader) -> Iterator[tuple[str, str]]:
        return site.files(made, loader)

    return layout.each(laid, opened.root / "templates")


def told(made: Content) -> Mapping[str, str]:
    """What a site tells of how it came about."""
    return {"xbrief": __version__, "dossier": made.fingerprint, "as_of": made.ledger.as_of.isoformat()}
