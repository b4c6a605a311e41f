"""Small invented dossiers, written into a test's own folder: a test gives the lines that matter, the rest is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

from xbrief.dossier.load import Loaded, load
from xbrief.problems import Problem

DOSSIER = {
    "company": "{id: nordwind, name: Nordwind, home: 'no'}",
    "main": "lamps",
    "categories": "\n  lamps: {label: lamps, hs: {HS2022: '9405.21'}}\n  kettles: {label: kettles}",
    "brands": "{Lumo: lamps}",
    "parties": "\n  butik: {name: Butik AG, aliases: [Butik Bern], type: retailer, home: ch}",
    "people": "\n  eva-lund: {name: Eva Lund, of: nordwind, role: chief executive}",
    "origins": "{fair-2020: 'the lamp fair of 2020'}",
    "stale": "{availability: 1y, party: 6m}",
}
HEAD = {
    "id": "ex-2020-02",
    "title": "A shop opens",
    "publisher": "Example",
    "authors": "[Ada Ek]",
    "published": "'2020-02-03'",
    "url": "https://ex.example/shop",
    "language": "sv",
}
EARLIER = """\
id: ex-2020-01
title: Plans
publisher: Example
published: '2020-01'
url: null
origin: fair-2020
facts:
- id: ch-ex2001-shop
  market: ch
  kind: offer
  categories: [lamps]
  status: planned
  claim: Nordwind will sell lamps.
  anchor: will sell lamps
"""
LATER = """\
id: ex-2021-03
title: The end
publisher: Example
published: '2021-03-04'
url: null
facts:
- id: ch-ex2103-closed
  market: ch
  kind: event
  event: exit
  at: '2021-03'
  claim: Nordwind has left.
  anchor: Nordwind has left
"""
#: What a fact of a kind needs beside the keys of every fact; other kinds bring theirs along.
NEEDS: Mapping[str, Mapping[str, str]] = {"offer": {"categories": "[lamps]", "status": "active"}}
FACT = {"id": "ch-ex2002-lamps", "market": "ch", "claim": "Nordwind sells lamps.", "anchor": "sells lamps"}


def lines(pairs: Mapping[str, str], given: str) -> str:
    """The pairs that the given lines do not have themselves, and then those lines."""
    own = set(re.findall(r"^(\w+):", given, re.MULTILINE))
    kept = "".join(f"{key}: {value}\n" for key, value in pairs.items() if key not in own)
    return kept + (given.rstrip("\n") + "\n" if given else "")


def fact(given: str = "") -> str:
    """The lines of a fact, with those that its kind needs; `given` takes their place."""
    given = dedent(given).strip("\n")
    kind = re.search(r"^kind: (\w+)", given, re.MULTILINE)
    needs = NEEDS.get(kind[1] if kind else "offer", {})
    text = lines({**FACT, "kind": "offer", **needs}, given)
    return "- " + indent(text, "  ").lstrip()


def source(*facts: str, head: str = "") -> str:
    return lines(HEAD, dedent(head)) + "facts:" + ("\n" + "".join(facts) if facts else " []\n")


def dossier(given: str = "") -> str:
    return lines(DOSSIER, dedent(given))


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A small dossier: dossier.yaml, an earlier and a later source, and the files given, which may replace them."""
    root.mkdir(exist_ok=True)
    around = {"dossier.yaml": dossier(), "ex-2020-01.yaml": EARLIER, "ex-2021-03.yaml": LATER}
    for name, text in {**around, **files}.items():
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def loaded(root: Path, *facts: str, head: str = "", **files: str) -> Loaded:
    """What comes of a source with these facts; `main` and others replace files by name without .yaml."""
    named = {f"{name.replace('_', '-')}.yaml": text for name, text in files.items()}
    return load(write(root, {"ex-2020-02.yaml": source(*facts, head=head), **named}))


def told(result: Loaded) -> list[str]:
    return [problem.code for problem in result.problems]


def only(result: Loaded, code: str) -> Problem:
    """The one problem that came out."""
    assert told(result) == [code], result.problems
    return result.problems[0]


def held(result: Loaded) -> set[str]:
    return set(result.dossier.facts)


def place_of(mark: str, text: str) -> tuple[int, int]:
    """Line and column of a mark in a text, from 1."""
    before = text[: text.index(mark)].split("\n")
    return len(before), len(before[-1]) + 1
