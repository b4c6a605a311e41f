"""What the words around a match add to its fields, by kind: the last step before a candidate is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xbrief.intake.suggest.act import event, metric, origins, partner, regulation, rival, tariff
from xbrief.intake.suggest.act.base import Setting
from xbrief.intake.suggest.types import Sentence

Fields = dict[str, object]
ACTIONS: Mapping[str, Callable[[Setting, Fields], Fields | None]] = {
    "event": event.finish,
    "tariff": tariff.finish,
    "partner": partner.finish,
    "regulation": regulation.finish,
    "rival": rival.finish,
    "metric": metric.finish,
}


def spoken(kind: str, sentence: Sentence, language: str) -> Sentence:
    """The sentence with those countries alone that a fact of this kind may be about."""
    if kind in {"tariff", "regulation"}:
        return origins.ruling(sentence, language)
    return origins.trading(sentence, language) if kind in {"partner", "rival", "metric"} else sentence


def finished(kind: str, setting: Setting, fields: Fields) -> Fields | None:
    """The fields with what the words around add; None where they show that it is none of this kind."""
    act = ACTIONS.get(kind)
    return act(setting, fields) if act else fields
