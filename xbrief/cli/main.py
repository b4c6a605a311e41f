"""The entry point. Commands are entered here by name and imported when they are called."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from xbrief import __version__
from xbrief.cli.options.help import WIDTH, Command, Family, unknown, write_examples
from xbrief.cli.run.guard import Guard

METAVAR = "[COMMAND] [ARGS]..."
# In the order in which the help lists them.
COMMANDS = (
    "country",
    "compare",
    "timeline",
    "report",
    "build",
    "diff",
    "recheck",
    "gaps",
    "due",
    "status",
    "markets",
    "facts",
    "sources",
    "conflicts",
    "origins",
    "why",
    "add",
    "review",
    "verify",
    "vouch",
    "assess",
    "explain",
    "site",
    "serve",
    "template",
    "init",
    "new",
    "edit",
    "suggest",
    "coverage",
    "check",
    "fmt",
    "schema",
)


class Lazy(TyperGroup):
    """A group whose commands are modules: `xbrief.cli.<name>` with a function `command` and its EXAMPLES."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            # While a shell completes, half a name is no fault.
            return None if ctx.resilient_parsing else unknown(cmd_name, COMMANDS, "xbrief")
        return entered(cmd_name)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        del ctx
        write_examples(self.epilog or "", formatter)


def entered(name: str) -> Any:
    """The command of a module, as Typer makes it; with commands of its own where the module has SUBCOMMANDS."""
    module = import_module(f"xbrief.cli.{name}")
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    subcommands: Mapping[str, tuple[Callable[..., None], str]] = getattr(module, "SUBCOMMANDS", {})
    if subcommands:
        about = _about(module.command, module.EXAMPLES)
        enter = made.callback(cls=Family, invoke_without_command=True, subcommand_metavar=METAVAR, **about)
        enter(module.command)
    for own, (function, examples) in (subcommands or {name: (module.command, module.EXAMPLES)}).items():
        made.command(own, cls=Command, **_about(function, examples))(function)
    return get_command(made)


def paths(name: str) -> list[tuple[str, ...]]:
    """A command and the commands that it has of its own, as the words that call them."""
    return [(name,), *((name, own) for own in getattr(import_module(f"xbrief.cli.{name}"), "SUBCOMMANDS", {}))]


def _about(function: Callable[..., None], examples: str) -> dict[str, Any]:
    # The list of commands has room for the first clause of what a command says of itself.
    short = re.split(r"[:;,.]\s|\.$|(?<=\?)\s", function.__doc__ or "", maxsplit=1)[0]
    return {"epilog": examples, "short_help": short, "context_settings": {"max_content_width": WIDTH}}


EXAMPLES = """
xbrief country {market}
xbrief country {market} > {market}.md  # in a pipe or a file: Markdown
xbrief compare {market} {other}
xbrief why {finding}  # who says so: rule, claim, facts, words of the source
xbrief check
"""

app = typer.Typer(cls=Lazy, epilog=EXAMPLES, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from xbrief.cli.run.output import emit

        emit(f"xbrief {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True, context_settings={"max_content_width": WIDTH})
def top(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Market-entry briefs from curated facts: each sentence by a named rule, each fact from a dated source. Offline.

    Exit codes: 0 done; 1 the answer is no (problems found, nothing held on that market); 2 cannot (bad usage,
    unreadable input).

    Environment: XBRIEF_DOSSIER (the dossier's folder), XBRIEF_TODAY (the day that counts as today, for reports to
    repeat), XBRIEF_CACHE (the folder that keeps what was printed, to print it again while nothing has changed; `off`
    keeps nothing), XBRIEF_DEBUG=1 (tracebacks), NO_COLOR, FORCE_COLOR, COLUMNS.
    """
    del version
    if ctx.invoked_subcommand is None:
        from xbrief.cli.run.output import emit

        emit(f"{ctx.get_help()}\n")


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code."""
    with Guard():
        code = app(args=args, prog_name="xbrief", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
