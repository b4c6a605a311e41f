"""What is known of a source -> the text of its file, without facts, and an id that is free."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

import yaml as writer

from xbrief.dossier import facts, yaml
from xbrief.dossier.names import Desk
from xbrief.dossier.page import Page

_TITLE_WORDS = 4
_ID_LENGTH = 60
_SMALL = frozenset(re.findall(r"\w+", "a an and as at by for from in is of on the to with"))


def written(record: Mapping[str, Any]) -> str:
    """The text of a source file that holds these fields, in their order, and no facts yet."""
    whole = {**record, "facts": []}
    return writer.safe_dump(whole, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)


def fault(id: str, text: str) -> str:
    """What the reader of dossiers finds wrong with the file; empty where it is sound."""
    page = Page(f"{id}.yaml", text)
    facts.read(Desk(page, None), yaml.parse(page))
    return next((problem.message for problem in page.problems if problem.severity == "error"), "")


def new_id(record: Mapping[str, Any], taken: Collection[str]) -> str:
    """`example-2020-02-shop-opens`: publisher, month and the first words of the title; a number where it is taken.

    Of the record only `publisher`, `published`, `title` and `url` are looked at; each may be missing. A host that is
    a number names nobody.
    """
    publisher, address = record.get("publisher") or "", host(record.get("url"))
    named = ("" if _is_number(publisher) else slug(publisher).replace("-", "")) or (
        "" if _is_number(address) else slug(address)
    )
    publisher = named or "source"
    month = re.match(r"[0-9]{4}(?:-[0-9]{2})?", record.get("published") or "")
    title = [word for word in slug(record.get("title") or "").split("-") if word not in _SMALL][:_TITLE_WORDS]
    base = "-".join([publisher, *([month[0]] if month else []), *filter(None, title)])[:_ID_LENGTH].rstrip("-")
    return free(base, taken)


def free(base: str, taken: Collection[str]) -> str:
    """The id, with a number behind it where it is taken."""
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found


def slug(text: str) -> str:
    """Small ASCII letters and digits with single hyphens; what has no such spelling falls away."""
    ascii = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii.replace("'", "")))


def host(url: str | None) -> str:
    """The host of an address without `www.` and its port; empty without an address."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_number(host: str) -> bool:
    """Is a host an address of IPv4 or IPv6?"""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def place(url: str) -> str:
    """What an address leads to, whether by http or https, with www or a slash at its end or not."""
    name, rest = _split(url)
    return name.removeprefix("www.") + rest.rstrip("/")


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    return parts.netloc.casefold(), f"{parts.path}{f'?{parts.query}' if parts.query else ''}"
