"""What a report is: the user's own words, and between them briefs, numbered through, with one list of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date

from xbrief.brief.types import Brief, Citation
from xbrief.errors import XbriefError
from xbrief.render.notes import Citing, Note, in_words, told
from xbrief.render.prose import SLOT, Footnote, Heading, Node, Slot, Span, nodes, words

KEY = "report"
HEADING = "Sources cited"
DEEPEST = 6
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)??(---|\.\.\.)[ \t]*(\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A brief where the document asks for it; `level` is that of its title, or of its sections where it has none."""

    brief: Brief
    titled: bool = True
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The place of the list of sources; with a `level` it bears a heading of its own."""

    level: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """The user's own words: as they are in Markdown, and read, for the other formats."""

    markdown: str
    nodes: tuple[Node, ...]


# The notes of the user by label, each with its number.
OwnNotes = dict[str, tuple[int, Footnote]]


class Misplaced(XbriefError):
    """A brief stands where none can be set; `number` is that of its slot."""

    def __init__(self, number: int) -> None:
        super().__init__(
            "a brief cannot stand within code or HTML", "put it between two paragraphs, on a line of its own"
        )
        self.number = number


Part = Own | Embedded | Bibliography


@dataclass(frozen=True, slots=True)
class Report:
    """`front` is the front matter with its two lines of hyphens, or empty; `headline` is its title, `about` names its
    authors and its date. `title` is never empty: the headline, the first heading, or the name of the file. `file` and
    `text` are those of the document as the user wrote it, for what has to be said of it.
    """

    parts: tuple[Part, ...]
    front: str = ""
    headline: str = ""
    title: str = ""
    about: tuple[str, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)
    file: str = ""
    text: str = ""

    @property
    def briefs(self) -> list[Brief]:
        return [part.brief for part in self.parts if isinstance(part, Embedded)]


def notes(report: Report) -> dict[str, Note]:
    """One note a cited fact, however many briefs cite it, by fact id and numbered through."""
    return {id: Note(f"{KEY}-{n}", n, id, citation) for n, (id, citation) in enumerate(report.citations.items(), 1)}


def numbered(report: Report) -> tuple[dict[str, Note], OwnNotes]:
    """The notes of the briefs by fact id and those of the user by label, numbered through as they are first marked."""
    found: dict[str, Note] = {}
    own: OwnNotes = {}
    for part in report.parts:
        if isinstance(part, Own):
            for note in _marked(part.nodes):
                own.setdefault(note.label, (len(found) + len(own) + 1, note))
        elif isinstance(part, Embedded):
            for id in part.brief.citations:
                number = len(found) + len(own) + 1
                # Where nothing is cited, as the notes are not wanted, no number is taken.
                if id in report.citations:
                    found.setdefault(id, Note(f"{KEY}-{number}", number, id, report.citations[id]))
    return found, own


def _marked(held: object) -> Iterator[Footnote]:
    """The notes of the marks in nodes and spans, in order."""
    if isinstance(held, Span):
        yield from () if held.note is None else (held.note,)
    elif isinstance(held, tuple):
        for each in held:
            yield from _marked(each)
    elif is_dataclass(held):
        for each in fields(held):
            yield from _marked(getattr(held, each.name))


def settled(report: Report, citing: Citing) -> tuple[Report, dict[str, Note], OwnNotes]:
    """The report, its notes and those of the user as a format shows them that has notes of its own.

    Without footnotes the briefs have none, and `inline` puts the citations among the words; the user's own stay.
    """
    if citing.style == "footnotes":
        return report, *numbered(report)
    parts = (
        replace(part, brief=in_words(part.brief, citing.style)) if isinstance(part, Embedded) else part
        for part in report.parts
    )
    bare = replace(report, parts=tuple(parts))
    return bare, *numbered(replace(bare, citations={}))


def bibliography(report: Report) -> list[Citation]:
    """A citation of each cited source, each once, by publisher and day."""
    found = {c.source.id: c for c in report.citations.values()}
    return sorted(found.values(), key=_place)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A source in the list, for formats that set each part in its own way; `link` is an address of the web or empty."""

    head: str
    title: str
    link: str


def shelved(citation: Citation) -> Shelved:
    found = told(Note("", 0, citation.fact.id, replace(citation, speakers="")))
    return Shelved(found.head, found.title, found.address)


def _place(citation: Citation) -> tuple[str, date, str]:
    source = citation.source
    return source.publisher.casefold(), source.known or date.min, source.id


def front_matter(text: str) -> tuple[str, str]:
    """The front matter of a document, empty where it has none, and what follows."""
    found = _FRONT.match(text)
    return (found.group(), text[found.end() :]) if found else ("", text)


def joined(body: str, slots: Sequence[Embedded | Bibliography], *, listed: bool = True) -> tuple[Part, ...]:
    """The parts of a document whose slots are numbered in the order of `slots`.

    A brief begins one level below the heading above it. Without a place for the sources they stand at the end, under a
    heading of the highest level that the document has. Misplaced for a slot that stands within code or HTML.
    """
    read = nodes(body)
    texts_and_numbers = SLOT.split(body)
    alone = [node.number for node in read if isinstance(node, Slot)]
    for number in map(int, texts_and_numbers[1::2]):
        if number not in alone:
            raise Misplaced(number)
    parts = [*_parts(read, texts_and_numbers[::2], slots)]
    if listed and not any(isinstance(part, Bibliography) for part in parts):
        highest = min((node.level for node in read if isinstance(node, Heading)), default=1)
        parts.append(Bibliography(highest))
    return tuple(parts)


def _parts(read: Sequence[Node], texts: Sequence[str], slots: Sequence[Embedded | Bibliography]) -> Iterator[Part]:
    above, own, at = 0, list[Node](), 0
    for node in (*read, None):
        if node is not None and not isinstance(node, Slot):
            above = node.level if isinstance(node, Heading) else above
            own.append(node)
            continue
        yield Own(texts[at], tuple(own))
        own, at = [], at + 1
        if node is not None:
            slot = slots[node.number]
            yield slot if isinstance(slot, Bibliography) else Embedded(slot.brief, slot.titled, _level(above, slot))


def _level(above: int, slot: Embedded) -> int:
    return min(above + 1, DEEPEST - 1 if slot.titled else DEEPEST)


def cited(parts: Sequence[Part]) -> dict[str, Citation]:
    """What the briefs of the parts cite, in order of first mention."""
    found: dict[str, Citation] = {}
    for part in parts:
        if isinstance(part, Embedded):
            for id, citation in part.brief.citations.items():
                found.setdefault(id, citation)
    return found


def first_heading(parts: Sequence[Part]) -> str:
    """The words of the first heading that the user wrote; empty where there is none."""
    own = (node for part in parts if isinstance(part, Own) for node in part.nodes)
    return next((words(node.spans) for node in own if isinstance(node, Heading)), "")
