"""A review on the terminal: card by card, a key for each answer. What was accepted is written before the next card."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import get_terminal_size
from tempfile import TemporaryDirectory
from textwrap import wrap

from rich.text import Text as Styled

from xbrief.cli.options import View
from xbrief.cli.run import editor, keys
from xbrief.cli.run.desk import Changed, Desk, Done, Settled, Trial
from xbrief.errors import XbriefError
from xbrief.evidence import anchor
from xbrief.intake.review import card, fields
from xbrief.intake.review.items import Item
from xbrief.language.words import counted
from xbrief.problems import escape
from xbrief.render.base import Page, flowed, measure

KEYS = ("a accept", "e edit", "f field", "s skip", "r reject", "u undo", "q quit", "? help")
LAST = ("that was the last one:", "u undo", "q quit")
HELP = """\
a  accept: the fact goes into the source file, what it names into dossier.yaml
e  edit the whole fact in $VISUAL or $EDITOR
f  change one field; an empty value takes it out
s  skip: it comes again at the end of the next review
r  reject for good: it never comes again
u  undo the last answer
q  quit; the same command goes on here. So does it after Ctrl-C.
"""
# Faults of the anchor itself: without its words a fact is worth nothing.
_LOST = ("E401", "E402")


@dataclass(slots=True)
class Review:
    """Where the review is, and what was answered so far.

    `width` is the one that the reviewer asked for; without it each card has that of the terminal as it is by then.
    """

    desk: Desk
    items: list[Item]
    view: View
    width: int | None = None
    at: int = 0
    done: list[tuple[int, str, Done]] = field(default_factory=list)
    draft: str = ""

    def run(self) -> None:
        """Goes through the items until they end or the reviewer does; XbriefError where a file cannot be written."""
        while self._answered(self._show() if self.at < len(self.items) else None):
            pass
        told = Counter(how for _, how, _ in self.done)
        parts = [f"{told[how]} {how}" for how in ("accepted", "skipped", "rejected") if told[how]]
        left = len(self.items) - self.at
        more = f"{counted(left, 'candidate')} left: `xbrief review {self.desk.source}` goes on" if left else "none left"
        _say(f"{', '.join(parts) or 'nothing changed'}; {more}")

    def _answered(self, trial: Trial | None) -> bool:
        """Takes keys until one moves on; false where the review is to end."""
        over = self.at == len(self.items)
        answers: dict[str, Callable[[Trial | None], bool]] = {"u": self._undo, "?": lambda _trial: _say(HELP)}
        if not over:
            answers |= {"a": self._accept, "e": self._edit, "f": self._field}
            answers |= {"s": lambda _trial: self._settle("skipped"), "r": lambda _trial: self._settle("rejected")}
        width = self._measure()
        lines = [line.plain for line in flowed([Styled(part) for part in (LAST if over else KEYS)], width - 1, "  ")]
        while True:
            _write("\n".join(lines) + " ")
            pressed = keys.key()
            # The question gives way to the answer, where it stands in one line.
            _write(f"\r{' ' * len(lines[0])}\r" if len(lines) == 1 else "\n")
            if pressed in {"q", keys.END}:
                return False
            if pressed == keys.AGAIN:
                return True
            if pressed in answers:
                try:
                    moved = answers[pressed](trial)
                except Settled as fault:
                    _say(fault.message)
                    moved = self._next()
                except Changed as fault:
                    # The card again, as it would be now.
                    moved = not _say(_told(fault))
                except XbriefError as fault:
                    moved = _say(_told(fault))
                if moved:
                    return True

    def _show(self) -> Trial | None:
        """The card of the item on the terminal; what would come of accepting it, None where that cannot be told."""
        item, desk = self.items[self.at], self.desk
        try:
            trial = desk.trial(item)
            notes = [*_checked(trial), *_words(trial), *_alike(desk, item, trial)]
            fact, new = trial.fact, trial.new
        except XbriefError as fault:
            trial, fact, new = None, item.fact, item.new
            notes = [("✗", "check", _told(fault))]
        score = f", score {item.score:.2f}" if item.score is not None else ""
        later = ", skipped before" if item.later else ""
        found = f"{'not reviewed: ' if item.id else ''}{item.found}{score}{later}"
        place = f"{self.at + 1} of {len(self.items)}"
        spans = anchor.places(str(fact.get("anchor", "")), desk.text)
        span = (spans[0].start, spans[0].end) if len(spans) == 1 else None
        page = Page(self._measure(), self.view.ascii)
        card.shown(card.Card(place, found, fact, desk.text, span, notes, new), page)
        _write(f"\n{page.printed(color=self.view.color)}\n")
        return trial

    def _measure(self) -> int:
        return measure(self.width or get_terminal_size().columns)

    def _accept(self, trial: Trial | None) -> bool:
        if trial is None or not trial.sound:
            return _say("it cannot stand like this: edit it (e, f), skip it or reject it")
        if trial.held is not None and any(fault.code in _LOST for fault in trial.held.faults):
            return _say("its words are not to be found: edit the anchor (e, f), skip it or reject it")
        item = self.items[self.at]
        done = self.desk.accept(item, trial)
        _say(f"accepted: {trial.id}")
        return self._moved("accepted", done)

    def _settle(self, how: str) -> bool:
        done = self.desk.settle(self.items[self.at], "rejected" if how == "rejected" else "skipped")
        _say(how)
        return self._moved(how, done)

    def _moved(self, how: str, done: Done) -> bool:
        self.done.append((self.at, how, done))
        return self._next()

    def _next(self) -> bool:
        self.at += 1
        self.draft = ""
        return True

    def _undo(self, _trial: Trial | None) -> bool:
        if not self.done:
            return _say("there is nothing to undo")
        at, how, done = self.done[-1]
        self.desk.undo(done)
        self.done.pop()
        self.at, self.draft = at, ""
        _say(f"undone: {how}")
        return True

    def _edit(self, trial: Trial | None) -> bool:
        """The whole fact in the editor; what cannot be read stays there for the next time."""
        item = self.items[self.at]
        told = [f"{label}: {said}" for _, label, said in (*_checked(trial), *_words(trial))] if trial else []
        given = self.draft or fields.text(item.fact, item.new, [f"found by {item.found}", *told])
        with TemporaryDirectory() as folder:
            path = Path(folder) / "fact.yaml"
            path.write_text(given, encoding="utf-8")
            editor.opened(path, 1 + given[: given.index("\nclaim:") + 1].count("\n") if "\nclaim:" in given else 1)
            written = path.read_text(encoding="utf-8", errors="replace")
        try:
            fact, new = fields.parsed(written)
        except XbriefError as fault:
            self.draft = written
            raise XbriefError(f"{fault.message}; e goes on with it", fault.hint) from None
        self.draft = ""
        self.items[self.at] = replace(item, fact=fact, new=new)
        return True

    def _field(self, _trial: Trial | None) -> bool:
        item = self.items[self.at]
        name = keys.line("field: ")
        if not name or not name.strip():
            return _say("nothing changed")
        name = fields.named(name.strip(), item.fact)
        typed = keys.line(f"{name}: ", fields.shown(item.fact[name]) if name in item.fact else "")
        if typed is None:
            return _say("nothing changed")
        self.items[self.at] = replace(item, fact=fields.changed(item.fact, name, typed))
        return True


def _checked(trial: Trial) -> Sequence[tuple[str, str, str]]:
    """What `xbrief check` would say of it that it does not say now."""
    found = [
        ("✗" if p.severity == "error" else "◐", "check", f"{p.code} {p.message}{f'; {p.hint}' if p.hint else ''}")
        for p in trial.problems
    ]
    return found or [("✓", "check", "nothing to say")]


def _words(trial: Trial) -> Sequence[tuple[str, str, str]]:
    """How the words bear it."""
    if trial.held is None:
        return []
    found = [("✗" if f.code in _LOST else "◐", "words", f"{f.code} {f.message}") for f in trial.held.faults]
    return found or [("✓", "words", "found, and the fact says no more than they do")]


def _alike(desk: Desk, item: Item, trial: Trial) -> Sequence[tuple[str, str, str]]:
    """Facts of the source that are of the same kind and stand on the same words."""
    if trial.held is None or trial.held.span is None:
        return []
    start, end = trial.held.span
    kind = item.fact.get("kind")
    others = [f for f in desk.loaded.dossier.facts.values() if f.source == desk.source and f.kind == kind]
    found = []
    for fact in others:
        spans = anchor.places(fact.anchor, desk.text) if fact.id != trial.id else ()
        if any(span.start < end and start < span.end for span in spans):
            found.append(("»", "held", f"{fact.id} on the same words: {fact.claim}"))
    return found


def _told(fault: XbriefError) -> str:
    return f"{fault.message}{f'; {fault.hint}' if fault.hint else ''}"


def _say(words: str) -> bool:
    """Lines for the reviewer, none wider than the terminal; false: the card stays."""
    columns = get_terminal_size().columns
    for line in words.splitlines():
        _write("\n".join(wrap(escape(line), columns, break_on_hyphens=False, subsequent_indent="  ")) + "\n")
    return False


def _write(words: str) -> None:
    # A terminal that is gone reads nothing; its keys have ended, too.
    with suppress(OSError):
        sys.stdout.write(words)
        sys.stdout.flush()
