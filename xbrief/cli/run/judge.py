"""A file of a dossier as it would be, held against the dossier as it is: does it make anything worse?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xbrief.dossier import yaml
from xbrief.dossier.load import Loaded, load
from xbrief.dossier.page import Page
from xbrief.intake.start.extent import extent
from xbrief.model import Dossier, Fact, Place
from xbrief.problems import Problem, render

if TYPE_CHECKING:
    from xbrief.evidence.folder import Texts

_MOST = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """What would come of it. `problems` are those that were not there before, with those of the fact that is meant;
    `lost` are the ids of facts that would lead nowhere, `changed` the sound facts of the file that say something new.
    """

    after: Loaded
    problems: tuple[Problem, ...]
    lost: tuple[str, ...]
    changed: tuple[Fact, ...]

    @property
    def sound(self) -> bool:
        return not self.lost and all(problem.severity != "error" for problem in self.problems)

    @property
    def line(self) -> int:
        """The line of the first fault; 0 where none has one."""
        return min((problem.line for problem in self.problems if problem.severity == "error"), default=0)


def judged(root: Path, file: str, text: bytes, meant: str = "") -> Judged:
    """What the file would do to the dossier with this content; `meant` is the id of the fact that it is about."""
    before, after = load(root), load(root, {file: text})
    page = yaml.decode(text, file)
    old = Counter(_key(problem) for problem in before.problems)
    found: list[Problem] = []
    for problem in after.problems:
        key = _key(problem)
        old[key] -= 1
        if old[key] < 0 or (meant and _within(after, page, meant, problem)):
            found.append(problem)
    return Judged(after, tuple(found), _lost(before.dossier, after.dossier, page), _changed(before, after, file))


def _key(problem: Problem) -> tuple[str, str, str]:
    """What a problem is, wherever it stands: an edit moves the lines below it."""
    return problem.file, problem.code, problem.message


def _within(after: Loaded, page: Page, meant: str, problem: Problem) -> bool:
    """Does a fault of before stand in the fact that is meant? One that is sound has none."""
    if problem.file != page.file or problem.severity != "error" or meant in after.dossier.facts:
        return False
    first, last = extent(page, meant)
    return first <= problem.line <= last


def _lost(before: Dossier, after: Dossier, page: Page) -> tuple[str, ...]:
    """Facts of the file that stand there no longer. An id is never deleted: it may stand in a printed brief."""
    held = {**before.facts, **before.retracted}
    known = {*after.facts, *after.retracted, *after.renamed}
    gone = (id for id, fact in held.items() if fact.place.file == page.file and id not in known)
    return tuple(id for id in gone if extent(page, id) == (0, 0))


def _changed(before: Loaded, after: Loaded, file: str) -> tuple[Fact, ...]:
    """The facts of the file that are new, or say something else than before."""
    nowhere = Place("", 0, 0)
    old = {id: replace(fact, place=nowhere) for id, fact in before.dossier.facts.items()}
    mine = (fact for fact in after.dossier.facts.values() if fact.place.file == file)
    return tuple(fact for fact in mine if old.get(fact.id) != replace(fact, place=nowhere))


def told(found: Judged, file: str, shown: str, first: int = 1) -> None:
    """Says on stderr what is wrong, with lines; `shown` stands in for the file, whose line `first` is its first."""
    lines = [_line(problem, file, shown, first) for problem in found.problems[:_MOST]]
    lines += [f"… and {more} more"] if (more := len(found.problems) - _MOST) > 0 else []
    lines += [
        f"{id} would be gone: an id lasts, as briefs may cite it\n"
        f"hint: `retracted: reason` takes the fact out of use; under a new id it has `renamed_from: [{id}]`"
        for id in found.lost
    ]
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _line(problem: Problem, file: str, shown: str, first: int) -> str:
    if problem.file != file or 0 < problem.line < first:
        return render(problem)
    return render(replace(problem, file=shown, line=max(problem.line - first + 1, 0)))


def words(dossier: Dossier, facts: Iterable[Fact], root: Path, texts: Texts) -> None:
    """Holds the facts against the texts at hand, and says on stderr where their words are not found or say less."""
    if not texts:
        return
    from xbrief.evidence.glossary import Glossary
    from xbrief.evidence.held import look

    names = Glossary(dossier)
    for fact in facts:
        for fault in look(names, fact, texts).faults:
            at = fact.place
            problem = Problem(at.file, at.line, at.column, fault.code, fault.message, severity="warning")
            sys.stderr.write(f"{render(problem, str(root))}\n")
