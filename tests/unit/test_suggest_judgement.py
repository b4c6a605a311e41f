"""Which country, whose goods, which goods, who says so: what patterns leave to the judgement that all kinds share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xbrief.errors import XbriefError
from xbrief.evidence.text import read
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.find import candidates
from xbrief.intake.suggest.head import Head, bare
from xbrief.intake.suggest.patterns import _pattern, compiled
from xbrief.model import Category, Dossier, Person

DOSSIER = replace(
    bare("Acme", "se"),
    brands={"Lumo": "lamps"},
    categories={"lamps": Category("lamps", "lamps")},
    people={"eva-lund": Person("eva-lund", "Eva Lund", "acme")},
)


def found(words: str, title: str = "A look round", dossier: Dossier = DOSSIER) -> list[Candidate]:
    return candidates(read(f"{words}\n"), Head("x", title, published="2016-03-10"), dossier)


def market(words: str, title: str = "A look round") -> object:
    return [c.fact["market"] for c in found(words, title) if c.fact["kind"] == "offer"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("In Japan, Acme sells lamps.", ["jp"]),
        ("Acme sells lamps to Japanese shops.", ["jp"]),
        ("Acme sells lamps in Tokyo.", ["jp"]),
        ("Acme sells lamps in Japan, Norway and Finland.", [["jp", "no", "fi"]]),
        ("In Norway, Finland and Japan Acme sells lamps.", [["no", "fi", "jp"]]),
        ("Acme has come to Japan. It sells lamps.", ["jp"]),
        ("Acme has come to Japan.\n\nIt sells lamps.", ["jp"]),
        ("Acme, which left Norway last year, sells lamps in Japan.", ["jp"]),
        ("Japan is a hard place. Acme, which left Norway last year, sells lamps.", ["jp"]),
        ("Acme, which is known in Norway, sells lamps.", ["no"]),
        ("The Norwegian-born founder says that Acme sells lamps in Japan.", ["jp"]),
        ("Unlike in Norway, Acme sells lamps in Japan.", ["jp"]),
        ("Acme sells lamps in Norway, but it makes kettles in Japan.", ["no"]),
        ("Acme sells lamps in Sweden.", []),
        ("Acme sells lamps in Asia.", []),
        ("Acme has come to Japan. In Asia, it sells lamps.", ["jp"]),
        ("Acme has come to Norway. In Asia, it sells lamps.", []),
        ("Acme has come to Norway. In the Gulf states, it sells lamps.", []),
        ("Acme sells lamps.", []),
    ],
)
def test_the_country_is_the_one_spoken_of(words: str, wanted: list[object]) -> None:
    assert market(words) == wanted


def test_the_title_and_the_whole_article_tell_a_country_where_the_text_does_not() -> None:
    assert market("Acme sells lamps.", "Acme arrives in Norway") == ["no"]
    assert market("Acme sells lamps.", "From Norway to Japan") == []
    far = "Norway is cold. Rain falls. Snow falls. Wind blows. Ice forms.\n\nAcme sells lamps."
    assert market(far) == ["no"]
    most = "Norway is cold. Oslo is near.\n\nRain falls. Snow falls. Wind blows. Ice forms.\n\nAcme sells lamps."
    assert market(most) == ["no"]


def test_the_union_stands_for_its_members() -> None:
    (codes,) = market("Acme will sell its lamps in the European Union.")  # type: ignore[misc]
    assert {"de", "fr", "pl"} < set(codes)


@pytest.mark.parametrize(
    ("words", "goods"),
    [
        ("Acme makes lamps. In Norway it will not sell them.", ["lamps"]),
        ("Acme makes kettles. In Norway it will not sell them.", ["kettles"]),
        ("Acme makes nothing. In Norway it will not sell them.", None),
        ("Acme will not sell the Lumo Two in Norway.", ["lamps"]),
        ("The Gleam kettle is good. Acme will not sell the Gleam in Norway.", ["kettle"]),
        ("Acme will not sell the Gleam in Norway.", ["gleam"]),
        ("Acme will not sell any of its new electric bikes in Norway.", ["electric-bikes"]),
        ("Acme will not sell its products in Norway.", None),
        ("Acme will not sell a range of garden chairs and tables online in Norway.", ["garden-chairs", "tables"]),
    ],
)
def test_goods_are_told_by_their_own_words(words: str, goods: list[str] | None) -> None:
    told = next((c.fact["categories"] for c in found(words) if c.fact["kind"] == "block"), None)
    assert told == goods


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Acme will sell kettles in Norway, said Eva Lund.", "eva-lund"),
        ("Eva Lund runs Acme. It will sell kettles in Norway, she said.", "eva-lund"),
        ("Acme will sell kettles in Norway, she said.", None),
        ("Acme said it will sell kettles in Norway.", "acme"),
        ("According to analysts, Acme will sell kettles in Norway.", {"unnamed": "analysts"}),
        ("Acme will sell kettles in Norway.", None),
    ],
)
def test_who_says_so_is_told(words: str, says: object) -> None:
    assert next(c for c in found(words) if c.fact["kind"] == "offer").fact.get("says") == says


def test_what_a_partner_sells_is_the_companys_and_what_another_sells_is_not() -> None:
    signed = "Acme has appointed Ardo Retail as its distributor in Norway. "
    assert [c for c in found(f"{signed}Ardo Retail will sell kettles.") if c.fact["kind"] == "offer"]
    assert not [c for c in found(f"{signed}Belko Stores will sell kettles.") if c.fact["kind"] == "offer"]
    assert not [c for c in found("Rival Ardo Retail sells kettles in Norway.") if c.fact["kind"] == "offer"]


def test_the_airline_is_the_company_where_the_article_calls_it_so() -> None:
    told = found("The Swedish airline Acme has come to Norway. The airline will launch flights to Oslo.")
    assert [c.fact["categories"] for c in told if c.fact["kind"] == "offer"] == [["flights"]]


@pytest.mark.parametrize(
    "words",
    [
        "Acme bought a 30 percent stake in Norwegian distributor Ardo.",
        "Acme acquired Norwegian chain Ardo for 40 million euros.",
    ],
)
def test_a_stake_is_bought_where_the_firm_is_at_home(words: str) -> None:
    (stake,) = [c for c in found(words) if "event" in c.fact]
    assert (stake.fact["market"], stake.fact["event"], stake.fact["parties"]) == ("no", "stake", ["ardo"])


@pytest.mark.parametrize(
    ("words", "published", "times"),
    [
        ("Acme left Norway.", "2016-03-10", {"at": "../2016-03-10"}),
        ("Acme left Norway.", "2016-03~", {"at": "../2016-03~"}),
        ("Acme left Norway.", "2016-03-09/2016-03-10", {"at": "../2016-03-10"}),
        ("Acme left Norway in February.", "2016-03-10", {"at": "2016-02"}),
        ("Acme will leave Norway.", "2016-03-10", {"status": "planned"}),
        # Nothing is known of when it was told.
        ("Acme left Norway.", None, {}),
        ("Acme left Norway.", "soon", {}),
    ],
)
def test_an_event_told_without_a_time_was_by_the_day_of_its_source(
    words: str, published: str | None, times: dict[str, str]
) -> None:
    (exit,) = candidates(read(f"{words}\n"), Head("x", "A look round", published=published), DOSSIER)
    assert exit.fact["event"] == "exit"
    assert {key: exit.fact[key] for key in ("at", "status", "target") if key in exit.fact} == times


def test_what_is_said_twice_in_a_text_is_anchored_by_its_whole_sentence_or_not_at_all() -> None:
    twice = found("Acme left Norway. That is known. Acme left Norway for good reasons.")
    assert [c.fact["anchor"] for c in twice if c.pattern == "event.exit"] == ["Acme left Norway for good reasons"]
    assert not found("Acme left Norway. Acme left Norway.")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"find": "a", "claim": "a", "score": 1, "cue": "a", "fnd": 1}, "fnd"),
        ({"find": "a", "claim": "a", "score": 1}, "a key is missing"),
        ({"find": "a", "claim": "a", "score": 1, "cue": "a", "fact": {"colour": "red"}}, "colour"),
    ],
)
def test_a_broken_pattern_is_named(entry: dict[str, object], words: str) -> None:
    with pytest.raises(XbriefError, match=r"offer\.test") as fault:
        _pattern("offer", "test", entry)
    assert words in fault.value.message


def test_an_unknown_macro_is_named() -> None:
    with pytest.raises(XbriefError, match="there is no macro NOWHERE"):
        compiled("{NOWHERE}", "en")
