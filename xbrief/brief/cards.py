"""A chain in words: cards of labelled lines, for a terminal or for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xbrief.brief.chain import Chain, Step, Told
from xbrief.claims.types import Claim, Episode, Forecast
from xbrief.evidence.link import opening
from xbrief.language import dates
from xbrief.language.words import counted, join
from xbrief.model import Fact, Link
from xbrief.rules.types import Finding

Line = tuple[str, str]
"""A label and what it says."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing of a chain: a glyph of its state, its id, a few words, a text, and labelled lines."""

    sign: str
    id: str
    aside: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """A chain from the top down: headings, each with its cards."""

    title: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """How the words of a fact stand: whether they were found, and where the text is at hand, they themselves."""

    state: str
    excerpt: str = ""


def cards(chain: Chain, words: Mapping[str, Words] | None = None, clash: Card | None = None) -> Cards:
    """The chain in words; `words` tells by fact how its own stand, `clash` is the card of the conflict asked for."""
    facts = [_fact(step, (words or {}).get(step.fact.id, Words(""))) for step in chain.steps]
    told = "What is said" if chain.kind == "finding" else "Findings that rest on it"
    asked = (Card("•", chain.asked, "", f"renamed to {chain.id}", ()),) if chain.asked else ()
    groups = [
        ("Old id", asked),
        ("Found by comparison", (clash,) if clash else ()),
        (told, tuple(map(_finding, chain.told))),
        (counted(len(chain.claims), "claim").capitalize(), tuple(map(_claim, chain.claims))),
        (counted(len(chain.steps), "fact").capitalize(), tuple(facts)),
    ]
    return Cards(f"{chain.kind.capitalize()} {chain.id}", tuple((heading, held) for heading, held in groups if held))


def _finding(told: Told) -> Card:
    found, rule = told.finding, told.rule
    lines = [("state", _state(found)), ("basis", _basis(found))]
    if rule:
        lines += [("rule", f"{rule.id}: {rule.about}"), ("takes", taken(rule.of)), ("file", rule_file(rule.file))]
    return Card(_sign(found), found.id, found.certainty, told.sentence, _given(lines))


def rule_file(path: str) -> str:
    """The rule's file, as far as it is the same on every machine."""
    parts = path.split("/")
    return "/".join(parts[-4:] if "builtin" in parts[-2:] else parts[-2:])


def _sign(found: Finding) -> str:
    if found.basis == "absence":
        return "–"
    if found.state in {"disputed", "competing"}:
        return "≠"
    return "○" if found.stale else "~" if found.certainty == "speculated" else "•"


def _state(found: Finding) -> str:
    when = f", last told {dates.told(found.when)}" if found.when else ""
    return f"{found.state}{when}{', stale' if found.stale else ''}"


def _basis(found: Finding) -> str:
    if found.basis == "absence":
        return f"absence: {found.query}"
    if found.basis == "count":
        return f"count of {join(found.counted)}" if found.counted else "count"
    voice = f", all by {found.voice}" if found.voice else ""
    return f"cited: {counted(len(found.facts), 'fact')}, {counted(found.origins, 'independent origin')}{voice}"


def taken(of: Mapping[str, object]) -> str:
    """What a rule takes, in one line."""
    return "; ".join(f"{key}: {_listed(value)}" for key, value in of.items())


def _listed(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_listed(entry)}" for key, entry in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (" / " if any(isinstance(v, Mapping) for v in value) else ", ").join(map(_listed, value))
    return str(value)


