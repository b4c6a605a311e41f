"""Claims hold for any order of the facts, add up day by day, and keep speculation, hindsight and age in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.worlds import NAMES, TODAY, book, briefs, days, differing, dossier, rules, until
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Claim, Episode, Ledger
from xbrief.claims.when import OUTLOOKS, high, low
from xbrief.dossier import dates
from xbrief.dossier.schema import OUTLOOKS as OUTLOOK_WORDS
from xbrief.dossier.schema import STATES
from xbrief.model import Dossier, Fact, Link
from xbrief.rules import engine
from xbrief.rules.types import Context

# It would cost four times the time to count lines here; the tests of each part count them.
pytestmark = pytest.mark.no_cover

DAYS = [pytest.param(n, d, id=f"{n}-{d}") for n in NAMES for d in days(dossier(n))]
SOME_DAYS = [DAYS[i] for i in range(0, len(DAYS), 7)]
anyhow = settings(max_examples=20, deadline=None, database=None, derandomize=True)


def shuffled(of: Dossier, how: Random) -> Dossier:
    """The same dossier with all of its mappings in another order."""

    def mixed(mapping: dict[str, object]) -> dict[str, object]:
        items = list(mapping.items())
        how.shuffle(items)
        return dict(items)

    fields = ("categories", "brands", "parties", "people", "origins", "stale", "sources", "facts")
    return replace(of, **{field: mixed(getattr(of, field)) for field in fields})


@pytest.mark.parametrize("name", NAMES)
@given(how=st.randoms(use_true_random=False), pick=st.integers(min_value=0))
@anyhow
def test_the_order_of_files_and_facts_never_matters(name: str, how: Random, pick: int) -> None:
    every = days(dossier(name))
    day = every[pick % len(every)]
    mixed = ledger(shuffled(dossier(name), how), day)
    plain = book(name, day)
    assert list(differing(plain, mixed)) == []
    assert list(mixed.claims) == list(plain.claims)
    assert list(mixed.known) == list(plain.known)
    assert dict(mixed.superseded) == dict(plain.superseded)
    assert briefs(mixed) == briefs(plain)


@pytest.mark.parametrize("name", NAMES)
def test_today_knows_the_whole(name: str) -> None:
    """Every fact with a date is known, and more time changes nothing but what has gone stale or overdue."""
    whole = dossier(name)
    now = book(name, TODAY)
    assert dict(now.known) == dict(whole.facts)
    assert {i for c in now.claims.values() for i in c.facts} >= {i for i, f in whole.facts.items() if f.market}
    newest = book(name, max(s.known for s in whole.sources.values() if s.known))
    assert list(newest.claims) == list(now.claims)
    for key, claim in now.claims.items():
        assert _timeless(claim) == _timeless(newest.claims[key]), key


def _timeless(claim: Claim) -> Claim:
    """The claim without what age alone changes."""
    forecasts = tuple(
        replace(f, fate="open", still_ahead=()) if f.fate == "overdue" else replace(f, still_ahead=())
        for f in claim.forecasts
    )
    return replace(claim, stale=False, forecasts=forecasts)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_what_is_published_later_never_changes_an_earlier_day(name: str, day: date) -> None:
    with_later = book(name, day)
    without = ledger(until(dossier(name), day), day)
    assert list(differing(with_later, without)) == []
    assert dict(with_later.known) == dict(without.known)
    assert dict(with_later.superseded) == dict(without.superseded)
    assert briefs(with_later) == briefs(without)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_claims_rest_on_what_the_day_knows(name: str, day: date) -> None:
    held = book(name, day)
    sources = held.dossier.sources
    assert all((known := sources[f.source].known) is not None and known <= day for f in held.known.values())
    for claim in held.claims.values():
        assert claim.facts, claim.key
        assert _all_facts(claim) <= set(held.known), claim.key


def _all_facts(claim: Claim) -> set[str]:
    episodes = (*claim.turns, *claim.unofficial)
    found = {*claim.facts, *claim.contested}
    found |= {i for e in episodes for i in (*e.facts, *e.ended_by)}
    found |= {i for f in claim.forecasts for i in (f.fact, *f.outcome, *f.replaced_by, *f.still_ahead)}
    return found | {i for d in claim.disputes for i in (d.by, d.of)}


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_nothing_is_confirmed_later_than_the_day(name: str, day: date) -> None:
    for claim in book(name, day).claims.values():
        for episode in (*claim.turns, *claim.unofficial):
            assert high(episode.confirmed) <= day, (claim.key, episode)
        if claim.confirmed is not None:
            assert high(claim.confirmed) <= day, claim.key


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_episodes_change_the_state_and_run_on_in_time(name: str, day: date) -> None:
    for claim in book(name, day).claims.values():
        for course in (claim.turns, claim.unofficial):
            for before, after in pairwise(course):
                assert before.state != after.state, claim.key
                assert before.ended_by, claim.key
                assert _begin(before) <= high(after.confirmed), claim.key


def _begin(episode: Episode) -> date:
    return low(episode.since or episode.confirmed)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_fates_keep_to_their_days(name: str, day: date) -> None:
    """Overdue only after the target, late only when it came after it, in time only when it came before its end."""
    held = book(name, day)
    for claim in held.claims.values():
        for forecast in claim.forecasts:
            due = forecast.target.latest if forecast.target else None
            match forecast.fate:
                case "overdue":
                    assert due is not None
                    assert due < day, forecast
                case "late":
                    assert due is not None
                    assert forecast.came is not None
                    assert forecast.late_days == (low(forecast.came) - due).days > 0, forecast
                case "met" if forecast.on_time:
                    assert due is not None
                    assert forecast.came is not None
                    assert high(forecast.came) <= due, forecast
                case "open":
                    assert due is None or due >= day, forecast
            if forecast.fate in {"met", "late", "withdrawn"}:
                assert forecast.outcome, forecast


@pytest.mark.parametrize(("name", "day"), SOME_DAYS)
def test_what_is_stale_stays_stale(name: str, day: date) -> None:
    """For the same facts, time only makes states older: none changes, none becomes fresh again."""
    held = until(dossier(name), day)
    before = ledger(held, day)
    for years in (1, 2, 5):
        after = ledger(held, day + timedelta(days=366 * years))
        assert list(after.claims) == list(before.claims)
        for key, claim in before.claims.items():
            assert after.claims[key].turns == claim.turns, key
            assert after.claims[key].stale or not claim.stale, key
        before = after


TOLD_STATES = frozenset(
    {"active", "resumed", "entered", "reduced", "suspended", "blocked", "ended", "unknown", "stopped"}
)


# Speculation --------------------------------------------------------------------------------------------------------


def stands(claim: Claim) -> tuple[object, ...]:
    """How a claim stands: all that a mere speculation must leave as it is."""
    return (
        claim.state,
        claim.turns,
        claim.unofficial,
        claim.confirmed,
        claim.stale,
        claim.contested,
    )


def unmoved(before: Ledger, after: Ledger, *codes: str) -> None:
    """No claim stands otherwise, and on the markets named no finding tells one otherwise."""
    assert [k for k, c in before.claims.items() if stands(after.claims[k]) != stands(c)] == []
    assert [k for k, c in after.claims.items() if k not in before.claims and c.state is not None] == []
    for code in codes:
        old, now = standing(before, code), standing(after, code)
        assert {i: now.get(i) for i in old} == old


def standing(held: Ledger, code: str) -> dict[str, str]:
    """The states that findings tell of a market, by id: none that were only announced or rumoured."""
    found = engine.findings(rules(), Context(held, code, str))
    return {f.id: f.state for f in found if rules()[f.rule].form in {"standing", "parties"} and f.state in TOLD_STATES}


def rumour(fact: Fact, **changes: object) -> Fact:
    return replace(fact, id=f"{fact.id}-rumour", certainty="speculated", **{"links": (), **changes})


def with_facts(of: Dossier, *more: Fact) -> Dossier:
    return replace(of, facts=dict(sorted({**of.facts, **{f.id: f for f in more}}.items())))


@pytest.mark.parametrize(("name", "day"), SOME_DAYS)
def test_every_fact_said_again_as_a_rumour_changes_no_state(name: str, day: date) -> None:
    whole = dossier(name)
    rumours = [rumour(f) for f in whole.facts.values()]
    unmoved(book(name, day), ledger(with_facts(whole, *rumours), day))


def said_again(fact: Fact, status: str, when: str, text: str, link: str) -> Fact:
    """A speculation about the same thing: in another status, of another time, perhaps with a link to the fact."""
    changes: dict[str, object] = {"links": (Link(link, fact.id),)} if link else {}
    if fact.kind == "event":
        return rumour(fact, **changes, at=dates.parse(text))
    if status in OUTLOOKS and fact.status:
        return rumour(fact, **changes, status=status, target=dates.parse(text), from_=None, until=None)
    return rumour(fact, **changes, status=fact.status and status, **{when: dates.parse(text)})


@pytest.mark.parametrize("name", NAMES)
@given(
    pick=st.integers(min_value=0, max_value=999),
    status=st.sampled_from((*STATES, *OUTLOOK_WORDS)),
    when=st.sampled_from(["from_", "until", "observed"]),
    text=st.sampled_from(["2014", "2015-07", "2019-02-03", "../2016-05", "2020-40", "2023-12~"]),
    link=st.sampled_from(["", "supersedes", "supports", "disputes"]),
)
@settings(anyhow, max_examples=150)
def test_a_rumour_changes_no_state(name: str, pick: int, status: str, when: str, text: str, link: str) -> None:
    facts = [f for f in dossier(name).facts.values() if f.kind not in {"cause", "metric", "view"}]
    fact = said_again(facts[pick % len(facts)], status, when, text, link)
    unmoved(book(name, TODAY), ledger(with_facts(dossier(name), fact), TODAY), *fact.market)


@pytest.mark.parametrize("link", ["", "supersedes"])
@pytest.mark.parametrize("name", NAMES)
def test_a_plan_changes_no_state(name: str, link: str) -> None:
    """An outlook neither sets nor supersedes a state: silence and later plans end nothing."""
    for fact in dossier(name).facts.values():
        if fact.status in STATES:
            plan = replace(
                fact,
                id=f"{fact.id}-plan",
                status="planned",
                links=(Link("supersedes", fact.id),) if link else (),
                exclusive=None,
                target=dates.parse("2031"),
                from_=None,
                until=None,
                observed=None,
            )
            unmoved(book(name, TODAY), ledger(with_facts(dossier(name), plan), TODAY), *fact.market)


@pytest.mark.parametrize(("name", "day"), SOME_DAYS)
def test_a_ledger_of_one_market_holds_what_the_whole_one_holds_on_it(name: str, day: date) -> None:
    whole = ledger(dossier(name), day)
    for market in dict.fromkeys(claim.market for claim in whole.claims.values() if claim.market):
        part = ledger(dossier(name), day, markets=[market])
        for of in (market, ""):
            assert part.of(of) == whole.of(of)
            assert [c for c in part.clashes if c.market == of] == [c for c in whole.clashes if c.market == of]


def test_a_ledger_of_one_market_leaves_the_others_out() -> None:
    part = ledger(dossier("bundled"), TODAY, markets=["mx"])
    assert {claim.market for claim in part.claims.values()} < {
        c.market for c in ledger(dossier("bundled"), TODAY).claims.values()
    }
