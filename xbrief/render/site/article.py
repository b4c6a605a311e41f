"""An article's text with the words of its facts marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from xbrief.evidence import anchor
from xbrief.evidence.anchor import Span
from xbrief.evidence.text import Text, flat
from xbrief.model import Fact
from xbrief.render.text import clean


def marked(text: Text, facts: Sequence[Fact]) -> Markup:
    """The article, a paragraph a line of its text; each stretch of a span is a link to the fact that it carries.

    Spans may overlap: where several facts share a stretch, it leads to the one whose words begin last.
    """
    found = [(span, fact) for fact in facts if fact.anchor for span in anchor.places(fact.anchor, text)]
    spans = sorted(found, key=lambda pair: pair[0])
    lines = [line for line in text.lines if line.body]
    return Markup("\n").join(Markup("<p>{}</p>").format(_line(text, line.start, line.end, spans)) for line in lines)


def _line(text: Text, start: int, end: int, spans: Sequence[tuple[Span, Fact]]) -> Markup:
    """A line with its marked stretches; a line break of a hard-wrapped one is a space."""
    inside = [(span, fact) for span, fact in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(min(max(at, start), end) for span, _ in inside for at in (span.start, span.end))})
    parts = []
    for a, b in pairwise(cuts):
        words = clean(flat(text.raw[a:b]))
        held = [fact for span, fact in inside if span.start <= a and b <= span.end]
        mark = Markup('<a href="#{}"><mark>{}</mark></a>').format(held[-1].id, words) if held else Markup.escape(words)
        parts.append(mark)
    return Markup("").join(parts)
