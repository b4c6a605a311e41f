"""YAML as text with places. Nothing is guessed: `no`, `1.10` and `2015-02-12` stay the words that they are.

The nodes are built from the parser's events, not from PyYAML's own tree: only the events still show anchors, aliases
and tags, which a dossier may not use (an alias can blow a small file up, a tag can ask for objects), and building in
a loop leaves no recursion for a deeply nested file to exhaust.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

import yaml

from xbrief.dossier.page import Page, Spot

#: The C parser is ten times as fast; without it PyYAML's own does the same.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: A dossier needs five levels; a file that goes deeper is no dossier.
DEPTH = 20

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
# YAML's own set of forbidden characters, and the separators that editors count as line ends and YAML 1.2 does not.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class Scalar(Spot):
    """One text. `plain` means unquoted; `sound` is false where something forbidden stood in its place.

    `end` is the place just behind the text; behind a text of several lines begun by `|` or `>` it is the next line.
    """

    text: str
    plain: bool = True
    sound: bool = True
    end: Spot | None = field(default=None, compare=False)

    @property
    def null(self) -> bool:
        """Nothing, `~` or `null`, unquoted."""
        return self.plain and self.text in _NULL


@dataclass(slots=True)
class Sequence(Spot):
    """`end` is the place just behind the closing bracket, or None where the items stand below each other."""

    items: list[Node] = field(default_factory=list)
    sound: bool = True
    end: Spot | None = field(default=None, compare=False)


@dataclass(slots=True)
class Mapping(Spot):
    """`keys` holds, for each key of `pairs`, the place where it stands.

    `end` is the place just behind the closing brace, or None where the pairs stand below each other.
    """

    pairs: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    sound: bool = True
    end: Spot | None = field(default=None, compare=False)

    def get(self, key: str) -> Node | None:
        return self.pairs.get(key)


Node = Scalar | Sequence | Mapping


class _GiveUp(Exception):
    """The rest of the file cannot be read; the problem is already noted."""


def decode(raw: bytes, file: str) -> Page:
    """The page of a file's bytes. Faults of encoding are noted on it; then its text is not to be parsed."""
    marked = raw.startswith(codecs.BOM_UTF8)
    body = raw[len(codecs.BOM_UTF8) :] if marked else raw
    try:
        page = Page(file, body.decode("utf-8"))
    except UnicodeDecodeError as fault:
        page = Page(file, body.decode("utf-8", errors="replace"))
        wide = body.startswith(_WIDE_MARKS)
        what = "this file is UTF-16" if wide else f"byte 0x{body[fault.start]:02x} is not UTF-8"
        page.error("D101", _spot(body[: fault.start].decode("utf-8")), what, "save the file as UTF-8")
        return page
    if marked:
        page.warning("D103", Spot(1, 1), "the file begins with a byte order mark", "save it as UTF-8 without one")
    found = _CONTROL.search(page.text)
    if found:
        message = f"the character {_name(found[0])} is not allowed"
        page.error("D102", _spot(page.text[: found.start()]), message, "delete it")
    return page


def parse(page: Page, loader: Any = None) -> Node | None:
    """The nodes of a page, or None where it holds none or cannot be read; what is wrong is noted on the page."""
    if page.errors:
        return None
    builder = _Builder(page)
    try:
        for event in yaml.parse(page.text, Loader=loader or LOADER):
            builder.take(event)
    except _GiveUp:
        return None
    except yaml.YAMLError as fault:
        _note_syntax(page, fault)
        return None
    return builder.root


def sound(node: Node) -> bool:
    """Whether nothing forbidden stands in the node, however deep."""
    if isinstance(node, Mapping):
        return node.sound and all(map(sound, node.pairs.values()))
    if isinstance(node, Sequence):
        return node.sound and all(map(sound, node.items))
    return node.sound


def _spot(before: str) -> Spot:
    """The place just behind a piece of text."""
    lines = re.split(r"\r\n|\r|\n", before)
    return Spot(len(lines), len(lines[-1]) + 1)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _behind(event: Any) -> Spot:
    return Spot(event.end_mark.line + 1, event.end_mark.column + 1)


