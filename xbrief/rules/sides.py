"""The two sides of a conflict in words, and what it is about: for conflicts declared and for those found."""

from __future__ import annotations

from xbrief.claims.types import Claim
from xbrief.claims.when import voiced
from xbrief.language import dates, speaker
from xbrief.language.words import join
from xbrief.model import Fact
from xbrief.rules import slots
from xbrief.rules.types import Context, Part, Slot


def side(ctx: Context, facts: list[Fact]) -> Slot:
    """The side's first statement in the curator's words, with who else says so."""
    dossier = ctx.ledger.dossier
    first = facts[0]
    told = slots.said(ctx.ledger.heard, first)
    who = speaker.speakers(dossier, first)
    guess = "as speculation by " if first.certainty == "speculated" else ""
    text = f"{told.text} ({guess}{who}, {dates.label(voiced(dossier, first))}"
    also = list(dict.fromkeys(f"{speaker.speakers(dossier, f)}, {dates.label(voiced(dossier, f))}" for f in facts[1:]))
    also = [a for a in also if a not in text]
    text += f"; also {join(also)})" if also else ")"
    return Slot((Part(text, tuple(f.id for f in facts), told.mentions),), inline=True)


def topic(ctx: Context, claim: Claim, facts: list[Fact]) -> Slot:
    """What the dispute is about, in a few words."""
    dossier = ctx.ledger.dossier
    names = list(dict.fromkeys(speaker.party(dossier, p) for f in facts for p in f.parties or f.sellers))
    goods = slots.category(dossier, claim.subject.partition("@")[0])
    about = next((f.about for f in facts if f.about), None)
    text = {
        "availability": f"sale of {goods}",
        "presence": "the business in the market",
        "production": "local production",
        "party": join(names) or "partners",
        "outlet": "own outlets",
        "stake": f"a stake in {join(names)}",
        "duty": f"charges on {slots.category(dossier, claim.subject.partition('.')[0])}",
    }.get(claim.topic)
    return slots.words(text or about or claim.topic)
