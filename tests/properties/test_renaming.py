"""Nothing is tuned to one dossier: under other names, and 28 years on, it gives the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from tests.properties.renaming import Renaming, later, renaming, shift, write
from tests.properties.worlds import CYCLES, NAMES, TODAY, dossier, markets, rules, sound
from xbrief import bundled
from xbrief.brief import country
from xbrief.brief.market import Market
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.model import Dossier
from xbrief.rules import engine
from xbrief.rules.types import Finding

# It would cost four times the time to count lines here; the tests of each part count them.
pytestmark = pytest.mark.no_cover

FOLDERS = {"bundled": bundled.sources(), "cycles": CYCLES}
SAMPLE = (
    "2014-12-31",
    "2015-02-28",
    "2015-09-30",
    "2016-04-30",
    "2016-06-30",
    "2017-11-30",
    "2020-06-30",
    "2022-06-30",
)
DAYS = [pytest.param(n, d, id=f"{n}-{d}") for n in NAMES for d in (*map(date.fromisoformat, SAMPLE), TODAY)]


@cache
def names(name: str) -> Renaming:
    return renaming(FOLDERS[name])


@pytest.fixture(scope="module", name="renamed")
def _renamed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dossier]:
    found = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(name)
        write(FOLDERS[name], names(name), folder)
        found[name] = sound(folder)
    return found


@dataclass(frozen=True)
class Pair:
    """A market as it is, and under its other name."""

    old: Market
    new: Market
    names: Renaming

    def findings(self) -> Iterator[tuple[Finding, Finding]]:
        new = {f.id: f for f in self.new.findings}
        for f in self.old.findings:
            yield f, new[self.key(f.id)]

    def key(self, old: str) -> str:
        return self.names.key(old, _kept(self.old.ledger))


def _kept(held: Ledger) -> set[str]:
    """Ids that the renaming leaves as they are."""
    return {*held.known, *held.dossier.origins}


def pairs(name: str, day: date, renamed: dict[str, Dossier]) -> list[Pair]:
    old = markets(ledger(dossier(name), day))
    new = {m.code: m for m in markets(ledger(renamed[name], later(day)))}
    assert sorted(new) == sorted(names(name).markets[m.code] for m in old)
    return [Pair(m, new[names(name).markets[m.code]], names(name)) for m in old]


def test_the_new_dossier_shares_no_name_with_the_old(renamed: dict[str, Dossier]) -> None:
    for name in NAMES:
        old, new = dossier(name), renamed[name]
        assert old.company != new.company
        for field in ("categories", "brands", "parties", "people"):
            assert not set(getattr(old, field)) & set(getattr(new, field)), field
            assert len(getattr(old, field)) == len(getattr(new, field)), field
        assert not set(old.markets) & set(new.markets)
        assert list(old.facts) == list(new.facts)
        assert all(f.claim != new.facts[i].claim for i, f in old.facts.items() if old.company.name in f.claim)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_the_claims_are_the_same(name: str, day: date, renamed: dict[str, Dossier]) -> None:
    old, new = ledger(dossier(name), day), ledger(renamed[name], later(day))
    keys = {k: names(name).key(k, _kept(old)) for k in old.claims}
    assert sorted(keys.values()) == sorted(new.claims)
    for key, other in keys.items():
        assert _course(old, key) == _course(new, other), key


def _course(held: Ledger, key: str) -> list[object]:
    claim = held.claims[key]
    course = [
        (e.state, e.facts, e.ended_by, e.official, len(e.cells), _day(held, e.confirmed.latest))
        for e in (*claim.turns, *claim.unofficial)
    ]
    fates = [(f.fact, f.fate, f.outcome, f.late_days, f.still_ahead) for f in claim.forecasts]
    return [claim.facts, claim.state, claim.stale, claim.contested, claim.origins, course, fates]


def _day(held: Ledger, day: date | None) -> int | None:
    """How long before the as-of day."""
    return (held.as_of - day).days if day else None


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_the_findings_are_the_same(name: str, day: date, renamed: dict[str, Dossier]) -> None:
    for pair in pairs(name, day, renamed):
        assert sorted(pair.key(f.id) for f in pair.old.findings) == sorted(f.id for f in pair.new.findings)
        for f, g in pair.findings():
            assert (f.rule, f.section, f.state, f.basis, f.facts) == (g.rule, g.section, g.state, g.basis, g.facts)
            assert (f.certainty, f.stale, f.origins, f.weight, f.main) == (
                g.certainty,
                g.stale,
                g.origins,
                g.weight,
                g.main,
            ), f.id
            assert f.counted == g.counted
            assert [pair.key(c) for c in f.claims] == list(g.claims)
            assert (shift(f.when.text) if f.when else None) == (g.when.text if g.when else None), f.id


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_the_sentences_are_the_same(name: str, day: date, renamed: dict[str, Dossier]) -> None:
    """Word by word, once the names are those of the other dossier."""
    for pair in pairs(name, day, renamed):
        for f, g in pair.findings():
            if f.rule in rules():
                told = engine.told(rules(), [g]).text
                assert pair.names.back(told) == engine.told(rules(), [f]).text


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_the_briefs_choose_the_same(name: str, day: date, renamed: dict[str, Dossier]) -> None:
    """The same findings and facts, in the same order, at every length."""
    for pair in pairs(name, day, renamed):
        for length in ("line", "page", "full"):
            old, new = country.brief(pair.old, length), country.brief(pair.new, length)
            assert [pair.key(i) for i in old.findings] == list(new.findings), (pair.old.code, length)
            assert list(old.citations) == list(new.citations), (pair.old.code, length)
