"""The shortest anchor that names a span, and no other."""

from __future__ import annotations

from xbrief.evidence.anchor import ELISION, places
from xbrief.evidence.text import Text, normal

_PHRASE = 6
_ENDS = range(3, 9)
_EDGE = ".,;:!?\"'()[] -"


def anchor(words: str, text: Text) -> tuple[str, tuple[int, int]] | None:
    """The anchor of words of one sentence, and where they stand in `raw`; None where they stand twice."""
    parts = words.strip(_EDGE).split()
    tried = [" ".join(parts)] if len(parts) <= _PHRASE else []
    tried += [
        f"{' '.join(parts[:n])}{ELISION}{' '.join(parts[-n:])}"
        for n in _ENDS
        if 2 * n <= len(parts) and len(parts) > _PHRASE
    ]
    for wish in tried:
        found = places(wish, text)
        if len(found) == 1 and normal(text.raw[found[0].start : found[0].end]).strip(_EDGE) == normal(
            " ".join(parts)
        ).strip(_EDGE):
            return wish, (found[0].start, found[0].end)
    return None
