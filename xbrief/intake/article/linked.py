"""What a page says of its article to search engines: JSON-LD by schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

_ARTICLES = frozenset(
    {"blogposting", "report", "pressrelease", "analysisnewsarticle", "scholarlyarticle", "techarticle"}
)
# Levels of a page's data; deeper ones are no article of its own.
_DEEPEST = 8


def article(scripts: Sequence[str], url: str | None, heading: str) -> dict[str, Any]:
    """What the data say of the page's own article: title, authors, publisher, published, language, each where it is
    there. Where they tell of several articles, the one of this address or this heading; else nothing.
    """
    found = [each for script in scripts for each in _articles(_parsed(script), 0)]
    own = [e for e in found if (heading and _text(e.get("headline")) == heading) or (url and url in _addresses(e))]
    if not own and len(found) != 1:
        return {}
    entry = (own or found)[0]
    told = {
        "title": _text(entry.get("headline")) or _text(entry.get("name")),
        "authors": tuple(filter(None, map(_name, _listed(entry.get("author"))))),
        "publisher": _name(entry.get("publisher")),
        "published": _text(entry.get("datePublished")),
        "language": _text(entry.get("inLanguage")),
    }
    return {key: value for key, value in told.items() if value}


def _parsed(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _articles(each, depth + 1)
    elif isinstance(data, dict):
        kinds = {str(kind).rpartition("/")[2].casefold() for kind in _listed(data.get("@type"))}
        if any(kind.endswith("article") or kind in _ARTICLES for kind in kinds):
            yield data
        else:
            for each in data.values():
                yield from _articles(each, depth + 1)


def _addresses(entry: dict[str, Any]) -> set[str]:
    page = entry.get("mainEntityOfPage")
    given = [entry.get("url"), entry.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return {each.partition("#")[0] for each in given if isinstance(each, str)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
