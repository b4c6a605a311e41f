"""A document of the user's with calls of briefs in it -> a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xbrief.brief import chosen
from xbrief.brief.listing import Filter
from xbrief.brief.types import LENGTHS, Brief, Length
from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.cli.run import compose, layout, room
from xbrief.cli.run.document import report_document
from xbrief.cli.run.facts import filtered
from xbrief.cli.run.mishap import at_work
from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.problems import did_you_mean
from xbrief.render.joined import (
    Bibliography,
    Embedded,
    Misplaced,
    Own,
    Report,
    cited,
    first_heading,
    front_matter,
    joined,
)
from xbrief.render.notes import FOOTNOTES
from xbrief.render.prose import CLOSE, OPEN, images

if TYPE_CHECKING:
    from datetime import date

    from xbrief.cli.options import View
    from xbrief.cli.run.session import Session
    from xbrief.model import Dossier, Fact
    from xbrief.render.notes import Citing

FUNCTIONS = ("country", "compare", "timeline", "facts", "sources", "assessment")
LONGEST = 10_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FILTERS = ("market", "kind", "category", "party", "speaker", "certainty", "status", "source")
_MEND = "the functions and their arguments: docs/reports.md"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that a document asked for: a number, and with `| table` a table."""

    dossier: Dossier
    found: Sequence[Fact]
    day: date

    def __len__(self) -> int:
        return len(self.found)

    def __str__(self) -> str:
        raise XbriefError("facts are no text", "write {{ facts(...) | table }}, or {{ facts(...) | length }}")


@dataclass(slots=True)
class Calls:
    """The functions of a document. Each returns the marks of the slots in which its briefs will stand."""

    opened: Session
    file: str
    slots: list[Embedded | Bibliography] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def country(
        self, *markets: str, sections: Sequence[str] | str = (), length: Length = "page", title: bool = True
    ) -> str:
        only = options.sections(_listed(sections))
        return self._placed(compose.countries(self.opened, _named("country", markets), _length(length), only), title)

    def compare(
        self, *markets: str, sections: Sequence[str] | str = (), length: Length = "page", title: bool = True
    ) -> str:
        only = options.sections(_listed(sections), complete.COMPARED)
        return self._placed([compose.comparison(self.opened, _named("compare", markets), _length(length), only)], title)

    def timeline(self, *markets: str, length: Length = "page", title: bool = True) -> str:
        from xbrief.brief import timeline

        found = compose.timeline(self.opened, _named("timeline", markets), _length(length))
        return self._placed([timeline.brief(found)], title)

    def facts(self, *, since: str = "", **wanted: Sequence[str] | str) -> Facts:
        for name in wanted:
            if name not in _FILTERS:
                raise XbriefError(
                    f"facts() knows no {name!r}", did_you_mean(name, _FILTERS) or f"filters: {', '.join(_FILTERS)}"
                )
        given: dict[str, Any] = {name: _listed(values) for name, values in wanted.items()}
        codes = self.opened.codes(given.pop("market", ()))
        day = self.opened.day(codes)
        found = filtered(self.opened.dossier, day, Filter(markets=codes, since=str(since), **given))
        return Facts(self.opened.dossier, found, day)

    def sources(self) -> str:
        return self._slot(Bibliography())

    def assessment(self, id: str) -> str:
        from xbrief.brief import judgement
        from xbrief.cli.run.judged import held

        entries = {entry.id: entry for entry in self.opened.dossier.assessments}
        if id not in entries:
            hint = did_you_mean(id, entries) or "`xbrief assess` adds one"
            raise XbriefError(f"no assessment is called {id!r}", hint)
        day, company = self.opened.day(entries[id].markets), self.opened.dossier.company.name
        if entries[id].day > day:
            raise XbriefError(f"{id} is of {entries[id].day}, later than the report", "ask for a later --as-of DAY")
        return self._placed([judgement.alone(held(self.opened, entries[id], day), company, day)], title=False)

    def table(self, found: object, columns: Sequence[str] | str = chosen.COLUMNS) -> str:
        if not isinstance(found, Facts):
            raise XbriefError("`table` is for facts", "write {{ facts(...) | table }}")
        return self._placed([chosen.brief(found.dossier, found.found, found.day, _columns(columns))], title=False)

    def _placed(self, briefs: Iterable[Brief], title: bool) -> str:
        return "".join([self._slot(Embedded(brief, title)) for brief in briefs])

    def _slot(self, slot: Embedded | Bibliography) -> str:
        from xbrief.render.sandbox import line

        self.slots.append(slot)
        self.lines.append(line(self.file))
        # Between two empty lines, wherever the call stands: a brief is a paragraph of its own at least.
        return f"\n\n{OPEN}{len(self.slots) - 1}{CLOSE}\n\n"


