"""Opposite states of one thing at one time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from xbrief.claims.differ.scene import Difference, Scene, retold
from xbrief.claims.meet import apart, goods_meet, held, span
from xbrief.claims.types import Mark
from xbrief.model import Dossier, Fact

SOON = timedelta(days=14)


def state(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Told as going on, by another as over; or as on sale, by another as kept off sale on the same day."""
    if at.topic == "measure" or not goods_meet(a, b) or a.exclusive != b.exclusive:
        return None
    for mine in at.marks[a.id]:
        for theirs in at.marks[b.id]:
            up, down = (mine, theirs) if mine.state == "active" else (theirs, mine)
            if (up.state == "active") != (down.state == "active") and _opposed(up, down, {a.id: a, b.id: b}, at):
                return Difference("state", "", mine.state, theirs.state)
    return None


def _opposed(up: Mark, down: Mark, facts: Mapping[str, Fact], at: Scene) -> bool:
    up_fact, down_fact = facts[up.fact], facts[down.fact]
    if up.official != down.official:
        return False
    if down.state == "blocked":
        kept_off, (first, last) = held(at.dossier, down_fact), span(up.confirmed)
        # A good that one model or one seller has not is on sale all the same; a sale told in the round bears a break.
        whole = not (down.cell or down_fact.products)
        return whole and kept_off is not None and kept_off[0] <= first and last <= kept_off[1]
    if down.state != "ended" or up.cell != down.cell or (down_fact.products and not up_fact.products):
        return False
    if retold(up_fact, down_fact):
        # Two accounts of one moment: nothing can have changed in between.
        return not up.turn and not apart(up.confirmed, down.when)
    ended, seen = span(down.when)[1], span(up.confirmed)[0]
    if seen <= ended or at.between(ended, span(up.confirmed)[1], down=False):
        return False
    told_up, told_down = _known(at.dossier, up_fact), _known(at.dossier, down_fact)
    # A later source looks back and knows of no business then; an earlier one cannot know what begins again after it.
    return told_down >= told_up or (seen - ended <= SOON and up.confirmed.start == up.confirmed.end)


def _known(dossier: Dossier, fact: Fact) -> date:
    return dossier.sources[fact.source].known or date.max
