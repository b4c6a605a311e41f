"""Pictures for a terminal: years across, a lane a row or more, a glyph for each state."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from rich.text import Text

from xbrief.brief.types import Lane, Picture, Shade, Span
from xbrief.render import picture as pictures
from xbrief.render.base import GAP, Page, wrap

# A page with less room than this beside the labels is told the picture in words.
LEAST = 24
_YEAR = 5
_GLYPHS: dict[Shade, str] = {"held": "█", "less": "▓", "none": "░", "said": "═", "done": "■"}
_SAID = "◆"


def draw(page: Page, picture: Picture) -> list[str]:
    """The picture on the page, with the meanings of its states; the signs of fates and disputes in it."""
    page.add(page.text(picture.title, "bold"))
    labels = min(max(cell_len(page.words(lane.label)) for lane in picture.lanes), page.width // 3)
    room = page.width - labels - GAP
    if room < LEAST:
        for told in picture.words:
            page.add(page.text(told), Text("  "))
        page.blank()
        return []
    page.lines.append(Text(" " * (labels + GAP)).append(_axis(picture, room), "dim"))
    for lane in picture.lanes:
        rows = _rows(page, lane, picture, room)
        names = wrap(page.text(lane.label), labels)
        for n in range(max(len(rows), len(names))):
            name = names[n] if n < len(names) else Text()
            line = Text.assemble(name, " " * (labels - name.cell_len + GAP))
            page.lines.append(line.append_text(rows[n]) if n < len(rows) else line)
    page.legend((_SAID if shade == "said" else _GLYPHS[shade], told) for shade, told in pictures.shades(picture))
    page.blank()
    return [sign for sign, _ in pictures.marks(picture)]


def _axis(picture: Picture, room: int) -> str:
    """The years, each where it begins; some left out where there is no room for all."""
    found = pictures.years(picture)
    every = max(1, -(-len(found) * _YEAR // room))
    line = [" "] * (room + _YEAR)
    for year in found[::every]:
        at = _column(picture, date(year, 1, 1), room)
        line[at : at + 4] = str(year).rjust(4)
    return "".join(line)[:room].rstrip()


def _column(picture: Picture, day: date, room: int) -> int:
    return (day - picture.start).days * room // ((picture.end - picture.start).days + 1)


def _rows(page: Page, lane: Lane, picture: Picture, room: int) -> list[Text]:
    places = [(_column(picture, s.start, room), _column(picture, s.end, room) + 1) for s in lane.spans]
    ends = [(start, end + bool(pictures.sign(s))) for s, (start, end) in zip(lane.spans, places, strict=True)]
    stack = pictures.stacked(ends, 0)
    rows = [[" "] * (room + 1) for _ in range(max(stack, default=0) + 1)]
    for span, (start, end), row in zip(lane.spans, places, stack, strict=True):
        for at, glyph in enumerate(_drawn(span, end - start), start):
            rows[row][at] = glyph
    # A sign behind a bar that ends at the edge has no room.
    return [Text.assemble(*(page.glyph(glyph) for glyph in row[:room])) for row in rows]


def _drawn(span: Span, length: int) -> str:
    head = _SAID if span.shade == "said" else _GLYPHS[span.shade]
    return head + _GLYPHS[span.shade] * (length - 1) + pictures.sign(span)
