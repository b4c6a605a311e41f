"""How much of one text stands in another, word for word (w-shingling, Broder 1997)."""

from __future__ import annotations

import re
import unicodedata

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
    one, other = _words(a), _words(b)
    if min(len(one), len(other)) < LENGTH:
        return 1.0 if one and one == other else 0.0
    mine, theirs = _runs(one), _runs(other)
    return len(mine & theirs) / min(len(mine), len(theirs))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[n : n + LENGTH] for n in range(len(words) - LENGTH + 1))
