"""Countries and regions by any of their names: ISO 3166-1 codes, UN M49 codes, CLDR names in all languages, aliases.

A name resolves exactly or not at all; a typo gets suggestions, never a guess. The names lie in `places.tsv`, made by
`tools/make_places.py`: sorted lines, so that a lookup is a bisection and nothing is parsed that is not asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xbrief.errors import UnknownName

LONGEST_NAME = 100
"""Characters beyond which a name is refused unread; the longest that CLDR holds has fewer than 80."""

_SILENT = frozenset(".,_'\"`·・،、׳״ʹʺʻʼʽʾʿ")
"""Marks that writers put or leave out, beside spaces, dashes, brackets and quotes. A slash is none: n/a is no code."""

_SILENT_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Pd", "Ps", "Pe", "Pi", "Pf", "Cf"})

_UNACCENTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Latin letters that carry their accent within, so that Unicode does not decompose them."""

_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1: alpha-2 in lower case, plain English name, whether that takes "the"."""

    code: str
    name: str
    article: bool

    @property
    def full(self) -> str:
        """The name as it stands in a sentence: "the Netherlands", "Japan"."""
        return f"the {self.name}" if self.article else self.name


@dataclass(frozen=True, slots=True)
class Region:
    """A group of countries: UN M49 code ("155") or a word ("apac"), and its members, alpha-2 in lower case, sorted."""

    code: str
    name: str
    article: bool
    members: tuple[str, ...]

    @property
    def full(self) -> str:
        """The name as it stands in a sentence: "the Americas", "Western Europe"."""
        return f"the {self.name}" if self.article else self.name


def resolve(name: str, own: Collection[str] = ()) -> Country | Region:
    """The one country or region called `name`, in whatever case, spacing and hyphenation.

    `own` are the dossier's markets (alpha-2, lower case): of several meanings the one that is among them is taken,
    and they lead the suggestions. Raises UnknownName for a name that is unknown, ambiguous, empty or overlong.
    """
    if len(name) > LONGEST_NAME:
        raise UnknownName(f"a name of {len(name)} characters is too long for a place: at most {LONGEST_NAME}")
    key = fold(name)
    if not key:
        raise UnknownName(f"the name of a country or region is missing: {name!r}")
    codes = _meanings(key) or _meanings(unaccented(key))
    if not codes:
        raise UnknownName(f"no country or region is called {name!r}", _nearest(key, own))
    if len(codes) > 1:
        codes = [code for code in codes if code in own] or codes
    if len(codes) > 1:
        places = [_place(code) for code in codes]
        meanings = " or ".join(f"{place.full} ({place.code})" for place in places)
        raise UnknownName(f"{name!r} may mean {meanings}", tuple(place.name for place in places))
    return _place(codes[0])


def country(code: str) -> Country:
    """The country of an ISO 3166-1 alpha-2 code in lower case; raises UnknownName where there is none."""
    place = _place(code) if is_country(code) else None
    if not isinstance(place, Country):
        raise UnknownName(f"no country has the code {code[:LONGEST_NAME]!r}")
    return place


@cache
def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166-1 alpha-2 code in lower case (and Kosovo's `xk`, which ISO leaves to its users)."""
    return len(code) == 2 and len(_fields(f".{code}")) == 2


def fold(name: str) -> str:
    """The name as it is looked up: NFKC, case folded, "&" read as "and", without spaces, dashes, dots and the like.

    Accents stay, see `unaccented`. No key holds a dot, so that the records in the data, `.ch`, are no names.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).replace("&", "and")
    return "".join(
        mark
        for mark in text
        if mark not in _SILENT and not mark.isspace() and unicodedata.category(mark) not in _SILENT_CATEGORIES
    )


def unaccented(key: str) -> str:
    """A folded name without the accents of Latin, Greek and Cyrillic; other scripts' vowel signs are no accents."""
    letters = (mark for mark in unicodedata.normalize("NFD", key) if not "\u0300" <= mark <= "\u036f")
    return unicodedata.normalize("NFC", "".join(letters)).translate(_UNACCENTED)


@cache
def _table() -> bytes:
    # Not importlib.resources: importing it costs more than all lookups of a run.
    return Path(__file__).with_name("places.tsv").read_bytes()


def _fields(key: str) -> list[str]:
    """What the table holds for a key: the tab-separated fields after it, or nothing."""
    table, wanted = _table(), key.encode("utf-8", "surrogatepass")
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", low, middle) + 1 or low
        end = table.index(b"\n", middle)
        found, _, rest = table[start:end].partition(b"\t")
        if found == wanted:
            return rest.decode("utf-8").split("\t")
        if found < wanted:
            low = end + 1
        else:
            high = start
    return []


def _meanings(key: str) -> list[str]:
    """The codes of all that a folded name may mean."""
    fields = _fields(key)
    return fields[0].split(",") if fields else []


@cache
def _place(code: str) -> Country | Region:
    """The record of a code that the table is known to hold."""
    name, article, *members = _fields(f".{code}")
    if members:
        return Region(code, name, article == "the", tuple(members[0].split(",")))
    return Country(code, name, article == "the")


def _nearest(key: str, own: Collection[str]) -> tuple[str, ...]:
    """English names of the places whose names look most like `key`, the dossier's own first."""
    from difflib import get_close_matches

    # Decomposed, so that one wrong vowel spoils a third of a Hangul syllable and not all of it.
    query = unicodedata.normalize("NFD", unaccented(key))
    words = dict(_words_like(query))
    close = get_close_matches(query, words, n=10, cutoff=0.65)
    codes = dict.fromkeys(code for word in close for code in words[word])
    ranked = sorted(codes, key=lambda code: code not in own)
    return tuple(_place(code).name for code in ranked[:_SUGGESTIONS])


def _words_like(query: str) -> Iterator[tuple[str, list[str]]]:
    """What a typo is compared with, and what it means: English names and aliases, or in other scripts every name.

    A code is near to every other code, so that it is offered for a short query only.
    """
    for line in _table().decode("utf-8").splitlines():
        word, codes, *english = line.split("\t")
        if query.isascii():
            fits = bool(english) and (len(word) > 3 or len(query) <= 3)
        else:
            word = unicodedata.normalize("NFD", word)
            fits = not word.isascii() and not set(query).isdisjoint(word)
        if fits and not word.startswith("."):
            yield word, codes.split(",")
