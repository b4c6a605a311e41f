"""`xbrief init`: the first files of a dossier."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.intake.start.folder import Entry

EXAMPLES = """
xbrief init lamps --company "Acme Lamps" --home Norway --main lamps
xbrief init tea --company "Thé & Co." --home fr --main "black tea" --id the-co
"""


def command(
    dir: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new folder, or one that holds nothing.", show_default=False)
    ],
    company: Annotated[
        str | None, typer.Option("--company", metavar="NAME", help="Who goes abroad.", show_default=False)
    ] = None,
    home: Annotated[
        str | None,
        typer.Option("--home", metavar="MARKET", help="Its country, by name or by ISO code.", show_default=False),
    ] = None,
    main: Annotated[
        str | None,
        typer.Option("--main", metavar="WORDS", help="What it sells above all, in the plural.", show_default=False),
    ] = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The company's id. Without it: made of the name.", show_default=False),
    ] = None,
    main_id: Annotated[
        str | None,
        typer.Option("--main-id", metavar="ID", help="The category's id, likewise.", show_default=False),
    ] = None,
) -> None:
    """Begins a dossier: dossier.yaml, an example of a source, hooks for pre-commit, and what git is to leave alone.

    Asks on a terminal for what the options leave out. The folder must be new, or empty but for its .git; nothing that
    is there is ever overwritten. The example does not count as a source: its name does not end in .yaml.
    """
    from xbrief.cli.run import fresh
    from xbrief.cli.run.output import emit
    from xbrief.intake.start import folder

    fresh.free(dir)
    found = _asked(company, home, main, id or "", main_id or "")
    names = fresh.write(dir, folder.files(found, fresh.below(dir)))
    emit("".join(f"{dir / name}\n" for name in names) + _next(dir, found))


def _asked(company: str | None, home: str | None, main: str | None, id: str, main_id: str) -> Entry:
    """The entry of the options, the terminal asked for what they leave out; XbriefError where there is none to ask."""
    from xbrief.cli.run import asking
    from xbrief.intake.start import folder

    options = {"--company": company, "--home": home, "--main": main}
    missing = [option for option, value in options.items() if value is None]
    if missing and not asking.terminal():
        raise XbriefError(f"{', '.join(missing)} is missing", "give it, or run this on a terminal, which asks for it")
    if company is None:
        company = asking.ask("Which company goes abroad?", lambda answer: folder.name(answer, "company"))
    if home is None:
        home = asking.ask("In which country is it at home?", folder.country)
    if main is None:
        main = asking.ask(
            "What does it sell above all, in the plural?", lambda answer: folder.name(answer, "main category")
        )
    return folder.entry(company, home, main, id, main_id)


def _next(dir: Path, found: Entry) -> str:
    """Ids last, so they are told while it costs nothing to choose others."""
    into = "" if dir.resolve() == Path.cwd() else f"cd {quote(str(dir))} && "
    return (
        f"The company is {found.company_id}, its main category {found.main_id}, its home {found.home}.\n"
        f"Nothing is held yet. Next: {into}xbrief add ARTICLE\n"
    )
