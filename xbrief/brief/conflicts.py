"""All conflicts: those that the curator declared, those found by comparison, and those of them that were set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xbrief.brief.cards import Card, Cards, Line
from xbrief.claims import dispute
from xbrief.claims.types import Clash, Dispute, Ledger
from xbrief.claims.when import made
from xbrief.dossier.dates import parse
from xbrief.language import dates, speaker
from xbrief.model import Fact

# What the two give, in their order; days are put into English first.
_REASONS: Mapping[str, str] = {
    "state": "{one} by one account, {other} by the other, at one time",
    "start": "begun {one} by one account, {other} by the other",
    "end": "ended {one} by one account, {other} by the other",
    "day": "one event, {one} by one account, {other} by the other",
    "planned": "foretold for {one} and for {other}, within a month of each other",
    "length": "it lasted {one} by one account, {other} by the other",
    "role": "{about}: {one} by one account, {other} by the other",
    "effect": "one measure that {one} by one account and {other} by the other",
    "value": "{one} against {other} for one thing at one time",
    "only": "{one}, and {other}, at one time",
}
_DATED = frozenset({"start", "end", "day"})
# What was compared, by the kind of conflict: the tests of claims/differ.py and claims/clash.py in a line each.
TESTS: Mapping[str, str] = {
    "state": "is one thing told as going on and as over, or as on sale and as kept off sale, on one day?",
    "value": "do two figures of one name, unit and time, or two rates of one charge, leave no value for both?",
    "day": "is one event told on days that exclude each other?",
    "start": "is one state told as begun on dates that exclude each other, with no end in between?",
    "end": "is one state told as ended on dates that exclude each other, with no new beginning in between?",
    "planned": "is one beginning foretold for two days by voices of one time?",
    "length": "is one stop told to have lasted two lengths of time?",
    "role": "is one party told in two roles, with and without the company's leave, or for all and for a part?",
    "effect": "is one measure told with opposite effects on the same goods at one time?",
    "only": "is a party called the only one for goods for which another acts on the same day?",
    "account": "do two views on one matter name different authors, or does one deny what the other says?",
}


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts of some markets, or of all. `because` holds the reasons for which found ones were set aside."""

    ledger: Ledger
    declared: tuple[Dispute, ...]
    found: tuple[Clash, ...]
    dismissed: tuple[Clash, ...]
    because: Mapping[str, str]


def conflicts(ledger: Ledger, because: Mapping[str, str], codes: Sequence[str] = ()) -> Conflicts:
    """The conflicts known on the ledger's day, of the markets of these codes where any are given."""

    def here(*ids: str) -> bool:
        return not codes or any(not set(codes).isdisjoint(ledger.known[i].market) for i in ids)

    return Conflicts(
        ledger,
        tuple(d for d in dispute.disputes(ledger.known) if here(d.by, d.of)),
        tuple(c for c in ledger.clashes if here(c.earlier, c.later)),
        tuple(c for c in ledger.dismissed if here(c.earlier, c.later)),
        because,
    )


def reason(clash: Clash) -> str:
    """In one line, what the two facts cannot both be right about."""
    one, other = clash.one, clash.other
    if clash.kind in _DATED:
        one, other = dates.at(parse(one)), dates.at(parse(other))
    elif clash.kind == "planned":
        one, other = dates.label(parse(one)), dates.label(parse(other))
    elif clash.kind == "account":
        told = f"one account names {one} and the other {other}" if one else "one account denies what the other says"
        return f"{clash.about}: {told}" if clash.about else told
    return _REASONS[clash.kind].format(one=one, other=other, about=clash.about)


def link(clash: Clash) -> str:
    """The link that would take the conflict over, as a source file writes it."""
    return f"{{fact: {clash.earlier}, about: {clash.about}}}" if clash.about else clash.earlier


def cards(held: Conflicts, *, dismissed: bool = False) -> Cards:
    """The conflicts for a terminal or for Markdown, those set aside on demand."""
    known = held.ledger.known
    declared = [
        Card("≠", f"{d.by} {d.kind} {d.of}", _limit(d), "", _sides(held, known[d.of], known[d.by]))
        for d in held.declared
    ]
    groups = [
        ("Declared by the curator", declared, "No fact disputes or denies another."),
        ("Found by xbrief, not reconciled by the curator", [_found(held, c) for c in held.found], _none(held)),
    ]
    if dismissed:
        groups.append(("Set aside", [_found(held, c) for c in held.dismissed], "No found conflict is set aside."))
    title = f"Conflicts: {len(held.declared)} declared, {len(held.found)} found"
    return Cards(title, tuple((name, tuple(had) or (Card("–", "none", "", empty, ()),)) for name, had, empty in groups))


def _none(held: Conflicts) -> str:
    aside = f"; {len(held.dismissed)} set aside, shown with --all" if held.dismissed else ""
    return f"No two facts without a link between them exclude each other{aside}."


def _limit(found: Dispute) -> str:
    return ", ".join(part for part in (found.about, found.category) if part)


def _found(held: Conflicts, clash: Clash) -> Card:
    facts = held.ledger.known
    lines = _sides(held, facts[clash.earlier], facts[clash.later])
    because = held.because.get(clash.id)
    if because and clash in held.dismissed:
        lines = (*lines, ("set aside", because))
    return Card("≠", clash.id, clash.kind, reason(clash), lines)


def card(clash: Clash, because: str = "") -> Card:
    """The conflict itself, with the comparison that found it; `because` is why it was set aside."""
    lines: tuple[Line, ...] = (("compared", TESTS[clash.kind]), ("meet on", clash.claim))
    lines += (("aspect", clash.about),) if clash.about else ()
    lines += (("set aside", because),) if because else ()
    return Card("≠", clash.id, clash.kind, reason(clash), lines)


def content(clash: Clash) -> Mapping[str, str | None]:
    """The conflict as plain values."""
    return {
        "id": clash.id,
        "kind": clash.kind,
        "market": clash.market or None,
        "claim": clash.claim,
        "earlier": clash.earlier,
        "later": clash.later,
        "about": clash.about or None,
        "one": clash.one or None,
        "other": clash.other or None,
        "reason": reason(clash),
    }


def _sides(held: Conflicts, earlier: Fact, later: Fact) -> tuple[Line, ...]:
    return (("one", _said(held, earlier)), ("other", _said(held, later)))


def _said(held: Conflicts, fact: Fact) -> str:
    dossier = held.ledger.dossier
    publisher = f" in {speaker.publisher(dossier, fact)}" if fact.says else ""
    who = f"{speaker.speakers(dossier, fact)}{publisher}"
    guess = ", as speculation" if fact.certainty == "speculated" else ""
    return f"{fact.claim} ({who}, {dates.label(made(dossier, fact))}{guess}) {fact.id}"
