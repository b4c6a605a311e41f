"""Who competes with the company in a market; not its partners, and no public body."""

from __future__ import annotations

from xbrief.intake.suggest.act.base import Setting, frame
from xbrief.intake.suggest.organisations import PUBLIC
from xbrief.intake.suggest.types import Org

Fields = dict[str, object]
_OTHERS = PUBLIC | {"media", "distributor", "dealer", "service"}
_LONGEST = 16


def finish(setting: Setting, fields: Fields) -> Fields | None:
    """The fields of a rival; None where nothing shows that it is one."""
    making = setting.making
    orgs = [mark.value for mark in making.marks("parties") if isinstance(mark.value, Org)]
    if not orgs or any(org.type in _OTHERS or org.name in setting.partners for org in orgs):
        return None
    shown = all(org.type == "rival" or org.name in setting.rivals for org in orgs)
    if making.pattern.id in {"rival.known", "rival.known-does"} and not shown:
        return None
    if found := frame("leads", setting.language).search(making.match[0]):
        making.seat = str(making.sentence.marks[int(found["mark"])].value) or None
    words = making.text("effect").split()
    return {**fields, "effect": " ".join(words[:_LONGEST])}
