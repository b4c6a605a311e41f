"""Words of a dossier on their way to a terminal or a spreadsheet: nothing in them may act on either."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

# Glyph -> its ASCII spelling: states of knowledge, fates of forecasts, and what frames the page.
GLYPHS = dict(zip("●◐○≠–✓»✗?↶…~•▌─━└█▓░═◆■", "*/o!-+>x?<.~-|-=`#=:-o%", strict=True))
# The base colours alone, and none that vanishes on white or on black: the terminal's own palette decides.
STYLES = {"●": "green", "◐": "yellow", "○": "yellow", "≠": "bold red", "–": "bold", "✓": "green", "»": "yellow"}
STYLES |= {
    "✗": "red",
    "?": "magenta",
    "↶": "magenta",
    "…": "cyan",
    "~": "magenta",
    "▌": "bold cyan",
    "━": "cyan",
    "─": "dim",
    "└": "dim",
    "█": "green",
    "▓": "yellow",
    "░": "red",
    "═": "magenta",
    "◆": "magenta",
    "■": "cyan",
}
# Glyph -> what the legend says of it; and the glyph for what became of a forecast.
MEANINGS: Mapping[str, str] = {
    "●": "not stale",
    "◐": "partly stale",
    "○": "stale, last known",
    "≠": "disputed",
    "–": "nothing held",
    "✓": "came",
    "»": "came late",
    "✗": "passed without it",
    "?": "no outcome held",
    "↶": "withdrawn",
    "…": "still ahead",
    "~": "speculation",
}
FATES: Mapping[str, str] = {
    "met": "✓",
    "came": "✓",
    "already": "✓",
    "undated": "✓",
    "named": "✓",
    "late": "»",
    "missed": "✗",
    "overdue": "?",
    "replaced": "?",
    "open": "?",
    "withdrawn": "↶",
    "ahead": "…",
}

# Typographic signs that have a plain spelling. Letters of any script are names and stay as they are.
_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "…": "...",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "·": "|",
        "•": "-",
        "→": "->",
        "←": "<-",
        "×": "x",
        "⁄": "/",
        "≠": "!=",
        "€": "EUR ",
        "£": "GBP ",
        "₩": "KRW ",
        "₹": "INR ",
    }
)
_LETTERS = frozenset({"L", "M"})


def clean(value: str) -> str:
    """The text on one line, without what a terminal obeys: controls, escape, bidi marks, invisible characters.

    A control becomes a space, a format character (bidi override, zero width) vanishes; spaces do not pile up.
    """
    kept = (c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in value)
    return _single("".join(kept))


def _single(text: str) -> str:
    """Runs of spaces as one; a leading or trailing one stays, since the text may be a part of a sentence."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def plain(value: str) -> str:
    """The text with ASCII punctuation and signs; letters keep their script, other signs become `?`."""
    if value.isascii():
        return value
    return "".join(map(_spelled, value.translate(_PLAIN)))


def _spelled(sign: str) -> str:
    if sign.isascii() or unicodedata.category(sign)[0] in _LETTERS:
        return sign
    simpler = unicodedata.normalize("NFKD", sign).translate(_PLAIN)
    return simpler if simpler.isascii() else "?"


def spans(numbers: Iterable[int]) -> str:
    """`1,3-5,9`: numbers in order, three and more on end as a span."""
    ordered = sorted(set(numbers))
    starts = [n for n in ordered if n - 1 not in ordered]
    ends = [n for n in ordered if n + 1 not in ordered]
    parts = []
    for first, last in zip(starts, ends, strict=True):
        parts += [f"{first}-{last}"] if last - first > 1 else [str(n) for n in range(first, last + 1)]
    return ",".join(parts)
