"""Citations: footnotes, one a cited fact, numbered by first mention, labelled with the brief's key; and in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from xbrief.brief.types import Brief, Citation, Table
from xbrief.evidence.link import opening
from xbrief.language import dates
from xbrief.language.words import join
from xbrief.render.text import clean
from xbrief.rules.types import Run, Statement

Style = Literal["footnotes", "inline", "pandoc", "none"]


@dataclass(frozen=True, slots=True)
class Citing:
    """How a text cites: with which marks, and whether the notes, or the sources, are listed below it."""

    style: Style = "footnotes"
    listed: bool = True


FOOTNOTES = Citing()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: `label` is `<key>-<number>`."""

    label: str
    number: int
    fact: str
    citation: Citation


def notes(brief: Brief) -> Mapping[str, Note]:
    """The notes of a brief by fact id, in order of number."""
    return {
        fact: Note(f"{brief.key}-{n}", n, fact, citation)
        for n, (fact, citation) in enumerate(brief.citations.items(), 1)
    }


def day(citation: Citation) -> str:
    published = citation.source.published
    return dates.label(published) if published else "day unknown"


def doubt(citation: Citation) -> str:
    """`, not reviewed` behind the source of a fact that nobody has looked at; else empty."""
    return f", {citation.doubt}" if citation.doubt else ""


def bracketed(words: str, held: Iterable[Citation], style: Style, statement: str) -> str:
    """The citations of some words of a statement in brackets, each once; empty where they have none.

    `inline`: `(Publisher, day; speaker and speaker in Publisher, day)`. A speaker is left out where the statement names
    him, a publisher with its day where the words hold them already. `pandoc`: `[@key1; @key2]`.
    """
    if style == "pandoc":
        keys = dict.fromkeys(f"@{c.source.key}" for c in held)
        return f"[{'; '.join(keys)}]" if keys else ""
    voices: dict[tuple[str, bool], list[str]] = {}
    for citation in held:
        paper = f"{citation.source.publisher}, {day(citation)}"
        if paper not in words:
            said = "" if citation.speakers in statement else citation.speakers
            told = voices.setdefault((paper, bool(said)), [])
            told += [said] if said not in told else []
    entries = [f"{join(said)} in {paper}" if named else paper for (paper, named), said in voices.items()]
    return f"({'; '.join(entries)})" if entries else ""


def before_stop(words: str, *, last: bool) -> tuple[str, str]:
    """The words, and what ends them: a citation in brackets stands between them and their stop.

    A full stop counts at the end of a sentence alone: elsewhere it may belong to an abbreviation.
    """
    body = words.rstrip()
    if body.endswith((*",;:", *(".?!" if last else ""))):
        body = body[:-1]
    return body, words[len(body) :]


def settled(brief: Brief, citing: Citing) -> tuple[Brief, Mapping[str, Note]]:
    """The brief and its notes as a format shows them that has notes of its own.

    With footnotes as they are. Else there are no notes, and `inline` puts the citations among the words.
    """
    return (brief, notes(brief)) if citing.style == "footnotes" else (in_words(brief, citing.style), {})


def in_words(brief: Brief, style: Style) -> Brief:
    """The brief whose words hold its citations, where the style is `inline`; else as it is."""
    if style != "inline":
        return brief

    def told(given: tuple[Run, ...]) -> tuple[Run, ...]:
        whole, end = "".join(run.text for run in given), len(given) - 1
        return tuple(_in_words(run, brief, whole, last=n == end) for n, run in enumerate(given))

    def statements(given: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(replace(statement, runs=told(statement.runs)) for statement in given)

    def table(given: Table | None) -> Table | None:
        if given is None:
            return None
        rows = (replace(r, cells=tuple(replace(c, runs=told(c.runs)) for c in r.cells)) for r in given.rows)
        return replace(given, rows=tuple(rows))

    sections = (
        replace(
            section,
            blocks=tuple(
                replace(b, statements=statements(b.statements), items=statements(b.items)) for b in section.blocks
            ),
            table=table(section.table),
        )
        for section in brief.sections
    )
    return replace(brief, sections=tuple(sections))


def _in_words(run: Run, brief: Brief, whole: str, *, last: bool) -> Run:
    mark = bracketed(run.text, [brief.citations[c] for c in run.cites if c in brief.citations], "inline", whole)
    body, stop = before_stop(run.text, last=last)
    return replace(run, text=f"{body} {mark}{stop}") if mark else run


def sources(brief: Brief) -> list[Citation]:
    """A citation of each cited source, in order of first mention."""
    found: dict[str, Citation] = {}
    for citation in brief.citations.values():
        found.setdefault(citation.source.id, citation)
    return [*found.values()]


@dataclass(frozen=True, slots=True)
class Told:
    """A note in parts, for formats that set each in its own way.

    `head` is `Publisher, day (says X)`, and `, not reviewed` of a fact at which nobody has looked; `words` are those of
    the anchor, in `language`; `link` opens the page at the words, `address` is the page alone, and both are empty where
    the source has none of the web.
    """

    head: str
    words: str
    title: str
    link: str
    address: str
    language: str
    fact: str


def told(note: Note) -> Told:
    """The note with its words made harmless to a page; what a format obeys, it escapes itself."""
    source, fact = note.citation.source, note.citation.fact
    said = f" ({clean(note.citation.speakers)})" if note.citation.speakers else ""
    url = source.url or ""
    address = url if url.startswith(("https://", "http://")) else ""
    return Told(
        f"{clean(source.publisher)}, {day(note.citation)}{said}{doubt(note.citation)}",
        clean(fact.anchor),
        clean(source.title) or clean(url),
        harmless(opening(address, fact.anchor)) if address else "",
        harmless(address),
        clean(source.language or ""),
        fact.id,
    )


def harmless(address: str) -> str:
    """The address without what would end an attribute or a link."""
    return "".join(c if c.isprintable() and c not in ' <>"' else quote(c) for c in address)