def _listed(values: Sequence[str] | str) -> list[str]:
    return [values] if isinstance(values, str) else [str(value) for value in values]


def _named(function: str, markets: Sequence[str]) -> list[str]:
    if not markets:
        raise XbriefError(f"{function}() names no market", f'write {{{{ {function}("korea") }}}}')
    return [str(market) for market in markets]


def _length(wish: Length) -> Length:
    if wish not in LENGTHS:
        raise XbriefError(f"no length is called {wish!r}", f"lengths: {', '.join(LENGTHS)}")
    return wish


def _columns(given: Sequence[str] | str) -> list[str]:
    """The names of columns, whatever their case; XbriefError for one that there is not, and for a single one."""
    known = {name.casefold(): name for name in chosen.KNOWN}
    names = [name.strip() for value in _listed(given) for name in value.split(",")]
    for name in names:
        if name.casefold() not in known:
            hint = did_you_mean(name.casefold(), known) or f"columns: {', '.join(known)}"
            raise XbriefError(f"no column is called {name!r}", hint)
    if len(names) < 2:
        raise XbriefError("a table of one column has no place for its notes", "name two columns at least")
    return [known[name.casefold()] for name in names]


def report(path: Path, opened: Session, *, listed: bool = True) -> Report:
    """The report of a document; XbriefError with its file and line for whatever is wrong in it.

    Without `listed` the sources stand only where the document itself places them.
    """
    calls = Calls(opened, str(path))
    source = _read(path)
    front, body = front_matter(_filled(path, source, calls))
    try:
        parts = joined(body, calls.slots, listed=listed)
    except Misplaced as fault:
        raise XbriefError(f"{path}:{calls.lines[fault.number]}: {fault.message}", fault.hint) from None
    title, about = _about(front, path)
    shown = title or first_heading(parts) or path.name.partition(".")[0]
    return Report(parts, front, title, shown, about, cited(parts), str(path), source)


def _filled(path: Path, source: str, calls: Calls) -> str:
    from xbrief.render.sandbox import bounded

    functions: dict[str, Callable[..., Any]] = {name: getattr(calls, name) for name in FUNCTIONS}
    pieces: list[str] = []
    size = 0
    try:
        with room.bounded():
            for piece in bounded(source, str(path), functions, {"table": calls.table}):
                pieces.append(piece)
                size += len(piece)
                if size > LONGEST:
                    raise OverflowError(f"it writes more than {LONGEST:,} characters")
    except Exception as fault:  # noqa: BLE001  # whatever a document does wrong is no defect of the program
        raise _told(fault, path, source) from None
    return "".join(pieces)


