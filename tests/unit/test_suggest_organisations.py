"""Who is named in an article: organisations, people, public bodies."""

from __future__ import annotations

import pytest

from tests.unit.small_dossiers import loaded
from xbrief.intake.suggest.head import bare
from xbrief.intake.suggest.organisations import organisations
from xbrief.intake.suggest.types import Mark, Org
from xbrief.model import Dossier

ACME = "Nordwind"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return loaded(tmp_path_factory.mktemp("dossier")).dossier


def told(dossier: Dossier, *sentences: str) -> list[list[tuple[str, str]]]:
    """The marks of sentences: their words, and what the bearer is."""
    return [[(m.words, _kind(m)) for m in marks] for marks in organisations(sentences, dossier)]


def _kind(mark: Mark) -> str:
    if mark.type == "ORG":
        assert isinstance(mark.value, Org)
        return mark.value.type or "?"
    return mark.type


@pytest.mark.parametrize(
    ("sentence", "name", "type"),
    [
        ("It sells through retailer Magasin Bleu.", "Magasin Bleu", "retailer"),
        ("It sells lamps through Magasin Bleu, a French retailer.", "Magasin Bleu", "retailer"),
        ("Lampex, importer since 2014, is pleased.", "Lampex", "distributor"),
        ("It has appointed Thanh Loi Motors.", "Thanh Loi Motors", "maker"),
        (
            "It has appointed Thanh Loi Motors as importer, and Thanh Loi, a local importer, is glad.",
            "Thanh Loi",
            "distributor",
        ),
        ("Mobile operator Volta rang.", "Volta", "carrier"),
        ("The marketplace Tudo Já lists lamps.", "Tudo Já", "marketplace"),
        ("It has three importers in Luanda, among them Irmãos Catumbela.", "Irmãos Catumbela", "distributor"),
        ("The lamps are sold by Hogar Andino.", "Hogar Andino", "?"),
        ("Rival Huayun cut its prices.", "Huayun", "rival"),
        ("It has signed with Brightside & Co.", "Brightside & Co", "?"),
        ("Emirati chain Dallah & Co opened a shop.", "Dallah & Co", "retailer"),
        ("The lamps reach buyers via Csiga Posta.", "Csiga Posta", "service"),
        ("They come from Ljus Svenska AB.", "Ljus Svenska AB", "?"),
        ("The Ministry of Trade forbids it.", "Ministry of Trade", "ministry"),
        (
            "The National Press and Publication Administration forbids it.",
            "National Press and Publication Administration",
            "regulator",
        ),
        ("The Supreme Court of India has ruled.", "Supreme Court of India", "court"),
        ("A federal judge has ruled.", "federal judge", "court"),
        ("The health ministry forbids it.", "health ministry", "ministry"),
        ("Malaysia's regulator forbids it.", "Malaysia's regulator", "regulator"),
        ("The daily Vltavské Noviny had it first.", "Vltavské Noviny", "media"),
        ("She told Café Ledger so.", "Café Ledger", "media"),
        ("It deals with Butik AG.", "Butik AG", "retailer"),
    ],
)
def test_organisations(dossier: Dossier, sentence: str, name: str, type: str) -> None:
    assert (name, type) in told(dossier, sentence)[0]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("“We leave,” said Jane Doe, country manager.", "Jane Doe"),
        ("Its chief executive, Ola Nordmann, is glad.", "Ola Nordmann"),
        ("Mr Nordmann is glad.", "Nordmann"),
        ("Analyst Dana Whitlock doubts it.", "Dana Whitlock"),
        ("Eva Lund is glad.", "Eva Lund"),
        ("The administrator of the firm for Africa, Duarte Vilaça, is glad.", "Duarte Vilaça"),
    ],
)
def test_people(dossier: Dossier, sentence: str, name: str) -> None:
    assert (name, "PER") in told(dossier, sentence)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Locally assembled lamps are exempt.",
        "It opened a shop in Norway on Monday, 3 May.",
        "Trailers pay 20 per cent.",
        "The Tariff Act hurts the Chinese and the Lithuanians.",
        "It sells lamps in Addis Ababa.",
        "The letter of authority is missing, and so is the customs duty.",
        "The Ho Chi Minh City importer is glad.",
        "THE BIG LAMP SALE",
    ],
)
def test_what_names_nobody(dossier: Dossier, sentence: str) -> None:
    assert told(dossier, sentence) == [[]]


def test_what_one_sentence_shows_holds_in_all(dossier: Dossier) -> None:
    found = told(
        dossier,
        "Huayun is glad.",
        "Distributors Karlsson Components and Bitline Supply have stopped, and so has rival Huayun.",
        "Bitline is glad, said general counsel Peter Loh.",
        "Loh is glad.",
        "Bitline’s glad.",
    )
    assert found == [
        [("Huayun", "rival")],
        [("Karlsson Components", "distributor"), ("Bitline Supply", "distributor"), ("Huayun", "rival")],
        [("Bitline", "distributor"), ("Peter Loh", "PER")],
        [("Loh", "PER")],
        [("Bitline", "distributor")],
    ]


def test_where_somebody_comes_from(dossier: Dossier) -> None:
    (marks,) = organisations(["It signed with the Japanese distributor Hikari."], dossier)
    assert [(m.value.name, m.value.home) for m in marks if isinstance(m.value, Org)] == [("Hikari", "jp")]


def test_the_company_by_its_names(dossier: Dossier) -> None:
    assert told(dossier, "Nordwind and Nordwind's dealer are glad.") == [[("Nordwind", "C"), ("Nordwind", "C")]]


def test_a_company_by_its_short_names() -> None:
    firm = bare("Hsinyu Power Semiconductor")
    (marks,) = organisations(["Hsinyu Power and Hsinyu are glad, and so is Hsinyu Power Semiconductor."], firm)
    assert [(m.words, m.type) for m in marks] == [
        ("Hsinyu Power", "C"),
        ("Hsinyu", "C"),
        ("Hsinyu Power Semiconductor", "C"),
    ]
    # A word of the language is no name of its own.
    (marks,) = organisations(["Blue lamps are sold, and blue is in."], bare("Blue Spike"))
    assert marks == []


def test_the_chain_of_a_name_is_called_so() -> None:
    (marks,) = organisations(["It is repaired by the Oficina chain, and not by a Lima importer."], bare("Acme"))
    assert [(m.words, m.value.type) for m in marks if isinstance(m.value, Org)] == [("Oficina", "retailer")]


def test_a_surname_that_is_a_firm_as_well_stays_a_firm() -> None:
    found = organisations(
        ["Importer Berg rang.", "Retailer Berg sells lamps.", "Lars Berg, its chief, is glad."], bare("Acme")
    )
    assert [[(m.words, m.type) for m in marks] for marks in found] == [
        [("Berg", "ORG")],
        [("Berg", "ORG")],
        [("Lars Berg", "PER")],
    ]
