"""Days on which facts were said, held or could be known."""

from __future__ import annotations

from datetime import date, timedelta

from xbrief.model import Dossier, Edtf, Fact, Point, Source

OUTLOOKS = frozenset({"planned", "announced", "negotiating"})


def known(dossier: Dossier, as_of: date) -> dict[str, Fact]:
    """The facts whose source could be known on the day, by id. A source without a date is never known."""
    days = {s.id: s.known for s in dossier.sources.values()}
    return {i: f for i, f in sorted(dossier.facts.items()) if (day := days[f.source]) is not None and day <= as_of}


def published(dossier: Dossier, fact: Fact) -> Edtf:
    source: Source = dossier.sources[fact.source]
    if source.published is None:
        raise ValueError(f"{fact.id}: a source without a date is never known")
    return source.published


def clip(when: Edtf, latest: date) -> Edtf:
    """The date cut off at a day: nothing is confirmed later than it was published."""
    end = when.end
    if end is not None and end.latest <= latest:
        return when
    day = Point(latest.isoformat(), latest, latest, "day")
    if when.start is None:
        return Edtf(f"../{latest.isoformat()}", None, day, True)
    if when.start.earliest > latest:
        return Edtf(latest.isoformat(), day, day)
    return Edtf(f"{when.start.text}/{latest.isoformat()}", when.start, day, True)


def observed(dossier: Dossier, fact: Fact) -> Edtf:
    """The last day for which a fact's state held: `observed`, else the publication; never later than that."""
    day = published(dossier, fact)
    if fact.observed is None or day.latest is None:
        return day
    return last(clip(fact.observed, day.latest))


def last(when: Edtf) -> Edtf:
    """The end of a period through which a state held; a plain date as it is."""
    if not when.interval or when.end is None:
        return when
    return Edtf(when.end.text, when.end, when.end)


def voiced(dossier: Dossier, fact: Fact) -> Edtf:
    """The day on which a source or its speaker said it; a figure's time is that which it counts, and no word's."""
    return made(dossier, fact) if fact.says and fact.kind != "metric" else published(dossier, fact)


def made(dossier: Dossier, fact: Fact) -> Edtf:
    """The day on which a view or a forecast was said."""
    if fact.kind == "view" and fact.at is not None:
        return fact.at
    return observed(dossier, fact)


def low(when: Edtf) -> date:
    """First day that a date allows; for an open start the latest, as nothing earlier is certain."""
    day = when.earliest or when.latest
    if day is None:
        raise ValueError(f"{when.text}: a date with both ends open")
    return day


def high(when: Edtf) -> date:
    """Last day that a date allows; for an open end the earliest."""
    day = when.latest or when.earliest
    if day is None:
        raise ValueError(f"{when.text}: a date with both ends open")
    return day


def later(a: Edtf, b: Edtf) -> Edtf:
    """The later of two dates, by the first day that each allows; of equal ones the one that is not approximate."""
    return b if (low(b), high(b), not b.approximate) > (low(a), high(a), not a.approximate) else a


def order(dossier: Dossier, fact: Fact) -> tuple[date, date, str]:
    """Where a fact stands in a chronology: by the time it is about, then by what it allows at most, then by id."""
    when = fact.at or fact.from_ or fact.until or observed(dossier, fact)
    return low(when), high(when), fact.id


def older_than(when: Edtf, as_of: date, days: int) -> bool:
    return as_of - low(when) > timedelta(days=days)
