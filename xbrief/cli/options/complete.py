"""What a shell completes: names out of the dossier at hand. Whatever goes wrong, nothing is offered and nothing said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import typer

from xbrief.cli.options.dossier import at_hand, by_weight, findings, short
from xbrief.model import Dossier

Offer = list[tuple[str, str]]
SECTIONS = ("bottom", "snapshot", "why", "story", "said", "conflicts", "watch", "gaps", "sources")