def _claim(claim: Claim) -> Card:
    aside: str = claim.state or "no state"
    if claim.confirmed:
        aside += f", last confirmed {dates.label(claim.confirmed)}{' (stale)' if claim.stale else ''}"
    lines = [("origins", counted(claim.origins, "independent origin"))]
    lines += [("history", _episode(e)) for e in claim.turns]
    lines += [("standing unknown", _episode(e)) for e in claim.unofficial]
    lines += [("forecast", _forecast(f)) for f in claim.forecasts]
    for d in claim.disputes:
        lines.append(("dispute", f"{d.by} {d.kind} {d.of}{f' ({d.about})' if d.about else ''}"))
    if claim.contested:
        lines.append(("contested", join(claim.contested)))
    sign = "" if claim.state is None else "○" if claim.stale else "●"
    return Card(sign or "•", claim.key, aside, "", tuple(lines))


def _episode(episode: Episode) -> str:
    since = f" {dates.since(episode.since)}" if episode.since else ""
    who = f" ({', '.join(episode.cells)})" if episode.cells else ""
    ended = f"; ended by {join(episode.ended_by)}" if episode.ended_by else ""
    return f"{episode.state}{since}{who}, confirmed {dates.label(episode.confirmed)}: {join(episode.facts)}{ended}"


def _forecast(forecast: Forecast) -> str:
    due = f" {dates.due(forecast.target)}" if forecast.target else ""
    came = f" {dates.label(forecast.came)}" if forecast.came else ""
    late = f", {dates.late(forecast.late_days)} late" if forecast.late_days else ""
    parts = [f"{forecast.fact}, said {dates.at(forecast.made)}{due}: {forecast.fate}{came}{late}"]
    for words, ids in (
        ("shown by", forecast.outcome),
        ("replaced by", forecast.replaced_by),
        ("still ahead in", forecast.still_ahead),
    ):
        if ids:
            parts.append(f"{words} {join(ids)}")
    return "; ".join(parts)


def _fact(step: Step, words: Words) -> Card:
    fact, source = step.fact, step.source
    aside = " · ".join(part for part in (fact.kind, fact.status or "", fact.certainty) if part)
    said = "its publisher" if not fact.says else step.speakers
    published = f", {dates.label(source.published)}" if source.published else ""
    lines = [
        ("retracted", fact.retracted),
        ("said by", f"{said}{', an interested party' if step.interested else ''}"),
        ("dates", "; ".join(_dates(fact))),
        ("source", f"{source.publisher}{published}: “{source.title}” ({source.id})"),
        ("link", opening(source.url, fact.anchor) if source.url else ""),
        ("words", f"“{fact.anchor}”" if fact.anchor else ""),
        ("checked", words.state),
        ("in the text", words.excerpt),
        *(("acknowledged", f"{code}: {reason}") for code, reason in fact.acknowledged),
        ("in English", f"“{fact.quote_en}”" if fact.quote_en else ""),
        ("goes back to", step.origin),
        ("renamed from", ", ".join(fact.renamed_from)),
        ("curated by", fact.curated_by),
        ("reviewed by", fact.reviewed_by),
        ("not reviewed", fact.unreviewed),
        *((link.kind, _target(link)) for link in step.does),
        *((_PASSIVE[link.kind], f"{other}{_limit(link)}") for other, link in step.undergone),
    ]
    return Card("~" if fact.certainty == "speculated" else "•", fact.id, aside, fact.claim, _given(lines))


_PASSIVE = {
    "supersedes": "superseded by",
    "disputes": "disputed by",
    "denies": "denied by",
    "supports": "supported by",
}


def _dates(fact: Fact) -> Iterator[str]:
    if fact.at:
        yield dates.at(fact.at)
    if fact.from_:
        yield dates.from_(fact.from_)
    if fact.until:
        yield f"until {dates.label(fact.until)}"
    if fact.target:
        yield dates.due(fact.target)
    if fact.observed:
        yield f"seen {dates.at(fact.observed)}"


def _target(link: Link) -> str:
    return f"{link.fact}{_limit(link)}"


def _limit(link: Link) -> str:
    limits = [part for part in (link.category, link.about) if part]
    return f" ({', '.join(limits)})" if limits else ""


def _given(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple((label, text) for label, text in lines if text)
