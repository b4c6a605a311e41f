"""Whom and what a dossier can name, found in a text: parties, people, goods and countries by any of their names.

Texts are given as they are written (`cased`): a party's name counts where it is written as a name, so that an alder is
not the firm called Alder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from xbrief.dossier import places
from xbrief.evidence.text import cased, normal
from xbrief.model import Dossier

_EDGE, _END = r"(?<![^\W_])", r"(?![^\W_])"


def fold(word: str) -> str:
    """A name as it is looked up: without capitals, and without the s of a plural."""
    text = normal(word)
    return text[:-1] if len(text) > 3 and text.endswith("s") and not text.endswith("ss") else text


class Glossary:
    """The names of one dossier, each kind as one regular expression, made when it is first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._seen: dict[tuple[str, str], frozenset[str]] = {}

    @cached_property
    def _parties(self) -> tuple[re.Pattern[str], Mapping[str, set[str]]]:
        held = {p.id: (p.name, *p.aliases) for p in self.dossier.parties.values()}
        company = self.dossier.company
        held[company.id] = (*held.get(company.id, ()), company.name)
        return _names(held)

    @cached_property
    def _people(self) -> tuple[re.Pattern[str], Mapping[str, set[str]]]:
        return _names({p.id: (p.name, *p.name.split()) for p in self.dossier.people.values()})

    @cached_property
    def _goods(self) -> tuple[re.Pattern[str], Mapping[str, set[str]]]:
        brands = self.dossier.brands.items()
        return _names(
            {
                c.id: (c.label, *c.aliases, *(b for b, of in brands if of == c.id))
                for c in self.dossier.categories.values()
            },
            fold,
        )

    def parties(self, text: str) -> frozenset[str]:
        """Ids of the organisations named in a cased text, the company among them."""
        return self._look("parties", text, self._parties)

    def people(self, text: str) -> frozenset[str]:
        """Ids of the people named in a cased text."""
        return self._look("people", text, self._people)

    def goods(self, text: str) -> frozenset[str]:
        """Ids of the categories named in a text, by label, alias or brand."""
        return self._look("goods", text, self._goods)

    def without_names(self, text: str) -> str:
        """A cased text with a dash for each party, person, brand and country that it names."""
        for pattern in (self._parties[0], self._people[0], self._goods[0], _demonyms()):
            text = pattern.sub(lambda m: "-" if m[0] != m[0].lower() else m[0], text)
        return text

    def _look(self, kind: str, text: str, how: tuple[re.Pattern[str], Mapping[str, set[str]]]) -> frozenset[str]:
        if (kind, text) not in self._seen:
            pattern, ids = how
            found: set[str] = set()
            for match in pattern.finditer(text):
                # Names are written with a capital, a digit or in a script without capitals; goods need none.
                if kind == "goods" or match[0] != match[0].lower() or match[0].upper() == match[0] or match[0] in ids:
                    found |= ids.get(normal(match["name"]), set())
            self._seen[kind, text] = frozenset(found)
        return self._seen[kind, text]


def _names(
    held: Mapping[str, Iterable[str]], key: Callable[[str], str] = normal
) -> tuple[re.Pattern[str], dict[str, set[str]]]:
    """One pattern of all names, longest first, and the ids behind each name; goods may stand in the plural."""
    ids: dict[str, set[str]] = {}
    for id, names in held.items():
        for name in names:
            if name:
                ids.setdefault(key(cased(name)), set()).add(id)
    inner = "|".join(re.escape(n) for n in sorted(ids, key=lambda n: (-len(n), n))) or r"(?!)"
    plural = "(?:e?s)?" if key is fold else ""
    return re.compile(rf"{_EDGE}(?P<name>{inner}){plural}{_END}", re.IGNORECASE), ids


@cache
def _demonyms() -> re.Pattern[str]:
    """Names of countries, and of their people and cities, as named groups `<code>` and `<code>_of`."""
    lines = Path(__file__).with_name("demonyms.tsv").read_text("utf-8").splitlines()
    parts = []
    for code, name, of in (line.split("\t") for line in lines):
        parts += [f"(?P<{code}>{name})", f"(?P<{code}_of>{of})"]
    return re.compile(rf"{_EDGE}(?:{'|'.join(parts)}){_END}", re.IGNORECASE)


@cache
def countries(text: str) -> Mapping[str, bool]:
    """The countries named in a cased text; true where it is the country itself, and not its people or goods.

    Of countries outside of the table, nothing is found.
    """
    found: dict[str, bool] = {}
    for match in _demonyms().finditer(text):
        code, _, of = (match.lastgroup or "").partition("_")
        # "Norway's Nordwind" tells where Nordwind comes from.
        itself = not of and not text.startswith("'s", match.end())
        found[code] = found.get(code, False) or itself
    return found


def known(code: str) -> bool:
    """Is a country of the table, so that its absence from a text means something?"""
    return code in _demonyms().groupindex


def country(code: str) -> str:
    """A country's name, for messages."""
    return places.country(code).name
