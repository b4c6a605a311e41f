"""Stub."""

from xbrief.intake.suggest.act.base import Setting


def finish(setting: Setting, fields: dict[str, object]) -> dict[str, object] | None:
    return fields
