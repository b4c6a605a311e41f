"""What a figure counts, in which unit, and how exactly it is told."""

from __future__ import annotations

from xbrief.intake.suggest.act.base import Setting, frame, said
from xbrief.intake.suggest.quantities import Quantity
from xbrief.intake.suggest.times import Time

Fields = dict[str, object]
# Sentences back in which the place may have been named.
_BACK = 3


def finish(setting: Setting, fields: Fields) -> Fields | None:
    """The fields of a metric; None where nothing says what is counted."""
    mark = setting.mark("value")
    if mark is None or not isinstance(mark.value, Quantity):
        return None
    quantity = mark.value
    if not said("placed", setting.language, setting.sentence) and not _placed(setting, fields["name"] == "price"):
        # A figure of no place in its own sentence is the whole firm's; but prices follow the place that was named.
        return None
    of = next((thing.label for thing in setting.goods()), "")
    unit = str(fields.get("unit") or of)
    unit = frame("loose", setting.language).sub("", unit)
    if not unit:
        return None
    counted = unit if unit != "currency" else str(fields["name"])
    fields = {**fields, "unit": unit, "of": of or counted}
    if quantity.bound != "exact":
        fields["bound"] = quantity.bound
    if quantity.currency:
        fields["currency"] = quantity.currency
    time = _time(setting)
    if time:
        fields["target" if fields["name"] == "goal" else "observed"] = time
    setting.making.words["of"] = str(fields["of"])
    return fields


def _time(setting: Setting) -> str:
    """The time that stands nearest to the figure in its sentence, as EDTF; empty where none does."""
    start, end = setting.making.span()
    times = [
        mark for mark in setting.making.sentence.marks if isinstance(mark.value, Time) and mark.value.role != "none"
    ]
    near = min(times, key=lambda mark: max(mark.start - end, start - mark.end), default=None)
    return near.value.edtf if near is not None and isinstance(near.value, Time) else ""


def _placed(setting: Setting, before: bool) -> bool:
    """Does the sentence, or with `before` one of those just before it, name a country beside the company's own?"""
    home = setting.making.dossier.company.home
    told = (*(setting.before[-_BACK:] if before else ()), setting.making.sentence)
    marks = [mark for sentence in told for mark in sentence.marks]
    return any(mark.type in {"GEO", "NAT"} and mark.value and mark.value != home for mark in marks)
