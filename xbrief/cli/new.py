"""`xbrief new`: something written down by hand; so far a fact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import UnknownName, XbriefError

if TYPE_CHECKING:
    from xbrief.cli.run.judge import Judged
    from xbrief.cli.run.session import Session
    from xbrief.model import Source

EXAMPLES = """
xbrief new fact {market} offer --source {source}
xbrief new fact {market} view --source {source} --set about=prices --set "claim=Prices may fall." --set anchor=prices
"""
COMPANY = "none"


class Unsound(XbriefError):
    """The fact would be none, or would break another."""

    exit_code = 1


def command(ctx: typer.Context) -> None:
    """Writes something down by hand: a fact of a source."""
    if ctx.invoked_subcommand is None:
        from xbrief.cli.run.output import emit

        emit(f"{ctx.get_help()}\n")


def fact(
    market: Annotated[
        str,
        typer.Argument(
            metavar="MARKET",
            help="A country by name or code, several with commas, or `none`: about the company itself.",
            autocompletion=complete.markets,
            show_default=False,
        ),
    ],
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="What it is about: presence, offer, block, cause, partner, channel, tariff, regulation, rival, event,"
            " metric or view.",
            autocompletion=complete.kinds,
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="ID",
            help="Who says so. Without it: the dossier's only source, else a terminal is asked.",
            autocompletion=complete.sources,
            show_default=False,
        ),
    ] = None,
    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="A field, for scripts; may be repeated. Lists of ids have commas, or brackets as in the file.",
            show_default=False,
        ),
    ] = None,
    texts: options.TextsOption = None,
    dossier: options.DossierOption = None,
) -> None:
    """A new fact of a source, behind the others in its file.

    Without --set, $VISUAL or $EDITOR opens at its first field: what the kind needs is there, what it may have stands in
    comments, which fall away. What comes back is checked as `xbrief edit` says. With --set nothing is asked: a fact
    that is not sound is told with its problems, and nothing is written. Exit code 1 where nothing could be taken.
    """
    from xbrief.cli.options.dossier import own_folder
    from xbrief.cli.run import judge, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.problems import escape

    _known(kind)
    root = own_folder(dossier)
    at_hand = words.texts(root, texts)
    opened = session(root)
    codes = _codes(opened, market)
    chosen = _source(opened, source)
    given: dict[str, object] = {"market": codes[0] if len(codes) == 1 else [*codes] or None, "kind": kind}
    found = _written(opened, chosen, given, set) if set else _by_hand(opened, chosen, given)
    file = escape(str(root / f"{chosen.id}.yaml"))
    if found is None:
        emit(f"{file} is as it was\n")
        return
    judge.words(found.after.dossier, found.changed, root, at_hand)
    emit("".join(f"{file}:{fact.place.line}: {fact.id}\n" for fact in found.changed))


def _known(kind: str) -> None:
    from xbrief.dossier.schema import KINDS
    from xbrief.problems import nearest

    if kind not in KINDS:
        close = nearest(kind, KINDS)
        message = f"no kind of fact is called {kind!r}"
        raise UnknownName(message, close) if close else XbriefError(message, f"kinds: {', '.join(KINDS)}")


def _codes(opened: Session, market: str) -> tuple[str, ...]:
    """The codes of the markets, none for the company itself; XbriefError for a region."""
    from xbrief.dossier.places import Country

    if market.strip().lower() == COMPANY:
        return ()
    found: dict[str, None] = {}
    for name in market.split(","):
        place = opened.place(name)
        if not isinstance(place, Country):
            raise XbriefError(f"{place.full} is no country", "name the countries that the fact is about")
        found[place.code] = None
    return tuple(found)


def _source(opened: Session, wish: str | None) -> Source:
    """The source of that id, the only one, or the one that is chosen on the terminal."""
    from xbrief.cli.run import asking
    from xbrief.problems import nearest

    held = opened.dossier.sources
    if wish is not None:
        found = opened.source(wish)
        if found is None:
            raise UnknownName(f"no source is called {wish!r}", nearest(wish, held, 3))
        return found
    if not held:
        raise XbriefError("the dossier has no source yet", "`xbrief add ARTICLE` takes one in")
    if len(held) == 1:
        return next(iter(held.values()))
    if not asking.terminal():
        raise XbriefError(f"the dossier has {len(held)} sources", "say which one tells it: --source ID")
    return _asked(opened)


# More do not fit on a screen; others may be named by their ids.
_LISTED = 20


def _asked(opened: Session) -> Source:
    import sys
    from datetime import date

    from xbrief.cli.run import asking
    from xbrief.problems import escape, nearest

    held = opened.dossier.sources
    newest = sorted(held.values(), key=lambda source: source.known or date.min, reverse=True)[:_LISTED]
    width = len(str(len(newest)))
    sys.stderr.write("".join(f"{n:>{width}}  {escape(source.id)}\n" for n, source in enumerate(newest, 1)))

    def read(answer: str) -> Source:
        if answer.isdecimal() and 0 < int(answer) <= len(newest):
            return newest[int(answer) - 1]
        if answer in held:
            return held[answer]
        close = nearest(answer, held, 3)
        message = f"no source is called {answer!r}"
        raise UnknownName(message, close) if close else XbriefError(message, "type its number or its id")

    return asking.ask("Which source tells it? Its number, or an id:", read)


def _written(opened: Session, source: Source, given: dict[str, object], pairs: list[str]) -> Judged:
    """The fact of the fields that a script gives, in the file; Unsound, with the file as it was, where it is none."""
    from xbrief.cli.run import judge
    from xbrief.cli.run.output import alone, replace
    from xbrief.dossier import yaml
    from xbrief.dossier.files import content
    from xbrief.intake.start import fields
    from xbrief.intake.start.extent import extent
    from xbrief.intake.write import with_fact

    file = f"{source.id}.yaml"
    path = opened.root / file
    kind = str(given["kind"])
    values = fields.values(kind, pairs)
    with alone(opened.root):
        base = content(path).decode("utf-8")
        new = {"id": _id(opened.root, source, {**given, **values}), **given, **values}
        after = with_fact(base, fields.ordered(kind, new)).encode()
        found = judge.judged(opened.root, file, after)
        judge.told(found, file, "the new fact", extent(yaml.decode(after, file), str(new["id"]))[0])
        if not found.sound:
            raise Unsound("the fact is not sound, and nothing was written", "mend what is named above")
        replace(path, after)
    return found


def _by_hand(opened: Session, source: Source, given: dict[str, object]) -> Judged | None:
    """The fact that is written in the editor, in the file; None where nothing was written."""
    from xbrief.cli.run import hand
    from xbrief.dossier.files import content
    from xbrief.intake.start.template import template

    file = f"{source.id}.yaml"
    base = content(opened.root / file)
    new = {"id": _id(opened.root, source, given), **given}
    page = template(base.decode("utf-8"), new, opened.dossier)
    return hand.edited(
        hand.Work(
            opened.root,
            file,
            f"{source.id}-{given['kind']}",
            base,
            page.text.encode(),
            page.line,
            finished=page.cleaned,
        )
    )


def _id(root: Path, source: Source, given: dict[str, object]) -> str:
    """The id that was given, else one that is free now."""
    from xbrief.dossier.load import load
    from xbrief.intake.write import fact_id

    return str(given.get("id") or fact_id(load(root).dossier, source, given))


SUBCOMMANDS = {"fact": (fact, EXAMPLES)}
