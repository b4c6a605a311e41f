"""What was found in which text, and when: one sorted line a fact, so that teams can merge it.

The columns of `words.lock`, separated by tabs: fact · how (`found` or `vouched`) · day (YYYY-MM-DD) · the text's
fingerprint or who vouches · span (`start-end` in characters of the text, `-` where a person vouches) · the fact's
fields, each with its own fingerprint, so that a later change can be named, and beside them `source` and `names`: what
the check leans on around the fact (older lines lack them, and hold all the same). The words of the text are not in it.

A line whose first cell begins with `source:` tells of a text itself: `added`, the day, its fingerprint, and twice `-`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from xbrief.evidence.around import NAMES, SOURCE, around
from xbrief.evidence.text import Text
from xbrief.model import Dossier, Edtf, Fact

NAME = "words.lock"
HEAD = "# What was found in which text: fact, how, day, text or person, span, fields. Written by `xbrief verify`."
# A note is the curator's own, a link and what a fact points at are no words of its text, a place moves with every edit.
_ASIDE = frozenset({"id", "note", "place", "source", "links", "of", "quote_en", "retracted", "renamed_from"})
_ASIDE |= {"curated_by", "reviewed_by", "unreviewed"}
_FIELD = re.compile(r"[0-9a-f]{6}")
_TEXT = re.compile(r"[0-9a-f]{12}")
_SPAN = re.compile(r"[0-9]+-[0-9]+")
#: What has changed where it is no field of the fact.
TEXT = "the text"
_AROUND = frozenset({NAMES, SOURCE})
# No id of a fact has a colon.
_OF_SOURCE = "source:"

How = Literal["found", "vouched"]
State = Literal["found", "vouched", "suspect", "never"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lock. `text` is the text's fingerprint, empty where a person vouches; `by` is that person."""

    fact: str
    how: How
    day: str
    text: str
    by: str
    span: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Added:
    """The line of a source whose text was added on a day: `text` is the fingerprint that it had."""

    source: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How a fact stands: `changed` names what is other than it was on `day`, fields of the fact or its text."""

    state: State
    day: str = ""
    by: str = ""
    changed: tuple[str, ...] = ()


def fingerprints(fact: Fact, dossier: Dossier | None = None) -> Mapping[str, str]:
    """Six hex digits of the SHA-256 of each field that the fact has, by name; with its dossier also what is around."""
    found = {}
    for entry in fields(Fact):
        value = getattr(fact, entry.name)
        if entry.name not in _ASIDE and value != entry.default:
            found[entry.name.rstrip("_")] = _plain(value)
    if dossier is not None:
        found |= around(dossier, fact)
    return {name: hashlib.sha256(words.encode()).hexdigest()[:6] for name, words in sorted(found.items())}


def _plain(value: object) -> str:
    if isinstance(value, Edtf):
        return value.text
    return "\n".join(sorted(map(_plain, value))) if isinstance(value, tuple) else str(value)


def found(fact: Fact, text: Text, span: tuple[int, int], day: str, dossier: Dossier | None = None) -> Entry:
    """The line of a fact whose anchor names this one span of its text."""
    return Entry(fact.id, "found", day, text.fingerprint, "", f"{span[0]}-{span[1]}", fingerprints(fact, dossier))


def vouched(fact: Fact, by: str, day: str, dossier: Dossier | None = None) -> Entry:
    """The line of a fact that a person answers for."""
    return Entry(fact.id, "vouched", day, "", by, "", fingerprints(fact, dossier))


def parse(content: str) -> tuple[dict[str, Entry], tuple[int, ...]]:
    """The lines by fact, and the numbers of those that are none (a conflict of a merge, a line cut off).

    A line that stands twice, as a merge may leave it, counts once; two that differ are a conflict.
    """
    entries, _, broken = _parsed(content)
    return entries, broken


def added(content: str) -> dict[str, Added]:
    """The lines of texts by source."""
    return _parsed(content)[1]


def _parsed(content: str) -> tuple[dict[str, Entry], dict[str, Added], tuple[int, ...]]:
    entries: dict[str, Entry] = {}
    texts: dict[str, Added] = {}
    broken: list[int] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if line.startswith(_OF_SOURCE):
            text = _text(cells)
            if text is None or texts.get(text.source, text) != text:
                broken.append(number)
            else:
                texts[text.source] = text
            continue
        entry = _entry(cells)
        if entry is None or entries.get(entry.fact, entry) != entry:
            broken.append(number)
        else:
            entries[entry.fact] = entry
    return entries, texts, tuple(broken)


def _text(cells: list[str]) -> Added | None:
    if len(cells) != 6 or cells[1] != "added" or cells[4:] != ["-", "-"] or not _day(cells[2]):
        return None
    source = cells[0].removeprefix(_OF_SOURCE)
    return Added(source, cells[2], cells[3]) if source and _TEXT.fullmatch(cells[3]) else None


def _entry(cells: list[str]) -> Entry | None:
    if len(cells) != 6 or cells[1] not in {"found", "vouched"} or not (cells[0] and cells[3] and _day(cells[2])):
        return None
    pairs = [pair.partition(":") for pair in cells[5].split()]
    if not pairs or not all(name and _FIELD.fullmatch(print_) for name, _, print_ in pairs):
        return None
    held = {name: print_ for name, _, print_ in pairs}
    if cells[1] == "vouched":
        return Entry(cells[0], "vouched", cells[2], "", cells[3], "", held) if cells[4] == "-" else None
    if not (_TEXT.fullmatch(cells[3]) and _SPAN.fullmatch(cells[4])):
        return None
    return Entry(cells[0], "found", cells[2], cells[3], "", cells[4], held)


def _day(text: str) -> bool:
    """Is it a day, YYYY-MM-DD? Python reads more of ISO 8601."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def dump(entries: Iterable[Entry], texts: Iterable[Added] = ()) -> str:
    """The lock as text, sorted by fact, and behind these the texts by source."""
    lines = [HEAD]
    for e in sorted(entries, key=lambda e: e.fact):
        told = " ".join(f"{name}:{mark}" for name, mark in sorted(e.fields.items()))
        lines.append("\t".join((e.fact, e.how, e.day, e.text or e.by, e.span or "-", told)))
    for t in sorted(texts, key=lambda t: t.source):
        lines += ["\t".join((f"{_OF_SOURCE}{t.source}", "added", t.day, t.text, "-", "-"))]
    return "\n".join(lines) + "\n"


def state(fact: Fact, entry: Entry | None, text: Text | None = None, dossier: Dossier | None = None) -> Checked:
    """How a fact stands by its line; with the text at hand, whether that is still the text in which it was found; with
    the dossier, whether what the check leaned on around the fact is as it was, where the line notes it.
    """
    if entry is None:
        return Checked("never")
    was = {n: mark for n, mark in entry.fields.items() if dossier is not None or n not in _AROUND}
    now = {n: mark for n, mark in fingerprints(fact, dossier).items() if n in was or n not in _AROUND}
    changed = tuple(sorted(name for name in {*now, *was} if now.get(name) != was.get(name)))
    if text is not None and entry.text and text.fingerprint != entry.text:
        changed = (*changed, TEXT)
    return Checked("suspect" if changed else entry.how, entry.day, entry.by, changed)
