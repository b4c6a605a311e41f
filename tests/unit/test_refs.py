"""What facts say of each other: what dangles is told, and takes out no more than it must, in any order of files."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.small_dossiers import fact, held, loaded, only, source, told, write
from xbrief.dossier.load import Loaded, load
from xbrief.model import Fact, Link, Place


def test_twins_are_both_left_out_and_each_place_is_named(tmp_path: Path) -> None:
    link = "id: ch-ex2002-b\nsupports: [ch-ex2001-shop]"
    result = loaded(tmp_path, fact("id: ch-ex2001-shop"), fact(link))
    twin, dropped = result.problems
    assert twin.place == "ex-2020-02.yaml:15:7"
    assert "ex-2020-01.yaml:8 " in twin.message
    assert (dropped.code, dropped.severity) == ("D308", "warning")
    assert held(result) == {"ch-ex2002-b", "ch-ex2103-closed"}
    assert result.dossier.facts["ch-ex2002-b"].links == ()


def test_facts_without_ids_are_no_twins(tmp_path: Path) -> None:
    assert told(loaded(tmp_path, fact("id: ~"), fact("id: ~"))) == ["D205", "D205"]


def test_a_dangling_link_goes_alone(tmp_path: Path) -> None:
    result = loaded(tmp_path, fact("supports: [ch-ex2001-shop, ch-ex2001-shopp]"))
    assert only(result, "D306").hint == "did you mean `ch-ex2001-shop`?"
    assert result.dossier.facts["ch-ex2002-lamps"].links == (Link("supports", "ch-ex2001-shop"),)


def test_what_a_view_is_about_may_go_and_the_view_stays(tmp_path: Path) -> None:
    broken = fact("status: actve")
    views = (
        fact(f"id: ch-ex2002-{of[-1]}\nkind: view\nabout: x\nof: {of}") for of in ("ch-nothing-x", "ch-ex2002-lamps")
    )
    result = loaded(tmp_path, broken, *views)
    assert told(result) == ["D204", "D306", "D308"]
    assert result.dossier.facts["ch-ex2002-x"].of is None
    assert result.dossier.facts["ch-ex2002-s"].of is None


def test_a_row_of_reasons_falls_with_the_first(tmp_path: Path) -> None:
    row = ["ch-ex2002-c", "ch-ex2002-b", "ch-ex2002-a", "ch-ex2002-none"]
    facts = (fact(f"id: {id}\nkind: cause\nof: {of}\nreason: cost") for id, of in pairwise(row))
    result = loaded(tmp_path, *facts)
    assert told(result) == ["D307", "D307", "D306"]
    assert held(result) == {"ch-ex2001-shop", "ch-ex2103-closed"}


def test_facts_that_rest_on_each_other_are_left_out(tmp_path: Path) -> None:
    circle = ["ch-ex2002-a", "ch-ex2002-b", "ch-ex2002-a"]
    facts = [fact(f"id: {id}\nkind: cause\nof: {of}\nreason: cost") for id, of in pairwise(circle)]
    outside = fact("id: ch-ex2002-c\nkind: cause\nof: ch-ex2002-a\nreason: cost")
    result = loaded(tmp_path, *facts, outside)
    assert told(result) == ["D311", "D307"]
    assert result.problems[0].line == 9
    assert held(result) == {"ch-ex2001-shop", "ch-ex2103-closed"}


def test_a_ring_of_replacements_loses_its_links_and_keeps_its_facts(tmp_path: Path) -> None:
    ring = ["ch-ex2002-a", "ch-ex2002-b", "ch-ex2002-c"]
    facts = [
        fact(f"id: {id}\nsupersedes: [ch-ex2001-shop, {next_}]\nsupports: [{next_}]")
        for id, next_ in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    result = loaded(tmp_path, *facts)
    problem = only(result, "D311")
    assert (problem.line, problem.column) == (16, 32)
    assert "ch-ex2002-a, ch-ex2002-b, ch-ex2002-c" in problem.message
    for id, next_ in zip(ring, ring[1:] + ring[:1], strict=True):
        assert set(result.dossier.facts[id].links) == {Link("supersedes", "ch-ex2001-shop"), Link("supports", next_)}


def test_hindsight_looks_at_days_that_are_known(tmp_path: Path) -> None:
    link = fact("supports: [ch-ex2103-closed]")
    problem = only(loaded(tmp_path, link), "D312")
    assert problem.message == "the source (2020-02-03) supports a later one (2021-03-04)"
    assert told(loaded(tmp_path, link, head="published: null")) == ["D405"]


def test_a_reason_of_one_cell_needs_that_cell(tmp_path: Path) -> None:
    only(loaded(tmp_path, fact("kind: cause\nreason: cost\nof: {fact: ch-ex2001-shop, category: kettles}")), "D314")
    given = "kind: cause\nreason: cost\nof: {fact: ch-ex2103-closed, category: kettles}"
    assert loaded(tmp_path, fact(given)).problems == ()


FACTS = [
    fact("id: ch-ex2002-a\nsupersedes: [ch-ex2002-b]"),
    fact("id: ch-ex2002-b\nsupersedes: [ch-ex2002-a]\nsupports: [ch-ex2002-d]"),
    fact("id: ch-ex2002-c\nkind: cause\nof: ch-ex2002-d\nreason: cost"),
    fact("id: ch-ex2002-d\nstatus: actve"),
    fact("id: ch-ex2002-e\nkind: cause\nof: ch-ex2002-c\nreason: cost"),
    fact("id: ch-ex2002-f\nkind: view\nabout: x\nof: ch-ex2002-e"),
    fact("id: ch-ex2002-g\nsays: eva-lund"),
    fact("id: ch-ex2002-g\nsays: butik"),
]


@given(order=st.permutations(FACTS), halves=st.integers(0, len(FACTS)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_facts_and_files_does_not_matter(order: list[str], halves: int, tmp_path: Path) -> None:
    one, two = source(*order[:halves]), source(*order[halves:], head="id: ex-2020-03")
    result = load(write(tmp_path, {"ex-2020-02.yaml": one, "ex-2020-03.yaml": two}))
    expected = load(
        write(tmp_path, {"ex-2020-02.yaml": source(*FACTS), "ex-2020-03.yaml": source(head="id: ex-2020-03")})
    )
    assert unplaced(result) == unplaced(expected)
    assert sorted(told(result)) == sorted(told(expected))


def unplaced(result: Loaded) -> dict[str, Fact]:
    return {id: replace(found, source="", place=Place("", 0, 0)) for id, found in result.dossier.facts.items()}
