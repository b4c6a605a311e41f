"""What facts cover of an article, laid out: for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xbrief.cli.options import View
from xbrief.intake.coverage import Aside, Coverage, Line, Sentence
from xbrief.model import Source
from xbrief.render import tables
from xbrief.render.text import clean

if TYPE_CHECKING:
    from rich.text import Text

    from xbrief.render.base import Page

SCHEMA = "xbrief.coverage/1"
HEADER = ("Source", "Facts", "Sentences", "Words", "Lost")
_LEGEND = (("●", "facts rest on it"), ("○", "no fact does"), ("–", "no part of the article"))


def one(source: Source, found: Coverage, view: View) -> str:
    """The article of a source with what its facts cover."""
    if view.format == "json":
        return tables.json(SCHEMA, {"source": source.id, "title": source.title, **_object(found)})
    return _markdown(source, found) if view.format == "md" else _terminal(source, found, view)


def every(found: Mapping[str, Coverage], sources: int, view: View) -> str:
    """The shares of several sources, the least covered first, of so many in all."""
    ranked = dict(sorted(found.items(), key=lambda pair: (_ratio(*pair[1].words), pair[0])))
    rest = sources - len(found)
    if view.format == "json":
        content = [{"source": id, **_shares(each)} for id, each in ranked.items()]
        return tables.json(SCHEMA, {"sources": content, "without_text": rest})
    rows = tuple(_row(id, each) for id, each in ranked.items())
    left = f"{_number(rest, 'source')} without a text at hand." if rest else ""
    if view.format == "md":
        return tables.markdown(tables.Sheet("", HEADER, rows)) + (f"\n{left}\n" if left else "") + "\n"
    from xbrief.render import base

    page = base.Page(base.measure(view.width), view.ascii)
    page.title("What facts cover of the texts, the least first")
    cells = [[base.Entry("", page.text(cell)) for cell in row] for row in rows]
    if not base.grid(page, HEADER, cells, [0] * len(HEADER)):
        base.stacked(page, HEADER, cells)
    if left:
        page.blank()
        page.add(page.text(left, "dim"))
    return page.printed(color=view.color)


def _row(id: str, found: Coverage) -> tuple[str, ...]:
    sentences = _percent(found.touched, len(found.sentences))
    return id, str(len(found.facts)), sentences, _percent(*found.words), str(len(found.lost) or "")


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _percent(part: int, whole: int) -> str:
    # Rounded down: all but one is not 100 percent.
    return f"{part * 100 // whole if whole else 0} %"


def _sum(found: Coverage) -> str:
    """`3 of 9 sentences (33 %) and 20 of 97 words (20 %), by 4 facts`."""
    covered, words = found.words
    sentences, facts = len(found.sentences), len(found.facts) - len(found.lost)
    touched = f"{found.touched} of {_number(sentences, 'sentence')} ({_percent(found.touched, sentences)})"
    return (
        f"{touched} and {covered} of {_number(words, 'word')} ({_percent(covered, words)}), by {_number(facts, 'fact')}"
    )


def _number(number: int, noun: str) -> str:
    """In figures, since they stand beside others."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _shares(found: Coverage) -> dict[str, Any]:
    covered, words = found.words
    return {
        "facts": len(found.facts),
        "lost": len(found.lost),
        "sentences": {"touched": found.touched, "all": len(found.sentences)},
        "words": {"covered": covered, "all": words},
    }


def _object(found: Coverage) -> dict[str, Any]:
    return {
        **_shares(found),
        "facts": [*found.facts],
        "lost": [{"fact": lost.fact, "anchor": lost.anchor, "reason": lost.reason} for lost in found.lost],
        "lines": [_plain(line) for line in found.lines],
    }


def _plain(line: Line) -> dict[str, Any]:
    if isinstance(line, Aside):
        return {"aside": line.reason, "text": line.text}
    return {
        "sentences": [
            {
                "span": [sentence.start, sentence.end],
                "facts": [*sentence.facts],
                "words": sentence.words,
                "covered": sentence.covered,
                "parts": [{"text": part.text, "facts": [*part.facts]} for part in sentence.parts],
            }
            for sentence in line
        ]
    }


