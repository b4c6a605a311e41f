"""What every file carries about how it came about, so that a later run can tell what has changed since.

A stamp is JSON, one finding a line, and harmless wherever it stands: in a comment of Markdown, in an element of HTML,
in the metadata of a document. It names no folder and no account.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xbrief import __version__
from xbrief.brief.prose import written
from xbrief.brief.types import Brief
from xbrief.errors import XbriefError
from xbrief.render.text import clean
from xbrief.rules import engine
from xbrief.rules.types import Rule

NAME = "xbrief-stamp"
# A comment, an element and a data block end at these signs; JSON can spell them otherwise.
_HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "--": "-\\u002d"}
# The stamp of plain text (see `line`), which names no finding.
LINE = re.compile(r"^xbrief [^|\n]+ \| dossier [0-9a-f]{12} \| as of ", re.MULTILINE)
# The namespace of the stamp as XML.
SPACE = f"urn:{NAME}"
# A part of an archive that is larger is no stamp: one finding takes some 300 characters.
_LARGEST = 100_000_000
# A stream of a PDF (ISO 32000-2, 7.3.8).
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FRAMES = (
    re.compile(rf"<!-- {NAME}:\n(.*?)\n-->", re.DOTALL),
    re.compile(rf'<script type="application/json" id="{NAME}">\n(.*?)\n</script>', re.DOTALL),
    re.compile(rf"<stamp xmlns=[\"']{SPACE}[\"']>\s*(.*?)\s*</stamp>", re.DOTALL),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it was told: its sentence alone, whatever it was joined with, and its facts."""

    says: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a cell as it stands in the file, without its citations, and the findings that it tells."""

    says: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A brief of the file: what was asked for, its findings by id, and the sentences and cells that tell them.

    Earlier versions noted neither sentences nor cells.
    """

    key: str
    kind: str
    markets: tuple[str, ...]
    length: str
    sections: tuple[str, ...]
    findings: Mapping[str, Told]
    sentences: tuple[Sentence, ...] = ()
    cells: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """`dossier` is the fingerprint of all that the dossier's facts and rules rest on, `as_of` an ISO day.

    `options` are those that say what is shown, by name with their values; `rows` the ids of what a list shows.
    """

    version: str
    dossier: str
    command: str
    as_of: str
    briefs: tuple[Part, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[str, ...] = ()


Options = Mapping[str, Sequence[str]]


def plain(command: str, dossier: str, as_of: date, options: Options | None = None, rows: Iterable[str] = ()) -> Stamp:
    """The stamp of a list, which tells no findings; of the options those that have a value."""
    return Stamp(__version__, dossier, command, as_of.isoformat(), (), _given(options), tuple(rows))


def of(
    command: str, dossier: str, briefs: Iterable[Brief], rules: Mapping[str, Rule], options: Options | None = None
) -> Stamp:
    """The stamp of these briefs, one at least, all as of one day."""
    given = list(briefs)
    parts = tuple(
        Part(
            b.key,
            b.kind,
            b.markets,
            b.length,
            tuple(s.id for s in b.sections),
            _told(b, rules),
            tuple(_sentences(b)),
            tuple(_cells(b)),
        )
        for b in given
    )
    return Stamp(__version__, dossier, command, given[0].as_of.isoformat(), parts, _given(options))


def _given(options: Options | None) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in (options or {}).items() if values}


def _sentences(brief: Brief) -> Iterator[Sentence]:
    for block in (block for section in brief.sections for block in section.blocks):
        yield from (Sentence(s.text, s.findings) for s in (*block.statements, *block.items) if s.findings)


def _cells(brief: Brief) -> Iterator[Sentence]:
    for row in (row for section in brief.sections if section.table for row in section.table.rows):
        yield from (Sentence(cell.text, cell.findings) for cell in row.cells if cell.findings)


def _told(brief: Brief, rules: Mapping[str, Rule]) -> dict[str, Told]:
    """Every finding of the brief. A rule's own words where it has one: in a brief they depend on what stands beside."""
    told = written(brief.sections)
    return {
        id: Told(engine.told(rules, [f]).text if f.rule in rules else told[id].text if id in told else "", f.facts)
        for id, f in brief.findings.items()
    }


def dump(stamp: Stamp) -> str:
    """The stamp as JSON, one finding a line, of what can be printed and ends no comment and no element."""
    lines = [f'{{"xbrief":{_plain(stamp.version)},"dossier":{_plain(stamp.dossier)},"command":{_plain(stamp.command)},']
    asked = f'"options":{_plain({name: [*values] for name, values in stamp.options.items()})},' if stamp.options else ""
    rows = f'"rows":{_plain([*stamp.rows])},' if stamp.rows else ""
    lines.append(f'"as_of":{_plain(stamp.as_of)},{asked}{rows}"briefs":[')
    for n, part in enumerate(stamp.briefs):
        brief = {"key": part.key, "kind": part.kind, "markets": [*part.markets]}
        brief |= {"length": part.length, "sections": [*part.sections]}
        lines.append(f'{_plain(brief)[:-1]},"findings":{{')
        told = [f"{_plain(id)}:{_plain({'says': t.says, 'facts': [*t.facts]})}" for id, t in part.findings.items()]
        lines += [f"{line}," for line in told[:-1]] + told[-1:]
        # Findings by their number in the list above.
        numbers = {id: number for number, id in enumerate(part.findings)}
        for name, sentences in (("sentences", part.sentences), ("cells", part.cells)):
            lines.append(f'{"]" if name == "cells" else "}"},"{name}":[')
            told = [_plain([s.says, [numbers[id] for id in s.findings if id in numbers]]) for s in sentences]
            lines += [f"{line}," for line in told[:-1]] + told[-1:]
        lines.append("]}," if n + 1 < len(stamp.briefs) else "]}")
    lines.append("]}")
    return "\n".join(lines)


