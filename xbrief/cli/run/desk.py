"""A reviewer's desk: an item held against the dossier as it would be, and written where it is accepted.

The order of the writes is that in which a run may be stopped anywhere: first what became of the candidate (which counts
once its fact is there), then what the fact names in dossier.yaml, then the fact, and last the words that were found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xbrief.cli.run import noting, output, words
from xbrief.dossier.files import content
from xbrief.dossier.load import MAIN, Loaded, load
from xbrief.errors import XbriefError
from xbrief.evidence.anchor import places
from xbrief.evidence.glossary import Glossary
from xbrief.evidence.held import Held, hold
from xbrief.evidence.lock import Entry
from xbrief.evidence.text import Text
from xbrief.intake.change import with_changes
from xbrief.intake.review import record
from xbrief.intake.review.items import Item, unreviewed, used
from xbrief.intake.review.record import How, Line, Lines
from xbrief.intake.write import fact_id, with_entries, with_fact
from xbrief.problems import Problem

# Kinds of facts that tell a turn, for which there may be a cause.
TURNING = frozenset({"presence", "offer", "block", "partner", "channel", "regulation", "event"})

# A review looks at nothing without writing what became of it.
HINT = "check who may write to the dossier; `xbrief suggest` shows what is proposed, and writes nothing"


class Settled(XbriefError):
    """Another run has answered for the item meanwhile: nothing was written."""


class Changed(XbriefError):
    """A file is no longer as it was when the item was tried: nothing was written."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come of accepting an item: the files as they would be, as they were `before`, and what is wrong then
    that was not before.

    `held` tells how its words stand in the text; None where the fact itself is not sound.
    """

    id: str
    fact: Mapping[str, object]
    files: Mapping[str, bytes]
    before: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    held: Held | None
    new: Mapping[str, Mapping[str, Mapping[str, object]]]

    @property
    def sound(self) -> bool:
        return self.held is not None and all(problem.severity != "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Done:
    """What an answer changed, for taking it back: files as they were and as they are, lines as they were."""

    mark: str
    line: Line | None
    files: Mapping[str, tuple[bytes, bytes]]
    id: str = ""
    noted: Entry | None = None


class Desk:
    """The review of one source of a dossier, on one day (YYYY-MM-DD)."""

    def __init__(self, root: Path, source: str, text: Text, day: str) -> None:
        self.root, self.source, self.text, self.day = root, source, text, day
        self.loaded = load(root)

    @property
    def file(self) -> str:
        return f"{self.source}.yaml"

    def lines(self) -> Lines:
        """What became of candidates so far; XbriefError for a line that is none."""
        path = self.root / record.FILE
        if not path.exists():
            return {}
        found, broken = record.parse(content(path).decode("utf-8-sig", errors="replace"))
        if broken:
            raise XbriefError(f"{path}:{broken[0]}: no line of a review", "after a merge keep either line")
        return found

    def trial(self, item: Item, marks: Mapping[str, object] | None = None) -> Trial:
        """The item as it would stand in the dossier of now; `marks` are keys that the fact gets besides.

        XbriefError where a file cannot be added to.
        """
        # Before the dossier: a file that another run writes between the two is then found to have changed.
        was = {file: content(self.root / file) for file in (self.file, MAIN)}
        self.loaded = load(self.root)
        id = item.id or self._free(item)
        fact = {"id": id, **{key: value for key, value in self._told(item).items() if key != "id"}, **(marks or {})}
        before = {self.file: was[self.file]}
        text = before[self.file].decode("utf-8")
        files = {self.file: (with_changes(text, id, fact) if item.id else with_fact(text, fact)).encode()}
        new = self._missing(used(item.new, fact))
        if new:
            before[MAIN] = was[MAIN]
            files[MAIN] = with_entries(before[MAIN].decode("utf-8"), new).encode()
        would = load(self.root, files)
        found = would.dossier.facts.get(id)
        held = hold(Glossary(would.dossier), found, self.text) if found is not None else None
        return Trial(id, fact, files, before, _new(self.loaded, would), held, new)

    def _told(self, item: Item) -> Mapping[str, object]:
        """The fact of the item; that of a cause with the fact of this source that it explains, where one is written."""
        if item.explains is None or "of" in item.fact:
            return item.fact
        start, end = item.explains
        near = {
            fact.id: min(end, span.end) - max(start, span.start)
            for fact in self.loaded.dossier.facts.values()
            if fact.source == self.source and fact.kind in TURNING
            for span in places(fact.anchor, self.text)
        }
        of = max((id for id, shared in near.items() if shared > 0), key=lambda one: (near[one], one), default="")
        if not of:
            return item.fact
        keys = list(item.fact)
        # Where the schema has it: before the reason.
        at = keys.index("reason") if "reason" in keys else len(keys)
        pairs = [*item.fact.items()]
        return dict([*pairs[:at], ("of", of), *pairs[at:]])

    def accept(self, item: Item, trial: Trial) -> Done:
        """Writes the fact, and what was found of its words; XbriefError where a file has changed since it was tried."""
        with output.alone(self.root):
            self._open(item)
            done = self._done(item, trial.before, trial.files, trial.id)
            self._put(item.mark, Line(self.source, item.mark, "accepted", self.day, trial.id))
            # What the fact names goes first: a party without a fact does no harm.
            for file in sorted(trial.files, key=lambda file: file != MAIN):
                output.replace(self.root / file, trial.files[file], HINT)
        self.note([trial.id])
        return done

    def settle(self, item: Item, how: How) -> Done:
        """Skips a candidate, or rejects it for good; a fact that is written is retracted then: its id lasts."""
        before: dict[str, bytes] = {}
        after: dict[str, bytes] = {}
        if item.id and how == "rejected":
            before[self.file] = content(self.root / self.file)
            fact = {**item.fact, "retracted": f"rejected in review on {self.day}"}
            after[self.file] = with_changes(before[self.file].decode("utf-8"), item.id, fact).encode()
        with output.alone(self.root):
            self._open(item)
            done = self._done(item, before, after)
            if not item.id or how == "rejected":
                self._put(item.mark, Line(self.source, item.mark, how, self.day, item.id or item.found))
            for file, changed in after.items():
                output.replace(self.root / file, changed, HINT)
        return done

    def undo(self, done: Done) -> None:
        """Takes back an answer; XbriefError where a file has changed since."""
        with output.alone(self.root):
            self._same({file: after for file, (_, after) in done.files.items()})
            for file in sorted(done.files, key=lambda file: file == MAIN):
                output.replace(self.root / file, done.files[file][0], HINT)
            self._put(done.mark, done.line)
        if done.id:
            words.update(self.root, lambda entries: _drop(entries, done), HINT)

    def note(self, ids: list[str]) -> None:
        """Looks for the words of these facts, and notes in words.lock what was found."""
        self.loaded = load(self.root)
        dossier = self.loaded.dossier
        names = Glossary(dossier)
        found = [hold(names, dossier.facts[id], self.text) for id in ids if id in dossier.facts]
        words.update(self.root, lambda entries: noting.note(dossier, found, entries, self.day), HINT)

    def mend(self) -> None:
        """Notes the words of accepted facts that a run stopped half-way has not noted."""
        noted = words.entries(self.root)
        ids = [line.what for line in self.lines().values() if line.source == self.source and line.how == "accepted"]
        left = [id for id in ids if id in self.loaded.dossier.facts and id not in noted]
        if left:
            self.note(left)

    def _free(self, item: Item) -> str:
        """An id that is free also of facts that the dossier leaves out."""
        dossier = self.loaded.dossier
        taken = set(_ids(content(self.root / self.file).decode("utf-8", errors="replace")))
        return fact_id(dossier, dossier.sources[self.source], item.fact, taken)

    def _missing(
        self, new: Mapping[str, Mapping[str, Mapping[str, object]]]
    ) -> dict[str, dict[str, Mapping[str, object]]]:
        """Those entries that dossier.yaml does not have yet."""
        dossier = self.loaded.dossier
        held: Mapping[str, Mapping[str, object]] = {
            "parties": dossier.parties,
            "people": dossier.people,
            "categories": dossier.categories,
        }
        left = {table: {id: e for id, e in entries.items() if id not in held[table]} for table, entries in new.items()}
        return {table: entries for table, entries in left.items() if entries}

    def _open(self, item: Item) -> None:
        """Settled, with what became of the item, where another run was faster; for a caller who is alone."""
        if not item.id:
            told = record.became(item.mark, self.lines(), load(self.root).dossier, self.source)
        else:
            left = {one.id for one in unreviewed(content(self.root / self.file).decode("utf-8"))}
            told = "" if item.id in left else f"reviewed already: {item.id}"
        if told:
            raise Settled(told)

    def _done(self, item: Item, before: Mapping[str, bytes], after: Mapping[str, bytes], id: str = "") -> Done:
        """What is about to be done, once the files are as they were when it was tried."""
        self._same(before)
        line = self.lines().get((self.source, item.mark))
        was = words.entries(self.root).get(id)
        return Done(item.mark, line, {file: (before[file], after[file]) for file in after}, id, was)

    def _same(self, files: Mapping[str, bytes]) -> None:
        for file, wanted in files.items():
            if content(self.root / file) != wanted:
                raise Changed(f"{file} has changed in the meantime", "look at it, and answer again")

    def _put(self, mark: str, line: Line | None) -> None:
        lines = self.lines()
        if line is not None:
            lines[self.source, mark] = line
        else:
            lines.pop((self.source, mark), None)
        output.replace(self.root / record.FILE, record.dump(lines.values()), HINT)


def _drop(entries: dict[str, Entry], done: Done) -> None:
    """The line of the lock as it was before."""
    if done.noted is not None:
        entries[done.id] = done.noted
    else:
        entries.pop(done.id, None)


def _ids(text: str) -> list[str]:
    return re.findall(r"\bid: *['\"]?([a-z0-9-]+)", text)


def _new(before: Loaded, after: Loaded) -> tuple[Problem, ...]:
    """The problems that were not there before, wherever those of before have moved."""
    old = Counter((problem.file, problem.code, problem.message) for problem in before.problems)
    found = []
    for problem in after.problems:
        key = problem.file, problem.code, problem.message
        old[key] -= 1
        if old[key] < 0:
            found.append(problem)
    return tuple(found)
