"""A dossier opened for a command: loaded, told of where it is unsound, and asked as of a day."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from shlex import quote

from xbrief.brief.agenda import Item, agenda
from xbrief.brief.edited import without
from xbrief.brief.judgement import Judged
from xbrief.brief.market import Market, market
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.cli import options
from xbrief.cli.options.dossier import folder
from xbrief.cli.run import words
from xbrief.cli.run.fingerprint import fingerprint
from xbrief.cli.run.guard import warn
from xbrief.dossier import dismissed, places
from xbrief.dossier.assessments import FILE
from xbrief.dossier.load import MAIN, Loaded, load
from xbrief.errors import NothingHeld, XbriefError
from xbrief.evidence.folder import Texts
from xbrief.language import dates
from xbrief.language.words import counted
from xbrief.model import Dossier, Source
from xbrief.problems import render
from xbrief.rules.own import with_own
from xbrief.rules.types import Rule

LATER = "ask for a later --as-of DAY"
# How a dossier comes by its first facts.
FIRST = "`xbrief add ARTICLE` takes in a source, `xbrief new fact MARKET KIND` writes down what it says"


class Session:
    """A sound enough dossier, the day that the user asked for, and the findings that are to be left out."""

    def __init__(self, loaded: Loaded, as_of: str, left_out: Iterable[str] = ()) -> None:
        self.loaded = loaded
        self._left_out = frozenset(left_out)
        self.root = Path(loaded.dossier.root)
        self._as_of = as_of
        self._ledgers: dict[tuple[date, tuple[str, ...]], Ledger] = {}

    @property
    def dossier(self) -> Dossier:
        return self.loaded.dossier

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The built-in rules with the dossier's own."""
        return with_own(self.root / "rules", names(self.dossier))

    @cached_property
    def dismissed(self) -> Mapping[str, str]:
        """The found conflicts that the curator has set aside, with the reasons by id."""
        return dismissed.read(self.root)

    @cached_property
    def fingerprint(self) -> str:
        """One number for all that the dossier's sentences rest on."""
        return fingerprint(self.root)

    def day(self, codes: Sequence[str] = ()) -> date:
        """The day to go by; `evidence` is the day of the newest source of the markets, of all sources without any."""
        if self._as_of != options.EVIDENCE:
            return options.day(self._as_of)
        facts = self.dossier.facts.values()
        ids = {f.source for f in facts if not codes or not set(codes).isdisjoint(f.market)}
        days = [known for i in ids if (known := self.dossier.sources[i].known)]
        if not days:
            raise NothingHeld("no dated source is held", self._held())
        return max(days)

    def on(self, day: date) -> Session:
        """The same session as of a day."""
        return Session(self.loaded, day.isoformat(), self._left_out)

    def ledger(self, codes: Sequence[str] = ()) -> Ledger:
        """All claims as of the day that the user asked for, for these markets."""
        return self.claims(self.day(codes), codes)

    def claims(self, day: date, codes: Sequence[str] = ()) -> Ledger:
        """All claims as of some day; on these markets alone, where any are named."""
        asked = (day, tuple(codes))
        if asked not in self._ledgers:
            self._ledgers[asked] = ledger(self.dossier, day, frozenset(self.dismissed), codes)
        return self._ledgers[asked]

    def source(self, id: str) -> Source | None:
        """The source of an id; None where there is none, XbriefError where its file is broken."""
        held = self.dossier.sources.get(id)
        file = f"{id}.yaml"
        if held is None and file in self.loaded.files and file not in {MAIN, FILE}:
            wrong = next((p for p in self.loaded.errors if p.file == file), None)
            place = f"{file}:{wrong.line}: {wrong.message}" if wrong else file
            raise XbriefError(f"the file of the source {id} is broken: {place}", "`xbrief check` says how to mend it")
        return held

    def place(self, name: str) -> places.Country | places.Region:
        """The place of a name, the dossier's markets first; UnknownName where there is none."""
        return places.resolve(name, self.dossier.markets)

    def codes(self, names: Iterable[str]) -> tuple[str, ...]:
        """Codes of the markets of these names, each once. A region stands for the dossier's markets in it.

        NothingHeld for a name without a market of the dossier.
        """
        found: dict[str, None] = {}
        # A name that is not known is a slip of the pen, whatever is held of the others.
        for place in [self.place(name) for name in names]:
            held = [code for code in members(place) if code in self.dossier.markets]
            if not held:
                raise self.nothing(place)
            found.update(dict.fromkeys(held))
        return tuple(found)

    def market(self, code: str, book: Ledger | None = None) -> Market:
        """The findings on a market, as of the ledger's day; NothingHeld where no fact was known by then."""
        used = book or self.ledger([code])
        found = market(used, self.rules, code, english)
        if found is None:
            raise self.nothing(places.country(code), used.as_of)
        return without(found, self._left_out) if self._left_out else found

    def markets(self, codes: Sequence[str], book: Ledger) -> list[Market]:
        """The findings on these markets, or without any on all of which a fact was known by the ledger's day.

        NothingHeld where one that was asked for had no fact by then.
        """
        known = {market for fact in book.known.values() for market in fact.market}
        return [self.market(code, book) for code in codes or sorted(known)]

    def due(
        self, codes: Sequence[str], within: int, at_hand: Texts, judgements: Iterable[Judged] = ()
    ) -> tuple[Item, ...]:
        """What is due on these markets, or on all without any, by so many days after the day that was asked for."""
        book = self.ledger(codes)
        held = words.states(self.dossier, words.entries(self.root), at_hand)
        suspect = {id: how.changed for id, how in held.items() if how.state == "suspect"}
        return agenda(book, self.markets(codes, book), within, suspect, judgements)

    def nothing(self, place: places.Country | places.Region, by: date | None = None) -> NothingHeld:
        """What is said of a place on which no fact is held."""
        if by and not set(members(place)).isdisjoint(self.dossier.markets):
            return NothingHeld(f"nothing on {place.full} was known by {dates.day(by)}", LATER)
        return NothingHeld(f"nothing is held on {place.full}{'' if self.dossier.facts else ' yet'}", self._held())

    def unknown(self, message: str, hint: str = "") -> NothingHeld:
        """What is said where nothing was known by the day; of a dossier without facts, that it has none yet."""
        if self.dossier.facts:
            return NothingHeld(message, hint or LATER)
        return NothingHeld("nothing is held yet", self._held())

    def _held(self) -> str:
        if not self.dossier.facts:
            if number := left_out(self.loaded):
                return f"none of the {counted(number, 'fact')} of {self.root} can be used: `xbrief check` says why"
            return f"the dossier on {self.dossier.company.name} has no facts: {FIRST}"
        held = ", ".join(f"{places.country(code).name} ({code})" for code in self.dossier.markets)
        return f"markets with facts: {held}" if held else f"no fact of {self.root} concerns a market"


