"""The language of a text: by its script, else by its commonest words; none where that leaves a doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

# Words of a text that are looked at, and fewer than which tell nothing.
_MOST, _LEAST = 2000, 20
# The share of common words that a text of a language has at least, and how far it leads the next one.
_SHARE, _LEAD = 0.15, 1.3
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _common() -> dict[str, frozenset[str]]:
    lines = Path(__file__).with_name("tongues.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {code: frozenset(words.split()) for code, _, words in rows}


def language(text: str) -> str | None:
    """The BCP 47 code of the language, such as `de`; None where the words do not tell."""
    letters = [sign for sign in text[: _MOST * 6] if sign.isalpha()]
    for code, script in _SCRIPTS:
        # An article names foreign makers in their own letters; Japanese mixes two scripts.
        if letters and sum(script.match(sign) is not None for sign in letters) > len(letters) * 0.2:
            return code
    words = [word.casefold() for word in _WORD.findall(text)[:_MOST]]
    if len(words) < _LEAST:
        return None
    counts = Counter({code: sum(word in common for word in words) for code, common in _common().items()})
    (best, most), (_, second) = counts.most_common(2)
    return best if most >= _SHARE * len(words) and most >= _LEAD * second else None
