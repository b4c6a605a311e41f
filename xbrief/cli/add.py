"""`xbrief add`: from an article to a source file without facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from xbrief.cli import options
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.intake.article.types import Head

EXAMPLES = """
xbrief add article.html --texts DIR --dry-run  # say what would be written
xbrief add letter.eml notes.txt --texts DIR
xbrief add articles --texts DIR --publisher "Example Post"  # a folder
xbrief add --note --title "Call with a dealer" --published 2026-11-20 --publisher "Our own notes"
"""


class NotAllAdded(XbriefError):
    """Some of several files cannot be added."""

    exit_code = 1


def command(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|URL|-]...",
            help="Text, Markdown, HTML, PDF, e-mail (.eml); a folder of them; an address; `-` is standard input.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        bool, typer.Option("--note", help="A source without a text, such as an interview or a call.")
    ] = False,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.", show_default=False)] = None,
    author: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who wrote it, or was asked; may be repeated.", show_default=False),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.", show_default=False)] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="When, in EDTF: 2016-03-08, 2016-03, 2016, 2016~.", show_default=False),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Its language, BCP 47: en, pt-BR.", show_default=False)
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it is on the web; nothing is fetched.", show_default=False)
    ] = None,
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help="The source's id.", show_default=False)] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            metavar="ID|accept",
            help="What it retells, of the dossier's origins; `accept` writes what is proposed.",
            show_default=False,
        ),
    ] = None,
    texts: options.TextsOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")] = False,
    format: Annotated[
        Literal["terminal", "json"], typer.Option("--format", help="Lines for reading, or a JSON object.")
    ] = "terminal",
    dossier: options.DossierOption = None,
) -> None:
    """From an article to a source file without facts: the text without the page around it, and who says so when.

    The text goes into the folder of texts as `<source id>.txt` (texts/ beside dossier.yaml is made where the dossier's
    .gitignore names it), a source file beside dossier.yaml, the text's fingerprint into words.lock. What cannot be read
    is null, and told; an option says it. An article that is held already is noticed, also one that retells one held. A
    day of saving, printing or changing is no day of publication.

    Only an address that is given here is fetched. Of a folder the files are added that have one of the endings (.txt,
    .md, .html, .pdf, .eml); one that cannot be is told, and the others are added: the exit code is 1 then.
    """
    from xbrief.cli.options.dossier import folder, own_folder
    from xbrief.cli.run import added, given, words
    from xbrief.cli.run.adding import Desk, Wishes
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session

    named = given.items(what or (), note=note)
    told = _head(title, author, publisher, published, language, url)
    _sound(named, told, id, note=note)
    root = folder(dossier) if dry_run else own_folder(dossier)
    wishes = Wishes(told, id or "", origin or "", dry_run, options.day(options.TODAY).isoformat())
    # It tells of a dossier that is not sound, and stops where it cannot be used.
    session(root)
    desk = Desk(root, words.texts(root, texts), wishes)
    if note:
        from xbrief.cli.run.notes import asked

        found: list[added.Result] = [desk.note(told if told.title else asked(told))]
    else:
        found = [*given.each(desk, named)]
    bad = [each for each in found if isinstance(each, tuple)]
    if bad and len(found) == 1:
        raise bad[0][1]
    emit(added.json(found, dry_run=dry_run) if format == "json" else added.lines(found, dry_run=dry_run))
    if bad:
        raise NotAllAdded(f"{len(bad)} of {len(found)} cannot be added", "the lines above say why")


def _head(
    title: str | None,
    authors: Sequence[str] | None,
    publisher: str | None,
    published: str | None,
    language: str | None,
    url: str | None,
) -> Head:
    """What the options say; XbriefError for what cannot stand in a source file."""
    from xbrief.dossier import dates
    from xbrief.dossier.values import LANGUAGE, URL
    from xbrief.intake.article.types import Head

    if published:
        try:
            dates.parse(published)
        except ValueError as fault:
            raise XbriefError(f"--published: {fault}") from None
    if language and not LANGUAGE.fullmatch(language):
        raise XbriefError(f"--language: {language!r} is no language code", "such as sv or nl-BE")
    if url and not URL.fullmatch(url):
        raise XbriefError(f"--url: {url!r} is no address", "give one that begins with http:// or https://")
    return Head(title, tuple(authors or ()), publisher, published, url, language)


def _sound(given: Sequence[str], told: Head, id: str | None, *, note: bool) -> None:
    """XbriefError where options do not go together."""
    from xbrief.dossier.values import ID

    if id and not ID.fullmatch(id):
        raise XbriefError(f"--id: {id!r} is no id", "an id has small letters, digits and single hyphens")
    if len(given) > 1 and (id or told.title or told.url):
        raise XbriefError("--id, --title and --url are for one article", "add them one by one")
    if note and told.url:
        raise XbriefError("--note is for what is on no web page", "leave --url out")
