"""A dossier under other names and in another time: company, markets, parties, people, categories, brands, 28 years on.

Ids of facts, sources and origins stay. New names keep the order of the old ones, their first letter and a final s, so
that nothing but the name changes; 28 years keep the days of the week and the leap years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.truth.tables import read
from xbrief.claims.group import slug
from xbrief.dossier import places

YEARS = 28
# Other countries, in the order of their codes.
OTHERS = sorted(
    {"at", "be", "bg", "ch", "cl", "cz", "dk", "ee", "fi", "gr", "hu", "ie", "is", "lt", "lu", "my", "nz", "pe"}
)
DATES = frozenset({"at", "from", "until", "target", "observed", "published"})
TEXTS = frozenset(
    {"claim", "label", "about", "effect", "measure", "unnamed", "anchor", "note", "title", "publisher", "authors"}
)
_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Renaming:
    """New names by old ones. `words` are names in print, longest first; `ids` of parties, people and categories."""

    ids: Mapping[str, str]
    words: Mapping[str, str]
    markets: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=lambda w: (-len(w), w))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    @cached_property
    def _back(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        found: dict[str, str] = {}
        for old, new in self.words.items():
            found.setdefault(new, old)
        longest = sorted(found, key=lambda w: (-len(w), w))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), found

    def text(self, value: str) -> str:
        return _YEAR.sub(lambda y: str(int(y[1]) + YEARS), self._pattern.sub(lambda w: self.words[w[0]], value))

    def back(self, value: str) -> str:
        """A sentence in the old names and years."""
        pattern, old = self._back
        value = pattern.sub(lambda w: old[w[0]], value)
        for before, after in self.markets.items():
            value = value.replace(places.country(after).full, places.country(before).full)
        return re.sub(r"(?<![\d-])(20[345]\d)(?!\d)", lambda y: str(int(y[1]) - YEARS), value)

    def key(self, key: str, kept: Iterable[str]) -> str:
        """The id of a finding or the key of a claim under the new names; ids of facts and origins within it stay."""
        market, *rest = key.split(".")
        known = set(kept)
        parts = [part if part in known else self._part(part) for r in rest for part in re.split(r"([.@+#])", f".{r}")]
        return self.markets.get(market, market) + "".join(parts)

    def _part(self, part: str) -> str:
        if part in self.ids:
            return self.ids[part]
        return shift(self._slugs[0].sub(lambda w: self._slugs[1][w[0]], part))

    @cached_property
    def _slugs(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        found = {slug(old): slug(new) for old, new in sorted(self.words.items(), reverse=True)}
        longest = sorted(found, key=lambda w: (-len(w), w))
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, longest))})(?![a-z0-9])"), found


def renaming(folder: Path) -> Renaming:
    """New names for all that a dossier names."""
    main = read(folder / "dossier.yaml")
    facts = [f for path in sorted(folder.glob("*.yaml")) if path.name != "dossier.yaml" for f in read(path)["facts"]]
    ids: dict[str, str] = {}
    words: dict[str, str] = {}
    for letter, entries in (("q", main["parties"]), ("h", main["people"]), ("w", main["categories"])):
        for n, (old, entry) in enumerate(sorted(entries.items())):
            printed = entry.get("name") or entry["label"]
            new = f"{old[0]}{letter}{_letters(n)}{'s' if printed.endswith('s') else ''}"
            ids[old] = new
            words[printed] = new if "label" in entry else new.capitalize()
            if "label" in entry:
                words[printed[0].upper() + printed[1:]] = new.capitalize()
            for k, alias in enumerate(entry.get("aliases", ())):
                words.setdefault(alias, f"{new.capitalize()}x{_letters(k)}")
    for n, brand in enumerate(sorted(main["brands"])):
        words.setdefault(brand, f"B{_letters(n)}rand")
    products = sorted({p for f in facts for p in f.get("products", ()) if not _branded(p, main["brands"])})
    for n, product in enumerate(products):
        words.setdefault(product, f"P{_letters(n)}roduct")
    words |= _surnames(main["people"], ids)
    company = main["company"]
    ids.setdefault(company["id"], ids.get(company["id"], "zzz"))
    words.setdefault(company["name"], ids[company["id"]].capitalize())
    codes = sorted({code for f in facts for code in _list(f.get("market"))} | _homes(main))
    return Renaming(ids, words, dict(zip(codes, OTHERS, strict=False)))


def _letters(number: int) -> str:
    """A number as two letters, in the same order."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def _surnames(people: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, str]:
    """Texts call people by their last name too."""
    return {p["name"].split()[-1]: f"{ids[i].capitalize()}son" for i, p in people.items()}


