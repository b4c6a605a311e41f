"""`xbrief recheck`: does a brief that was sent still hold?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xbrief.cli import options
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.brief.as_sent import Sentence
    from xbrief.brief.recheck import Checked
    from xbrief.cli.options import View
    from xbrief.cli.run.again import Rechecked
    from xbrief.cli.run.session import Session
    from xbrief.render.sent import Shown
    from xbrief.render.stamp import Part, Stamp

EXAMPLES = """
xbrief country {market} > sent.md && xbrief recheck sent.md
xbrief compare {market} {other} | xbrief recheck - --format json
"""
SCHEMA = "xbrief.recheck/1"
STDIN = Path("-")
BRIEFS = "recheck a brief, comparison or timeline in Markdown, HTML, PDF or Word, or a brief in JSON"


class NoLonger(XbriefError):
    """Something that was told no longer holds."""

    exit_code = 1


def command(
    file: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Files with briefs, also edited and joined: Markdown, HTML, PDF, Word, JSON; `-` is standard input.",
            show_default=False,
        ),
    ],
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    heading_level: options.LevelOption = 1,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """Does a brief that was sent still hold? Says of each finding what became of it. Exit code 1 where one does not.

    A finding still holds, has changed (as sent, as it is now, and the facts that turned it), is withdrawn, or is stale
    now: the same, but confirmed longer ago than its kind bears. What the brief would tell today and did not then is
    new; that alone breaks nothing. What was sent is read from the stamp in the file. Of Markdown, HTML and Word the
    text is read, too: sentences that were edited are told apart, and what was taken out is not counted as sent.
    """
    from xbrief.brief.recheck import BROKEN
    from xbrief.brief.rechecked import counted_as_sent
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.language.words import counted

    view = options.view(format, output, level=heading_level, width=width, color=color, ascii=ascii)
    sent = [(_name(path), *each) for path in dict.fromkeys(file) for each in _sent(path)]
    opened = session(dossier, as_of)
    found = [*_rechecked(opened, sent, evidence=as_of == options.EVIDENCE)]
    emit(_json(found, opened) if view.format == "json" else _pages(found, view, opened), view.output)
    broken = sum(c.verdict in BROKEN for each in found for c in counted_as_sent(each.found, each.words))
    if broken:
        verb = "does not hold as it was" if broken == 1 else "do not hold as they were"
        raise NoLonger(f"{counted(broken, 'finding')} {verb} sent", "`xbrief why ID` tells what stands behind each")


def _name(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)


def _sent(path: Path) -> Iterator[tuple[Stamp, Part, Shown | None]]:
    """The briefs of a file, each once, with what a reader reads in it; XbriefError where it tells no finding."""
    from xbrief.cli.run.again import COMMANDS
    from xbrief.cli.run.guard import warn
    from xbrief.dossier.files import content
    from xbrief.language.words import join
    from xbrief.render import sent, stamp

    raw = sys.stdin.buffer.read() if path == STDIN else content(path)
    name = _name(path)
    try:
        stamps = stamp.read(raw)
    except XbriefError as fault:
        raise XbriefError(f"{name}: {fault.message}", fault.hint) from None
    if not stamps:
        raise _unstamped(name, raw)
    held = [(s, part) for s in stamps if s.command in COMMANDS for part in s.briefs]
    others = dict.fromkeys(s.command for s in stamps if s.command not in COMMANDS or not s.briefs)
    if not held:
        kinds = join(f"`xbrief {command}`" for command in others)
        raise XbriefError(
            f"{name}: a file of {kinds} tells no finding that could be held against the facts",
            f"`xbrief diff --from {stamps[0].as_of}` tells what has changed since; {BRIEFS}",
        )
    for command in others:
        warn(f"{name}: what was made by `xbrief {command}` tells no such finding and is passed over")
    # A file that was joined twice from one brief tells it once.
    shown = sent.shown(raw)
    yield from ((*each, shown) for n, each in enumerate(held) if each not in held[:n])


def _unstamped(name: str, raw: bytes) -> XbriefError:
    """Why no stamp was found."""
    from xbrief.cli.run.again import ANEW, DAMAGED
    from xbrief.render import stamp

    text = raw.decode("utf-8", errors="replace")
    if stamp.NAME in text:
        return XbriefError(f"{name}: {DAMAGED}", ANEW)
    if stamp.LINE.search(text):
        return XbriefError(f"{name}: plain text carries no findings", BRIEFS)
    return XbriefError(f"{name}: there is no stamp of xbrief in it", BRIEFS)


def _rechecked(
    opened: Session, sent: Sequence[tuple[str, Stamp, Part, Shown | None]], *, evidence: bool
) -> Iterator[Rechecked]:
    from xbrief.cli.run.again import rechecked

    for name, stamp, part, shown in sent:
        try:
            yield rechecked(opened, stamp, part, name, shown, evidence=evidence)
        except XbriefError as fault:
            raise XbriefError(f"{name}: {fault.message}", fault.hint) from None


def _pages(found: Sequence[Rechecked], view: View, opened: Session) -> str:
    from functools import partial

    from xbrief.brief import rechecked
    from xbrief.cli.run import layout, sealed
    from xbrief.render import markdown, stamp, terminal

    pages = [rechecked.brief(each.sent, each.found, each.words, each.ledger, each.markets) for each in found]
    if view.format == "terminal":
        render = partial(terminal.render, width=view.width, color=view.color, ascii=view.ascii)
        text = "\n".join(f"{render(page).rstrip()}\n" for page in pages)
    else:
        made = (partial(markdown.render, page, level=view.level) for page in pages)
        text = "\n".join(layout.laid_out(render, opened.root / "templates") for render in made)
    day = max(each.ledger.as_of for each in found)
    return sealed.text(text, view, stamp.plain("recheck", opened.fingerprint, day))


def _json(found: Sequence[Rechecked], opened: Session) -> str:
    from xbrief.render import tables

    return tables.json(SCHEMA, {"dossier": opened.fingerprint, "briefs": [_brief(each) for each in found]})


def _brief(each: Rechecked) -> dict[str, Any]:
    from xbrief.brief.recheck import summary
    from xbrief.brief.rechecked import counted_as_sent

    return {
        "file": each.sent.file,
        "key": each.part.key,
        "kind": each.part.kind,
        "markets": [*each.part.markets],
        "length": each.part.length,
        "sections": [*each.part.sections],
        "xbrief": each.stamp.version,
        "dossier": each.stamp.dossier,
        "told_as_of": each.stamp.as_of,
        "as_of": each.ledger.as_of.isoformat(),
        "compared": each.words is not None,
        "edited": _told(each.words.edited if each.words else ()),
        "gone": _told(each.words.gone if each.words else ()),
        "summary": summary(counted_as_sent(each.found, each.words)),
        "findings": [_finding(each, c) for c in each.found],
    }


def _told(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    return [{"text": each.says, "findings": [*each.findings]} for each in sentences]


def _finding(each: Rechecked, found: Checked) -> dict[str, Any]:
    from xbrief.brief.recheck import fates

    return {
        "id": found.id,
        "verdict": found.verdict,
        "in_file": each.words.fates.get(found.id) if each.words and found.verdict != "new" else None,
        "cause": found.cause or None,
        "before": found.before or None,
        "after": found.after.text if found.after else None,
        "facts": [*found.facts],
        "turned_by": [*found.turned],
        "lost": [*fates(found, each.ledger)],
    }
