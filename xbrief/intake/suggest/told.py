"""Candidates in writing: as YAML for a source file, as lines for a terminal, as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import yaml as writer

from xbrief.evidence.text import Text
from xbrief.intake.candidate import Candidate
from xbrief.intake.suggest.head import Head
from xbrief.render import tables as json_of
from xbrief.render.text import clean

_WIDTH = 100
_WARNING = "None is a fact before a person has looked at it."


def written(head: Head, found: Sequence[Candidate]) -> str:
    """YAML in the dossier's schema: `facts` without ids, each under a comment, and what dossier.yaml lacks for them."""
    lines = [
        f"# {head.id}: {_number(len(found))}, the best first. None is a fact before a person has looked at it.",
        "facts:",
    ]
    for one in found:
        lines.append(f"# {one.pattern}, score {one.score:.2f}{_explains(one, found)}")
        lines += _entry(one.fact)
    new = together(found)
    if new:
        lines += ["# For dossier.yaml, where the facts above name what it lacks:", _dumped(new).rstrip("\n")]
    return "\n".join(lines) + "\n"


def listed(text: Text, found: Sequence[Candidate]) -> str:
    """Three lines or more a candidate: score, pattern and market, the claim, the words."""
    lines: list[str] = []
    for one in found:
        market = one.fact.get("market")
        where = ", ".join(market) if isinstance(market, list) else str(market or "-")
        status = " ".join(str(one.fact[name]) for name in ("status", "certainty") if name in one.fact)
        lines += [
            f"{one.score:.2f}  {one.pattern}  {where}  {status}",
            *_wrapped(clean(str(one.fact["claim"])), "      "),
            *_wrapped(f'"{clean(" ".join(text.raw[slice(*one.span)].split()))}"', "      "),
            "",
        ]
    lines.append(f"{_number(len(found))}, the best first. {_WARNING}")
    return "\n".join(lines) + "\n"


def tables(schema: str, head: Head, text: Text, found: Sequence[Candidate]) -> str:
    """The candidates as JSON, each with the pattern, the score, the span in the text and its words."""
    return json_of.json(schema, {"source": head.id, "candidates": [_object(text, one) for one in found]})


def together(found: Sequence[Candidate]) -> dict[str, dict[str, dict[str, object]]]:
    """What the candidates need in dossier.yaml: table -> id -> entry."""
    new: dict[str, dict[str, dict[str, object]]] = {}
    for one in found:
        for table, entries in one.new.items():
            new.setdefault(table, {}).update({id: dict(entry) for id, entry in entries.items()})
    return new


def _object(text: Text, one: Candidate) -> dict[str, Any]:
    return {
        "pattern": one.pattern,
        "score": one.score,
        "fact": dict(one.fact),
        "new": {table: {id: dict(entry) for id, entry in entries.items()} for table, entries in one.new.items()},
        "span": list(one.span),
        "words": " ".join(text.raw[slice(*one.span)].split()),
        "explains": list(one.explains) if one.explains else None,
    }


def _explains(one: Candidate, found: Sequence[Candidate]) -> str:
    turn = next((f for f in found if one.explains and f.span == one.explains), None)
    return f"; explains {turn.pattern}, {turn.fact['anchor']!r}" if turn else ""


def _number(count: int) -> str:
    return f"{count} candidate{'' if count == 1 else 's'}"


def _wrapped(words: str, indent: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _entry(fact: Mapping[str, object]) -> list[str]:
    """A fact as the files of a dossier write it: a line a key, lists in brackets."""
    lines = []
    for name, value in fact.items():
        nested = isinstance(value, list | dict)
        shown = writer.safe_dump(
            value if nested else {name: value},
            allow_unicode=True,
            sort_keys=False,
            width=1000,
            default_flow_style=nested,
        ).rstrip("\n")
        key = writer.safe_dump({name: 0}, default_flow_style=False).partition(": 0")[0]
        lines.append(f"  {key}: {shown}" if nested else f"  {shown}")
    return [f"- {lines[0].strip()}", *lines[1:]]


def _dumped(value: Mapping[str, object]) -> str:
    return writer.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None)
