"""The texts and the lock of a dossier: where they lie, how its facts stand by them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace as replaced
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from xbrief.brief.cards import Words
from xbrief.cli.run.output import alone, replace
from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.evidence import anchor, lock
from xbrief.evidence.anchor import Span
from xbrief.evidence.folder import Texts, Unreadable
from xbrief.evidence.lock import Added, Checked, Entry, State
from xbrief.evidence.text import Text
from xbrief.language.words import counted
from xbrief.model import Dossier, Fact
from xbrief.problems import Problem, escape

# Characters of context on either side of the words.
AROUND = 80
# Facts named in one problem.
_NAMED = 5
VARIABLE = "XBRIEF_TEXTS"
BESIDE = "texts"
STATES: tuple[State, ...] = ("found", "vouched", "never", "suspect")
LOOK = "`--dry-run` looks, and writes nothing"
_MERGE = "after a merge keep either line; a fact without one is found again by `xbrief verify`"


def texts(root: Path, given: Path | None) -> Texts:
    """The texts of `--texts`, of $XBRIEF_TEXTS, or of `texts/` beside dossier.yaml; none where there is no such folder.

    XbriefError for a folder that is named and is not there.
    """
    named = given or (Path(value) if (value := os.environ.get(VARIABLE)) else None)
    if named is not None and not named.is_dir():
        raise XbriefError(f"there is no folder of texts {named}", "name the folder that holds `<source id>.txt` files")
    beside = root / BESIDE
    return Texts(named or (beside if beside.is_dir() else None))


def apart(root: Path) -> bool:
    """Does git leave `texts/` beside dossier.yaml alone, by the dossier's own .gitignore? `xbrief init` writes it so.

    What is not ours to publish is put into no other folder than one that somebody has named.
    """
    path = root / ".gitignore"
    lines = content(path).decode("utf-8", "replace").splitlines() if path.is_file() else []
    return any(line.strip().strip("/") == BESIDE for line in lines)


def begun(root: Path) -> Path:
    """`texts/` beside dossier.yaml, made where it is not there: git keeps no empty folder."""
    beside = root / BESIDE
    try:
        beside.mkdir(exist_ok=True)
    except OSError as fault:
        raise XbriefError(f"{beside} cannot be made: {fault.strerror}", "name another folder: --texts DIR") from None
    return beside


def entries(root: Path) -> dict[str, Entry]:
    """The lines of the dossier's lock by fact; XbriefError, with the line, for one that is none."""
    return _held(root)[0]


def added(root: Path) -> dict[str, Added]:
    """The lines of texts in the dossier's lock, by source; XbriefError as `entries` has it."""
    return _held(root)[1]


def _held(root: Path) -> tuple[dict[str, Entry], dict[str, Added]]:
    path = root / lock.NAME
    if not path.exists():
        return {}, {}
    try:
        text = content(path).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise XbriefError(
            f"{path}: no UTF-8 at byte {fault.start}", "take the line out, and run `xbrief verify`"
        ) from None
    found, broken = lock.parse(text)
    if broken:
        raise XbriefError(f"{path}:{broken[0]}: no line of a lock, or a fact that stands twice", _MERGE)
    return found, lock.added(text)


def update(root: Path, change: Callable[[dict[str, Entry]], None], hint: str = LOOK) -> None:
    """Changes the lines of the lock in one step: it is whole, or as it was, and no other run's lines are lost.

    XbriefError where it cannot be written, with the hint as the way out.
    """
    with alone(root):
        held, texts = _held(root)
        change(held)
        replace(root / lock.NAME, lock.dump(held.values(), texts.values()), hint)


def keep(root: Path, source: str, text: str, day: str) -> None:
    """Notes the fingerprint of a source's text; for a caller who is alone in the folder. The day of one that is noted
    already stays."""
    held, texts = _held(root)
    if source not in texts or texts[source].text != text:
        texts[source] = Added(source, day, text)
        replace(root / lock.NAME, lock.dump(held.values(), texts.values()))


def current(dossier: Dossier, id: str) -> str:
    """The fact's id of now, where an old one is given; XbriefError for a fact that is retracted."""
    now = dossier.renamed.get(id, id)
    if now in dossier.retracted:
        reason = dossier.retracted[now].retracted
        raise XbriefError(f"{now} is retracted: {reason}", f"`xbrief why {now}` shows what it was")
    return now


def states(dossier: Dossier, held: Mapping[str, Entry], at_hand: Texts) -> dict[str, Checked]:
    """How every fact of the dossier stands, by id; what was checked under an old id holds for the new one."""
    found = {}
    for id, fact in dossier.facts.items():
        entry = line(dossier, held, id)
        found[id] = _state(dossier, fact, entry, at_hand)[0] if entry is not None else lock.state(fact, None)
    return found


def line(dossier: Dossier, held: Mapping[str, Entry], id: str) -> Entry | None:
    """The line of a fact in the lock, if need be under an id that it had before."""
    ids = (id, *(old for old, new in dossier.renamed.items() if new == id))
    return next((held[each] for each in ids if each in held), None)


