"""The entry point. Commands are entered here by name and imported when they are called."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from xbrief import __version__
from xbrief.cli.options.help import WIDTH, Command, write_examples
from xbrief.cli.run.guard import Guard
from xbrief.errors import UnknownName, XbriefError
from xbrief.problems import nearest

# In the order in which the help lists them.
COMMANDS = (
    "country",
    "compare",
    "timeline",
    "diff",
    "gaps",
    "due",
    "status",
    "markets",
    "facts",
    "sources",
    "conflicts",
    "origins",
    "why",
    "verify",
    "vouch",
    "explain",
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
            return None if ctx.resilient_parsing else _unknown(cmd_name)
        return entered(cmd_name)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        del ctx
        write_examples(self.epilog or "", formatter)


def _unknown(name: str) -> NoReturn:
    found = nearest(name, COMMANDS)
    if found:
        raise UnknownName(f"no command is called {name!r}", found)
    raise XbriefError(f"no command is called {name!r}", "`xbrief --help` lists them")


def entered(name: str) -> Any:
    """The command of a module, as Typer makes it."""
    module = import_module(f"xbrief.cli.{name}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"max_content_width": WIDTH}
    # The list of commands has room for the first clause of what a command says of itself.
    short = re.split(r"[:;,.]\s|\.$|(?<=\?)\s", module.command.__doc__ or "", maxsplit=1)[0]
    enter = alone.command(name, cls=Command, epilog=module.EXAMPLES, short_help=short, context_settings=settings)
    enter(module.command)
    return get_command(alone)


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
    repeat), XBRIEF_DEBUG=1 (tracebacks), NO_COLOR, FORCE_COLOR, COLUMNS.
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
