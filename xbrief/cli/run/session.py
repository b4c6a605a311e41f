"""A dossier opened for a command: loaded, told about where it is unsound, and asked as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from xbrief.brief.market import Market, market
from xbrief.claims.ledger import Ledger, ledger
from xbrief.cli import options
from xbrief.cli.run.guard import print_problems, warn
from xbrief.dossier import places, yaml
from xbrief.dossier.load import Loaded, load
from xbrief.errors import NothingHeld, XbriefError
from xbrief.language.words import counted
from xbrief.model import Dossier
from xbrief.rules.load import with_own
from xbrief.rules.types import Rule


@dataclass(slots=True)
class _Books:
    """Ledgers made so far, by day: briefs of several markets share one."""

    made: dict[date, Ledger] = field(default_factory=dict)
