"""Facts and sources as plain mappings: values for JSON, and cells of text for lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from xbrief.language import dates, speaker
from xbrief.model import Dossier, Edtf, Fact, Link, Ref, Source, Speaker

# A note is for the curator and never printed; the place is told apart.
_SILENT = frozenset({"note", "place"})
_ALWAYS = frozenset({"market", "certainty"})


def fact(found: Fact) -> Mapping[str, Any]:
    """The fields that the fact has, by their names in the dossier; dates in EDTF, rates in percent."""
    shown: dict[str, Any] = {}
    for entry in fields(Fact):
        value = getattr(found, entry.name)
        if entry.name in _SILENT or (entry.name not in _ALWAYS and value == entry.default):
            continue
        if entry.name == "links":
            for link in value:
                shown.setdefault(link.kind, []).append(_plain(link))
        else:
            shown[_NAMES.get(entry.name, entry.name)] = _plain(value)
    return shown


_NAMES = {"from_": "from", "of_what": "of", "market": "markets"}


def _plain(value: object) -> Any:
    match value:
        case tuple():
            return [_plain(entry) for entry in value]
        case Edtf():
            return value.text
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Speaker():
            return {"kind": value.kind, "name": value.name}
        case Link() | Ref():
            return _pointed(value)
    return value


def _pointed(to: Link | Ref) -> Mapping[str, str]:
    """What is pointed at, and the part of it that is meant where it is not the whole."""
    limits = {"category": to.category, "about": to.about if isinstance(to, Link) else None}
    return {"fact": to.fact, **{name: value for name, value in limits.items() if value}}


def source(found: Source) -> Mapping[str, Any]:
    """What is held of a source; `published` in EDTF or null where the day is not known."""
    return {
        "id": found.id,
        "title": found.title,
        "publisher": found.publisher,
        "authors": list(found.authors),
        "published": found.published.text if found.published else None,
        "language": found.language,
        "origin": found.origin,
        "url": found.url,
        "citekey": found.key,
    }


def fact_with_source(dossier: Dossier, found: Fact) -> Mapping[str, Any]:
    return {**fact(found), "source": source(dossier.sources[found.source])}


def fact_cells(dossier: Dossier, found: Fact) -> Mapping[str, str]:
    """The fact as text by column; a column that it has nothing for is empty. Dates of the fact itself in EDTF."""
    origin = dossier.sources[found.source]
    given = {"At": found.at, "From": found.from_, "Until": found.until}
    given |= {"Target": found.target, "Observed": found.observed}
    return {
        "ID": found.id,
        "Claim": found.claim,
        "Market": ", ".join(found.market),
        "Kind": found.kind,
        "Status": f"retracted: {found.retracted}" if found.retracted else found.status or "",
        "Certainty": f"{found.certainty}{', not reviewed' if found.unreviewed else ''}",
        "Said by": speaker.speakers(dossier, found) if found.says else "",
        "Publisher": origin.publisher,
        "Published": dates.label(origin.published) if origin.published else "",
        "Source": origin.id,
        "Categories": ", ".join((*found.categories, *found.on)),
        "Parties": ", ".join((*found.parties, *found.sellers)),
        **{name: _number(value) for name, value in (("Value", found.value), ("Rate", found.rate_percent))},
        "Unit": found.currency or found.unit or "",
        "Known": origin.known.isoformat() if origin.known else "",
        "Anchor": found.anchor,
        "URL": origin.url or "",
        **{name: when.text if when else "" for name, when in given.items()},
    }


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def source_cells(dossier: Dossier, found: Source, facts: int) -> Mapping[str, str]:
    """The source as text by column, with the number of its facts."""
    return {
        "ID": found.id,
        "Title": found.title,
        "Publisher": found.publisher,
        "Published": dates.label(found.published) if found.published else "day unknown",
        "Language": found.language or "",
        "Facts": str(facts),
        "Origin": dossier.origins.get(found.origin, found.origin) if found.origin else "",
        "URL": found.url or "",
    }
