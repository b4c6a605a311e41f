"""A user's own Markdown (CommonMark with tables, notes and ~~struck out~~ words) as values that every format can set.

Raw HTML is text like any other, comments are left out. A mark of a brief that stands alone between two paragraphs is
a `Slot`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xbrief.render.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

# What a template puts where a brief is to stand; a document may not hold these two signs itself.
OPEN, CLOSE = "\x02", "\x03"
SLOT = re.compile(rf"{OPEN}(\d+){CLOSE}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# The mark of a footnote in the text, and the beginning of its words below.
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINED = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_LINKS = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words in one look; `link` is an address of the web or of mail, or empty.

    The mark of a footnote has no words but those of its `note`.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""
    note: Footnote | None = None


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note of the user's own, under the label that he gave it; a mark within it is text."""

    label: str
    paragraphs: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the number of its first item, None where it has bullets."""

    start: int | None
    items: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first row is its header."""

    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a part of the report, by its number."""

    number: int


Node = Heading | Paragraph | Items | Quote | Code | Rule | Grid | Slot


def nodes(markdown: str) -> tuple[Node, ...]:
    """What stands in the text, from its top to its end."""
    from markdown_it.tree import SyntaxTreeNode

    return tuple(_nodes(SyntaxTreeNode(_reader().parse(markdown)).children))


def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # What begins like the definition of a link, or as a link, may be a footnote.
    reader.block.ruler.before("reference", "note", _definition)
    reader.inline.ruler.before("link", "note", _mark)
    return reader


def _definition(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Takes `[^label]: words` with the lines that go on with them: the rest of the paragraph, and indented ones."""
    from markdown_it.tree import SyntaxTreeNode

    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    found = _DEFINED.match(state.src, begin, stop)
    if found is None or state.level or state.is_code_block(start):
        return False
    paragraphs = [[state.src[found.end() : stop]]]
    line = start + 1
    while line < end and not _DEFINED.match(state.src, state.bMarks[line] + state.tShift[line]):
        if state.isEmpty(line):
            line = next((n for n in range(line, end) if not state.isEmpty(n)), end)
            if line == end or not state.is_code_block(line):
                break
            paragraphs.append([])
        paragraphs[-1].append(state.getLines(line, line + 1, state.sCount[line], False))
        line += 1
    texts = ("\n".join(lines).strip() for lines in paragraphs)
    words = tuple(_inline(SyntaxTreeNode(state.md.parseInline(text, {}))) for text in texts if text)
    state.env.setdefault("notes", {}).setdefault(found[1], Footnote(found[1], words or ((),)))
    state.line = line
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """Takes `[^label]` where there is a note of that label."""
    found = _MARK.match(state.src, state.pos)
    note = state.env.get("notes", {}).get(found[1]) if found else None
    if found is None or note is None:
        return False
    if not silent:
        state.push("note", "", 0).meta = {"note": note}
    state.pos = found.end()
    return True


def _nodes(found: Sequence[SyntaxTreeNode]) -> Iterator[Node]:
    for node in found:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1]), _inline(node))
            case "paragraph":
                yield _paragraph(node)
            case "bullet_list":
                yield Items(None, _items(node))
            case "ordered_list":
                yield Items(int(node.attrs.get("start", 1)), _items(node))
            case "blockquote":
                yield Quote(tuple(_nodes(node.children)))
            case "fence" | "code_block":
                yield Code(_code(node.content))
            case "hr":
                yield Rule()
            case "table":
                rows = (row for part in node.children for row in part.children)
                yield Grid(tuple(tuple(_inline(cell) for cell in row.children) for row in rows))
            case "html_block" if words := _COMMENT.sub("", node.content).strip():
                yield Paragraph((Span(clean(words)),))


def _code(text: str) -> str:
    """The lines as they are, spaces at their beginning too; a tab is four of them."""
    lines = text.rstrip("\n").expandtabs(4).split("\n")
    return "\n".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)


def _items(node: SyntaxTreeNode) -> tuple[tuple[Node, ...], ...]:
    return tuple(tuple(_nodes(item.children)) for item in node.children)


def _paragraph(node: SyntaxTreeNode) -> Node:
    alone = SLOT.fullmatch(node.children[0].content) if node.level == 0 else None
    return Slot(int(alone[1])) if alone else Paragraph(_inline(node))


def _inline(node: SyntaxTreeNode) -> Spans:
    inside = node.children[0].children if node.children else []
    joined: list[Span] = []
    for span in _spans(inside, Span("")):
        if joined and span.note is None and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _spans(found: Sequence[SyntaxTreeNode], look: Span) -> Iterator[Span]:
    for node in found:
        match node.type:
            case "strong":
                yield from _spans(node.children, replace(look, strong=True))
            case "em":
                yield from _spans(node.children, replace(look, emphasis=True))
            case "s":
                yield from _spans(node.children, replace(look, struck=True))
            case "link":
                address = str(node.attrs.get("href", ""))
                yield from _spans(node.children, replace(look, link=address if address.startswith(_LINKS) else ""))
            case "code_inline":
                yield replace(look, text=clean(node.content), code=True)
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case "note":
                yield replace(look, note=node.meta["note"])
            case "image":
                yield replace(look, text=clean(node.content))
            case "html_inline":
                yield replace(look, text=clean(_COMMENT.sub("", node.content)))
            case _:
                yield replace(look, text=clean(node.content))


def words(spans: Spans) -> str:
    """The text alone, in one line."""
    return " ".join("".join(span.text for span in spans).split())


def images(markdown: str) -> list[str]:
    """How each picture of the text begins: `![words`."""
    from markdown_it import MarkdownIt

    # Also in a note: what defines one would else be taken for the definition of a link.
    told = re.sub(rf"^[ ]{{0,3}}{_DEFINED.pattern}", "", markdown, flags=re.MULTILINE)
    inline = (token.children or [] for token in MarkdownIt("commonmark").parse(told))
    return [f"![{child.content}" for children in inline for child in children if child.type == "image"]
