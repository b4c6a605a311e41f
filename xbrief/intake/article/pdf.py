"""A PDF: its text by pypdf, within limits of size, pages and time."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from xbrief.errors import XbriefError
from xbrief.intake.article.furniture import is_printed
from xbrief.intake.article.heads import people
from xbrief.intake.article.types import LONGEST, Document, Head

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 300
_SECONDS = 60.0
# Bytes that a stream of a page may hold once it is unpacked.
_LARGEST_STREAM = 8 * 2**20
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|.*\.(?:docx?|indd|pdf|html?|txt|qxp)|https?://.*|document\d*|print)",
    re.IGNORECASE,
)
# Lines at the top and at the foot of a page that may stand on every one.
_EDGE = 2


def read(raw: bytes, name: str, *, seconds: float = _SECONDS) -> Document:
    """The text of a PDF, and the title, authors and language of its own data; its day is that of making the file, no
    day of publication. XbriefError for one that is broken, locked, a scan, or larger than an article.
    """
    from pypdf.errors import DependencyError, PyPdfError

    begun = time.monotonic()
    try:
        reader = _opened(raw, name)
        pages: list[str] = []
        for number, page in enumerate(reader.pages, 1):
            if time.monotonic() - begun > seconds:
                raise XbriefError(f"{name}: reading takes longer than {seconds:g} seconds", "save its words as text")
            _bounded(page, name, number)
            pages.append(page.extract_text())
            if sum(map(len, pages)) > LONGEST:
                raise XbriefError(f"{name} holds more than {LONGEST:,} characters", "add the article alone")
        head = _head(reader)
    except DependencyError:
        raise XbriefError(f"{name} is locked in a way that cannot be read here", "save it without a password") from None
    except PyPdfError as fault:
        raise XbriefError(
            f"{name} is no sound PDF: {' '.join(str(fault).split())}", "save it anew, or as text"
        ) from None
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        OverflowError,
        OSError,
    ) as fault:
        # What a broken file makes of a reader that trusts it is no defect of this program.
        raise XbriefError(
            f"{name} cannot be read as PDF ({type(fault).__name__})", "save it anew, or as text"
        ) from None
    if not any(page.strip() for page in pages):
        raise XbriefError(
            f"{name} holds no text: its pages are pictures", "let a program for scans read it, and add its text"
        )
    return Document("pdf", head, _joined(pages))


def _opened(raw: bytes, name: str) -> PdfReader:
    import logging

    from pypdf import PdfReader

    # It tells of every small fault of a file on stderr.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise XbriefError(f"{name} is locked with a password", "save it without one")
    if len(reader.pages) > _MOST_PAGES:
        raise XbriefError(f"{name} has {len(reader.pages)} pages, more than {_MOST_PAGES}", "add the article alone")
    return reader


def _bounded(page: object, name: str, number: int) -> None:
    """XbriefError for a page whose commands unpack to more than a page of words could need."""
    contents = page.get_contents()  # type: ignore[attr-defined]
    if contents is not None and len(contents.get_data()) > _LARGEST_STREAM:
        raise XbriefError(f"{name}: page {number} is larger than {_LARGEST_STREAM // 2**20} MiB", "save it as text")


def _head(reader: PdfReader) -> Head:
    about = reader.metadata
    title = " ".join(about.title.split()) if about and about.title else ""
    author = " ".join(about.author.split()) if about and about.author else ""
    names = people(author)
    code = re.fullmatch(r"([A-Za-z]{2,3})(?:-([A-Za-z]{2}))?", str(reader.root_object.get("/Lang") or ""))
    return Head(
        title=title if title and not _NO_TITLE.fullmatch(title) else None,
        # A single word is the name of an account.
        authors=tuple(name for name in names if " " in name),
        language=(code[1].lower() + (f"-{code[2].upper()}" if code[2] else "")) if code else None,
    )


def _joined(pages: list[str]) -> str:
    """The pages as one text, without the lines that stand above and below each, and without the breaks within words."""
    split = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_masked(line) for lines in split for line in {*lines[:_EDGE], *lines[-_EDGE:]})
    often = {line for line, count in edges.items() if count > 1 and count * 2 > len(split)}

    def around(line: str, n: int, lines: list[str]) -> bool:
        at_edge = n < _EDGE or n >= len(lines) - _EDGE
        return at_edge and (_masked(line) in often or is_printed(line.strip()))

    kept = [line for lines in split for n, line in enumerate(lines) if not around(line, n, lines)]
    text = "\n".join(kept)
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))

    def whole(found: re.Match[str]) -> str:
        # `manu-/facturer` is one word where it stands somewhere as one; `e-/mail` keeps its hyphen.
        one = f"{found[1]}{found[2]}"
        return one if one.casefold() in words else f"{found[1]}-{found[2]}"

    return re.sub(r"([^\W\d_]+)[-\u00ad\u2010]\n([^\W\d_]+)", whole, text)


def _masked(line: str) -> str:
    """A line with its numbers made alike: those of pages count on."""
    return re.sub(r"\d+", "0", line.strip())
