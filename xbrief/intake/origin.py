"""What two sources of one text go back to: a proposal, and how it is written into the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml as parser

from xbrief.dossier import dates, yaml
from xbrief.dossier.page import Page
from xbrief.errors import XbriefError
from xbrief.model import Dossier, Source


@dataclass(frozen=True, slots=True)
class Proposal:
    """`origin` is to stand in the file of `source`; with `words` it is new, and goes into dossier.yaml with them."""

    source: str
    origin: str
    words: str = ""


def proposal(dossier: Dossier, new: Mapping[str, Any], held: Source) -> Proposal:
    """Which of two sources of one text retells the other: the later one, and the new one where no day tells.

    `new` has the fields of a source file, its id among them.
    """
    if held.origin:
        return Proposal(new["id"], held.origin)
    day = dates.parse(new["published"]).latest if new["published"] else None
    if day is not None and held.known is not None and day < held.known:
        later, id, told = held.id, new["id"], (new["publisher"], new["title"], _day(day))
    else:
        later, id, told = new["id"], held.id, (held.publisher, held.title, _day(held.known))
    publisher, title, known = told
    words = ", ".join(part for part in (publisher, f"“{title}”" if title else "", known) if part)
    return Proposal(later, id, "" if id in dossier.origins else words)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def with_origin(content: str, origin: str) -> str:
    """The text of a source file with its `origin`, in the line before its facts; XbriefError where it has one or cannot
    be read so."""
    by_hand = f"write `origin: {origin}` into it"
    top = _top(content, by_hand)
    if any(key.value == "origin" for key, _ in top.value):
        raise XbriefError("it has an `origin` already", by_hand)
    facts = next((key.start_mark for key, _ in top.value if key.value == "facts"), None)
    if facts is None or top.flow_style:
        raise XbriefError("its `facts` stand in no line of their own", by_hand)
    after = f"{content[: facts.index]}origin: {origin}{_newline(content)}{content[facts.index :]}"
    return _checked(content, after, {"origin": origin}, by_hand)


def declared(content: str, origin: str, words: str) -> str:
    """The text of dossier.yaml with one origin more, behind the others."""
    line = f"{origin}: {_scalar(words)}"
    by_hand = f"write `{line}` among the `origins` of dossier.yaml"
    top, newline = _top(content, by_hand), _newline(content)
    pair = next((pair for pair in top.value if pair[0].value == "origins"), None)
    before = _said(content, by_hand).get("origins") or {}
    if not isinstance(before, dict):
        raise XbriefError("its `origins` are no `id: words` pairs", by_hand)
    wanted = {"origins": {**before, origin: words}}
    if pair is None:
        return _checked(content, f"{content.rstrip()}{newline}origins:{newline}  {line}{newline}", wanted, by_hand)
    key, value = pair
    if isinstance(value, parser.MappingNode) and value.value:
        last = value.value[-1][1].end_mark.index
        end = len(content[:last].rstrip())
        if value.flow_style:
            return _checked(content, f"{content[:end]}, {line}{content[end:]}", wanted, by_hand)
        stop = content.find("\n", end)
        stop = len(content) if stop < 0 else stop - (content[stop - 1] == "\r")
        indent = " " * value.start_mark.column
        return _checked(content, f"{content[:stop]}{newline}{indent}{line}{content[stop:]}", wanted, by_hand)
    # Nothing, `null` or `{}` stands there.
    start, end = key.end_mark.index + 1, max(value.end_mark.index, key.end_mark.index + 1)
    return _checked(content, f"{content[:start]}{newline}  {line}{content[end:]}", wanted, by_hand)


def _top(content: str, by_hand: str) -> parser.MappingNode:
    try:
        # The pure parser: its marks count characters of the text as it is.
        root = parser.compose(content, Loader=parser.SafeLoader)
    except parser.YAMLError:
        root = None
    if not isinstance(root, parser.MappingNode):
        raise XbriefError("the file cannot be read", by_hand)
    return root


def _checked(before: str, after: str, wanted: Mapping[str, Any], by_hand: str) -> str:
    """The text, once it says what was said before and what is wanted."""
    if _said(after, by_hand) != {**_said(before, by_hand), **wanted}:
        raise XbriefError("the file cannot be added to safely", by_hand)
    return after


def _said(content: str, by_hand: str) -> dict[str, Any]:
    page = Page("", content)
    found = _plain(yaml.parse(page))
    if page.errors or not isinstance(found, dict):
        raise XbriefError("the file cannot be added to safely", by_hand)
    return found


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.Mapping):
        return {key: _plain(value) for key, value in node.pairs.items()}
    if isinstance(node, yaml.Sequence):
        return [_plain(item) for item in node.items]
    return None if node is None or node.null else " ".join(node.text.split())


def _scalar(words: str) -> str:
    """The words as a text within braces or in a line of their own."""
    return "'" + words.replace("'", "''") + "'"


def _newline(content: str) -> str:
    return "\r\n" if "\r\n" in content else "\n"
