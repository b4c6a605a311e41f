"""What is not known: topics of which no fact is held, and stretches of time without a source."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.rules import slots
from xbrief.rules.types import Context, Finding, Form, Part, Rule, Slot

STATES = {"nothing": frozenset({"company", "market", "topic"})}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    for n, wanted in enumerate(rule.of["wanted"]):
        query = {k: v for k, v in wanted.items() if k != "words"}
        if not _held(ctx, query):
            topic = str(wanted["words"]).replace("{main}", slots.category(ctx.ledger.dossier, ctx.ledger.dossier.main))
            yield Finding(
                id=f"{ctx.market}.{rule.id}.{wanted['id']}",
                rule=rule.id,
                section=rule.section,
                market=ctx.market,
                state="nothing",
                basis="absence",
                slots={
                    "company": Slot((Part(ctx.ledger.dossier.company.name),)),
                    "market": slots.place(ctx, ctx.market),
                    "topic": slots.words(topic),
                },
                weight=rule.weight - n,
                query=", ".join(f"{k}: {v}" for k, v in sorted(query.items()) if k != "id") + f", market: {ctx.market}",
            )


def _held(ctx: Context, query: dict[str, object]) -> bool:
    """Is any asserted fact known that answers the query? Keys are field names of a fact; values one or several."""
    for fact in ctx.ledger.known.values():
        if ctx.market not in fact.market or fact.certainty == "speculated":
            continue
        if all(_matches(getattr(fact, key, None), wanted, ctx) for key, wanted in query.items() if key != "id"):
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
