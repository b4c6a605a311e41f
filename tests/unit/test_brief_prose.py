"""Findings joined into sentences: one date once, one office once, and no sentence without a finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.properties.worlds import TODAY, book, markets
from tests.rules.dossier import make
from xbrief.brief import country, prose
from xbrief.brief.types import Block, Cell, Row, Section, Table
from xbrief.errors import BrokenPromise
from xbrief.model import Dossier
from xbrief.rules.types import Run, Statement

PEOPLE = {
    "ann-berg": {"of": "halden", "role": "head of sales"},
    "cor-smit": {"of": "wielhuis"},
    "eva-moen": {},
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    facts = yaml.safe_load(f"[{{kind: view, about: a, says: {list(PEOPLE)}}}]")
    return make({"facts": facts, "people": PEOPLE}, tmp_path_factory.mktemp("prose"))[0]


def told(*texts: str, then: str = "") -> list[str]:
    return [s.text for s in prose.sentences([prose.plain(t, findings=["f"]) for t in texts], then)]


def section(*texts: str, items: tuple[str, ...] = ()) -> Section:
    said = tuple(prose.plain(t, findings=["f"]) for t in texts)
    return Section("x", "X", (Block(said, items=tuple(prose.plain(t, findings=["f"]) for t in items)),))


def introduced(dossier: Dossier, *texts: str) -> list[str]:
    (found,) = prose.introduce([section(*texts)], dossier)
    return [s.text for s in found.blocks[0].statements]


def test_clauses_become_sentences() -> None:
    assert told("it is so", "was it so?", "it was so:") == ["It is so.", "Was it so?", "It was so:"]
    assert told() == []


def test_what_was_last_reported_for_one_day_is_one_sentence() -> None:
    on = "when last reported, on 5 May 2019, "
    assert told(f"{on}a was so", f"{on}b was so", f"{on}c was so") == [
        "When last reported, on 5 May 2019, a was so; b was so; c was so."
    ]


def test_another_day_is_another_sentence_and_so_is_what_stands_between() -> None:
    may, june = "when last reported, in May 2019, ", "when last reported, in June 2019, "
    assert told(f"{may}a was so", f"{june}b was so") == [
        "When last reported, in May 2019, a was so.",
        "When last reported, in June 2019, b was so.",
    ]
    assert len(told(f"{may}a was so", "b is so", f"{may}c was so")) == 3


def test_a_day_told_just_before_is_taken_up() -> None:
    on = "when last reported, on 5 May 2019, "
    assert told(f"{on}a was so", f"{on}b was so", then="on 5 May 2019") == ["At that time a was so; b was so."]


def test_at_that_time_never_points_past_another_date() -> None:
    on, then = "when last reported, on 4 April 2018, ", "when last reported, on 5 May 2019, "
    assert told(f"{on}a was so", f"{then}b was so", then="on 5 May 2019") == [
        "When last reported, on 4 April 2018, a was so.",
        "When last reported, on 5 May 2019, b was so.",
    ]
    assert told("a is so", then="on 5 May 2019") == ["A is so."]


def test_the_company_is_it_the_second_time_in_a_sentence() -> None:
    on = "when last reported, on 5 May 2019, "
    clauses = [prose.plain(f"{on}{t}") for t in ("Halden sold lamps", "Halden sold kettles", "Haldens Hus sold them")]
    assert [s.text for s in prose.sentences(clauses, company="Halden")] == [
        "When last reported, on 5 May 2019, Halden sold lamps; it sold kettles; Haldens Hus sold them."
    ]


def test_it_is_the_company_only_where_the_clause_before_was_on_it() -> None:
    on = "when last reported, on 5 May 2019, "
    clauses = [prose.plain(f"{on}{t}") for t in ("kettles were off sale", "Halden sold lamps", "Halden sold rails")]
    assert [s.text for s in prose.sentences(clauses, company="Halden")] == [
        "When last reported, on 5 May 2019, kettles were off sale; Halden sold lamps; it sold rails."
    ]


def test_sentences_joined_keep_their_findings_and_citations() -> None:
    on = "when last reported, on 5 May 2019, "
    (one,) = prose.sentences(
        [prose.plain(f"{on}a was so", "x-1", findings=["f"]), prose.plain(f"{on}b was so", "x-2", findings=["g", "f"])]
    )
    assert one.findings == ("f", "g")
    assert [(r.text, r.cites) for r in one.runs] == [
        ("When last reported, on 5 May 2019, a was so", ("x-1",)),
        ("; b was so.", ("x-2",)),
    ]


def test_one_sentence_of_several_clauses() -> None:
    assert prose.one([prose.plain("a"), prose.plain("b")]).text == "A; b."
    assert prose.one([prose.plain("a"), prose.plain("b")], " and ").text == "A and b."


# People.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann Berg says so.", "Ann Berg, Halden's head of sales, says so."),
        ("(Ann Berg)", "(Ann Berg, Halden's head of sales)"),
        ("(Ann Berg, 5 May 2019)", "(Ann Berg, Halden's head of sales, 5 May 2019)"),
        ("(Ann Berg, May 2019)", "(Ann Berg, Halden's head of sales, May 2019)"),
        ("Cor Smit says so.", "Cor Smit of Wielhuis says so."),
        ("Eva Moen says so.", "Eva Moen says so."),
        # Not where the sentence would not bear it.
        ("Ann Berg's word.", "Ann Berg's word."),
        ("Ann Bergen says so.", "Ann Bergen says so."),
    ],
)
def test_an_office_stands_behind_a_name_where_the_sentence_bears_it(text: str, shown: str, dossier: Dossier) -> None:
    assert introduced(dossier, text) == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Berg and Halden say so.",
        "Ann Berg or Halden says so.",
        "Ann Berg, Halden and Wielhuis say so.",
        "Cor Smit and Wielhuis say so.",
    ],
)
def test_an_office_never_stands_inside_a_list(text: str, dossier: Dossier) -> None:
    assert introduced(dossier, text) == [text]


def test_an_office_is_told_once_where_the_name_comes_first(dossier: Dossier) -> None:
    assert introduced(dossier, "Ann Berg's word.", "Ann Berg says so; Ann Berg insists.", "Ann Berg goes on.") == [
        "Ann Berg's word.",
        "Ann Berg, Halden's head of sales, says so; Ann Berg insists.",
        "Ann Berg goes on.",
    ]


def test_offices_are_told_in_items_too_but_not_in_tables(dossier: Dossier) -> None:
    table = Table(("", "A"), (Row("r", (Cell((Run("Ann Berg says so"),)),)),))
    given = [Section("t", "T", (), table), section("It is so:", items=("Ann Berg says so.",))]
    first, second = prose.introduce(given, dossier)
    assert first == given[0]
    assert second.blocks[0].items[0].text == "Ann Berg, Halden's head of sales, says so."


# What is cited, worded and counted.


def sections() -> tuple[Section, ...]:
    table = Table(("", "A"), (Row("r", (Cell((Run("two words", ("x-3",)), Run("three", ("x-1",))), ("g",)),)),))
    said = Statement((Run("one two", ("x-2", "x-1")),), ("f",))
    item = Statement((Run("item", ("x-4",)),), ("h", "f"))
    return (Section("b", "B", (Block((said,), lead="Lead.", items=(item,)),)), Section("t", "T", (), table))


def test_facts_and_findings_stand_in_the_order_of_first_mention() -> None:
    assert prose.cited(sections()) == ["x-2", "x-1", "x-4", "x-3"]
    assert prose.worded(sections()) == ["f", "h", "g"]


def test_words_are_counted_as_a_reader_reads_them() -> None:
    said, item, cell = ("one two",), ("item",), ("two words", "three")
    assert prose.words(sections()) == sum(len(" ".join(texts).split()) for texts in (said, item, cell, ("Lead.",)))
    assert prose.words(()) == 0


def test_cells_join_statements() -> None:
    cell = prose.cells([prose.plain("a", "x-1", findings=["f"]), prose.plain("b", findings=["g"])])
    assert (cell.text, cell.findings) == ("a; b", ("f", "g"))


def test_a_sentence_without_a_finding_is_an_orphan() -> None:
    fixed = ["Nothing is held."]
    assert prose.orphans([section("It is so.")], {"f"}, fixed) == []
    assert prose.orphans([section("It is so.")], {"g"}, fixed) == ["It is so."]
    bare = Section("x", "X", (Block((prose.plain("It is so."),), items=(prose.plain("Nothing is held."),)),))
    assert prose.orphans([bare], {"f"}, fixed) == ["It is so."]
    half = Section("x", "X", (Block((prose.plain("It is so.", findings=["f", "nowhere"]),)),))
    assert prose.orphans([half], {"f"}, fixed) == ["It is so."]


def test_an_orphan_stops_the_brief_with_the_market_s_id() -> None:
    found = next(m for m in markets(book("cycles", TODAY)) if m.code == "nl")
    made = country.brief(found).sections
    assert country.finished(found, made, "page").key == "nl"
    bare = replace(made[0], blocks=(Block((prose.plain("Nobody said so."),)),))
    with pytest.raises(BrokenPromise, match="Nobody said so") as fault:
        country.finished(found, (bare, *made[1:]), "page")
    assert fault.value.finding == "nl.brief"


def test_names_that_are_parts_of_patterns_are_only_names(tmp_path: Path) -> None:
    people = {"ann-berg": {"name": "Ann (B.) Berg", "of": "halden", "role": "head of sales"}}
    dossier, _ = make({"facts": yaml.safe_load("[{kind: view, about: a, says: ann-berg}]"), "people": people}, tmp_path)
    assert introduced(dossier, "Ann (B.) Berg says so.") == ["Ann (B.) Berg, Halden's head of sales, says so."]
