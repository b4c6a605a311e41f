"""Events: a stake is bought where the firm is at home."""

from __future__ import annotations

from xbrief.intake.suggest.act.base import Setting
from xbrief.intake.suggest.types import Org


def finish(setting: Setting, fields: dict[str, object]) -> dict[str, object]:
    """The fields as they are; of a stake, the country of the firm is noted ("the Norwegian distributor Ardo")."""
    making = setting.making
    if fields.get("event") == "stake" and making.filled("firm"):
        start, end = making.span()
        homes = [m.value.home for m in making.marks("firm") if isinstance(m.value, Org) and m.value.home]
        homes += [str(m.value) for m in making.sentence.marks if m.type == "NAT" and m.value and start <= m.start < end]
        making.seat = homes[0] if homes else None
    return fields
