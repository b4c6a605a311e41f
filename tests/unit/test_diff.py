"""What has changed: conclusions by id and sentence, what turned them, and the page that tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.small_dossiers import dossier as main_file
from tests.unit.small_dossiers import fact, loaded
from xbrief.brief import changed, diff
from xbrief.brief.changed import Looks
from xbrief.brief.diff import Change, Diff
from xbrief.brief.market import Market, market
from xbrief.claims.ledger import ledger
from xbrief.dossier import places
from xbrief.dossier.load import Loaded
from xbrief.model import Dossier
from xbrief.render.terminal import render
from xbrief.rules.load import builtin
from xbrief.rules.types import Rule

SOON, LATER, TODAY = date(2020, 3, 1), date(2021, 2, 1), date(2026, 11, 22)
LOOKS = Looks("before", "after")
BUTIK = "kind: partner\nrole: retailer\nparties: [butik]\ncategories: [lamps]\nstatus: active"


def english(code: str) -> str:
    return places.country(code).full


def look(of: Dossier, day: date, rules: Mapping[str, Rule] | None = None, code: str = "ch") -> Market | None:
    return market(ledger(of, day), rules or builtin(), code, english)


def between(of: Dossier, first: date, last: date, code: str = "ch") -> Diff:
    """The comparison of two days of one dossier, as the command makes it."""
    rules = builtin()
    old = ledger(of, first)
    waiting = market(diff.waited(old, last), rules, code, english) if first < last else None
    return diff.diff(market(old, rules, code, english), look(of, last, rules, code), waiting)


def against(old: Dossier, new: Dossier, day: date = TODAY, rules: Mapping[str, Rule] | None = None) -> Diff:
    """The comparison of two versions of a dossier on one day; `rules` are those of the newer one."""
    return diff.diff(look(old, day), look(new, day, rules))


def by_id(found: Diff) -> dict[str, Change]:
    return {c.id: c for c in found.changes}


def later(*facts: str, published: str = "2021-01-09") -> str:
    return (
        f"id: ex-2021-01\ntitle: Later\npublisher: Paper\npublished: '{published}'\nurl: null\nfacts:\n{''.join(facts)}"
    )


def history(folder: Path, *facts: str, **files: str) -> Dossier:
    """A dossier of a source of February 2020 and one of January 2021, without the exit of the usual one."""
    empty = "id: ex-2021-03\ntitle: T\npublisher: Example\npublished: '2021-03-04'\nurl: null\nfacts: []\n"
    found: Loaded = loaded(folder / "d", *facts, **{"ex_2021_03": empty, **files})
    assert not found.errors, found.errors
    return found.dossier


STOPPED = "kind: partner\nrole: retailer\nparties: [butik]\ncategories: [lamps]\nstatus: ended\nuntil: '2020-12'"


@pytest.fixture
def ended(tmp_path: Path) -> Dossier:
    """Butik sells lamps, and a year later has stopped."""
    return history(
        tmp_path,
        fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'\nclaim: Butik sells lamps."),
        ex_2021_01=later(fact(f"id: ch-ends\n{STOPPED}\nsupersedes: [ch-begins]\nclaim: Butik has stopped.")),
    )


def test_a_day_with_itself_is_empty(ended: Dossier) -> None:
    for day in (SOON, LATER, TODAY):
        found = between(ended, day, day)
        assert found.empty
        assert (found.rules, found.settings) == ((), ())
        page = changed.brief(found, LOOKS)
        assert [s.id for s in page.sections] == ["bottom"]
        assert page.sections[0].blocks[0].statements[0].text == (
            "Between before and after, nothing changed: the facts are the same, and every conclusion reads as before."
        )


def test_a_state_that_a_fact_turned_is_told_old_and_new_with_that_fact(ended: Dossier) -> None:
    found = between(ended, SOON, LATER)
    change = by_id(found)["ch.sellers.butik"]
    assert (change.kind, change.cause, change.turned) == ("state", "facts", ("ch-ends",))
    assert change.before
    assert change.after
    assert change.before.text == "Butik AG sells Nordwind's lamps (since May 2019)."
    assert change.after.text == "Butik AG stopped selling in December 2020."
    assert [f.id for f in found.added] == ["ch-ends"]
    assert found.superseded == (("ch-begins", ("ch-ends",)),)
    assert changed.summary(found)["changed"] == len(found.of("state", "words"))


def test_changes_stand_in_the_order_in_which_they_are_told(ended: Dossier) -> None:
    found = between(ended, SOON, TODAY)
    places_of = [diff.KINDS.index(c.kind) for c in found.changes]
    assert places_of == sorted(places_of)
    assert found.changes[0].kind == "state"


def test_what_is_new_and_what_fell_away_have_one_side(tmp_path: Path) -> None:
    of = history(
        tmp_path,
        fact("id: ch-lamps\nfrom: '2019-05'"),
        ex_2021_01=later(fact("id: ch-price\nkind: metric\nname: price\nvalue: 40\nunit: CHF\nof: lamps")),
    )
    found = between(of, SOON, LATER)
    (price,) = [c for c in found.of("new") if c.rule == "figures"]
    assert (price.old, price.before, price.turned) == (None, None, ("ch-price",))
    (gap,) = [c for c in found.of("gone") if c.id == "ch.gaps.prices"]
    assert (gap.new, gap.after, gap.cause) == (None, None, "facts")
    assert gap.before
    page = render(changed.brief(found, LOOKS), width=80, color=False, ascii=False)
    assert "Conclusions that fell away" in page
    assert "• ch.gaps.prices: Nothing is held on prices." in page


def test_a_state_that_time_alone_turned_is_told_apart(tmp_path: Path) -> None:
    of = history(
        tmp_path, fact("id: ch-plan\nstatus: planned\ntarget: '2020-06'\nsays: eva-lund\ncategories: [kettles]")
    )
    found = between(of, SOON, LATER)
    (plan,) = [c for c in found.changes if c.id.endswith("#ch-plan")]
    assert (plan.kind, plan.cause, plan.turned) == ("lapsed", "time", ())
    assert plan.old
    assert plan.new
    assert (plan.old.state, plan.new.state) == ("ahead", "overdue")
    assert not found.of("state", "words", "new", "gone")
    page = render(changed.brief(found, LOOKS), width=80, color=False, ascii=True)
    assert "Changed by time alone" in page
    assert "ahead -> overdue" in page


def test_a_forecast_that_a_fact_met_is_turned_by_that_fact(tmp_path: Path) -> None:
    sale = fact(
        "id: ch-sale\nkind: event\nevent: first-sale\ncategories: [kettles]\nat: '2020-05-02'\nclaim: They came."
    )
    of = history(
        tmp_path,
        fact("id: ch-plan\nstatus: planned\ntarget: '2020-06'\nsays: eva-lund\ncategories: [kettles]"),
        ex_2021_01=later(sale),
    )
    (plan,) = [c for c in between(of, SOON, LATER).changes if c.id.endswith("#ch-plan")]
    assert (plan.kind, plan.cause, plan.turned) == ("state", "facts", ("ch-sale",))


def test_a_stale_state_has_aged_and_nothing_else(tmp_path: Path) -> None:
    of = history(
        tmp_path,
        fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'"),
        fact("id: ch-word\nkind: view\nabout: lamps\nsays: eva-lund\nat: '2020-01-02'\nclaim: Lamps are liked."),
    )
    found = between(of, SOON, TODAY)
    aged = {c.id: c for c in found.of("aged")}
    sells = aged["ch.sellers.butik"]
    assert sells.after
    assert sells.after.text.startswith("When last reported, on 3 February 2020, Butik AG sold")
    assert sells.worded
    assert not aged["ch.remarks.ch-word"].worded
    assert {c.cause for c in found.changes} == {"time"}
    count = changed.summary(found)
    assert count["aged"] == sum(c.worded for c in aged.values())
    assert count["aged_unseen"] == sum(not c.worded for c in aged.values()) > 0


def test_the_same_words_on_a_newer_fact_are_confirmed_anew(tmp_path: Path) -> None:
    of = history(
        tmp_path,
        fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'"),
        ex_2021_01=later(fact(f"id: ch-again\n{BUTIK}\nfrom: '2019-05'")),
    )
    change = by_id(between(of, SOON, LATER))["ch.sellers.butik"]
    # It would have been stale by then: the new fact keeps it fresh, in the same words.
    assert (change.kind, change.cause, change.turned) == ("confirmed", "facts", ("ch-again",))
    assert not change.worded
    page = render(changed.brief(between(of, SOON, LATER), LOOKS), width=80, color=False, ascii=False)
    assert "Told again by Paper, 9 January 2021" in page


def test_other_words_in_the_same_state_are_a_change_of_words(tmp_path: Path) -> None:
    of = history(
        tmp_path,
        fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'"),
        ex_2021_01=later(fact(f"id: ch-more\n{BUTIK.replace('[lamps]', '[lamps, kettles]')}\nfrom: '2019-05'")),
    )
    change = by_id(between(of, SOON, LATER))["ch.sellers.butik"]
    assert (change.kind, change.cause) == ("words", "facts")
    assert change.after
    assert "kettles" in change.after.text


def test_a_market_of_which_nothing_was_known_is_new_as_a_whole(ended: Dossier) -> None:
    found = between(ended, date(2019, 1, 1), SOON)
    assert found.old is None
    assert {c.kind for c in found.changes} == {"new"}
    assert len(found.added) == len(found.market.facts)
    page = changed.brief(found, LOOKS)
    assert "The earlier of the two holds nothing on this market." in [
        s.text for s in page.sections[0].blocks[0].statements
    ]
    gone = diff.diff(found.new, None)
    assert {c.kind for c in gone.changes} == {"gone"}
    assert len(gone.removed) == len(found.added)
    assert changed.brief(gone, LOOKS).citations
    with pytest.raises(ValueError, match="nothing with nothing"):
        _ = diff.diff(None, None).market


def edited(of: Dossier, id: str, **fields: object) -> Dossier:
    facts = {**of.facts, id: replace(of.facts[id], **fields)}  # type: ignore[arg-type]  # fields by name, as a table gives them
    return replace(of, facts=facts)


def test_against_a_revision_facts_are_added_removed_and_changed(ended: Dossier) -> None:
    without = replace(ended, facts={i: f for i, f in ended.facts.items() if i != "ch-ends"})
    back = against(ended, without)
    assert [f.id for f in back.removed] == ["ch-ends"]
    change = by_id(back)["ch.sellers.butik"]
    assert (change.kind, change.cause, change.turned) == ("state", "facts", ("ch-ends",))
    page = render(changed.brief(back, LOOKS), width=80, color=False, ascii=False)
    assert "Facts removed" in page
    assert [f.id for f in against(without, ended).added] == ["ch-ends"]
    assert against(ended, replace(ended, root="elsewhere")).empty


def test_a_changed_fact_is_told_by_field_and_each_note_shows_its_version(ended: Dossier) -> None:
    until = ended.facts["ch-ends"].until
    assert until
    other = edited(
        ended, "ch-ends", anchor="sold out", until=replace(until, text="2020-11"), note="seen", claim="It ended."
    )
    found = against(ended, other)
    (edit,) = found.edited
    assert dict(edit.fields) == {
        "claim": ("Butik has stopped.", "It ended."),
        "anchor": ("sells lamps", "sold out"),
        "until": ("2020-12", "2020-11"),
    }
    assert against(ended, edited(ended, "ch-ends", note="seen")).empty
    moved = edited(ended, "ch-ends", status="suspended", anchor="sold out")
    page = changed.brief(against(ended, moved), LOOKS)
    assert {page.citations[k].fact.anchor for k in page.citations if k.startswith("ch-ends")} == {
        "sells lamps",
        "sold out",
    }
    shown = render(page, width=80, color=False, ascii=False)
    assert "• status: ended → suspended" in shown
    # No note is lost, though two show one fact.
    notes = " ".join(shown.partition("Notes ")[2].split())
    assert re.search(r"Paper, 9 January 2021 \[[\d,-]+\]", notes)
    assert len(page.citations) == len({*page.citations})
    assert [c.fact.id for c in page.citations.values()] == [*page.citations]


def test_a_day_of_publication_that_changed_changes_its_facts(ended: Dossier) -> None:
    source = replace(ended.sources["ex-2021-01"], publisher="Gazette", title="Another title")
    other = replace(ended, sources={**ended.sources, source.id: source})
    found = against(ended, other)
    assert [dict(e.fields) for e in found.edited] == [{"source's publisher": ("Paper", "Gazette")}]


def test_the_same_words_on_fewer_facts_stand_on_weaker_evidence(tmp_path: Path) -> None:
    two = history(
        tmp_path,
        fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'\nobserved: '2021-01-09'"),
        ex_2021_01=later(fact(f"id: ch-again\n{BUTIK}\nfrom: '2019-05'")),
        ex_2021_03=later(fact(f"id: ch-third\n{BUTIK}\nfrom: '2019-05'")).replace("ex-2021-01", "ex-2021-03"),
    )
    one = replace(two, facts={i: f for i, f in two.facts.items() if i != "ch-third"})
    change = by_id(against(two, one, LATER))["ch.sellers.butik"]
    assert (change.kind, change.turned) == ("weaker", ("ch-third",))
    assert "No longer by Paper" in render(
        changed.brief(against(two, one, LATER), LOOKS), width=80, color=False, ascii=False
    )
    assert by_id(against(one, two, LATER))["ch.sellers.butik"].kind == "confirmed"
    # An older day for the same words is no confirmation either.
    none = replace(two, facts={i: f for i, f in two.facts.items() if i not in {"ch-third", "ch-again"}})
    assert by_id(against(two, none, LATER))["ch.sellers.butik"].kind == "weaker"


def test_another_rule_turns_what_it_words(ended: Dossier) -> None:
    rules = builtin()
    sellers = rules["sellers"]
    other = rules | {"sellers": replace(sellers, say={k: f"indeed {v}" for k, v in sellers.say.items()}, file="x")}
    found = against(ended, ended, rules=other)
    change = by_id(found)["ch.sellers.butik"]
    assert (change.kind, change.cause, change.turned, found.rules) == ("words", "rule", (), ("sellers",))
    assert not found.empty
    page = changed.brief(found, LOOKS)
    assert "Rules that differ: sellers." in [s.text for s in page.sections[0].blocks[0].statements]
    assert "a change of the rule" in render(page, width=80, color=False, ascii=False)
    silent = {i: r for i, r in rules.items() if i != "sellers"}
    (gone,) = [c for c in against(ended, ended, rules=silent).of("gone") if c.rule == "sellers"]
    assert gone.cause == "rule"
    # A comment in a rule's file, or its place, is no change.
    moved = rules | {"sellers": replace(sellers, file="elsewhere.yaml", text="# more\n" + sellers.text)}
    assert against(ended, ended, rules=moved).rules == ()


def test_another_name_in_the_dossier_is_told_as_such(ended: Dossier, tmp_path: Path) -> None:
    party = replace(ended.parties["butik"], name="Boutique SA")
    found = against(ended, replace(ended, parties={**ended.parties, "butik": party}))
    change = by_id(found)["ch.sellers.butik"]
    assert (change.kind, change.cause, found.settings) == ("words", "settings", ("parties",))
    shorter = main_file("stale: {availability: 1y, party: 99y}")
    text = loaded(tmp_path / "other", fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'"), dossier=shorter).dossier
    usual = loaded(tmp_path / "usual", fact(f"id: ch-begins\n{BUTIK}\nfrom: '2019-05'")).dossier
    assert by_id(against(text, usual, LATER))["ch.sellers.butik"].kind == "aged"


def test_a_turn_that_came_before_shifts_no_other(tmp_path: Path) -> None:
    stop = "kind: event\nevent: sale-stopped\ncategories: [lamps]\nclaim: It stopped.\nat:"
    start = "kind: event\nevent: first-sale\ncategories: [lamps]\nclaim: It began.\nat:"
    of = history(
        tmp_path,
        fact(f"id: ch-stop\n{stop} '2019-09-01'"),
        ex_2021_01=later(fact(f"id: ch-start\n{start} '2019-03-01'")),
    )
    found = between(of, SOON, LATER)
    told = [c for c in found.changes if c.rule == "story-goods"]
    assert told
    assert all(c.kind == "new" for c in told)


def test_a_turn_of_the_story_that_a_standing_tells_is_not_counted_twice(tmp_path: Path) -> None:
    of = history(
        tmp_path,
        fact("id: ch-word\nkind: view\nabout: lamps\nsays: eva-lund\nat: '2020-01-02'\nclaim: Lamps are liked."),
        ex_2021_01=later(fact(f"id: ch-begins\n{BUTIK}\nfrom: '2020-11'")),
    )
    found = between(of, SOON, LATER)
    retold = [c for c in found.changes if c.retold]
    assert retold
    assert {c.rule for c in retold} <= diff.RETELLING
    page = changed.brief(found, LOOKS)
    worded = {i for s in page.sections[1:] for b in s.blocks for t in b.statements for i in t.findings}
    assert worded.isdisjoint(c.id for c in retold)


def test_what_others_dispute_or_only_suppose_is_marked_among_the_facts(tmp_path: Path) -> None:
    of = history(
        tmp_path,
        fact("id: ch-lamps\nfrom: '2019-05'"),
        ex_2021_01=later(
            fact("id: ch-guess\nkind: view\nabout: lamps\nsays: eva-lund\nclaim: Lamps may go.\ncertainty: speculated"),
            fact("id: ch-no\nkind: view\nabout: lamps\nclaim: Lamps stay.\ndenies: [ch-guess]"),
        ),
    )
    page = render(changed.brief(between(of, SOON, LATER), LOOKS), width=80, color=False, ascii=False)
    assert "~ Lamps may go (Eva Lund; as speculation; disputed)." in page


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_old_and_new_stand_side_by_side_where_there_is_room(width: int, ended: Dossier) -> None:
    page = render(changed.brief(between(ended, SOON, LATER), LOOKS), width=width, color=False, ascii=True)
    assert max(map(len, page.splitlines())) <= min(width, 100)
    assert page.isascii()
    assert bool(re.search(r"^before +after$", page, re.MULTILINE)) is (width > 44)
    assert re.search(r"[Tt]urned by +Paper", " ".join(page.split()))


def test_every_word_of_the_page_has_its_fact(ended: Dossier) -> None:
    page = changed.brief(between(ended, SOON, TODAY), LOOKS)
    cited = {
        c for s in page.sections for b in s.blocks for t in (*b.statements, *b.items) for r in t.runs for c in r.cites
    }
    cited |= {
        c
        for s in page.sections
        if s.table
        for row in s.table.rows
        for cell in row.cells
        for r in cell.runs
        for c in r.cites
    }
    assert cited == set(page.citations)
    assert page.key == "ch-diff"
    assert {"evidence as of 22 November 2026"}.isdisjoint(page.meta)


def test_where_no_market_changed_one_sentence_says_so(ended: Dossier) -> None:
    found = [between(ended, TODAY, TODAY)]
    page = changed.unchanged(found, LOOKS)
    assert (
        page.sections[0].blocks[0].statements[0].text == "Between before and after, nothing changed on the market held."
    )
    assert (
        changed.unchanged(found * 3, LOOKS)
        .sections[0]
        .blocks[0]
        .statements[0]
        .text.endswith("any of the three markets held.")
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "nothing"),
        ([], "nothing"),
        (["a", "b"], "a, b"),
        ("two words", "“two words”"),
        ([{"fact": "x", "about": "start"}], "x start"),
        (12, "12"),
        (False, "False"),
    ],
)
def test_a_field_is_told_in_one_line(value: object, told: str) -> None:
    assert changed.in_words(value) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            {"changed": 3, "new": 2, "gone": 1, "facts_added": 14},
            "three conclusions changed, two are new and one fell away; 14 facts were added",
        ),
        ({"new": 1, "facts_added": 1}, "one conclusion is new; one fact was added"),
        ({"facts_changed": 2}, "no conclusion changed; two facts were changed"),
        (
            {"lapsed": 1, "weaker": 2, "confirmed": 2},
            "one conclusion changed by time alone, two stand on weaker evidence and two are confirmed anew",
        ),
        ({}, ""),
    ],
)
def test_the_count_reads_as_a_sentence(number: dict[str, int], told: str) -> None:
    names = ("changed", "new", "gone", "lapsed", "weaker", "confirmed", "aged", "aged_unseen")
    facts = ("facts_added", "facts_removed", "facts_changed", "facts_superseded")
    assert "; ".join(changed._counts(dict.fromkeys((*names, *facts), 0) | number)) == told
