"""The assessments of a dossier: which a brief shows, which are up for review, which rest on nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from xbrief.brief.judgement import Judged, concerned, judged, missing, told, with_judgement
from xbrief.brief.types import Brief
from xbrief.cli.run.looks import looks
from xbrief.cli.run.session import Session
from xbrief.model import Assessment
from xbrief.problems import Problem, did_you_mean


def with_judgements(opened: Session, brief: Brief, only: Collection[str] = ()) -> Brief:
    """The brief with the assessments on its markets, as of its day."""
    entries = concerned(opened.dossier, brief.markets, brief.as_of)
    return with_judgement(brief, [held(opened, entry, brief.as_of) for entry in entries], [*only])


def held(opened: Session, entry: Assessment, day: date) -> Judged:
    """The assessment with what has changed since, as of a day that is not before its own."""
    return judged(entry, *looks(opened, _codes(entry), entry.day, day))


def all_held(opened: Session, day: date) -> list[Judged]:
    """Every assessment that was written by the day."""
    return [held(opened, entry, day) for entry in opened.dossier.assessments if entry.day <= day]


def _codes(entry: Assessment) -> list[str]:
    """The markets of the findings on which it rests."""
    return [*dict.fromkeys(id.partition(".")[0] for id in entry.on if "." in id)]


def problems(opened: Session, day: date) -> Iterator[Problem]:
    """Assessments on findings that are held neither on their own day nor now, and those that are up for review."""
    for entry in opened.dossier.assessments:
        place = entry.place
        seen, earlier, later = looks(opened, _codes(entry), entry.day, max(day, entry.day))
        markets = [market for look in seen.values() for market in (look.then, look.now) if market]
        known = [f.id for market in markets for f in market.findings]
        for id in missing(entry, markets):
            # What was noted was held once.
            if id not in entry.seen:
                hint = did_you_mean(id, known) or "`xbrief country MARKET --format json` lists the findings"
                message = f"{entry.id} rests on {id}, and no such finding is held"
                yield Problem(place.file, place.line, place.column, "D321", message, hint)
        if review := judged(entry, seen, earlier, later).review:
            message = f"{entry.id} is up for review: since {entry.day} {told(review)}"
            hint = f"let {entry.author} look again: `xbrief assess`"
            yield Problem(place.file, place.line, place.column, "D322", message, hint, "warning")
