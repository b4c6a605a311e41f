"""What is to be noted of a call or an interview, asked for in the user's editor."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

from xbrief.cli.run import editor
from xbrief.dossier import dates
from xbrief.dossier.files import content
from xbrief.dossier.values import LANGUAGE
from xbrief.errors import XbriefError
from xbrief.intake.article.types import Head

_FORM = """\
# A source without a text. What you leave empty stays open; without a title nothing is added.
title: {title}
# Who was asked, or spoke: [Ada Ek, Bo Ray]
authors: {authors}
# Who publishes it: your own company or paper, say
publisher: {publisher}
# 2026-11-20, 2026-11, 2026 or 2026~
published: {published}
# en, sv, pt-BR
language: {language}
"""


def asked(told: Head) -> Head:
    """The head as the user writes it in the editor; what the options said stands there already.

    XbriefError where no editor is named, or what was written is no note; it is kept then, and the message says where.
    """
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise XbriefError("a note needs a title", "give --title, or name an editor in EDITOR")
    form = _FORM.format(
        title=_flow(told.title),
        authors=_flow([*told.authors]),
        publisher=_flow(told.publisher),
        published=_flow(told.published),
        language=_flow(told.language),
    )
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="xbrief-note-", suffix=".yaml", delete=False) as new:
        new.write(form)
    path = Path(new.name)
    editor.opened(path, 2)
    try:
        found = _head(yaml.BaseLoader(content(path).decode("utf-8")).get_single_data())
    except (yaml.YAMLError, ValueError) as fault:
        raise XbriefError(f"the note cannot be read: {' '.join(str(fault).split())}", f"it is in {path}") from None
    path.unlink()
    return found


def _flow(value: Any) -> str:
    """A value as YAML, in one line; nothing for None."""
    return (
        yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=1000).split("\n")[0] if value else ""
    )


def _head(held: Any) -> Head:
    """ValueError for what is no note."""
    if not isinstance(held, dict):
        raise ValueError("it holds no `key: value` lines")
    authors = held.get("authors") or []
    names = [str(name).strip() for name in (authors if isinstance(authors, list) else [authors])]
    title, publisher, published, language = (
        str(held.get(key) or "").strip() for key in ("title", "publisher", "published", "language")
    )
    if not title:
        raise ValueError("it has no title")
    if published:
        dates.parse(published)
    if language and not LANGUAGE.fullmatch(language):
        raise ValueError(f"{language!r} is no language code")
    return Head(title, tuple(filter(None, names)), publisher or None, published or None, None, language or None)
