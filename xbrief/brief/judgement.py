"""What named authors make of the evidence: a part of its own at the end of a brief, apart from all that is derived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from xbrief.brief.country import noted
from xbrief.brief.diff import sentences
from xbrief.brief.market import Market
from xbrief.brief.prose import plain
from xbrief.brief.recheck import BROKEN, Look, recheck
from xbrief.brief.types import Block, Brief, Citation, Section
from xbrief.claims.types import Ledger
from xbrief.language import dates
from xbrief.language.words import join
from xbrief.model import Assessment, Dossier, Source
from xbrief.rules import engine
from xbrief.rules.types import Run, Statement

SECTION = "judgement"
HEADING = "Judgement"
REMARK = "Views of named authors, no evidence: no finding rests on them."
NONE = "No assessment is held."


@dataclass(frozen=True, slots=True)
class Note:
    """What a finding or a fact told when the assessment was written, in the form of a finding that was sent."""

    says: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An assessment, and in clauses what has changed since of that on which it rests (id -> `has changed: “…”`).

    `grounds` holds what each finding and fact told when it was written, with the facts that carry it as far as they
    are known on the later day; none for one that is not held. `citations` are those of these facts.
    """

    assessment: Assessment
    review: Mapping[str, str]
    grounds: Mapping[str, Statement] = field(default_factory=dict)
    citations: Mapping[str, Citation] = field(default_factory=dict)


def judged(entry: Assessment, looks: Mapping[str, Look], then: Ledger, now: Ledger) -> Judged:
    """The assessment with what has changed between its day and the later one; `looks` are by market."""
    grounds = dict(_grounds(entry, looks, now))
    cites = dict.fromkeys(cite for told in grounds.values() for run in told.runs for cite in run.cites)
    citations = {id: noted(now.dossier, now.known[id]) for id in cites}
    return Judged(entry, {**_findings(entry, looks), **dict(_facts(entry, then, now))}, grounds, citations)


def _grounds(entry: Assessment, looks: Mapping[str, Look], now: Ledger) -> Iterator[tuple[str, Statement]]:
    """The words that were noted, or else those of its day; with citations where facts still carry these very words."""
    days = [sentences(day) for look in looks.values() for day in (look.then, look.now)]
    facts = {**now.dossier.retracted, **now.dossier.facts}
    for id in entry.on:
        held = [day[id][1] for day in days if id in day]
        held += [Statement((Run(facts[id].claim, (id,)),), ())] if id in facts else []
        words = entry.seen.get(id) or (held[0].text if held else "")
        told = next((each for each in held if each.text == words), Statement((Run(words),), ()))
        if words:
            runs = tuple(Run(run.text, tuple(i for i in run.cites if i in now.known)) for run in told.runs)
            yield id, engine.sentence(Statement(runs, ()))


def _findings(entry: Assessment, looks: Mapping[str, Look]) -> dict[str, str]:
    # Where nothing was noted, what the dossier of now tells of the day of the assessment.
    then = {id: held for look in looks.values() for id, held in sentences(look.then).items() if id in entry.on}
    sent = {id: Note(entry.seen.get(id, sentence.text), finding.facts) for id, (finding, sentence) in then.items()}
    sent |= {id: Note(told, ()) for id, told in entry.seen.items() if id in entry.on and id not in sent and "." in id}
    found = recheck({id: note for id, note in sent.items() if id.partition(".")[0] in looks}, looks, {})
    words = {"changed": "has changed", "withdrawn": "is withdrawn", "stale": "is stale now"}
    return {
        c.id: words[c.verdict] + (f": “{c.after.text.removesuffix('.')}”" if c.after and c.verdict == "changed" else "")
        for c in found
        if c.verdict in BROKEN
    }


def _facts(entry: Assessment, then: Ledger, now: Ledger) -> Iterator[tuple[str, str]]:
    dossier = now.dossier
    for id in entry.on:
        if id in dossier.retracted:
            yield id, f"was retracted ({dossier.retracted[id].retracted.removesuffix('.')})"
        elif id in dossier.facts and entry.seen.get(id, dossier.facts[id].claim) != dossier.facts[id].claim:
            yield id, f"reads otherwise: “{dossier.facts[id].claim.removesuffix('.')}”"
        elif later := [i for i in now.superseded.get(id, ()) if i not in then.superseded.get(id, ())]:
            yield id, f"was superseded by {join(later)}"


def missing(entry: Assessment, markets: Iterable[Market]) -> list[str]:
    """The findings on which the assessment rests and that none of these looks holds."""
    known: set[str] = {id for market in markets for id in sentences(market)}
    return [id for id in entry.on if "." in id and id not in known]


def concerned(dossier: Dossier, markets: Collection[str], day: date) -> list[Assessment]:
    """The assessments that a brief on these markets shows: written by the day, and on no other market."""
    return [a for a in dossier.assessments if a.day <= day and {*a.markets} <= {*markets}]


def with_judgement(brief: Brief, held: Sequence[Judged], only: Sequence[str] = ()) -> Brief:
    """The brief with its judgements as its last section; a brief in a line has no room for them.

    Without any there is no section, unless it was asked for by name.
    """
    named = SECTION in only
    if brief.length == "line" or (only and not named) or not (held or named):
        return brief
    blocks = [Block((plain(REMARK),)), *map(_block, held)] if held else [Block((plain(NONE),))]
    # Behind those of the evidence, whose numbers stay.
    grounds = {id: citation for each in held for id, citation in each.citations.items()}
    return replace(
        brief,
        sections=(*brief.sections, Section(SECTION, HEADING, tuple(blocks))),
        citations={**brief.citations, **{id: c for id, c in grounds.items() if id not in brief.citations}},
        sources=_sources(brief.sources, held),
    )


def _sources(before: Sequence[Source], held: Sequence[Judged]) -> tuple[Source, ...]:
    """The sources with those of the grounds, which may be of no market of the brief."""
    cited = (citation.source for each in held for citation in each.citations.values())
    return tuple({source.id: source for source in (*before, *cited)}.values())


def alone(held: Judged, company: str, day: date) -> Brief:
    """One assessment as a part of its own in somebody's report: the remark that it is no evidence goes with it."""
    entry = held.assessment
    section = Section(SECTION, HEADING, (Block((plain(REMARK),)), _block(held)))
    return Brief(
        kind="assessment",
        key=f"assessment-{entry.id}",
        title=HEADING,
        company=company,
        markets=entry.markets,
        as_of=day,
        length="full",
        meta=(),
        sections=(section,),
        findings={},
        citations=held.citations,
        sources=_sources((), [held]),
    )


def _block(held: Judged) -> Block:
    entry = held.assessment
    items = [_ground(held, id) for id in entry.on]
    if held.review:
        items.append(plain(f"For review: since then {told(held.review)}."))
    return Block((plain(entry.text),), f"{entry.author}, {dates.day(entry.day)}:", tuple(items), bullet=True)


def _ground(held: Judged, id: str) -> Statement:
    """What it rests on, in the words of its day: of what has changed since it is said that they are those of then."""
    if id not in held.grounds:
        return plain(f"Rests on {id}, which is not held.")
    return engine.prefixed(f"Rests on {id}{', which then told' if id in held.review else ''}: ", held.grounds[id])


def told(review: Mapping[str, str]) -> str:
    """`ID has changed: “…”; ID is withdrawn`."""
    return "; ".join(f"{id} {what}" for id, what in review.items())
