"""How much of one text stands in another, word for word (w-shingling, Broder 1997)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations

#: Words in a row that count as taken over.
LENGTH = 5
#: From this share on, two texts count as one: an agency's report printed twice, or an article copied. A press release
#: that both quote makes a tenth or two.
RETOLD = 0.5
# Scripts without spaces between words count by the sign.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


def near_identical(a: str, b: str) -> float:
    """The share (0 to 1) of the five-word runs of the shorter text that the other one has, too.

    Case, punctuation, the width of signs and white space make no difference. A text of fewer than five words is like
    another only if it has the same words.
    """
    return share(runs(a), runs(b))


def alike(texts: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """The pairs of texts, by name and in its order, that count as one, each with its share."""
    found = {name: runs(texts[name]) for name in sorted(texts)}
    for a, b in combinations(found, 2):
        if (both := share(found[a], found[b])) >= RETOLD:
            yield a, b, both


def share(mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    """The share (0 to 1) of the smaller set of runs that the other one has, too."""
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of a text; one that is shorter than a run is a run of its own."""
    words = _words(text)
    if len(words) < LENGTH:
        return frozenset({words} if words else ())
    return frozenset(words[n : n + LENGTH] for n in range(len(words) - LENGTH + 1))
