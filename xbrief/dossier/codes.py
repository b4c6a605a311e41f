"""The codes of problems, explained. The texts lie in `codes.yaml`; a test runs their examples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from xbrief.dossier import yaml
from xbrief.errors import XbriefError
from xbrief.problems import Code

_TABLE = Path(__file__).with_name("codes.yaml")
_KEYS = ("title", "severity", "where", "means", "matters", "way_out", "bad", "good")


@cache
def codes(table: Path = _TABLE) -> Mapping[str, Code]:
    """Every code with its explanation, in order; XbriefError where the table is broken."""
    page = yaml.decode(table.read_bytes(), table.name)
    root = yaml.parse(page)
    entries = root.pairs.items() if isinstance(root, yaml.Mapping) else ()
    found = {code: _code(code, entry) for code, entry in sorted(entries)}
    if page.problems or not found:
        raise XbriefError(f"the table of codes {table} cannot be read", "install xbrief again")
    return found


def _code(code: str, entry: yaml.Node) -> Code:
    pairs = entry.pairs if isinstance(entry, yaml.Mapping) else {}
    texts = {key: node.text.rstrip("\n") for key, node in pairs.items() if isinstance(node, yaml.Scalar)}
    if texts.keys() != set(_KEYS):
        raise XbriefError(f"the table of codes has a broken entry {code}", "install xbrief again")
    return Code(code, **texts)
