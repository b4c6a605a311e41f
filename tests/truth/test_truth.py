"""The truth tables: what must be learnt is shown by findings of named rules, what must not be said is said by none.

Each `must` is shown by the findings that `shown/` names for it: they carry just its facts, and tell what it is about.
Each `must_not` is told by no finding; in a twin dossier in which the facts do say so, it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.truth import worlds
from tests.truth.tables import Must, MustNot, Shown, Table, shown, tables
from tests.truth.told import tells
from tests.truth.worlds import World

MUST = [pytest.param(t, row, id=f"{t.name}-{row.n}") for t in tables() for row in t.must]
MUST_NOT = [pytest.param(t, row, id=f"{t.name}-{row.n}") for t in tables() for row in t.must_not]
TABLES = [pytest.param(t, id=t.name) for t in tables()]
# What the composers of briefs count, or find nothing of, themselves; all other findings come from a rule file.
COUNTS = {"age", "origins", "silence", "unsold"}


def real(table: Table) -> World:
    return worlds.real(table.market, table.as_of, table.dossier)


@pytest.mark.parametrize(("table", "row"), MUST)
def test_what_must_be_learnt_is_shown(table: Table, row: Must) -> None:
    world = real(table)
    entries = shown(table.name).get(row.n, ())
    assert entries, f"nothing is named that shows: {row.learns}"
    faults = [fault for entry in entries for fault in _faults(entry, world)]
    untold = set(row.facts) - {fact for entry in entries for fact in entry.facts}
    faults += [f"{fact} is carried by none of them" for fact in sorted(untold)]
    named = [t for t in world.told if t.finding.id in {e.finding for e in entries}]
    by_claim = [e for e in entries if e.claim]
    faults += [
        f"not told: {dict(about)}"
        for about in row.about
        if not tells(about, named, world.ledger) and not any(_same(e, about) for e in by_claim)
    ]
    assert not faults, "\n".join([row.learns, *faults])


@pytest.mark.parametrize("table", TABLES)
def test_what_must_be_learnt_stands_in_the_full_brief(table: Table) -> None:
    """A finding that no brief words teaches nobody."""
    world = real(table)
    named = {e.finding for entries in shown(table.name).values() for e in entries if e.finding in world.findings}
    # The age of the evidence stands in the head of every brief.
    unsaid = sorted(i for i in named - set(world.full.findings) if world.findings[i].rule != "age")
    assert named
    assert not unsaid, ", ".join(unsaid)
    assert any("newest source" in line for line in world.full.meta)


@pytest.mark.parametrize(("table", "row"), MUST_NOT)
def test_what_must_not_be_said_is_said_nowhere(table: Table, row: MustNot) -> None:
    world = real(table)
    for about in row.about:
        found = sorted({t.finding.id for t in tells(about, world.told, world.ledger)})
        assert found == [], f"{row.looks_like}: {dict(about)}"
    if row.word:
        used = [s for s in world.sentences if _word(row.looks_like, s)]
        assert not used, f"the word itself: {used}"


@pytest.mark.parametrize(("table", "row"), MUST_NOT)
def test_a_twin_that_says_so_is_heard(table: Table, row: MustNot, tmp_path: Path) -> None:
    """Not saying it is no silence of the program: where the facts hold it, it is told."""
    twin = worlds.twin(row.twin, table.market, table.as_of, tmp_path, table.dossier)
    unheard = [dict(about) for about in row.about if not tells(about, twin.told, twin.ledger)]
    assert unheard == [], row.looks_like


@pytest.mark.parametrize("table", TABLES)
def test_each_row_is_shown_once(table: Table) -> None:
    """The file beside the table names rows of it, findings by their whole id, and facts that the day knows."""
    entries = [(n, e) for n, found in shown(table.name).items() for e in found]
    assert {n for n, _ in entries} <= {row.n for row in table.must}
    known = worlds.dossier(table.dossier).facts
    for n, entry in entries:
        assert bool(entry.finding) != bool(entry.claim), f"row {n}: a finding or a claim"
        assert entry.facts | entry.also <= set(known), f"row {n}: {sorted(entry.facts | entry.also - set(known))}"
        assert not entry.facts & entry.also, f"row {n}"


def _faults(entry: Shown, world: World) -> Iterable[str]:
    if entry.claim:
        yield from _claim_faults(entry, world)
        return
    finding = world.findings.get(entry.finding)
    if finding is None:
        yield f"{entry.finding}: no such finding"
        return
    if finding.rule not in world.rules and finding.rule not in COUNTS:
        yield f"{finding.id}: no rule is called {finding.rule}"
    if finding.state != entry.state:
        yield f"{finding.id}: its state is {finding.state}, not {entry.state}"
    missing, more = entry.facts - set(finding.facts), set(finding.facts) - entry.facts - entry.also
    if missing:
        yield f"{finding.id}: does not carry {', '.join(sorted(missing))}"
    if more:
        yield f"{finding.id}: carries {', '.join(sorted(more))} besides"


def _claim_faults(entry: Shown, world: World) -> Iterable[str]:
    claim = world.ledger.claims.get(entry.claim)
    if claim is None:
        yield f"{entry.claim}: no such claim"
        return
    if entry.facts - set(claim.facts):
        yield f"{entry.claim}: lacks {', '.join(sorted(entry.facts - set(claim.facts)))}"
    fates = {f.fate for f in claim.forecasts if f.fact == entry.asserts.get("forecast")}
    disputed = {d.about or "state" for d in claim.disputes}
    held = {
        "state": claim.state or "unknown",
        "stale": "yes" if claim.stale else "no",
        "confirmed": claim.confirmed.text if claim.confirmed else "",
        "until": (claim.episode.since or claim.episode.confirmed).text if claim.episode else "",
        "fate": next(iter(fates), ""),
        "disputed": "yes" if disputed else "no",
        "aspect": next(iter(disputed), ""),
    }
    for word, value in entry.asserts.items():
        if word != "forecast" and held.get(word) != value:
            yield f"{entry.claim}: {word} is {held.get(word)!r}, not {value!r}"


def _same(entry: Shown, about: object) -> bool:
    """Does a claim entry assert all that the row says of the claim?"""
    wanted = dict(about) if isinstance(about, dict) else {}
    return wanted.pop("claim", "") == entry.claim and wanted == dict(entry.asserts)


def _word(word: str, sentence: str) -> bool:
    flags = re.NOFLAG if word.isupper() else re.IGNORECASE
    return re.search(rf"\b{re.escape(word)}\b", sentence, flags) is not None
