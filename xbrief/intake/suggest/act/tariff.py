"""What a rate is charged on, by which kind of charge, and whether it was raised or cut."""

from __future__ import annotations

import re
from decimal import Decimal

from xbrief.intake.suggest.act.base import Setting, first, said
from xbrief.intake.suggest.act.origins import unplaced
from xbrief.intake.suggest.quantities import Quantity
from xbrief.intake.suggest.types import Sentence

Fields = dict[str, object]
_BOUNDS = {"exact": "exact", "up-to": "up-to", "more-than": "from"}
# Before a rate that is no more: "from 20 to 50 percent", "up from 10 percent".
_OLD = re.compile(r"\b(?:from|than|against|compared (?:with|to)|instead of|(?:up|down) from)(?: (?:the|a|an|its))?(?: \w+)? \Z")
# The rate itself tells what it is on: a change by so much, a share, a margin.
_BY = re.compile(r"\bby (?:(?:a|an|another|up to|as much as|about|setting|some|nearly|almost|more than) )*\Z")
_OTHER = re.compile(r"\A(?: of (?:the )?(?:market|sales|revenue|turnover|company|shares?|capital|customers|users)|[ -](?:points?|higher|lower|more|less|cheaper|owned|stake|share|discount|increase|rise|growth|drop|fall|of all|of its|of their)\b)")

# A country that charges so much on something needs no other word for it.
_CHARGES = re.compile(r"<GEO:\d+> .*<PCT:\d+> on ")
# Where goods come from, with whom a treaty is: no country that charges.
_ORIGIN = re.compile(
    r"(?:(?<!back )\bfrom|\bmade in|\b(?:agreement|treaty|deal|pact|accord|union|trade|ties) with|\bsuppliers? in|\bplants? in|\boutside|\bthan"
    r"|\bbetween|\bunlike) (?:the )?(?:<GEO:\d+>,? and )?\Z"
)
_WHOSE = re.compile(r"'s <(?:ORG|C|PER)| customs union| is exempt")
_OF_GOODS = re.compile(
    r"(?:-made|-built|-assembled|-based|-brewed)\b|'s <(?:ORG|C|PER)| (?!government|ministry|customs|authorit|dut|tariff|tax|market|rule|import|lev|excise|law|budget"
    r"|parliament|cabinet|state|administration|regulator|court|tribunal|judge|agency|watchdog|consumer|customer|shop|store|retail|subsidiary|unit|office|hospital|licen|permit|app|version|launch|ban|import ban|police|port|buyer|city|cities)[a-z<]"
)


def charging(sentence: Sentence) -> Sentence:
    """The sentence with those countries alone that may charge something: not those where goods come from."""
    return unplaced(sentence, _origin)


def _origin(type: str, before: str, after: str) -> bool:
    if _ORIGIN.search(before) or _WHOSE.match(after):
        return True
    return type == "NAT" and _OF_GOODS.match(after) is not None


def finish(setting: Setting, fields: Fields) -> Fields | None:
    """The fields of a tariff; None for a rate that is no charge, or no longer one."""
    making, language = setting.making, setting.language
    zero = fields.get("rate_percent") == "0"
    if not zero and (not _rate(setting, fields) or said("denied", language, setting.lead(12))):
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
    changed = re.match(r" to (?:<|\d|zero|nothing|up to)", after)
    if (_OLD.search(before) and (changed or not before.endswith("from "))) or (changed and before.endswith("from ")):
        return False
    if re.search(r"\bfrom \Z", before) or _BY.search(before) or _OTHER.match(after):
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
