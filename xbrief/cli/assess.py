"""`xbrief assess`: a named author's judgement, beside the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import UnknownName, XbriefError

if TYPE_CHECKING:
    from xbrief.cli.run.session import Session
    from xbrief.model import Assessment

EXAMPLES = """
xbrief assess {market} --by "Your Name" --on {finding} --text "Wait for spring." --dry-run
xbrief assess {market} --by "Your Name" --on {finding},{fact} --text "Go." --id go --dry-run
"""


def command(
    market: options.MarketsArgument,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges so.", show_default=False)],
    on: Annotated[
        list[str],
        typer.Option(
            "--on",
            metavar="ID",
            help="What it rests on: ids of findings and facts; may be repeated or a comma list.",
            autocompletion=complete.ids,
            show_default=False,
        ),
    ],
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="The judgement.", show_default=False)
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Write it in $VISUAL or $EDITOR instead.")] = False,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Without it: the first market and the day.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the entry, and write nothing.")] = False,
    dossier: options.DossierOption = None,
) -> None:
    """A named author's judgement, with what it rests on. Goes into assessments.yaml beside dossier.yaml, as of today.

    What the findings and facts told is noted with it, and each must be about one of the markets. Briefs that cover all
    the markets show it at their end, apart from the evidence, with the sentences that it rests on, and mark it for
    review where one of them has changed since.
    """
    from xbrief.cli.options.dossier import own_folder
    from xbrief.cli.run import entry as entries
    from xbrief.cli.run.output import alone, emit
    from xbrief.cli.run.session import session
    from xbrief.dossier.assessments import FILE

    opened = session(dossier if dry_run else own_folder(dossier))
    codes = opened.codes(market)
    seen = _seen(opened, codes, [part.strip() for value in on for part in value.split(",")])
    _on_markets(opened, codes, seen)
    if (text is None) != edit:
        raise XbriefError("--text and --edit cannot be had together" if text else "nothing is said", _SAY)
    words = _one_line(entries.edited(seen) if edit else text or "", _SAY)
    author = _one_line(by, "say who judges so: --by NAME")
    if dry_run:
        emit(entries.lines(_entry(opened, id, codes, author, words, seen)))
        return
    with alone(opened.root):
        # Somebody may have added one while this was written.
        fresh = session(opened.root)
        entry = _entry(fresh, id, codes, author, words, seen)
        entries.add(fresh, entry)
    emit(f"{FILE}: {entry.id} by {author}, on {', '.join(entry.on)}\n")


_SAY = "give the judgement with --text TEXT, or write it with --edit"


def _one_line(given: str, hint: str) -> str:
    words = " ".join(given.split())
    if not words or not words.isprintable():
        raise XbriefError(f"{given!r} holds no words that can be printed", hint)
    return words


def _seen(opened: Session, codes: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    """What each finding and fact tells today; UnknownName, with the nearest ones, for one that is not held."""
    from xbrief.brief.diff import sentences
    from xbrief.problems import nearest

    book = opened.ledger()
    known = {id: fact.claim for id, fact in book.known.items()}
    held = {market for fact in book.known.values() for market in fact.market}
    for code in dict.fromkeys((*codes, *(id.partition(".")[0] for id in ids if "." in id))):
        if code in held:
            known |= {id: told.text for id, (_, told) in sentences(opened.market(code, book)).items()}
    found: dict[str, str] = {}
    for given in ids:
        id = opened.dossier.renamed.get(given, given)
        if id not in known:
            close = nearest(given, known, 3)
            if close:
                raise UnknownName(f"no finding and no fact is called {given!r}", close)
            raise XbriefError(
                f"no finding and no fact is called {given!r}",
                "`xbrief country MARKET --format json` lists the findings, `xbrief facts` the facts",
            )
        found[id] = known[id]
    return found


def _on_markets(opened: Session, codes: Sequence[str], ids: Iterable[str]) -> None:
    """XbriefError for a finding or a fact of other markets alone: who reads the judgement would not read of them."""
    from xbrief.cli.run.session import english
    from xbrief.language.words import join

    for id in ids:
        of = opened.dossier.facts[id].market if id in opened.dossier.facts else (id.partition(".")[0],)
        if of and not {*of} & {*codes}:
            raise XbriefError(
                f"{id} is about {join(map(english, of))}, and the judgement about {join(map(english, codes))}",
                f"name all the markets that it is about: xbrief assess {' '.join((*codes, of[0]))}",
            )


def _entry(
    opened: Session, wish: str | None, codes: tuple[str, ...], author: str, words: str, seen: Mapping[str, str]
) -> Assessment:
    from xbrief.dossier.values import ID
    from xbrief.model import Assessment

    day = options.day(options.TODAY)
    taken = {entry.id for entry in opened.dossier.assessments}
    if wish is not None and not ID.fullmatch(wish):
        raise XbriefError(f"{wish!r} is no id", "an id has small letters, digits and single hyphens")
    if wish in taken:
        raise XbriefError(f"{wish} is taken already", "give another --id, or none")
    free = f"{codes[0]}-{day.isoformat()}"
    number = next(n for n in range(1, len(taken) + 2) if (free if n == 1 else f"{free}-{n}") not in taken)
    id = wish or (free if number == 1 else f"{free}-{number}")
    return Assessment(id, author, day, words, tuple(seen), codes, dict(seen))
