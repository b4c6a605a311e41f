"""Days: when a fact could be known, what it was seen for, and how dates are put in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.claims import when
from xbrief.dossier.dates import parse
from xbrief.model import Dossier, Edtf, Fact, Point

PUBLISHED = date(2019, 6, 15)


def told(folder: Path, facts: str) -> tuple[Dossier, list[Fact]]:
    """The dossier of these facts, and the facts in the order given."""
    dossier, _ = make({"facts": yaml.safe_load(facts)}, folder)
    return dossier, sorted(dossier.facts.values(), key=lambda f: int(f.id.rpartition("-")[2]))


@pytest.mark.parametrize(
    ("written", "clipped"),
    [
        ("2019-06-14", "2019-06-14"),
        ("2019-06-15", "2019-06-15"),
        ("2019-05", "2019-05"),
        ("../2019-06-01", "../2019-06-01"),
        ("2018/2019-06-15", "2018/2019-06-15"),
        # The month, the quarter or the year goes on after the day on which it was printed.
        ("2019-06", "2019-06/2019-06-15"),
        ("2019-34", "2019-34/2019-06-15"),
        ("2019", "2019/2019-06-15"),
        ("2019-06~", "2019-06~/2019-06-15"),
        ("2019-02/2020-01", "2019-02/2019-06-15"),
        ("2019-02/..", "2019-02/2019-06-15"),
        ("../2020", "../2019-06-15"),
        # What begins after the day of print was seen on that day at the latest.
        ("2020", "2019-06-15"),
        ("2019-07-01", "2019-06-15"),
        ("2020/..", "2019-06-15"),
    ],
)
def test_nothing_is_confirmed_later_than_it_was_published(written: str, clipped: str) -> None:
    found = when.clip(parse(written), PUBLISHED)
    assert found.text == clipped
    assert found.latest is not None
    assert found.latest <= PUBLISHED
    assert found.interval == ("/" in clipped)


def test_a_clipped_date_ends_on_a_day() -> None:
    end = when.clip(parse("2019"), PUBLISHED).end
    assert end == Point("2019-06-15", PUBLISHED, PUBLISHED, "day")


@pytest.mark.parametrize(
    ("observed", "seen"),
    [
        ("", "2019-06-15"),
        ("observed: '2019-05-02'", "2019-05-02"),
        ("observed: '2019-05'", "2019-05"),
        # Through a period: its last day.
        ("observed: '2019-01/2019-03'", "2019-03"),
        ("observed: ../2019-03", "2019-03"),
        # A period that had not ended when it was printed held on the day of print.
        ("observed: '2019-01/2019-12'", "2019-06-15"),
        ("observed: '2019'", "2019-06-15"),
        ("observed: '2019-02/..'", "2019-06-15"),
        ("observed: '2020-01'", "2019-06-15"),
    ],
)
def test_a_state_is_seen_when_observed_else_when_published_and_never_later(
    observed: str, seen: str, tmp_path: Path
) -> None:
    given = f"- {{kind: offer, categories: [e-bikes], status: active, {observed}}}"
    dossier, (fact,) = told(tmp_path, given)
    assert when.observed(dossier, fact).text == seen


def test_a_plain_date_and_an_open_end_are_their_own_last_day() -> None:
    assert when.last(parse("2019-05")) == parse("2019-05")
    assert when.last(parse("2019/..")) == parse("2019/..")
    assert when.last(parse("2018/2019-05")) == parse("2019-05")


def test_a_view_is_made_when_it_was_said_and_a_plan_when_it_was_seen(tmp_path: Path) -> None:
    dossier, (view, silent, plan) = told(
        tmp_path,
        """
        - {kind: view, about: sales, says: ann-berg, at: '2019-03-04'}
        - {kind: view, about: sales, says: ann-berg}
        - {kind: event, event: entry, status: planned, target: '2020', observed: '2019-05'}
        """,
    )
    assert [when.made(dossier, f).text for f in (view, silent, plan)] == ["2019-03-04", "2019-06-15", "2019-05"]


def test_a_word_is_dated_by_its_speaker_and_a_figure_by_whoever_printed_it(tmp_path: Path) -> None:
    cause = "kind: cause, of: nl-ex-1, reason: cost, observed: '2019-03'"
    dossier, facts = told(
        tmp_path,
        f"""
        - {{kind: event, event: exit, at: '2019-03', claim: They left.}}
        - {{{cause}, says: alder, claim: Wages rose.}}
        - {{{cause}, claim: Wages rose.}}
        - {{kind: metric, name: units, of: e-bikes, value: 5, unit: bikes, observed: '2018', says: alder, claim: Five.}}
        """,
    )
    assert [when.voiced(dossier, f).text for f in facts[1:]] == ["2019-03", "2019-06-15", "2019-06-15"]


def test_a_source_is_known_from_the_latest_day_that_its_date_allows(tmp_path: Path) -> None:
    dossier, _ = told(
        tmp_path,
        """
        - {kind: view, about: a, published: '2019-03'}
        - {kind: view, about: b, published: '2019~', publisher: The Gazette}
        """,
    )
    assert list(when.known(dossier, date(2019, 3, 30))) == []
    assert list(when.known(dossier, date(2019, 3, 31))) == ["nl-ex-1"]
    assert list(when.known(dossier, date(2019, 12, 30))) == ["nl-ex-1"]
    assert list(when.known(dossier, date(2019, 12, 31))) == ["nl-ex-1", "nl-ex-2"]


def test_a_source_without_a_date_is_never_known(tmp_path: Path) -> None:
    dated, (fact,) = told(tmp_path, "- {kind: view, about: a}")
    dossier = replace(dated, sources={i: replace(s, published=None) for i, s in dated.sources.items()})
    assert when.known(dossier, date(9999, 12, 31)) == {}
    with pytest.raises(ValueError, match="nl-ex-1: a source without a date is never known"):
        when.published(dossier, fact)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31)),
        ("2018/2019-05", date(2018, 1, 1), date(2019, 5, 31)),
        # Nothing earlier, and nothing later, is certain.
        ("../2019-05", date(2019, 5, 31), date(2019, 5, 31)),
        ("2019-05/..", date(2019, 5, 1), date(2019, 5, 1)),
    ],
)
def test_the_days_that_a_date_allows(written: str, first: date, last: date) -> None:
    assert (when.low(parse(written)), when.high(parse(written))) == (first, last)


@pytest.mark.parametrize("end", [when.low, when.high])
def test_a_date_open_at_both_ends_has_no_day(end: Callable[[Edtf], date]) -> None:
    with pytest.raises(ValueError, match="both ends open"):
        end(Edtf("../..", None, None, True))


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2019-05", "2019-06", "2019-06"),
        ("2019-06", "2019-05", "2019-06"),
        # Of one first day, the one that reaches further; of the same days, the surer one.
        ("2019-05-01", "2019-05", "2019-05"),
        ("2019-05~", "2019-05", "2019-05"),
        ("2019-05", "2019-05~", "2019-05"),
        ("../2019-05-02", "2019-05", "../2019-05-02"),
    ],
)
def test_the_later_of_two_dates(one: str, other: str, later: str) -> None:
    assert when.later(parse(one), parse(other)).text == later


def test_a_chronology_goes_by_what_a_fact_is_about(tmp_path: Path) -> None:
    dossier, facts = told(
        tmp_path,
        """
        - {kind: offer, categories: [e-bikes], status: active}
        - {kind: offer, categories: [e-bikes], status: ended, until: '2019-02'}
        - {kind: offer, categories: [e-bikes], status: active, from: '2018', observed: '2019-05'}
        - {kind: event, event: first-sale, categories: [e-bikes], at: '2018-01-01'}
        - {kind: offer, categories: [helmets], status: active, from: '2018'}
        """,
    )
    placed = sorted(facts, key=lambda f: when.order(dossier, f))
    assert [f.id[-1] for f in placed] == ["4", "3", "5", "2", "1"]


def test_what_is_older_than_its_kind_bears() -> None:
    assert not when.older_than(parse("2019-06-15"), date(2020, 6, 14), 365)
    assert when.older_than(parse("2019-06-15"), date(2020, 6, 15), 365)
    # A month counts from its first day.
    assert when.older_than(parse("2019-06"), date(2020, 6, 1), 365)
