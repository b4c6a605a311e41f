"""What a rate is charged on, by which kind of charge, and whether it was raised or cut."""

from __future__ import annotations

import re
from decimal import Decimal

from xbrief.intake.suggest.act.base import Setting, first, frame, said
from xbrief.intake.suggest.quantities import Quantity

Fields = dict[str, object]
_BOUNDS = {"exact": "exact", "up-to": "up-to", "more-than": "from"}
# A country that charges so much on something needs no other word for it.
_CHARGES = re.compile(r"<GEO:\d+> .*<PCT:\d+> on ")


def finish(setting: Setting, fields: Fields) -> Fields | None:
    """The fields of a tariff; None for a rate that is no charge, or no longer one."""
    making, language = setting.making, setting.language
    zero = fields.get("rate_percent") == "0"
    if not zero and (not _rate(setting, fields) or said("denied", language, setting.lead(12))):
        return None
    if making.pattern.id == "tariff.stands-at" and not said("duties", language, setting.lead(140)):
        return None
    if not (said("charges", language, setting.paragraph) or _CHARGES.match(making.match[0])):
        return None
    if said("at-home", language, setting.sentence):
        return None
    charge = setting.slot("charge") or setting.match
    type = "total-burden" if said("total", language, setting.match) else ""
    type = type or first("charge", language, charge) or first("charge", language, setting.match)
    for wider in (setting.clause, setting.paragraph):
        found = "" if type else first("charge", language, wider)
        type = type or found
    type = type or "unnamed"
    if type in {"import-duty", "unnamed"} and said("extra", language, setting.match):
        type = "surcharge"
    goods = setting.goods()
    on = [making.category(thing) for thing in goods] or ["goods"]
    fields = {**fields, "type": type, "on": on, "applies_to": _payer(setting, type)}
    if zero:
        fields |= {"rate_percent": 0, "bound": "exact"}
    change = first("change", language, setting.clause)
    if change and not zero:
        fields["change"] = change
    if said("abolished", language, setting.clause) and not zero:
        fields |= {"change": "lowered", "status": "ended"}
    rate = "0 percent" if zero else re.sub(r"%| ?per cent| ?pct?\b", " percent", setting.slot("rate"))
    making.words |= {
        "charged": setting.slot("charge") or "duty",
        "on": " and ".join(thing.label for thing in goods) or "goods",
        "rate": rate.replace("  ", " "),
    }
    return fields


def _rate(setting: Setting, fields: Fields) -> bool:
    """Puts in the rate and its bound; false where the number is none of a charge that holds."""
    mark = setting.mark("rate")
    if mark is None or not isinstance(mark.value, Quantity):
        return False
    words = setting.making.sentence.words
    before, after = words[: mark.start], words[mark.end :]
    if any(frame(name, setting.language).search(before) for name in ("old", "from", "by")):
        return False
    if frame("other", setting.language).match(after):
        return False
    fields["rate_percent"] = _number(mark.value.value)
    bound = _BOUNDS.get(mark.value.bound)
    if bound:
        fields["bound"] = bound
    return True


def _payer(setting: Setting, type: str) -> str:
    if type in {"excise", "sales-tax"} and not said("imported", setting.language, setting.match):
        return "all"
    near = setting.clause
    if said("local", setting.language, setting.clause) and not said("imported", setting.language, setting.clause):
        return "local"
    if type in {"import-duty", "countervailing", "total-burden"} or said("imported", setting.language, near):
        return "imported"
    return "imported" if type == "unnamed" or said("duty", setting.language, setting.paragraph) else "all"


def _number(value: Decimal) -> object:
    return int(value) if value == value.to_integral_value() else float(value)
