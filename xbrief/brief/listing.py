"""Which facts and sources a list shows: filters whose values are checked, and the order of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xbrief.claims.when import known, order
from xbrief.dossier import dates, schema
from xbrief.errors import UnknownName, XbriefError
from xbrief.model import Dossier, Fact, Party, Source
from xbrief.problems import nearest

_SUGGESTIONS = 3
_FEW = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a fact must have; of several values of one field any will do. `markets` are codes, `since` an EDTF date."""

    markets: Sequence[str] = ()
    kind: Sequence[str] = ()
    category: Sequence[str] = ()
    party: Sequence[str] = ()
    speaker: Sequence[str] = ()
    certainty: Sequence[str] = ()
    status: Sequence[str] = ()
    source: Sequence[str] = ()
    since: str = ""


Test = Callable[[Fact], bool]
Values = Callable[[Fact], Iterable[str | None]]
Names = Mapping[str, Sequence[str]]
"""Ids, each with the other names that mean it."""


def facts(dossier: Dossier, as_of: date, wanted: Filter) -> tuple[Fact, ...]:
    """The facts known on the day that pass the filter, in order of what they are about.

    Retracted ones only where the status asked for is `retracted`.
    UnknownName or XbriefError for a value that the dossier does not have.
    """
    tests = list(_tests(dossier, wanted))
    held = replace(dossier, facts={**dossier.facts, **dossier.retracted}) if wanted.status else dossier
    found = [f for f in known(held, as_of).values() if all(test(f) for test in tests)]
    return tuple(sorted(found, key=lambda f: order(dossier, f)))


def _tests(dossier: Dossier, wanted: Filter) -> Iterable[Test]:
    labels: Names = {c.id: (c.label,) for c in dossier.categories.values()}
    parties: Names = {p.id: (p.name, *p.aliases) for p in (_company(dossier), *dossier.parties.values())}
    people: Names = {p.id: (p.name,) for p in dossier.people.values()}
    unnamed: Names = {s.name: () for f in dossier.facts.values() for s in f.says if s.kind == "unnamed"}
    fields: tuple[tuple[str, Sequence[str], Names, Values], ...] = (
        ("kind", wanted.kind, _bare(schema.KINDS), lambda f: (f.kind,)),
        ("category", wanted.category, labels, lambda f: (*f.categories, *f.on)),
        ("party", wanted.party, parties, _parties),
        ("speaker", wanted.speaker, {**unnamed, **people, **parties}, lambda f: _voices(dossier, f)),
        ("certainty", wanted.certainty, _bare(schema.CERTAINTIES), lambda f: (f.certainty,)),
        ("status", wanted.status, _bare((*schema.STATUSES, schema.RETRACTED)), _status),
        ("source", wanted.source, _publishers(dossier), lambda f: (f.source, dossier.sources[f.source].publisher)),
    )
    if wanted.markets:
        yield lambda f: not set(wanted.markets).isdisjoint(f.market)
    for what, values, names, of in fields:
        if values:
            yield _among(frozenset(named(what, value, names) for value in values), of)
    if wanted.since:
        first = _day(wanted.since)
        yield lambda f: (dossier.sources[f.source].known or date.min) >= first


def _bare(ids: Iterable[str]) -> Names:
    return dict.fromkeys(ids, ())


def _company(dossier: Dossier) -> Party:
    """The company as the party that it is, for a dossier that does not list it."""
    return Party(dossier.company.id, dossier.company.name)


def _among(values: frozenset[str], of: Values) -> Test:
    return lambda fact: not values.isdisjoint(of(fact))


def _publishers(dossier: Dossier) -> Names:
    """Ids of sources, and publishers, who stand for all of their sources."""
    return _bare([*dossier.sources, *(s.publisher for s in dossier.sources.values())])


def _status(fact: Fact) -> Iterable[str | None]:
    return (schema.RETRACTED if fact.retracted else fact.status,)


def _parties(fact: Fact) -> Iterable[str | None]:
    return (*fact.parties, *fact.sellers, *fact.by, fact.operator, fact.authority)


def _voices(dossier: Dossier, fact: Fact) -> Iterable[str | None]:
    """The speakers of a fact, and the organisations that they speak for."""
    for speaker in fact.says:
        yield speaker.name
        if speaker.kind == "person":
            yield dossier.people[speaker.name].of


def named(what: str, value: str, names: Names) -> str:
    """The id that a value means, by the id itself or by a name, whatever the case; UnknownName for any other."""
    if value in names:
        return value
    folded = value.casefold()
    for id, others in names.items():
        if folded in {id.casefold(), *(o.casefold() for o in others)}:
            return id
    spelled = {name.casefold(): name for id, others in names.items() for name in (id, *others)}
    close = tuple(spelled[n] for n in nearest(folded, spelled, _SUGGESTIONS))
    if close or len(names) > _FEW:
        raise UnknownName(f"no {what} is called {value!r}", close)
    raise XbriefError(f"no {what} is called {value!r}", f"there are: {', '.join(names) or 'none'}")


def _day(text: str) -> date:
    """The first day of a year, a month or a day."""
    try:
        day = dates.parse(text).earliest
    except ValueError as fault:
        raise XbriefError(f"--since: {fault}", "write YYYY, YYYY-MM or YYYY-MM-DD") from None
    if day is None:
        raise XbriefError(f"--since: {text!r} names no first day", "write YYYY, YYYY-MM or YYYY-MM-DD")
    return day


def sources(dossier: Dossier, as_of: date, markets: Sequence[str] = ()) -> tuple[tuple[Source, int], ...]:
    """The sources known on the day with the number of their facts (on the markets, where any are given), newest first.

    A source without a date is listed last: no brief uses it, and whoever looks for the reason should find it.
    """
    counts = dict.fromkeys(dossier.sources, 0)
    for fact in dossier.facts.values():
        if not markets or not set(markets).isdisjoint(fact.market):
            counts[fact.source] += 1
    found = [
        (source, counts[source.id])
        for source in dossier.sources.values()
        if (counts[source.id] or not markets) and (source.known is None or source.known <= as_of)
    ]
    return tuple(sorted(found, key=lambda p: (-(p[0].known or date.min).toordinal(), p[0].id)))
