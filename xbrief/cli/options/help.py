"""Help whose examples name what the dossier at hand holds; the program itself knows no market by name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from xbrief.cli.options.dossier import at_hand, by_weight, findings, short
from xbrief.dossier import places
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.model import Dossier

WIDTH = 90
_NEUTRAL = {
    "market": "MARKET",
    "other": "MARKET2",
    "third": "MARKET3",
    "region": "REGION",
    "category": "CATEGORY",
    "party": "PARTY",
    "source": "SOURCE",
    "fact": "FACT",
    "finding": "FINDING",
    "day": "YYYY-MM-DD",
}
_REGIONS = ("africa", "americas", "asia", "europe", "oceania")


class Command(TyperCommand):
    """A command whose epilog holds examples, one a line: `xbrief ... {market}  # what it does`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        # Typer puts braces around what must be given; a reader takes them for a choice.
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        del ctx
        write_examples(self.epilog or "", formatter)


def write_examples(examples: str, formatter: Any) -> None:
    """The last section of a help page."""
    with formatter.section("Examples"):
        formatter.write("".join(f"  {line}\n" for line in filled(examples)))


def filled(examples: str) -> list[str]:
    """The lines of the examples with the dossier's names in their places, or neutral words; comments in one column."""
    wanted = {name for _, name, _, _ in Formatter().parse(examples) if name}
    words = _NEUTRAL | {name: shlex.quote(word) for name, word in _words(wanted)}
    pairs = [line.format_map(words).partition("  # ") for line in examples.strip().splitlines()]
    column = max(len(command) for command, _, _ in pairs)
    return [f"{command:{column}}  # {comment}" if comment else command for command, _, comment in pairs]


def _words(wanted: set[str]) -> Iterator[tuple[str, str]]:
    try:
        dossier = at_hand()
    except XbriefError:
        return
    codes = by_weight(dossier)
    yield from zip(("market", "other", "third"), (short(code, dossier) for code in codes), strict=False)
    if not codes:
        return
    yield from _of_market(dossier, codes[0])
    yield "region", _region(codes)
    yield "category", dossier.main
    known = sorted(s.known for s in dossier.sources.values() if s.known)
    if known:
        yield "day", known[len(known) // 2].isoformat()
    if "finding" in wanted and (found := findings(dossier, codes[:1])):
        yield "finding", found[0]


def _of_market(dossier: Dossier, code: str) -> Iterator[tuple[str, str]]:
    held = [fact for fact in dossier.facts.values() if code in fact.market]
    yield "fact", held[0].id
    yield "source", held[0].source
    party = next((party for fact in held for party in fact.parties), None)
    if party:
        yield "party", party


def _region(codes: Sequence[str]) -> str:
    """The part of the world with most of the markets; all of it where none has two."""
    number = {name: len(set(_members(name)) & set(codes)) for name in _REGIONS}
    best = max(_REGIONS, key=lambda name: number[name])
    return best if number[best] > 1 else "world"


def _members(region: str) -> tuple[str, ...]:
    place = places.resolve(region)
    return place.members if isinstance(place, places.Region) else ()
