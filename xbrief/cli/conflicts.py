"""`xbrief conflicts`: who disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.dossier.dismissed import PREFIX
from xbrief.errors import UnknownName, XbriefError

if TYPE_CHECKING:
    from xbrief.brief.conflicts import Conflicts
    from xbrief.claims.types import Clash, Ledger

EXAMPLES = """
xbrief conflicts
xbrief conflicts {market} {other} --all
xbrief conflicts {market} --format json
"""
SCHEMA = "xbrief.conflicts/1"


def command(
    market: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET...]",
            help="Countries or regions; all markets without any.",
            autocompletion=complete.markets,
            show_default=False,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show those that were set aside, too.")] = False,
    accept: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Make a found conflict the curator's: write a `disputes` link into the later fact.",
            show_default=False,
        ),
    ] = None,
    dismiss: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Set a found conflict aside: a line in dismissed.txt beside dossier.yaml; needs --because.",
            show_default=False,
        ),
    ] = None,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why it is no conflict, in one line.", show_default=False)
    ] = None,
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    heading_level: options.LevelOption = 1,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """Who disagrees: the conflicts that the curator declared, and apart those found where no link is set."""
    from xbrief.brief.conflicts import cards, conflicts
    from xbrief.cli.run import sealed, settle
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import outline, stamp

    _agree(accept, dismiss, because)
    view = options.view(format, output, level=heading_level, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    book = opened.ledger(codes)
    if accept:
        emit(settle.accept(opened.loaded, book, _named(accept, book), opened.dismissed), view.output)
        return
    if dismiss:
        emit(settle.dismiss(opened.root, opened.dismissed, _named(dismiss, book), because or ""), view.output)
        return
    held = conflicts(book, opened.dismissed, codes)
    rows = [f"{d.by} {d.kind} {d.of}" for d in held.declared]
    rows += [c.id for c in (*held.found, *(held.dismissed if all else ()))]
    seal = stamp.plain(
        "conflicts", opened.fingerprint, book.as_of, {"market": codes, "all": ["yes"] if all else []}, rows
    )
    if view.format == "json":
        content = {"as_of": book.as_of.isoformat(), "markets": [*codes], **_content(held, all)}
        text = sealed.data(SCHEMA, content, seal)
    elif view.format == "md":
        text = sealed.text(outline.markdown(cards(held, dismissed=all), view.level), view, seal)
    else:
        shown = cards(held, dismissed=all)
        made = outline.terminal(shown, width=view.width, color=view.color, ascii=view.ascii)
        text = sealed.text(made, view, seal)
    emit(text, view.output)


def _agree(accept: str | None, dismiss: str | None, because: str | None) -> None:
    if accept and dismiss:
        raise XbriefError("--accept and --dismiss exclude each other", "settle one conflict at a time")
    if dismiss and not (because or "").strip():
        raise XbriefError("--dismiss needs a reason", 'add --because "why it is no conflict"')
    if because and not dismiss:
        raise XbriefError("--because goes with --dismiss", "name the conflict: --dismiss ID")


def _named(id: str, book: Ledger) -> Clash:
    """The found conflict of that id; UnknownName with the nearest ones, XbriefError for a declared one."""
    from xbrief.problems import nearest

    found = {c.id: c for c in (*book.clashes, *book.dismissed)}
    if id in found:
        return found[id]
    # `clash:<fact>+<fact>`, or `<fact> disputes <fact>` as declared ones are listed.
    sides = {part for word in id.split() for part in word.removeprefix(PREFIX).split("+")}
    for fact in (book.known[i] for i in sorted(sides & book.known.keys())):
        for link in fact.links:
            if link.fact in sides:
                told = f"{fact.id} {link.kind} {link.fact}"
                raise XbriefError(
                    f"no found conflict is called {id!r}: the curator has set a link, {told}",
                    f"where that is wrong, take the link out at {fact.place.file}:{fact.place.line}",
                )
    close = nearest(id, found, 3)
    if close:
        raise UnknownName(f"no found conflict is called {id!r}", close)
    raise XbriefError(f"no found conflict is called {id!r}", "`xbrief conflicts --all` lists them")


def _content(held: Conflicts, all: bool) -> dict[str, Any]:
    from xbrief.brief.conflicts import content

    return {
        "declared": [
            {"kind": d.kind, "by": d.by, "of": d.of, "about": d.about or None, "category": d.category or None}
            for d in held.declared
        ],
        "found": [content(c) for c in held.found],
        "dismissed": [{**content(c), "because": held.because[c.id]} for c in held.dismissed] if all else [],
    }
