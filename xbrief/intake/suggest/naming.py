"""By which words a name is known for an organisation's, a person's or a public body's: `names.yaml`, as patterns."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase

from xbrief.dossier import places
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.capitals import Span

_MACRO = re.compile(r"\{([A-Z]+)\}")


class Naming:
    """The word lists of a language. `within` and `bodies` lead from types to the words in a name that tell them."""

    def __init__(self, language: str) -> None:
        self._table = table = lexicon.words(language, "names")
        held = lexicon.places(language)
        self.places: dict[str, str] = {name: code for code, name, _ in held}
        self.opening = frozenset(joined(table["opening"]).split("|"))
        self.known_bodies: dict[str, str] = {
            name: code for code, names in table["known-bodies"].items() for name in joined(names).split("|")
        }
        roles = {type: joined(words) for type, words in table["roles"].items()}
        self._roles = [(type, re.compile(rf"(?:{words})s?\Z", re.IGNORECASE)) for type, words in roles.items()]
        self.within = [(t, re.compile(rf"(?<!\w)(?:{joined(w)})(?!\w)")) for t, w in table["within"].items()]
        self.bodies = [(t, re.compile(rf"\b(?:{joined(w)})\b")) for t, w in table["bodies"].items()]
        self._macros = {
            "ROLE": "|".join(roles.values()),
            "DET": table["frames"]["det"],
            "PEOPLE": "|".join(re.escape(name) for _, name, how in held if how == "people"),
            "NAMED": "|".join(re.escape(name) for _, name, how in held if how == "name"),
            "PUBLIC": f"(?:(?:{joined(table['public'])}) ){{0,4}}",
            **{name.upper(): joined(table[name]) for name in _LISTS},
        }
        self._frames = {name: self._compiled(frame) for name, frame in table["frames"].items() if name != "body"}
        self.lower = [
            (type, self._compiled(table["frames"]["body"].replace("{BODY}", joined(words))))
            for type, words in table["lower"].items()
        ]
        self._place = self._compiled(r"(?<!\w)(?-i:{PEOPLE}|{NAMED})(?!\w)")

    def _compiled(self, frame: str) -> re.Pattern[str]:
        while _MACRO.search(frame):
            frame = _MACRO.sub(lambda found: self._macros[found[1]], frame)
        return re.compile(frame, re.IGNORECASE)

    def near(self, frame: str, text: str) -> re.Match[str] | None:
        """What of a frame is found anywhere in the words."""
        return self._frames[frame].search(text)

    def next(self, frame: str, text: str, at: int = 0) -> re.Match[str] | None:
        """What of a frame the words begin with, from `at` on."""
        return self._frames[frame].match(text, at)

    def role(self, words: str) -> str:
        """The type of a role's noun."""
        return next((type for type, pattern in self._roles if pattern.match(words)), "other")

    def seat(self, name: str) -> str | None:
        """The country that the name of a public body tells: Bank of Italy, Malaysia's regulator."""
        if name in self.known_bodies:
            return self.known_bodies[name]
        found = self._place.search(name)
        return (self.places[found[0]].strip("-") or None) if found else None

    def nobody(self, span: Span) -> bool:
        """Is it the name of a place, a law or a day, or no name at all?"""
        if len(span.name) < 2 or span.name.isdigit() or self.near("nobody", span.name):
            return True
        if span.name in self.places or span.name in _countries():
            return True
        return all(word.removesuffix("s") in self.places or word in self.places for word in span.words)


_LISTS = ("person", "speaks", "deals", "has", "dealt", "title", "nobody")


@cache
def naming(language: str) -> Naming:
    """The word lists of a language, read once."""
    return Naming(language)


def joined(words: str) -> str:
    """Alternatives as an expression has them."""
    return "|".join(word.strip() for word in re.split(r"\s\|\s", words))


@cache
def _countries() -> frozenset[str]:
    """English names of all countries: those of the gazetteer are the ones that are often written of."""
    codes = (a + b for a in ascii_lowercase for b in ascii_lowercase)
    return frozenset(places.country(code).name for code in codes if places.is_country(code))
