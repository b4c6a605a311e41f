"""Does a sentence say so, or deny it? Is it so, or only perhaps, or still to come? The same judgement for all kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xbrief.intake.suggest import lexicon
from xbrief.intake.suggest.patterns import group
from xbrief.intake.suggest.types import Pattern, Sentence

# Where another clause begins: what is denied or doubted there is something else.
_JOINT = re.compile(
    r"[;:()]| - |,? (?:but|while|although|though|whereas|even as|however|despite) |, (?:which|who|where|and) (?=(?:<C|<ORG|<PER|it |has |is |was |will |would ))"
    r"|, (?=<(?:C|ORG|THEY):\d+> (?:has|is|was|will|would|plans|said|does|did|had))"
)
# What is put in between commas, of somebody or something named before.
_PUT_IN = re.compile(r", (?:an?|the|which|who|whose|where|once|known|based|one of|<C:\d+>)\b[^,;]*,")


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
    first, last = clause(masked, start, end)
    skip = group(match, "skip")
    begin = match.end(skip) if skip and match[skip] else first
    before, all = masked[begin:end], masked[begin:last]
    if not pattern.negative and _cue(language, "negation").search(_without_but(before)):
        return None
    doubt = pattern.certainty or ("speculated" if _cue(language, "doubt").search(all) else "asserted")
    return Verdict(doubt, pattern.status or _status(before, all, language), (first, last))


def _without_but(text: str) -> str:
    """Without what denies nothing: "not only … but", "no doubt", and what is said in passing."""
    text = _PUT_IN.sub(",", text)
    return re.sub(r"\bnot (?:only|just|least)\b|\bno (?:doubt|fewer|less|later)\b|\bnothing less\b", "", text, flags=re.IGNORECASE)


def clause(masked: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span, by its offsets."""
    first = max((m.end() for m in _JOINT.finditer(masked) if m.end() <= start), default=0)
    last = min((m.start() for m in _JOINT.finditer(masked) if m.start() >= end), default=len(masked))
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
    return re.compile(rf"(?<![\w'])(?:{text})(?!\w)|n't\b" if name == "negation" else rf"(?<![\w])(?:{text})(?!\w)", re.IGNORECASE)