def names(dossier: Dossier) -> tuple[str, ...]:
    """The names that a rule's own words may not hold."""
    parties = (n for p in dossier.parties.values() for n in (p.name, *p.aliases))
    people = (n for p in dossier.people.values() for n in (p.name, p.name.split()[-1]))
    papers = (s.publisher for s in dossier.sources.values())
    markets = (english(code).removeprefix("the ") for code in dossier.markets)
    return (dossier.company.name, *parties, *people, *dossier.brands, *papers, *markets)


def members(place: places.Country | places.Region) -> tuple[str, ...]:
    """The codes that a place stands for."""
    return place.members if isinstance(place, places.Region) else (place.code,)


def english(code: str) -> str:
    """The market's name as it stands in a sentence."""
    return places.country(code).full


def session(dossier: Path | None = None, as_of: str = options.TODAY, *, checked: bool = False) -> Session:
    """The dossier that the options name, with its faults told on stderr; XbriefError where it is of no use.

    With `checked` it says which facts were checked against their texts; XbriefError where words.lock is broken.
    """
    if as_of != options.EVIDENCE:
        options.day(as_of)
    root = folder(dossier)
    loaded = load(root)
    # Without a company there is nobody to tell of, however many facts are sound.
    if not (loaded.usable and loaded.dossier.company.id):
        for problem in (p for p in loaded.problems if p.file == MAIN):
            sys.stderr.write(render(problem, str(root)) + "\n")
        raise XbriefError(f"the dossier in {root} cannot be used", "mend its dossier.yaml first")
    if loaded.problems:
        warn(_faults(loaded, root, named=dossier is not None))
    if checked:
        found = words.checked(loaded.dossier, root)
        loaded = replace(loaded, dossier=replace(loaded.dossier, checked=found))
    return Session(loaded, as_of)


def evidence_day(opened: Session) -> Session:
    """The session on one day for all markets, where each would have the day of its own newest source."""
    return opened.on(opened.day())


def _faults(loaded: Loaded, root: Path, *, named: bool) -> str:
    """`3 problems in the dossier, 2 facts left out; see ...`."""
    number = left_out(loaded)
    out = f", {counted(number, 'fact')} left out" if number else ""
    more = f"xbrief check --dossier {quote(str(root))}" if named else "xbrief check"
    return f"{counted(len(loaded.problems), 'problem')} in the dossier{out}; see `{more}`"


def left_out(loaded: Loaded) -> int:
    """How many facts of the folder's files cannot be used; what is retracted was left out on purpose."""
    return max(0, loaded.written - len(loaded.dossier.facts) - len(loaded.dossier.retracted))
