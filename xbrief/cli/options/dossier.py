"""The dossier at hand: the folder that is meant, and what help and completion need of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xbrief import bundled
from xbrief.dossier import places
from xbrief.errors import UnknownName, XbriefError

if TYPE_CHECKING:
    from xbrief.model import Dossier

VARIABLE = "XBRIEF_DOSSIER"


def folder(wish: Path | None) -> Path:
    """The folder wished for, else the current one or its sources/ with a dossier.yaml, else the bundled one."""
    if wish is not None:
        return wish
    return next((near for near in (Path(), Path("sources")) if (near / "dossier.yaml").is_file()), bundled.sources())


def own_folder(wish: Path | None) -> Path:
    """The folder to write into; XbriefError where only the bundled dossier is left, which belongs to the program."""
    found = folder(wish)
    if wish is None and found not in {Path(), Path("sources")}:
        raise XbriefError("no dossier is at hand to write into", "name its folder with --dossier DIR")
    return found


def at_hand(wish: Path | None = None) -> Dossier:
    """The sound part of the dossier that a command would use; XbriefError where there is none."""
    from xbrief.dossier.load import load

    named = os.environ.get(VARIABLE)
    return load(folder(wish or (Path(named) if named else None))).dossier


def by_weight(dossier: Dossier) -> list[str]:
    """Codes of the dossier's markets, those with most facts first."""
    number = Counter(market for fact in dossier.facts.values() for market in fact.market)
    return sorted(number, key=lambda code: (-number[code], code))


def short(code: str, dossier: Dossier) -> str:
    """What one types for a market: a single word of its English name that means it alone, else its code."""
    for word in reversed(places.country(code).name.lower().split()):
        try:
            if places.resolve(word, dossier.markets).code == code:
                return word
        except UnknownName:
            continue
    return code


def findings(dossier: Dossier, codes: Sequence[str]) -> list[str]:
    """The ids of all findings on the markets as of the newest source, the weightiest first."""
    from xbrief.brief.market import market
    from xbrief.claims.ledger import ledger
    from xbrief.rules.own import with_own

    day = max((s.known for s in dossier.sources.values() if s.known), default=date.max)
    book, rules = ledger(dossier, day), with_own(Path(dossier.root) / "rules")
    held = [found for code in codes if (found := market(book, rules, code, lambda c: places.country(c).full))]
    told = sorted((f for each in held for f in each.findings), key=lambda f: (-f.weight, f.id))
    return [f.id for f in told]
