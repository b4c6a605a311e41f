"""Items of CSL-JSON -> the formats that reference managers read: CSL-JSON itself, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from xbrief.render import text as words

Item = Mapping[str, Any]

_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SIGNS |= {sign: f"\\{sign}" for sign in "{}$&%#_"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl_json(items: Sequence[Item]) -> str:
    """A list of items, as pandoc's citeproc and Zotero read it."""
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def bibtex(items: Iterable[Item]) -> str:
    """An entry `@misc` a source. Words with capitals stand in braces, so that no style makes them small.

    What year and month cannot say (an approximate day, a span) stands in `date` too, which biblatex reads as EDTF.
    """
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    fields = {
        "author": " and ".join(_bib_name(n) for n in item.get("author", ())),
        "title": _capitals(words.clean(item["title"])),
        "howpublished": _escaped(words.clean(item["container-title"])),
        **_bib_dates(item.get("issued", {})),
        "language": item.get("language", ""),
        "url": _url(item.get("URL", "")),
    }
    # The names of months are macros and stand without braces.
    lines = [f"  {k} = {v if k == 'month' else f'{{{v}}}'}," for k, v in fields.items() if v]
    return "\n".join([f"@misc{{{item['id']},", *lines, "}"]) + "\n"


def _bib_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        # Braces keep a name whole that BibTeX would take apart.
        return f"{{{_escaped(words.clean(name['literal']))}}}"
    return ", ".join(_escaped(words.clean(name[part])) for part in ("family", "given"))


def _bib_dates(issued: Mapping[str, Any]) -> dict[str, str]:
    if "literal" in issued:
        return {"year": _escaped(issued["literal"])}
    parts = issued.get("date-parts", ())
    if not parts:
        return {}
    year, month, day = [*parts[0], None, None][:3]
    found = {"year": str(year), "month": _MONTHS[month - 1] if month else "", "day": str(day or "")}
    if len(parts) > 1 or issued.get("circa"):
        found["date"] = "/".join(_iso(p) for p in parts) + ("~" if issued.get("circa") else "")
    return found


def _iso(parts: Sequence[int]) -> str:
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _escaped(value: str) -> str:
    # TeX makes a dash of two hyphens.
    return re.sub("-(?=-)", "-{}", "".join(_SIGNS.get(sign, sign) for sign in value))


def _capitals(title: str) -> str:
    """Each word with a capital in braces; the first one keeps its initial without."""
    return " ".join(
        f"{{{_escaped(word)}}}" if any(sign.isupper() for sign in (word[1:] if n == 0 else word)) else _escaped(word)
        for n, word in enumerate(title.split(" "))
    )


def _url(url: str) -> str:
    """The address as it is, but for what would end the field."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", url)


def ris(items: Iterable[Item]) -> str:
    """A record a source: two letters, two spaces, a hyphen, a space, the value; `ELEC` is a web page, `GEN` generic."""
    return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in _record(i)) for i in items)


def _record(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC" if item["type"] == "webpage" else "GEN"
    yield "ID", item["id"]
    for name in item.get("author", ()):
        parts = [name["literal"]] if "literal" in name else [name["family"], name["given"]]
        yield "AU", words.clean(", ".join(parts))
    yield "TI", words.clean(item["title"])
    yield "T2", words.clean(item["container-title"])
    yield from _ris_dates(item.get("issued", {}))
    for tag, key in (("LA", "language"), ("UR", "URL")):
        if key in item:
            yield tag, words.clean(item[key])
    yield "ER", ""


def _ris_dates(issued: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """`YYYY/MM/DD/other`, the parts that are not known left empty; what is no single day stands in the last one."""
    parts = issued.get("date-parts", ())
    if parts:
        year, month, day = [*parts[0], None, None][:3]
        to = f"to {_iso(parts[1])}" if len(parts) > 1 else ""
        other = " ".join(p for p in ("circa" if issued.get("circa") else "", to) if p)
        yield "PY", f"{year:04}"
        yield "DA", f"{year:04}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/{other}"
    elif issued:
        yield "DA", f"///{issued['literal']}"


FORMATS: Mapping[str, Callable[[Sequence[Item]], str]] = {"bibtex": bibtex, "csl-json": csl_json, "ris": ris}
