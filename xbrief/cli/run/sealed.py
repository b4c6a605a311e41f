"""Lists with their stamps, in the formats that are text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xbrief.cli.options import View
from xbrief.render import stamp, tables
from xbrief.render.stamp import Stamp


def text(made: str, view: View, seal: Stamp) -> str:
    """Markdown with the stamp in a comment, plain text with its line; what stands on a terminal needs none."""
    if view.format == "md":
        return f"{made.rstrip()}\n\n{stamp.comment(seal)}\n"
    return f"{made.rstrip()}\n\n{stamp.line(seal)}" if view.plain else made


def data(schema: str, content: Mapping[str, Any], seal: Stamp) -> str:
    """JSON with what the stamp says of the dossier and the options; the content has its day and its rows."""
    options = {name: [*values] for name, values in seal.options.items()}
    return tables.json(schema, {"dossier": seal.dossier, "options": options, **content})