def _markdown(source: Source, found: Coverage) -> str:
    """A list of tasks: ticked where facts rest on the sentence, on the words in bold."""
    from xbrief.render.markdown import text

    def told(sentence: Sentence) -> str:
        words = "".join(f"**{text(part)}**" if covered else text(part) for part, covered in _stretches(sentence))
        ids = f" ({', '.join(f'`{id}`' for id in sentence.facts)})" if sentence.facts else ""
        return f"- [{'x' if sentence.facts else ' '}] {words}{ids}"

    lines = [f"# {text(clean(source.title))}", "", f"{text(_sum(found))}.", ""]
    lines += [told(sentence) for sentence in found.sentences]
    if reasons := [line.reason for line in found.lines if isinstance(line, Aside)]:
        counts = {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}
        left = "; ".join(f"{_number(number, 'line')} {text(clean(reason))}" for reason, number in counts.items())
        lines += ["", f"Left out, as no part of the article: {left}."]
    if found.lost:
        lines += ["", "## Facts that cover nothing", ""]
        lines += [f"- `{lost.fact}`: {text(clean(lost.reason))}: “{text(clean(lost.anchor))}”" for lost in found.lost]
    return "\n".join([*lines, "", ""])


def _stretches(sentence: Sentence) -> list[tuple[str, bool]]:
    """The sentence in stretches, true for those on which facts rest; spaces at their ends stand outside."""
    # `clean` leaves no control characters, so they can stand for the two ends.
    parts = (f"\x02{clean(part.text)}\x03" if part.facts else clean(part.text) for part in sentence.parts)
    joined = re.sub("\x03( *)\x02", r"\1", "".join(parts))
    tidy = re.sub("( *)\x03", "\x03\\1", re.sub("\x02( *)", "\\1\x02", joined)).strip()
    return [(words, number % 2 == 1) for number, words in enumerate(re.split("[\x02\x03]", tidy)) if words]


def _terminal(source: Source, found: Coverage, view: View) -> str:
    from rich.text import Text

    from xbrief.render import base

    page = base.Page(base.measure(view.width), view.ascii)
    page.title(f"{source.publisher}: {source.title}")
    page.add(page.text(_sum(found)))
    page.legend(_LEGEND if any(isinstance(line, Aside) for line in found.lines) else _LEGEND[:2])
    for reason, lines in groupby(found.lines, lambda line: line.reason if isinstance(line, Aside) else ""):
        if reason:
            page.blank()
            page.add(page.text(reason, "dim"), Text.assemble(page.glyph("–"), " "))
            _dim(page, (line.text for line in lines if isinstance(line, Aside)))
        else:
            _sentences(page, lines, color=view.color)
    if found.lost:
        page.heading("Facts that cover nothing")
        for lost in found.lost:
            head = Text.assemble(page.glyph("✗"), " ")
            page.add(page.text(f"{lost.fact}: {lost.reason}: “{lost.anchor}”"), head)
    return page.printed(color=view.color)


def _dim(page: Page, lines: Iterable[str]) -> None:
    from rich.text import Text

    for line in lines:
        page.add(page.text(line, "dim"), Text("  "))


def _sentences(page: Page, lines: Iterable[Line], *, color: bool) -> None:
    """A sentence a line, a blank one between the paragraphs; below it the facts that rest on it."""
    from rich.text import Text

    for line in lines:
        page.blank()
        for sentence in line if isinstance(line, tuple) else ():
            words = Text.assemble(
                *(
                    _part(page, part, color=color) if covered else page.words(part)
                    for part, covered in _stretches(sentence)
                )
            )
            page.add(words, Text.assemble(page.glyph("●" if sentence.facts else "○"), " "))
            if sentence.facts:
                page.add(page.text(", ".join(sentence.facts), "dim"), Text.assemble("  ", page.glyph("└"), " "))


def _part(page: Page, given: str, *, color: bool) -> Text:
    if color:
        return page.text(given, "bold green")
    opened, closed = ("[", "]") if page.ascii else ("⟦", "⟧")
    return page.text(f"{opened}{given}{closed}")
