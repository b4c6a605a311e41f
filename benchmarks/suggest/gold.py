"""Gold files: what a person would take from an article. One YAML an article, its text `<name>.txt` elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml as reader

from xbrief.dossier import places, yaml
from xbrief.dossier.files import content
from xbrief.dossier.schema import KINDS
from xbrief.errors import UnknownName, XbriefError
from xbrief.evidence import anchor
from xbrief.evidence.anchor import Span
from xbrief.evidence.text import Text, read

_HEAD = frozenset({"company", "home", "language", "published", "title", "gold"})
_NEEDED = ("market", "kind", "anchor")


@dataclass(frozen=True, slots=True)
class Gold:
    """One fact that is to be found; `fields` are its own, `market` alpha-2 codes, none for the company itself."""

    kind: str
    market: frozenset[str]
    fields: Mapping[str, Any]
    span: Span
    optional: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article and what a person found in it."""

    name: str
    company: str
    home: str | None
    language: str
    published: str | None
    title: str
    text: Text
    gold: tuple[Gold, ...]


def articles(gold: Path, texts: Path) -> list[Article]:
    """The articles of a folder of gold files, by name; XbriefError, with the place, for what is broken or missing."""
    for folder in (gold, texts):
        if not folder.is_dir():
            raise XbriefError(f"there is no folder {folder}", "name the folders of the gold files and of the texts")
    files = sorted(path for path in gold.iterdir() if path.suffix in {".yaml", ".yml"})
    if not files:
        raise XbriefError(f"{gold} holds no gold file", "one .yaml an article")
    return [article(path, texts) for path in files]


def article(path: Path, texts: Path) -> Article:
    """The article of one gold file."""
    page = yaml.decode(content(path), str(path))
    node = yaml.parse(page)
    if fault := next((problem for problem in page.problems if problem.severity == "error"), None):
        raise XbriefError(f"{fault.place}: {fault.message}", fault.hint)
    # Scalars as they are written: `no` is a country.
    held = reader.BaseLoader(page.text).get_single_data()
    if not isinstance(held, dict) or not isinstance(node, yaml.Mapping):
        raise XbriefError(f"{path}: no mapping", "it needs company, language, published and gold")
    if unknown := held.keys() - _HEAD:
        raise XbriefError(f"{path}: unknown {', '.join(sorted(unknown))}", f"its keys are {', '.join(sorted(_HEAD))}")
    if not isinstance(held.get("company"), str) or not isinstance(held.get("gold"), list):
        raise XbriefError(f"{path}: it needs `company`, a name, and `gold`, a list", "an empty list tests silence")
    text = _text(texts / f"{path.stem}.txt", path)
    places_of = node.pairs["gold"].items if isinstance(node.pairs.get("gold"), yaml.Sequence) else []
    found = [_gold(entry, f"{path}:{spot.line}", text) for entry, spot in zip(held["gold"], places_of, strict=True)]
    return Article(
        path.stem,
        held["company"],
        held.get("home") or None,
        held.get("language") or "en",
        held.get("published") or None,
        held.get("title") or "",
        text,
        tuple(found),
    )


def _text(path: Path, gold: Path) -> Text:
    try:
        return read(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise XbriefError(f"{gold} has no text", f"write the article into {path}") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise XbriefError(f"{path} cannot be read: {fault}", "save the text as UTF-8") from None


def _gold(entry: Any, place: str, text: Text) -> Gold:
    if not isinstance(entry, dict):
        raise XbriefError(f"{place}: no mapping", "a fact is a mapping with market, kind, fields and anchor")
    if lacking := [name for name in _NEEDED if name not in entry]:
        raise XbriefError(f"{place}: {', '.join(lacking)} missing", "each fact needs market, kind and anchor")
    if entry["kind"] not in KINDS:
        raise XbriefError(f"{place}: {entry['kind']!r} is no kind", f"one of {', '.join(KINDS)}")
    spans = anchor.places(str(entry["anchor"]), text) or anchor.outside(str(entry["anchor"]), text)
    if len(spans) != 1:
        times = "not at all" if not spans else f"{len(spans)} times"
        raise XbriefError(f"{place}: the anchor {entry['anchor']!r} is found {times}", "it is to be found once")
    markets = entry["market"] if isinstance(entry["market"], list) else [entry["market"]]
    codes = frozenset(code for m in markets for code in _codes(str(m), place))
    fields = {k: v for k, v in entry.items() if k not in {*_NEEDED, "optional"}}
    return Gold(entry["kind"], codes, fields, spans[0], str(entry.get("optional", "")).lower() in {"true", "yes"})


def _codes(name: str, place: str) -> tuple[str, ...]:
    if name.lower() in {"", "null", "~", "none"}:
        return ()
    if places.is_country(name.lower()):
        return (name.lower(),)
    try:
        found = places.resolve(name)
    except UnknownName as fault:
        raise XbriefError(f"{place}: {fault.message}", "markets are alpha-2 codes, names, or null") from None
    return found.members if isinstance(found, places.Region) else (found.code,)
