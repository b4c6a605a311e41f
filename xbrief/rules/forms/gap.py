"""What is not known: topics of which no fact is held, and stretches of time without a source."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.language import speaker
from xbrief.language.words import possessive
from xbrief.rules import slots
from xbrief.rules.types import Context, Finding, Form, Part, Rule, Slot

STATES = {"nothing": frozenset({"company", "market", "topic"})}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    missing: set[str] = set()
    for n, wanted in enumerate(rule.of["wanted"]):
        if "per" in wanted:
            yield from _terms(rule, ctx, wanted, n)
            continue
        query = {k: v for k, v in wanted.items() if k not in {"id", "words", "unless", "or"}}
        if wanted.get("unless") in missing or _held(ctx, query) or ("or" in wanted and _held(ctx, wanted["or"])):
            continue
        missing.add(str(wanted["id"]))
        company = possessive(ctx.ledger.dossier.company.name)
        main = slots.category(ctx.ledger.dossier, ctx.ledger.dossier.main)
        words = str(wanted["words"]).replace("{main}", main).replace("{company}'s", company)
        yield _gap(rule, ctx, str(wanted["id"]), words, query, n)


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
    for claim in ctx.ledger.of(ctx.market, "party"):
        facts = ctx.ledger.facts(claim.episode.facts) if claim.episode is not None else ()
        acting = claim.state == "active" and any(f.role == wanted["per"] for f in facts)
        scope = any(f.kind == "block" and claim.subject in f.sellers for f in ctx.ledger.known.values())
        if acting and not scope and not claim.subject.endswith("-unnamed") and all(f.exclusive is None for f in facts):
            name = speaker.party(ctx.ledger.dossier, claim.subject)
            words = str(wanted["words"]).replace("{party}", name)
            query: dict[str, object] = {"kind": "partner", "parties": claim.subject, "exclusive": "set"}
            yield _gap(rule, ctx, f"party-{claim.subject}-{wanted['id']}", words, query, n)


def _held(ctx: Context, query: dict[str, object]) -> bool:
    """Is any fact known that answers the query? Keys are field names of a fact; values one or several."""
    for fact in ctx.ledger.known.values():
        if ctx.market not in fact.market:
            continue
        if all(_matches(getattr(fact, key, None), wanted, ctx) for key, wanted in query.items()):
            return True
    return False


def _matches(value: object, wanted: object, ctx: Context) -> bool:
    options = [
        ctx.ledger.dossier.main if w == "main" else w for w in (wanted if isinstance(wanted, list) else [wanted])
    ]
    if options == ["set"]:
        return bool(value)
    return bool(set(value) & set(options)) if isinstance(value, tuple) else value in options


FORM = Form("gap", STATES, find)
