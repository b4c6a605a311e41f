"""What a reader reads in a file that was sent, whoever edited it and whatever program saved it again."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_LARGEST = 64 * 2**20
_PAGE = re.compile(r"<(?:!doctype html|html|body)\b", re.IGNORECASE)
_PAPER = re.compile(r"word/document\d*\.xml")
# Text of a Word document and what parts words in it; runs and fields that are marks of notes. What was struck out with
# changes tracked is no `w:t`.
_WRITTEN = re.compile(
    r"<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>"
    r"|(?P<gap><(?:w:p|/w:p|w:tab|w:br|w:cr|w:noBreakHyphen|/w:tc)\b[^>]*>)"
    r"|(?P<run><w:r\b[^>]*>)"
    r"|(?P<raised><w:rStyle w:val=\"[^\"]*(?:foot|end)note[^\"]*\"|<w:vertAlign w:val=\"superscript\")"
    r"|(?P<field><w:instrText\b[^>]*>\s*NOTEREF|<w:fldSimple\b[^>]*\bNOTEREF)"
    r"|(?P<end><w:fldChar\b[^>]*\"end\"|</w:fldSimple>)",
    re.IGNORECASE,
)
# What no reader of Markdown reads as a part of a sentence. A sign behind a backslash is a word's own.
_NOT_READ = re.compile(
    r"<!--.*?-->"  # comments, and the stamp
    r"|^\[\^[^\]\s]+\]:[^\n]*"  # notes
    r"|(?<!\\)\[\^[^\]\s]+\]"  # their marks
    r"|(?<!\\)\[-?@[^\]]*\]"  # citations for pandoc
    r"|(?<!\\)~~[^\n]+?~~"  # struck out
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"  # addresses of links
    r"|(?<=\])\[[^\]\s]*\]"  # and their labels
    r"|(?<!\\)</?[a-zA-Z][^<>\n]*>",  # elements
    re.DOTALL | re.MULTILINE,
)
# A table whose cells go over several lines, as pandoc writes wide ones.
_RELAID = re.compile(r"^ *(?:\+[-=:+]+\+|-{3,}(?: +-{3,})+) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a file. Where it is `relaid`, the words of a cell may stand apart."""

    text: str
    relaid: bool = False


def shown(content: bytes) -> Shown | None:
    """The text of Markdown, HTML and Word; None for what cannot be read so: PDF, workbooks, data, damaged files."""
    if content.startswith((b"%PDF", b"{", b"[")):
        return None
    if content.startswith(b"PK"):
        return _paper(content)
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    if _PAGE.search(text):
        reader = _Page()
        reader.feed(text)
        reader.close()
        return Shown("".join(reader.read))
    return Shown(_NOT_READ.sub("", text), _RELAID.search(text) is not None)


def _paper(content: bytes) -> Shown | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [i.filename for i in archive.infolist() if _PAPER.fullmatch(i.filename) and i.file_size <= _LARGEST]
            whole = "".join(archive.read(name).decode("utf-8", errors="replace") for name in names)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError):
        return None
    if not names:
        return None
    return Shown(html.unescape("".join(_written(whole))))


def _written(document: str) -> Iterator[str]:
    """The words of a document, without the marks of notes in them."""
    raised = field = False
    for found in _WRITTEN.finditer(document):
        match found.lastgroup:
            case "text" if not (raised or field):
                yield found["text"]
            case "gap":
                field = False
                yield " "
            case "run":
                raised = False
            case "raised":
                raised = True
            case "field" | "end":
                field = found.lastgroup == "field"


class _Page(HTMLParser):
    """Collects the words of a page, without buttons (the marks of notes), raised and struck-out words."""

    _WITHIN = frozenset(
        {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "mark", "q", "small", "span", "strong", "u"}
    )
    _LEFT_OUT = frozenset({"button", "sup", "s", "del", "strike"})
    _NO_TEXT = frozenset({"script", "style", "svg", "template"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if self._silent in self._NO_TEXT:
            return
        if tag in self._LEFT_OUT | self._NO_TEXT:
            self._silent = self._silent or tag
        elif tag not in self._WITHIN:
            # One that was never closed ends with its paragraph.
            self._silent = ""
            self.read.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif self._silent not in self._NO_TEXT and tag not in self._WITHIN | self._LEFT_OUT:
            self._silent = ""
            self.read.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.read.append(data)
