"""Small dossiers for the examples of rules: facts with little more than what an example is about, written and loaded.

A fact takes its missing fields from here: id (`<market>-ex-<number>`), market (nl), claim, anchor, and the source that
prints it (`publisher`, `published`). Every organisation and speaker that a fact names is declared under its id in title
case; an example may say more with `people`, `parties` or `stale`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from xbrief.dossier.load import load
from xbrief.model import Dossier

COMPANY = {"id": "halden", "name": "Halden", "home": "no"}
CATEGORIES = {"e-bikes": {"label": "e-bikes"}, "helmets": {"label": "helmets"}, "locks": {"label": "locks"}}
STALE = {
    "availability": "1y",
    "presence": "2y",
    "production": "2y",
    "party": "2y",
    "outlet": "1y",
    "duty": "1y",
    "measure": "2y",
    "rival": "2y",
    "figure": "1y",
}
PUBLISHER, PUBLISHED = "The Courier", "2019-06-15"
PARTIES = ("parties", "sellers", "by", "operator", "authority")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def make(example: Mapping[str, Any], folder: Path) -> tuple[Dossier, date]:
    """The dossier of an example, and its as-of day: the newest source's unless it names one."""
    facts = [_fact(n, fact) for n, fact in enumerate(example["facts"], 1)]
    _write(folder / "dossier.yaml", _main(facts, example))
    for source, members in _sources(facts).items():
        _write(folder / f"{source}.yaml", _page(source, members))
    loaded = load(folder)
    assert not loaded.problems, "\n".join(f"{p.code} {p.message} ({p.hint})" for p in loaded.problems)
    as_of = example.get("as_of")
    day = date.fromisoformat(_text("as_of", as_of)) if as_of else _newest(loaded.dossier)
    return loaded.dossier, day


def _newest(dossier: Dossier) -> date:
    return max(s.known for s in dossier.sources.values() if s.known)


def _fact(number: int, given: Mapping[Any, Any]) -> dict[str, Any]:
    # YAML 1.1 takes an unquoted `on:` for true.
    fact = {"on" if k is True else str(k): _typed("on" if k is True else str(k), v) for k, v in given.items()}
    market = fact.get("market", "nl")
    prefix = market if isinstance(market, str) else "xx"
    return {"id": f"{prefix}-ex-{number}", "market": "nl", "claim": "It is so.", "anchor": "it is so", **fact}


def _typed(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_typed(key, v) for v in value]
    if isinstance(value, dict):
        return {str(k): _typed(str(k), v) for k, v in value.items()}
    return None if value is None else _text(key, value)


def _text(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return ("yes" if value else "no") if key in {"authorised", "market"} else str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _main(facts: Iterable[Mapping[str, Any]], example: Mapping[str, Any]) -> dict[str, Any]:
    named = {str(p) for f in facts for key in PARTIES for p in _list(f.get(key)) if _ID.fullmatch(str(p))}
    said = {str(s) for f in facts for s in _list(f.get("says")) if isinstance(s, str)}
    people = {i: {"name": _title(i)} for i in sorted(said - named - {COMPANY["id"]})}
    given = {key: _typed(key, example.get(key, {})) for key in ("people", "parties", "stale")}
    people |= {i: {"name": _title(i), **entry} for i, entry in given["people"].items()}
    employers = {entry["of"] for entry in people.values() if "of" in entry}
    parties = {i: {"name": _title(i)} for i in sorted((named | employers) - set(people))}
    parties |= {COMPANY["id"]: {"name": COMPANY["name"]}}
    parties |= {i: {**parties.get(i, {"name": _title(i)}), **entry} for i, entry in given["parties"].items()}
    origins = sorted({f["origin"] for f in facts if f.get("origin")})
    return {
        "company": COMPANY,
        "main": "e-bikes",
        "categories": CATEGORIES,
        "parties": parties,
        "people": people,
        "origins": {i: f"the {i.replace('-', ' ')}" for i in origins},
        "stale": STALE | given["stale"],
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _title(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split("-"))


def _sources(facts: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Facts of one publisher and day stand in one source."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for fact in facts:
        words = f"{fact.get('publisher', PUBLISHER)} {fact.get('published', PUBLISHED)}"
        found.setdefault("-".join(re.findall(r"[a-z0-9]+", words.lower())), []).append(fact)
    return found


def _page(source: str, facts: list[Mapping[str, Any]]) -> dict[str, Any]:
    first = facts[0]
    return {
        "id": source,
        "title": "An article",
        "publisher": first.get("publisher", PUBLISHER),
        "published": first.get("published", PUBLISHED),
        "url": None,
        "facts": [{k: v for k, v in fact.items() if k not in {"publisher", "published"}} for fact in facts],
    }


def _write(path: Path, page: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(page), allow_unicode=True, sort_keys=False), encoding="utf-8")