def _note_syntax(page: Page, fault: yaml.YAMLError) -> None:
    mark = getattr(fault, "problem_mark", None)
    at = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
    problem = str(getattr(fault, "problem", None) or "the parser gave up")
    context, begun = getattr(fault, "context", None), getattr(fault, "context_mark", None)
    where = f" ({context} that begins in line {begun.line + 1})" if context and begun else ""
    page.error("D104", at, f"not valid YAML: {problem}{where}", _way_out(problem))


def _way_out(problem: str) -> str:
    if problem.startswith("mapping values"):
        return "put a text that holds `: ` in quotes"
    if "cannot start any token" in problem:
        return "indent with spaces; put a text that begins with a special character in quotes"
    return "look at the indentation, the quotes and the brackets just before"


class _Builder:
    """Turns events into nodes. A fault makes the node that it stands in unsound, and reading goes on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root: Node | None = None
        self.documents = 0
        self.open: list[Sequence | Mapping] = []
        self.waiting: list[Scalar | None] = []
        self._takers: Table[type, Callable[[Any, Spot], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        taker = self._takers.get(type(event))
        if taker:
            mark = event.start_mark
            taker(event, Spot(mark.line + 1, mark.column + 1))

    def _scalar(self, event: Any, at: Spot) -> None:
        node = Scalar(at.line, at.column, event.value, not event.style, end=_behind(event))
        self._bare(event, node)
        # Only double quotes can write a forbidden character by an escape, past the check of the bytes.
        if event.style == '"' and (found := _CONTROL.search(event.value)):
            self._fault("D102", node, f"the text holds the character {_name(found[0])}", "take the escape out")
        self._add(node)

    def _mapping(self, event: Any, at: Spot) -> None:
        self._begin(event, Mapping(at.line, at.column))

    def _sequence(self, event: Any, at: Spot) -> None:
        self._begin(event, Sequence(at.line, at.column))

    def _begin(self, event: Any, node: Sequence | Mapping) -> None:
        self._bare(event, node)
        self._add(node)
        if len(self.open) >= DEPTH:
            self.page.error("D107", node, f"nested more than {DEPTH} levels deep", "a dossier needs five")
            raise _GiveUp
        self.open.append(node)
        self.waiting.append(None)

    def _end(self, event: Any, _at: Spot) -> None:
        node = self.open.pop()
        # Without brackets the end is only noticed where the next thing begins, and says nothing; it has no width.
        if event.start_mark.index != event.end_mark.index:
            node.end = _behind(event)
        self.waiting.pop()

    def _alias(self, event: Any, at: Spot) -> None:
        node = Scalar(at.line, at.column, "", plain=False)
        self._fault("D106", node, f"the alias `*{event.anchor}` is not allowed here", "write the text out")
        self._add(node)

    def _document(self, _event: Any, at: Spot) -> None:
        self.documents += 1
        if self.documents > 1:
            self.page.error("D108", at, "a second document begins here", "one file holds one source; drop the `---`")
            raise _GiveUp

    def _bare(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self._fault("D106", node, f"the anchor `&{event.anchor}` is not allowed here", "write the text out")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault("D106", node, f"the tag `{tag}` is not allowed here", "leave it out: all values are text")

    def _fault(self, code: str, node: Node, message: str, hint: str) -> None:
        self.page.error(code, node, message, hint)
        node.sound = False

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if isinstance(top, Sequence):
            top.items.append(node)
            return
        key = self.waiting[-1]
        if key is None:
            self.waiting[-1] = self._key(node)
        else:
            self._pair(top, key, node)
            self.waiting[-1] = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar) and not node.null:
            self.open[-1].sound &= node.sound
            return node
        self.page.error("D104", node, "not valid here: a key must be a plain word", "write `key: value`")
        raise _GiveUp

    def _pair(self, top: Mapping, key: Scalar, node: Node) -> None:
        first = top.keys.get(key.text)
        if first is None:
            top.keys[key.text], top.pairs[key.text] = key, node
            return
        message = f"the key `{key.text}` stands here twice, first in line {first.line}"
        self.page.error("D105", key, message, "keep one of the two")
        top.sound = False
