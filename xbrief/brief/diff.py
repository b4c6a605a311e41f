"""What has changed between two looks at a market: the facts, and above all the conclusions that rest on them.

The two looks are of two days, or of two versions of the dossier on one day. Findings are held against each other by
id and by their sentence; whether it was facts or time that turned one is not guessed: a third look, of the earlier
facts on the later day, tells what time alone would have done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from xbrief.brief.market import Market
from xbrief.brief.touched import Edit, Touched
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.claims.when import low
from xbrief.model import Dossier, Fact
from xbrief.rules import engine
from xbrief.rules.types import Finding, Statement

# In the order in which they are told. `state`: the state is another one; `words`: the state is the same, the sentence
# tells something else; `lapsed`: the state is another one, and no fact but time has turned it; `weaker`: the same words
# on fewer or older facts; `confirmed`: the same words on further or newer facts; `aged`: the same, told as older.
Kind = Literal["state", "words", "new", "gone", "lapsed", "weaker", "confirmed", "aged"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# `facts`: added, removed or changed ones; `rule`: its phrases or what it takes; `time`: nothing else; `settings`: the
# names and terms in dossier.yaml.
Cause = Literal["facts", "rule", "time", "settings"]

# Turns of the story: the standing of the same thing tells them too, with the same facts.
RETELLING = frozenset(
    {"story-goods", "story-measures", "story-outlets", "story-parties", "story-presence", "story-production"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that is not what it was.

    `old` and `new` are None where there was none, `before` and `after` their sentences. `turned` are the facts that
    turned it, as far as they can be named: the other side of an absence cannot. `retold` marks a turn of the story
    that another change tells already.
    """

    id: str
    kind: Kind
    cause: Cause
    old: Finding | None
    new: Finding | None
    before: Statement | None
    after: Statement | None
    turned: tuple[str, ...] = ()
    retold: bool = False

    @property
    def rule(self) -> str:
        found = self.new or self.old
        return found.rule if found else ""

    @property
    def worded(self) -> bool:
        """Does it read otherwise? A finding may age while its sentence, which has its own date, stays."""
        return (self.before and self.before.text) != (self.after and self.after.text)


