"""A statement that somebody denies is never told without the denial, wherever it is told."""

from __future__ import annotations

from collections.abc import Iterable

from xbrief.claims.when import order, voiced
from xbrief.language import dates, speaker
from xbrief.language.words import join
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.types import Context, Mention, Part, Slot


def denials(ctx: Context, facts: Iterable[str]) -> list[Fact]:
    """The known facts that deny one of these, in order of time."""
    ids = set(facts)
    found = [
        f
        for f in ctx.ledger.known.values()
        if any(link.kind == "denies" and link.fact in ids and not link.about for link in f.links)
    ]
    return sorted(found, key=lambda f: order(ctx.ledger.dossier, f))


def filled(ctx: Context, found: list[Fact]) -> dict[str, Slot]:
    """`denied` for a sentence (`A denied it on 3 May 2015`) and `denial` for a cell; both empty where nobody does."""
    told = dict.fromkeys(
        f"{speaker.speakers(ctx.ledger.dossier, f)} denied it {dates.at(voiced(ctx.ledger.dossier, f))}" for f in found
    )
    mentions = tuple(
        m
        for f in found
        for m in (
            *(Mention("speaker", s.name) for s in f.says),
            *(() if f.says else (Mention("source", f.source),)),
            Mention("date", voiced(ctx.ledger.dossier, f).text),
        )
    )
    return {
        "denied": Slot((Part(join(told), (), mentions),)) if told else Slot(()),
        "denial": slots.words("denied" if found else ""),
    }
