"""What was said to come, and what became of it: the fate of each forecast by the as-of day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xbrief.claims.agree import agrees, ends, of_one_good
from xbrief.claims.business import traded_before
from xbrief.claims.marks import DOWN
from xbrief.claims.types import Fate, Forecast, Mark
from xbrief.claims.when import OUTLOOKS, high, low, made
from xbrief.model import Dossier, Edtf, Fact


def is_forecast(fact: Fact) -> bool:
    """An outlook, or a view or goal with a day by which it is to be."""
    return fact.status in OUTLOOKS or (fact.target is not None and fact.kind in {"view", "metric"})


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the fates are judged by: the marks of one claim and the facts behind them."""

    dossier: Dossier
    known: Mapping[str, Fact]
    as_of: date
    claim: str
    marks: Sequence[Mark]
    superseded: Mapping[str, tuple[str, ...]]
    sellers: Sequence[Mark] = ()

    def bearing_on(self, fact: Fact) -> Sequence[Mark]:
        """The marks of the claim; for a plan that names sellers also what is told of these without naming goods."""
        return [*self.marks, *self.sellers] if fact.sellers or fact.parties else self.marks


def forecasts(facts: Iterable[Fact], outcomes: Outcomes) -> tuple[Forecast, ...]:
    """The forecasts among the facts of a claim, in the order in which they were made."""
    found = [_fate(fact, outcomes) for fact in facts if is_forecast(fact)]
    found.sort(key=lambda f: (low(f.made), high(f.made), f.fact))
    return tuple(_still_ahead(f, found, outcomes) for f in found)


def _fate(fact: Fact, outcomes: Outcomes) -> Forecast:
    said = made(outcomes.dossier, fact)
    forecast = Forecast(fact.id, outcomes.claim, said, fact.target, "open", replaced_by=_replaced(fact, outcomes))
    named = _named(fact, outcomes)
    if named:
        return replace(forecast, fate="met", outcome=named)
    met = _met(fact, said, outcomes)
    withdrawn = _withdrawn(fact, outcomes)
    if met is not None and not (withdrawn and low(met.when) > min(low(made(outcomes.dossier, w)) for w in withdrawn)):
        return _measured(forecast, met, _together(fact, met, outcomes))
    if withdrawn:
        return replace(forecast, fate="withdrawn", outcome=tuple(w.id for w in withdrawn))
    if fact.target is not None and fact.target.latest is not None and fact.target.latest < outcomes.as_of:
        return replace(forecast, fate="overdue")
    return forecast


def _together(fact: Fact, met: Mark, outcomes: Outcomes) -> tuple[str, ...]:
    """The facts that tell of the same beginning on the same date, events first."""
    same = [
        m.fact
        for m in outcomes.bearing_on(fact)
        if m.state == met.state and m.when == met.when and agrees(fact, outcomes.known[m.fact]) and m.fact != fact.id
    ]
    found = sorted({met.fact, *same}, key=lambda i: (outcomes.known[i].kind != "event", i))
    return tuple(found[:2])


def _measured(forecast: Forecast, met: Mark, outcome: tuple[str, ...]) -> Forecast:
    """A forecast that was met: in time, late by how many days at least, or at a time that cannot be told."""
    fate: Fate = "met"
    on_time: bool | None = None
    days = 0
    if forecast.target is not None and forecast.target.latest is not None:
        if high(met.when) <= forecast.target.latest:
            on_time = True
        elif met.turn and low(met.when) > forecast.target.latest:
            fate, on_time = "late", False
            days = (low(met.when) - forecast.target.latest).days
    already = high(met.when) < low(forecast.made)
    return replace(
        forecast,
        fate=fate,
        outcome=outcome,
        came=met.when,
        on_time=on_time,
        late_days=days,
        dated=met.turn,
        already=already,
    )


def _met(fact: Fact, said: Edtf, outcomes: Outcomes) -> Mark | None:
    """The first mark that agrees in all that the forecast names and begins after it was made."""
    if fact.kind in {"view", "metric"} or fact.unnamed:
        # What an unnamed partner became needs a link; words that name no thing are met by none.
        return None
    if of_an_end(fact):
        return _came_to_an_end(fact, said, outcomes)
    agreeing = [
        m
        for m in outcomes.bearing_on(fact)
        if m.state == "active"
        and m.fact != fact.id
        and high(m.when) >= low(said)
        and not _too_early(fact, m)
        and not _told_along(fact, m, said, outcomes)
        and agrees(fact, outcomes.known[m.fact])
        and not _later_than_business(fact, m, outcomes)
    ]
    if _held_before(fact, said, outcomes):
        agreeing = [m for m in agreeing if m.turn] or _just_begun(fact, said, outcomes)
    agreeing.sort(key=lambda m: (low(m.when), not m.turn, m.fact))
    return agreeing[0] if agreeing else _over(fact, said, outcomes)


def _held_before(fact: Fact, said: Edtf, outcomes: Outcomes) -> bool:
    """Did it hold before the forecast was made, or on the very day, with no beginning told?"""
    return any(
        m.state == "active"
        and (high(m.when) < low(said) or (not m.turn and high(m.when) == low(said)))
        and m.fact != fact.id
        and agrees(fact, outcomes.known[m.fact])
        for m in outcomes.bearing_on(fact)
    )


def _later_than_business(fact: Fact, mark: Mark, outcomes: Outcomes) -> bool:
    """A first sale of one good, where somebody traded for the company before: no entry, and not the first orders."""
    if not of_one_good(fact, outcomes.known[mark.fact]):
        return False
    market = outcomes.claim.partition(".")[0]
    return traded_before(outcomes.dossier, outcomes.known.values(), market, low(mark.when))