def _plain(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, spelled in _HARMLESS.items():
        text = text.replace(sign, spelled)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def line(stamp: Stamp) -> str:
    """The stamp in a line for plain text, which can hide nothing: without the findings, the fingerprint's beginning."""
    keys = ", ".join(part.key for part in stamp.briefs)
    options = " ".join(f"--{name} {','.join(values)}" for name, values in stamp.options.items())
    what = clean(" ".join(filter(None, (stamp.command, keys, options))))
    return f"xbrief {stamp.version} | dossier {stamp.dossier[:12]} | as of {stamp.as_of} | {what}\n"


def comment(stamp: Stamp) -> str:
    """The stamp as a comment of Markdown and HTML, which no reader shows."""
    return f"<!-- {NAME}:\n{dump(stamp)}\n-->\n"


def xml(stamp: Stamp) -> bytes:
    """The stamp as an XML document, for formats that keep such parts beside their text."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<stamp xmlns="{SPACE}">\n{dump(stamp)}\n</stamp>\n'.encode()


def read(content: str | bytes) -> tuple[Stamp, ...]:
    """The stamps of a file, in their order, none where it has none; XbriefError for a damaged one."""
    if isinstance(content, bytes):
        return _unpacked(content)
    found = [match for frame in _FRAMES for match in frame.finditer(content.replace("\r\n", "\n"))]
    if not found and content.lstrip()[:1] in {"{", "["}:
        return _data(content)
    return tuple(load(match.group(1)) for match in sorted(found, key=lambda m: m.start()))


def _data(content: str) -> tuple[Stamp, ...]:
    """What JSON of this program says of how it came about; briefs hold their findings, lists have none."""
    try:
        held = json.loads(content)
    except ValueError:
        return ()
    given = [each for each in (held if isinstance(held, list) else [held]) if isinstance(each, dict)]
    return tuple(_stated(each) for each in given if str(each.get("schema")).startswith("xbrief."))


def _stated(held: Mapping[str, Any]) -> Stamp:
    command = str(held["schema"]).removeprefix("xbrief.").partition("/")[0]
    about = (str(held.get("xbrief")), str(held.get("dossier")))
    if command != "brief":
        return Stamp(*about, command, str(held.get("as_of")))
    try:
        sections = [section["id"] for section in held["sections"]]
        findings = {found["id"]: {"says": found["says"], "facts": found["facts"]} for found in held["findings"]}
        part = _part({**held, "sections": sections, "findings": findings})
        return Stamp(*about, "compare" if part.kind == "compare" else "country", str(held["as_of"]), (part,))
    except (LookupError, TypeError, AttributeError):
        raise XbriefError("the data of the brief are damaged", "make the brief anew") from None


def _unpacked(content: bytes) -> tuple[Stamp, ...]:
    """The stamps in the parts of an archive (Word, Excel), in a file that a PDF carries, or in a file of text."""
    if content.startswith(b"%PDF"):
        carried = (_inflated(found.group(1)) for found in _STREAM.finditer(content))
        return tuple(load(text.decode("utf-8")) for text in carried if text.startswith(b'{"xbrief":'))
    if not content.startswith(b"PK"):
        return read(content.decode("utf-8", errors="replace"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [n for n in archive.namelist() if n.startswith("customXml/") and n.endswith(".xml")]
            small = [n for n in sorted(parts) if archive.getinfo(n).file_size <= _LARGEST]
            texts = [archive.read(name).decode("utf-8", errors="replace") for name in small]
    except (zipfile.BadZipFile, zlib.error, OSError) as fault:
        raise XbriefError(f"the file is damaged: {fault}", "make the brief anew") from None
    # Other programs write the same XML with other signs; the stamp's JSON has no `&` of its own.
    return tuple(found for text in texts for found in read(html.unescape(text) if SPACE in text else ""))


def _inflated(stream: bytes) -> bytes:
    """The bytes of a stream of a PDF; empty where it is packed in another way, as pictures and fonts are."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def load(text: str) -> Stamp:
    """The stamp of its JSON; XbriefError where it is none."""
    try:
        held = json.loads(text)
        parts = tuple(_part(part) for part in held["briefs"])
        version, dossier, command, as_of = (str(held[name]) for name in ("xbrief", "dossier", "command", "as_of"))
        options = {str(name): tuple(map(str, values)) for name, values in held.get("options", {}).items()}
        rows = tuple(map(str, held.get("rows", ())))
    except (ValueError, LookupError, TypeError, AttributeError):
        raise XbriefError("the stamp is damaged", "make the brief anew; a stamp is not for editing") from None
    return Stamp(version, dossier, command, as_of, parts, options, rows)


def _part(held: Mapping[str, Any]) -> Part:
    findings = {id: Told(str(t["says"]), tuple(t["facts"])) for id, t in held["findings"].items()}
    ids = [*findings]
    sentences, cells = (
        tuple(Sentence(str(says), tuple(ids[number] for number in told)) for says, told in held.get(name, ()))
        for name in ("sentences", "cells")
    )
    asked = (held["key"], held["kind"], tuple(held["markets"]), held["length"], tuple(held["sections"]))
    return Part(*asked, findings, sentences, cells)
