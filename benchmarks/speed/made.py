"""Dossiers and ledgers of any size, made up by rule: the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

MARKETS = (
    "kr",
    "br",
    "us",
    "in",
    "gb",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "jp",
    "cn",
    "mx",
    "id",
    "tr",
    "ca",
    "au",
    "za",
    "ng",
    "eg",
)
_HEAD = """company: {id: acme, name: Acme, home: se}
main: lamps
categories: {lamps: {label: lamps}, heaters: {label: heaters}, fans: {label: fans}, locks: {label: locks}}
parties: {kt: {name: KT, type: carrier, home: kr}, ardo: {name: Ardo, type: retailer}}
"""
_GOODS = ("lamps", "heaters", "fans", "locks")
_FIRST = date(2012, 1, 1)
_DAYS = 5000


def dossier(folder: Path, files: int, facts: int = 10, markets: tuple[str, ...] = MARKETS, most: int = 0) -> None:
    """A dossier of so many sources with so many facts each, spread over the markets.

    With `most` the first market has that many facts at the most, and the others share the rest.
    """
    folder.mkdir(parents=True)
    (folder / "dossier.yaml").write_text(_HEAD, "utf-8")
    held = 0
    for n in range(files):
        day = _FIRST + timedelta(days=n * _DAYS // files)
        source = f"wire-{day:%Y-%m}-a{n}"
        lines = [f"id: {source}", f"title: Report {n}", "publisher: The Wire", "authors: []", f"published: {day}"]
        lines += ["url: null", "language: en", "facts:"]
        for k in range(facts):
            market = markets[(n * facts + k) % len(markets)]
            if most and market == markets[0]:
                held += 1
                market = market if held <= most else markets[1 + (n + k) % (len(markets) - 1)]
            lines += _fact(market, n, k, day)
        (folder / f"{source}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _fact(market: str, n: int, k: int, day: date) -> list[str]:
    goods = _GOODS[(n + k) % len(_GOODS)]
    own = (
        ["kind: offer", f"categories: [{goods}]", "status: active"],
        ["kind: partner", "parties: [kt]", "role: carrier", "status: active"],
        ["kind: view", f"about: sales of {goods} in year {n}"],
        ["kind: metric", "name: units", f"value: {1000 + n}", "unit: units", f"observed: {day.year}", f"of: {goods}"],
        ["kind: event", "event: store-opening", f"at: {day}", f"label: shop {n}-{k}"],
    )[(n * 7 + k) % 5]
    told = [
        f"claim: Acme does thing {k} of number {n} there.",
        *own,
        "certainty: asserted",
        f"anchor: Acme does thing {n}",
    ]
    return [f"  - id: {market}-wire{day:%y%m}-{n}-{k}", f"    market: '{market}'", *(f"    {line}" for line in told)]


def texts(folder: Path, sources: Path) -> None:
    """The texts of a dossier's sources, 5 KB each, with the words of every anchor in them once."""
    folder.mkdir(parents=True)
    for path in sorted(sources.glob("wire-*.yaml")):
        number = path.stem.rpartition("-a")[2]
        filler = "\n".join(f"Line {line} of the report tells of other matters at some length." for line in range(76))
        (folder / f"{path.stem}.txt").write_text(f"Acme does thing {number} there, and more.\n{filler}\n", "utf-8")


def beans(path: Path, entries: int) -> None:
    """A ledger of beancount with so many transactions."""
    lines = ["2010-01-01 open Assets:Cash", "2010-01-01 open Expenses:Food"]
    for n in range(entries):
        day = _FIRST + timedelta(days=n * _DAYS // entries)
        lines += [f'{day} * "Shop {n}" "Food"', f"  Expenses:Food  {n % 90 + 1}.00 EUR", "  Assets:Cash", ""]
    path.write_text("\n".join(lines), "utf-8")
