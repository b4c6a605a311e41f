"""Facts that pass filters, for the list of `xbrief facts` and the tables of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xbrief.brief import listing
from xbrief.cli.run.session import FIRST
from xbrief.errors import NothingHeld
from xbrief.model import Dossier, Fact


def filtered(dossier: Dossier, day: date, wanted: listing.Filter) -> Sequence[Fact]:
    """The facts known on the day; NothingHeld where none passes."""
    found = listing.facts(dossier, day, wanted)
    if not dossier.facts:
        raise NothingHeld("nothing is held yet", f"the dossier on {dossier.company.name} has no facts: {FIRST}")
    if not found:
        raise NothingHeld("no fact passes all of the filters", "leave one out, or ask for a later --as-of DAY")
    return found
