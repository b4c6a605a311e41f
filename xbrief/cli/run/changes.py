"""What has changed since a fact was checked: the lock keeps fingerprints alone, so git tells what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xbrief.brief import record
from xbrief.brief.changed import in_words
from xbrief.cli.run import revision, words
from xbrief.dossier.load import load
from xbrief.errors import XbriefError
from xbrief.evidence import anchor, lock
from xbrief.evidence.around import around
from xbrief.evidence.folder import Texts
from xbrief.evidence.lock import Checked, Entry
from xbrief.model import Dossier, Fact

# Each revision is read whole, in some 50 ms; what lies further back is given up.
REVISIONS = 50
# The fields whose names in a record differ from those in the lock.
_IN_RECORD = {"market": "markets", "of_what": "of"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a suspect fact, or its text, as it was when the fact was checked and as it is now.

    `was` and `now` are None where there was, or is, no such field; `kept` is false where nobody kept what it was. Of a
    text they are the source's id with the fingerprint, and `still` tells whether the words stand in the new one.
    """

    field: str
    was: str | None
    now: str | None
    kept: bool = True
    still: str | None = None


def changes(
    root: Path, dossier: Dossier, states: Mapping[str, Checked], entries: Mapping[str, Entry], at_hand: Texts
) -> dict[str, tuple[Change, ...]]:
    """The changes of each suspect fact by its id. The repository is asked only where a fact is suspect."""
    suspect = {id: how for id, how in states.items() if how.state == "suspect"}
    lines = {id: line for id in suspect if (line := words.line(dossier, entries, id))}
    wanted = {
        (id, name): lines[id].fields[name]
        for id, how in suspect.items()
        for name in how.changed
        if name in lines[id].fields
    }
    kept = _kept(root, dossier, wanted)
    found = {}
    for id, how in suspect.items():
        fact, line = dossier.facts[id], lines[id]
        now = shown(dossier, fact)
        found[id] = tuple(
            _text(fact, line, at_hand)
            if name == lock.TEXT
            else Change(name, kept.get((id, name)), now.get(name), name not in line.fields or (id, name) in kept)
            for name in how.changed
        )
    return found


def shown(dossier: Dossier, fact: Fact) -> dict[str, str]:
    """What the lock notes of a fact, in words, by its names there."""
    plain = record.fact(fact)
    names = lock.fingerprints(fact)
    return {name: in_words(plain[_IN_RECORD.get(name, name)]) for name in names} | {
        name: f"“{words}”" for name, words in around(dossier, fact).items()
    }


def _kept(root: Path, dossier: Dossier, wanted: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The values with these fingerprints, by fact and field, from the last revisions in which they stood."""
    found: dict[tuple[str, str], str] = {}
    files = sorted({dossier.facts[id].place.file for id, _ in wanted})
    for commit in revision.commits(root, [*files, "dossier.yaml"], REVISIONS) if wanted else ():
        if len(found) == len(wanted):
            break
        found |= _at(root, commit, dossier, {key: mark for key, mark in wanted.items() if key not in found})
    return found


def _at(root: Path, commit: str, dossier: Dossier, wanted: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Those of the values that stood in the dossier at a commit; none where it held no dossier that can be read."""
    found: dict[tuple[str, str], str] = {}
    try:
        with revision.earlier(root, commit) as held:
            earlier = load(held.folder).dossier
    except XbriefError:
        return found
    for (id, name), mark in wanted.items():
        ids = (id, *dossier.facts[id].renamed_from)
        fact = next((earlier.facts[i] for i in ids if i in earlier.facts), None)
        if fact is not None and lock.fingerprints(fact, earlier).get(name) == mark:
            found[id, name] = shown(earlier, fact)[name]
    return found


def _text(fact: Fact, line: Entry, at_hand: Texts) -> Change:
    """Which text it is, and whether the words stand in it as it is now."""
    text = at_hand.of(fact.source)
    places = anchor.places(fact.anchor, text) if text is not None else ()
    still = {0: "the words are not in it any more", 1: "the words are still in it"}
    told = still.get(len(places), f"the words stand {len(places)} times in it")
    now = text.fingerprint if text is not None else ""
    return Change(lock.TEXT, f"{fact.source} {line.text}", f"{fact.source} {now}", still=told)


def told(change: Change) -> str:
    """`claim was “It is so.”, is now “It is not so.”`, as far as it is known what it was."""
    if change.still:
        return f"{change.field} was {change.was}, is now {change.now}: {change.still}"
    now = f"is now {change.now}" if change.now else "is gone"
    if not change.kept:
        return f"{change.field} {now}; what it was is not kept"
    return f"{change.field} is new: {change.now}" if change.was is None else f"{change.field} was {change.was}, {now}"
