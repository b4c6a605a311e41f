"""An item as a card on the terminal: the words in their context, the fields, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text as Styled

from xbrief.dossier import places
from xbrief.dossier.places import is_country
from xbrief.evidence.text import Text
from xbrief.intake.dump import flow
from xbrief.render.base import Page, flowed

# Characters of context that are shown around the words; whole sentences, as far as they fit.
_AROUND = 260
# A sentence without an end is no sentence.
_MOST = 600


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of an item. `place` is `3 of 12`, `span` where its words stand in the text, None where they do not.

    `notes` are lines with a sign: what `xbrief check` and the words have to say; `new` what dossier.yaml will get.
    """

    place: str
    found: str
    fact: Mapping[str, object]
    text: Text
    span: tuple[int, int] | None
    notes: Sequence[tuple[str, str, str]]
    new: Mapping[str, Mapping[str, Mapping[str, object]]]


def shown(card: Card, page: Page) -> None:
    """The card on the page."""
    page.blank()
    page.add(Styled.assemble(page.text(card.place, "bold"), "  ", page.text(card.found, "dim")))
    page.lines.append(page.glyph("─", page.width))
    if card.span is not None:
        page.add(_context(card.text, card.span, page))
        page.blank()
    page.add(page.text(str(card.fact.get("claim", "")), "bold"), Styled.assemble(page.glyph("▌"), " "))
    parts = [Styled.assemble(page.text(f"{name} ", "cyan"), page.text(said)) for name, said in _fields(card.fact)]
    for line in flowed(parts, page.width - 2, " | " if page.ascii else " · "):
        page.lines.append(Styled.assemble("  ", line))
    page.blank()
    for sign, label, said in [*_entries(card.new), *card.notes]:
        head = Styled.assemble(page.glyph(sign), " ", page.text(f"{label} ", "cyan"))
        page.add(page.text(said), head, Styled("  "))


def _entries(new: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Iterable[tuple[str, str, str]]:
    for table, entries in new.items():
        for id, entry in entries.items():
            yield "+", f"new {_ONE[table]}", f"{id}: {flow(entry)}; goes into dossier.yaml"


_ONE = {"parties": "party", "people": "person", "categories": "category"}


def _fields(fact: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """The fields besides the claim, with their values."""
    for name, value in fact.items():
        if name != "claim":
            yield name, _market(value) if name == "market" else value if isinstance(value, str) else flow(value)


def _market(value: object) -> str:
    """`ch (Switzerland)`: codes are easily taken for one another."""
    if value is None:
        return "null (the company itself)"
    codes = [str(code) for code in value] if isinstance(value, list | tuple) else [str(value)]
    return ", ".join(f"{code} ({places.country(code).name})" if is_country(code) else code for code in codes)


def _context(text: Text, span: tuple[int, int], page: Page) -> Styled:
    """The words marked, in the sentences around them; what is left out of the paragraph is three dots."""
    first, last = text.line_of(*span)
    pieces = text.split(first, last)
    begin = min((a for a, b in pieces if b > span[0]), default=span[0])
    end = max((b for a, b in pieces if a < span[1]), default=span[1])
    for a, _ in reversed([piece for piece in pieces if piece[1] <= begin]):
        begin = a if span[0] - a <= _AROUND else begin
    for _, b in [piece for piece in pieces if piece[0] >= end]:
        end = b if b - span[1] <= _AROUND else end
    begin, end = max(begin, _word(text, span[0] - _MOST)), min(end, _word(text, span[1] + _MOST))
    parts = [text.raw[begin : span[0]], text.raw[span[0] : span[1]], text.raw[span[1] : end]]
    before, marked, after = (" ".join(f"|{part}|".split())[1:-1] for part in parts)
    return Styled.assemble(
        page.text(("… " if begin > first else "") + before),
        page.text(f"«{marked}»" if not page.ascii else f">>{marked}<<", "bold reverse"),
        page.text(after.rstrip() + (" …" if end < last else "")),
    )


def _word(text: Text, at: int) -> int:
    """The nearest beginning of a word from there on."""
    if at <= 0:
        return 0
    space = text.raw.find(" ", at)
    return space + 1 if space >= 0 else len(text.raw)
