"""Watch items: read from dossier.yaml with their faults told, and passed by the facts that they wait for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.small_dossiers import fact, loaded, only
from xbrief.dossier.watch import passes
from xbrief.model import Fact, Watch

SOUND = (
    "watch:\n- {id: seller, market: ch, words: a seller appears, since: '2020-01', kind: partner,"
    " role: [retailer, carrier], categories: lamps, exclusive: true}"
)


def read(tmp_path: Path, given: str) -> tuple[Watch, ...]:
    found = loaded(tmp_path / "d", fact(), dossier=_main(given))
    assert not found.problems, found.problems
    return found.dossier.watch


def _main(given: str) -> str:
    from tests.unit.small_dossiers import dossier

    return dossier(given)


def test_an_item_has_its_day_and_its_tests(tmp_path: Path) -> None:
    (seller,) = read(tmp_path, SOUND)
    assert seller == Watch(
        "seller",
        "a seller appears",
        date(2020, 1, 31),
        "partner",
        ("ch",),
        {"role": ("retailer", "carrier"), "categories": ("lamps",), "exclusive": (True,)},
    )


@pytest.mark.parametrize("given", ["", "watch:", "watch: []"])
def test_a_dossier_may_wait_for_nothing(given: str, tmp_path: Path) -> None:
    assert read(tmp_path, given) == ()


@pytest.mark.parametrize(
    ("item", "code", "words"),
    [
        ("{id: x, words: x, since: '2020', kind: partnr}", "D204", "partner"),
        ("{id: x, words: x, since: '2020', kind: partner, rle: carrier}", "D203", "role"),
        ("{id: x, words: x, since: '2020', kind: offer, role: carrier}", "D203", "belongs to partner"),
        ("{id: x, words: x, since: '2020', kind: partner, role: carier}", "D204", "carrier"),
        ("{id: x, words: x, since: '2020', kind: partner, role: [carier]}", "D204", "carrier"),
        ("{id: x, words: x, since: '2020', kind: partner, role: []}", "D205", "name at least one"),
        ("{id: x, words: x, since: '2020', kind: partner, parties: Butik AG}", "D302", "butik"),
        ("{id: x, words: x, since: '2020', kind: offer, categories: [lmps]}", "D301", "lamps"),
        ("{id: x, words: x, since: '2020', kind: offer, only: perhaps}", "D206", "true or false"),
        ("{id: x, words: x, since: '2020', kind: offer, market: Bern}", "D304", "alpha-2"),
        ("{id: x, words: x, since: soon, kind: offer}", "D401", ""),
        ("{id: x, words: x, since: 2020/.., kind: offer}", "D401", "YYYY-MM-DD"),
        ("{id: x, words: x, kind: offer}", "D202", "since"),
        ("{id: X, words: x, since: '2020', kind: offer}", "D207", ""),
        ("x", "D201", ""),
        ("{id: shop, words: x, since: '2020', kind: offer}", "D318", "another id"),
    ],
)
def test_a_fault_takes_out_the_item_and_is_told_with_the_way_out(
    item: str, code: str, words: str, tmp_path: Path
) -> None:
    main = _main(f"watch:\n- {{id: shop, words: a shop, since: '2020', kind: channel}}\n- {item}")
    found = loaded(tmp_path / "d", fact(), dossier=main)
    problem = only(found, code)
    assert words in f"{problem.message} {problem.hint}" or words in problem.hint
    assert problem.file == "dossier.yaml"
    assert problem.line == len(main.splitlines())
    assert [w.id for w in found.dossier.watch] == ["shop"]


def test_a_watch_that_is_no_list_is_told(tmp_path: Path) -> None:
    problem = only(loaded(tmp_path / "d", fact(), dossier=_main("watch: {id: x}")), "D201")
    assert "- id:" in problem.hint


def _fact(**given: object) -> Fact:
    base = {"id": "x", "source": "s", "kind": "partner", "claim": "c", "market": ("ch",), "role": "carrier"}
    return Fact(**{**base, **given})  # type: ignore[arg-type]  # fields by name, as a table gives them


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ({}, True),
        ({"kind": "offer"}, False),
        ({"market": ("se",)}, False),
        ({"market": ("se", "ch")}, True),
        ({"market": ()}, False),
        ({"role": "dealer"}, False),
        ({"role": "retailer"}, True),
        ({"exclusive": False}, True),
        ({"categories": ("kettles", "lamps")}, True),
    ],
)
def test_a_fact_passes_or_does_not(given: dict[str, object], *, passed: bool) -> None:
    item = Watch("w", "w", date(2020, 1, 1), "partner", ("ch",), {"role": ("carrier", "retailer")})
    assert passes(item, _fact(**given)) is passed


def test_every_test_must_hold_and_a_field_that_is_left_out_passes_none() -> None:
    item = Watch("w", "w", date(2020, 1, 1), "partner", (), {"exclusive": (True,), "categories": ("lamps",)})
    assert not passes(item, _fact())
    assert not passes(item, _fact(exclusive=True))
    assert not passes(item, _fact(exclusive=False, categories=("lamps",)))
    assert passes(item, _fact(exclusive=True, categories=("lamps",), market=()))
