"""Of candidates that say the same, the best one: an article says things twice, and two patterns may find one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.causes import Found

# Characters between the words of one rule.
_BESIDE = 4


def backed(found: Sequence[Found], needy: AbstractSet[str]) -> list[Found]:
    """Without those of organisations that only a pattern for known ones finds."""
    named = [{(one.candidate.fact["kind"], id) for id in _values(one.candidate.fact.get("parties"))} for one in found]
    shown = set().union(*(n for one, n in zip(found, named, strict=True) if one.candidate.pattern not in needy))
    return [one for one, n in zip(found, named, strict=True) if one.candidate.pattern not in needy or n <= shown]


def surer(found: Sequence[Found], loose: AbstractSet[str]) -> list[Found]:
    """Without those of a loose pattern whose words another one found, too, for a fact of the kind."""
    firm = [one.candidate for one in found if one.candidate.pattern not in loose]
    return [
        one
        for one in found
        if one.candidate.pattern not in loose
        or not any(o.fact["kind"] == one.candidate.fact["kind"] and _overlap(o, one.candidate) for o in firm)
    ]


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def once(found: Iterable[Candidate], loose: AbstractSet[str] = frozenset()) -> list[Candidate]:
    """Of candidates that say the same, the best one; of those that a loose pattern found, one of a kind and a place."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda c: (c.pattern in loose, -c.score, c.span)):
        if not any(_same(one, other) or (one.pattern in loose and _again(one, other)) for other in kept):
            kept.append(one)
    return kept


def _again(one: Candidate, other: Candidate) -> bool:
    """Is it of the same kind, about the same market and in the same words as another, or does it name all the same?"""
    a, b = one.fact, other.fact
    if a["kind"] != b["kind"]:
        return False
    if _overlap(one, other):
        return True
    names = [n for n in _TOLD if n in a or n in b]
    return a["market"] == b["market"] and bool(names) and all(_values(a.get(n)) == _values(b.get(n)) for n in names)


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = one.fact, other.fact
    if a["kind"] != b["kind"] or a["market"] != b["market"]:
        return False
    overlap = _overlap(one, other)
    if a["kind"] == "regulation" and one.span[0] < other.span[1] + _BESIDE and other.span[0] < one.span[1] + _BESIDE:
        # One rule is told in several words: "under the law, shops must show ...".
        return overlap or a["type"] == b["type"] or a["effect"] == b["effect"]
    if a["kind"] == "partner" and a.get("parties") and _role(a) == _role(b):
        # Who acts for the company is told again and again; what else it does is another fact, and that it is over.
        over = (a.get("status") == "ended") == (b.get("status") == "ended")
        return (over or overlap) and {*_values(a.get("parties"))} == {*_values(b.get("parties"))}
    return (overlap and _shared(a, b)) or _key(a) == _key(b)


def _role(fact: Mapping[str, object]) -> object:
    return fact["role"] if fact["role"] in {"service", "manufacturer", "investor"} or fact.get("exclusive") else "sells"


def _key(fact: Mapping[str, object]) -> tuple[object, ...]:
    """What a fact is about, its words and its doubts aside."""
    return tuple(
        (k, str(v)) for k, v in fact.items() if k not in {"claim", "anchor", "certainty", "says", "observed", "target"}
    )


_TOLD = ("categories", "products", "event", "type")
_NAMED = ("parties", "categories", "products", "reason", "event", "type", "measure", "value")
# Of these kinds, other fields tell two facts apart.
_OWN = {
    "tariff": ("rate_percent",),
    "partner": ("parties", "unnamed"),
    "regulation": ("type", "effect"),
    "rival": ("parties",),
    "metric": ("value",),
}


def _shared(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Do both name something alike, or neither anything?"""
    names = _OWN.get(str(a["kind"]), _NAMED)
    mine = [(n, v) for n in names for v in _values(a.get(n))]
    theirs = [(n, v) for n in names for v in _values(b.get(n))]
    return not mine or not theirs or bool({*mine} & {*theirs})


def _values(value: object) -> tuple[str, ...]:
    return () if value is None else tuple(map(str, value)) if isinstance(value, list) else (str(value),)
