"""What the terminal views share: a page of styled lines with a measure, columns, and its printing to text.

Rich is loaded with this module; whoever needs no terminal view imports neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from xbrief.render import text as words

DEFAULT_WIDTH = 80
WIDEST = 100
NARROWEST = 24
GAP = 2
LEAST_COLUMN = 22


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a table: the glyph of its state or nothing, and its words."""

    sign: str
    words: Text


@dataclass(slots=True)
class Page:
    """Lines of a terminal view. `width` is the measure in cells; a character of East Asia takes two."""

    width: int
    ascii: bool = False
    lines: list[Text] = field(default_factory=list)

    def words(self, value: str) -> str:
        """Foreign words made harmless, in ASCII where that is wanted."""
        safe = words.clean(value)
        return words.plain(safe) if self.ascii else safe

    def text(self, value: str, style: str = "") -> Text:
        return Text(self.words(value), style)

    def glyph(self, sign: str, times: int = 1) -> Text:
        return Text((words.GLYPHS.get(sign, sign) if self.ascii else sign) * times, words.STYLES.get(sign, ""))

    def blank(self) -> None:
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def add(self, content: Text, first: Text | None = None, rest: Text | None = None) -> None:
        """The content wrapped, `first` before its first line and `rest` before the others (blanks where None)."""
        head = first or Text()
        tail = rest if rest is not None else Text(" " * head.cell_len)
        for n, line in enumerate(wrap(content, max(self.width - max(head.cell_len, tail.cell_len), 8))):
            self.lines.append(Text.assemble(head if n == 0 else tail, line))

    def title(self, value: str) -> None:
        self.add(self.text(value, "bold"))
        self.lines.append(self.glyph("━", self.width))

    def heading(self, value: str) -> None:
        """A heading with a rule to the measure's end."""
        self.blank()
        label = self.text(value, "bold")
        room = self.width - label.cell_len - 1
        self.add(Text.assemble(label, " ", self.glyph("─", room)) if room > 1 else label)

    def legend(self, entries: Iterable[tuple[str, str]]) -> None:
        """`● fresh  ○ stale`, wrapped between the entries."""
        parts = [Text.assemble(self.glyph(sign), " ", self.text(meaning)) for sign, meaning in entries]
        for line in flowed(parts, self.width, "  "):
            self.lines.append(line)

    def wrapped(self, cell: Entry, width: int) -> list[Text]:
        """The lines of a cell, its glyph before the first and blanks before the others."""
        if not cell.sign:
            return wrap(cell.words, width)
        heads = [self.glyph(cell.sign), Text(" ")]
        lines = wrap(cell.words, width - 2)
        return [Text.assemble(heads[min(n, 1)], " ", line) for n, line in enumerate(lines)]

    def columns(self, cells: Sequence[Entry], widths: Sequence[int], indent: int = 0) -> None:
        """Cells side by side, each wrapped to its width."""
        wrapped = [self.wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for n in range(max(map(len, wrapped))):
            line = Text(" " * indent)
            for column, width in zip(wrapped, widths, strict=True):
                part = column[n] if n < len(column) else Text()
                line.append_text(part).append(" " * (width - part.cell_len + GAP))
            self.lines.append(line)

    def beside(self, name: Entry, cell: Entry, width: int, indent: int = 0) -> None:
        """A name and what belongs to it: in two columns, or one below the other where the page is narrow."""
        room = self.width - indent - width - GAP
        if room >= LEAST_COLUMN:
            self.columns([name, cell], [width, room], indent)
        else:
            if name.words.plain:
                self.columns([name], [self.width - indent], indent)
            self.columns([cell], [self.width - indent - 2], indent + 2)

    def printed(self, *, color: bool) -> str:
        """The page as text; escape codes of the sixteen base colours where `color`, none at all elsewhere."""
        while self.lines and not self.lines[-1].plain.strip():
            self.lines.pop()
        for line in self.lines:
            line.rstrip()
        out = StringIO()
        console = Console(
            file=out,
            width=self.width + GAP,
            color_system="standard" if color else None,
            force_terminal=color,
            legacy_windows=False,
            highlight=False,
            _environ={},
        )
        console.print(Text("\n").join(self.lines), soft_wrap=True)
        return out.getvalue()


def measure(width: int | None) -> int:
    """The width to write in: what the terminal has, within what can be read."""
    return max(NARROWEST, min(width or DEFAULT_WIDTH, WIDEST))


def wrap(content: Text, width: int) -> list[Text]:
    """The lines of a text, none wider than `width` cells."""
    lines: list[Text] = []
    for part in content.split("\n"):
        lines.extend(part.wrap(_RULER, width, overflow="fold"))
    for line in lines:
        line.rstrip()
    return lines or [Text()]


_RULER = Console(file=StringIO(), width=WIDEST, color_system=None, legacy_windows=False, _environ={})


def flowed(parts: Iterable[Text], width: int, joiner: str) -> list[Text]:
    """Parts one after the other, a new line begun where the next one does not fit."""
    lines: list[Text] = []
    for part in parts:
        if lines and lines[-1].cell_len + len(joiner) + part.cell_len <= width:
            lines[-1].append(joiner).append_text(part)
        else:
            lines.extend(wrap(part, width))
    return lines


def shares(natural: Sequence[int], total: int, least: int = LEAST_COLUMN) -> list[int] | None:
    """Widths for columns of these natural widths: short ones keep theirs, the others share what is left.

    None where a column would become narrower than `least`: then the table is stacked.
    """
    room = total - GAP * (len(natural) - 1)
    widths = [0] * len(natural)
    waiting = sorted(range(len(natural)), key=lambda n: (natural[n], n))
    while waiting:
        share = room // len(waiting)
        n = waiting.pop(0)
        widths[n] = min(natural[n], share)
        room -= widths[n]
        if widths[n] < min(natural[n], least):
            return None
    return widths


def _natural(cells: Iterable[Entry], most: int) -> int:
    widths = [max((line.cell_len for line in c.words.split("\n")), default=0) + (2 if c.sign else 0) for c in cells]
    return min(max(widths, default=0), most)


def grid(page: Page, header: Sequence[str], rows: Sequence[Sequence[Entry]], most: Sequence[int]) -> bool:
    """The rows side by side under their header; false, with nothing written, where the columns get too narrow.

    `most` bounds the width of each column, 0 where it may take what is left.
    """
    bounds = [m or page.width for m in most]
    natural = [_natural(column, bound) for column, bound in zip(zip(*rows, strict=True), bounds, strict=True)]
    widths = shares([max(n, cell_len(page.words(h))) for n, h in zip(natural, header, strict=True)], page.width)
    if widths is None:
        return False
    page.columns([Entry("", page.text(h, "bold")) for h in header], widths)
    page.lines.append(page.glyph("─", sum(widths) + GAP * (len(widths) - 1)))
    for n, row in enumerate(rows):
        page.columns(row, widths)
        if any(len(page.wrapped(c, w)) > 1 for r in rows[n : n + 2] for c, w in zip(r, widths, strict=True)):
            page.blank()
    return True


def folded(page: Page, header: Sequence[str], rows: Sequence[Sequence[Entry]], folds: int) -> None:
    """Label and words side by side, the last `folds` cells of a row in one dim line under its words."""
    label = _natural((row[0] for row in rows), max(16, page.width // 4))
    dot = page.text(" · ")
    below = dot.join(page.text(h.lower(), "dim") for h in header[-folds:])
    page.beside(Entry("", Text()), Entry("", Text.assemble(page.text(header[1], "bold"), dot, below)), label)
    for row in rows:
        page.beside(row[0], row[1], label)
        rest = dot.join(c.words for c in row[-folds:] if c.words.plain.strip("–-"))
        if rest.plain:
            page.beside(Entry("", Text()), Entry("└", rest), label)


def paired(page: Page, header: Sequence[str], rows: Sequence[Sequence[Entry]]) -> bool:
    """Each row as its label above two cells side by side, and the third below them; false where the page is narrow."""
    half = (page.width - GAP) // 2
    if half < LEAST_COLUMN:
        return False
    page.columns([Entry("", page.text(h, "bold")) for h in header[1:3]], [half, half])
    page.lines.append(page.glyph("─", 2 * half + GAP))
    for n, (label, before, after, below) in enumerate(rows):
        if n:
            page.blank()
        page.add(label.words)
        page.columns([before, after], [half, half])
        page.add(
            below.words, Text.assemble(page.glyph("└"), " ", page.text(f"{header[3].lower()} ", "dim")), Text("  ")
        )
    return True


def stacked(page: Page, header: Sequence[str], rows: Sequence[Sequence[Entry]]) -> None:
    """Each row as its label with one line or more a column below it."""
    names = [Entry("", page.text(h)) for h in header[1:]]
    width = _natural(names, max(12, page.width // 4))
    for label, *cells in rows:
        page.blank()
        page.add(label.words)
        for name, cell in zip(names, cells, strict=True):
            page.beside(name, cell, width, indent=2)
