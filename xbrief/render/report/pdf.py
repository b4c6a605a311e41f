"""Report -> PDF. Its standards forbid to skip a level of headings: what a document skips is closed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from xbrief.render import pdf, stamp
from xbrief.render.joined import HEADING, Bibliography, Embedded, Own, Report, bibliography, settled, shelved
from xbrief.render.notes import FOOTNOTES, Citing, Note
from xbrief.render.pdf.content import content, listed
from xbrief.render.prose import Code, Grid, Heading, Items, Node, Paragraph, Quote, Spans

Json = dict[str, Any]


def render(report: Report, seal: stamp.Stamp, day: date, citing: Citing = FOOTNOTES) -> bytes:
    """The file; XbriefError for a character that no font of the machine has."""
    report, found, _ = settled(report, citing)
    told = {
        "title": report.headline,
        "about": " · ".join(report.about),
        "parts": [*_Parts(report, found).all()],
        "notes": listed(found),
    }
    return pdf.document({"report": told}, report.title, "; ".join(report.about), day, seal)


class _Parts:
    def __init__(self, report: Report, found: Mapping[str, Note]) -> None:
        self._report = report
        self._notes = found
        self._cited: set[str] = set()
        self._above = 0
        self._marked: set[str] = set()

    def all(self) -> Iterator[Json]:
        for part in self._report.parts:
            match part:
                case Own():
                    yield {"kind": "own", "nodes": [*self._nodes(part.nodes)]}
                case Embedded():
                    yield self._brief(part)
                case Bibliography():
                    sources = [asdict(shelved(citation)) for citation in bibliography(self._report)]
                    heading = HEADING if part.level else ""
                    level = self._level(part.level) if part.level else 0
                    yield {"kind": "sources", "heading": heading, "level": level, "sources": sources}

    def _level(self, wish: int) -> int:
        self._above = min(wish, self._above + 1)
        return self._above

    def _brief(self, part: Embedded) -> Json:
        told = content(part.brief, self._notes, self._cited)
        level = self._level(part.level) if part.titled else self._above
        headed = any(section["headed"] for section in told["sections"])
        below = level + 1
        if headed:
            self._above = below
        return {"kind": "brief", "titled": part.titled, "level": level, "below": below, "brief": told}

    def _nodes(self, nodes: Iterable[Node]) -> Iterator[Json]:
        for node in nodes:
            match node:
                case Heading():
                    yield {"kind": "heading", "level": self._level(node.level), "spans": self._spans(node.spans)}
                case Paragraph():
                    yield {"kind": "paragraph", "spans": self._spans(node.spans)}
                case Items():
                    items = [[*self._nodes(item)] for item in node.items]
                    yield {"kind": "bullets" if node.start is None else "numbers", "start": node.start, "items": items}
                case Quote():
                    yield {"kind": "quote", "nodes": [*self._nodes(node.nodes)]}
                case Code():
                    yield {"kind": "code", "text": node.text}
                case Grid():
                    rows = [[self._spans(cell) for cell in row] for row in node.rows]
                    yield {"kind": "grid", "columns": len(node.rows[0]), "rows": rows}
                case _:
                    yield {"kind": "rule"}

    def _spans(self, spans: Spans) -> list[Json]:
        """The spans; a note stands at its first mark, to which others lead."""
        found = []
        for span in spans:
            label = span.note.label if span.note else ""
            found.append({**asdict(span), "first": label not in self._marked})
            self._marked |= {label} - {""}
        return found
