"""Whole articles: anchors, markets, who is taken up, noise, and texts that were made to hurt."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from tests.unit.small_dossiers import write
from xbrief.dossier.load import load
from xbrief.dossier.schema import fields_of
from xbrief.errors import XbriefError
from xbrief.evidence.anchor import places
from xbrief.evidence.text import read
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.find import candidates
from xbrief.intake.suggest.head import Head, bare
from xbrief.intake.suggest.told import together

ARTICLE = """Menu | Home | Shop

Acme heads for Norway

Swedish lamp maker Acme has opened a web shop in Norway. The company will sell desk lamps and bulbs there from May. \
Its kettles will not be offered in the country because they have no approval from the Norwegian safety agency.

Garden lamps will follow in 2017. "We left Denmark in 2014," chief executive Eva Lund said. Rival Boltex sells \
kettles in Norway. Both firms make lamps.

Recent posts

Acme will sell cars in Poland, says a report.
"""
HEAD = Head("ex-2016-03", published="2016-03-10")


def found(text: str = ARTICLE, head: Head = HEAD) -> list[Candidate]:
    return candidates(read(text), head, bare("Acme"))


def test_an_article_yields_what_it_tells_each_with_an_anchor_found_once() -> None:
    text = read(ARTICLE)
    told = found()
    for one in told:
        spans = places(str(one.fact["anchor"]), text)
        assert [(s.start, s.end) for s in spans] == [one.span]
        assert 0 < one.score <= 1
    seen = {(str(c.fact["market"]), c.fact["kind"], tuple(c.fact.get("categories", ()))) for c in told}  # type: ignore[arg-type]
    assert ("no", "offer", ("desk-lamps", "bulbs")) in seen
    assert ("no", "block", ("kettles",)) in seen
    assert ("no", "offer", ("garden-lamps",)) in seen
    assert not [one for one in seen if one[0] in {"pl", "se"}], "neither below the article nor at home"
    assert not [one for one in seen if one[:2] == ("no", "offer") and "kettles" in one[2]], "a rival's goods"
    cause = next(c for c in told if c.fact["kind"] == "cause")
    assert cause.fact["reason"] == "clearance"
    assert next(c for c in told if c.fact.get("event") == "exit").fact["says"] == "eva-lund"
    assert [c.score for c in told] == sorted((c.score for c in told), reverse=True)


def test_candidates_are_sound_facts_but_for_their_ids(tmp_path: Path) -> None:
    told = found()
    head = "id: ex-2016-03\ntitle: T\npublisher: P\npublished: '2016-03-10'\nurl: null\nlanguage: en\nfacts:\n"
    facts = []
    for number, one in enumerate(told):
        assert set(one.fact) <= set(fields_of(str(one.fact["kind"])))
        fact = {"id": f"xx-ex1603-{number}", **one.fact}
        if fact["kind"] == "cause":
            fact["of"] = next(f"xx-ex1603-{n}" for n, c in enumerate(told) if c.span == one.explains)
        facts.append(yaml.safe_dump([fact], allow_unicode=True, sort_keys=False))
    root = write(tmp_path, {"ex-2016-03.yaml": head + "".join(facts)})
    page = root / "dossier.yaml"
    # The company of the example is another one than the dossier's own.
    held = yaml.BaseLoader(page.read_text("utf-8").replace("nordwind", "acme")).get_single_data()
    for table, entries in together(told).items():
        held[table] = (held.get(table) or {}) | entries
    page.write_text(yaml.safe_dump(held, allow_unicode=True), "utf-8")
    loaded = load(root)
    assert [p.message for p in loaded.problems if p.file.startswith("ex-") and p.severity == "error"] == []


def test_another_language_is_refused_with_the_ones_that_there_are() -> None:
    with pytest.raises(XbriefError, match="no patterns for the language ko") as fault:
        found(head=Head("x", language="ko"))
    assert fault.value.hint == "only en"


def test_who_writes_is_not_the_company_unless_quoted_or_asked() -> None:
    assert not found("Acme is a firm. We left Norway in 2014.")
    asked = "Why? Because.\n\nWhere to? Home.\n\nWhen? Then.\n\nAcme is a firm. We left Norway in 2014."
    assert [c.pattern for c in found(asked)] == ["event.exit"]


def test_a_page_without_sentences_yields_nothing() -> None:
    assert found("Menu\n\nShop\n\nAcme") == []
    assert found("") == []


@pytest.mark.parametrize(
    "words",
    [
        "Acme will not sell " + "phones, " * 400 + "in Norway. ",
        "Acme " + "a" * 5000 + " in Norway. ",
        "no " * 400 + "sold in Norway. ",
        "because of the " * 80 + "tax in Norway. ",
        "Acme, " * 190 + "will sell. ",
        "the company " * 95 + "in Norway. ",
        ("not be sold by Acme and " * 48) + ". ",
        "<C:0> <GOOD:1> " * 60 + "in Norway. ",
        '"' * 1100 + ". ",
        "1,000 " * 180 + ". ",
    ],
    ids=range(10),
)
def test_a_hostile_sentence_takes_no_time(words: str) -> None:
    start = time.perf_counter()
    found(f"Acme is a firm. {words * 3}Acme left Norway in 2014.")
    assert time.perf_counter() - start < 10


def test_an_article_of_a_thousand_words_takes_well_under_a_second() -> None:
    found()
    body = ARTICLE.partition("Recent posts")[0].partition("\n\n")[2]
    long = "\n\n".join(f"{body} Part {n} tells of town {n}." for n in range(14))
    assert len(long.split()) > 1000
    start = time.perf_counter()
    found(long)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("dateline", ["OSLO - ", "OSLO, March 9 (Wire) \u2014 ", "NEW YORK, 9 March -- ", ""])
def test_where_a_report_was_filed_tells_of_no_market(dateline: str) -> None:
    told = found(f"{dateline}Acme will sell its lamps in Denmark. Its kettles will not be sold there.")
    assert {c.fact["market"] for c in told} == {"dk"}
    assert {c.fact["kind"] for c in told} == {"offer", "block"}


def test_a_stop_behind_an_initial_or_a_short_form_ends_no_sentence() -> None:
    told = found("Acme Inc. left Norway in 2014. Mr. A. Berg of No. 7 St. James said so. In the U.S. it sells lamps.")
    assert {(c.fact["market"], c.fact["kind"]) for c in told} >= {("no", "event"), ("us", "offer")}
