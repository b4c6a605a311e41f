"""A match becomes a candidate, in the dossier's schema and the order of its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xbrief.dossier import dates
from xbrief.dossier.schema import FACT, OUTLOOKS, fields_of
from xbrief.evidence.text import Text
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.anchors import anchor
from xbrief.intake.suggest.calendar import Day
from xbrief.intake.suggest.judge import Verdict
from xbrief.intake.suggest.making import Making
from xbrief.intake.suggest.times import Time


def candidate(
    making: Making, own: Mapping[str, object], verdict: Verdict, market: Sequence[str], score: float, text: Text
) -> Candidate | None:
    """The candidate of a match with its own fields; None where its words have no anchor."""
    start, end = making.span()
    found = anchor(making.sentence.words[start:end], text) or anchor(making.sentence.words, text)
    if found is None:
        return None
    pattern = making.pattern
    fact: dict[str, object] = {
        "market": None if not market else market[0] if len(market) == 1 else list(market),
        "kind": pattern.kind,
        **own,
        "certainty": verdict.certainty,
        "anchor": found[0],
    }
    known = fields_of(pattern.kind)
    if "status" in known and "status" not in fact and (status := _status(pattern.kind, verdict.status)):
        fact["status"] = status
    if said := making.says():
        fact["says"] = said
    fact |= times(making, verdict, fact)
    if pattern.kind == "event" and "status" not in fact and _later(fact.get("at"), making.published):
        fact |= {"status": "announced", "target": fact.pop("at")}
    if pattern.kind == "event" and not {"at", "status"} & fact.keys() and (day := Day.of(making.published)):
        # Told without a time, for which an event asks: by the day of the article it had come about.
        fact["at"] = f"../{day.text.rpartition('/')[2]}"
    fact["claim"] = making.told(market, fact)
    order = [f.name for f in FACT if not f.kinds or pattern.kind in f.kinds]
    ordered = {name: fact[name] for name in order if name in fact}
    return Candidate(ordered, pattern.id, round(score, 3), found[1], making.new)


def _later(at: object, published: str | None, *, at_all: bool = False) -> bool:
    """Does a time begin after the day of the article; or with `at_all`, may it end after it? True without a day."""
    if not at or not published:
        return at_all
    time, day = dates.parse(str(at)), dates.parse(published)
    if at_all:
        return time.latest is None or day.earliest is None or time.latest >= day.earliest
    return time.earliest is not None and day.latest is not None and time.earliest > day.latest


def _status(kind: str, status: str) -> str:
    if kind == "event" and status not in OUTLOOKS:
        return ""
    if kind == "tariff" and status == "active":
        return ""
    return status


def times(making: Making, verdict: Verdict, fact: Mapping[str, object]) -> dict[str, object]:
    """The time nearest to the match in its clause, in the field that its kind and status give it."""
    first, last = making.words_of(verdict.clause)
    start, end = making.span()
    near = [
        (max(start - m.end, m.start - end, 0), m.start, m.value)
        for m in making.sentence.marks
        if isinstance(m.value, Time) and m.value.role != "none" and first <= m.start and m.end <= last
    ]
    if not near:
        return {}
    if fact.get("status") in OUTLOOKS:
        # What is to come comes after the day on which it is told.
        near = [told for told in near if _later(told[2].edtf, making.published)] or near
    *_, time = min(near, key=lambda told: told[:2])
    name = _field(making.pattern.kind, str(fact.get("status")), time.role)
    if not name or name in fact or (name == "target" and not _later(time.edtf, making.published, at_all=True)):
        return {}
    return {name: time.edtf}


# What is told of on a day began on it; that something was sold "in 2015" tells of no beginning.
_DATED = frozenset({"tariff", "regulation", "partner"})


def _field(kind: str, status: str, role: str) -> str:
    """The field for a time of a fact; empty where its kind has none."""
    if status in OUTLOOKS:
        name = "target"
    elif kind == "event":
        name = "at"
    else:
        begins = {"at": "from"} if kind in _DATED else {}
        name = ({"since": "from", "until": "until"} | begins).get(role, "")
    return name if name in fields_of(kind) else ""