@dataclass(frozen=True, slots=True)
class Diff:
    """All that has changed on a market. `old` or `new` is None where nothing was known of it.

    `superseded` holds each fact that a later one replaces now and did not before, with the later ones. `rules` and
    `settings` name the rules and the parts of dossier.yaml that differ, whether or not that changed a sentence.
    """

    old: Market | None
    new: Market | None
    changes: tuple[Change, ...]
    added: tuple[Fact, ...] = ()
    removed: tuple[Fact, ...] = ()
    edited: tuple[Edit, ...] = ()
    superseded: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()

    @property
    def market(self) -> Market:
        """The newer look, or the older one where the newer knows nothing."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a comparison of nothing with nothing")
        return found

    @property
    def empty(self) -> bool:
        return not (self.changes or self.added or self.removed or self.edited or self.superseded)

    def of(self, *kinds: Kind) -> list[Change]:
        """The changes of these kinds, without those that another one tells already."""
        return [c for c in self.changes if c.kind in kinds and not c.retold]


def waited(book: Ledger, day: date) -> Ledger:
    """The facts of an earlier ledger on a later day: what it would hold if nothing had been learnt since."""
    return ledger(replace(book.dossier, facts=book.known), day)


def under_new_ids(dossier: Dossier, renamed: Mapping[str, str]) -> Dossier:
    """An earlier dossier with its facts under the ids that they have by now: a new name is no new fact."""

    def named(id: str) -> str:
        return renamed.get(id, id)

    facts = {
        named(id): replace(
            fact,
            id=named(id),
            of=replace(fact.of, fact=named(fact.of.fact)) if fact.of else None,
            links=tuple(replace(link, fact=named(link.fact)) for link in fact.links),
            part_of=named(fact.part_of) if fact.part_of else None,
        )
        for id, fact in dossier.facts.items()
    }
    return replace(dossier, facts=dict(sorted(facts.items())))


def diff(old: Market | None, new: Market | None, waiting: Market | None = None) -> Diff:
    """What differs between two looks at one market, of which at most one is None.

    `waiting` is the old look's facts on the new look's day (see `waited`), or None where both are of one day.
    """
    touched = Touched(old, new)
    here = sentences(old)
    there = sentences(new)
    _drop_shifted(here, there)
    time = sentences(waiting) if waiting else None
    found = [
        change
        for id in dict.fromkeys((*there, *here))
        if (change := _change(id, here.get(id), there.get(id), touched, time)) is not None
    ]
    found.sort(key=lambda c: (KINDS.index(c.kind), -max(f.weight for f in (c.old, c.new) if f), c.id))
    return Diff(
        old,
        new,
        tuple(_retold(found)),
        touched.added,
        touched.removed,
        touched.edited,
        tuple(_superseded(old, new)),
        touched.rules,
        touched.settings,
    )


Told = tuple[Finding, Statement]


def sentences(market: Market | None) -> dict[str, Told]:
    """Every finding that a rule words, with its sentence. What a composer counts belongs to a page."""
    if market is None:
        return {}
    return {f.id: (f, _sentence(market, f)) for f in market.findings if f.rule in market.rules}


def _sentence(market: Market, finding: Finding) -> Statement:
    return engine.sentence(market.told([finding]))


def _drop_shifted(here: dict[str, Told], there: dict[str, Told]) -> None:
    """Takes out turns that both looks tell word for word: their ids count them, and shift when one comes before."""
    told = [{s.text for f, s in side.values() if f.rule in RETELLING} for side in (here, there)]
    both = told[0] & told[1]
    for side in (here, there):
        for id in [i for i, (f, s) in side.items() if f.rule in RETELLING and s.text in both]:
            del side[id]


def _superseded(old: Market | None, new: Market | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    if new is None:
        return
    before = old.ledger.superseded if old else {}
    for id, by in new.ledger.superseded.items():
        later = tuple(i for i in by if i not in before.get(id, ()))
        if later and new.code in new.ledger.known[id].market:
            yield id, later


def _change(
    id: str, here: Told | None, there: Told | None, touched: Touched, time: Mapping[str, Told] | None
) -> Change | None:
    """How a finding changed, or None where it did not."""
    old, before = here or (None, None)
    new, after = there or (None, None)
    if here and there and _same(here, there):
        return None
    if time is not None and _same(time.get(id), there):
        cause: Cause = "time"
        turned: tuple[str, ...] = ()
    else:
        cause, turned = _cause(old, new, touched)
    kind = _kind(here, there, cause, touched)
    return Change(id, kind, cause, old, new, before, after, turned)


def _same(one: Told | None, other: Told | None) -> bool:
    """Is it the same conclusion on the same evidence, of the same age?"""
    if one is None or other is None:
        return one is other
    (a, before), (b, after) = one, other
    return (
        a.state == b.state
        and before.text == after.text
        and a.stale == b.stale
        and {*a.facts} == {*b.facts}
        and (a.when.text if a.when else "") == (b.when.text if b.when else "")
    )


def _cause(old: Finding | None, new: Finding | None, touched: Touched) -> tuple[Cause, tuple[str, ...]]:
    if cited := touched.behind(old, new):
        return "facts", cited
    found = new or old
    if found and found.rule in touched.rules:
        return "rule", ()
    if near := touched.near(old, new):
        return "facts", near
    # What is left is a name or a term, or a fact that no claim of the finding holds: what an absence looked for.
    absence = found is not None and found.basis == "absence" and bool(touched.facts)
    return ("settings" if touched.settings and not absence else "facts"), ()


def _kind(here: Told | None, there: Told | None, cause: Cause, touched: Touched) -> Kind:
    if here is None or there is None:
        return "new" if here is None else "gone"
    (old, _), (new, after) = here, there
    if old.state != new.state:
        return "lapsed" if cause == "time" else "state"
    if cause == "time":
        return "aged"
    # The old finding told as old as the new one is: what differs then is more than the day for which it is told.
    dated = replace(old, stale=new.stale, when=new.when)
    if touched.old is None or _sentence(touched.old, dated).text != after.text:
        return "words"
    return _footing(old, new)


def _footing(old: Finding, new: Finding) -> Kind:
    """How the evidence of the same words has changed."""
    later = (low(new.when) - low(old.when)).days if new.when and old.when else 0
    joined, lost = {*new.facts} - {*old.facts}, {*old.facts} - {*new.facts}
    if later < 0 or (lost and not joined and not later):
        return "weaker"
    return "aged" if new.stale and not (joined or later) else "confirmed"


def _retold(found: Sequence[Change]) -> Iterator[Change]:
    """The changes with those turns of the story marked that a change of a standing tells, with the same facts."""
    told = [
        {*(c.old.facts if c.old else ()), *(c.new.facts if c.new else ())}
        for c in found
        if c.rule not in RETELLING and c.kind in {"state", "words", "new", "gone"}
    ]
    for change in found:
        of = change.new or change.old
        retold = of is not None and of.rule in RETELLING and any({*of.facts} <= facts for facts in told)
        yield replace(change, retold=True) if retold else change
