"""Whose words are they? Who is said to say them, against the fact's `says`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xbrief.evidence import words
from xbrief.evidence.fault import Fault
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.passage import Passage
from xbrief.model import Fact

# Characters between a speaker's name and the verb: an apposition, an office.
_REACH = 90
# Characters of the words, by which they may show themselves to be an aside.
_OPENING = 8
# Sentences to either side in which the speaker of a quotation may be named.
_BESIDE = 2
_FIRM = re.compile(r"\b(?:company|firm|maker|manufacturer|vendor|brand|giant|group|start-?up|it|they|its)\b")
_PERSON = re.compile(r"\b(?:he|she|executive|boss|chief|head|president|director|manager|ceo|founder|chairman)\b")
_PAPER = re.compile(r"\b(?:paper|newspaper|daily|reports?|outlet|magazine|agency|portal|article|journal)\b")
_ROLE = re.compile(
    r"\b(?:distributor|importer|wholesaler|retailer|carrier|operator|dealers?|marketplace|manufacturer)\b"
)
_ITS_ROLE = re.compile(rf"'s (?:[\w-]+ ){{0,3}}{_ROLE.pattern}")
# Where what somebody says ends and the article goes on by itself: "..., a move which", "..., one of the".
_ASIDE = re.compile(r"[.;:]| (?:but|while|although|and|which|who) |,\"? (?:an? |one of|which|who)| - ")
_SOMEBODY = re.compile(
    r"\b(?:partner|subsidiary|chain|site|blog|source|sources|spokes\w+|official|officials|analysts?|insiders?|statement"
    r"|court|ministry|regulator|who|which)\b"
)


def check(glossary: Glossary, fact: Fact, passage: Passage) -> Iterator[Fault]:
    """E505 where somebody else speaks, or nobody does."""
    if not fact.says and _told_by(glossary, passage):
        yield Fault("E603", "says", "the sentence says whose word this is, and the fact names nobody")
    named = [s for s in fact.says if s.kind != "unnamed"]
    if not named:
        return
    source = glossary.dossier.sources[fact.source]
    heard = voices(glossary, passage)
    for speaker in named:
        person = glossary.dossier.people.get(speaker.name)
        if not _known(glossary, speaker.name, passage):
            yield Fault("E505", "says", f"{person.name if person else speaker.name} is nowhere in the text")
            continue
        if source.origin is not None and speaker.name in _press(glossary, (passage.whole, *passage.earlier)):
            # The whole article retells that paper.
            continue
        for_it = {p.id for p in glossary.dossier.people.values() if p.of == speaker.name}
        if speaker.name not in heard and not for_it & heard:
            others = ", ".join(sorted(heard)) or "nobody"
            yield Fault("E505", "says", f"by the words, {others} says this, not {speaker.name}")


def _told_by(glossary: Glossary, passage: Passage) -> set[str]:
    """Whoever stands before a verb of telling whose object the words are: "Barth denied that ...", "he says ..."."""
    start = passage.whole.find(passage.shown)
    found: set[str] = set()
    for verb in words.TELLS.finditer(passage.whole):
        between = passage.whole[verb.end() : start]
        if verb.end() <= start and not _ASIDE.search(between + passage.shown[:_OPENING]):
            left = passage.whole[max(0, verb.start() - _REACH) : verb.start()]
            found |= _nearest(glossary, left, passage.earlier, last=True)
    return found


def _known(glossary: Glossary, id: str, passage: Passage) -> bool:
    whole = (passage.whole, *passage.earlier, *passage.later)
    return any(id in glossary.people(s) or id in glossary.parties(s) for s in whole)


def voices(glossary: Glossary, passage: Passage) -> frozenset[str]:
    """Ids of the people and parties by whom the words may be spoken.

    First the sentence's own verbs of saying; then, as for a quotation that runs on, those of its paragraph and of the
    nearest sentences. Empty where the article speaks itself.
    """
    # Who is called by a role alone ("the distributor said") may be named right behind.
    own = _said(glossary, passage.whole, (*passage.earlier, *passage.later[:_BESIDE]))
    if own:
        return own
    if '"' in passage.whole or _within_quotes(passage):
        around = [s for s in passage.paragraph if s not in passage.whole]
        around += [*passage.earlier[:_BESIDE], *passage.later[:_BESIDE]]
    else:
        # Reported speech goes on from the sentence before.
        around = [s for s in passage.earlier[:1] if s in passage.paragraph]
    found: set[str] = set()
    for sentence in around:
        found |= _said(glossary, sentence, passage.earlier)
    return frozenset(found)


def _within_quotes(passage: Passage) -> bool:
    """Does a quotation of the paragraph run over the words, opened before them and closed behind?"""
    text = " ".join(passage.paragraph)
    return text[: max(0, text.find(passage.shown))].count('"') % 2 == 1


def _said(glossary: Glossary, sentence: str, earlier: Sequence[str]) -> frozenset[str]:
    """Who is the subject of a verb of saying, or of planning, in this sentence."""
    found: set[str] = set()
    for verb in words.SAYS.finditer(sentence):
        left = sentence[max(0, verb.start() - _REACH) : verb.start()]
        right = sentence[verb.end() : verb.end() + _REACH]
        if verb[0].lower() in {"according to", "in the words of"}:
            found |= _nearest(glossary, right, earlier, last=False)
        elif re.search(r"[\"',]\s*$", left) and not right.lstrip().startswith("that"):
            found |= _nearest(glossary, right, earlier, last=False) or _nearest(glossary, left, earlier, last=True)
        else:
            found |= _nearest(glossary, left, earlier, last=True)
    if words.HEARSAY.search(sentence.lower()):
        found |= _press(glossary, (sentence, *earlier))
    return frozenset(found)


def _nearest(glossary: Glossary, text: str, earlier: Sequence[str], last: bool) -> set[str]:
    """Of a stretch of text, those named nearest to the verb; or whoever a pronoun there stands for."""
    pieces = re.split(r"[;:]| (?:but|while|and that) ", text)
    for piece in reversed(pieces) if last else pieces:
        found = _subject(glossary, piece, earlier)
        if found:
            return found
    return set()


def _subject(glossary: Glossary, piece: str, earlier: Sequence[str]) -> set[str]:
    people, parties = {*glossary.people(piece)}, {*glossary.parties(piece)}
    if people:
        return people | (parties if len(piece) < _REACH // 2 else set())
    low = piece.lower()
    if _PAPER.search(low):
        return _press(glossary, (piece, *earlier)) | parties
    if _PERSON.search(low):
        return _last(glossary, earlier, people=True) | parties
    company = glossary.dossier.company.id
    role = _ROLE.search(low) is not None
    if parties and not (parties == {company} and _ITS_ROLE.search(low)):
        return parties
    # "The company's distributor" is another one than the company.
    firm = {company} if _FIRM.search(low) and not role else set()
    return firm | _last(glossary, earlier, people=False) if firm or role or _SOMEBODY.search(low) else set()


def _press(glossary: Glossary, sentences: Sequence[str]) -> set[str]:
    """The papers that the article names: "the paper", or whoever stands behind "reportedly"."""
    parties = glossary.dossier.parties
    named = {id for s in sentences for id in glossary.parties(s)}
    return {id for id in named if id in parties and parties[id].type == "media"}


def _last(glossary: Glossary, earlier: Sequence[str], people: bool) -> set[str]:
    """Who was named last before: a person for "he", a party for "the retailer"."""
    look = glossary.people if people else glossary.parties
    for sentence in earlier:
        named = {*look(sentence)} - {glossary.dossier.company.id}
        if named:
            return named
    return set()
