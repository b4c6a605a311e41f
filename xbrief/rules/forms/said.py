"""Statements in the words of the dossier, each with its speaker and day: rivals, figures, signals and other remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xbrief.claims.origin import origin
from xbrief.claims.outlook import is_forecast
from xbrief.claims.types import Claim
from xbrief.claims.when import made, order, voiced
from xbrief.language.casing import sure
from xbrief.language.speaker import interested, plural
from xbrief.model import Fact
from xbrief.rules import denials, slots
from xbrief.rules.forms.base import finding, stale_since, taken
from xbrief.rules.types import Context, Finding, Form, Part, Rule, Slot

_COMMON = frozenset(
    re.findall(r"\w+", "company market items effect name value of who when said verb says label told for denied")
)
STATES = {
    "asserted": _COMMON,
    "speculated": _COMMON,
    "interested": _COMMON,
    "overtaken": _COMMON | {"later"},
}
NAMES = {
    "price": "price",
    "units": "sales",
    "share": "share",
    "rank": "rank",
    "valuation": "valuation",
    "revenue": "revenue",
    "stores": "number",
    "growth": "growth",
    "goal": "goal",
}


def find(rule: Rule, ctx: Context) -> Iterable[Finding]:
    done: set[str] = set()
    for claim in taken(rule, ctx):
        for fact in _facts(rule, ctx, claim):
            if fact.id not in done:
                done.add(fact.id)
                yield _finding(rule, ctx, claim, fact)


def _facts(rule: Rule, ctx: Context, claim: Claim) -> list[Fact]:
    """The newest fact of a rival or a figure; every remark that is no forecast, dispute or denial."""
    facts = sorted(ctx.ledger.facts(claim.facts), key=lambda f: order(ctx.ledger.dossier, f))
    if claim.topic == "rival":
        return facts[-1:]
    if claim.topic == "figure":
        # Figures of one day that differ are all told: the tool picks no winner and takes no mean.
        last = facts[-1].observed or made(ctx.ledger.dossier, facts[-1])
        return [f for f in facts if (f.observed or made(ctx.ledger.dossier, f)) == last]
    if claim.topic != "remark" and "event" not in rule.of:
        # What is only supposed sets no state; it is told here, with who supposes it.
        return [f for f in facts if f.certainty == "speculated" and f.kind != "cause" and not is_forecast(f)]
    events = rule.of.get("event")
    if events:
        told = [f for f in facts if f.event in events and not f.status]
        # Retellings of one origin tell it once.
        return list({origin(f): f for f in reversed(told)}.values())
    return [f for f in facts if not is_forecast(f) and not _told_elsewhere(f)]


def _told_elsewhere(fact: Fact) -> bool:
    return any(link.kind in {"disputes", "denies"} for link in fact.links)


def _finding(rule: Rule, ctx: Context, claim: Claim, fact: Fact) -> Finding:
    dossier = ctx.ledger.dossier
    told = slots.said(ctx.ledger.heard, fact)
    day = fact.observed or made(dossier, fact)
    state = "speculated" if fact.certainty == "speculated" else "asserted"
    if state == "asserted" and interested(dossier, fact, fact.parties):
        state = "interested"
    over = ctx.ledger.superseded.get(fact.id, ())[:1] if fact.kind in {"view", "event"} else ()
    if over and state != "speculated":
        state = "overtaken"
    against = denials.denials(ctx, [fact.id])
    filled = {
        **denials.filled(ctx, against),
        "later": slots.when(made(dossier, ctx.ledger.known[over[0]]), "label") if over else Slot(()),
        "items": slots.parties(dossier, fact.parties),
        "effect": slots.quoted(fact.effect or ""),
        "name": slots.words(NAMES.get(fact.name or "", fact.name or "")),
        "value": slots.quantity(fact),
        "label": slots.words("share" if fact.name == "share" else "(a goal)" if fact.name == "goal" else ""),
        "of": slots.quoted(_of(ctx, fact)),
        "who": slots.speakers(ctx, fact),
        "when": slots.when(day, "label"),
        "told": slots.when(voiced(dossier, fact), "label"),
        "for": Slot(()) if _year(fact) in fact.claim else slots.when(fact.observed, "label"),
        "said": Slot((Part(told.text, (), told.mentions),)),
        "verb": slots.words(_verb(fact, state, sure(fact.claim, ctx.ledger.heard))),
        "says": slots.words("say" if plural(fact) else "says"),
    }
    return finding(
        rule,
        ctx,
        claim,
        state,
        [fact.id, *over, *(f.id for f in against)],
        filled,
        when=day,
        stale=stale_since(ctx, day, claim.topic),
        weight=_weight(ctx, fact),
        suffix="" if claim.topic == "remark" else f"#{fact.id}",
    )


def _year(fact: Fact) -> str:
    """The year of which a figure tells: where its own words name it, it is not told again."""
    last = (fact.observed.end or fact.observed.start) if fact.observed is not None else None
    return last.text[:4] if last is not None else ""


def _of(ctx: Context, fact: Fact) -> str:
    return slots.category(ctx.ledger.dossier, fact.of_what or "")


def _verb(fact: Fact, state: str, known: bool) -> str:
    """`says that`; before a word that may be a name or not a colon, behind which it can stand as it is."""
    many = plural(fact)
    if state == "speculated":
        return f"think{'' if many else 's'} {'it possible that' if known else 'this possible:'}"
    return f"say{'' if many else 's'}{' that' if known else ':'}"


def _weight(ctx: Context, fact: Fact) -> int:
    weight = {"share": 6, "units": 3, "price": 3, "rank": 4, "view": 0}.get(fact.name or fact.kind, 0)
    weight += 3 if ctx.ledger.dossier.main in fact.categories or fact.of_what == ctx.ledger.dossier.main else 0
    weight += 2 if any(s.kind == "person" for s in fact.says) else 0
    weight += 4 if interested(ctx.ledger.dossier, fact, fact.parties) else 0
    return weight + (2 if fact.of is not None else 0)


FORM = Form("said", STATES, find, names_speakers=True)
