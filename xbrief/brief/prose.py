"""Joining findings into sentences: order, repetition of dates, and the first mention of people."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from xbrief.brief.types import Block, Cell, Row, Section, Table
from xbrief.language import speaker
from xbrief.language.dates import MONTHS
from xbrief.model import Dossier
from xbrief.rules import engine
from xbrief.rules.types import Run, Statement

_LAST = re.compile(r"^when last reported, ([^,]+), ")


def plain(text: str, *cites: str, findings: Iterable[str] = ()) -> Statement:
    """A sentence of the composer's own words."""
    return Statement((Run(text, tuple(cites)),), tuple(findings))


def sentences(clauses: Sequence[Statement], then: str = "", company: str = "") -> tuple[Statement, ...]:
    """The clauses as sentences. What was last reported for one and the same day is told in one sentence.

    `then` is a date that was told just before: it is taken up by "at that time". The `company` is "it" the second time.
    """
    done: list[Statement] = []
    before = ""
    told: set[str] = set()
    for clause in clauses:
        head, *rest = clause.runs
        found = _LAST.match(head.text)
        date = found.group(1) if found else ""
        bare = Statement((Run(head.text[found.end() :] if found else head.text, head.cites), *rest), clause.findings)
        if date and date == before:
            done[-1] = engine.joined([done[-1], _again(bare, company)], "; ")
        elif date and date == then and not done:
            # Behind any other sentence "at that time" would point to a day of that one.
            done.append(engine.prefixed("at that time ", bare))
        elif date and date in told:
            done.append(engine.prefixed(f"likewise, {date}, ", bare))
        else:
            done.append(clause)
        told.add(date)
        before = date
    return tuple(engine.sentence(s) for s in done)


def _again(clause: Statement, company: str) -> Statement:
    head, *rest = clause.runs
    if not company or not head.text.startswith(f"{company} "):
        return clause
    return Statement((Run(f"it{head.text[len(company) :]}", head.cites), *rest), clause.findings)


def one(clauses: Sequence[Statement], joiner: str = "; ") -> Statement:
    """Several clauses as one sentence."""
    return engine.sentence(engine.joined(clauses, joiner))


def introduce(sections: Sequence[Section], dossier: Dossier) -> tuple[Section, ...]:
    """The sections with each person's office beside the first mention of the name."""
    waiting = {p.name: speaker.office(dossier, p.id) for p in dossier.people.values()}
    waiting = {name: office for name, office in waiting.items() if office}

    def runs(given: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(Run(_first(r.text, waiting), r.cites) for r in given)

    def statement(s: Statement) -> Statement:
        return replace(s, runs=runs(s.runs))

    done: list[Section] = []
    for section in sections:
        blocks = tuple(
            Block(tuple(statement(s) for s in b.statements), b.lead, tuple(statement(s) for s in b.items), b.bullet)
            for b in section.blocks
        )
        done.append(replace(section, blocks=blocks))
    return tuple(done)


def _first(text: str, waiting: dict[str, str]) -> str:
    """The text with the office behind a name, where the sentence bears it: before a verb, a date or a bracket."""
    for name in list(waiting):
        found = re.search(rf"{re.escape(name)}(?= (?!and |or )[a-z]|\)|[.;]|$|, (?:\d|{'|'.join(MONTHS)}))", text)
        if found is None:
            continue
        office = waiting.pop(name)
        link = " " if office.startswith("of ") else ", "
        close = "," if link == ", " and text[found.end() : found.end() + 1] == " " else ""
        text = f"{text[: found.end()]}{link}{office}{close}{text[found.end() :]}"
    return text


def cells(statements: Sequence[Statement], joiner: str = "; ") -> Cell:
    joined = engine.joined(statements, joiner)
    return Cell(joined.runs, joined.findings)


def cited(sections: Iterable[Section]) -> list[str]:
    """The ids of all facts cited, in order of first mention."""
    found: dict[str, None] = {}
    for section in sections:
        for run in _runs(section):
            found.update(dict.fromkeys(run.cites))
    return list(found)


def worded(sections: Iterable[Section]) -> list[str]:
    """The ids of all findings worded, in order of first mention."""
    return list(written(sections))


def written(sections: Iterable[Section]) -> dict[str, Statement]:
    """Finding -> the sentence or the words of the cell that first tell it, in order of first mention."""
    found: dict[str, Statement] = {}
    for section in sections:
        for block in section.blocks:
            for s in (*block.statements, *block.items):
                found |= {id: s for id in s.findings if id not in found}
        for row in _rows(section.table):
            for cell in row.cells:
                found |= {id: Statement(cell.runs, cell.findings) for id in cell.findings if id not in found}
    return found


def _rows(table: Table | None) -> tuple[Row, ...]:
    return table.rows if table else ()


def _runs(section: Section) -> Iterable[Run]:
    for block in section.blocks:
        for s in (*block.statements, *block.items):
            yield from s.runs
    for row in _rows(section.table):
        for cell in row.cells:
            yield from cell.runs


def orphans(sections: Iterable[Section], known: Container[str], fixed: Container[str]) -> list[str]:
    """Sentences that no finding stands behind, other than the fixed ones that say that a section is empty."""
    return [
        s.text
        for section in sections
        for block in section.blocks
        for s in (*block.statements, *block.items)
        if s.text not in fixed and not (s.findings and all(i in known for i in s.findings))
    ]


def words(sections: Iterable[Section]) -> int:
    """How many words a reader reads: sentences and tables, without citations."""
    text = " ".join([r.text for s in sections for r in _runs(s)] + [b.lead for s in sections for b in s.blocks])
    return len(text.split())
