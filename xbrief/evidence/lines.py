"""The lines of a text (its paragraphs, where it is hard-wrapped), and which of them are no part of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Headings under which a page lists other articles or talks of itself. What follows one is no part of the article.
_BELOW = re.compile(
    r"(?:recent|related|popular|latest|trending|more|other)\s+(?:posts?|articles?|stories|news|reading|headlines|from\b.*)"
    r"|most (?:read|popular|viewed)|you (?:may|might) (?:also )?like|read (?:more|next|also)|recommended(?: for you)?"
    r"|comments?(?: \(\d+\))?|leave a (?:reply|comment)|share this(?: article| story)?|about the author|tags?:?"
    r"|newsletter"
    r"|(?:artigos|notícias|posts) relacionad[oa]s|leia (?:também|mais)|관련\s*기사|많이 본 뉴스",
    re.IGNORECASE,
)
# Characters of a line that is no heading and no menu; no text is wrapped wider.
_PARAGRAPH = 120
# Characters of most lines of a text that is wrapped by hand or by a program.
_NARROWEST = 55
# So few lines that go on in the next one tell nothing of a text.
_FEWEST = 3
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_ITEM = re.compile(r"\s*[*•·]\s")
# What the last line of an article says of who wrote it: `Ada Ek is a senior editor of …`.
_AUTHOR = re.compile(
    r"(?P<name>[^\W\d_]\S*(?: [^\W\d_]\S*){1,3}) is (?:(?:an?|the|our) )?(?:[\w'’-]+,? ){0,4}?"
    r"(?:(?:co-?)?editor|journalist|reporter|writer|correspondent|columnist)\b"
)
# Scripts without spaces between words count by the sign.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
# Words by which lines are first compared.
_KEY = 3
# No pull-quote has more words.
_REPEATED = 100

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of the text as it stands; `aside` says why they are no part of the article."""

    start: int
    end: int
    aside: str = ""

    @property
    def body(self) -> bool:
        """Is it a part of the article?"""
        return not self.aside


def spans(raw: str) -> list[tuple[int, int]]:
    """The lines of the text, blank ones left out; of a hard-wrapped one the paragraphs."""
    single = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", raw) if not m[0].isspace()]
    on = [b + 1 == c and not _ITEM.match(raw, c, d) for (_, b), (c, d) in pairwise(single)]
    lines = [raw[a:b].rstrip() for a, b in single]
    inner = [line for line, more in zip(lines, on, strict=False) if more]
    if not _wrapped(lines, inner):
        return single
    width = sorted(map(len, inner))[len(inner) * 9 // 10]
    found = single[:1]
    for n, more in enumerate(on, 1):
        # A line that ends early, though the next word would have found room, ends its paragraph.
        room = len(lines[n - 1]) + 1 + len(lines[n].split(None, 1)[0]) <= width * 3 // 4
        found[-1:] = [(found[-1][0], single[n][1])] if more and not room else [found[-1], single[n]]
    return found


def _wrapped(lines: Sequence[str], inner: Sequence[str]) -> bool:
    """Do lines break where there was no more room? `inner` are those with another one right below."""
    long = sum(len(line) > _PARAGRAPH for line in lines)
    full = sum(_NARROWEST <= len(line) <= _PARAGRAPH for line in inner)
    cut = sum(_STOPPED.search(line) is None for line in inner)
    return len(inner) >= _FEWEST and long * 20 <= len(lines) and full * 2 > len(inner) and cut * 2 > len(inner)


def told_apart(raw: str, at: Sequence[tuple[int, int]], plain: Sequence[str]) -> tuple[Line, ...]:
    """The lines at these spans, `plain` their normalised texts. What stands below a heading such as "Recent posts" is
    furniture, a line whose words another one holds (a pull-quote, a headline set twice), and a last one on the author.
    """
    half = sum(len(text.strip("\"' .")) for text in plain) / 2
    again = _twice([tuple(_WORD.findall(text)) for text in plain])
    found: list[Line] = []
    below = ""
    long = False
    for n, (start, end) in enumerate(at):
        # At the head of a page such a line is a menu; behind most of it, the article is over.
        if not below and (long or start >= half) and _BELOW.fullmatch(plain[n].strip("\"' .:|·-")):
            below = f"below {raw[start:end].strip()!r}"
        long = long or end - start > _PARAGRAPH
        found.append(Line(start, end, below or ("in a line that another one repeats" if n in again else "")))
    for last in reversed([n for n, line in enumerate(found) if line.body]):
        if not _on_author(*(raw[a:b].strip() for a, b in at[max(last - 1, 0) : last + 1])):
            break
        found[last] = Line(*at[last], "in a line about the author")
    return tuple(found)


def author(line: str) -> str:
    """The name with which a line on who wrote the article begins; empty for any other line."""
    found = _AUTHOR.match(line)
    return found["name"] if found and _on_author(line) else ""


def _on_author(*lines: str) -> bool:
    """Is the last of the lines a word on who wrote the article, by its name above or in the words for it?"""
    found = _AUTHOR.match(lines[-1])
    if found is None:
        return False
    # Parts such as "de la" have no capital.
    first, *_, last = found["name"].split()
    return found["name"] == lines[0] or (first[0].isupper() and last[0].isupper())


def _twice(lines: Sequence[Words]) -> frozenset[int]:
    """The numbers of the lines whose words stand in a row in a longer line, or make up an earlier one."""
    first: dict[Words, int] = {}
    for n, words in enumerate(lines):
        first.setdefault(words, n)
    # Lines that begin alike, by their length: one look-up a place and a length, however many lines there are.
    alike: dict[Words, dict[int, set[Words]]] = {}
    for words in first:
        if len(words) > _REPEATED:
            continue
        alike.setdefault(words[:_KEY], {}).setdefault(len(words), set()).add(words)
    held = {inner for words in first for inner in _within(words, alike)}
    return frozenset(n for n, words in enumerate(lines) if words and (words in held or first[words] < n))


def _within(words: Words, alike: dict[Words, dict[int, set[Words]]]) -> Iterable[Words]:
    """The lines among those that begin alike whose words stand in a row in this longer one."""
    for at in range(len(words)):
        for key in {words[at : at + size] for size in range(1, _KEY + 1)}:
            for size, lines in alike.get(key, {}).items():
                if size < len(words) and (inner := words[at : at + size]) in lines:
                    yield inner
