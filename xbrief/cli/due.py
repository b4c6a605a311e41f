"""`xbrief due`: what has gone off, what is to come, what was waited for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from xbrief.cli import options
from xbrief.cli.options import complete
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.brief.agenda import Item
    from xbrief.cli.options import View
    from xbrief.cli.run.session import Session

EXAMPLES = """
xbrief due --kind watch,suspect
xbrief due {market} --kind watch --within 6m --format json
xbrief due --kind suspect --output due.ics  # days for a calendar
"""
SCHEMA = "xbrief.due/1"
KINDS = ("watch", "suspect", "review", "forecast", "stale")
# Kind -> its glyph, and what the legend says of it.
SIGNS = {
    "watch": ("●", "was waited for"),
    "suspect": ("≠", "suspect: changed since its words were found"),
    "review": ("◐", "a judgement to review"),
    "forecast": ("?", "said to come, no outcome held"),
    "stale": ("○", "stale, or about to be"),
}
HEADER = ("Day", "Kind", "Market", "What is told", "Due because", "ID")


class Due(XbriefError):
    """Something is due."""

    exit_code = 1


def command(
    market: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET...]",
            help="Countries or regions; all markets of the dossier without any.",
            autocompletion=complete.markets,
        ),
    ] = None,
    within: Annotated[
        str, typer.Option("--within", metavar="SPAN", help="How far to look ahead: 30d, 6m, 1y; 0d for today alone.")
    ] = "30d",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help=f"Only these; may be repeated or a comma list: {', '.join(KINDS)}."
        ),
    ] = None,
    texts: options.TextsOption = None,
    as_of: options.AsOfOption = options.TODAY,
    format: Annotated[
        Literal["terminal", "txt", "md", "json", "ics"] | None,
        typer.Option(
            "--format",
            help="Without it: by the ending of --output; terminal on a terminal, md in a pipe. ics is for calendars.",
            show_default=False,
        ),
    ] = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """What is due, by day. Exit code 1 where something is, for cron.

    Conclusions that have gone stale or are about to; forecasts whose day has passed or comes without an outcome, and
    those without a day a year after they were made; facts that pass the test of a watch item of dossier.yaml; facts
    that have changed since their words were found; judgements of assessments.yaml that rest on what has changed.
    """
    from xbrief.brief import agenda
    from xbrief.cli.run import judged, sealed, words
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import stamp

    days, kinds = _days(within), _kinds(kind)
    formats = ("terminal", "txt", "md", "json", "ics")
    view = options.view(format, output, formats=formats, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    day = opened.day(codes)
    due = opened.due(codes, days, words.texts(opened.root, texts), judged.all_held(opened, day))
    found = [item for item in due if not kinds or item.kind in kinds]
    asked = {"market": codes, "within": [within], "kind": sorted(kinds)}
    seal = stamp.plain("due", opened.fingerprint, day, asked, [item.id for item in found])
    if view.format == "ics":
        emit(_calendar(opened, found, day), view.output)
    elif view.format == "json":
        emit(sealed.data(SCHEMA, _content(found, day, days), seal), view.output)
    elif view.format == "md":
        emit(sealed.text(_markdown(found, day), view, seal), view.output)
    else:
        emit(sealed.text(_terminal(opened, found, day, view), view, seal), view.output)
    if found:
        told = agenda.summary(agenda.count(found))
        raise Due(f"{told} {'is' if len(found) == 1 else 'are'} due", "`xbrief why ID` tells what stands behind each")


def _days(span: str) -> int:
    from xbrief.dossier import dates

    try:
        return 0 if span == "0d" else dates.days(span)
    except ValueError as fault:
        raise XbriefError(f"--within: {fault}", "write a number and y, m or d, such as 30d") from None


def _kinds(given: Sequence[str] | None) -> frozenset[str]:
    from xbrief.brief.listing import named

    parts = [part.strip() for value in given or () for part in value.split(",")]
    return frozenset(named("kind of due thing", part, dict.fromkeys(KINDS, ())) for part in parts)


def _object(item: Item) -> dict[str, Any]:
    return {
        "day": item.day.isoformat(),
        "kind": item.kind,
        "id": item.id,
        "market": item.market or None,
        "text": item.words,
        "because": item.because,
        "facts": [*item.facts],
    }


def _content(found: Sequence[Item], day: date, days: int) -> dict[str, Any]:
    return {"as_of": day.isoformat(), "within_days": days, "due": [_object(item) for item in found]}


def _name(item: Item) -> str:
    from xbrief.dossier import places

    return places.country(item.market).name if item.market else ""


def _markdown(found: Sequence[Item], day: date) -> str:
    from xbrief.language import dates
    from xbrief.render import tables

    if not found:
        return f"Nothing is due as of {dates.day(day)}.\n"
    rows = tuple((i.day.isoformat(), i.kind, _name(i), i.words, i.because, i.id) for i in found)
    return tables.markdown(tables.Sheet("", HEADER, rows))


def _terminal(opened: Session, found: Sequence[Item], day: date, view: View) -> str:
    from xbrief.brief import agenda
    from xbrief.language import dates
    from xbrief.language.words import capital
    from xbrief.render import base

    page = base.Page(base.measure(view.width), view.ascii)
    page.title(f"{opened.dossier.company.name}: due as of {dates.day(day)}")
    page.add(page.text(capital(f"{agenda.summary(agenda.count(found)) or 'nothing is due'}.")))
    for item in found:
        page.blank()
        head = base.Entry(SIGNS[item.kind][0], page.text(" ".join(filter(None, (item.day.isoformat(), item.market)))))
        page.beside(head, base.Entry("", page.text(item.words)), 15)
        page.beside(base.Entry("", page.text("")), base.Entry("└", page.text(f"{item.because} · {item.id}", "dim")), 15)
    if found:
        page.blank()
        page.legend(told for kind, told in SIGNS.items() if any(item.kind == kind for item in found))
    return page.printed(color=view.color)


def _asked(item: Item) -> str:
    """What `xbrief why` takes: watch items and judgements stand in no chain, what made them due does."""
    return item.facts[0] if item.kind in {"watch", "review"} else item.id


def _calendar(opened: Session, found: Sequence[Item], day: date) -> str:
    from xbrief.language.words import capital
    from xbrief.render import ics

    company = opened.dossier.company
    events = [
        ics.Event(
            uid=f"{item.kind}.{item.id}@{company.id}.xbrief",
            day=item.day,
            summary=": ".join(filter(None, (_name(item), item.words))),
            description=f"{capital(item.because)}.\nxbrief why {_asked(item)}",
            category=item.kind,
        )
        for item in found
    ]
    return ics.calendar(f"{company.name}: due", events, day)
