"""`xbrief gaps`: what a brief should know, against what is held."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xbrief.cli import options
from xbrief.cli.options import complete

if TYPE_CHECKING:
    from xbrief.brief.matrix import Entry, Line, Matrix
    from xbrief.cli.options import View
    from xbrief.render.base import Page

EXAMPLES = """
xbrief gaps
xbrief gaps {market} {other}
xbrief gaps {market} --as-of {day}  # what was missing then
xbrief gaps --output gaps.md
"""
SCHEMA = "xbrief.gaps/1"
# State -> its glyph and its words. Colours and ASCII spellings are those of the glyphs in briefs.
SIGNS = {
    "several": ("●", "several origins"),
    "one": ("◐", "one origin"),
    "stale": ("○", "stale"),
    "disputed": ("≠", "disputed"),
    "planned": ("…", "only planned"),
    "nothing": ("–", "nothing held"),
    "unasked": (" ", "does not arise"),
}
PARTS = {"snapshot": "Rows of the snapshot", "gaps": "What the rules of gaps look for"}
COUNT = "Nothing held, or plans alone"
COLUMN = 5
LABEL = 34


def command(
    market: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MARKET...]",
            help="Countries or regions; all markets of the dossier without any.",
            autocompletion=complete.markets,
        ),
    ] = None,
    as_of: options.AsOfOption = options.TODAY,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """What a brief should know, against what is held. A row a topic, a column a market.

    A cell tells how everything that is told of the topic is known: from several independent origins each, some of it
    from one alone, all of it stale, some of it disputed, only planned, or not at all.
    """
    from xbrief.brief import matrix
    from xbrief.cli.run import sealed
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.session import session
    from xbrief.render import stamp

    view = options.view(format, output, width=width, color=color, ascii=ascii)
    opened = session(dossier, as_of)
    codes = opened.codes(market or ())
    book = opened.ledger(codes)
    held = opened.markets(codes, book)
    if not held:
        raise opened.unknown("no fact on a market was known by then")
    found = matrix.matrix(held)
    seal = stamp.plain("gaps", opened.fingerprint, book.as_of, {"market": codes}, [line.id for line in found.lines])
    if view.format == "json":
        text = sealed.data(SCHEMA, _content(found), seal)
    elif view.format == "md":
        text = sealed.text(_markdown(found), view, seal)
    else:
        text = sealed.text(_terminal(found, view), view, seal)
    emit(text, view.output)


def _content(found: Matrix) -> dict[str, Any]:
    return {
        "as_of": found.markets[0].ledger.as_of.isoformat(),
        "markets": [
            {"market": m.code, "asked": found.asked(n), "missing": found.missing(n)}
            for n, m in enumerate(found.markets)
        ],
        "topics": [
            {
                "id": line.id,
                "part": line.part,
                "topic": line.words,
                "cells": [_object(m.code, e) for m, e in zip(found.markets, line.entries, strict=True)],
            }
            for line in found.lines
        ],
    }


def _object(code: str, entry: Entry) -> dict[str, Any]:
    return {
        "market": code,
        "state": entry.state,
        "origins": entry.origins,
        "newest": entry.newest.text if entry.newest else None,
        "findings": [*entry.findings],
        "facts": [*entry.facts],
    }


def _words(entry: Entry) -> str:
    """`stale, May 2016`: the state, and where something is held the last day for which it is told."""
    from xbrief.language import dates

    told = SIGNS[entry.state][1]
    return f"{told}, {dates.label(entry.newest).removeprefix('by ')}" if entry.newest else told


def _counts(found: Matrix) -> list[str]:
    return [f"{found.missing(n)} of {found.asked(n)}" for n in range(len(found.markets))]


def _markdown(found: Matrix) -> str:
    """One table a part, so that no row stands for a heading."""
    from xbrief.render import tables

    heads = tuple(m.name.removeprefix("the ") for m in found.markets)
    parts = []
    for part, lines in _parts(found):
        rows = [(line.words, *map(_words, line.entries)) for line in lines]
        parts.append(tables.markdown(tables.Sheet("", (PARTS[part], *heads), tuple(rows))))
    parts.append(tables.markdown(tables.Sheet("", ("Count", *heads), ((COUNT, *_counts(found)),))))
    return "".join(f"{part}\n" for part in parts)


def _parts(found: Matrix) -> Iterator[tuple[str, list[Line]]]:
    for part, lines in groupby(found.lines, key=lambda line: line.part):
        yield part, [*lines]


def _terminal(found: Matrix, view: View) -> str:
    """Words where the columns have room for them, else glyphs under the codes of the markets."""
    from xbrief.language import dates
    from xbrief.render import base

    page = base.Page(base.measure(view.width), view.ascii)
    ledger = found.markets[0].ledger
    page.title(f"{ledger.dossier.company.name}: what is held, as of {dates.day(ledger.as_of)}")
    if not _worded(page, found):
        _signs(page, found)
    page.blank()
    used = {e.state for line in found.lines for e in line.entries}
    page.legend(told for state, told in SIGNS.items() if state in used - {"unasked"})
    return page.printed(color=view.color)


def _worded(page: Page, found: Matrix) -> bool:
    """The matrix with words in its cells; false, with nothing written, where they would be broken over lines."""
    from xbrief.render import base

    names = [m.name.removeprefix("the ") for m in found.markets]
    widths = [
        max(len(name), *(len(_words(line.entries[n])) + 2 for line in found.lines)) for n, name in enumerate(names)
    ]
    label = page.width - sum(w + base.GAP for w in widths)
    if label < max(16, page.width // 4):
        return False
    label = min(label, max(len(line.words) for line in found.lines))
    for part, lines in _parts(found):
        page.blank()
        heads = [base.Entry("", page.text(text, "bold")) for text in (PARTS[part], *names)]
        page.columns(heads, [label, *widths])
        for line in lines:
            row = [base.Entry(SIGNS[e.state][0], page.text(_words(e))) for e in line.entries]
            page.columns([base.Entry("", page.text(line.words)), *row], [label, *widths])
    page.blank()
    total = [base.Entry("", page.text(told, "bold")) for told in (COUNT, *_counts(found))]
    page.columns(total, [label, *widths])
    return True


def _signs(page: Page, found: Matrix) -> None:
    """Glyphs alone, as many markets side by side as there is room for; the others in a further block."""
    from rich.text import Text

    from xbrief.render import base

    label = min(LABEL, page.width // 2, max(len(line.words) for line in found.lines))
    room = max(1, (page.width - label) // (COLUMN + base.GAP - 2))
    for start in range(0, len(found.markets), room):
        block = range(start, min(start + room, len(found.markets)))
        widths = [label, *(COLUMN - 2 for _ in block)]
        names = [Text.assemble(page.text(found.markets[n].code, "bold"), " ", _name(page, found, n)) for n in block]
        page.blank()
        for line in base.flowed(names, page.width, "  "):
            page.lines.append(line)
        for part, lines in _parts(found):
            page.blank()
            heads = [PARTS[part], *(found.markets[n].code for n in block)]
            page.columns([base.Entry("", page.text(text, "bold")) for text in heads], widths)
            for row in lines:
                marks = [base.Entry("", page.glyph(SIGNS[row.entries[n].state][0])) for n in block]
                page.columns([base.Entry("", page.text(row.words)), *marks], widths)
        page.blank()
        counts = [str(found.missing(n)) for n in block]
        page.columns([base.Entry("", page.text(text, "bold")) for text in (COUNT, *counts)], widths)


def _name(page: Page, found: Matrix, number: int) -> Any:
    return page.text(found.markets[number].name.removeprefix("the "))
