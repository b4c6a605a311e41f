"""What two facts on one thing may give differently: each test answers with the two values, or with nothing.

Where in doubt a test stays silent: a change over time, a range narrowed, another model and another seller are no
conflict, and a date that may be the other one is none either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xbrief.claims.group import slug
from xbrief.claims.marks import marks
from xbrief.claims.meet import NEAR, alike, apart, gap, goods_meet, held, may_meet, span, within
from xbrief.claims.outlook import is_forecast
from xbrief.claims.types import ClashKind, Mark
from xbrief.claims.when import high, low, made, observed
from xbrief.model import Dossier, Edtf, Fact

# There is one of these in a market, or one for a good; others may come again.
ONCE = frozenset({"founding", "entry", "first-sale", "subsidiary"})
# What an organisation is, told by its role; dealer, distributor, retailer are loose words for one that sells.
BODIES = frozenset({"carrier", "marketplace", "manufacturer"})
# Figures that hold at a time; others grow with the period that they are counted over.
STANDING = frozenset({"price", "share", "rank", "valuation", "stores"})
OPPOSITE = (frozenset({"blocks", "allows"}), frozenset({"favours", "disadvantages"}))
SOON = timedelta(days=14)
_DURATION = re.compile(
    r"\b(?P<number>\d+|an?|one|a single|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>day|week|month|year)s?\b"
)
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Difference:
    """What two facts give for one aspect, in their order; `about` is empty where they differ as a whole."""

    kind: ClashKind
    about: str
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """The claim on which two facts meet: its topic, and what all of its facts say of its state.

    `shared` are sets of parties that acted together in one event.
    """

    dossier: Dossier
    topic: str
    marks: Mapping[str, tuple[Mark, ...]]
    shared: Sequence[frozenset[str]] = ()

    def between(self, first: date, last: date, *, down: bool, sure: bool = False) -> bool:
        """May a turn down (or a beginning) of which any fact of the claim tells lie between the days; must it?"""
        for mark in (m for told in self.marks.values() for m in told):
            if (mark.state != "active") == down and mark.turn:
                inside = first < low(mark.when) and high(mark.when) < last
                if inside or (not sure and low(mark.when) < last and high(mark.when) > first):
                    return True
        return False


def scene(dossier: Dossier, topic: str, members: Iterable[Fact], shared: Sequence[frozenset[str]] = ()) -> Scene:
    return Scene(dossier, topic, {f.id: tuple(marks(dossier, f, topic)) for f in members}, shared)


def compare(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """The first difference of two facts of one claim, the weightiest kind first; None where they may both hold."""
    return next((found for test in TESTS if (found := test(a, b, at)) is not None), None)


def _same_sort(a: Fact, b: Fact) -> bool:
    fields = ("kind", "event", "type", "form", "measure", "exclusive", "authorised", "unnamed")
    return all(getattr(a, name) == getattr(b, name) for name in fields)


def _together(a: Fact, b: Fact, at: Scene) -> bool:
    """Is it one party in one role, or did the parties of both act together, on models that both name?"""
    ours, theirs = set(a.parties or a.sellers), set(b.parties or b.sellers)
    if ours & theirs or not (ours or theirs):
        return a.role == b.role
    joint = any(ours & group and theirs & group for group in at.shared)
    return joint and bool(set(a.products) & set(b.products))


def state(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Told as going on, by another as over; or as on sale, by another as kept off sale on the same day."""
    if at.topic == "measure" or not goods_meet(a, b) or a.exclusive != b.exclusive:
        return None
    for mine in at.marks[a.id]:
        for theirs in at.marks[b.id]:
            up, down = (mine, theirs) if mine.state == "active" else (theirs, mine)
            if (up.state == "active") != (down.state == "active") and _opposed(up, down, {a.id: a, b.id: b}, at):
                return Difference("state", "", mine.state, theirs.state)
    return None