def of_an_end(fact: Fact) -> bool:
    """Is it foreseen that something will stop, or be kept off sale?"""
    return fact.event in DOWN or fact.kind == "block"


def _came_to_an_end(fact: Fact, said: Edtf, outcomes: Outcomes) -> Mark | None:
    """The first mark of the end that was foreseen: goods kept off sale later than that are no longer sold either."""
    states = {"blocked"} if fact.kind == "block" else {DOWN.get(fact.event or "", "ended"), "ended", "blocked"}
    found = [
        m
        for m in outcomes.bearing_on(fact)
        if m.state in states
        and m.fact != fact.id
        and high(m.when) >= low(said)
        and not _too_early(fact, m)
        and ends(fact, outcomes.known[m.fact])
    ]
    return min(found, key=lambda m: (low(m.when), not m.turn, m.fact), default=None)


def _over(fact: Fact, said: Edtf, outcomes: Outcomes) -> Mark | None:
    """An end is evidence of a beginning: what stopped after the forecast was made had come by then."""
    if fact.kind not in {"partner", "event", "channel"} or fact.event not in {None, "production-start"}:
        return None
    ended = [
        replace(m, turn=False)
        for m in outcomes.bearing_on(fact)
        if m.state == "ended" and low(m.when) >= high(said) and not _told_along(fact, m, said, outcomes)
    ]
    ended = [m for m in ended if not _too_early(fact, m)]
    ended = [m for m in ended if fact.kind == "event" or agrees(fact, outcomes.known[m.fact])]
    return min(ended, key=lambda m: (low(m.when), m.fact), default=None)


def _too_early(fact: Fact, mark: Mark) -> bool:
    """Is it told for days before the target opens, and so another sale, or another account?

    A beginning that comes before a month or a year that was named comes early; before a day, or before what was to
    be "from then on" at the soonest, it is not what was meant. A state that merely held then had begun at any time.
    """
    start = fact.target.start if fact.target is not None else None
    if fact.target is None or start is None or high(mark.when) >= start.earliest:
        return False
    exact = start.precision == "day" and fact.kind == "event"
    return exact or fact.target.end is None or not mark.turn


def _told_along(fact: Fact, mark: Mark, said: Edtf, outcomes: Outcomes) -> bool:
    """Does the forecast's own source tell it as what is, and not as begun since the forecast was made?"""
    begun_since = mark.turn and low(mark.when) > high(said)
    return outcomes.known[mark.fact].source == fact.source and not begun_since


def _just_begun(fact: Fact, said: Edtf, outcomes: Outcomes) -> list[Mark]:
    """For an undated forecast: what had begun within the month before it was retold."""
    return [
        m
        for m in outcomes.bearing_on(fact)
        if fact.target is None
        and m.state == "active"
        and m.turn
        and 0 < (low(said) - high(m.when)).days <= 31
        and agrees(fact, outcomes.known[m.fact])
    ]


def _named(fact: Fact, outcomes: Outcomes) -> tuple[str, ...]:
    """For an unnamed partner: the later facts of the same role that a link puts in its place."""
    if not fact.unnamed:
        return ()
    later = [outcomes.known[i] for i in outcomes.superseded.get(fact.id, ())]
    return tuple(f.id for f in later if f.kind == fact.kind and f.role == fact.role and not is_forecast(f))


def _replaced(fact: Fact, outcomes: Outcomes) -> tuple[str, ...]:
    return tuple(i for i in outcomes.superseded.get(fact.id, ()) if is_forecast(outcomes.known[i]))


def _withdrawn(fact: Fact, outcomes: Outcomes) -> list[Fact]:
    """Later words of the same side that take a forecast back: asserted views that supersede it and promise nothing."""
    later = [outcomes.known[i] for i in outcomes.superseded.get(fact.id, ())]
    sides = side(fact, outcomes.dossier)
    return [
        f
        for f in later
        if f.kind == "view" and not is_forecast(f) and f.certainty == "asserted" and side(f, outcomes.dossier) & sides
    ]


def side(fact: Fact, dossier: Dossier) -> frozenset[str]:
    """The organisations that a fact's speakers speak for; the company itself where the publisher tells of its plans."""
    found: set[str] = set()
    for speaker in fact.says:
        if speaker.kind == "person":
            person = dossier.people[speaker.name]
            found.add(person.of or person.id)
        elif speaker.kind == "party":
            found.add(speaker.name)
        else:
            found.add(f"unnamed: {speaker.name}")
    return frozenset(found or {dossier.company.id})


def _still_ahead(forecast: Forecast, others: Sequence[Forecast], outcomes: Outcomes) -> Forecast:
    """For an overdue forecast: the later facts that show it had not come by its day."""
    if forecast.fate not in {"overdue", "withdrawn"} or forecast.target is None or forecast.target.latest is None:
        return forecast
    due = forecast.target.latest
    fact = outcomes.known[forecast.fact]
    later = [
        o.fact for o in others if low(o.made) > due and o.fate != "met" and _same_hope(fact, outcomes.known[o.fact])
    ]
    # Against an end that was foreseen stands what went on; against a beginning, what was kept off sale.
    against = "active" if of_an_end(fact) else "blocked"
    blocked = [m.fact for m in outcomes.marks if m.state == against and not m.cell and low(m.confirmed) > due]
    return replace(forecast, still_ahead=tuple(dict.fromkeys([*later, *blocked])))


def _same_hope(fact: Fact, other: Fact) -> bool:
    """Is the later forecast one for the same thing, so that it shows the earlier one unfulfilled?"""
    sellers = set(fact.sellers or fact.parties)
    return not sellers or sellers <= set(other.sellers or other.parties)
