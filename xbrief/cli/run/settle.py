"""A found conflict settled by the curator: taken over as a link, or set aside with a reason. Files of the dossier
change in one step, and are put back where the dossier would be the worse for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from xbrief.brief.conflicts import link
from xbrief.claims.types import Clash, Ledger
from xbrief.cli.run import output
from xbrief.dossier import dismissed
from xbrief.dossier.edit import with_link
from xbrief.dossier.files import content
from xbrief.dossier.load import Loaded, load
from xbrief.errors import XbriefError
from xbrief.model import Fact, Place
from xbrief.problems import Problem

_BOM = "\ufeff"


def accept(loaded: Loaded, book: Ledger, clash: Clash, known: Mapping[str, str]) -> str:
    """Writes the link into the file of the later fact, and takes the conflict out of those set aside (`known`, reasons
    by id) if it was one; a line on each.

    XbriefError where the text is not of a shape that can be changed safely, or where the dossier has a new problem
    afterwards: then the file is as it was.
    """
    later = book.known[clash.later]
    path = Path(loaded.dossier.root) / later.place.file
    before = content(path)
    text = before.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    changed = mark + with_link(text.removeprefix(_BOM), later.id, "disputes", link(clash))
    output.replace(path, changed)
    try:
        fault = _fault(loaded, load(Path(loaded.dossier.root)), clash)
    except XbriefError as error:
        fault = error.message
    if fault:
        output.replace(path, text)
        raise XbriefError(
            f"{path}: the link cannot be set, the file is as it was: {fault}", f"the link was disputes: [{link(clash)}]"
        )
    told = f"{later.place.file}: {later.id} disputes {clash.earlier}{f' ({clash.about})' if clash.about else ''}\n"
    if clash.id in known:
        rest = {id: because for id, because in known.items() if id != clash.id}
        output.replace(Path(loaded.dossier.root) / dismissed.FILE, dismissed.written(rest))
        told += f"{dismissed.FILE}: no longer set aside: {clash.id}\n"
    return told


def _fault(before: Loaded, after: Loaded, clash: Clash) -> str:
    """What is wrong with the dossier that was not wrong before; empty where only the link has come."""
    new = Counter(map(_told, after.problems)) - Counter(map(_told, before.problems))
    if new:
        file, code, message = next(iter(sorted(new)))
        return f"{file}: {code}: {message}"
    facts, others = before.dossier.facts, after.dossier.facts
    if facts.keys() != others.keys():
        return "facts are gone or have come"
    for id, fact in facts.items():
        kept = others[id] if id != clash.later else replace(others[id], links=fact.links)
        if _bare(fact) != _bare(kept):
            return f"{id} would say something else"
    links = {(tied.kind, tied.fact, tied.about or "") for tied in others[clash.later].links}
    had = {(tied.kind, tied.fact, tied.about or "") for tied in facts[clash.later].links}
    wanted = ("disputes", clash.earlier, clash.about)
    return "" if links == had | {wanted} else f"{clash.later} would have other links"


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.code, problem.message


def _bare(fact: Fact) -> Fact:
    """The fact wherever it stands: a line more moves what is below it."""
    return replace(fact, place=Place("", 0, 0))


def dismiss(root: Path, known: Mapping[str, str], clash: Clash, because: str) -> str:
    """Adds the line to the file of those set aside; a line on what was done."""
    words = " ".join(because.split())
    if not words.isprintable():
        raise XbriefError("the reason holds a character that cannot be printed", "write it in plain words")
    if clash.id in known:
        raise XbriefError(f"{clash.id} is set aside already: {known[clash.id]}", f"its line is in {dismissed.FILE}")
    output.replace(root / dismissed.FILE, dismissed.written({**known, clash.id: words}))
    return f"{dismissed.FILE}: {clash.id}\t{words}\n"
