"""What `xbrief add` says of what it did: lines for reading, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xbrief.cli.run.adding import Outcome
from xbrief.errors import XbriefError
from xbrief.intake.origin import Proposal
from xbrief.problems import escape
from xbrief.render import tables

SCHEMA = "xbrief.add/1"

#: What became of something: an outcome, or its name and why it cannot be added.
Result = Outcome | tuple[str, XbriefError]


def lines(found: Sequence[Result], *, dry_run: bool) -> str:
    """A few lines an article: what was done, what is open, what it seems to retell; and how many of each."""
    told: list[str] = []
    for each in found:
        if isinstance(each, tuple):
            name, fault = each
            told.append(f"{name}: cannot be added: {fault.message}" + (f"; {fault.hint}" if fault.hint else ""))
        else:
            told += _told(each, dry_run)
    if len(found) > 1:
        told.append(_summary(found, dry_run))
    return "".join(f"{escape(line)}\n" for line in told)


def _told(found: Outcome, dry_run: bool) -> Iterator[str]:
    would = "would be " if dry_run else ""
    because = f": {found.words}" if found.words else ""
    if found.state == "held":
        yield f"{found.name}: held already{because}"
    elif not found.file:
        yield f"{found.name}: held already, and {would}mended{because}"
    else:
        yield f"{found.name}: {would}{found.state}, {found.file}{because}"
        for field in ("title", "publisher", "authors", "published", "language", "url"):
            value = found.record[field]
            shown = ", ".join(value) if isinstance(value, list) else value
            if shown:
                yield f"  {field}: {shown}" + (f" (from {why})" if (why := found.remarks.get(field)) else "")
            elif field in found.lost:
                yield f"  {field}: {'nobody' if field == 'authors' else 'null'}; {found.lost[field]}"
        if doubt := found.remarks.get("text"):
            yield f"  text: {doubt}; look at its letters"
    if found.match and found.match.how == "like":
        yield f"  {round(100 * found.match.share)} percent of its words in a row stand in {found.match.source}, too"
    if found.proposal:
        yield from _proposed(found.proposal, found, would)


def _proposed(proposed: Proposal, found: Outcome, would: str) -> Iterator[str]:
    file = f"{proposed.source}.yaml"
    if found.accepted:
        yield f"  origin: {would}written into {file}: {proposed.origin}"
        return
    yield "  both count once where they have one origin; `--origin accept` writes it:"
    if proposed.words:
        yield f"    dossier.yaml, among origins: {proposed.origin}: {proposed.words}"
    yield f"    {file}: origin: {proposed.origin}"


def _summary(found: Sequence[Result], dry_run: bool) -> str:
    """`3 added, 1 held already, 1 cannot be added`."""
    states = ["bad" if isinstance(each, tuple) else each.state for each in found]
    named = {"added": "would be added" if dry_run else "added", "mended": "mended", "held": "held already"}
    named["bad"] = "cannot be added"
    return ", ".join(f"{states.count(state)} {words}" for state, words in named.items() if state in states)


def json(found: Sequence[Result], *, dry_run: bool) -> str:
    return tables.json(SCHEMA, {"dry_run": dry_run, "articles": [_object(each) for each in found]})


def _object(each: Result) -> dict[str, Any]:
    if isinstance(each, tuple):
        name, fault = each
        return {"name": name, "state": "bad", "message": fault.message, "hint": fault.hint or None}
    match, proposed = each.match, each.proposal
    return {
        "name": each.name,
        "state": each.state,
        "message": each.words or None,
        "id": each.source,
        "file": each.file or None,
        "text": each.text or None,
        "source": {field: value for field, value in each.record.items() if field != "id"},
        "problems": [{"field": field, "message": words} for field, words in each.lost.items()],
        "remarks": [{"field": field, "message": words} for field, words in each.remarks.items()],
        "like": {"source": match.source, "how": match.how, "share": round(match.share, 2)} if match else None,
        "origin": {
            "source": proposed.source,
            "origin": proposed.origin,
            "words": proposed.words or None,
            "written": each.accepted,
        }
        if proposed
        else None,
    }
