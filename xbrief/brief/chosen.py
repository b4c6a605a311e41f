"""Facts of a list as a part of a report: a table in which every claim is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xbrief.brief import record
from xbrief.brief.types import Brief, Cell, Citation, Row, Section, Table
from xbrief.dossier import places
from xbrief.language import speaker
from xbrief.model import Dossier, Fact
from xbrief.rules.types import Run

COLUMNS = ("Market", "Claim", "Certainty", "Said by", "Published")
KNOWN = (
    *("ID", "Claim", "Market", "Kind", "Status", "Certainty", "Said by", "Publisher", "Published", "Source"),
    *("Categories", "Parties", "Value", "Rate", "Unit", "Known", "Anchor", "URL"),
    *("At", "From", "Until", "Target", "Observed"),
)


def brief(dossier: Dossier, found: Sequence[Fact], day: date, columns: Sequence[str] = COLUMNS) -> Brief:
    """The facts, at least one, with these columns of `xbrief facts --format csv`, two at least. The claim, or else the
    last column, bears the citation; the first one is the label of the row.
    """
    table = Table(tuple(columns), tuple(_row(_cells(dossier, f), f.id, columns) for f in found))
    return Brief(
        kind="facts",
        key="facts",
        title="Facts",
        company=dossier.company.name,
        markets=tuple(sorted({code for f in found for code in f.market})),
        as_of=day,
        length="full",
        meta=(),
        sections=(Section("facts", "", (), table),),
        findings={},
        citations={f.id: Citation(f, dossier.sources[f.source], _said(dossier, f)) for f in found},
        sources=tuple({f.source: dossier.sources[f.source] for f in found}.values()),
    )


def _cells(dossier: Dossier, fact: Fact) -> Mapping[str, str]:
    """The cells of a list, with the names of the markets; a fact on none is about the company."""
    names = (places.country(code).name for code in fact.market)
    return {**record.fact_cells(dossier, fact), "Market": ", ".join(names) or dossier.company.name}


def _said(dossier: Dossier, fact: Fact) -> str:
    return speaker.speakers(dossier, fact) if fact.says else ""


def _row(cells: Mapping[str, str], id: str, columns: Sequence[str]) -> Row:
    bearer = "Claim" if "Claim" in columns[1:] else columns[-1]
    return Row(
        cells[columns[0]], tuple(Cell((Run(cells[name], (id,) if name == bearer else ()),)) for name in columns[1:])
    )
