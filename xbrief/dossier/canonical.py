"""A file of a dossier with its keys in canonical order: whole blocks of text are moved, and nothing is written anew.

The order is that of the tables in `xbrief.dossier.schema`: the keys of the file, and the keys of each fact. Facts, the
entries of a section and the items of a list stay in the order in which they were written, as do quotes and brackets. A
comment goes with the key above which it stands; one that is indented deeper than the keys, with the key below which it
stands. Comments at the top of a file, and those after the last key, stay where they are. What is laid out so that no
block can be told from the next (keys with `? `, braces with comments inside) is left as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count, pairwise, takewhile
from typing import Any

from xbrief.dossier import yaml
from xbrief.dossier.page import Page, Spot
from xbrief.dossier.schema import ASSESSMENT, KINDS, SECTIONS, SOURCE, fields_of
from xbrief.errors import XbriefError

_HEAD = (*(field.name for field in SOURCE), "facts")

# Only the line ends of YAML, as in `xbrief.dossier.page`.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_QUIET = re.compile(r"[ \t]*(?:#.*)?")
_DASH = re.compile(r"[ \t]*(?:-[ \t]+)?")
_COMMA = re.compile(r"\s*,\s*")

Edit = tuple[int, int, str]
"""A piece of a text, from one character to before another, and what takes its place."""


def canonical(page: Page, *, main: bool) -> str | None:
    """The text of the page in canonical order; `main` tells dossier.yaml from a source file.

    None where the page cannot be read, with the problems noted on it. XbriefError where the result would not say the
    same, which is a defect: nobody is to lose a word to it.
    """
    root = yaml.parse(page)
    if page.errors or root is None:
        return None
    text = page.text
    if isinstance(root, yaml.Mapping):
        if not main:
            text = _edited(text, _in_facts(text, root))
        again = yaml.parse(Page(page.file, text))
        if isinstance(again, yaml.Mapping):
            text = _edited(text, _in_order(text, again, tuple(SECTIONS) if main else _HEAD))
    if text != page.text and not _same(page, root, text):
        raise XbriefError(f"{page.file} cannot be put in order without a change of its meaning", "order it by hand")
    return text


def _same(page: Page, root: yaml.Node, text: str) -> bool:
    """Whether the text says what the page said, with every sign of every comment."""
    after = Page(page.file, text)
    node = yaml.parse(after)
    return not after.errors and _plain(node) == _plain(root) and _signs(text) == _signs(page.text)


def _plain(node: yaml.Node | None) -> Any:
    """What a node says: line breaks within a text count as spaces, as they do for whoever reads the dossier."""
    if isinstance(node, yaml.Mapping):
        return {key: _plain(value) for key, value in node.pairs.items()}
    if isinstance(node, yaml.Sequence):
        return [_plain(item) for item in node.items]
    return None if node is None or node.null else " ".join(node.text.split())


def _signs(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _in_facts(text: str, root: yaml.Mapping) -> list[Edit]:
    """The edits that put the keys of each fact in order; a fact of no known kind has no order. Assessments likewise."""
    facts, judged = root.get("facts"), root.get("assessments")
    edits = []
    for node in judged.items if isinstance(judged, yaml.Sequence) else ():
        if isinstance(node, yaml.Mapping):
            edits += _in_order(text, node, tuple(field.name for field in ASSESSMENT))
    for node in facts.items if isinstance(facts, yaml.Sequence) else ():
        kind = node.get("kind") if isinstance(node, yaml.Mapping) else None
        if isinstance(node, yaml.Mapping) and isinstance(kind, yaml.Scalar) and kind.text in KINDS:
            edits += _in_order(text, node, tuple(fields_of(kind.text)))
    return edits


def _in_order(text: str, node: yaml.Mapping, names: Sequence[str]) -> list[Edit]:
    """The edit that puts the pairs in the order of the names, unknown keys behind; none where nothing is to move."""
    keys = [*node.pairs]
    rank = {name: number for number, name in enumerate(names)}
    wanted = sorted(keys, key=lambda key: rank.get(key, len(rank)))
    if "facts" in keys and "facts" in rank:
        # The list of facts is long: nobody looks for a forgotten key below it.
        wanted = [*(key for key in wanted if key != "facts"), "facts"]
    if wanted == keys:
        return []
    order = [keys.index(key) for key in wanted]
    edit = _Lines(text).moved(node, order) if node.end is None else _within_braces(text, node, order)
    return [edit] if edit else []


def _last_line(node: yaml.Node, key: Spot) -> int:
    """The last line that holds something of a value; a block text may count empty lines behind it."""
    if node.end is not None:
        return max(key.line, node.end.line - (node.end.column == 1 and node.end.line > node.line))
    if isinstance(node, yaml.Mapping):
        inner = [_last_line(value, node.keys[name]) for name, value in node.pairs.items()]
    else:
        inner = [_last_line(item, item) for item in node.items] if isinstance(node, yaml.Sequence) else []
    return max([key.line, node.line, *inner])


def _within_braces(text: str, node: yaml.Mapping, order: Sequence[int]) -> Edit | None:
    """The pairs between braces change places; the commas and line breaks between them stay."""
    lines = _Lines(text)
    pieces: list[tuple[int, int]] = []
    for name, value in node.pairs.items():
        key = node.keys[name]
        behind = max((spot.line, spot.column) for spot in (key.end, value.end) if spot)
        pieces.append((lines.offset(key), lines.offset(Spot(*behind))))
    between = [text[a[1] : b[0]] for a, b in pairwise(pieces)]
    if not all(map(_COMMA.fullmatch, between)):
        return None
    # `key:,` is no YAML: nothing at all needs a space before the comma.
    moved = [re.sub(":$", ": ", text[slice(*pieces[number])]) for number in order]
    new = "".join(piece + comma for piece, comma in zip(moved, [*between, ""], strict=True))
    return pieces[0][0], pieces[-1][1], new


class _Lines:
    """A text as lines, each with its end. Lines count from 0, and a block ends before its second number."""

    def __init__(self, text: str) -> None:
        self.lines = [line for line in _LINE.findall(text) if line]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def offset(self, at: Spot) -> int:
        return self.starts[at.line - 1] + at.column - 1

    def moved(self, node: yaml.Mapping, order: Sequence[int]) -> Edit | None:
        """The pairs below each other change places, each with its comments; None where they cannot be told apart."""
        first, *others = node.keys.values()
        column = first.column - 1
        dash = self.lines[first.line - 1][:column]
        fronts = [self.lines[key.line - 1][: key.column - 1] for key in others]
        bodies = [self._body(node.pairs[name], key) for name, key in node.keys.items()]
        gaps = [(a[1], b[0]) for a, b in pairwise(bodies)]
        if not _DASH.fullmatch(dash) or any(front != " " * column for front in fronts):
            return None
        if not all(self._quiet(number) for gap in gaps for number in range(*gap)):
            return None
        begins = [self._top(first.line - 1, dash), *(self._lead(*gap, column) for gap in gaps)]
        ends = [*begins[1:], self._foot(bodies[-1][1], column)]
        blocks = [
            (self.lines[begin:start], self.lines[start:end])
            for begin, (start, _), end in zip(begins, bodies, ends, strict=True)
        ]
        if order[0]:
            _give_dash(blocks[0][1], *blocks[order[0]], dash)
        new = [line for number in order for part in blocks[number] for line in part]
        return self.starts[begins[0]], self.starts[ends[-1]], "".join(map(self._ended, new))

    def _body(self, value: yaml.Node, key: Spot) -> tuple[int, int]:
        """The lines of a pair from its key on; empty lines at the end of a block text are none of it."""
        start, end = key.line - 1, _last_line(value, key)
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
        return start, end

    def _ended(self, line: str) -> str:
        """The line with an end: the last one of a file may lack it, and need not be the last any longer."""
        if line.endswith(("\r", "\n")):
            return line
        return line + (self.lines[0][len(self.lines[0].rstrip("\r\n")) :] or "\n")

    def _quiet(self, number: int) -> bool:
        """Whether the line is empty or a comment."""
        return number < len(self.lines) and _QUIET.fullmatch(self.lines[number].rstrip("\r\n")) is not None

    def _comment(self, number: int) -> int | None:
        """The indentation of a line that is a comment."""
        line = self.lines[number]
        return line.index("#") if line.lstrip(" \t").startswith("#") else None

    def _above(self, number: int, column: int) -> bool:
        """Whether a quiet line goes with the pair above it: it is empty, or a comment deeper than the keys."""
        indented = self._comment(number)
        return indented is None or indented > column

    def _top(self, line: int, dash: str) -> int:
        """Where the comments of the first key begin; those above an item, or at a file's top, are about all of it."""
        if dash.strip():
            return line
        above = [*takewhile(lambda number: self._comment(number) is not None, range(line - 1, -1, -1))]
        return above[-1] if above and above[-1] > 0 else line

    def _lead(self, end: int, start: int, column: int) -> int:
        """Where the comments of the next key begin."""
        return next((number for number in range(end, start) if not self._above(number, column)), start)

    def _foot(self, end: int, column: int) -> int:
        """Where the last pair ends: behind its deeper comments; empty lines below stay where they are."""
        own = [*takewhile(lambda number: self._quiet(number) and self._above(number, column), count(end))]
        return max((number + 1 for number in own if self._comment(number) is not None), default=end)


def _give_dash(old: list[str], lead: list[str], body: list[str], dash: str) -> None:
    """What stands before the first key of an item goes before the new first one, below the comments of that."""
    width = len(dash)
    old[0], body[0] = " " * width + old[0][width:], dash + body[0][width:]
    margin = dash[: len(dash) - len(dash.lstrip())]
    lead[:] = [margin + line.lstrip(" \t") if line.strip() else line for line in lead]
