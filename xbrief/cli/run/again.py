"""The brief of a stamp made anew, on its own day and on a later one, and what became of its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xbrief.brief import compare, country, region, timeline
from xbrief.brief.as_sent import AsSent, as_sent
from xbrief.brief.market import Market
from xbrief.brief.prose import written
from xbrief.brief.recheck import Checked, recheck
from xbrief.brief.rechecked import Sent
from xbrief.brief.types import LENGTHS, Brief, Length
from xbrief.claims.types import Ledger
from xbrief.cli.run.looks import looks
from xbrief.cli.run.session import Session, english
from xbrief.dossier import places
from xbrief.errors import XbriefError
from xbrief.language import dates
from xbrief.language.words import join
from xbrief.render.sent import Shown
from xbrief.render.stamp import Part, Stamp
from xbrief.rules.types import Statement

# The commands whose files tell how things stand; a list of changes tells what they were.
COMMANDS = ("country", "compare", "timeline", "report", "build")
DAMAGED = "the stamp is damaged"
ANEW = "make the brief anew; a stamp is not for editing"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A brief that was sent, and what became of its findings; `markets` are those known on the later day.

    `words` tells how the file's own words stand to those sent, None where they were not compared.
    """

    sent: Sent
    stamp: Stamp
    part: Part
    found: tuple[Checked, ...]
    words: AsSent | None
    ledger: Ledger
    markets: tuple[Market, ...]


def rechecked(
    opened: Session, stamp: Stamp, part: Part, file: str, shown: Shown | None, *, evidence: bool = False
) -> Rechecked:
    """The brief rechecked as of the session's day; where that is the day of the newest `evidence`, its own at least.

    `shown` is what a reader of the file reads, None where that is not known.

    XbriefError for a stamp that no run has made, for a day before the brief's own, and for a brief of another dossier.
    """
    then, length = _sound(part, stamp)
    codes = _codes(opened, part)
    day = opened.day([code for code in codes if code in opened.dossier.markets])
    if evidence:
        day = max(then, day)
    if then > day:
        raise XbriefError(
            f"the brief on {_names(part.markets)} is of {dates.day(then)}, later than {dates.day(day)}",
            f"recheck it as of a later day: --as-of {then} or later",
        )
    _same_dossier(opened, part)
    seen, _, later = looks(opened, codes, then, day)
    now = [look.now for look in seen.values() if look.now]
    told = _told(part, length, now)
    told_then = _told(part, length, [look.then for look in seen.values() if look.then])
    found = recheck(part.findings, seen, told, told_then, opened.dossier.renamed)
    sent = Sent(part.key, part.markets, tuple(map(english, part.markets)), then, file)
    return Rechecked(sent, stamp, part, found, _words(stamp, part, shown), later, tuple(now))


def _words(stamp: Stamp, part: Part, shown: Shown | None) -> AsSent | None:
    if shown is None or not (part.sentences or part.cells):
        return None
    bracketed = stamp.options.get("cite") == ("inline",)
    return as_sent(part.sentences, part.cells, shown.text, bracketed=bracketed, relaid=shown.relaid)


def _sound(part: Part, stamp: Stamp) -> tuple[date, Length]:
    """The day and the length of the brief."""
    try:
        day = date.fromisoformat(stamp.as_of)
        length = LENGTHS[LENGTHS.index(part.length)]
        known = all(places.is_country(code) for code in part.markets)
    except (ValueError, TypeError):
        raise XbriefError(DAMAGED, ANEW) from None
    owned = all(id.count(".") >= 2 and id.partition(".")[0] in part.markets for id in part.findings)
    if not (known and owned and part.markets):
        raise XbriefError(DAMAGED, ANEW)
    return day, length


def _codes(opened: Session, part: Part) -> tuple[str, ...]:
    """The markets of the brief; of an overview of a region also those that have come into the dossier since."""
    area = part.key.removeprefix("region-")
    if part.kind != "region" or area == part.key:
        return part.markets
    members = opened.place(area)
    held = members.members if isinstance(members, places.Region) else ()
    return tuple(dict.fromkeys((*part.markets, *(code for code in held if code in opened.dossier.markets))))


def _same_dossier(opened: Session, part: Part) -> None:
    """XbriefError where not one of the facts that the brief rests on was ever in the dossier."""
    dossier = opened.dossier
    facts = {id for told in part.findings.values() for id in told.facts}
    known = {*dossier.facts, *dossier.retracted, *dossier.renamed}
    if facts and facts.isdisjoint(known):
        raise XbriefError(
            f"the brief on {_names(part.markets)} rests on another dossier: {opened.root} has none of its facts",
            "name the dossier that it was made from: --dossier DIR",
        )


def _names(codes: Sequence[str]) -> str:
    return join(map(english, codes))


def _told(part: Part, length: Length, markets: Sequence[Market]) -> Mapping[str, Statement]:
    """What the brief tells in the sections of the one that was sent: finding -> the sentence or the cell."""
    if not markets or not part.sections:
        return {}
    made = _made(part, length, markets)
    sections = [section for section in made.sections if section.id in part.sections]
    told = written(sections)
    return {id: told[id] for id in told if id in made.findings}


def _made(part: Part, length: Length, markets: Sequence[Market]) -> Brief:
    if part.key.endswith("-timeline"):
        return timeline.brief(timeline.timeline(markets, length))
    if part.kind == "region":
        return region.brief(markets, "", markets[0].ledger, length)
    if part.kind == "compare" and len(markets) > 1:
        return compare.brief(markets, length)
    return country.brief(markets[0], length)
