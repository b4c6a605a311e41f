"""Briefs -> PDF, set by Typst: tagged, fit for archives (PDF/A-3a), with footnotes, and without a day of the clock.

Typst's own fonts set Latin, Greek and Cyrillic letters and the signs of states, so that the bytes are the same on every
machine; only where they lack a character are the fonts of the machine looked at. A character that no font has is an
error: the standards that the file keeps forbid the boxes that stand for it elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

import typst

from xbrief.brief.types import Brief
from xbrief.errors import XbriefError
from xbrief.render import stamp
from xbrief.render.joined import shelved
from xbrief.render.notes import FOOTNOTES, Citing, settled, sources
from xbrief.render.pdf.content import content
from xbrief.render.text import clean

_TEMPLATE = Path(__file__).with_name("brief.typ")
_STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
_BODY = "Libertinus Serif"
# Families with Korean, Chinese and Japanese, the ones that go with the body's first; found on Linux, Windows, macOS.
_EASTERN = (
    "Noto Serif CJK KR",
    "Noto Serif KR",
    "Source Han Serif K",
    "Source Han Serif",
    "NanumMyeongjo",
    "Nanum Myeongjo",
    "Batang",
    "AppleMyungjo",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Source Han Sans K",
    "Source Han Sans",
    "NanumGothic",
    "Nanum Gothic",
    "Malgun Gothic",
    "AppleGothic",
    "UnBatang",
    "Baekmuk Batang",
)
_UNSHOWN = re.compile(r"the text `?(.+?)`? could not be displayed")


def render(briefs: Sequence[Brief], seal: stamp.Stamp, citing: Citing = FOOTNOTES) -> bytes:
    """The file with all briefs, each beginning a page; XbriefError for a character that no font of the machine has."""
    return _made(_told(briefs, seal, citing))


def document(given: Mapping[str, object], title: str, description: str, day: date, seal: stamp.Stamp) -> bytes:
    """The page template with what is given, these properties and the stamp; XbriefError as above."""
    return _made(_whole(given, title, description, day, seal))


def _made(told: Mapping[str, object]) -> bytes:
    try:
        return _set(told, typst.Fonts(include_system_fonts=False), [_BODY])
    except typst.TypstError as fault:
        if not _UNSHOWN.search(str(fault)):
            raise
    fonts = system_fonts()
    held = {*fonts.families()}
    try:
        return _set(told, fonts, [_BODY, *(family for family in _EASTERN if family in held)])
    except typst.TypstError as fault:
        unshown = _UNSHOWN.search(str(fault))
        if unshown is None:
            raise
        raise XbriefError(
            f"no font of this machine has the characters of {unshown.group(1)}, which the brief cites",
            "install one; for Korean, Chinese and Japanese on Debian and Ubuntu: apt install fonts-noto-cjk",
        ) from None


def system_fonts() -> typst.Fonts:
    """The fonts of the machine beside those of Typst."""
    return typst.Fonts()


def _set(told: Mapping[str, object], fonts: typst.Fonts, families: Sequence[str]) -> bytes:
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=fonts,
        sys_inputs={"data": json.dumps({**told, "fonts": families}, ensure_ascii=False)},
        pdf_standards=[*_STANDARDS],
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst made no file, but {type(made).__name__}")
    return made


def _told(briefs: Sequence[Brief], seal: stamp.Stamp, citing: Citing = FOOTNOTES) -> Mapping[str, object]:
    """What the template reads of briefs."""
    title = " · ".join(clean(b.title) for b in briefs)
    description = "; ".join(clean(m) for m in briefs[0].meta if m)
    return _whole({"briefs": [_cited(brief, citing) for brief in briefs]}, title, description, briefs[0].as_of, seal)


def _cited(given: Brief, citing: Citing) -> Mapping[str, object]:
    """The brief with its notes, or with a list of its sources where it has none."""
    brief, found = settled(given, citing)
    listed = sources(brief) if citing.listed and not found else []
    return {**content(brief, found), "sources": [asdict(shelved(citation)) for citation in listed]}


def _whole(
    given: Mapping[str, object], title: str, description: str, day: date, seal: stamp.Stamp
) -> Mapping[str, object]:
    return {
        **given,
        "title": title,
        "description": description,
        "day": [day.year, day.month, day.day],
        "stamp-name": f"{stamp.NAME}.json",
        "stamp": stamp.dump(seal),
    }
