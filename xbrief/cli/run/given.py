"""What `xbrief add` is given: files, folders, addresses, standard input."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from xbrief.cli.run.added import Result
from xbrief.cli.run.adding import Desk
from xbrief.cli.run.extras import extra
from xbrief.cli.run.progress import shown
from xbrief.dossier.files import content
from xbrief.errors import XbriefError
from xbrief.intake.article.fetch import fetch
from xbrief.intake.article.reader import FORMS, article
from xbrief.intake.article.types import Article

LARGEST = 32 * 2**20  # bytes
_ALONE = "add it alone, and please report what you see then"


def items(what: Sequence[str], *, note: bool) -> list[str]:
    """The files, addresses and `-` that are meant, folders by their files; XbriefError where nothing is."""
    if note and what:
        raise XbriefError("--note goes without a file", "leave one of the two out")
    if not (note or what):
        raise XbriefError("nothing to add", "name a file, a folder, an address or `-`; or --note for a call")
    found: list[str] = []
    for each in what:
        path = Path(each)
        if is_url(each) or each == "-" or not path.is_dir():
            found.append(each)
            continue
        try:
            inside = sorted(p for p in path.iterdir() if not p.name.startswith(".") and not p.is_dir())
        except OSError as fault:
            raise XbriefError(f"{path} cannot be read: {fault.strerror}", "check who may read it") from None
        files = [str(p) for p in inside if p.suffix.lower() in FORMS]
        if not files:
            raise XbriefError(f"{path} holds no file with one of the endings {', '.join(FORMS)}", "name the files")
        found += files
    return list(dict.fromkeys(found))


def is_url(text: str) -> bool:
    return "://" in text


def each(desk: Desk, given: Sequence[str]) -> Iterator[Result]:
    """What became of each; one that cannot be added stops none of the others."""
    for one in shown(given, len(given), "Adding", time.monotonic()):
        try:
            with extra("intake", f"reading {one}"):
                found, name = _article(one, desk.publishers)
            yield desk.take(found, name)
        except XbriefError as fault:
            yield one, fault
        except Exception as fault:  # a defect that one file brings to light keeps no other one out
            if len(given) == 1:
                raise
            yield one, XbriefError(f"a defect of xbrief: {type(fault).__name__}: {fault}", _ALONE)


def _article(what: str, publishers: Sequence[str]) -> tuple[Article, str]:
    """The article of a file, an address or standard input, and its name."""
    if is_url(what):
        came = fetch(what)
        return article(came.content, what, url=came.url, type=came.type, encoding=came.charset), what
    return article(_read(what), what, publishers=publishers), what


def _read(what: str) -> bytes:
    if what == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
    elif not Path(what).exists():
        raise XbriefError(f"there is no file {what}", "an address begins with http:// or https://")
    else:
        raw = content(Path(what))
    if len(raw) > LARGEST:
        raise XbriefError(f"{what} is larger than {LARGEST // 2**20} MiB", "add the article alone")
    return raw
