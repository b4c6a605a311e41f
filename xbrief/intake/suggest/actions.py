"""What the words setting a match add to its fields, by kind: the last step before a candidate is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xbrief.intake.suggest.act import partner, regulation, tariff
from xbrief.intake.suggest.act.base import Setting

Fields = dict[str, object]
ACTIONS: Mapping[str, Callable[[Setting, Fields], Fields | None]] = {
    "tariff": tariff.finish,
    "partner": partner.finish,
    "regulation": regulation.finish,
}


def finished(kind: str, setting: Setting, fields: Fields) -> Fields | None:
    """The fields with what the words setting add; None where they show that it is none of this kind."""
    act = ACTIONS.get(kind)
    return act(setting, fields) if act else fields
