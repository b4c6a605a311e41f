"""Dates of one thing that exclude each other."""

from __future__ import annotations

from datetime import timedelta

from xbrief.claims.differ.scene import Difference, Scene, same_sort, together, two_dates
from xbrief.claims.group import slug
from xbrief.claims.meet import NEAR, alike, apart, gap, goods_meet, narrower, span, within
from xbrief.claims.outlook import is_forecast
from xbrief.claims.when import high, low, made, observed
from xbrief.model import Edtf, Fact

# There is one of these in a market, or one for a good; others may come again.
ONCE = frozenset({"founding", "entry", "first-sale", "subsidiary"})
YEAR = timedelta(days=366)
# What may be stopped more than once.
STOPS = frozenset({"sale-stopped", "store-closing", "production-end"})


def start(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Beginnings of one state on dates that exclude each other, or a state told for a day before it began."""
    if a.kind not in {"tariff", "event"} and same_sort(a, b) and goods_meet(a, b) and together(a, b, at):
        if a.type == "flash-sale" and (a.until or b.until):
            # One sale of several.
            return None
        one, other = _begun(a, at), _begun(b, at)
        if one is None or other is None or not (a.from_ or b.from_) or _model_later(a, b, one, other):
            return None
        if apart(one, other) and not (a if span(one)[0] > span(other)[0] else b).from_:
            # Seen after it began.
            return None
        # Of what both call over, a vague end may be that of either.
        return two_dates("start", "start", one, other, at, sure=a.status == b.status == "ended")
    for first, other_fact in ((a, b), (b, a)):
        if first.event == "first-sale" and other_fact.event != "first-sale" and goods_meet(first, other_fact):
            found = _before_the_first(first, other_fact, at)
            if found:
                one, two = (found[0], found[1]) if first is a else (found[1], found[0])
                return Difference("start", "start", one.text, two.text)
    return entered(a, b, at) or entered(b, a, at, turned=True)


def _begun(fact: Fact, at: Scene) -> Edtf | None:
    """The day on which a state began; `../<day>` where it was merely seen then. Of a pause or a plan none is told."""
    if fact.status == "suspended" or is_forecast(fact):
        return None
    if fact.from_:
        return fact.from_
    # Of own shops and flash sales there may be many.
    many = fact.type in {"own-shop", "flash-sale"}
    if many or fact.kind not in {"presence", "offer", "partner", "channel"} or fact.status != "active":
        return None
    seen = [m for m in at.marks[fact.id] if not m.turn]
    return _by(seen[0].confirmed) if seen else None


def _by(seen: Edtf) -> Edtf | None:
    """A day on which a thing was seen, as the latest on which it can have begun."""
    return Edtf(f"../{seen.end.text}", None, seen.end, True) if seen.end else None


def _model_later(a: Fact, b: Fact, one: Edtf, other: Edtf) -> bool:
    """Is the later date that of some goods or models alone, which may well have come after the rest?"""
    early, late = (a, b) if span(one)[1] < span(other)[0] else (b, a)
    return narrower(late, early)


def _before_the_first(first: Fact, other: Fact, at: Scene) -> tuple[Edtf, Edtf] | None:
    """The day of what is called the first sale, and a day before it by which the other says that sales had begun."""
    day = first.at or (first.target if is_forecast(first) else None)
    told = [m for m in at.marks[other.id] if m.state == "active" and m.official]
    begun = (told[0].when if told[0].turn else _by(told[0].confirmed)) if told else None
    if day is None or begun is None or at.topic != "availability" or span(begun)[1] >= span(day)[0]:
        return None
    if is_forecast(first):
        # Foretold while another tells it as begun: only words of one time stand against each other.
        said, seen = made(at.dossier, first), observed(at.dossier, other)
        if apart(said, seen) or span(said)[1] < span(begun)[0]:
            return None
    return day, begun


def entered(entry: Fact, other: Fact, at: Scene, *, turned: bool = False) -> Difference | None:
    """A first sale or an own outlet from before the entry; a business since another day than that of the entry."""
    if entry.event != "entry" or entry.at is None:
        return None
    begun = other.at if other.event == "first-sale" else other.from_
    sale = other.event == "first-sale" or other.kind == "channel"
    business = other.kind == "presence" and other.form in {None, "sales-only"}
    if begun is None or is_forecast(other) or not (sale or business) or (sale and span(begun)[0] > span(entry.at)[0]):
        return None
    if not within(begun, entry.at, YEAR):
        # Years after a sale an entry is another beginning, an official launch.
        return None
    one, two = (begun, entry.at) if turned else (entry.at, begun)
    return two_dates("start", "start", one, two, at)


def end(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Ends of one state on dates that exclude each other, with no new beginning in between."""
    if not goods_meet(a, b) or a.exclusive != b.exclusive or not together(a, b, at) or a.type == "flash-sale":
        return None
    for mine in at.marks[a.id]:
        for theirs in at.marks[b.id]:
            same = (
                mine.state == theirs.state == "ended" and mine.cell == theirs.cell and mine.official == theirs.official
            )
            if same and mine.turn and theirs.turn and apart(mine.when, theirs.when):
                first, last = gap(mine.when, theirs.when)
                # A sale may be stopped twice; what is called over for good ends once, unless it began again.
                again = bool({a.event, b.event} & STOPS) and last - first > NEAR
                rest = _rest_later(a, b, mine.when, theirs.when)
                if not again and not rest and not at.between(first, last, down=False):
                    return Difference("end", "end", mine.when.text, theirs.when.text)
    return None


def _rest_later(a: Fact, b: Fact, one: Edtf, other: Edtf) -> bool:
    """Is the earlier end that of some goods or models alone, which may well have gone before the rest?"""
    early, late = (a, b) if span(one)[1] < span(other)[0] else (b, a)
    return narrower(early, late)


def day(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One event on days that exclude each other."""
    if a.kind != "event" or a.event != b.event or a.at is None or b.at is None or not goods_meet(a, b):
        return None
    if not alike(a.parties, b.parties) or not apart(a.at, b.at):
        return None
    if a.event in ONCE or (a.event == "production-start" and a.products and b.products):
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
