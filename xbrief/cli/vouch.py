"""`xbrief vouch`: a person answers for facts whose texts cannot be had."""

from __future__ import annotations

from typing import Annotated

import typer

from xbrief.cli import options
from xbrief.errors import XbriefError

EXAMPLES = """
xbrief vouch {fact} --by "Your Name" --dry-run  # what would be noted
xbrief vouch {fact} --by "Your Name" --dossier DIR --dry-run
"""


def command(
    fact: Annotated[list[str], typer.Argument(metavar="FACT...", help="Ids of facts.", show_default=False)],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who answers for them.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Leave words.lock as it is.")] = False,
    dossier: options.DossierOption = None,
) -> None:
    """A person answers for facts. Name and day go into words.lock, with the facts as they stand.

    A fact that changes later is suspect again. Where the text is at hand, let `xbrief verify` look instead.
    """
    from xbrief.cli.run import words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.errors import UnknownName
    from xbrief.evidence import lock
    from xbrief.problems import nearest

    name = " ".join(by.split())
    if not name or not name.isprintable():
        raise XbriefError(f"{by!r} is no name", "say who answers for the facts: --by NAME")
    opened = session(dossier)
    facts = opened.dossier.facts
    today = options.day(options.TODAY).isoformat()
    ids = dict.fromkeys(words.current(opened.dossier, id) for id in fact)
    for id in ids:
        if id not in facts:
            raise UnknownName(f"no fact is called {id!r}", nearest(id, facts, 3))
    if not dry_run:
        words.update(
            opened.root, lambda held: held.update({i: lock.vouched(facts[i], name, today, opened.dossier) for i in ids})
        )
    emit(f"{name} answers for {', '.join(ids)} since {today}\n")
