"""What has changed, as a page: a count, the conclusions old beside new, and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from xbrief.brief.country import citation
from xbrief.brief.diff import Change, Diff, Kind
from xbrief.brief.market import Market
from xbrief.brief.prose import cited, introduce, one, plain, worded
from xbrief.brief.touched import Edit
from xbrief.brief.types import Block, Brief, Cell, Citation, Row, Section, Table
from xbrief.language import dates
from xbrief.language.words import counted, join, spelled
from xbrief.model import Fact
from xbrief.rules import engine
from xbrief.rules.types import Run, Statement

# Kinds of changes under their headings, in order; those of the first stand side by side.
CHANGED = "Conclusions that changed"
# The last column of their table, by which a terminal knows it.
TURNED = "Turned by"
HEADINGS: Mapping[Kind, str] = {
    "new": "New conclusions",
    "gone": "Conclusions that fell away",
    "lapsed": "Changed by time alone",
    "weaker": "On weaker evidence",
    "confirmed": "Confirmed anew",
    "aged": "Aged",
}
OTHER_CAUSES = {
    "rule": "a change of the rule",
    "settings": "names or terms in dossier.yaml",
    "time": "time alone",
}
# Behind the id of a fact of which the earlier look cites another version.
_EARLIER = " before"


@dataclass(frozen=True, slots=True)
class Looks:
    """What the two looks are called: `30 June 2016` and `22 November 2026`, `v1 (0123456)` and `the working tree`."""

    before: str
    after: str


def brief(found: Diff, looks: Looks) -> Brief:
    """The comparison of one market as a brief; its key keeps its footnotes apart from those of briefs."""
    return _Page(found, looks).brief()


def unchanged(found: Sequence[Diff], looks: Looks) -> Brief:
    """What is said where nothing changed on any of the markets."""
    newest = max((d.market for d in found), key=lambda m: (m.newest, m.code))
    ledger = newest.ledger
    told = f"nothing changed on {'the market' if len(found) == 1 else f'any of the {spelled(len(found))} markets'} held"
    said = (plain(f"between {looks.before} and {looks.after}, {told}"), *_around(found[0]))
    return Brief(
        kind="compare",
        key="diff",
        title=f"{ledger.dossier.company.name}, what has changed",
        company=ledger.dossier.company.name,
        markets=tuple(d.market.code for d in found),
        as_of=ledger.as_of,
        length="page",
        meta=("What has changed", f"{looks.before} to {looks.after}"),
        sections=(Section("bottom", "What has changed", (Block(tuple(one([s]) for s in said)),)),),
        findings={},
        citations={},
        sources=newest.sources,
    )


def summary(found: Diff) -> Mapping[str, int]:
    """How many conclusions changed in which way, and how many facts; turns that a standing tells too count once.

    `aged` are those that read otherwise, `aged_unseen` those whose sentence has its own date and stays.
    """
    conclusions = {"changed": len(found.of("state", "words"))}
    conclusions |= {kind: len(found.of(kind)) for kind in get_args(Kind)[2:]}
    conclusions["aged"] = sum(c.worded for c in found.of("aged"))
    conclusions["aged_unseen"] = sum(not c.worded for c in found.of("aged"))
    facts = {"added": found.added, "removed": found.removed, "changed": found.edited, "superseded": found.superseded}
    return {**conclusions, **{f"facts_{name}": len(held) for name, held in facts.items()}}


class _Page:
    """One page: what it tells, and which version of a fact each footnote shows."""

    def __init__(self, found: Diff, looks: Looks) -> None:
        self.found = found
        self.looks = looks
        self.edited = {e.new.id for e in found.edited}
        known = found.market.ledger.known.values()
        self.disputed = {k.fact for f in known for k in f.links if k.kind in {"disputes", "denies"}}

    def brief(self) -> Brief:
        found, market = self.found, self.found.market
        ledger = market.ledger
        sections = [Section("bottom", "What has changed", tuple(self._bottom()))]
        if changed := found.of("state", "words"):
            sections.append(Section("changed", CHANGED, (), self._table(changed)))
        for kind, heading in HEADINGS.items():
            if blocks := tuple(self._blocks(kind, found.of(kind))):
                sections.append(Section(kind, heading, blocks))
        sections += self._facts()
        chosen = introduce(sections, ledger.dossier)
        findings = {c.id: f for c in found.changes if (f := c.new or c.old)}
        return Brief(
            kind="country",
            key=f"{market.code}-diff",
            title=f"{ledger.dossier.company.name}, what has changed: {market.name.removeprefix('the ')}",
            company=ledger.dossier.company.name,
            markets=(market.code,),
            as_of=ledger.as_of,
            length="page",
            meta=tuple(self._meta()),
            sections=chosen,
            findings={i: findings[i] for i in worded(chosen)},
            citations={i: self._citation(i) for i in cited(chosen)},
            sources=market.sources,
            hidden=findings,
        )

    def _meta(self) -> Iterator[str]:
        old, new = self.found.old, self.found.new
        yield "What has changed"
        yield f"{self.looks.before} to {self.looks.after}"
        if old and new and old.ledger.as_of == new.ledger.as_of:
            yield f"evidence as of {dates.day(new.ledger.as_of)}"
        yield f"{_held(old)} before, {_held(new)} after"
        published = self.found.market.sources[-1].published
        yield f"newest source {dates.label(published)}" if published else ""

    def _citation(self, key: str) -> Citation:
        """The version of a fact that a note shows: the newer one, unless the earlier look cites another."""
        old, new = self.found.old, self.found.new
        id = key.removesuffix(_EARLIER)
        if new and id == key and id in new.ledger.known:
            return citation(new, new.ledger.known[id])
        held = old or self.found.market
        # Its own id, so that a note says which version it shows.
        return citation(held, replace(held.ledger.known[id], id=key))

    def _earlier(self, statement: Statement) -> Statement:
        """A sentence of the earlier look: it cites the facts as they were then."""
        marked = (tuple(f"{i}{_EARLIER}" if i in self.edited else i for i in r.cites) for r in statement.runs)
        return replace(statement, runs=tuple(Run(r.text, c) for r, c in zip(statement.runs, marked, strict=True)))

    def _bottom(self) -> Iterator[Block]:
        found = self.found
        told = "; ".join(_counts(summary(found)))
        if found.empty:
            told = "nothing changed: the facts are the same, and every conclusion reads as before"
        told = told or "no fact was added, and every conclusion reads as before"
        ids = [c.id for c in found.changes]
        said = [plain(f"between {self.looks.before} and {self.looks.after}, {told}", findings=ids)]
        if found.old is None or found.new is None:
            said.append(
                plain(f"the {'earlier' if found.old is None else 'later'} of the two holds nothing on this market")
            )
        yield Block(tuple(one([s]) for s in (*said, *_around(found))))

    def _table(self, changed: Sequence[Change]) -> Table:
        """A row a conclusion: as it was, as it is, and what turned it."""
        rows = [
            Row(c.id, (Cell(self._earlier(c.before).runs), Cell(c.after.runs), Cell(self._turned(c))))
            for c in changed
            if c.before and c.after
        ]
        return Table(("", self.looks.before, self.looks.after, TURNED), tuple(rows))

    def _turned(self, change: Change) -> tuple[Run, ...]:
        """The facts that turned a conclusion, by source; or what else did."""
        if change.cause != "facts":
            return (Run(OTHER_CAUSES[change.cause]),)
        if not change.turned:
            return (Run("facts that it does not cite"),)
        return self._by(change.turned)

    def _by(self, ids: Iterable[str]) -> tuple[Run, ...]:
        return by_source(self._citation(i) for i in ids)

    def _blocks(self, kind: Kind, changes: Sequence[Change]) -> Iterator[Block]:
        if kind == "aged":
            yield from self._aged(changes)
            return
        for change in changes:
            states = (
                f", {change.old.state} → {change.new.state}" if kind == "lapsed" and change.old and change.new else ""
            )
            told = [change.after] if change.after else [self._earlier(change.before)] if change.before else []
            told += self._remark(change)
            yield Block(tuple(told), lead=f"{change.id}{states}:", bullet=True)

    def _remark(self, change: Change) -> Iterator[Statement]:
        """Why a conclusion is new, fell away, or stands better or worse, where its own notes do not tell."""
        old, new = change.old, change.new
        lost = [i for i in old.facts if i not in new.facts] if old and new else []
        if change.cause in {"rule", "settings"}:
            yield Statement((Run("Turned by "), *self._turned(change), Run(".")), ())
        elif change.kind == "gone" and change.turned:
            yield Statement((Run("Turned by "), *self._by(change.turned), Run(".")), ())
        elif change.kind == "confirmed" and change.turned:
            yield Statement((Run("Told again by "), *self._by(change.turned), Run(".")), ())
        elif change.kind == "weaker" and lost:
            marked = [f"{i}{_EARLIER}" if i in self.edited else i for i in lost]
            yield Statement((Run("No longer by "), *self._by(marked), Run(".")), ())

    def _aged(self, changes: Sequence[Change]) -> Iterator[Block]:
        """What is told as older now, entries of one sort in one sentence; what ages without other words is counted."""
        new = self.found.new
        if new is None:
            return
        for group in engine.grouped([c.new for c in changes if c.new and c.worded]):
            yield Block((engine.sentence(new.told(group)),), bullet=True)
        silent = [c.id for c in changes if not c.worded]
        if silent:
            yield Block((plain(_unseen(len(silent)), findings=silent),), bullet=True)

    def _facts(self) -> Iterator[Section]:
        found = self.found
        if found.added:
            yield Section("added", "Facts added", tuple(self._by_source(found.added)))
        if found.superseded:
            yield Section("superseded", "Facts superseded", tuple(self._superseded()))
        if found.removed:
            yield Section("removed", "Facts removed", tuple(self._by_source(found.removed)))
        if found.edited:
            yield Section("edited", "Facts that read otherwise", tuple(map(self._edit, found.edited)))

    def _by_source(self, facts: Iterable[Fact]) -> Iterator[Block]:
        """An item a source, the facts below it in the curator's words."""
        groups: dict[str, list[Citation]] = {}
        for fact in facts:
            groups.setdefault(fact.source, []).append(self._citation(fact.id))
        for held in groups.values():
            items = tuple(Statement((Run(f"{self._claim(c)}.", (c.fact.id,)),), ()) for c in held)
            yield Block((plain(f"“{held[0].source.title}”"),), f"{_source(held[0])}:", items, bullet=True)

    def _superseded(self) -> Iterator[Block]:
        for id, by in self.found.superseded:
            runs = [Run(self._claim(self._citation(id), dated=True), (id,)), Run("; superseded by: ")]
            for n, later in enumerate(by):
                runs.append(Run(("; " if n else "") + self._claim(self._citation(later), dated=True), (later,)))
            yield Block((Statement((*runs, Run(".")), ()),), bullet=True)

    def _edit(self, edit: Edit) -> Block:
        id = edit.new.id
        head = Statement((Run(f"{self._claim(self._citation(id))}.", (id,)),), ())
        items = tuple(plain(f"{name}: {in_words(old)} → {in_words(new)}") for name, (old, new) in edit.fields.items())
        return Block((head,), f"{id}:", items, bullet=True)

    def _claim(self, found: Citation, *, dated: bool = False) -> str:
        """The curator's sentence with whoever says so, and that it is speculation or disputed where it is."""
        fact = found.fact
        asides = [
            found.speakers,
            "as speculation" if fact.certainty == "speculated" else "",
            _source(found) if dated else "",
            "disputed" if fact.id in self.disputed else "",
        ]
        told = "; ".join(a for a in asides if a)
        return fact.claim.removesuffix(".") + (f" ({told})" if told else "")


