"""The truth tables and what shows them, read as they are written: every scalar is text, `null` is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
DOSSIERS = FOLDER.parent / "dossiers"
SHOWN = FOLDER / "shown"

About = Mapping[str, Any]


class Text(yaml.SafeLoader):
    """YAML in which every scalar is text, but for a plain `null`: `no`, 1.10 and 2015-02-13 stay what they are."""


Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Any:
    return Text(path.read_text(encoding="utf-8")).get_single_data()


@dataclass(frozen=True, slots=True)
class Twin:
    """The smallest change of the dossier after which a statement that must not be made holds."""

    set: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    add: tuple[Mapping[str, Any], ...] = ()
    source: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Must:
    n: str
    learns: str
    facts: tuple[str, ...]
    about: tuple[About, ...]


@dataclass(frozen=True, slots=True)
class MustNot:
    n: str
    looks_like: str
    word: bool
    about: tuple[About, ...]
    twin: Twin


@dataclass(frozen=True, slots=True)
class Table:
    """`dossier` is the folder of `tests/dossiers` that it tells of; empty for the bundled dossier."""

    name: str
    dossier: str
    market: str
    as_of: date
    must: tuple[Must, ...]
    must_not: tuple[MustNot, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding (by id, in a state) or a claim (with what is asserted of it) that shows a row, and the facts of it.

    `facts` must be among those of the finding; `also` are the only others that it may carry.
    """

    finding: str = ""
    state: str = ""
    claim: str = ""
    asserts: Mapping[str, Any] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


@cache
def tables() -> tuple[Table, ...]:
    return tuple(_table(path) for path in sorted(FOLDER.glob("*.yaml")))


@cache
def shown(name: str) -> Mapping[str, tuple[Shown, ...]]:
    """What shows each row of a table, by the number of the row."""
    path = SHOWN / f"{name}.yaml"
    rows = read(path)["must"] if path.exists() else {}
    return {n: tuple(_shown(entry) for entry in entries) for n, entries in rows.items()}


def _table(path: Path) -> Table:
    data = read(path)
    return Table(
        name=path.stem,
        dossier=data.get("dossier", ""),
        market=data["market"],
        as_of=date.fromisoformat(data["as_of"]),
        must=tuple(Must(r["n"], r["learns"], tuple(r["facts"]), _several(r["about"])) for r in data["must"]),
        must_not=tuple(
            MustNot(r["n"], r["looks_like"], r.get("word") == "yes", _several(r["about"]), _twin(r["twin"]))
            for r in data["must_not"]
        ),
    )


def _several(about: Any) -> tuple[About, ...]:
    return tuple(about) if isinstance(about, list) else (about,)


def _twin(data: Mapping[str, Any]) -> Twin:
    return Twin(data.get("set", {}), tuple(data.get("add", ())), data.get("source", {}))


def _shown(entry: Mapping[str, Any]) -> Shown:
    known = {"finding", "state", "claim", "facts", "also"}
    return Shown(
        finding=entry.get("finding", ""),
        state=entry.get("state", "") if "finding" in entry else "",
        claim=entry.get("claim", ""),
        asserts={k: v for k, v in entry.items() if k not in known or (k == "state" and "claim" in entry)},
        facts=frozenset(entry.get("facts", ())),
        also=frozenset(entry.get("also", ())),
    )
