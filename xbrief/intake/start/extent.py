"""Where a fact stands in a file, whether the file is sound or not."""

from __future__ import annotations

import re
from typing import TypeGuard

from xbrief.dossier import yaml
from xbrief.dossier.page import Page


def extent(page: Page, id: str) -> tuple[int, int]:
    """The first and the last line of the fact of this id, from 1; `(0, 0)` where the file holds none.

    Of a file that is no YAML, the line in which the id stands, to the end.
    """
    lines = len(page.lines)
    root = yaml.parse(page)
    if root is None:
        written = re.compile(rf"\bid: *['\"]?{re.escape(id)}['\"]?(?![\w-])")
        return next(((number, lines) for number, line in enumerate(page.lines, 1) if written.search(line)), (0, 0))
    listed = root.get("facts") if isinstance(root, yaml.Mapping) else None
    items = [item for item in listed.items if _fact(item)] if isinstance(listed, yaml.Sequence) else []
    for number, item in enumerate(items):
        given = item.get("id")
        if isinstance(given, yaml.Scalar) and given.text == id:
            return item.line, items[number + 1].line - 1 if number + 1 < len(items) else lines
    return 0, 0


def _fact(node: yaml.Node) -> TypeGuard[yaml.Mapping]:
    return isinstance(node, yaml.Mapping)
