"""Dates of one thing that exclude each other."""

from __future__ import annotations

from xbrief.claims.differ.scene import Difference, Scene, same_sort, together, two_dates
from xbrief.claims.group import slug
from xbrief.claims.meet import NEAR, alike, apart, gap, goods_meet, span, within
from xbrief.claims.outlook import is_forecast
from xbrief.claims.when import high, low, made, observed
from xbrief.model import Edtf, Fact

# There is one of these in a market, or one for a good; others may come again.
ONCE = frozenset({"founding", "entry", "first-sale", "subsidiary"})


def start(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Beginnings of one state on dates that exclude each other."""
    if a.from_ and b.from_ and a.kind != "tariff" and same_sort(a, b) and goods_meet(a, b) and together(a, b, at):
        # Of what both call over, a vague end may be that of either.
        return two_dates("start", "start", a.from_, b.from_, at, sure=a.status == b.status == "ended")
    for first, other in ((a, b), (b, a)):
        if first.event == "first-sale" and other.event != "first-sale" and goods_meet(first, other):
            found = _before_the_first(first, other, at)
            if found:
                one, two = (found[0], found[1]) if first is a else (found[1], found[0])
                return Difference("start", "start", one.text, two.text)
    return None


def _before_the_first(first: Fact, other: Fact, at: Scene) -> tuple[Edtf, Edtf] | None:
    """The day of what is called the first sale, and a day before it on which the other says that sales began."""
    day = first.at or (first.target if is_forecast(first) else None)
    begun = [m.when for m in at.marks[other.id] if m.state == "active" and m.turn and m.official]
    if day is None or at.topic != "availability" or not begun or span(begun[0])[1] >= span(day)[0]:
        return None
    if is_forecast(first):
        # Foretold while another tells it as begun: only words of one time stand against each other.
        said, told = made(at.dossier, first), observed(at.dossier, other)
        if apart(said, told) or span(said)[1] < span(begun[0])[0]:
            return None
    return day, begun[0]


def end(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Ends of one state on dates that exclude each other, with no new beginning in between."""
    if not goods_meet(a, b) or a.exclusive != b.exclusive or not together(a, b, at):
        return None
    for mine in at.marks[a.id]:
        for theirs in at.marks[b.id]:
            same = (
                mine.state == theirs.state == "ended" and mine.cell == theirs.cell and mine.official == theirs.official
            )
            if same and mine.turn and theirs.turn and apart(mine.when, theirs.when):
                first, last = gap(mine.when, theirs.when)
                # A sale may be stopped twice; what is called over for good ends once, unless it began again.
                again = "event" in {a.kind, b.kind} and last - first > NEAR
                if not again and not at.between(first, last, down=False):
                    return Difference("end", "end", mine.when.text, theirs.when.text)
    return None


def day(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One event on days that exclude each other."""
    if a.kind != "event" or a.event != b.event or a.at is None or b.at is None or not goods_meet(a, b):
        return None
    if not alike(a.parties, b.parties) or not apart(a.at, b.at):
        return None
    if a.event in ONCE:
        return two_dates("day", "start", a.at, b.at, at)
    named = bool(set(a.parties) & set(b.parties)) or (bool(a.label) and slug(a.label or "") == slug(b.label or ""))
    if named and within(a.at, b.at, NEAR):
        return two_dates("day", "day", a.at, b.at, at)
    return None


def planned(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One beginning foretold for two days by voices of one time, before either day had passed."""
    if not (is_forecast(a) and is_forecast(b)) or a.kind == "view" or a.target is None or b.target is None:
        return None
    if not same_sort(a, b) or not goods_meet(a, b) or not together(a, b, at) or not _exact(a.target, b.target):
        return None
    said = made(at.dossier, a), made(at.dossier, b)
    overdue = max(low(s) for s in said) > min(high(a.target), high(b.target))
    if overdue or not apart(a.target, b.target) or not within(*said, NEAR):
        return None
    return Difference("planned", "start", a.target.text, b.target.text)


def _exact(*dates: Edtf) -> bool:
    return all(d.start and d.start == d.end and d.start.precision == "day" for d in dates)
