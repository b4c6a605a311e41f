"""Briefs -> JSON. docs/json.md tells what each field means, docs/brief.schema.json its shape.

The number in `schema` grows when a field goes or changes its meaning; new fields may come at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xbrief.brief.types import Block, Brief, Cell, Citation, Section
from xbrief.model import Edtf, Source
from xbrief.render.stamp import Part, Stamp
from xbrief.rules.types import Finding, Run, Statement

SCHEMA = "xbrief.brief/1"

Json = dict[str, Any]


def render(briefs: Sequence[Brief], seal: Stamp) -> str:
    """One brief as an object, several as an array of objects; readable, with characters as they are."""
    found = [_brief(brief, part, seal) for brief, part in zip(briefs, seal.briefs, strict=True)]
    return json.dumps(found[0] if len(found) == 1 else found, indent=2, ensure_ascii=False) + "\n"


def _brief(brief: Brief, part: Part, seal: Stamp) -> Json:
    """The brief as plain lists, mappings, text, numbers, true, false and null, with all that its stamp says."""
    return {
        "schema": SCHEMA,
        "xbrief": seal.version,
        "dossier": seal.dossier,
        "kind": brief.kind,
        "key": brief.key,
        "title": brief.title,
        "company": brief.company,
        "markets": [*brief.markets],
        "as_of": brief.as_of.isoformat(),
        "length": brief.length,
        "meta": [entry for entry in brief.meta if entry],
        "sections": [_section(section) for section in brief.sections],
        "findings": [_finding(finding, part.findings[id].says) for id, finding in brief.findings.items()],
        "facts": [_fact(f"{brief.key}-{n}", c) for n, c in enumerate(brief.citations.values(), 1)],
        "sources": [_source(source) for source in brief.sources],
    }


def _section(section: Section) -> Json:
    table = section.table
    return {
        "id": section.id,
        "heading": section.heading,
        "blocks": [_block(block) for block in section.blocks],
        "table": {
            "header": [*table.header],
            "rows": [{"label": row.label, "cells": [_cell(cell) for cell in row.cells]} for row in table.rows],
        }
        if table
        else None,
    }


def _block(block: Block) -> Json:
    return {
        "lead": block.lead,
        "bullet": block.bullet,
        "sentences": _sentences(block.statements),
        "items": _sentences(block.items),
    }


def _sentences(statements: Iterable[Statement]) -> list[Json]:
    return [{"text": s.text, "runs": _runs(s.runs), "findings": [*s.findings]} for s in statements]


def _cell(cell: Cell) -> Json:
    return {"text": cell.text, "runs": _runs(cell.runs), "findings": [*cell.findings], "tone": cell.tone}


def _runs(runs: Iterable[Run]) -> list[Json]:
    return [{"text": run.text, "cites": [*run.cites]} for run in runs]


def _finding(finding: Finding, says: str) -> Json:
    return {
        "id": finding.id,
        "says": says,
        "rule": finding.rule,
        "section": finding.section,
        "market": finding.market,
        "state": finding.state,
        "basis": finding.basis,
        "claims": [*finding.claims],
        "facts": [*finding.facts],
        "certainty": finding.certainty,
        "voice": finding.voice or None,
        "when": _date(finding.when),
        "stale": finding.stale,
        "origins": finding.origins,
        "main": finding.main,
        "weight": finding.weight,
        "query": finding.query or None,
        "counted": [*finding.counted],
    }


def _fact(label: str, citation: Citation) -> Json:
    fact, source = citation.fact, citation.source
    dates: Mapping[str, Edtf | None] = {
        "at": fact.at,
        "from": fact.from_,
        "until": fact.until,
        "target": fact.target,
        "observed": fact.observed,
    }
    return {
        "id": fact.id,
        "label": label,
        "kind": fact.kind,
        "claim": fact.claim,
        "markets": [*fact.market],
        "certainty": fact.certainty,
        "status": fact.status,
        **{name: _date(when) for name, when in dates.items()},
        "says": [{"kind": speaker.kind, "name": speaker.name} for speaker in fact.says],
        "speakers": citation.speakers or None,
        "anchor": fact.anchor,
        **({"unreviewed": fact.unreviewed} if fact.unreviewed else {}),
        "origin": fact.origin or source.origin,
        "source": source.id,
        "publisher": source.publisher,
        "published": _date(source.published),
        "url": source.url,
    }


def _source(source: Source) -> Json:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "authors": [*source.authors],
        "published": _date(source.published),
        "url": source.url,
        "language": source.language,
        "origin": source.origin,
        "citekey": source.key,
    }


def _date(when: Edtf | None) -> str | None:
    return when.text if when else None
