"""Which reason the words of a clause tell."""

from __future__ import annotations

import re
from functools import cache

from xbrief.intake.suggest import lexicon


def reason(words: str, language: str) -> str | None:
    """The reason of the schema that is told first; None where no word tells one."""
    found = [(m.start(), n, name) for n, (name, cue) in enumerate(_cues(language)) if (m := cue.search(words))]
    return min(found)[2] if found else None


@cache
def _cues(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE))
        for name, words in lexicon.words(language, "reasons").items()
    )
