"""`xbrief serve`: the site on this machine, while one curates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from xbrief.cli.run.serving import Built, Served
    from xbrief.cli.run.session import Session

EXAMPLES = """
xbrief serve --port 0  # any free port; Ctrl-C ends it
xbrief serve --port 0 --as-of {day}
"""
POLL_SECONDS = 1.0


def command(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port on 127.0.0.1; 0 for any that is free.")
    ] = 8000,
    as_of: options.AsOfOption = options.TODAY,
    dossier: options.DossierOption = None,
) -> None:
    """The site of `xbrief site`, served on this machine alone and made anew when a file of the dossier changes.

    Prints the address. Open pages load anew by themselves. Where the dossier cannot be used, the last site that could
    be made stays, with a note on every page. Ctrl-C ends it.
    """
    import time

    from xbrief.cli.run import serving
    from xbrief.cli.run.output import emit

    site = _served(dossier, as_of)
    try:
        with serving.serving(site, port) as address:
            emit(f"{address}\n")
            while True:
                time.sleep(POLL_SECONDS)
                site.refresh()
    except KeyboardInterrupt:
        # That is how one ends it.
        return


def _served(dossier: Path | None, as_of: str) -> Served:
    from xbrief import bundled
    from xbrief.cli.options.dossier import folder
    from xbrief.cli.run import serving

    root = folder(dossier)
    live = (bundled.templates() / "site" / "live.js").read_text(encoding="utf-8")
    return serving.Served(lambda: _built(dossier, as_of), lambda: serving.signature(root), live)


def _built(dossier: Path | None, as_of: str) -> Built:
    from xbrief.cli.run import sited
    from xbrief.cli.run.serving import Built
    from xbrief.cli.run.session import session

    opened = session(dossier, as_of, checked=True)
    return Built(dict(sited.pages(sited.content(opened), opened)), _faults(opened))


def _faults(opened: Session) -> str:
    from xbrief.cli.run.session import left_out
    from xbrief.language.words import capital, counted

    problems = opened.loaded.problems
    if not problems:
        return ""
    first = problems[0]
    out = f", {counted(number, 'fact')} left out" if (number := left_out(opened.loaded)) else ""
    told = f"{counted(len(problems), 'problem')} in the dossier{out}"
    return f"{capital(told)}: {first.file}:{first.line}: {first.message}"
