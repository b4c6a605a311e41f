"""The text of a document parted: the article, and what its page says of it above and below."""

from __future__ import annotations

from dataclasses import dataclass

from xbrief.evidence.lines import author
from xbrief.evidence.text import flat, read
from xbrief.intake.article import furniture, heads
from xbrief.intake.article.types import Head

# Lines above the first paragraph that may tell of the article, and the characters from which a line is a paragraph.
_HEAD_LINES = 25
_PARAGRAPH = 120
_TITLE = 200
# What is cut may bare more of it; a page needs two or three rounds.
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Parted:
    """What the lines around the article say, and the article's paragraphs, its title the first of them where it has
    one."""

    head: Head
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n" if self.paragraphs else ""


def parted(text: str, title: str | None = None, *, headed: bool = True) -> Parted:
    """The article of a text. `title` is the one that the document gives; if `headed`, lines above it may tell more."""
    told = Head(title=title)
    authors: list[str] = []
    lines: list[str] = []
    for _ in range(_ROUNDS):
        seen = read(text)
        kept = [(" ".join(flat(seen.raw[line.start : line.end]).split()), line.aside) for line in seen.lines]
        authors += [name for line, aside in kept if aside and (name := author(line))]
        lines = [line for line, aside in kept if not aside and line and not furniture.is_furniture(line)]
        # The name above a line on the author, which stands alone once that one is gone.
        while lines and lines[-1] in authors:
            lines.pop()
        if headed:
            first, aside = next((each for each in kept if each[0] and not _is_around(each[0])), ("", ""))
            # A title that the article says again is no pull-quote.
            told = _entitled(told, first, lines) if aside and heads.of(first) is None else told
            told, lines = _head(told, lines)
        again = "\n\n".join(lines)
        if again == text:
            break
        text = again
    return Parted(told.over(Head(authors=tuple(dict.fromkeys(authors)))), tuple(_titled(told.title, lines)))


def _head(told: Head, lines: list[str]) -> tuple[Head, list[str]]:
    """What the lines above the first paragraph say, and the lines without those that say it."""
    rest: list[str] = []
    for n, line in enumerate(lines[:_HEAD_LINES]):
        found = heads.of(line)
        if found is not None:
            told = told.over(found)
        elif len(line) > _PARAGRAPH:
            return told, rest + lines[n:]
        elif not furniture.is_path(line):
            told = told if rest else _entitled(told, line, lines[n + 1 :])
            rest.append(line)
    return told, rest + lines[_HEAD_LINES:]


def _is_around(line: str) -> bool:
    return furniture.is_furniture(line) or furniture.is_path(line)


def _entitled(told: Head, line: str, below: list[str]) -> Head:
    """The head with the first line as its title, where it looks like one: short, no sentence, with an article below."""
    paragraph = any(len(each) > _PARAGRAPH or each.endswith((".", "。", "다.")) for each in below)
    if (
        told.title
        or not paragraph
        or len(line) > _TITLE
        or line.endswith((".", ":", ",", ";", "。"))
        or not any(map(str.isalpha, line))
    ):
        return told
    return told.over(Head(title=line))


def _titled(title: str | None, lines: list[str]) -> list[str]:
    """The lines below their title, which stands once."""
    if not title or len(title) > _TITLE or not lines:
        return lines
    same = _letters(title)
    at = next((n for n, line in enumerate(lines[:5]) if _letters(line) == same), None)
    # What stands above its title is no part of an article.
    return [title, *(lines if at is None else lines[at + 1 :])]


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))
