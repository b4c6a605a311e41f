"""What xbrief makes of a market on a day: of a dossier as it is, and of twins with a small change.

A dossier is named by its folder of `tests/dossiers`, the bundled one by an empty name.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.truth.tables import DOSSIERS, Twin, read
from tests.truth.told import Told, told
from xbrief import bundled
from xbrief.brief import country
from xbrief.brief.market import Market, market
from xbrief.brief.types import Brief
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.dossier import places
from xbrief.dossier.load import load
from xbrief.model import Dossier
from xbrief.rules.load import builtin
from xbrief.rules.types import Finding, Rule


@dataclass(frozen=True)
class World:
    """One market on one day."""

    ledger: Ledger
    market: Market
    rules: Mapping[str, Rule]

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        return {f.id: f for f in self.market.findings}

    @cached_property
    def told(self) -> tuple[Told, ...]:
        return told(self.market.findings, self.ledger, self.rules)

    @cached_property
    def full(self) -> Brief:
        return country.brief(self.market, "full")

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence, item and cell of the full brief."""
        found: list[str] = []
        for section in self.full.sections:
            for block in section.blocks:
                found.extend(s.text for s in (*block.statements, *block.items))
            found.extend(cell.text for row in (section.table.rows if section.table else ()) for cell in row.cells)
        return tuple(found)


@cache
def rules() -> Mapping[str, Rule]:
    return builtin()


def of(dossier: Dossier, code: str, as_of: date) -> World:
    book = ledger(dossier, as_of)
    found = market(book, rules(), code, lambda c: places.country(c).full)
    assert found is not None, f"no fact on {code} is known on {as_of}"
    return World(book, found, rules())


def sources(name: str) -> Path:
    return DOSSIERS / name if name else bundled.sources()


@cache
def dossier(name: str = "") -> Dossier:
    return _sound(sources(name))


@cache
def real(code: str, as_of: date, name: str = "") -> World:
    return of(dossier(name), code, as_of)


def twin(change: Twin, code: str, as_of: date, folder: Path, name: str = "") -> World:
    """The world in which the dossier has the change; its files are written into the folder and loaded from there."""
    write(change, folder, name)
    return of(_sound(folder), code, as_of)


def write(change: Twin, folder: Path, name: str = "") -> None:
    facts = dossier(name).facts
    changed = {*change.source, *(facts[i].source for i in change.set), *(f["source"] for f in change.add)}
    for path in sources(name).glob("*.yaml"):
        if path.stem in changed:
            page = _changed(read(path), change)
            (folder / path.name).write_text(yaml.safe_dump(page, allow_unicode=True, sort_keys=False), encoding="utf-8")
        else:
            shutil.copyfile(path, folder / path.name)


def _changed(page: dict[str, Any], change: Twin) -> dict[str, Any]:
    head = _with(page, change.source.get(page["id"], {}))
    facts = [_with(fact, change.set.get(fact["id"], {})) for fact in page["facts"]]
    facts += [{k: v for k, v in fact.items() if k != "source"} for fact in change.add if fact["source"] == page["id"]]
    return {**head, "facts": facts}


def _with(entry: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with the fields set; one that is set to null goes."""
    found = {**entry, **fields}
    return {k: v for k, v in found.items() if v is not None or k not in fields}


def _sound(folder: Path) -> Dossier:
    loaded = load(folder)
    assert not loaded.errors, "\n".join(str(problem) for problem in loaded.errors)
    return loaded.dossier
