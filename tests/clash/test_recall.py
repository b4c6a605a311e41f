"""The detector against the lists of curators and readers: what it finds again, and that it finds nothing else."""

from __future__ import annotations

import pytest

from tests.clash.recall import NOTES, OTHERS, REPO, STANCES, found, stripped, unlisted
from xbrief.claims.ledger import ledger
from xbrief.dossier.load import load

LINKS = frozenset({"disputes", "denies", "supersedes", "supports"})
LEAST = 8
# Two views that turn on words alone, a change of plan, and speculation: no test of two typed facts can tell them.
MISSED = {
    "phones not planned, or this year",
    "pause or end of production",
    "dealers this month, or from May",
    "phones on the roadmap or no proof of it",
}


def test_most_of_the_noted_conflicts_are_found_again_without_their_links() -> None:
    clashes = found()
    wanted = [known for known in NOTES if not known.beside]
    assert sum(known.found(clashes) for known in wanted) >= LEAST
    assert {known.words for known in wanted if not known.found(clashes)} == MISSED
    assert not any(known.found(clashes) for known in NOTES if known.beside)


@pytest.mark.parametrize("kinds", [frozenset(), STANCES, LINKS], ids=["as it is", "no stances", "no links"])
def test_nothing_is_found_on_any_day_that_nobody_calls_a_conflict(kinds: frozenset[str]) -> None:
    dossier = stripped(load(REPO / "sources").dossier, kinds)
    for day in sorted({s.known for s in dossier.sources.values() if s.known}):
        assert [c.id for c in unlisted(ledger(dossier, day).clashes)] == []


def test_with_the_curator_s_links_one_conflict_is_left_to_find() -> None:
    assert [c.id for c in found(frozenset())] == ["clash:gb-ap1811-shop+gb-dt1810-shop"]
    assert [known.words for known in OTHERS if known.found(found(frozenset()))] == [OTHERS[-1].words]
