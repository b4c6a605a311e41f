"""How things stood: episodes from beginnings, ends and states that merely held, on small invented dossiers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.rules.dossier import make
from xbrief.claims import state
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Claim, Episode
from xbrief.dossier.dates import parse

SALE = "kind: offer, categories: [e-bikes]"
BLOCK = "kind: block, categories: [e-bikes], status: active"
DEALER = "kind: partner, role: dealer, categories: [e-bikes]"
STOPPED = "kind: event, event: sale-stopped, categories: [e-bikes]"
NO_BLOCK = "kind: block, categories: [e-bikes], status: ended"
OFF = "availability.e-bikes"
IN = "presence.company"


def claim(folder: Path, key: str, *facts: str) -> Claim:
    """The claim on the Netherlands as of the newest source; facts are nl-ex-1 and so on, printed on 15 June 2019."""
    text = "\n".join(f"- {{{fact}}}" for fact in facts)
    return ledger(*make({"facts": yaml.safe_load(text)}, folder)).claims[f"nl.{key}"]


def course(found: Claim) -> list[tuple[str, str, str]]:
    """State, beginning and last confirmation of each episode."""
    return [(e.state, e.since.text if e.since else "", e.confirmed.text) for e in found.turns]


def behind(found: Claim) -> list[list[int]]:
    """The numbers of the facts behind each episode."""
    return [[int(i.rpartition("-")[2]) for i in e.facts] for e in found.turns]


# What one fact tells.


@pytest.mark.parametrize(
    ("key", "given", "told"),
    [
        # A state that merely held has no beginning.
        (OFF, f"{SALE}, status: active", [("active", "", "2019-06-15")]),
        (OFF, f"{SALE}, status: active, observed: '2019-05'", [("active", "", "2019-05")]),
        (OFF, f"{SALE}, status: active, from: '2018-02', observed: '2019-05'", [("active", "2018-02", "2019-05")]),
        # Since an unknown day before another: by then only.
        (OFF, f"{SALE}, status: active, from: ../2018-02", [("active", "", "2019-06-15")]),
        # A beginning later than the source is no beginning before it: clipped to the day of print.
        (OFF, f"{SALE}, status: active, from: '2019-06'", [("active", "2019-06/2019-06-15", "2019-06-15")]),
        (OFF, BLOCK, [("blocked", "", "2019-06-15")]),
        # An end, exact, by then, and with its beginning.
        (OFF, f"{SALE}, status: ended, until: '2019-03'", [("ended", "2019-03", "2019-03")]),
        (OFF, f"{SALE}, status: ended, until: ../2019-03", [("ended", "", "../2019-03")]),
        (OFF, f"{SALE}, status: ended", [("ended", "", "2019-06-15")]),
        (
            OFF,
            f"{SALE}, status: ended, from: '2018', until: '2019-03'",
            [("active", "2018", "2018"), ("ended", "2019-03", "2019-03")],
        ),
        (OFF, f"{SALE}, status: suspended, observed: '2019-05'", [("suspended", "", "2019-05")]),
        # Events turn on their day; an office is no entry.
        (IN, "kind: event, event: entry, at: '2018-02-03'", [("active", "2018-02-03", "2018-02-03")]),
        (IN, "kind: event, event: retreat, at: '2018'", [("reduced", "2018", "2018")]),
        (IN, "kind: event, event: exit, at: ../2018", [("ended", "", "../2018")]),
        (IN, "kind: event, event: return, at: ../2018", [("active", "", "../2018")]),
        (IN, "kind: event, event: office, at: '2018'", []),
        (IN, "kind: presence, form: office, status: active", []),
        (IN, "kind: event, event: staff-cut, at: '2018'", []),
        ("production.company", "kind: event, event: production-end, at: '2018'", [("ended", "2018", "2018")]),
        ("outlet.own-shop", "kind: event, event: store-opening, at: '2018'", [("active", "2018", "2018")]),
        # Exclusivity ends where a source says that there are others.
        (
            "exclusivity.wielhuis",
            "kind: partner, role: dealer, parties: [wielhuis], exclusive: false, status: active",
            [("ended", "", "2019-06-15")],
        ),
        # Goods that were put on hold are a remark.
        (OFF, "kind: event, event: launches-paused, categories: [e-bikes], at: '2018'", []),
        # Speculation and outlooks set no state.
        (OFF, f"{SALE}, status: active, certainty: speculated", []),
        (OFF, f"{SALE}, status: planned", []),
        (OFF, f"{SALE}, status: announced, target: '2019-01'", []),
    ],
)
def test_what_one_fact_tells(key: str, given: str, told: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert course(claim(tmp_path, key, given)) == told


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("rate_percent: 6", "active"),
        ("rate_percent: 6, from: '2018', until: '2020'", "active"),
        ("rate_percent: 6, from: '2018', until: '2019-02'", "ended"),
        ("rate_percent: 6, until: '2019-02', observed: '2019-01'", "active"),
        ("rate_percent: 6, status: ended", "ended"),
        ("rate_percent: 6, from: '2018', until: '2019/..'", "active"),
    ],
)
def test_a_charge_is_over_once_its_end_lies_behind_the_source(given: str, held: str, tmp_path: Path) -> None:
    charge = f"kind: tariff, 'on': [e-bikes], type: import-duty, applies_to: imported, {given}"
    assert claim(tmp_path, "duty.e-bikes.import-duty.imported", charge).state == held


# Courses.


def test_active_reduced_ended_and_back(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        IN,
        "kind: event, event: entry, at: '2017-04'",
        "kind: presence, status: active, observed: '2018-03'",
        "kind: event, event: retreat, at: '2018-05-02'",
        "kind: event, event: exit, at: '2018-09'",
        "kind: event, event: return, at: '2019-02'",
    )
    assert course(found) == [
        ("active", "2017-04", "2018-03"),
        ("reduced", "2018-05-02", "2018-05-02"),
        ("ended", "2018-09", "2018-09"),
        ("active", "2019-02", "2019-02"),
    ]
    assert [e.ended_by for e in found.turns] == [("nl-ex-3",), ("nl-ex-4",), ("nl-ex-5",), ()]
    assert (found.state, found.confirmed) == ("active", parse("2019-02"))


def test_business_told_of_after_a_retreat_confirms_the_retreat(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        IN,
        "kind: event, event: entry, at: '2017-04'",
        "kind: event, event: retreat, at: '2018-05'",
        "kind: presence, status: active, observed: '2019-05'",
    )
    assert course(found) == [("active", "2017-04", "2017-04"), ("reduced", "2018-05", "2019-05")]
    assert behind(found) == [[1], [2, 3]]


def test_business_told_of_after_an_end_is_a_new_beginning_of_unknown_day(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        IN,
        "kind: event, event: exit, at: '2018-05'",
        "kind: presence, status: active, observed: '2019-05'",
    )
    assert course(found) == [("ended", "2018-05", "2018-05"), ("active", "", "2019-05")]


def test_an_end_known_only_by_then_ends_what_had_begun(tmp_path: Path) -> None:
    found = claim(
        tmp_path, OFF, f"{SALE}, status: active, from: '2018-02', observed: '2018-06'", f"{SALE}, status: ended"
    )
    assert course(found) == [("active", "2018-02", "2018-06"), ("ended", "", "2019-06-15")]


def test_an_end_known_only_by_then_confirms_an_end_that_is_known_better(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{STOPPED}, at: '2018-07-04'",
        f"{SALE}, status: ended, until: ../2018-12",
        f"{SALE}, status: ended, until: ../2019-01, publisher: The Gazette",
    )
    assert course(found) == [("ended", "2018-07-04", "../2019-01")]
    assert behind(found) == [[1, 2, 3]]


@pytest.mark.parametrize("retreat", ["at: ../2019-03", "at: '2019-03'"])
def test_a_retreat_reported_of_an_end_or_after_it_is_a_part_of_that_end(retreat: str, tmp_path: Path) -> None:
    found = claim(tmp_path, IN, "kind: event, event: exit, at: '2018-05'", f"kind: event, event: retreat, {retreat}")
    assert [s for s, _, _ in course(found)] == ["ended"]
    assert found.turns[0].since == parse("2018-05")


def test_a_retreat_known_only_by_then_belongs_to_the_retreat_before_the_end(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        IN,
        "kind: event, event: retreat, at: '2018-02'",
        "kind: event, event: exit, at: '2018-05'",
        "kind: event, event: retreat, at: ../2018-07",
    )
    assert [s for s, _, _ in course(found)] == ["reduced", "ended"]
    assert behind(found) == [[1, 3], [2]]


@pytest.mark.parametrize(
    ("starts", "since"),
    [
        (["2018", "2018-03"], "2018-03"),
        (["2018-03", "2018"], "2018-03"),
        (["2018", "2018-40", "2018-02", "2018-02-13"], "2018-02-13"),
        (["2018-03", "2018-03-31"], "2018-03-31"),
        (["2018-01/2018-03-05", "2018-03"], "2018-03"),
        # Further apart: the earlier beginning stays, the later one confirms.
        (["2018-02", "2018-05-01"], "2018-02"),
    ],
)
def test_starts_that_overlap_are_one_start_told_as_finely_as_any(starts: list[str], since: str, tmp_path: Path) -> None:
    facts = [f"{SALE}, status: active, from: '{when}', observed: '2019-01'" for when in starts]
    found = claim(tmp_path, OFF, *facts)
    assert course(found) == [("active", since, "2019-01")]
    assert len(found.turns[0].facts) == len(starts)


def test_of_opposite_turns_on_one_day_the_end_is_told_last(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{STOPPED}, at: '2019-01-05'",
        "kind: event, event: first-sale, categories: [e-bikes], at: '2019-01-05'",
    )
    assert course(found) == [("active", "2019-01-05", "2019-01-05"), ("ended", "2019-01-05", "2019-01-05")]


def test_a_start_told_less_exactly_than_the_end_that_followed_is_the_start_before_it(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        IN,
        "kind: event, event: entry, at: '2018-01-10'",
        "kind: event, event: exit, at: '2018-03-01'",
        "kind: event, event: entry, at: '2018'",
    )
    assert course(found) == [("active", "2018-01-10", "2018-01-10"), ("ended", "2018-03-01", "2018-03-01")]
    assert behind(found) == [[1, 3], [2]]
    assert found.state == "ended"


def test_a_sale_seen_after_an_end_goes_on_again_however_vaguely_its_start_is_told(tmp_path: Path) -> None:
    """Begun in 2018, stopped on 1 March 2018, seen in 2019: whatever had stopped, it was on sale in 2019."""
    found = claim(
        tmp_path,
        OFF,
        "kind: event, event: first-sale, categories: [e-bikes], at: '2018-01-10'",
        f"{STOPPED}, at: '2018-03-01'",
        f"{SALE}, status: active, from: '2018', observed: '2019-05'",
    )
    assert found.state == "active"
    assert found.confirmed == parse("2019-05")


def test_an_end_before_the_day_for_which_the_state_was_last_told_is_contested(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{SALE}, status: active, from: '2018-02', observed: '2019-05'",
        f"{STOPPED}, at: '2018-09'",
    )
    assert course(found) == [("active", "2018-02", "2019-05")]
    assert found.contested == ("nl-ex-2",)


def test_a_state_that_merely_held_and_is_disputed_turns_nothing(tmp_path: Path) -> None:
    given = (f"{STOPPED}, at: '2019-01-05'", f"{SALE}, status: active, observed: '2019-05'")
    plain = claim(tmp_path, OFF, *given)
    assert (plain.state, plain.contested) == ("active", ())
    (tmp_path / "disputed").mkdir()
    link = "kind: view, about: sale, says: wielhuis, at: '2019-06-01'"
    aside = claim(tmp_path / "disputed", OFF, given[0] + ", disputes: [nl-ex-2]", given[1], link)
    assert (aside.state, aside.contested) == ("ended", ("nl-ex-2",))


def test_a_dispute_of_an_aspect_contests_no_state(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{STOPPED}, at: '2019-01-05', disputes: [{{fact: nl-ex-2, about: price}}]",
        f"{SALE}, status: active, observed: '2019-05'",
    )
    assert (found.state, found.contested) == ("active", ())


# Blocks and sales.


def test_a_sale_ends_a_block_and_a_block_ends_a_sale(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{BLOCK}, observed: '2018-01'",
        f"{SALE}, status: active, from: '2018-06', observed: '2018-07'",
        f"{BLOCK}, from: '2019-02'",
    )
    assert course(found) == [
        ("blocked", "", "2018-01"),
        ("active", "2018-06", "2018-07"),
        ("blocked", "2019-02", "2019-06-15"),
    ]


def test_of_a_sale_and_a_block_on_one_day_the_block_stands(tmp_path: Path) -> None:
    found = claim(tmp_path, OFF, BLOCK, f"{SALE}, status: active")
    assert found.state == "blocked"


def test_a_block_does_not_rest_on_an_offer(tmp_path: Path) -> None:
    """A sale told for a month in which a block was told as well sets nothing, but it does not say so either."""
    found = claim(tmp_path, OFF, f"{BLOCK}, observed: '2019-05-20'", f"{SALE}, status: active, observed: '2019-05'")
    assert course(found) == [("blocked", "", "2019-05-20")]
    assert behind(found) == [[1]]


def test_an_unauthorised_sale_ends_no_block(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{BLOCK}, observed: '2018-01'",
        f"{DEALER}, parties: [wielhuis], authorised: no, from: '2019', status: active",
    )
    assert found.state == "blocked"


def test_a_block_that_fell_away_leaves_the_state_open(tmp_path: Path) -> None:
    """Nothing keeps the goods off sale any more; that a sale followed is not said."""
    found = claim(tmp_path, OFF, f"{BLOCK}, observed: '2018-01'", f"{NO_BLOCK}, until: '2019-02'")
    assert course(found) == [("blocked", "", "2018-01")]
    assert found.state is None
    assert found.turns[-1].ended_by == ("nl-ex-2",)


def test_the_end_of_a_models_block_frees_no_goods(tmp_path: Path) -> None:
    found = claim(tmp_path, OFF, f"{BLOCK}, observed: '2018-01'", f"{NO_BLOCK}, products: [Trail], until: '2019-02'")
    assert found.state == "blocked"


def test_a_block_told_only_with_its_end_had_begun(tmp_path: Path) -> None:
    found = claim(tmp_path, OFF, f"{NO_BLOCK}, from: '2018-01', until: '2019-02'")
    assert course(found) == [("blocked", "2018-01", "2018-01")]
    assert found.state is None


# Sellers.


def test_the_end_of_one_seller_does_not_end_the_market(tmp_path: Path) -> None:
    sellers = [f"{DEALER}, parties: [{p}], status: active, from: '2018-02', observed: '2018-06'" for p in ("a", "b")]
    ended = [
        f"{DEALER}, parties: [{p}], status: ended, until: '{when}'" for p, when in (("a", "2019-01"), ("b", "2019-03"))
    ]
    one = claim(tmp_path, OFF, *sellers, ended[0])
    assert course(one) == [("active", "2018-02", "2018-06")]
    (tmp_path / "both").mkdir()
    both = claim(tmp_path / "both", OFF, *sellers, *ended)
    assert course(both) == [("active", "2018-02", "2018-06"), ("ended", "2019-03", "2019-03")]
    assert both.turns[0].cells == ("a", "b")


def test_a_sale_stopped_in_the_market_ends_the_sale_of_all_sellers(tmp_path: Path) -> None:
    sellers = [f"{DEALER}, parties: [{p}], status: active, from: '2018-02', observed: '2018-06'" for p in ("a", "b")]
    found = claim(tmp_path, OFF, *sellers, f"{STOPPED}, at: '2019-01'")
    assert found.state == "ended"


@pytest.mark.parametrize("standing", ["no", "unknown"])
def test_a_seller_without_known_leave_puts_nothing_officially_on_sale(standing: str, tmp_path: Path) -> None:
    given = f"{DEALER}, parties: [wielhuis], authorised: {standing}, status: active, from: '2019-02'"
    found = claim(tmp_path, OFF, given)
    assert (found.state, found.turns) == (None, ())
    assert [(e.state, e.cells, e.official) for e in found.unofficial] == [("active", ("wielhuis",), False)]
    (tmp_path / "party").mkdir()
    party = claim(tmp_path / "party", "party.wielhuis", given)
    assert (party.state, len(party.unofficial)) == (None, 1)


def test_a_sale_that_a_seller_without_leave_stopped_ends_that_sale_alone(tmp_path: Path) -> None:
    unofficial = (
        f"{DEALER}, parties: [wielhuis], authorised: no, status: active, from: '2019-01-04', observed: '2019-01-04'"
    )
    stopped = f"{STOPPED}, parties: [wielhuis], at: '2019-01-06'"
    alone = claim(tmp_path, OFF, unofficial, stopped)
    assert (alone.state, alone.turns) == (None, ())
    assert [e.state for e in alone.unofficial] == ["active", "ended"]
    (tmp_path / "beside").mkdir()
    shop = f"{DEALER}, parties: [fietsplein], status: active, from: '2018', observed: '2018-12'"
    beside = claim(tmp_path / "beside", OFF, unofficial, stopped, shop)
    assert course(beside) == [("active", "2018", "2018-12")]
    assert [e.state for e in beside.unofficial] == ["active", "ended"]


def test_a_seller_that_had_leave_before_ends_its_official_sale(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        OFF,
        f"{DEALER}, parties: [wielhuis], status: active, from: '2018-01', observed: '2018-03'",
        f"{DEALER}, parties: [wielhuis], authorised: unknown, status: active, observed: '2018-10'",
        f"{STOPPED}, parties: [wielhuis], at: '2019-01-06'",
    )
    assert found.state == "ended"
    assert [e.state for e in found.unofficial] == ["active"]


def test_an_offer_of_several_sellers_is_one_fact_with_a_cell_for_each(tmp_path: Path) -> None:
    found = claim(tmp_path, OFF, f"{SALE}, sellers: [wielhuis, fietsplein], status: active, from: '2018'")
    assert behind(found) == [[1]]
    assert found.turns[0].cells == ("fietsplein", "wielhuis")


def test_an_own_outlet_sells_and_a_grey_import_does_not(tmp_path: Path) -> None:
    outlet = claim(tmp_path, OFF, "kind: channel, type: own-online-store, categories: [e-bikes], status: active")
    assert (outlet.state, outlet.turns[0].cells) == ("active", ("own-online-store",))
    (tmp_path / "grey").mkdir()
    grey = claim(tmp_path / "grey", "outlet.grey-import", "kind: channel, type: grey-import, status: active")
    assert grey.state == "active"


# Straight on the functions: what no dossier is needed for.


def test_a_course_without_a_block_is_not_freed() -> None:
    lifted = Episode("ended", parse("2019-02"), parse("2019-02"), ("x",))
    on_sale = Episode("active", None, parse("2019-01"), ("y",))
    assert state.free((), lifted) == ()
    assert state.free((on_sale,), lifted) == (on_sale,)


def test_a_block_told_of_after_the_measure_was_lifted_stands() -> None:
    lifted = Episode("ended", parse("2019-02"), parse("2019-02"), ("x",))
    later = Episode("blocked", None, parse("2019-03-01"), ("y",))
    assert state.free((later,), lifted) == (later,)
    before = Episode("blocked", None, parse("2019-02-28"), ("y",))
    assert state.free((before,), lifted)[0].ended_by == ("x",)


def test_no_marks_make_no_course() -> None:
    assert state.episodes([], frozenset()) == ((), ())
    assert state.merge_cells([]) == []


def test_as_of_a_day_the_course_is_what_was_told_by_then(tmp_path: Path) -> None:
    sale = f"{SALE}, status: active, published: '2018-03-01'"
    stopped = f"{STOPPED}, at: '2018-02-01', published: '2019-01-01'"
    facts = yaml.safe_load(f"[{{{sale}}}, {{{stopped}}}]")
    dossier, _ = make({"facts": facts}, tmp_path)
    assert ledger(dossier, date(2018, 12, 31)).claims[f"nl.{OFF}"].state == "active"
