"""Countries, their people and their cities in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Mark

# Shorter names in capitals may be abbreviations.
_SHORTEST = 3


def places(words: str, language: str) -> Iterator[Mark]:
    """The places of a sentence in order, as marks of type GEO and NAT; the value of a region is empty."""
    pattern, held = _gazetteer(language)
    with_states = lexicon.words(language, "words")["country"]["with-states"].split()
    for match in pattern.finditer(words):
        name = match[0]
        code, how = held.get(name) or held.get(name[:-1]) or held[name[:-2]]
        # A city may be named with its state behind it, which tells it from others of its name.
        behind = pattern.match(words, match.end() + 2) if words.startswith(", ", match.end()) else None
        if (
            how == "city"
            and behind
            and held.get(behind[0], ("", ""))[1] == "city"
            and held[behind[0]][0] in with_states
        ):
            code = held[behind[0]][0]
        yield Mark("NAT" if how == "people" else "GEO", match.start(), match.end(), name, code.strip("-"))


@cache
def _gazetteer(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    held: dict[str, tuple[str, str]] = {}
    for code, name, how in lexicon.places(language):
        held.setdefault(name, (code, how))
        # As in headings: "TAKORADI, GHANA".
        if how != "people" and len(name) > _SHORTEST:
            held.setdefault(name.upper(), (code, how))
    inner = "|".join(
        re.escape(n) + ("(?:s|es)?" if how == "people" else "") for n, (_, how) in sorted(held.items(), key=_long)
    )
    # Names of their own, such as those of papers and banks, are marked before; New Holland is no part of Holland.
    return re.compile(rf"(?<![\w-])(?<!New )(?:{inner})(?!\w)"), held


def _long(entry: tuple[str, tuple[str, str]]) -> tuple[int, str]:
    return -len(entry[0]), entry[0]
