"""Help whose examples name what the dossier at hand holds; the program itself knows no market by name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any, NoReturn

from typer.core import TyperCommand, TyperGroup

from xbrief.cli.options.dossier import at_hand, by_weight, findings, short
from xbrief.dossier import places
from xbrief.errors import UnknownName, XbriefError
from xbrief.problems import nearest

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


class Family(TyperGroup):
    """A command that has commands of its own, and examples of both."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        if found is None and not ctx.resilient_parsing:
            unknown(cmd_name, [*self.commands], ctx.command_path)
        return found

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        found = super().resolve_command(ctx, args)
        given = [p for p in self.params if str(ctx.get_parameter_source(p.name)).endswith("COMMANDLINE")]
        if given and not ctx.resilient_parsing:
            # It would be passed over without a word: the command of the family has its own options.
            option, own = given[0].opts[0], f"{ctx.command_path} {found[0]}"
            raise XbriefError(f"{option} stands before {found[0]}", f"put it behind: `{own} --help` lists the options")
        return found

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        del ctx
        write_examples(self.epilog or "", formatter)


def unknown(name: str, known: Sequence[str], path: str) -> NoReturn:
    """UnknownName, or XbriefError where no command has a name like that."""
    found = nearest(name, known)
    if found:
        raise UnknownName(f"no command is called {name!r}", found)
    raise XbriefError(f"no command is called {name!r}", f"`{path} --help` lists them")


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
