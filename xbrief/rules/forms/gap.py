"""What is not known: topics of which no fact is held, and stretches of time without a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from xbrief.claims.types import Claim
from xbrief.language import speaker
from xbrief.language.words import possessive
from xbrief.model import Dossier, Fact
from xbrief.rules import slots
from xbrief.rules.types import Context, Finding, Form, Part, Rule, Slot

STATES = {"nothing": frozenset({"company", "market", "topic"})}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    missing: set[str] = set()
    for n, wanted in enumerate(rule.of["wanted"]):
        if "per" in wanted:
            yield from _terms(rule, ctx, wanted, n)
            continue
        if wanted.get("unless") in missing or not asked(ctx.ledger.heard, wanted) or answers(ctx, wanted):
            continue
        missing.add(str(wanted["id"]))
        yield _gap(rule, ctx, str(wanted["id"]), topic(ctx, wanted), _query(wanted), n)


def asked(dossier: Dossier, wanted: Mapping[str, Any]) -> bool:
    """Some things are asked only of a trade that knows them: carriers, where a party has that type or role."""
    sort = wanted.get("where")
    typed = any(p.type == sort for p in dossier.parties.values())
    return sort is None or typed or any(f.role == sort for f in dossier.facts.values())


def topic(ctx: Context, wanted: Mapping[str, object]) -> str:
    """What an entry looks for, in words; `{party}` is left for the one of whom it is asked."""
    company = possessive(ctx.ledger.dossier.company.name)
    main = slots.category(ctx.ledger.dossier, ctx.ledger.dossier.main)
    return str(wanted["words"]).replace("{main}", main).replace("{company}'s", company)


def _query(wanted: Mapping[str, object]) -> dict[str, object]:
    return {k: v for k, v in wanted.items() if k not in {"id", "words", "unless", "or", "where"}}


def answers(ctx: Context, wanted: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The known facts on the market that answer an entry, or one of its alternatives, in order of id."""
    other = wanted.get("or", [])
    queries = [_query(wanted), *(other if isinstance(other, list) else [other])]
    return tuple(
        fact
        for fact in ctx.ledger.known.values()
        if ctx.market in fact.market and any(_answers(ctx, fact, query) for query in queries)
    )


def _answers(ctx: Context, fact: Fact, query: Mapping[str, object]) -> bool:
    """Keys are field names of a fact; values one or several."""
    return all(_matches(getattr(fact, key, None), wanted, ctx) for key, wanted in query.items())


def _gap(rule: Rule, ctx: Context, name: str, words: str, query: dict[str, object], n: int) -> Finding:
    return Finding(
        id=f"{ctx.market}.{rule.id}.{name}",
        rule=rule.id,
        section=rule.section,
        market=ctx.market,
        state="nothing",
        basis="absence",
        slots={
            "company": Slot((Part(ctx.ledger.dossier.company.name),)),
            "market": slots.place(ctx, ctx.market),
            "topic": slots.words(words),
        },
        weight=rule.weight - n,
        query=", ".join(f"{k}: {v}" for k, v in sorted(query.items())) + f", market: {ctx.market}",
    )


def _terms(rule: Rule, ctx: Context, wanted: dict[str, object], n: int) -> Iterable[Finding]:
    """The terms of each acting party of a role of which nobody says if it is the only one or what it may not sell."""
    for claim in acting(ctx, str(wanted["per"])):
        if not terms(ctx, claim):
            name = speaker.party(ctx.ledger.dossier, claim.subject)
            words = str(wanted["words"]).replace("{party}", name)
            query: dict[str, object] = {"kind": "partner", "parties": claim.subject, "exclusive": "set"}
            yield _gap(rule, ctx, f"party-{claim.subject}-{wanted['id']}", words, query, n)


def acting(ctx: Context, role: str) -> Iterable[Claim]:
    """The claims of the named parties that act in a role."""
    for claim in ctx.ledger.of(ctx.market, "party"):
        facts = ctx.ledger.facts(claim.episode.facts) if claim.episode is not None else ()
        if claim.state == "active" and any(f.role == role for f in facts) and not claim.subject.endswith("-unnamed"):
            yield claim


def terms(ctx: Context, claim: Claim) -> tuple[Fact, ...]:
    """The facts that say if an acting party is the only one, or what it may not sell."""
    facts = ctx.ledger.facts(claim.episode.facts) if claim.episode is not None else ()
    scope = [f for f in ctx.ledger.known.values() if f.kind == "block" and claim.subject in f.sellers]
    return (*(f for f in facts if f.exclusive is not None), *scope)


def _matches(value: object, wanted: object, ctx: Context) -> bool:
    options = [
        ctx.ledger.dossier.main if w == "main" else w for w in (wanted if isinstance(wanted, list) else [wanted])
    ]
    if options in (["set"], ["unset"]):
        # A rate of 0 percent is told.
        return (bool(value) or isinstance(value, Decimal)) == (options == ["set"])
    if value is None:
        return "unset" in options
    return bool(set(value) & set(options)) if isinstance(value, tuple) else value in options


FORM = Form("gap", STATES, find)
