"""Countries, their people and their cities in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Mark


def places(words: str, language: str) -> Iterator[Mark]:
    """The places of a sentence in order, as marks of type GEO and NAT; the value of a region is empty."""
    pattern, held = _gazetteer(language)
    for match in pattern.finditer(words):
        name = match[0]
        code, how = held.get(name) or held.get(name[:-1]) or held[name[:-2]]
        yield Mark("NAT" if how == "people" else "GEO", match.start(), match.end(), name, code.strip("-"))


@cache
def _gazetteer(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    held: dict[str, tuple[str, str]] = {}
    for code, name, how in lexicon.places(language):
        held.setdefault(name, (code, how))
    inner = "|".join(
        re.escape(n) + ("(?:s|es)?" if how == "people" else "") for n, (_, how) in sorted(held.items(), key=_long)
    )
    # Names of their own, such as those of papers and banks, are marked before.
    return re.compile(rf"(?<![\w-])(?:{inner})(?!\w)"), held


def _long(entry: tuple[str, tuple[str, str]]) -> tuple[int, str]:
    return -len(entry[0]), entry[0]