def _state(dossier: Dossier, fact: Fact, entry: Entry | None, at_hand: Texts) -> tuple[Checked, Text | None]:
    """How the fact stands, and its text. One that cannot be read is not the one in which the words were found."""
    try:
        text = at_hand.of(fact.source)
    except Unreadable:
        how = lock.state(fact, entry, None, dossier)
        if entry is None or not entry.text:
            return how, None
        return replaced(how, state="suspect", changed=(*how.changed, "the text (it cannot be read)")), None
    return lock.state(fact, entry, text, dossier), text


def checked(dossier: Dossier, root: Path) -> frozenset[str]:
    """The facts whose words were found in their text, and that have not changed since."""
    return frozenset(i for i, s in states(dossier, entries(root), Texts(None)).items() if s.state == "found")


def problems(
    dossier: Dossier, held: Mapping[str, Checked], *, strict: bool, told: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Facts that have changed since they were checked or that nobody has reviewed; with `strict` those that were never
    checked, too, and all as errors.

    `told` says by fact how they changed, where that goes into the message. For whom a person answers is checked.
    """
    for id, how in held.items():
        place = dossier.facts[id].place
        if how.state == "suspect":
            change = (told or {}).get(id) or ", ".join(how.changed)
            message = f"{id}: checked on {how.day}, and changed since: {change}"
            hint = "run `xbrief verify`, or `xbrief vouch` again"
            yield Problem(place.file, place.line, place.column, "E403", message, hint, "error" if strict else "warning")
        elif how.state == "never" and strict:
            hint = "run `xbrief verify --texts DIR`, or `xbrief vouch`"
            yield Problem(place.file, place.line, place.column, "E404", f"{id}: never checked", hint)
    yield from _unreviewed(dossier, "error" if strict else "warning")


def _unreviewed(dossier: Dossier, severity: str) -> Iterator[Problem]:
    """Facts that no person has reviewed, a problem a source: a batch may have brought dozens."""
    marked = sorted((f.source, f.place.line, f.id) for f in dossier.facts.values() if f.unreviewed)
    for source, group in groupby(marked, key=itemgetter(0)):
        ids = [id for _, _, id in group]
        place = dossier.facts[ids[0]].place
        rest = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        message = f"{counted(len(ids), 'fact')} not reviewed by a person: {', '.join(ids[:_NAMED])}{rest}"
        hint = f"run `xbrief review {source}`"
        yield Problem(place.file, place.line, place.column, "E407", message, hint, severity)


def listed(dossier: Dossier, entries: Mapping[str, Entry], held: Mapping[str, Checked], told: Mapping[str, str]) -> str:
    """A line a fact: how it stands, and in which text its words were found; below it what has changed (`told`)."""
    lines = []
    for id, how in held.items():
        entry = line(dossier, entries, id)
        text = f", in the text {entry.text} of {dossier.facts[id].source}" if entry and how.state == "found" else ""
        lines += [f"{id}: {standing(how)}{text}", *(f"  {change}" for change in told.get(id, "").splitlines())]
    return "".join(f"{escape(each)}\n" for each in lines)


def standing(how: Checked) -> str:
    """`words found on 2026-11-22`: never that it is true."""
    return {
        "found": f"words found on {how.day}",
        "vouched": f"{how.by} answers for it since {how.day}",
        "suspect": f"suspect: {', '.join(how.changed)} changed since it was checked on {how.day}",
        "never": "never checked",
    }[how.state]


def told(dossier: Dossier, facts: Iterable[Fact], root: Path, given: Path | None) -> dict[str, Words]:
    """How the words of these facts stand, with a line of context where the text is at hand."""
    held, at_hand = entries(root), texts(root, given)
    found = {}
    for fact in facts:
        how, text = _state(dossier, fact, line(dossier, held, fact.id), at_hand)
        spans = anchor.places(fact.anchor, text) if text is not None else ()
        shown = _excerpt(text, spans[0]) if text is not None and len(spans) == 1 else ""
        found[fact.id] = Words(standing(how), shown)
    return found


def _excerpt(text: Text, span: Span) -> str:
    """The words of the source in their line, marked, with a little before and behind them."""
    first, last = text.line_of(span.start, span.end)
    before, after = text.raw[first : span.start], text.raw[span.end : last]
    head = f"… {before[-AROUND:].partition(' ')[2]}" if len(before) > AROUND else before
    tail = f"{after[:AROUND].rpartition(' ')[0]} …" if len(after) > AROUND else after
    return " ".join(f"{head}«{text.raw[span.start : span.end]}»{tail}".split())


def counts(held: Mapping[str, Checked]) -> dict[str, int]:
    """How many facts stand how."""
    count = Counter(how.state for how in held.values())
    return {state: count[state] for state in STATES}


def summary(held: Mapping[str, Checked]) -> str:
    """`words found for 77 of 332 facts, 3 vouched for, 252 never checked`."""
    count = counts(held)
    parts = [f"words found for {count['found']} of {len(held)} facts"]
    parts += [f"{count[s]} {told}" for s, told in (("vouched", "vouched for"), ("suspect", "suspect")) if count[s]]
    parts.append(f"{count['never']} never checked")
    return f"{', '.join(parts)}\n"
