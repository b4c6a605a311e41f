"""What the text of a dossier's file says, to see that a change of the text changes nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml as parser

from xbrief.dossier import yaml
from xbrief.dossier.marks import composed
from xbrief.dossier.page import Page
from xbrief.errors import XbriefError

BOM = "\ufeff"
BY_HAND = "write it by hand"


def read(text: str) -> tuple[parser.MappingNode, dict[str, Any]]:
    """The pairs of a file, and what they say."""
    told = said(text)
    top = composed(text)
    if not isinstance(told, dict) or not isinstance(top, parser.MappingNode):
        raise XbriefError("the file holds no `key: value` pairs", "`xbrief check` shows what is wrong")
    return top, told


def said(text: str) -> Any:
    """What a text says, as the dossier reads it: texts, lists and mappings; XbriefError where it cannot be read."""
    page = Page("", text)
    node = yaml.parse(page)
    if page.errors:
        first = min(page.problems)
        raise XbriefError(f"line {first.line}: {first.message}", "mend the file first: `xbrief check` shows the place")
    return _plain(node)


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.Mapping):
        return {key: _plain(value) for key, value in node.pairs.items()}
    if isinstance(node, yaml.Sequence):
        return [_plain(item) for item in node.items]
    # Line breaks within a text count as spaces, as they do for whoever reads the dossier.
    return None if node is None or node.null else " ".join(node.text.split())


def checked(before: str, after: str, wanted: Mapping[str, Any]) -> str:
    """The text, once it says what is wanted; a mark at its beginning stays."""
    try:
        told = said(after)
    except XbriefError as fault:
        raise XbriefError(f"the file cannot be added to safely: {fault.message}", BY_HAND) from None
    if told != wanted:
        raise XbriefError("the file cannot be added to safely: it would say something else", BY_HAND)
    return after if not before.startswith(BOM) else BOM + after
