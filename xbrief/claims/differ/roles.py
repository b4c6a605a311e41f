"""What a party or a measure is or does, and claims of being the only one."""

from __future__ import annotations

from xbrief.claims.differ.scene import Difference, Scene
from xbrief.claims.meet import goods_meet, held, may_meet
from xbrief.claims.outlook import is_forecast
from xbrief.model import Dossier, Fact

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


def effect(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """One measure with opposite effects on the same goods at one time."""
    if a.kind != "regulation" or b.kind != "regulation" or a.whom != b.whom or not goods_meet(a, b):
        return None
    if is_forecast(a) or is_forecast(b) or frozenset({a.effect, b.effect}) not in OPPOSITE:
        return None
    mine, theirs = held(at.dossier, a), held(at.dossier, b)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return None
    return Difference("effect", "effect", str(a.effect), str(b.effect))


def only(dossier: Dossier, a: Fact, b: Fact) -> Difference | None:
    """Two parties each called the only one for the same goods, or one beside which another acts, on the same day."""
    if {a.kind, b.kind} != {"partner"} or a.role != b.role or is_forecast(a) or is_forecast(b):
        return None
    if not (a.exclusive or b.exclusive) or set(a.parties) & set(b.parties) or not (a.parties and b.parties):
        return None
    if "no" in {a.authorised, b.authorised} or "unknown" in {a.authorised, b.authorised}:
        return None
    if set(a.categories) != set(b.categories) and not set(a.categories) & set(b.categories):
        return None
    mine, theirs = held(dossier, a), held(dossier, b)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return None
    return Difference("only", "exclusive", _sole(a), _sole(b))


def _sole(fact: Fact) -> str:
    return "the only one" if fact.exclusive else "not alone"
