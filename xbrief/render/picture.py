"""Pictures as SVG: years across, a lane a row, bars and points told apart by their form as well as their colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from xml.sax.saxutils import escape

from xbrief.brief.types import Lane, Picture, Shade, Span
from xbrief.render.text import FATES, MEANINGS, clean

_SVG = "http://www.w3.org/2000/svg"
# Units of the drawing; the page sets its size. On a narrow page labels stand above their bars.
WIDTH = 760
NARROW = 340
_LABELS = 190
_ABOVE = 16
_ROW = 16
_BAR = 9
_HEAD = 22
_GAP = 6
_EDGE = 14
# How wide a sign is, and the least that a bar shows.
_SIGN = 11
_LEAST = 3
# Seen on white and on black alike.
_INKS: dict[Shade, str] = {
    "held": "#2f8f5b",
    "less": "#c98a12",
    "none": "#cc4b3f",
    "said": "#7a6ac8",
    "done": "#2f7fb8",
}
_SHADES: dict[Shade, str] = {
    "held": "in business, or on sale",
    "less": "cut back",
    "none": "kept out, stopped or ended",
    "said": "said, up to the day it was for",
    "done": "done",
}


class Across(Protocol):
    """Where a day begins or, `after`, ends."""

    def __call__(self, day: date, *, after: bool = False) -> float: ...


def sign(span: Span) -> str:
    """The glyph of what became of it: a fate, a dispute, or nothing."""
    return "≠" if span.fate == "disputed" else FATES.get(span.fate, "")


def years(picture: Picture) -> list[int]:
    return [*range(picture.start.year, picture.end.year + 1)]


def stacked(place: Sequence[tuple[float, float]], room: float) -> list[int]:
    """The row within a lane of each span, so that none covers another; `place` is from where to where each goes."""
    ends: list[float] = []
    rows: list[int] = []
    for start, end in place:
        row = next((n for n, taken in enumerate(ends) if taken + room <= start), len(ends))
        ends[row : row + 1] = [end]
        rows.append(row)
    return rows


def shades(picture: Picture) -> list[tuple[Shade, str]]:
    """The shades that the picture uses, with what they mean."""
    used = {span.shade for lane in picture.lanes for span in lane.spans}
    return [(shade, told) for shade, told in _SHADES.items() if shade in used]


def marks(picture: Picture) -> list[tuple[str, str]]:
    """The signs that the picture uses, with what they mean."""
    used = {sign(span) for lane in picture.lanes for span in lane.spans}
    return [(glyph, told) for glyph, told in MEANINGS.items() if glyph in used]


def svg(picture: Picture, ink: str, name: str, *, narrow: bool = False) -> str:
    """The picture as an SVG element; `ink` is the colour of its text, `name` begins the ids in it."""
    days = (picture.end - picture.start).days + 1
    width, labels, above = (NARROW, 0, _ABOVE) if narrow else (WIDTH, _LABELS, 0)

    def across(day: date, *, after: bool = False) -> float:
        share = ((day - picture.start).days + after) / days
        return round(labels + share * (width - labels - _EDGE), 1)

    body: list[str] = []
    top: float = _HEAD
    for lane in picture.lanes:
        drawn, height = _lane(lane, top, above, across)
        body += drawn
        top += height + _GAP
    height = top + 2
    told = " ".join(clean(line) for line in picture.words)
    frame = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    kind = ' class="narrow"' if narrow else ""
    look = f'font-family="sans-serif" font-size="11" fill="{ink}"'
    lines = [
        f'<svg xmlns="{_SVG}"{kind} {frame} role="img" aria-labelledby="{name}-title {name}-words" {look}>',
        f'<title id="{name}-title">{escape(clean(picture.title))}</title>',
        f'<desc id="{name}-words">{escape(told)}</desc>',
        *_axis(picture, across, width - labels, height, ink),
        *body,
        "</svg>",
    ]
    return "\n".join(lines)


def _axis(picture: Picture, across: Across, room: float, height: float, ink: str) -> list[str]:
    """A line at the beginning of each year, the year beside it where there is room."""
    found = years(picture)
    every = max(1, int(-(-len(found) * 34 // room)))
    lines: list[str] = []
    for year in found:
        x = across(date(year, 1, 1))
        lines.append(f'<path d="M{x} {_HEAD - 6}V{height}" stroke="{ink}" stroke-opacity=".18" stroke-width="1"/>')
        if (year - found[0]) % every == 0:
            lines.append(f'<text x="{x + 3}" y="13" fill-opacity=".8">{year}</text>')
    return lines


def _lane(lane: Lane, top: float, above: float, across: Across) -> tuple[list[str], float]:
    """The elements of a lane, and its height; its bars begin so much below its label."""
    places = [(across(s.start), across(s.end, after=True)) for s in lane.spans]
    ends = [(x, max(to, x + _LEAST) + (_SIGN if sign(s) else 0)) for s, (x, to) in zip(lane.spans, places, strict=True)]
    rows = stacked(ends, 2)
    lines = [f'<text x="0" y="{top + _BAR}" font-weight="bold">{escape(clean(lane.label))}</text>']
    for span, (x, to), row in zip(lane.spans, places, rows, strict=True):
        lines.append(_drawn(span, x, max(to, x + _LEAST), top + above + row * _ROW))
    return lines, above + (max(rows, default=0) + 1) * _ROW


def _drawn(span: Span, x: float, to: float, y: float) -> str:
    """A bar or a point with its words; what does not hold is hollow, what holds in part is thinner."""
    color = _INKS[span.shade]
    middle = y + _BAR / 2
    if span.shade == "done":
        shape = f'<circle cx="{x + _LEAST}" cy="{middle}" r="{_BAR / 2}" fill="{color}"/>'
    elif span.shade == "said":
        shape = (
            f'<path d="M{x} {middle}H{to}" stroke="{color}" stroke-width="2"/>'
            f'<circle cx="{x}" cy="{middle}" r="3.2" fill="{color}"/>'
        )
    elif span.shade == "none":
        width = round(max(to - x - 1.4, 1), 1)
        shape = (
            f'<rect x="{x + 0.7}" y="{y + 0.7}" width="{width}" height="{_BAR - 1.4}" fill="none" stroke="{color}"'
            ' stroke-width="1.4"/>'
        )
    else:
        thin = 3 if span.shade == "less" else 0
        width = round(to - x, 1)
        shape = f'<rect x="{x}" y="{y + thin / 2}" width="{width}" height="{_BAR - thin}" fill="{color}"/>'
    glyph = sign(span)
    mark = f'<text x="{to + 2}" y="{y + _BAR}">{glyph}</text>' if glyph else ""
    return f"<g><title>{escape(clean(span.words))}</title>{shape}{mark}</g>"


def swatch(shade: Shade) -> str:
    """A small drawing of a shade for a legend."""
    span = Span(date.min, date.min, shade, "")
    shape = _drawn(span, 4, 8 if shade == "done" else 24, 1)
    inner = shape.removeprefix("<g><title></title>").removesuffix("</g>")
    return f'<svg xmlns="{_SVG}" viewBox="0 0 28 11" width="28" height="11">{inner}</svg>'
