"""A brief as plain values for the page template: texts, lists and mappings, every word of them text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from xbrief.brief.snapshot import HEADER
from xbrief.brief.types import Block, Brief, Picture, Section, Table
from xbrief.render import picture, signs
from xbrief.render.notes import Note, notes, told
from xbrief.render.text import MEANINGS, clean
from xbrief.rules.types import Run, Statement

Json = dict[str, Any]

# Shares of the page's width for the columns of a snapshot, and for the labels of any other table.
_SNAPSHOT = (0.17, 0.5, 0.16, 0.17)
_LABEL = 0.16


def content(brief: Brief, found: Mapping[str, Note] | None = None, cited: set[str] | None = None) -> Json:
    """Title, meta, sections and notes of a brief.

    In a report the notes are those of all its briefs; `cited` holds the labels of those already cited, and is filled.
    """
    return _Content(brief, notes(brief) if found is None else found, set() if cited is None else cited).whole()


class _Content:
    def __init__(self, brief: Brief, found: Mapping[str, Note], cited: set[str]) -> None:
        self._brief = brief
        self._notes = found
        self._told = cited
        self._used: list[str] = []

    def whole(self) -> Json:
        return {
            "title": clean(self._brief.title),
            "meta": " · ".join(clean(m) for m in self._brief.meta if m),
            "sections": [self._section(s) for s in self._brief.sections if s.blocks or (s.table and s.table.rows)],
            "notes": listed(self._notes),
        }

    def _section(self, section: Section) -> Json:
        self._used = []
        parts: list[Json] = [self._table(section.table)] if section.table and section.table.rows else []
        for bullet, blocks in groupby(section.blocks, key=lambda b: b.bullet):
            if bullet:
                parts.append({"kind": "list", "blocks": [self._block(b, section.id) for b in blocks]})
            else:
                parts += [{"kind": "paragraph", **self._block(b, "")} for b in blocks]
        if section.picture:
            parts.insert(0, _picture(section.picture))
        legend = "   ".join(f"{sign} {meaning}" for sign, meaning in MEANINGS.items() if sign in self._used)
        return {
            "heading": clean(section.heading),
            "headed": bool(section.heading) and section.id != "bottom",
            "boxed": section.id == "bottom",
            "parts": parts,
            "legend": legend,
        }

    def _block(self, block: Block, section: str) -> Json:
        return {
            "sign": self._sign(signs.block(self._brief, block, section)) if block.bullet else "",
            "lead": clean(block.lead),
            "runs": self._statements(block.statements),
            "items": [
                {"sign": self._sign(signs.certainty(self._brief, (s,))), "runs": self._runs(s.runs)}
                for s in block.items
            ],
        }

    def _sign(self, sign: str) -> str:
        if sign.strip() in {"", "•"}:
            return ""
        self._used.append(sign)
        return sign

    def _statements(self, given: Iterable[Statement]) -> list[Json]:
        found: list[Json] = []
        for statement in given:
            if found:
                found[-1]["after"] += " "
            found += self._runs(statement.runs)
        return found

    def _runs(self, given: Iterable[Run]) -> list[Json]:
        found: list[Json] = []
        for run in given:
            words = clean(run.text)
            cites = [self._cite(self._notes[c]) for c in run.cites if c in self._notes]
            # A citation stands behind what it carries, before the space to the next clause.
            body = words.rstrip() if cites else words
            parts = [{"text": t, "strong": strong, "cites": [], "after": ""} for t, strong in signs.emphasised(body)]
            parts[-1] |= {"cites": cites, "after": words[len(body) :]}
            found += parts
        return found

    def _cite(self, note: Note) -> Json:
        first = note.label not in self._told
        self._told.add(note.label)
        return {"label": note.label, "first": first}

    def _table(self, table: Table) -> Json:
        snapshot = table.header[-2:] == HEADER[-2:]
        columns = len(table.header) - 1
        rows = []
        for row in table.rows:
            tones = [signs.tone(self._brief, cell) for cell in row.cells]
            cells = [
                {"sign": "" if snapshot else self._sign(tone), "runs": self._runs(cell.runs)}
                for cell, tone in zip(row.cells, tones, strict=True)
            ]
            # In a snapshot the first cell tells the state of the whole row.
            sign = self._sign(tones[0]) if snapshot and tones else ""
            rows.append({"sign": sign, "label": clean(row.label), "cells": cells})
        return {
            "kind": "table",
            "widths": _SNAPSHOT if snapshot else (_LABEL, *[(1 - _LABEL) / max(columns, 1)] * columns),
            "header": [clean(h) for h in table.header],
            "rows": rows,
        }


def _picture(found: Picture) -> Json:
    return {
        "kind": "picture",
        "title": clean(found.title),
        "svg": picture.svg(found, "#1b1f24", "picture"),
        "words": " ".join(clean(line) for line in found.words),
        "shades": [{"svg": picture.swatch(shade), "told": told} for shade, told in picture.shades(found)],
        "marks": [f"{sign} {told}" for sign, told in picture.marks(found)],
    }


def listed(found: Mapping[str, Note]) -> Json:
    """The notes by label."""
    return {note.label: _note(note) for note in found.values()}


def _note(note: Note) -> Json:
    said = told(note)
    return {
        "head": said.head,
        "words": said.words,
        "title": said.title,
        "link": said.link,
        "language": said.language or "en",
        "fact": said.fact,
    }
