"""The lock: a line a fact, that names what has changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.rules.dossier import make
from xbrief.evidence import lock
from xbrief.evidence.around import around
from xbrief.evidence.text import read
from xbrief.model import Dossier, Fact, Person, Speaker

FACTS = [
    {
        "kind": "offer",
        "categories": ["e-bikes"],
        "status": "active",
        "from": "2019-03",
        "says": "alder",
        "anchor": "it is so",
    },
    {"kind": "offer", "categories": ["locks"], "status": "active"},
]


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return make({"facts": FACTS, "people": {"alder": {"of": "halden"}}}, tmp_path)[0]


@pytest.fixture
def facts(dossier: Dossier) -> list[Fact]:
    return list(dossier.facts.values())


def test_a_line_is_read_as_it_was_written(facts: list[Fact]) -> None:
    text = read("and it is so, he said")
    entries = [lock.found(facts[0], text, (4, 12), "2026-01-02"), lock.vouched(facts[1], "Ada Ek", "2026-01-03")]
    content = lock.dump(reversed(entries))
    assert content == lock.dump(entries), "the order of the facts is the order of the lines"
    held, broken = lock.parse(content)
    assert broken == ()
    assert held == {e.fact: e for e in entries}
    assert content.splitlines()[0].startswith("#")
    assert "he said" not in content, "the lock holds no words of the article"


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< ours",
        "a\tfound\t2026-01-02",
        "a\tseen\t2026-01-02\tx\t1-2\tclaim:abc",
        "a\tfound\t2026-01-02\t0123456789ab\t1-2\tclaim",
        "a\tfound\t2026-01-02\t0123456789ab\t1-2\tclaim:01234",
        "a\tfound\t2026-01-02\t0123456789ab\t1-2\tclaim:01234g",
        "a\tfound\t2026-01-02\t0123456789ab\t1-\tclaim:012345",
        "a\tfound\t2026-01-02\t0123456789ab\t-\tclaim:012345",
        "a\tfound\t2026-01-02\t0123456789a\t1-2\tclaim:012345",
        "a\tfound\t20260102\t0123456789ab\t1-2\tclaim:012345",
        "a\tfound\t2026-02-30\t0123456789ab\t1-2\tclaim:012345",
        "a\tvouched\t2026-01-02\tAda Ek\t1-2\tclaim:012345",
        "a\tvouched\tyesterday\tAda Ek\t-\tclaim:012345",
        "a\tvouched\t2026-01-02\t\t-\tclaim:012345",
        "\tvouched\t2026-01-02\tAda Ek\t-\tclaim:012345",
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(line: str) -> None:
    assert lock.parse(f"# head\n\n{line}\n")[1] == (3,)


def test_a_line_with_sound_columns_is_one() -> None:
    good = "a\tfound\t2026-01-02\t0123456789ab\t1-2\tclaim:012345\nb\tvouched\t2026-01-02\tAda Ek\t-\tclaim:012345\n"
    held, broken = lock.parse(good)
    assert (sorted(held), broken) == (["a", "b"], ())


def test_two_lines_of_one_fact_are_told_where_they_differ(facts: list[Fact]) -> None:
    content = lock.dump([lock.vouched(facts[0], "Ada Ek", "2026-01-03")])
    again = content.splitlines()[1]
    assert lock.parse(f"{content}{again}\n") == lock.parse(content), "a merge may leave a line twice"
    assert lock.parse(f"{content}{again.replace('Ada', 'Ida')}\n")[1] == (3,)


def test_what_has_changed_is_named(facts: list[Fact]) -> None:
    text = read("and it is so")
    entry = lock.found(facts[0], text, (4, 12), "2026-01-02")
    assert lock.state(facts[0], entry) == lock.Checked("found", "2026-01-02")
    assert lock.state(facts[0], entry, text).state == "found"
    assert lock.state(facts[0], None) == lock.Checked("never")
    changed = replace(facts[0], claim="It is not so.", status=None)
    assert lock.state(changed, entry) == lock.Checked("suspect", "2026-01-02", "", ("claim", "status"))
    assert lock.state(facts[0], entry, read("and it is so now")).changed == ("the text",)
    assert lock.state(replace(facts[0], note="x"), entry).state == "found", "a note says nothing to a reader"


def test_who_vouches_is_named(facts: list[Fact]) -> None:
    entry = lock.vouched(facts[0], "Ada Ek", "2026-01-03")
    assert lock.state(facts[0], entry, read("another text")) == lock.Checked("vouched", "2026-01-03", "Ada Ek")


def test_what_lies_around_a_fact_is_its_source_and_the_names_that_it_uses(dossier: Dossier, facts: list[Fact]) -> None:
    assert around(dossier, facts[0]) == {"source": "published 2019-06-15", "names": "Alder, Halden, e-bikes"}
    source = dossier.sources[facts[0].source]
    other = replace(source, language="nl", origin="fair", published=None)
    there = replace(dossier, sources={source.id: other}, origins={"fair": "the fair"})
    assert around(there, facts[0])["source"] == "published on no known day; nl; the fair"
    nobody = replace(facts[0], says=(Speaker("unnamed", "alder"),), categories=(), operator="no such party")
    assert "names" not in around(dossier, nobody)


def test_what_lies_around_a_fact_is_noted_with_its_dossier_alone(dossier: Dossier, facts: list[Fact]) -> None:
    fact = facts[0]
    renamed = replace(dossier, people={**dossier.people, "alder": Person("alder", "Elm", "halden")})
    entry = lock.vouched(fact, "Ada Ek", "2026-01-03", dossier)
    assert lock.parse(lock.dump([entry])) == ({fact.id: entry}, ())
    assert lock.state(fact, entry, None, dossier).state == "vouched"
    assert lock.state(fact, entry, None, renamed).changed == ("names",)
    assert lock.state(fact, entry).state == "vouched", "without a dossier nothing is known of it"
    older = lock.vouched(fact, "Ada Ek", "2026-01-03")
    assert lock.state(fact, older, None, renamed).state == "vouched", "a line from before does not note it"
    assert {*entry.fields} - {*older.fields} == {"names", "source"}


def test_texts_have_lines_of_their_own_that_merge_like_others() -> None:
    texts = [lock.Added("b-2020", "2026-01-03", "0123456789ab"), lock.Added("a-2020", "2026-01-02", "ba9876543210")]
    content = lock.dump([], texts)
    assert content.splitlines()[1:] == [
        "source:a-2020\tadded\t2026-01-02\tba9876543210\t-\t-",
        "source:b-2020\tadded\t2026-01-03\t0123456789ab\t-\t-",
    ]
    assert lock.parse(content) == ({}, ())
    assert lock.added(content) == {each.source: each for each in texts}
    again = content.splitlines()[1]
    assert lock.parse(f"{content}{again}\n")[1] == (), "a merge may leave a line twice"
    assert lock.parse(f"{content}{again.replace('ba98', 'ba99')}\n")[1] == (4,)


@pytest.mark.parametrize(
    "line",
    [
        "source:a\tadded\t2026-01-02\tba9876543210\t-",
        "source:a\tfound\t2026-01-02\tba9876543210\t-\t-",
        "source:a\tadded\tsoon\tba9876543210\t-\t-",
        "source:a\tadded\t2026-01-02\tword\t-\t-",
        "source:\tadded\t2026-01-02\tba9876543210\t-\t-",
        "source:a\tadded\t2026-01-02\tba9876543210\t1-2\t-",
    ],
)
def test_broken_lines_of_texts_are_found(line: str) -> None:
    assert lock.parse(f"{line}\n")[1] == (1,)
    assert lock.added(f"{line}\n") == {}
