"""Typed slots: every name, number and date of a sentence is made here, with what it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from xbrief.language import dates, numbers, speaker
from xbrief.language.casing import inner
from xbrief.language.words import join
from xbrief.model import Dossier, Edtf, Fact
from xbrief.rules.types import Context, Mention, Part, Slot

Slots = Mapping[str, Slot]


def words(text: str) -> Slot:
    """Words of the rule's own: no name, number or date of a fact."""
    return Slot((Part(text),)) if text else Slot(())


def parties(dossier: Dossier, ids: Iterable[str], joiner: str = "and") -> Slot:
    parts = tuple(Part(speaker.party(dossier, i), (), (Mention("party", i),)) for i in ids)
    return Slot(parts, plural=len(parts) > 1, joiner=joiner)


def categories(dossier: Dossier, ids: Iterable[str]) -> Slot:
    return Slot(
        tuple(Part(category(dossier, i), (), (Mention("category", i),)) for i in dict.fromkeys(ids)), plural=True
    )


def category(dossier: Dossier, category_id: str) -> str:
    return dossier.categories[category_id].label if category_id in dossier.categories else category_id


def products(names: Iterable[str]) -> Slot:
    parts = tuple(Part(f"the {n}", (), (Mention("product", n),)) for n in dict.fromkeys(names))
    return Slot(parts, plural=len(parts) > 1)


def only(names: Iterable[str]) -> Slot:
    """`only the A and the B`, the range that a fact calls the whole one; empty where none does."""
    unique = list(dict.fromkeys(names))
    text = f"only {join(f'the {n}' for n in unique)}" if unique else ""
    return Slot((Part(text, (), tuple(Mention("product", n) for n in unique)),))


def quoted(text: str) -> Slot:
    """Words of a fact's own field (a label, a measure, an unnamed party)."""
    if not text:
        return Slot(())
    return Slot((Part(text, (), (Mention("wording", text),)),), plural=many(text))


def many(text: str) -> bool:
    """Does the head of a few words take a plural verb? It is the last word before a preposition or a relative."""
    head = re.split(r" (?:of|on|for|that|with|in|by|to|from) ", text.strip())[0]
    return re.search(r"[^sui]s$", head) is not None


def said(dossier: Dossier, fact: Fact) -> Part:
    """A fact's claim as part of a sentence."""
    return Part(inner(fact.claim, dossier), (fact.id,), (Mention("wording", fact.claim),))


STYLES = {
    "at": dates.at,
    "label": dates.label,
    "since": dates.since,
    "from": dates.from_,
    "due": dates.due,
    "by": dates.by,
}


def when(date: Edtf | None, style: str) -> Slot:
    """A date in one of the wordings of `language.dates`; empty for None."""
    if date is None:
        return Slot(())
    return Slot((Part(STYLES[style](date), (), (Mention("date", date.text),)),))


def speakers(ctx: Context, fact: Fact) -> Slot:
    text = speaker.speakers(ctx.ledger.dossier, fact)
    mentions = tuple(Mention("speaker", s.name) for s in fact.says) or (Mention("source", fact.source),)
    return Slot((Part(text, (), mentions),), plural=speaker.plural(fact))


def rate(fact: Fact) -> Slot:
    if fact.rate_percent is None:
        return Slot(())
    text = numbers.percent(fact.rate_percent, fact.bound)
    return Slot((Part(text, (), (Mention("number", str(fact.rate_percent)),)),))


def quantity(fact: Fact) -> Slot:
    if fact.value is None:
        return Slot(())
    text = numbers.quantity(fact.value, fact.unit, fact.currency, fact.bound)
    return Slot((Part(text, (), (Mention("number", str(fact.value)),)),))


def place(ctx: Context, code: str) -> Slot:
    return Slot((Part(ctx.place(code), (), (Mention("market", code),)),))
