"""What a brief should know against what is held: a row a topic, a column a market, and how each cell is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xbrief.brief import agenda, snapshot
from xbrief.brief.market import Market
from xbrief.claims.group import subjects
from xbrief.claims.ledger import DEFAULT_STALE_DAYS
from xbrief.claims.origin import origins
from xbrief.claims.outlook import is_forecast
from xbrief.claims.types import Ledger
from xbrief.claims.when import later, low, observed, older_than
from xbrief.language.words import capital
from xbrief.model import Edtf, Fact
from xbrief.rules.forms import gap
from xbrief.rules.types import Context, Finding

# In the order of a legend. `planned`: nothing but what was said to come; `unasked`: the question does not arise.
State = Literal["several", "one", "stale", "disputed", "planned", "nothing", "unasked"]
STATES: tuple[State, ...] = ("several", "one", "stale", "disputed", "planned", "nothing", "unasked")
_COMING = frozenset({"announced", "negotiating", "rumoured"})
_OPEN = frozenset({"disputed", "competing"})


@dataclass(frozen=True, slots=True)
class Entry:
    """How a topic is known on a market.

    `origins` is the least number of independent origins behind anything that is told of it now; `newest` the last day
    for which it is told, None where nothing is. `findings` and `facts` are the ids behind it.
    """

    state: State
    origins: int = 0
    newest: Edtf | None = None
    findings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A topic: its id, its words, whether the snapshot shows it or a rule of gaps looks for it, an entry a market."""

    id: str
    words: str
    part: Literal["snapshot", "gaps"]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`lines` are in the order of a brief: the rows of the snapshot, then what the rules of gaps look for."""

    markets: tuple[Market, ...]
    lines: tuple[Line, ...]

    def missing(self, market: int) -> int:
        """Of how many topics nothing is held on the market of this number, or nothing but plans."""
        return sum(line.entries[market].state in {"nothing", "planned"} for line in self.lines)

    def asked(self, market: int) -> int:
        return sum(line.entries[market].state != "unasked" for line in self.lines)


def matrix(markets: Sequence[Market]) -> Matrix:
    """The matrix of these markets; one at least."""
    first = markets[0]
    main = capital(first.ledger.dossier.categories[first.ledger.dossier.main].label)
    lines = [
        Line(name, label.format(main=main), "snapshot", tuple(_row(m, name, rules, scope) for m in markets))
        for name, label, rules, scope in snapshot.ROWS
        if any(r in first.rules for r in rules)
    ]
    for rule in first.rules.values():
        if rule.form == "gap":
            entries = [w for w in rule.of["wanted"] if gap.asked(first.ledger.heard, w)]
            lines += [_line(rule.id, wanted, markets) for wanted in entries]
    return Matrix(tuple(markets), tuple(lines))


def _row(market: Market, name: str, rules: Sequence[str], scope: str) -> Entry:
    found = snapshot.held(market, name, rules, scope)
    if not found and name == "sellers":
        # A brief names them beside the goods.
        found = [f for f in market.of("on-sale") if f.slots.get("sellers")]
    if not found:
        return Entry("nothing")
    told = [f for f in found if not _planned(f)] or found
    fresh = [f for f in told if not _old(market, f)]
    facts = tuple(dict.fromkeys(i for f in told for i in f.facts))
    number = min(len(origins(_tellers(market, f))) for f in fresh or told)
    state: State = "several" if number > 1 else "one"
    if all(_planned(f) for f in found):
        state = "planned"
    elif any(f.state in _OPEN for f in told):
        state = "disputed"
    elif not fresh:
        state = "stale"
    return Entry(state, number, _newest(f.when for f in told), tuple(f.id for f in told), facts)


def _tellers(market: Market, finding: Finding) -> Sequence[Fact]:
    """The facts that tell the state which a finding words, those that a brief need not cite too; old ones only where
    there are no others: who told of it years ago does not back what is told now."""
    ids = tuple(snapshot.core(market, finding))
    claim = market.ledger.claims.get(finding.claims[0]) if finding.claims else None
    if claim is not None and claim.episode is not None and not set(ids).isdisjoint(claim.episode.facts):
        ids = claim.episode.facts
    elif claim is not None and not claim.turns and not claim.unofficial:
        # A rival or a figure has no state: all that is told of it, backs it.
        ids = tuple(i for i in claim.facts if not is_forecast(market.ledger.known[i]))
    facts = market.ledger.facts(ids)
    return [f for f in facts if not _stale(market.ledger, f)] or facts or market.ledger.facts(finding.facts)


def _old(market: Market, finding: Finding) -> bool:
    """Was it told longer ago than its topic bears? An end stays one, and yet nobody has looked since."""
    if finding.when is None:
        return finding.stale
    return finding.stale or older_than(finding.when, market.ledger.as_of, agenda.bears(market.ledger, finding))


def _planned(finding: Finding) -> bool:
    return finding.state in _COMING or finding.rule == "forecasts"


def _newest(whens: Iterable[Edtf | None]) -> Edtf | None:
    newest: Edtf | None = None
    for when in whens:
        if when is not None:
            newest = when if newest is None else later(newest, when)
    return newest


def _line(rule: str, wanted: Mapping[str, Any], markets: Sequence[Market]) -> Line:
    contexts = [Context(m.ledger, m.code, str) for m in markets]
    words = gap.topic(contexts[0], wanted).replace("{party}", f"each {wanted.get('per')}")
    ask = _terms if "per" in wanted else _answers
    return Line(f"{rule}.{wanted['id']}", capital(words), "gaps", tuple(ask(ctx, wanted) for ctx in contexts))


def _terms(ctx: Context, wanted: Mapping[str, Any]) -> Entry:
    """The terms of every acting party of a role: one of whom nothing is told leaves the cell empty."""
    asked = [gap.terms(ctx, claim) for claim in gap.acting(ctx, str(wanted["per"]))]
    if not asked:
        return Entry("unasked")
    if not all(asked):
        return Entry("nothing")
    return min((_entry(ctx, facts) for facts in asked), key=lambda e: (-STATES.index(e.state), e.origins))


def _answers(ctx: Context, wanted: Mapping[str, Any]) -> Entry:
    return _entry(ctx, gap.answers(ctx, wanted))


def _entry(ctx: Context, facts: Sequence[Fact]) -> Entry:
    """How facts that answer one question are known; what a later fact replaces does not count beside it."""
    ids = frozenset(f.id for f in facts)
    kept = [f for f in facts if ids.isdisjoint(ctx.ledger.superseded.get(f.id, ()))]
    told = [f for f in kept if not is_forecast(f)]
    if not kept:
        return Entry("nothing")
    fresh = [f for f in told if not _stale(ctx.ledger, f)]
    number = _backing(ctx, fresh or told or kept)
    state: State = "several" if number > 1 else "one"
    if not told:
        state = "planned"
    elif _contested(ctx, frozenset(f.id for f in told)):
        state = "disputed"
    elif not fresh:
        state = "stale"
    shown = told or kept
    return Entry(state, number, _newest(_seen(ctx.ledger, f) for f in shown), (), tuple(f.id for f in shown))


def _backing(ctx: Context, facts: Sequence[Fact]) -> int:
    """The least number of origins behind one of the facts: two prices from two papers are not one price from both."""
    company = ctx.ledger.dossier.company.id
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        for subject in subjects(fact, ctx.ledger.known, company):
            groups.setdefault(subject, []).append(fact)
    behind = {subject: len(origins(group)) for subject, group in groups.items()}
    return min(max(behind[s] for s in subjects(fact, ctx.ledger.known, company)) for fact in facts)


def _seen(ledger: Ledger, fact: Fact) -> Edtf:
    """The last day for which the fact tells what it tells."""
    seen = observed(ledger.dossier, fact)
    return fact.at if fact.at is not None and low(fact.at) <= low(seen) else seen


def _stale(ledger: Ledger, fact: Fact) -> bool:
    """Is it longer ago than any claim bears that the fact bears on?"""
    ages = ledger.dossier.stale
    topics = [s.partition(".")[0] for s in subjects(fact, ledger.known, ledger.dossier.company.id)]
    most = max((ages.get(t, DEFAULT_STALE_DAYS) for t in topics), default=DEFAULT_STALE_DAYS)
    return older_than(_seen(ledger, fact), ledger.as_of, most)


def _contested(ctx: Context, ids: frozenset[str]) -> bool:
    """Does a claim stand disputed as a whole by one of these facts, or for one of them?"""
    found = (d for c in ctx.ledger.of(ctx.market) for d in c.disputes)
    return any(not d.about and {d.by, d.of} & ids for d in found)