def by_source(facts: Iterable[Citation]) -> tuple[Run, ...]:
    """`Publisher, day; publisher, day`, each with the facts of that source behind it."""
    groups: dict[str, list[str]] = {}
    for each in facts:
        groups.setdefault(_source(each), []).append(each.fact.id)
    return tuple(Run(("; " if n else "") + label, tuple(held)) for n, (label, held) in enumerate(groups.items()))


def _around(found: Diff) -> Iterator[Statement]:
    """What differs beside the facts, whether or not a conclusion changed by it."""
    if found.rules:
        yield plain(f"rules that differ: {join(found.rules)}")
    if found.settings:
        yield plain(f"parts of dossier.yaml that differ: {join(found.settings)}")


def _upper(look: str) -> str:
    return look[:1].upper() + look[1:]


def _held(market: Market | None) -> str:
    if market is None:
        return "nothing"
    return f"{len(market.sources)} source{_s(len(market.sources))} and {len(market.facts)} fact{_s(len(market.facts))}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _counts(number: Mapping[str, int]) -> Iterator[str]:
    """`four conclusions changed, ten are new and one fell away`; `18 facts were added`; empty where nothing changed."""
    verbs = {
        "changed": ("changed", "changed"),
        "new": ("is new", "are new"),
        "gone": ("fell away", "fell away"),
        "lapsed": ("changed by time alone", "changed by time alone"),
        "weaker": ("stands on weaker evidence", "stand on weaker evidence"),
        "confirmed": ("is confirmed anew", "are confirmed anew"),
        "aged": ("has aged", "have aged"),
    }
    found = [(number[name], words[number[name] != 1]) for name, words in verbs.items() if number[name]]
    if found:
        (first, verb), *rest = found
        yield join([f"{counted(first, 'conclusion')} {verb}", *(f"{spelled(n)} {verb}" for n, verb in rest)])
    facts = [(n, word) for word in ("added", "removed", "changed", "superseded") if (n := number[f"facts_{word}"])]
    if facts:
        if not found:
            yield "no conclusion changed"
        (first, words), *more = facts
        told = [f"{counted(first, 'fact')} {'was' if first == 1 else 'were'} {words}"]
        yield join([*told, *(f"{spelled(n)} {words}" for n, words in more)])


def _unseen(number: int) -> str:
    """What is said of conclusions that are stale now, and tell so by the date in their own sentence."""
    if number == 1:
        return "One more is older than its kind bears; its sentence, which has its own date, stays."
    told = _upper(spelled(number))
    return f"{told} more are older than their kind bears; their sentences, which have their own dates, stay."


def _source(found: Citation) -> str:
    published = found.source.published
    return f"{found.source.publisher}, {dates.label(published)}" if published else found.source.publisher


def in_words(value: Any) -> str:
    """A field's value in one line."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return ", ".join(in_words(v) for v in value)
    if isinstance(value, Mapping):
        return " ".join(str(v) for v in value.values())
    return f"“{value}”" if isinstance(value, str) and " " in value else str(value)
