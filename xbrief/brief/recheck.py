"""Whether what a brief told still holds: its findings, as they were sent, held against those of a later day.

Of what was sent only sentences and ids of facts are known. The facts of the dossier as it is now are therefore looked
at on both days: where they give the old sentence on the old day, whatever differs came between the days, and the
comparison of the two days tells what turned it; where they do not, the dossier itself was changed behind that day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from xbrief.brief.diff import RETELLING, Change, diff, sentences
from xbrief.brief.market import COUNTS, Market
from xbrief.claims.types import Ledger
from xbrief.language.words import join
from xbrief.rules import engine
from xbrief.rules.types import Finding, Run, Statement

# In the order in which they are told. `stale`: as sent, but longer ago than its kind bears, and so told in the past.
Verdict = Literal["changed", "withdrawn", "stale", "new", "holds"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
BROKEN: tuple[Verdict, ...] = ("changed", "withdrawn", "stale")
# `facts`, `time`, `rule` and `settings` as in a diff; `silenced`: its rule is applied no longer; `words`: on the same
# facts, of which one, a name or the rule reads otherwise; `room`: it was known then, and the brief had no room for it.
# Empty where nothing needs a cause.
Cause = Literal["facts", "time", "rule", "settings", "silenced", "words", "room", ""]


class Told(Protocol):
    """A finding as it was sent."""

    @property
    def says(self) -> str: ...

    @property
    def facts(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding and what became of it.

    `before` is the sentence that was sent, empty for a new finding; `after` is None for a withdrawn one, and for one
    that a composer counts and no longer tells. `facts` were sent with it, by the ids of now. `turned` are the
    facts that turned it, as far as they can be named.
    """

    id: str
    verdict: Verdict
    cause: Cause
    before: str
    after: Statement | None
    finding: Finding | None
    facts: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A market on the day of the brief and on the later one, by the dossier of now; None where nothing was known.

    `waiting` is the first look's facts on the later day (see `diff.waited`), None where both days are one.
    """

    then: Market | None
    now: Market | None
    waiting: Market | None


def recheck(
    sent: Mapping[str, Told],
    looks: Mapping[str, Look],
    told: Mapping[str, Statement],
    told_then: Collection[str] = (),
    renamed: Mapping[str, str] | None = None,
) -> tuple[Checked, ...]:
    """What became of each finding that was sent, and what is new, in the order of verdicts and then as sent.

    `looks` are by market. `told` holds what the same brief tells now, by finding; `told_then` the findings that it
    would tell of the first day by the dossier of now. `renamed` leads from old ids of facts to those of now.
    """
    markets = {code: _Market(look) for code, look in looks.items()}
    found: list[Checked] = []
    moved: set[str] = set()
    spelled = {id: _sentence(each.says) for id, each in sent.items()}
    for id, each in sent.items():
        says = spelled[id]
        facts = tuple(dict.fromkeys((renamed or {}).get(i, i) for i in each.facts))
        market = markets[id.partition(".")[0]]
        if _rule(id) in RETELLING and says in market.retold:
            # Its id counts the turns before it, and is another turn's as soon as one more is known.
            moved.add(id)
        found.append(market.checked(id, says, facts, told.get(id), moved=id in moved))
    retold = {spelled[id] for id in moved}
    for id, statement in told.items():
        market = markets[id.partition(".")[0]]
        if (id not in sent or id in moved) and market.sentence(id, statement).text not in retold:
            found.append(market.fresh(id, statement, told_then))
    return tuple(sorted(found, key=lambda c: VERDICTS.index(c.verdict)))


def _sentence(clause: str) -> str:
    """The clause of a stamp as the sentence that a brief makes of it where it stands alone."""
    return engine.sentence(Statement((Run(clause),), ())).text if clause else ""


def _rule(id: str) -> str:
    return id.split(".")[1]


class _Market:
    """A market on two days, and how its findings differ between them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._then, self._now = sentences(look.then), sentences(look.now)
        self._changes = {c.id: c for c in diff(look.then, look.now, look.waiting).changes}
        self._all = {f.id: f for f in look.now.findings} if look.now else {}
        self.retold = {s.text: (f, s) for f, s in self._now.values() if f.rule in RETELLING}

    def sentence(self, id: str, told: Statement) -> Statement:
        """The rule's own sentence; what no rule words, as the brief has it."""
        return self._now[id][1] if id in self._now else told

    def checked(self, id: str, says: str, facts: tuple[str, ...], told: Statement | None, *, moved: bool) -> Checked:
        """What became of a finding that was sent."""
        if moved:
            return Checked(id, "holds", "", says, self.retold[says][1], self.retold[says][0], facts)
        finding = self._all.get(id)
        # Does the dossier of now give on the day of the brief what was sent?
        same = id in self._then and self._then[id][1].text == says
        change = self._changes.get(id) if same else None
        if finding is None:
            cause: Cause = "silenced" if self._silenced(id) else change.cause if change else "facts"
            return Checked(id, "withdrawn", cause, says, None, None, facts, change.turned if change else ())
        if id not in self._now:
            return self._counted(id, says, facts, finding, told)
        if same:
            return self._since(id, says, facts, change)
        after = self._now[id][1]
        if after.text == says:
            return Checked(id, "holds", "", says, after, finding, facts)
        turned = tuple(i for i in (*finding.facts, *facts) if i not in finding.facts or i not in facts)
        return Checked(id, "changed", "facts" if turned else "words", says, after, finding, facts, turned)

    def _silenced(self, id: str) -> bool:
        now = self._look.now
        return now is not None and _rule(id) not in now.rules and _rule(id) not in COUNTS

    def _since(self, id: str, says: str, facts: tuple[str, ...], change: Change | None) -> Checked:
        """What became of it between the two days."""
        finding, after = self._now[id]
        if change is None or change.old is None:
            return Checked(id, "holds", "", says, after, finding, facts)
        verdict: Verdict = "changed"
        if change.kind in {"weaker", "confirmed", "aged"}:
            # The same words, but for their age. A sentence that has its own date bears to grow old.
            verdict = "stale" if finding.stale and not change.old.stale and change.worded else "holds"
        return Checked(id, verdict, change.cause, says, after, finding, facts, change.turned)

    def _counted(
        self, id: str, says: str, facts: tuple[str, ...], finding: Finding, after: Statement | None
    ) -> Checked:
        """A count of a composer: its sentence tells an age, so it is the sources counted that must be the same."""
        known = self._look.now.ledger.known if self._look.now else {}
        sources = [{known[i].source if i in known else i for i in ids} for ids in (facts, finding.facts)]
        if sources[0] == sources[1]:
            return Checked(id, "holds", "", says, after, finding, facts)
        turned = tuple(i for i in finding.facts if i not in facts)
        return Checked(id, "changed", "facts", says, after, finding, facts, turned)

    def fresh(self, id: str, told: Statement, told_then: Collection[str]) -> Checked:
        """A finding that the brief of now tells and the one that was sent did not."""
        after = self.sentence(id, told)
        finding = self._all[id]
        change = self._changes.get(id)
        cause: Cause = "facts"
        if change is not None:
            cause = change.cause
        elif id in self._then and id not in told_then:
            cause = "room"
        return Checked(id, "new", cause, "", after, finding, (), finding.facts)


def holds(found: Iterable[Checked]) -> bool:
    """Does everything hold that was sent? What is new breaks nothing."""
    return not any(c.verdict in BROKEN for c in found)


def summary(found: Iterable[Checked]) -> dict[Verdict, int]:
    """How many of each verdict, every one named."""
    verdicts = [c.verdict for c in found]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def fates(found: Checked, ledger: Ledger) -> Iterator[str]:
    """Why the facts that were sent with a finding bear it no longer, as far as the dossier tells; a clause each."""
    dossier = ledger.dossier
    for id in found.facts:
        if id in dossier.retracted:
            yield f"{id} was retracted ({dossier.retracted[id].retracted.removesuffix('.')})"
        elif id not in dossier.facts:
            yield f"{id} is no longer in the dossier"
        elif by := ledger.superseded.get(id):
            yield f"{id} was superseded by {join(by)}"