def _opposed(up: Mark, down: Mark, facts: Mapping[str, Fact], at: Scene) -> bool:
    up_fact, down_fact = facts[up.fact], facts[down.fact]
    if up.official != down.official:
        return False
    if down.state == "blocked":
        kept_off, (first, last) = held(at.dossier, down_fact), span(up.confirmed)
        # A good that one model or one seller has not is on sale all the same; a sale told in the round bears a break.
        whole = not (down.cell or down_fact.products)
        return whole and kept_off is not None and kept_off[0] <= first and last <= kept_off[1]
    if down.state != "ended" or up.cell != down.cell or (down_fact.products and not up_fact.products):
        return False
    if retold(up_fact, down_fact):
        # Two accounts of one moment: nothing can have changed in between.
        return not up.turn and not apart(up.confirmed, down.when)
    ended, seen = span(down.when)[1], span(up.confirmed)[0]
    if seen <= ended or at.between(ended, span(up.confirmed)[1], down=False):
        return False
    told_up, told_down = _known(at.dossier, up_fact), _known(at.dossier, down_fact)
    # A later source looks back and knows of no business then; an earlier one cannot know what begins again after it.
    return told_down >= told_up or (seen - ended <= SOON and up.confirmed.start == up.confirmed.end)


def _known(dossier: Dossier, fact: Fact) -> date:
    return dossier.sources[fact.source].known or date.max


def retold(a: Fact, b: Fact) -> bool:
    """Do two sources retell one declared origin?"""
    return bool(a.origin) and a.origin == b.origin and a.source != b.source


