"""What a reader of a Markdown file sees of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xbrief.evidence import html

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?:(?:\w[\w-]*[ \t]*:.*|[ \t-].*|#.*|)\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
# Blocks within blocks; deeper ones would be left out.
_DEEPEST = 100


def text(content: str) -> str:
    """The text without its marks, blank lines between the blocks; lines of a paragraph stay lines."""
    # Late: only such a file needs it.
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    return "".join(map(_block, reader.parse(_FRONT.sub("", content, count=1))))


def _block(token: Token) -> str:
    if token.type == "inline":
        return "".join(map(_inline, token.children or ()))
    if token.type in {"fence", "code_block"}:
        return f"{token.content}\n"
    if token.type == "html_block":
        return f"{html.text(token.content)}\n"
    if token.type in {"td_close", "th_close"}:
        return " "
    return "\n" if token.type == "tr_close" else "\n\n" if token.nesting < 0 else ""


def _inline(token: Token) -> str:
    """Pictures and tags are no words."""
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    return token.content if token.type in {"text", "code_inline"} else ""
