"""Days as pages, mails and datelines write them -> EDTF. What can be read in two ways is not read at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from xbrief.dossier.yaml import LOADER

_EARLIEST_YEAR = 1900
# What stands before a day on which something else happened to the page than that it was published.
_OTHER = re.compile(
    r"(?:updated?|modified|edited|changed|corrected|retrieved|accessed|saved|printed|downloaded|archived|captured"
    r"|copyright|©|aktualisiert|geändert|abgerufen|mis à jour|modifié|actualizado|atualizad[oa]|aggiornato|bijgewerkt"
    r"|수정)\W*(?:on|at|am|le|el|em|il|op)?\W*\Z",
    re.IGNORECASE,
)


@cache
def _months() -> dict[str, int]:
    """The names of months, small letters, of all languages that are known."""
    table: dict[str, list[str]] = LOADER(Path(__file__).with_name("months.yaml").read_text("utf-8")).get_single_data()
    return {name.casefold(): int(number) for number, names in table.items() for name in names}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways to write a day, the clearest first."""
    month = rf"(?P<name>{'|'.join(sorted(map(re.escape, _months()), key=len, reverse=True))})\.?"
    year, day = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
    forms = (
        rf"(?<![\d/-]){year}-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?(?![\d/-])",
        rf"(?<!\d){year}\s*[年년]\s*(?P<month>[01]?\d)\s*[月월](?:\s*(?P<day>[0-3]?\d)\s*[日일])?",
        rf"(?<![\d.]){year}[./]\s?(?P<month>[01]?\d)[./]\s?(?P<day>[0-3]?\d)\b",
        rf"\b{day}(?:\s+(?:de|of))?[\s-]+{month}[,\s-]+(?:de(?:l)?\s+)?{year}\b",
        rf"\b{month}\s+{day},?\s+{year}\b",
        rf"\b{month},?\s+(?:de\s+|of\s+)?{year}\b",
        rf"(?<![\d.])(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?{year}\b",
        rf"(?<![\d/])(?P<one>[0-3]?\d)/(?P<two>[0-3]?\d)/{year}\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """The days that a text names: start, end and EDTF, in the order of the text; `2015-02` where only a month is named.

    A day of a page's change, saving or printing is left out, and so is `03/02/2015`, which is two days.
    """
    seen: list[tuple[int, int, str]] = []
    for form in _forms():
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in seen):
                continue
            seen.append((match.start(), match.end(), _edtf(match.groupdict()) or ""))
    for start, end, day in sorted(seen):
        if day and not _OTHER.search(text[:start]):
            yield start, end, day


def of(text: str) -> str | None:
    """The day that a value of a page's head or of a mail means, such as `2015-02-12T09:00Z`; None where it is none."""
    value = re.sub(r"(?<=\d)[T ]\d{1,2}:.*", "", text.strip())
    return next((day for _, _, day in found(value)), None)


def _edtf(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if parts.get("one") and parts.get("two"):
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        # The twelfth of March here is the third of December elsewhere.
        if one <= 12 and two <= 12 and one != two:
            return None
        month, day = (two, one) if one > 12 or one == two else (one, two)
    else:
        named = parts.get("name")
        month = _months()[named.casefold()] if named else int(parts.get("month") or 0)
        day = int(parts.get("day") or 0)
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else f"{year}-{month:02}"
