"""CSL-JSON, as Zotero exports it -> source files without facts. What an item does not say stays open."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml as writer

from xbrief.brief.references import name as parted
from xbrief.dossier import dates, facts, yaml
from xbrief.dossier.names import Desk
from xbrief.dossier.page import Page
from xbrief.dossier.values import CITEKEY, LANGUAGE, URL
from xbrief.errors import XbriefError
from xbrief.model import Dossier
from xbrief.render.text import clean

_TITLE_WORDS = 4
_ID_LENGTH = 60
# The markup that CSL permits within a text.
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")
_SMALL = frozenset(re.findall(r"\w+", "a an and as at by for from in is of on the to with"))


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
    held = {_place(source.url): source.id for source in dossier.sources.values() if source.url}
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
        if owner or (url and _place(url) in held):
            why = f"the citekey {key} is that of {owner}" if owner else f"{url} is that of {held[_place(url)]}"
            yield Taken(number, "held", why)
            continue
        record = {"id": _id(record, ids | keys.keys())} | record | {"facts": []}
        text = writer.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
        if wrong := _fault(record["id"], text):
            yield Taken(number, "bad", wrong)
            continue
        ids.add(record["id"])
        keys |= {word.casefold(): record["id"] for word in (key, record["id"]) if word}
        held |= {_place(url): record["id"]} if url else {}
        yield Taken(number, "new", lost, record["id"], text)


def _record(item: Any) -> tuple[dict[str, Any], str]:
    """The fields of a source file but for its id, and what could not be kept of the item."""
    if not isinstance(item, Mapping):
        raise _Bad("it is no object")
    title, url = _words(item, "title"), _words(item, "URL") or None
    if url and not URL.fullmatch(url):
        raise _Bad(f"its URL `{url}` is not an address that begins with http:// or https://, and is not taken")
    publisher = _words(item, "container-title") or _words(item, "publisher") or _host(url)
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


def _host(url: str | None) -> str:
    return (_split(url)[0] if url else "").removeprefix("www.")


def _place(url: str) -> str:
    """What an address leads to, whether by http or https, with www or a slash at its end or not."""
    host, rest = _split(url)
    return host.removeprefix("www.") + rest.rstrip("/")


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    return parts.netloc.casefold(), f"{parts.path}{f'?{parts.query}' if parts.query else ''}"


def _id(record: Mapping[str, Any], taken: set[str]) -> str:
    """`example-2020-02-shop-opens`: publisher, month and the first words of the title; a number where it is taken."""
    publisher = _slug(record["publisher"]).replace("-", "") or _slug(_host(record["url"])) or "source"
    month = re.match(r"[0-9]{4}(?:-[0-9]{2})?", record["published"] or "")
    title = [word for word in _slug(record["title"]).split("-") if word not in _SMALL][:_TITLE_WORDS]
    base = "-".join([publisher, *([month[0]] if month else []), *filter(None, title)])[:_ID_LENGTH].rstrip("-")
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found


def _slug(text: str) -> str:
    """Small ASCII letters and digits with single hyphens; what has no such spelling falls away."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii.replace("'", "")))


def _fault(id: str, text: str) -> str:
    """What the reader of dossiers finds wrong with the file; empty where it is sound."""
    page = Page(f"{id}.yaml", text)
    facts.read(Desk(page, None), yaml.parse(page))
    return next((problem.message for problem in page.problems if problem.severity == "error"), "")
