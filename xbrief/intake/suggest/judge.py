"""Does a sentence say so, or deny it? Is it so, or only perhaps, or still to come? The same judgement for all kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.patterns import group
from xbrief.intake.suggest.types import Pattern, Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a match is meant. `status` is empty where the kind's own default holds."""

    certainty: str
    status: str
    clause: tuple[int, int]


def judged(sentence: Sentence, pattern: Pattern, match: re.Match[str], language: str) -> Verdict | None:
    """The verdict on a match in the masked sentence; None where the sentence denies it.

    What stands in its slot `skip` is said of something else.
    """
    masked = sentence.masked
    start, end = match.span()
    first, last = clause(masked, start, end, language)
    skip = group(match, "skip")
    begin = match.end(skip) if skip and match[skip] else first
    before, all = masked[begin:end], masked[begin:last]
    if not pattern.negative and _cue(language, "negation").search(_denying(before, language)):
        return None
    doubt = pattern.certainty or ("speculated" if _cue(language, "doubt").search(all) else "asserted")
    return Verdict(doubt, pattern.status or _status(before, all, language), (first, last))


def _denying(text: str, language: str) -> str:
    """Without what denies nothing: "not only … but", "no doubt", and what is said in passing."""
    text = lexicon.expression(language, "clauses", "put-in").sub(",", text)
    text = lexicon.expression(language, "clauses", "no-denial").sub("", text)
    # What is denied before "and in May it …" is something else.
    return lexicon.expression(language, "clauses", "anew").split(text)[-1]


def clause(masked: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The clause around a span, by its offsets."""
    joint = lexicon.expression(language, "clauses", "joint")
    first = max((m.end() for m in joint.finditer(masked) if m.end() <= start), default=0)
    last = min((m.start() for m in joint.finditer(masked) if m.start() >= end), default=len(masked))
    return first, last


def _status(before: str, all: str, language: str) -> str:
    if _cue(language, "negotiating").search(before):
        return "negotiating"
    if _cue(language, "lasting").search(before):
        return "active"
    if _cue(language, "ahead").search(before):
        return "announced" if _cue(language, "announced").search(all) else "planned"
    if _cue(language, "suspended").search(before):
        return "suspended"
    return "ended" if _cue(language, "ended").search(before) else "active"


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    # A line end of the file stands for nothing.
    text = re.sub(r"\s*\|\s*", "|", lexicon.words(language, "words")["judgement"][name])
    return re.compile(
        rf"(?<![\w'])(?:{text})(?!\w)|n't\b" if name == "negation" else rf"(?<![\w])(?:{text})(?!\w)", re.IGNORECASE
    )
