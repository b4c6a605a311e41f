"""How strongly a thing is said."""

from __future__ import annotations

from typing import get_args

import pytest

from xbrief.dossier import schema
from xbrief.language import hedge
from xbrief.model import Certainty, Fact, Speaker

HALDEN = (Speaker("party", "halden"),)


def fact(
    kind: str = "offer", certainty: Certainty = "asserted", says: tuple[Speaker, ...] = (), status: str = ""
) -> Fact:
    return Fact(id="x", source="s", kind=kind, claim="It is so.", certainty=certainty, says=says, status=status or None)


@pytest.mark.parametrize(
    ("given", "verb"),
    [
        (fact(status="planned"), "reported"),
        (fact(status="planned", says=HALDEN), "said"),
        (fact(status="announced", says=HALDEN), "announced"),
        (fact(status="announced"), "reported"),
        (fact(kind="view", says=HALDEN), "said"),
        (fact(certainty="speculated"), "expected"),
        (fact(certainty="speculated", says=HALDEN), "expected"),
        (fact(kind="view", certainty="speculated", says=HALDEN), "said, without a promise,"),
        (fact(kind="view", certainty="speculated"), "expected"),
    ],
)
def test_a_forecast_opens_as_strongly_as_it_was_made(given: Fact, verb: str) -> None:
    assert hedge.opening(given) == verb


def test_whatever_is_speculated_opens_with_a_hedge() -> None:
    for kind in ("offer", "view", "event"):
        for says in ((), HALDEN):
            assert hedge.hedged(hedge.opening(fact(kind, "speculated", says)))
            assert not hedge.hedged(hedge.opening(fact(kind, "asserted", says)))


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Halden may come back", True),
        ("It Might", True),
        ("speculated by officials", True),
        ("a matter of speculation", True),
        ("a rumoured sale", True),
        ("not certain", True),
        ("no certain day", True),
        ("in the view of Ann Berg", True),
        ("Halden sells e-bikes", False),
        ("in Mayfair", False),
        ("certain dealers", False),
        ("thinking", False),
    ],
)
def test_what_counts_as_a_hedge(text: str, hedged: bool) -> None:
    assert hedge.hedged(text) is hedged


def test_every_reason_has_a_noun() -> None:
    assert set(hedge.REASONS) == set(schema.REASONS)
    assert set(hedge.REASONS) > hedge.PURPOSES
    assert set(get_args(Certainty)) == {"asserted", "speculated"}
