"""The patterns of a language: data, one file a kind. `en/README.md` says how they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from xbrief.dossier.schema import KINDS, fields_of
from xbrief.errors import XbriefError
from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.types import Pattern

_SLOT = re.compile(r"\{(?:(?P<slot>[a-z_]+):)?(?P<macro>[A-Z][A-Z0-9]*)\}")
_DEPTH = 8
SECOND = "__"


@cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """All patterns of a language, by kind in the order of the schema; XbriefError names one that is broken."""
    found: list[Pattern] = []
    for kind in KINDS:
        # `partner.yaml`, and what further files hold of the kind: `partner-frames.yaml`.
        for file in sorted(name for name in lexicon.kinds(language) if name.partition("-")[0] == kind):
            table = lexicon.words(language, file)
            found += [_pattern(kind, name, entry) for name, entry in table.items()]
    if twice := [id for id, times in Counter(pattern.id for pattern in found).items() if times > 1]:
        raise XbriefError(f"the pattern {twice[0]} stands in two files", "give one of them another name")
    return tuple(found)


def _pattern(kind: str, name: str, entry: Mapping[str, Any]) -> Pattern:
    id = f"{kind}.{name}"
    unknown = entry.keys() - Pattern.__dataclass_fields__.keys()
    if unknown or not {"find", "claim", "score", "cue"} <= entry.keys():
        raise XbriefError(f"the pattern {id} is broken: {', '.join(sorted(unknown)) or 'a key is missing'}", "mend it")
    fact = entry.get("fact", {})
    if strange := fact.keys() - fields_of(kind).keys():
        raise XbriefError(f"the pattern {id} sets {', '.join(sorted(strange))}, which its kind has not", "mend it")
    lists = {key: tuple(entry.get(key, ())) for key in ("examples", "never")}
    return Pattern(**{**entry, "id": id, "kind": kind, "score": float(entry["score"]), "fact": fact, **lists})


@lru_cache(maxsize=2048)
def compiled(find: str, language: str) -> re.Pattern[str]:
    """An expression with its macros put in: `{C}`, or `{goods:GOODS}` for one that is asked for by name."""
    macros: Mapping[str, str] = lexicon.words(language, "words")["macros"] | lexicon.words(language, "trade")["macros"]
    used: Counter[str] = Counter()
    for _ in range(_DEPTH):
        find, changed = _SLOT.subn(lambda m: _put(m, macros, used), find)
        if not changed:
            break
    return re.compile(find, re.IGNORECASE)


def _put(match: re.Match[str], macros: Mapping[str, str], used: Counter[str]) -> str:
    if match["macro"] not in macros:
        raise XbriefError(f"there is no macro {match['macro']}", "look at words.yaml")
    inner = macros[match["macro"]]
    slot = match["slot"]
    if not slot:
        return f"(?:{inner})"
    # A slot may stand in several branches; a group's name may not.
    used[slot] += 1
    return f"(?P<{slot}{SECOND}{used[slot]}>{inner})" if used[slot] > 1 else f"(?P<{slot}>{inner})"


def group(match: re.Match[str], slot: str) -> str | None:
    """The name of the group that fills a slot; None where the slot is empty."""
    names = (name for name in match.re.groupindex if name == slot or name.startswith(slot + SECOND))
    return next((name for name in names if match[name] is not None), None)