def value(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Two figures of one name, unit and time that no bound reconciles; two rates of one charge at one time."""
    if a.kind == b.kind == "metric":
        if (a.unit, a.currency) != (b.unit, b.currency) or a.value is None or b.value is None or a.name == "goal":
            return None
        if not goods_meet(a, b) or not _same_time(a, b, at):
            return None
        one, other = (_range(f.value or Decimal(0), f.bound, _slack(f)) for f in (a, b))
        if one[1] < other[0] or other[1] < one[0]:
            return Difference("value", "number", str(a.value), str(b.value))
    elif a.kind == b.kind == "tariff" and a.rate_percent is not None and b.rate_percent is not None:
        if a.change or b.change or a.part_of or b.part_of or not _overlap(a, b, at):
            return None
        one, other = _range(a.rate_percent, a.bound), _range(b.rate_percent, b.bound)
        if one[1] < other[0] or other[1] < one[0]:
            return Difference("value", "rate", str(a.rate_percent), str(b.rate_percent))
    return None


def _same_time(a: Fact, b: Fact, at: Scene) -> bool:
    """What is counted over a period meets only the count of the same period."""
    if a.name in STANDING:
        return not apart(a.observed or made(at.dossier, a), b.observed or made(at.dossier, b))
    return a.observed is not None and b.observed is not None and a.observed.text == b.observed.text


def _overlap(a: Fact, b: Fact, at: Scene) -> bool:
    """Were both charges in force on one day for certain, or told for one and the same time?"""
    mine, theirs = held(at.dossier, a), held(at.dossier, b)
    if mine and theirs:
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]
    return (a.from_, a.until) == (b.from_, b.until) and observed(at.dossier, a) == observed(at.dossier, b)


def _slack(fact: Fact) -> Decimal:
    """How far a figure may be off by its rounding: places and shops are counted, prices differ by cents."""
    number = abs(fact.value or Decimal(0))
    if fact.name in {"rank", "stores"} or number < 10:
        return Decimal(0)
    if fact.name == "price":
        return number * Decimal("0.005")
    exponent = number.normalize().as_tuple().exponent
    half = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
    return min(half, number * Decimal("0.05"))


def _range(number: Decimal, bound: str | None, slack: Decimal = Decimal(0)) -> tuple[Decimal, Decimal]:
    """The values that a figure allows; an approximate one is a tenth to either side."""
    if bound in {"more-than", "from"}:
        return number, Decimal("Infinity")
    if bound == "up-to":
        return Decimal("-Infinity"), number
    if bound == "about":
        slack = max(slack, number * Decimal("0.1"))
    return number - slack, number + slack


def start(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Beginnings of one state on dates that exclude each other."""
    if a.from_ and b.from_ and a.kind != "tariff" and _same_sort(a, b) and goods_meet(a, b) and _together(a, b, at):
        # Of what both call over, a vague end may be that of either.
        return _apart("start", "start", a.from_, b.from_, at, sure=a.status == b.status == "ended")
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
    if not goods_meet(a, b) or a.exclusive != b.exclusive or not _together(a, b, at):
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
        return _apart("day", "start", a.at, b.at, at)
    named = bool(set(a.parties) & set(b.parties)) or (bool(a.label) and slug(a.label or "") == slug(b.label or ""))
    if named and within(a.at, b.at, NEAR):
        return _apart("day", "day", a.at, b.at, at)
    return None


def _apart(kind: ClashKind, about: str, one: Edtf, other: Edtf, at: Scene, *, sure: bool = False) -> Difference | None:
    if not apart(one, other):
        return None
    first, last = gap(one, other)
    if at.between(first, last, down=True, sure=sure):
        # It had ended in between: the later date is that of another beginning.
        return None
    return Difference(kind, about, one.text, other.text)


def planned(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One beginning foretold for two days by voices of one time, before either day had passed."""
    if not (is_forecast(a) and is_forecast(b)) or a.kind == "view" or a.target is None or b.target is None:
        return None
    if not _same_sort(a, b) or not goods_meet(a, b) or not _together(a, b, at) or not _exact(a.target, b.target):
        return None
    said = made(at.dossier, a), made(at.dossier, b)
    overdue = max(low(s) for s in said) > min(high(a.target), high(b.target))
    if overdue or not apart(a.target, b.target) or not within(*said, NEAR):
        return None
    return Difference("planned", "start", a.target.text, b.target.text)


def _exact(*dates: Edtf) -> bool:
    return all(d.start and d.start == d.end and d.start.precision == "day" for d in dates)


def length(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """How long one thing lasted that both say was stopped."""
    del at
    if a.kind != "event" or a.event != b.event or a.event not in {"sale-stopped", "store-closing", "production-end"}:
        return None
    if not goods_meet(a, b) or not set(a.parties) & set(b.parties):
        return None
    if a.at is not None and b.at is not None and not within(a.at, b.at, NEAR):
        return None
    one, other = _lasted(a), _lasted(b)
    return Difference("length", "length", one, other) if one and other and one != other else None


def _lasted(fact: Fact) -> str:
    """`2 days`, where the fact's own words give one length; empty for none or several."""
    found = {
        (_number(m["number"]), m["unit"]) for words in (fact.label or "", fact.claim) for m in _DURATION.finditer(words)
    }
    if len(found) != 1:
        return ""
    number, unit = found.pop()
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _number(word: str) -> int:
    last = word.rsplit(maxsplit=1)[-1]
    return int(last) if last.isdigit() else 1 if last in {"a", "an", "single"} else _NUMBERS.index(last)


def role(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One party as two sorts of body in one business; with the company's leave and without; all of it and a part."""
    if a.kind != "partner" or b.kind != "partner" or not set(a.parties) & set(b.parties) or not goods_meet(a, b):
        return None
    if is_forecast(a) or is_forecast(b) or not may_meet(at.dossier, a, b):
        return None
    if a.role != b.role and {a.role, b.role} <= BODIES:
        return Difference("role", "role", str(a.role), str(b.role))
    if a.role == b.role and {a.authorised, b.authorised} == {"yes", "no"}:
        return Difference("role", "authorisation", a.authorised, b.authorised)
    if a.role == b.role and a.extent and b.extent and a.extent != b.extent and "full" in {a.extent, b.extent}:
        return Difference("role", "extent", a.extent, b.extent)
    return None


def effect(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One measure with opposite effects on the same goods at one time."""
    if a.kind != "regulation" or b.kind != "regulation" or a.whom != b.whom or not goods_meet(a, b):
        return None
    if is_forecast(a) or is_forecast(b) or frozenset({a.effect, b.effect}) not in OPPOSITE:
        return None
    mine, theirs = held(at.dossier, a), held(at.dossier, b)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return None
    return Difference("effect", "effect", str(a.effect), str(b.effect))


def only(dossier: Dossier, a: Fact, b: Fact) -> Difference | None:
    """Two parties each called the only one for the same goods, or one beside which another acts, on the same day."""
    if {a.kind, b.kind} != {"partner"} or a.role != b.role or is_forecast(a) or is_forecast(b):
        return None
    if not (a.exclusive or b.exclusive) or set(a.parties) & set(b.parties) or not (a.parties and b.parties):
        return None
    if "no" in {a.authorised, b.authorised} or "unknown" in {a.authorised, b.authorised}:
        return None
    if set(a.categories) != set(b.categories) and not set(a.categories) & set(b.categories):
        return None
    mine, theirs = held(dossier, a), held(dossier, b)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return None
    return Difference("only", "exclusive", _sole(a), _sole(b))


def _sole(fact: Fact) -> str:
    return "the only one" if fact.exclusive else "not alone"


Test = Callable[[Fact, Fact, Scene], Difference | None]
TESTS: tuple[Test, ...] = (state, value, day, start, end, planned, length, role, effect)
