"""Who says so: names, offices, agreement, and whether an interest is at stake."""

from __future__ import annotations

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.language import speaker
from xbrief.model import Dossier, Fact, Speaker

PEOPLE = {
    "ann-berg": {"of": "halden", "role": "head of sales"},
    "bo-dahl": {"of": "wielhuis", "role": "director of Wielhuis"},
    "cor-smit": {"of": "wielhuis"},
    "dora-lind": {"role": "mayor"},
    "eva-moen": {},
    "finn-ruud": {"of": "noord-cycles", "role": "owner"},
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    facts = yaml.safe_load(f"[{{kind: view, about: a, says: {list(PEOPLE)}}}]")
    return make({"facts": facts, "people": PEOPLE}, tmp_path_factory.mktemp("speakers"))[0]


def saying(*says: Speaker) -> Fact:
    return Fact(id="x", source="the-courier-2019-06-15", kind="view", claim="It is so.", says=says)


def person(id: str) -> Speaker:
    return Speaker("person", id)


def party(id: str) -> Speaker:
    return Speaker("party", id)


def unnamed(words: str) -> Speaker:
    return Speaker("unnamed", words)


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("ann-berg", "Halden's head of sales"),
        ("bo-dahl", "director of Wielhuis"),
        ("cor-smit", "of Wielhuis"),
        ("dora-lind", "mayor"),
        ("eva-moen", ""),
        ("finn-ruud", "Noord Cycles' owner"),
    ],
)
def test_an_office(id: str, told: str, dossier: Dossier) -> None:
    assert speaker.office(dossier, id) == told


def test_names(dossier: Dossier) -> None:
    assert speaker.name(dossier, person("ann-berg")) == "Ann Berg"
    assert speaker.name(dossier, party("wielhuis")) == "Wielhuis"
    assert speaker.name(dossier, party("halden")) == "Halden"
    assert speaker.name(dossier, unnamed("trade sources")) == "trade sources"
    assert speaker.party(dossier, "an-unknown-one") == "an-unknown-one"


def test_speakers_are_listed_and_a_publisher_speaks_for_itself(dossier: Dossier) -> None:
    assert speaker.speakers(dossier, saying(person("ann-berg"), party("wielhuis"))) == "Ann Berg and Wielhuis"
    assert speaker.speakers(dossier, saying()) == "The Courier"
    assert speaker.publisher(dossier, saying(party("wielhuis"))) == "The Courier"


@pytest.mark.parametrize(
    ("says", "many"),
    [
        ((), False),
        ((person("ann-berg"),), False),
        ((party("wielhuis"),), False),
        ((person("ann-berg"), person("cor-smit")), True),
        ((unnamed("trade sources"),), True),
        ((unnamed("trade sources "),), True),
        ((unnamed("an official"),), False),
    ],
)
def test_who_takes_a_plural_verb(says: tuple[Speaker, ...], many: bool) -> None:
    assert speaker.plural(saying(*says)) is many


@pytest.mark.parametrize(
    ("says", "about", "stake"),
    [
        ((), [], False),
        ((party("halden"),), [], True),
        ((person("ann-berg"),), [], True),
        ((party("wielhuis"),), [], False),
        ((party("wielhuis"),), ["wielhuis"], True),
        ((person("bo-dahl"),), ["wielhuis"], True),
        ((person("bo-dahl"),), ["fietsplein"], False),
        ((person("dora-lind"),), ["wielhuis"], False),
        ((unnamed("wielhuis"),), ["wielhuis"], False),
        ((person("dora-lind"), party("halden")), [], True),
    ],
)
def test_an_interest_is_computed(says: tuple[Speaker, ...], about: list[str], stake: bool, dossier: Dossier) -> None:
    assert speaker.interested(dossier, saying(*says), about) is stake
