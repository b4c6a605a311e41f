"""Values as YAML in the style of source files: a line a key, lists in brackets, nothing folded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml

from xbrief.dossier.schema import FACT

_KEY = re.compile(r"[a-z_][a-z0-9_-]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")
_DATE = re.compile(r"[0-9./~-]+")
_TRUTHS = frozenset({"true", "false"})
_NUMBERS, _FLAGS, _DATES = (
    frozenset(field.name for field in FACT if field.type in types)
    for types in (("number", "whole"), ("flag",), ("date",))
)


def block(pairs: Mapping[str, object]) -> list[str]:
    """A line a pair."""
    return [f"{key_of(key)}: {_value(key, value)}" for key, value in pairs.items()]


def flow(value: object) -> str:
    """The value in one line, as it may stand within brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_of(key)}: {_bare(key, each) or flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    # The writer of YAML knows no decimals.
    return format(value, "f") if isinstance(value, Decimal) else _dumped([_plain(value)], flow=True)[1:-1]


def key_of(key: str) -> str:
    """A key without quotes wherever the reader of dossiers takes it for the word that it is: `on`, `no`."""
    return key if _KEY.fullmatch(key) else _dumped([key], flow=True)[1:-1]


def _value(key: str, value: object) -> str:
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str)):
        return flow(value)
    return _bare(key, value) or _dumped({"k": _plain(value)}, flow=False).removeprefix("k: ")


def _bare(key: str, value: object) -> str:
    """What a curator writes otherwise than a program: numbers and true bare, dates in quotes; empty for all else."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if (
        isinstance(value, Decimal)
        or (key in _NUMBERS and _NUMBER.fullmatch(text))
        or (key in _FLAGS and text in _TRUTHS)
    ):
        return text
    return f"'{text}'" if key in _DATES and _DATE.fullmatch(text) else ""


def _plain(value: object) -> Any:
    """A text in one line, as it is read; what else there is as it is."""
    if isinstance(value, str):
        return " ".join(value.split()) if re.search(r"[\t\r\n]", value) else value
    return value


def _dumped(value: Any, *, flow: bool) -> str:
    told: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=float("inf"), sort_keys=False)
    return told.rstrip("\n")
