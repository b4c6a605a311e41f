"""`xbrief status`: how the dossier stands, and what to do next."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.brief.status import Status
    from xbrief.cli.options import View
    from xbrief.cli.run.session import Session
    from xbrief.evidence.folder import Texts
    from xbrief.problems import Problem

EXAMPLES = """
xbrief status
xbrief status --as-of {day}
xbrief status --format json
"""
SCHEMA = "xbrief.status/1"
# How far ahead `xbrief due` looks by itself.
WITHIN_DAYS = 30
# A suspect fact has a line of its own, and a judgement to review is due.
_ELSEWHERE = frozenset({"E403", "D322"})


def command(
    texts: options.TextsOption = None,
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """How the dossier stands, on one screen: what it holds, how much of it was checked, and the next command."""
    from xbrief.cli.run import sealed, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import stamp, tables

    view = options.view(format, output, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    at_hand = words.texts(opened.root, texts)
    found = _status(opened, at_hand)
    next_command = _next(found, opened, texts, named=dossier is not None)
    seal = stamp.plain("status", opened.fingerprint, found.as_of)
    if view.format == "json":
        # Its `dossier` is the folder.
        text = tables.json(SCHEMA, {**_content(found, opened, next_command), "fingerprint": seal.dossier})
    elif view.format == "md":
        rows = tuple(_rows(found, opened, next_command))
        text = sealed.text(tables.markdown(tables.Sheet("", ("What", "How it stands"), rows)), view, seal)
    else:
        text = sealed.text(_terminal(found, opened, next_command, view), view, seal)
    emit(text, view.output)


def _status(opened: Session, at_hand: Texts) -> Status:
    from xbrief.brief import agenda
    from xbrief.brief.status import Status, conflicts
    from xbrief.cli.run import judged, sound, words

    dossier = opened.dossier
    held = words.states(dossier, words.entries(opened.root), at_hand)
    problems = sound.problems(opened.loaded, opened.root, held)
    severities = Counter(p.severity for p in problems if p.code not in _ELSEWHERE)
    book = opened.ledger()
    known = [s.known for s in dossier.sources.values() if s.known and s.known <= book.as_of]
    status = Status(
        company=dossier.company.name,
        as_of=book.as_of,
        sources=len(known),
        newest=max(known, default=None),
        facts=len(book.known),
        markets=Counter(sorted(m for f in book.known.values() for m in f.market)),
        checked=Counter(held[id].state for id in book.known),
        texts=bool(at_hand),
        errors=severities["error"],
        warnings=severities["warning"],
        elsewhere=sum(p.code in _ELSEWHERE for p in problems),
        conflicts=conflicts(book),
        due=None,
    )
    if _broken(problems):
        return status
    due = opened.due((), WITHIN_DAYS, at_hand, judged.all_held(opened, book.as_of))
    return replace(status, due=agenda.count(due))


def _broken(problems: tuple[Problem, ...]) -> bool:
    """Can the rules not be used? Then nothing can be said of what is due."""
    return any(p.code == "D701" for p in problems)


def _next(found: Status, opened: Session, texts: Path | None, *, named: bool) -> tuple[str, str]:
    """The command line that comes next, ready to be typed, and why."""
    from xbrief.brief.status import step
    from xbrief.cli.options.dossier import by_weight, short

    name, because = step(found)
    parts = ["xbrief", name]
    if name == "country":
        code = next(code for code in by_weight(opened.dossier) if code in found.markets)
        parts.append(short(code, opened.dossier))
    if name == "add":
        parts.append("ARTICLE")
    if name == "verify":
        parts += ["--texts", quote(str(texts)) if texts else "DIR"] if texts or not found.texts else []
    if named:
        parts += ["--dossier", quote(str(opened.root))]
    return " ".join(parts), because


def _rows(found: Status, opened: Session, next_command: tuple[str, str]) -> list[tuple[str, str]]:
    """What is told, and in which words; the same on a terminal and in Markdown."""
    from xbrief.brief import agenda
    from xbrief.language import dates
    from xbrief.language.words import counted

    newest = f", the newest of {dates.day(found.newest)}" if found.newest else ""
    faults = [counted(n, what) for n, what in ((found.errors, "error"), (found.warnings, "warning")) if n]
    besides = f" beside {counted(found.elsewhere, 'warning')} of what is suspect or due" if found.elsewhere else ""
    due = "cannot be told: a rule of the dossier cannot be used"
    if found.due is not None:
        due = agenda.summary(found.due) or "nothing"
    return [
        ("Dossier", str(opened.root)),
        ("Company", found.company),
        ("As of", dates.day(found.as_of)),
        ("Sources", f"{found.sources}{newest}"),
        ("Facts", f"{found.facts} on {counted(len(found.markets), 'market')}: {_markets(found)}".rstrip(": ")),
        ("Checked", _checked(found)),
        ("Problems", (" and ".join(faults) or "none") + besides),
        ("Conflicts", _conflicts(found)),
        (f"Due in {WITHIN_DAYS} days", due),
        ("Next", f"{next_command[0]} ({next_command[1]})"),
    ]


def _conflicts(found: Status) -> str:
    from xbrief.language.words import counted

    if not found.conflicts:
        return "none declared"
    return f"{counted(found.conflicts, 'pair')} of facts, set against each other by a link"


def _markets(found: Status) -> str:
    weighty = sorted(found.markets.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{code} {number}" for code, number in weighty)


def _checked(found: Status) -> str:
    """`77 of 332 facts (23 %): 77 found in their texts; 255 never`: checked is not true."""
    if not found.facts:
        return "no facts"
    words = (("found", "found in their texts"), ("vouched", "vouched for"), ("suspect", "suspect"), ("never", "never"))
    parts = [f"{found.checked[state]} {told}" for state, told in words if found.checked.get(state)]
    # Rounded down: all but one is not 100 percent.
    return f"{found.sure} of {found.facts} facts ({found.sure * 100 // found.facts} %): {', '.join(parts)}"


def _content(found: Status, opened: Session, next_command: tuple[str, str]) -> dict[str, Any]:
    return {
        "as_of": found.as_of.isoformat(),
        "dossier": str(opened.root),
        "company": found.company,
        "sources": found.sources,
        "newest": found.newest.isoformat() if found.newest else None,
        "facts": found.facts,
        "markets": dict(found.markets),
        "checked": {state: found.checked.get(state, 0) for state in ("found", "vouched", "suspect", "never")},
        "texts": found.texts,
        "problems": {"errors": found.errors, "warnings": found.warnings},
        "conflicts": found.conflicts,
        "due": None if found.due is None else {kind: found.due.get(kind, 0) for kind in _kinds()},
        "next": {"command": next_command[0], "because": next_command[1]},
    }


def _kinds() -> tuple[Any, ...]:
    from xbrief.brief.agenda import KINDS

    return KINDS


def _terminal(found: Status, opened: Session, next_command: tuple[str, str], view: View) -> str:
    from xbrief.render import base

    page = base.Page(base.measure(view.width), view.ascii)
    page.title(f"{found.company}: how the dossier stands")
    for name, told in _rows(found, opened, next_command):
        if name != "Company":
            page.beside(base.Entry("", page.text(name, "bold")), base.Entry("", page.text(told)), 14)
    return page.printed(color=view.color)