def _branded(product: str, brands: Iterable[str]) -> bool:
    return any(product.startswith(brand) for brand in brands)


def _list(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value] if value else []


def _homes(main: Mapping[str, Any]) -> set[str]:
    entries = (main["company"], *main["parties"].values())
    return {entry["home"] for entry in entries if entry.get("home")}


def shift(text: str) -> str:
    """An EDTF date 28 years on."""
    return re.sub(r"(?<!\d)(\d{4})(?=-|~|/|$)", lambda y: str(int(y[1]) + YEARS), text)


def later(day: date) -> date:
    return day.replace(year=day.year + YEARS)


def write(source: Path, names: Renaming, folder: Path) -> None:
    """The dossier under its new names."""
    for path in sorted(source.glob("*.yaml")):
        page = read(path)
        new = _main(page, names) if path.name == "dossier.yaml" else _page(page, names)
        (folder / path.name).write_text(yaml.safe_dump(new, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _main(main: Mapping[str, Any], names: Renaming) -> dict[str, Any]:
    def entry(old: Mapping[str, Any]) -> dict[str, Any]:
        return {k: _named(k, v, names) for k, v in old.items()}

    company = main["company"]
    return {
        **main,
        "company": {**entry(company), "id": names.ids[company["id"]]},
        "main": names.ids[main["main"]],
        "categories": {names.ids[i]: entry(c) for i, c in main["categories"].items()},
        "brands": {names.words[b]: names.ids[c] for b, c in main["brands"].items()},
        "parties": {names.ids[i]: entry(p) for i, p in main["parties"].items()},
        "people": {names.ids[i]: entry(p) for i, p in main["people"].items()},
        "origins": {i: names.text(text) for i, text in main["origins"].items()},
        "watch": [_item(item, names) for item in main.get("watch", [])],
    }


def _item(item: Mapping[str, Any], names: Renaming) -> dict[str, Any]:
    """What is waited for, with its market and its goods under their new names."""
    new = {k: names.ids.get(v, v) if k in {"categories", "parties", "on"} else v for k, v in item.items()}
    return {
        **new,
        "market": names.markets[item["market"]],
        "words": names.text(item["words"]),
        "since": shift(item["since"]),
    }


def _named(key: str, value: Any, names: Renaming) -> Any:
    """A value of an entry of dossier.yaml."""
    if key == "home":
        return names.markets[value]
    if key == "of":
        return names.ids[value]
    if key == "aliases":
        return [names.text(alias) for alias in value]
    return names.text(value) if key in {"name", "label", "role"} else value


def _page(page: Mapping[str, Any], names: Renaming) -> dict[str, Any]:
    head = {k: _head(k, v, names) for k, v in page.items() if k != "facts"}
    return {**head, "facts": [{k: _value(k, v, fact, names) for k, v in fact.items()} for fact in page["facts"]]}


def _head(key: str, value: Any, names: Renaming) -> Any:
    if value is None:
        return None
    if key in DATES:
        return shift(value)
    if isinstance(value, list):
        return [names.text(v) for v in value]
    return names.text(value) if key in TEXTS else value


def _value(key: str, value: Any, fact: Mapping[str, Any], names: Renaming) -> Any:
    """A field of a fact."""
    if isinstance(value, list):
        return [_value(key, v, fact, names) for v in value]
    if isinstance(value, dict):
        inner = {"unnamed": names.text, "category": names.ids.__getitem__, "about": names.text}
        return {k: inner.get(k, str)(v) for k, v in value.items()}
    return None if value is None else _single(key, value, fact, names)


def _single(key: str, value: str, fact: Mapping[str, Any], names: Renaming) -> str:
    if key in DATES:
        return shift(value)
    if key == "market":
        return names.markets[value]
    if key in {"categories", "on", "parties", "sellers", "by", "operator", "authority", "says"} or (
        key == "of" and fact["kind"] == "metric"
    ):
        return names.ids.get(value) or names.text(value)
    return names.text(value) if key in TEXTS | {"products"} and not _enumerated(key, fact) else value


def _enumerated(key: str, fact: Mapping[str, Any]) -> bool:
    return key == "effect" and fact["kind"] == "regulation"