def _read(path: Path) -> str:
    try:
        text = content(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise XbriefError(f"{path}: no UTF-8 at byte {fault.start}", "save the file as UTF-8") from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise XbriefError(f"{path}:{line}: a control character", "take it out")
    return text


def _told(fault: Exception, path: Path, source: str) -> XbriefError:
    """The fault as an error that names its line; what has an exit code of its own keeps it."""
    from jinja2 import TemplateSyntaxError, UndefinedError

    message = fault.message if isinstance(fault, TemplateSyntaxError | UndefinedError) else str(fault)
    hint = _MEND
    if isinstance(fault, XbriefError):
        hint = fault.hint
    elif isinstance(fault, UndefinedError):
        name = re.match(r"'(\w+)' is undefined", message or "")
        hint = (did_you_mean(name[1], FUNCTIONS) if name else "") or f"functions: {', '.join(FUNCTIONS)}"
    elif isinstance(fault, TypeError):
        message = re.sub(r"^Calls\.", "", message or "")
    elif not isinstance(fault, TemplateSyntaxError):
        message = f"{type(fault).__name__}: {message}"
    place = at_work(fault, str(path), source, message or "")
    text = f": {place.text.strip()}" if place.text.strip() else ""
    made = XbriefError(f"{path}:{place.line}: {message}{text}", hint)
    made.exit_code = fault.exit_code if isinstance(fault, XbriefError) else made.exit_code
    return made


def _about(front: str, path: Path) -> tuple[str, tuple[str, ...]]:
    """The title of the front matter, and its authors and date; empty for what it does not hold."""
    import yaml

    try:
        held = yaml.BaseLoader("\n".join(front.splitlines()[1:-1])).get_single_data()
    except yaml.MarkedYAMLError as fault:
        line = (fault.problem_mark.line if fault.problem_mark else 0) + 2
        raise XbriefError(f"{path}:{line}: the front matter is no YAML: {fault.problem}", "mend it") from None
    if not isinstance(held, dict):
        return "", ()
    authors = held.get("author", [])
    names = [_name(each) for each in (authors if isinstance(authors, list) else [authors])]
    about = [", ".join(name for name in names if name), _name(held.get("date", ""))]
    return _name(held.get("title", "")), tuple(entry for entry in about if entry)


def _name(held: object) -> str:
    """A text, or the name in a mapping as Quarto has it; empty for anything else."""
    if isinstance(held, Mapping):
        held = held.get("name", "")
    return held if isinstance(held, str) else ""


def without_pictures(report: Report) -> Report:
    """The report with the pictures of its briefs left out."""

    def bare(brief: Brief) -> Brief:
        return replace(brief, sections=tuple(replace(section, picture=None) for section in brief.sections))

    parts = (replace(p, brief=bare(p.brief)) if isinstance(p, Embedded) else p for p in report.parts)
    return replace(report, parts=tuple(parts))


def settled(report: Report, format: str) -> None:
    """XbriefError where the user's own words have what the format cannot show yet: pictures."""
    for part in report.parts:
        for begins in images(part.markdown) if isinstance(part, Own) else ():
            at = report.text.find(begins)
            # What a call or a loop made stands nowhere in the document as it was written.
            line = f":{report.text.count(chr(10), 0, at) + 1}" if at >= 0 else ""
            raise XbriefError(
                f"{report.file}{line}: pictures of the document are not shown in {format}",
                "leave them out, or write .md",
            )


def written(found: Report, view: View, opened: Session, cited: Citing) -> str | bytes:
    """The report as a file of the view's format, with the stamps of all its briefs in one."""
    from xbrief.render import stamp

    told = [brief for brief in found.briefs if brief.kind not in {"facts", "assessment"}]
    cite = [] if cited.style == FOOTNOTES.style else [cited.style]
    if told:
        seal = stamp.of("report", opened.fingerprint, told, opened.rules, {"cite": cite})
    else:
        seal = stamp.plain("report", opened.fingerprint, opened.day())
    templates = opened.root / "templates"
    if view.format == "md":
        from xbrief.render.report import markdown

        text = layout.laid_out(lambda loader: markdown.render(found, loader, cited), templates)
        return f"{text}\n{stamp.comment(seal)}"
    settled(found, view.format)
    if view.format == "html":
        from xbrief.render.report import html

        return layout.laid_out(lambda loader: html.render(found, seal, loader, cited), templates)
    return report_document(view.format, found, seal, opened.day(), view.template, cited)
