"""CSL-JSON, as Zotero exports it -> source files without facts. What an item does not say stays open."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xbrief.brief.references import name as parted
from xbrief.dossier import dates
from xbrief.dossier.values import CITEKEY, LANGUAGE, URL
from xbrief.errors import XbriefError
from xbrief.intake import source
from xbrief.model import Dossier
from xbrief.render.text import clean

# The markup that CSL permits within a text.
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an item; `number` counts from 1, `words` tell why it was skipped or is bad, or what it lost.

    Of a new one `id` names the file and `text` is what to write into it.
    """

    number: int
    state: Literal["new", "held", "bad"]
    words: str = ""
    id: str = ""
    text: str = ""


class _Bad(Exception):
    """The item cannot become a source; the words say why."""


def items(text: str, name: str) -> list[Any]:
    """The items of a file; XbriefError where it is no CSL-JSON."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise XbriefError(f"{name} is no JSON: {fault}", "export as CSL JSON") from None
    if not isinstance(found, list):
        raise XbriefError(f"{name} holds no list of items", "export as CSL JSON")
    return found


def taken(given: Sequence[Any], dossier: Dossier, names: Iterable[str] = ()) -> Iterator[Taken]:
    """What becomes of each item, in their order. `names` are ids that are not free, though no source has them."""
    held = {source.place(each.url): each.id for each in dossier.sources.values() if each.url}
    keys = {key.casefold(): s.id for s in dossier.sources.values() for key in (s.key, s.id)}
    ids = {*names, *dossier.sources}
    for number, item in enumerate(given, 1):
        try:
            record, lost = _record(item)
        except _Bad as fault:
            yield Taken(number, "bad", str(fault))
            continue
        key, url = record.get("citekey"), record["url"]
        owner = keys.get(key.casefold()) if key else None
        if owner or (url and source.place(url) in held):
            why = f"the citekey {key} is that of {owner}" if owner else f"{url} is that of {held[source.place(url)]}"
            yield Taken(number, "held", why)
            continue
        record = {"id": source.new_id(record, ids | keys.keys())} | record
        text = source.written(record)
        if wrong := source.fault(record["id"], text):
            yield Taken(number, "bad", wrong)
            continue
        ids.add(record["id"])
        keys |= {word.casefold(): record["id"] for word in (key, record["id"]) if word}
        held |= {source.place(url): record["id"]} if url else {}
        yield Taken(number, "new", lost, record["id"], text)


def _record(item: Any) -> tuple[dict[str, Any], str]:
    """The fields of a source file but for its id, and what could not be kept of the item."""
    if not isinstance(item, Mapping):
        raise _Bad("it is no object")
    title, url = _words(item, "title"), _words(item, "URL") or None
    if url and not URL.fullmatch(url):
        raise _Bad(f"its URL `{url}` is not an address that begins with http:// or https://, and is not taken")
    publisher = _words(item, "container-title") or _words(item, "publisher") or source.host(url)
    if not title:
        raise _Bad("it has no title")
    if not publisher:
        raise _Bad("it has no container-title, no publisher and no URL: nothing says who published it")
    published, lost_day = _published(item.get("issued"))
    language, lost_language = _kept(_words(item, "language").replace("_", "-"), LANGUAGE, "language")
    # Zotero's own ids are addresses; its citation keys come as ids only with Better BibTeX.
    citekey, lost_key = _kept(_words(item, "citation-key") or _words(item, "id"), CITEKEY, "citekey")
    record = {
        "title": title,
        "publisher": publisher,
        "authors": _authors(item.get("author")),
        "published": published,
        "url": url,
        "language": language,
        "citekey": citekey,
    }
    lost = [said for said in (lost_day, lost_language, lost_key) if said]
    return {k: v for k, v in record.items() if v is not None or k in {"published", "url"}}, "; ".join(lost)


def _words(item: Mapping[str, Any], field: str) -> str:
    value = item.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Bad(f"its {field} is no text")
    return " ".join(clean(_MARKUP.sub("", str(value))).split())


def _kept(value: str, form: re.Pattern[str], field: str) -> tuple[str | None, str]:
    if not value or form.fullmatch(value):
        return value or None, ""
    return None, f"{value!r} cannot be kept as its {field}"


def _authors(given: Any) -> list[str]:
    if not isinstance(given, list | None):
        raise _Bad("its author is no list")
    return [author for each in given or () if (author := _author(each))]


def _author(given: Any) -> str:
    """`Given Family` where that is read back as it was, else `Family, Given`."""
    if not isinstance(given, Mapping):
        raise _Bad("an author of it is no object")
    before = [_words(given, part) for part in ("dropping-particle", "non-dropping-particle")]
    family = " ".join(part for part in (*before, _words(given, "family")) if part)
    first, behind = _words(given, "given"), _words(given, "suffix")
    if not (family and first):
        return _words(given, "literal") or family or first
    plain = f"{first} {family}"
    if not behind and parted(plain) == {"family": family, "given": first}:
        return plain
    return f"{family}, {first}{f' {behind}' if behind else ''}"


def _published(issued: Any) -> tuple[str | None, str]:
    """The day in EDTF, as exact as it is given, and what of it could not be kept."""
    if not issued:
        return None, ""
    if not isinstance(issued, Mapping):
        raise _Bad("its issued is no object")
    if parts := [point for point in _listed(issued.get("date-parts") or []) if any(_listed(point))]:
        text = "/".join(_point(point) + ("~" if issued.get("circa") else "") for point in parts)
    else:
        text = str(issued.get("raw") or issued.get("literal") or "")
        if not text:
            return None, ""
    try:
        dates.parse(text)
    except ValueError as fault:
        if parts:
            raise _Bad(f"its issued is no date: {fault}") from None
        return None, f"{text!r} cannot be kept as its day"
    return text, ""


def _listed(parts: Any) -> list[Any]:
    if not isinstance(parts, list):
        raise _Bad("its date-parts are no list")
    return parts


def _point(parts: list[Any]) -> str:
    """`2016`, `2016-02`, `2016-02-03`; numbers may be written as texts."""
    numbers = [str(part) for part in parts if part or part == 0]
    if len(numbers) > 3 or not all(re.fullmatch("[0-9]{1,4}", number) for number in numbers):
        raise _Bad(f"its issued is no date: {parts!r}")
    return "-".join([numbers[0].zfill(4), *(number.zfill(2) for number in numbers[1:])])
