"""Names resolve exactly or are refused with a hint; the data beside the module is what its generator makes."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest

from tools import make_places
from xbrief.dossier.places import LONGEST_NAME, Country, Region, country, fold, is_country, resolve, unaccented
from xbrief.errors import UnknownName

REGIONS = make_places.members()
COUNTRIES = make_places.countries()


def refusal(name: str, own: tuple[str, ...] = ()) -> UnknownName:
    with pytest.raises(UnknownName) as caught:
        resolve(name, own)
    return caught.value


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kr", "kr"),
        ("KR", "kr"),
        ("KOR", "kr"),
        ("410", "kr"),
        ("korea", "kr"),
        ("Korea, Republic of", "kr"),
        ("South  Korea", "kr"),
        ("south-korea", "kr"),
        ("South_Korea", "kr"),
        ("S. Korea", "kr"),
        ("rok", "kr"),
        ("대한민국", "kr"),
        ("한국", "kr"),
        ("Südkorea", "kr"),
        ("SÜDKOREA", "kr"),
        ("Su\u0308dkorea", "kr"),
        ("Sudkorea", "kr"),
        ("Suedkorea", "kr"),
        ("Corée du Sud", "kr"),
        ("Coree du sud", "kr"),
        ("韩国", "kr"),
        ("north korea", "kp"),
        ("DPRK", "kp"),
        ("북한", "kp"),
        ("us", "us"),
        ("USA", "us"),
        ("u.s.", "us"),
        ("the U.S.", "us"),
        ("America", "us"),
        ("The United States of America", "us"),
        ("Estados Unidos", "us"),
        ("uk", "gb"),
        ("Britain", "gb"),
        ("great britain", "gb"),
        ("brasil", "br"),
        ("Brésil", "br"),
        ("Бразилия", "br"),
        ("भारत", "in"),
        ("España", "es"),
        ("espana", "es"),
        ("Chine", "cn"),
        ("中国", "cn"),
        ("holland", "nl"),
        ("The Netherlands", "nl"),
        ("Czech Republic", "cz"),
        ("czechia", "cz"),
        ("uae", "ae"),
        ("russia", "ru"),
        ("Россия", "ru"),
        ("turkey", "tr"),
        ("Turkiye", "tr"),
        ("Côte d'Ivoire", "ci"),
        ("cote d’ivoire", "ci"),
        ("Ivory Coast", "ci"),
        ("Bosnia & Herzegovina", "ba"),
        ("bosnia and herzegovina", "ba"),
        ("Saint Lucia", "lc"),
        ("Myanmar (Burma)", "mm"),
        ("Hong Kong SAR China", "hk"),
        ("香港", "hk"),
        ("Guinea", "gn"),
        ("Guinea Bissau", "gw"),
        ("Niger", "ne"),
        ("Nigeria", "ng"),
        ("Dominica", "dm"),
        ("צ'ילה", "cl"),
        ("Georgia", "ge"),
        ("Micronesia", "fm"),
        ("Kosovo", "xk"),
    ],
)
def test_a_country_answers_to_its_codes_its_names_in_any_language_and_its_aliases(name: str, code: str) -> None:
    assert resolve(name) == country(code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("world", "001"),
        ("001", "001"),
        ("Africa", "002"),
        ("north america", "003"),
        ("Südamerika", "005"),
        ("009", "009"),
        ("the Americas", "019"),
        ("Northern America", "021"),
        ("Eastern Asia", "030"),
        ("East Asia", "030"),
        ("southeast asia", "035"),
        ("South-eastern Asia", "035"),
        ("Asie", "142"),
        ("europe", "150"),
        ("유럽", "150"),
        ("Western Europe", "155"),
        ("Sub-Saharan Africa", "202"),
        ("419", "419"),
        ("Latin America", "419"),
        ("LATAM", "419"),
        ("América Latina", "419"),
        ("apac", "apac"),
        ("Asia Pacific", "apac"),
        ("ASEAN", "asean"),
        ("BRICS", "brics"),
        ("the EU", "eu"),
        ("European Union", "eu"),
        ("Europäische Union", "eu"),
        ("Middle East", "middle-east"),
        ("middle-east", "middle-east"),
    ],
)
def test_a_region_answers_to_its_code_and_names(name: str, code: str) -> None:
    place = resolve(name)
    assert isinstance(place, Region)
    assert place.code == code


def test_names_read_well_in_a_sentence() -> None:
    assert country("us") == Country("us", "United States", article=True)
    told = [country(code).full for code in ("us", "nl", "ph", "gb", "ae", "kr", "ru", "cz", "hk", "tr", "ba", "cg")]
    assert told == [
        *("the United States", "the Netherlands", "the Philippines", "the United Kingdom", "the United Arab Emirates"),
        *("South Korea", "Russia", "Czechia", "Hong Kong", "Türkiye", "Bosnia and Herzegovina"),
        "the Republic of the Congo",
    ]
    assert [resolve(code).full for code in ("019", "155", "eu", "apac")] == [
        *("the Americas", "Western Europe", "the European Union", "Asia-Pacific"),
    ]


def test_a_region_has_its_countries() -> None:
    western = resolve("155")
    assert isinstance(western, Region)
    assert western.members == ("at", "be", "ch", "de", "fr", "li", "lu", "mc", "nl")
    sizes = {code: len(inside) for code, inside in REGIONS.items()}
    assert (sizes["eu"], sizes["asean"], sizes["brics"], sizes["001"]) == (27, 11, 10, 250)


def test_accents_tell_apart_what_is_another_place_without_them() -> None:
    assert resolve("Áo").code == "at"
    assert resolve("ao").code == "ao"


def test_a_name_of_two_places_is_refused_and_both_are_named() -> None:
    error = refusal("Congo")
    assert error.message == "'Congo' may mean DR Congo (cd) or the Republic of the Congo (cg)"
    assert error.nearest == ("DR Congo", "Republic of the Congo")
    assert "British" in refusal("Virgin Islands").message
    assert refusal("刚果").nearest == error.nearest


def test_the_dossiers_own_market_wins_when_a_name_is_ambiguous_and_only_then() -> None:
    assert resolve("Congo", own=("br", "cg")).code == "cg"
    assert refusal("Congo", own=("cd", "cg")).nearest == ("DR Congo", "Republic of the Congo")
    assert refusal("Congo", own=("br",)).nearest == ("DR Congo", "Republic of the Congo")
    assert resolve("Amerika", own={"us"}).code == "us"
    assert resolve("korea", own={"kp"}).code == "kr"


@pytest.mark.parametrize(
    ("typo", "own", "nearest"),
    [
        ("koera", (), ("South Korea", "North Korea")),
        ("koera", ("kp",), ("North Korea", "South Korea")),
        ("Germny", (), ("Germany",)),
        ("brasl", (), ("Brazil",)),
        ("nigera", (), ("Nigeria", "Niger")),
        ("nigera", ("br", "ne"), ("Niger", "Nigeria")),
        ("ugana", (), ("Uganda",)),
        ("Polland", (), ("Poland",)),
        ("europ", (), ("Europe",)),
        ("uas", ("us",), ("United States",)),
        ("Россея", (), ("Russia",)),
        ("대한민귝", (), ("South Korea",)),
        ("한극", (), ("South Korea",)),
    ],
)
def test_a_typo_is_never_a_guess_and_gets_suggestions(
    typo: str, own: tuple[str, ...], nearest: tuple[str, ...]
) -> None:
    error = refusal(typo, own)
    assert error.message == f"no country or region is called '{typo}'"
    assert error.nearest[: len(nearest)] == nearest
    assert len(error.nearest) <= 3
    assert nearest[0] in error.hint


@pytest.mark.parametrize(
    "name", ["xyzzyx", "n/a", "end", "kr br", "us-br", "\udcff", "日", "=kr", "kr\tkr", "*", ".\n"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    refusal(name)


def test_what_is_missing_or_overlong_is_said_to_be() -> None:
    assert [refusal(name).message for name in ("", " ", "-.")] == [
        f"the name of a country or region is missing: {name!r}" for name in ("", " ", "-.")
    ]
    began = time.perf_counter()
    error = refusal("k" * 50_000_000)
    assert time.perf_counter() - began < 1
    assert error.message == "a name of 50000000 characters is too long for a place: at most 100"
    assert "too long" not in refusal("k" * LONGEST_NAME).message


@pytest.mark.parametrize("name", ["\x1b[31mkorea", "korea\x07\x00", "\u202ekoera", "k\x9bx", "a\nb"])
def test_control_characters_do_not_reach_the_message(name: str) -> None:
    error = refusal(name)
    assert error.message.isprintable()
    assert error.hint.isprintable()


def test_a_country_has_a_two_letter_code_in_lower_case() -> None:
    assert is_country("jp")
    others = ("JP", "jpn", "j", "", ".", "eu", "uk", "019", "zz", "\udcff\udcff", "j\n", "\tj")
    assert not [code for code in others if is_country(code)]
    for code in others:
        with pytest.raises(UnknownName, match="no country has the code"):
            country(code)
    with pytest.raises(UnknownName) as caught:
        country("\x1b[31m" * 100)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 1000


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_a_name_that_leads_back_to_it(code: str) -> None:
    assert is_country(code)
    place = country(code)
    assert place.code == code
    assert place.name.strip() == place.name != ""
    assert not {"&", "("} & set(place.name)
    assert resolve(code) == resolve(place.name) == resolve(place.full) == resolve(place.name.upper()) == place


@pytest.mark.parametrize("code", REGIONS)
def test_every_region_has_a_name_that_leads_back_to_it_and_countries_for_members(code: str) -> None:
    place = resolve(code)
    assert isinstance(place, Region)
    assert place == resolve(place.name) == resolve(place.full)
    assert place.members == REGIONS[code]
    assert all(is_country(member) for member in place.members)
    assert list(place.members) == sorted(set(place.members))


def test_the_world_is_iso_3166_as_cldr_has_it() -> None:
    # CLDR names these beside ISO 3166-1: islands and cities with reserved codes, groupings, and test locales.
    beside = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    named = {code for code in make_places._territories("en") if code.isalpha()} - beside
    assert {code.upper() for code in COUNTRIES} == named


def test_every_country_has_one_code_of_each_sort() -> None:
    sorts = [
        (code, longer.isdigit()) for code, longer in make_places.iso_codes() if len(longer) == 3 and code in COUNTRIES
    ]
    assert sorted(sorts) == sorted((code, digits) for code in COUNTRIES if code != "xk" for digits in (False, True))
    assert resolve("XKX").code == "xk"


def test_english_names_are_ambiguous_only_on_purpose() -> None:
    lines = [line.split("\t") for line in make_places.TARGET.read_text(encoding="utf-8").splitlines()]
    doubtful = {line[0] for line in lines if line[2:] == ["en"] and "," in line[1]}
    assert doubtful == {"congo", "kongo", "virginislands", "thevirginislands"}


def test_no_key_can_be_taken_for_a_record() -> None:
    keys = [line.partition("\t")[0] for line in make_places.TARGET.read_text(encoding="utf-8").splitlines()]
    names = [key for key in keys if not key.startswith(".")]
    assert names
    assert all(key == fold(key) for key in names)
    assert all(one.encode() < other.encode() for one, other in pairwise(keys))


def test_folding_keeps_the_vowel_signs_of_other_scripts() -> None:
    assert unaccented(fold("São Tomé & Príncipe")) == "saotomeandprincipe"
    assert unaccented(fold("Đức, Ísland, Śródłądź")) == "ducislandsrodladz"
    assert unaccented(fold("भारत 대한민국 ガーナ")) == "भारत대한민국ガーナ"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("iran", "iraq", True),
        ("ugana", "uganda", True),
        ("uganda", "ugana", True),
        ("koera", "korea", True),
        ("mali", "mali", True),
        ("abcd", "badc", False),
        ("niger", "algeria", False),
        ("malta", "mali", False),
    ],
)
def test_a_typo_is_one_letter_more_less_or_other_or_two_swapped(one: str, other: str, near: bool) -> None:
    assert make_places.one_edit(one, other) is near


def test_the_data_is_what_the_generator_makes() -> None:
    made, held = make_places.content(), make_places.TARGET.read_bytes()
    assert held == made, (
        "run `python -m tools.make_places` (with the Babel of constraints.txt) and look at what changed"
    )


def test_a_lookup_loads_no_library_beside_what_every_command_loads() -> None:
    program = (
        "import sys, xbrief.model, pathlib; before = set(sys.modules)\n"
        "from xbrief.dossier.places import resolve; resolve('korea')\n"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('xbrief')))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) <= {"unicodedata"}
