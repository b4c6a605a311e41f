"""Who acts for the company, who no longer does, who was only named, and who sells without its leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xbrief.claims.group import SELLING
from xbrief.claims.types import Claim, Episode, Forecast
from xbrief.language.words import a
from xbrief.model import Edtf, Fact
from xbrief.rules import denials, slots
from xbrief.rules.forms.base import NOUNS, common_end, common_start, finding, newest, split, stale_since, taken
from xbrief.rules.plans import nameless
from xbrief.rules.types import Context, Finding, Form, Mention, Part, Rule, Slot

_COMMON = frozenset({"company", "market", "items", "role", "a_role", "what", "since", "when", "had", "goods"})
STATES = {
    "active": _COMMON | {"planned"},
    "ended": _COMMON,
    "suspended": _COMMON,
    "announced": _COMMON | {"due", "denied", "denial"},
    "negotiating": _COMMON | {"due", "denied", "denial"},
    "rumoured": _COMMON | {"due", "who", "denied", "denial"},
    "unknown": _COMMON,
    "unauthorised": _COMMON,
    "stopped": _COMMON,
    "disputed": _COMMON,
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for claim in taken(rule, ctx):
        found = None
        if claim.episode is not None:
            found = _standing(rule, ctx, claim, claim.episode)
        elif claim.unofficial:
            found = _doubtful(rule, ctx, claim, claim.unofficial[-1])
        if found is not None:
            yield found
        else:
            yield from _expected(rule, ctx, claim)


def _standing(rule: Rule, ctx: Context, claim: Claim, episode: Episode) -> Finding:
    inside, outside = split(ctx, claim)
    facts = newest(ctx, claim, episode)
    filled = _filled(ctx, claim, facts)
    filled["since"] = slots.when(common_start(facts), "since")
    state = "disputed" if inside else episode.state if episode.state in {"ended", "suspended"} else "active"
    ids = [*inside, *outside] if inside else [f.id for f in facts]
    if state != "active":
        filled["when"] = slots.when(episode.since or episode.confirmed, "at" if episode.since or inside else "by")
    else:
        # An end that was set ends nothing by itself.
        filled["planned"] = slots.when(common_end(facts, episode.confirmed), "label")
    asserts = () if inside else ((claim.key, state),)
    return finding(rule, ctx, claim, state, ids, filled, when=episode.confirmed, stale=claim.stale, asserts=asserts)


def _doubtful(rule: Rule, ctx: Context, claim: Claim, episode: Episode) -> Finding | None:
    """A party whose standing is not known or is denied, where it has a role that the rule takes."""
    facts = [f for f in ctx.ledger.facts(episode.facts) if f.kind == "partner"]
    if not facts:
        facts = [f for e in claim.unofficial for f in ctx.ledger.facts(e.facts) if f.kind == "partner"]
    if not any(f.role in _roles(rule) for f in facts):
        return None
    denied = any(f.authorised == "no" for f in facts)
    state = "unauthorised" if denied else "stopped" if episode.state == "ended" else "unknown"
    filled = _filled(ctx, claim, facts)
    filled["since"] = slots.when(common_start(facts), "since")
    if episode.state == "ended":
        filled["when"] = slots.when(episode.since or episode.confirmed, "at" if episode.since else "by")
        facts = [*facts, *[f for f in ctx.ledger.facts(episode.facts) if f.kind == "event"]]
    stale = stale_since(ctx, episode.confirmed, claim.topic)
    asserts = ((f"{claim.key}/{rule.id}", state),)
    return finding(
        rule, ctx, claim, state, [f.id for f in facts], filled, when=episode.confirmed, stale=stale, asserts=asserts
    )


def _coming(ctx: Context, claim: Claim) -> list[Forecast]:
    """The words that still stand: neither replaced nor come true, as goods on sale or local production show."""
    found = [f for f in claim.forecasts if f.fate in {"open", "overdue"} and not f.replaced_by]
    came = {
        f.fact
        for c in ctx.ledger.of(ctx.market, "availability", "production")
        for f in c.forecasts
        if f.fate in {"met", "late"}
    }
    return [f for f in found if f.fact not in came]


def _expected(rule: Rule, ctx: Context, claim: Claim) -> Iterable[Finding]:
    """A party that was only named, agreed with or negotiated with: the newest word that still stands.

    Those without a name are no one party: what each source says of them is told by itself, the newest first.
    """
    coming = [f for f in _coming(ctx, claim) if ctx.ledger.known[f.fact].role in _roles(rule)]
    groups = [coming]
    if claim.subject.endswith("-unnamed"):
        alike: dict[tuple[object, ...], list[Forecast]] = {}
        for word in coming:
            fact = ctx.ledger.known[word.fact]
            alike.setdefault((fact.source, fact.certainty), []).append(word)
        groups = list(reversed(alike.values()))
    for n, words in enumerate(group for group in groups if group):
        yield _awaited(rule, ctx, claim, words, f"#{words[-1].fact}" if n else "")


def _awaited(rule: Rule, ctx: Context, claim: Claim, words: Sequence[Forecast], suffix: str) -> Finding:
    newest_word = words[-1]
    last = ctx.ledger.known[newest_word.fact]
    # What one promises and another guesses are two things: who spoke last is told.
    facts = [f for f in ctx.ledger.facts(tuple(w.fact for w in words)) if f.certainty == last.certainty]
    against = denials.denials(ctx, [f.id for f in facts])
    filled = {**_filled(ctx, claim, facts), **denials.filled(ctx, against)}
    targets: dict[str, Edtf] = {f.target.text: f.target for f in facts if f.target is not None}
    filled["due"] = slots.when(next(iter(targets.values())), "due") if len(targets) == 1 else Slot(())
    filled["when"] = slots.when(newest_word.made, "at")
    state = "negotiating" if all(f.status == "negotiating" for f in facts) else "announced"
    if last.certainty == "speculated":
        state = "rumoured"
        filled["who"] = slots.speakers(ctx, last)
    found = finding(
        rule,
        ctx,
        claim,
        state,
        [f.id for f in (*facts, *against)],
        filled,
        when=newest_word.made,
        stale=stale_since(ctx, newest_word.made, claim.topic),
        suffix=suffix,
        asserts=((f"{claim.key}/{rule.id}{suffix}", state),),
    )
    # The phrase of a rumour names who spreads it.
    return replace(found, voice="") if state == "rumoured" else found


def _roles(rule: Rule) -> Sequence[str]:
    roles = rule.of.get("role", ())
    return (roles,) if isinstance(roles, str) else tuple(roles)


def _filled(ctx: Context, claim: Claim, facts: Sequence[Fact]) -> dict[str, Slot]:
    dossier = ctx.ledger.dossier
    unnamed = next((f.unnamed for f in facts if f.unnamed), None)
    if unnamed is not None:
        items = Slot(
            (Part(nameless(unnamed), (), (Mention("wording", unnamed),)),), plural=unnamed.rstrip().endswith("s")
        )
    else:
        items = slots.parties(dossier, (claim.subject,))
    roles = tuple(dict.fromkeys(f.role for f in facts if f.role))
    role = NOUNS.get(roles[0], roles[0]) if len(roles) == 1 else "seller"
    # A carrier is one without being named; what it is named for is to sell.
    task = "seller" if set(roles) <= SELLING else role
    what = _what(ctx, facts)
    return {
        "items": items,
        "role": slots.words(role),
        "a_role": Slot((Part(a(task)),), many=f"{task}s"),
        "what": what,
        "goods": what or slots.words("goods"),
    }


def _what(ctx: Context, facts: Sequence[Fact]) -> Slot:
    """The goods that the facts agree on; empty where one names none, as its range is then not known."""
    if not facts or not all(f.categories for f in facts):
        return Slot(())
    return slots.categories(ctx.ledger.dossier, (c for f in facts for c in f.categories))


FORM = Form("parties", STATES, find, frozenset({"active", "unknown"}))
