"""A cause names the fact that it explains, once that is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.suggested import FOUND, TEXT, candidates
from tests.unit.small_dossiers import fact, source, write
from xbrief.cli.run.desk import Desk
from xbrief.evidence.text import read
from xbrief.intake.review.items import Item, items

SOURCE = "ex-2020-02"
HELD = fact("id: ch-ex2002-shop\nkind: view\nabout: lamps\nanchor: Nordwind sells lamps\nclaim: Lamps.")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = write(tmp_path / "d", {f"{SOURCE}.yaml": source(HELD).replace("language: sv", "language: en")})
    return Desk(root, SOURCE, read(TEXT), "2020-03-01")


def proposed(desk: Desk) -> dict[str, Item]:
    """The candidates by kind, the cause one of the offer's."""
    found = candidates(desk.text)
    offer = next(c for c in found if c.fact["kind"] == "offer")
    linked = [replace(c, explains=offer.span) if c.fact["kind"] == "cause" else c for c in found]
    return {str(i.fact["kind"]): i for i in items(linked, {}, desk.loaded.dossier, SOURCE, "")}


def test_causes_come_behind_what_they_explain(desk: Desk) -> None:
    assert [*proposed(desk)] == ["event", "offer", "tariff", "cause"]
    assert len(FOUND) == 4


def test_it_takes_the_id_of_the_turn_that_was_accepted(desk: Desk) -> None:
    found = proposed(desk)
    # The view on the same words tells no turn.
    before = desk.trial(found["cause"])
    assert "of" not in before.fact
    assert [p.message for p in before.problems] == ["`of` is missing: a cause needs it"]
    turn = desk.trial(found["offer"])
    desk.accept(found["offer"], turn)
    after = desk.trial(found["cause"])
    assert after.fact["of"] == turn.id
    assert list(after.fact).index("of") < list(after.fact).index("reason")
    assert not after.problems


def test_what_a_person_wrote_stays(desk: Desk) -> None:
    found = proposed(desk)
    desk.accept(found["offer"], desk.trial(found["offer"]))
    own = replace(found["cause"], fact={**found["cause"].fact, "of": "ch-ex2002-shop"})
    assert desk.trial(own).fact["of"] == "ch-ex2002-shop"


def test_a_cause_of_which_no_turn_is_known_is_left_as_it_is(desk: Desk) -> None:
    found = proposed(desk)
    desk.accept(found["offer"], desk.trial(found["offer"]))
    assert "of" not in desk.trial(replace(found["cause"], explains=None)).fact
