"""The times that a sentence names, in the EDTF of a dossier; relative ones are reckoned from the day of publication.

Nothing is guessed: "recently", a season of no year or "last week" of a source without a day yield nothing, and a part
of a time ("early 2016") yields the whole, which holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xbrief.evidence.text import SIGNS
from xbrief.intake.suggest.calendar import Day
from xbrief.intake.suggest.moments import ADVERBS, MOMENTS, Reader

Role = Literal["at", "since", "until", "by", "period", "none"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time at `start` to `end` of its sentence. `edtf` is written as its field wants it: since 2019 is `2019`.

    `role`: at (it happens then), since and until (the ends of a state), by (at the latest then: `../2017`), period (all
    the while: `2015/2017`), none (it stands beside a noun: "the 2016 model").
    """

    start: int
    end: int
    edtf: str
    role: Role


_ROLES: dict[Role, str] = {
    "since": "since|from|as of|as from|effective|effective from|with effect from|starting|starting in|starting from"
    "|starting on|beginning|beginning in|beginning on",
    "until": "until|till|through|up to|up until",
    "by": "by|no later than|before",
    "period": "during|over|throughout|for",
    "at": "in|on|at|back in",
}
_ROLE: dict[str, Role] = {word: role for role, words in _ROLES.items() for word in words.split("|")}
_LEADS = "|".join(sorted(_ROLE, key=len, reverse=True))
_PART = (
    r"(?:the )?(?:very |as )?(?:early|late|later|earlier|mid|sometime)(?: in | as |-| )"
    r"|(?:the )?(?:very )?(?:middle|end|start|beginning|close|turn|course) of "
)
_BEFORE = re.compile(
    rf"(?:\b(?P<lead>{_LEADS}) )?(?P<about>(?:around|about) )?(?P<part>(?:{_PART}){{0,2}})(?:the )?$", re.IGNORECASE
)
_CLOSE = re.compile(r"\b(?:end|close)\b", re.IGNORECASE)
_FISCAL = re.compile(r"\b(?:fiscal|financial|fy)(?: year)?[ -]?$", re.IGNORECASE)
_AHEAD = (
    r"will|won't|would|shall|\w+'ll|going to|about to|set (?:to|for)|due|expect\w*|schedul\w+|slated|targets?|wants?"
    r"|plan(?:s|ned|ning)?|aim(?:s|ing)?|intend\w*|hop(?:es|ing)|(?:is|are|was|were) to|(?:promis|pledg|prepar)\w+ to"
    r"|could|may|might|to (?:be|go|open|launch|start|begin|enter|take|sell|come|expire|end|rise|return|become)"
)
_PAST = (
    r"\w{2,}ed|was|were|had|has|have|did|said|says|told|began|begun|went|came|took|rose|fell|grew|made|sold|broke|won"
    r"|lost|cut|put|hit|left|found|gave|got|held|kept|led|met|paid|ran|saw|set|shut|spoke|struck|wrote|became|brought"
    r"|built|bought|drew|sank|stood|withdrew|quit|sent|let|forbade|been"
)
_TENSE = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?:{_PAST}))\b", re.IGNORECASE)


def times(sentence: str, published: str | None) -> list[Time]:
    """The times of a sentence in their order; `published` is EDTF as the source has it, None where it has no date.

    Offsets count characters of the sentence as it is given; typographic signs may stand in it.
    """
    text = sentence.translate(SIGNS)
    day = Day.of(published)
    taken: list[tuple[int, int]] = []
    found: list[Time] = []
    for pattern, read in MOMENTS:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                found += _time(match, day, read)
    return sorted(found, key=lambda time: time.start)


def _time(match: re.Match[str], day: Day | None, read: Reader) -> Iterator[Time]:
    text = match.string
    before = _BEFORE.search(text[: match.start()])
    if before is None or _FISCAL.search(text[: match.start()]):
        return
    lead = (before["lead"] or "").lower()
    edtf = read(match, day, _ahead(text, before.start(), match.end(), lead))
    # "Before 2017" ends with 2016, "before the end of 2017" does not.
    if edtf is None or (lead == "before" and not _CLOSE.search(before["part"])):
        return
    noun = text.startswith("'s", match.end()) or text[: before.start("part")].endswith(" of ")
    adverb = before["about"] or (match.re in ADVERBS and not noun)
    role = _ROLE.get(lead, "at" if adverb else "none")
    if "/" in edtf:
        role = "by" if edtf.startswith("../") else "period"
    elif role == "by":
        edtf = f"../{edtf}"
    elif before["about"] and not edtf.endswith("~"):
        edtf = f"{edtf}~"
    yield Time(before.start("part"), match.end(), edtf, role)


def _ahead(text: str, start: int, end: int, lead: str) -> bool | None:
    """Does the nearest verb look ahead: the last one before the time, or where there is none the first behind it?"""
    clause = max(text.rfind(sign, 0, start) for sign in ';:"')
    before = list(_TENSE.finditer(text, clause + 1, start))
    verb = before[-1] if before else _TENSE.search(text, end)
    if verb is not None:
        return verb["ahead"] is not None
    return True if _ROLE.get(lead) in {"until", "by"} else None
