"""A user's own Markdown (CommonMark with tables and ~~struck out~~ words) as values that every format can set.

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
    from markdown_it.tree import SyntaxTreeNode

# What a template puts where a brief is to stand; a document may not hold these two signs itself.
OPEN, CLOSE = "\x02", "\x03"
SLOT = re.compile(rf"{OPEN}(\d+){CLOSE}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINKS = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words in one look; `link` is an address of the web or of mail, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""


Spans = tuple[Span, ...]


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
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return tuple(_nodes(SyntaxTreeNode(tokens).children))


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
        if joined and replace(joined[-1], text="") == replace(span, text=""):
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
            case "image":
                yield replace(look, text=clean(node.content))
            case "html_inline":
                yield replace(look, text=clean(_COMMENT.sub("", node.content)))
            case _:
                yield replace(look, text=clean(node.content))


def words(spans: Spans) -> str:
    """The text alone, in one line."""
    return " ".join("".join(span.text for span in spans).split())


def images(markdown: str) -> bool:
    """Does the text show pictures?"""
    from markdown_it import MarkdownIt

    inline = (token.children or [] for token in MarkdownIt("commonmark").parse(markdown))
    return any(child.type == "image" for children in inline for child in children)
