"""What a forecast foresees, as a clause (`e-bikes were to go on sale through A`) and as a noun (`sales of e-bikes`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xbrief.claims.group import SELLING
from xbrief.language import numbers, speaker
from xbrief.language.casing import inner
from xbrief.language.words import a, join, possessive
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.types import Context, Mention, Part, Slot

OUTLETS = {"own-online-store": "its own web shop", "own-shop": "its own shop", "flash-sale": "flash sales on the web"}
_DO = {"manufacturer": "make", "service": "serve", "investor": "invest", "distributor": "distribute"}


def plan(ctx: Context, fact: Fact, coarse: bool = False) -> Slot:
    """The forecast as a clause in the past: what was to be. The curator's own words where the fact names no thing.

    `coarse` tells the goods and not the models: what came is told no more exactly than its evidence does.
    """
    return _slot(ctx, fact, _clause(ctx, fact, coarse) or _claim(ctx, fact), coarse)


def own_words(ctx: Context, fact: Fact) -> bool:
    """Is the plan told in the curator's words, because the fact names no thing?"""
    return not _clause(ctx, fact, False)


def _clause(ctx: Context, fact: Fact, coarse: bool) -> str:
    own = any(s.name == ctx.ledger.dossier.company.id for s in fact.says)
    company = "it" if own else ctx.ledger.dossier.company.name
    goods, who = _goods(ctx, fact, coarse), _who(ctx, fact)
    was = "were" if _many(fact) else "was"
    talks = fact.status == "negotiating"
    if fact.kind == "offer" and goods:
        text = f"{who} {was} to sell {goods}" if who else f"{goods} {_be(fact, coarse)} to go on sale"
    elif fact.kind == "partner" and who:
        text = f"talks with {who} were under way" if talks else f"{who} {was} to {_does(fact)}{_space(goods)}"
    elif fact.kind == "channel" and fact.type in OUTLETS:
        outlet = OUTLETS[fact.type].replace("its ", f"{possessive(company)} " if not own else "its ")
        text = f"{outlet} were to begin" if fact.type == "flash-sale" else f"{outlet} was to open"
    elif fact.kind == "presence" and fact.form not in {"office", "subsidiary"}:
        text = f"{company} was to enter the market"
    elif fact.kind == "event":
        another = bool(set(fact.parties) - {ctx.ledger.dossier.company.id})
        text = _event(fact, company, who, goods, talks, another)
    else:
        text = ""
    return text


def noun(ctx: Context, fact: Fact, coarse: bool = False) -> Slot:
    """The forecast as a noun, for tables and for what to watch."""
    goods = _goods(ctx, fact, coarse)
    who = join(speaker.party(ctx.ledger.dossier, p) for p in fact.parties or fact.sellers) or (fact.unnamed or "")
    of = f" of {goods}" if goods else ""
    through = f" through {who}" if who else ""
    if fact.kind == "offer" or (fact.kind == "partner" and fact.role in SELLING):
        text = f"sales{of}{through}"
    elif fact.kind == "partner":
        text = f"{who} as {fact.role}"
    elif fact.kind == "channel":
        text = OUTLETS.get(fact.type or "", fact.type or "")
    elif fact.kind == "presence":
        text = {"office": "the office", "subsidiary": "a company of its own"}.get(fact.form or "", "the entry")
    elif fact.kind in {"tariff", "regulation"}:
        text = fact.measure or "the charge"
    elif fact.kind == "metric" and fact.value is not None:
        text = f"{numbers.quantity(fact.value, fact.unit, fact.currency, fact.bound)} ({fact.of_what})"
    else:
        nouns = {
            "first-sale": f"the first sales{of}",
            "entry": "the entry",
            "return": f"the return{f' with {who}' if who else ''}",
            "stake": f"the stake in {who}",
            "production-start": "local production",
            "subsidiary": "a company of its own",
            "store-opening": fact.label or f"the shop of {who}" if who else "its own shop",
        }
        others = {
            "exit": "the exit",
            "retreat": "the retreat",
            "sale-stopped": f"the end of the sale{of}",
            "launches-paused": "the pause of launches",
            "store-closing": "the closing of its shop",
            "production-end": "the end of local production",
            "launch-event": "the launch event",
            "office": "the office",
            "founding": "the founding",
            "certification": "the certification",
            "filing": "the filing",
            "relocation": "the move of work",
            "staff-cut": "the cut in staff",
        }
        text = fact.label or fact.about or others.get(fact.event or "", "what was said to come")
        text = nouns.get(fact.event or "", text)
    return _slot(ctx, fact, text, coarse)


def _event(fact: Fact, company: str, who: str, goods: str, talks: bool, another: bool) -> str:
    """The event as a clause; empty for one that only its claim can tell, as of a shop that another party opens."""
    clauses = {
        "first-sale": f"sales{f' of {goods}' if goods else ''} were to begin",
        "entry": f"{company} was to enter the market",
        "return": f"{company} was to return{f' with {who}' if who else ''}",
        "stake": f"talks on a stake in {who} were under way" if talks else f"{company} was to take a stake in {who}",
        "production-start": "local production was to begin",
        "subsidiary": "" if who else f"{company} was to found a company of its own",
        "store-opening": "" if another else f"{possessive(company) if company != 'it' else 'its'} own shop was to open",
        "launch-event": "a launch event was to be held",
    }
    return clauses.get(fact.event or "", "")


def _does(fact: Fact) -> str:
    return "sell" if fact.role in SELLING else _DO.get(fact.role or "", "act")


def _space(text: str) -> str:
    return f" {text}" if text else ""


def _claim(ctx: Context, fact: Fact) -> str:
    return inner(fact.claim, ctx.ledger.heard)


def _models(fact: Fact, coarse: bool) -> Sequence[str]:
    """The models that stand for the goods: where one category is named, the models say it more exactly."""
    return () if coarse or len(fact.categories) > 1 else fact.products


def _goods(ctx: Context, fact: Fact, coarse: bool) -> str:
    models = _models(fact, coarse)
    if models:
        return join(f"the {p}" for p in models)
    return join(slots.category(ctx.ledger.dossier, c) for c in fact.categories)


def _be(fact: Fact, coarse: bool) -> str:
    return "was" if len(_models(fact, coarse)) == 1 else "were"


def _who(ctx: Context, fact: Fact) -> str:
    ids = fact.parties or fact.sellers
    if len(ids) == 1 and any(s.name == ids[0] for s in fact.says):
        return "it"
    return join(speaker.party(ctx.ledger.dossier, p) for p in ids) or nameless(fact.unnamed or "")


def nameless(text: str) -> str:
    """Who has no name: `two large retailers`, `a manufacturing partner`."""
    return text if not text or slots.many(text) or re.match(r"(?:an?|the|one|its|his|her) ", text) else a(text)


def _many(fact: Fact) -> bool:
    return len(fact.parties or fact.sellers) > 1 or bool(fact.unnamed and slots.many(fact.unnamed))


def _slot(ctx: Context, fact: Fact, text: str, coarse: bool) -> Slot:
    told = text == _claim(ctx, fact)
    mentions = [Mention("wording", fact.claim)] if told else [Mention("category", c) for c in fact.categories]
    mentions += [Mention("product", p) for p in _models(fact, coarse)] if not told else []
    mentions += [Mention("party", p) for p in fact.parties or fact.sellers] if not told else []
    return Slot((Part(text, (fact.id,), tuple(mentions)),))
