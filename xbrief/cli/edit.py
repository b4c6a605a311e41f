"""`xbrief edit`: a fact or a source by hand, and only what is sound is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete

if TYPE_CHECKING:
    from xbrief.dossier.load import Loaded

EXAMPLES = """
xbrief edit {fact}
xbrief edit {source}  # the whole file of a source
"""


def command(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A fact, also by an id that it had before, or a source; `dossier` is dossier.yaml.",
            autocompletion=complete.written,
            show_default=False,
        ),
    ],
    texts: options.TextsOption = None,
    dossier: options.DossierOption = None,
) -> None:
    """Opens a fact or a source in $VISUAL or $EDITOR, at its line, and checks what comes back.

    What is edited is a draft, in .drafts/ beside dossier.yaml; the file changes once the draft is sound. Where it is
    not, the problems are shown with their lines, and it may be edited again, kept or thrown away. A file that somebody
    else changed meanwhile is left so. With texts at hand, the words of facts that were changed are looked for.
    """
    from xbrief.cli.options.dossier import own_folder
    from xbrief.cli.run import hand, judge, words
    from xbrief.cli.run.output import emit
    from xbrief.dossier.files import content
    from xbrief.dossier.load import load
    from xbrief.problems import escape

    root = own_folder(dossier)
    at_hand = words.texts(root, texts)
    loaded = load(root)
    file, line, meant = _found(loaded, root, id)
    base = content(root / file)
    found = hand.edited(hand.Work(root, file, meant or Path(file).stem, base, base, line, meant))
    if found is None:
        emit(f"{escape(str(root / file))} is as it was\n")
        return
    judge.words(found.after.dossier, found.changed, root, at_hand)
    emit(f"{escape(str(root / file))}: {_changed([fact.id for fact in found.changed])}\n")


def _changed(ids: list[str]) -> str:
    return f"changed {', '.join(ids)}" if ids else "changed"


def _found(loaded: Loaded, root: Path, id: str) -> tuple[str, int, str]:
    """File, line, and the id of the fact, empty for a file as a whole; UnknownName, with the nearest ids."""
    from xbrief.dossier import yaml
    from xbrief.dossier.files import content
    from xbrief.errors import UnknownName, XbriefError
    from xbrief.intake.start.extent import extent
    from xbrief.problems import nearest

    dossier = loaded.dossier
    now = dossier.renamed.get(id, id)
    held = dossier.facts.get(now) or dossier.retracted.get(now)
    if held is not None:
        return held.place.file, held.place.line, now
    if f"{id}.yaml" in loaded.files:
        return f"{id}.yaml", 1, ""
    # What has a fault is in no list of facts, and wants editing most of all.
    for file in loaded.files:
        try:
            line, _ = extent(yaml.decode(content(root / file), file), id)
        except XbriefError:
            continue
        if line:
            return file, line, id
    close = nearest(id, [*dossier.facts, *dossier.retracted, *dossier.renamed, *dossier.sources], 3)
    raise UnknownName(f"no fact and no source is called {id!r}", close)
