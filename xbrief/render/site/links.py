"""Where the pages of a site lie, and links from one to another."""

from __future__ import annotations

import re
from hashlib import sha256

from markupsafe import Markup

from xbrief.brief.market import Market
from xbrief.dossier.values import ID
from xbrief.model import Fact
from xbrief.render.site.content import Content
from xbrief.render.text import clean

# What may be the id of a fact.
_NAMED = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)+)")


def file_of_rule(id: str) -> str:
    """The page of a rule; a dossier's own rule may be called anything, also what is no name of a file."""
    return f"rules/{id if ID.fullmatch(id) else 'own.' + sha256(id.encode()).hexdigest()[:12]}.html"


def name(market: Market) -> str:
    return clean(market.name.removeprefix("the "))


class Links:
    """Links from a page; `up` leads from its folder to that of the site."""

    def __init__(self, content: Content, up: str) -> None:
        self._content = content
        self.up = up

    def fact(self, fact: Fact) -> str:
        return f"{self.up}sources/{fact.source}.html#{fact.id}"

    def rule(self, id: str) -> str:
        return self.up + file_of_rule(id)

    def market(self, code: str) -> str:
        return f"{self.up}markets/{code}.html"

    def ids(self, words: str) -> Markup:
        """The words, with a link at each id of a fact in them."""
        known = self._content.ledger.known
        parts = (
            Markup('<a href="{}">{}</a>').format(self.fact(known[part]), part) if part in known else Markup.escape(part)
            for part in _NAMED.split(clean(words))
        )
        return Markup("").join(parts)

    def rules(self, ids: set[str]) -> list[tuple[str, str]]:
        """The rules of these ids in their order, each with its page; those that no file tells are left out."""
        return [(clean(id), self.rule(id)) for id in self._content.rules if id in ids]
