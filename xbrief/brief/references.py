"""Sources as items of CSL-JSON (Citation Style Language 1.0.2), from which every bibliographic format is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from xbrief.language import dates
from xbrief.model import Edtf, Point, Source

Item = Mapping[str, Any]

# A name of which it is plain what the family calls itself: two words, or initials between them.
_NAME = re.compile(r"(?P<given>[^\W\d_][\w'’-]*(?: [^\W\d_]\.)*) (?P<family>[^\W\d_][\w'’-]*)")
_ORDERED = re.compile(r"(?P<family>[^,]+), (?P<given>[^,]+)")
# Beside a name these words make an organisation, or an office, of it.
_NO_PERSON = frozenset(
    {
        *("agency", "bureau", "correspondent", "desk", "editor", "editorial", "editors", "group", "magazine", "media"),
        *("news", "newspaper", "newsroom", "online", "post", "press", "report", "reporter", "reporters", "reports"),
        *("staff", "team", "the", "times", "today", "tv", "wire", "writer", "writers"),
    }
)
# Where the family name commonly comes first.
_FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})


def items(sources: Iterable[Source]) -> list[Item]:
    """The sources as items, each once, in order of their keys."""
    return [item(source) for source in sorted(set(sources), key=lambda s: (s.key.casefold(), s.key))]


def item(source: Source) -> Item:
    """One source. What is not known has no key; what is on no web page is a `document`."""
    found = {
        "id": source.key,
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "author": [name(author, source.language) for author in source.authors],
        "issued": issued(source.published) if source.published else None,
        "container-title": source.publisher,
        "language": source.language,
        "URL": source.url,
    }
    return {key: value for key, value in found.items() if value}


def name(author: str, language: str | None = None) -> Mapping[str, str]:
    """`family` and `given` where it is plain which is which, else the name as it is written, `literal`."""
    found = _ORDERED.fullmatch(author)
    if found is None and (language or "").partition("-")[0] not in _FAMILY_FIRST:
        found = _NAME.fullmatch(author)
        if found and not _is_person(found["given"], found["family"]):
            found = None
    return {"family": found["family"], "given": found["given"]} if found else {"literal": author}


def _is_person(given: str, family: str) -> bool:
    words = (*given.split(), family)
    # `Kim Min-seo`: a second part in small letters is a given name, so the family name stood first.
    romanised = any(part[:1].islower() for part in family.split("-"))
    shouted = any(len(word) > 1 and word.isupper() for word in (given, family))
    return not (romanised or shouted or not given[0].isupper() or _NO_PERSON & {word.lower() for word in words})


def issued(when: Edtf) -> Mapping[str, Any]:
    """The date as CSL has it: parts to the precision held, a pair of them for a span, `literal` for an open end.

    A quarter and a half are spans of months; `circa` marks what is approximate.
    """
    if when.start is None or when.end is None:
        return {"literal": dates.label(when)}
    first, last = _parts(when.start, last=False), _parts(when.end, last=True)
    circa = {"circa": True} if when.approximate else {}
    return {"date-parts": [first] if first == last else [first, last], **circa}


def _parts(point: Point, *, last: bool) -> list[int]:
    day = point.latest if last else point.earliest
    number = {"year": 1, "day": 3}.get(point.precision, 2)
    return [day.year, day.month, day.day][:number]
