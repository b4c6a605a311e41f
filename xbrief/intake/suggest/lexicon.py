"""The data of a language: a folder beside this file. Only these modules read it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from xbrief.dossier.yaml import LOADER

_HERE = Path(__file__).parent


def languages() -> frozenset[str]:
    """The languages in which candidates can be found, by their codes."""
    return frozenset(path.parent.name for path in _HERE.glob("*/words.yaml"))


@cache
def words(language: str, name: str) -> dict[str, Any]:
    """What `<language>/<name>.yaml` holds; every scalar is text."""
    found: dict[str, Any] = LOADER((_HERE / language / f"{name}.yaml").read_text("utf-8")).get_single_data()
    return found


@cache
def places(language: str) -> tuple[tuple[str, str, str], ...]:
    """Of each place its code (`-` for a region that is no market), its name, and how: `name`, `people` or `city`."""
    found: list[tuple[str, str, str]] = []
    for line in (_HERE / language / "places.tsv").read_text("utf-8").splitlines():
        code, *groups = line.split("\t")
        for how, names in zip(("name", "people", "city"), groups, strict=True):
            found += [(code, name, how) for name in names.split("|") if name]
    return tuple(found)


@cache
def kinds(language: str) -> frozenset[str]:
    """The names of the files of a language."""
    return frozenset(path.stem for path in (_HERE / language).glob("*.yaml"))


@cache
def expression(language: str, section: str, name: str) -> re.Pattern[str]:
    """An expression of `words.yaml`, capitals aside; blanks in it count only as `[ ]`."""
    return re.compile(words(language, "words")[section][name], re.IGNORECASE | re.VERBOSE)
