"""The facts held against the texts at hand, as problems; and sources whose texts copy each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xbrief.brief import origins
from xbrief.evidence.folder import Texts
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.held import look
from xbrief.evidence.lock import Checked
from xbrief.evidence.shingles import alike
from xbrief.model import Dossier
from xbrief.problems import Problem


def problems(dossier: Dossier, held: Mapping[str, Checked], at_hand: Texts, *, strict: bool) -> Iterator[Problem]:
    """What the texts do not bear, and copies without a common origin.

    Warnings; with `strict` a fact that its text does not bear is an error, unless a person answers for it.
    """
    names = Glossary(dossier)
    for id, fact in dossier.facts.items():
        severity = "error" if strict and held[id].state != "vouched" else "warning"
        for fault in look(names, fact, at_hand).faults:
            place = fact.place
            hint = f"mend the fact, or look at its words: `xbrief why {id}`"
            yield Problem(place.file, place.line, place.column, fault.code, f"{id}: {fault.message}", hint, severity)
    yield from _copies(dossier, at_hand)


def _copies(dossier: Dossier, at_hand: Texts) -> Iterator[Problem]:
    for one, other, share in alike(at_hand.articles(dossier.sources)):
        pair = origins.Alike(one, other, share)
        if hint := origins.proposal(dossier, pair):
            place = dossier.sources[origins.later(dossier, pair)].place
            told = f"{one} and {other} are near-identical, and have no common origin"
            message = f"{told}: {round(100 * share)} percent of the shorter stands word for word in both"
            yield Problem(place.file, place.line, place.column, "E701", message, hint, "warning")
