"""The detector against the lists of curators and readers: what it finds again, and that it finds nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clash.known import NOTES, OTHERS, Known
from tests.clash.recall import ALL_LINKS, CYCLES, SOURCES, STANCES, declared, found, main, stripped, unlisted
from xbrief.claims.ledger import ledger
from xbrief.dossier.load import load

# It would cost four times the time to count lines here; the tests of each part count them.
pytestmark = pytest.mark.no_cover

# Differences of account that are found all the same, by the words of the views.
BY_WORDS = {"leave to sell or none", "pause or end of production", "who stopped the sale", "wholly made or assembled"}
# How many links of each class there are at least, and how many of those of account are found.
LINKS = {SOURCES: (11, 14, 6), CYCLES: (2, 4, 2)}


@pytest.mark.parametrize("known", [*NOTES, *OTHERS], ids=lambda known: known.words)
def test_the_noted_conflicts_by_fields_are_found_again_without_their_links(known: Known) -> None:
    sort = known.sort(load(SOURCES).dossier)
    assert known.found(found()) == (sort == "fields" or known.words in BY_WORDS)


@pytest.mark.parametrize("kinds", [STANCES, ALL_LINKS], ids=["no stances", "no links"])
@pytest.mark.parametrize("root", LINKS, ids=lambda root: root.name)
def test_the_declared_conflicts_by_fields_are_found_again(root: Path, kinds: frozenset[str]) -> None:
    links = list(declared(root, kinds))
    fields, accounts = ([d for d in links if d.sort == sort] for sort in ("fields", "account"))
    # One end is told so vaguely that it bears the day on which the other sees a business; a third voice is plainer.
    assert [(d.fact.id, d.link.fact, bool(d.meeting), bool(d.elsewhere)) for d in fields if not d.found] == (
        [("br-vl1902-left", "br-vw1705-operating", True, True)] if root == SOURCES else []
    )
    assert (len(fields), len(accounts), sum(d.found for d in accounts)) == LINKS[root]


@pytest.mark.parametrize("kinds", [frozenset(), STANCES, ALL_LINKS], ids=["as it is", "no stances", "no links"])
def test_nothing_is_found_on_any_day_that_nobody_calls_a_conflict(kinds: frozenset[str]) -> None:
    dossier = stripped(load(SOURCES).dossier, kinds)
    for day in sorted({s.known for s in dossier.sources.values() if s.known}):
        assert [c.id for c in unlisted(ledger(dossier, day).clashes)] == []


@pytest.mark.parametrize("kinds", [frozenset(), STANCES, ALL_LINKS], ids=["as it is", "no stances", "no links"])
def test_nothing_is_found_in_the_small_dossier_but_what_its_curator_declares(kinds: frozenset[str]) -> None:
    links = {frozenset({d.fact.id, d.link.fact}) for d in declared(CYCLES)}
    assert {frozenset({c.earlier, c.later}) for c in found(kinds, root=CYCLES)} <= links


def test_with_the_curator_s_links_two_conflicts_are_left_to_find() -> None:
    left = found(frozenset())
    assert [c.id for c in left] == [
        "clash:gb-ap1811-shop+gb-dt1810-shop",
        "clash:in-aa1505-launch+in-tr1504-weekly-flash",
    ]
    assert [known.words for known in OTHERS if known.found(left)] == [OTHERS[0].words, OTHERS[-1].words]


def test_the_count_names_a_reason_for_whatever_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    told = capsys.readouterr().out
    assert "sources/NOTES.md, conflicts by fields: declared 6, found 6\n" in told
    assert "links of sources, conflicts by fields: declared 11, found 10\n" in told
    assert "false (on no list): 0\n" in told
    assert "no reason known" not in told
