"""What a party, goods, an outlet or a measure is or does."""

from __future__ import annotations

from xbrief.claims.differ.scene import Difference, Scene
from xbrief.claims.meet import goods_meet, held_together, may_meet
from xbrief.claims.outlook import is_forecast
from xbrief.model import Fact

# What an organisation is, told by its role; dealer, distributor, retailer are loose words for one that sells.
BODIES = frozenset({"carrier", "marketplace", "manufacturer"})
OPPOSITE = (frozenset({"blocks", "allows"}), frozenset({"favours", "disadvantages"}))


def role(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One party as two sorts of body in one business; with the company's leave and without; all of it and a part."""
    if a.kind != "partner" or b.kind != "partner" or not set(a.parties) & set(b.parties) or not goods_meet(a, b):
        return None
    if is_forecast(a) or is_forecast(b) or not may_meet(at.dossier, a, b):
        return None
    if a.role != b.role and {a.role, b.role} <= BODIES:
        return Difference("role", "role", str(a.role), str(b.role))
    if a.role == b.role and {a.authorised, b.authorised} == {"yes", "no"}:
        return Difference("role", "authorisation", a.authorised, b.authorised)
    if a.role == b.role and a.extent and b.extent and a.extent != b.extent and "full" in {a.extent, b.extent}:
        return Difference("role", "extent", a.extent, b.extent)
    return None


def supply(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Goods imported by one account and made in the country by the other; a model of which both speak, if of any."""
    if a.kind != "offer" or b.kind != "offer" or not (a.supply and b.supply) or a.supply == b.supply:
        return None
    if not goods_meet(a, b) or bool(a.products) != bool(b.products) or is_forecast(a) or is_forecast(b):
        return None
    return Difference("account", "supply", a.supply, b.supply) if held_together(at.dossier, a, b) else None


def operator(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """Two who run the one web shop at one time."""
    if (
        not (a.kind == b.kind == "channel" and a.type == b.type == "own-online-store")
        or is_forecast(a)
        or is_forecast(b)
    ):
        return None
    if not (a.operator and b.operator) or a.operator == b.operator or not held_together(at.dossier, a, b):
        return None
    return Difference("account", "operator", a.operator, b.operator)


def effect(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One measure with opposite effects on the same goods at one time."""
    if a.kind != "regulation" or b.kind != "regulation" or a.whom != b.whom or not goods_meet(a, b):
        return None
    if is_forecast(a) or is_forecast(b) or frozenset({a.effect, b.effect}) not in OPPOSITE:
        return None
    if not held_together(at.dossier, a, b):
        return None
    return Difference("effect", "effect", str(a.effect), str(b.effect))
