"""Cards of a chain -> a terminal, or Markdown."""

from __future__ import annotations

import re

from xbrief.brief.cards import Card, Cards
from xbrief.render import text as words

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$^])")
_LABEL = 15


def terminal(cards: Cards, *, width: int | None, color: bool, ascii: bool) -> str:
    """The chain from the top down, for a terminal of `width` columns (80 where None, at most 100 used)."""
    from rich.text import Text

    from xbrief.render.base import Entry, Page, measure

    page = Page(measure(width), ascii)
    page.title(cards.title)
    used: list[str] = []
    for heading, held in cards.groups:
        page.heading(heading)
        for n, card in enumerate(held):
            if n:
                page.blank()
            used.append(card.sign)
            aside = Text("  ").append_text(page.text(card.aside)) if card.aside else Text()
            page.add(Text.assemble(page.text(card.id, "bold"), aside), Text.assemble(page.glyph(card.sign), " "))
            if card.text:
                page.add(page.text(card.text), Text("  "))
            for label, said in card.lines:
                page.beside(Entry("", page.text(label, "cyan")), Entry("", page.text(said)), _LABEL, indent=2)
    page.blank()
    page.legend((sign, words.MEANINGS[sign]) for sign in words.MEANINGS if sign in used)
    return page.printed(color=color)


def markdown(cards: Cards, level: int = 1) -> str:
    """The chain as headings and lists, the title a heading of `level` (1 to 5)."""
    mark = "#" * level
    lines = [f"{mark} {_plain(cards.title)}"]
    for heading, held in cards.groups:
        lines += ["", f"{mark}# {_plain(heading)}"]
        for card in held:
            lines += ["", *_card(card)]
    return "\n".join(lines) + "\n"


def _card(card: Card) -> list[str]:
    aside = f" ({_plain(card.aside)})" if card.aside else ""
    text = f": {_plain(card.text)}" if card.text else ""
    head = f"- **{_plain(card.id)}**{aside}{text}"
    return [head, *(f"  - {label}: {_said(label, said)}" for label, said in card.lines)]


def _said(label: str, said: str) -> str:
    if label == "link":
        return f"<{''.join(c if c.isprintable() and c not in '<> ' else f'%{ord(c):02X}' for c in said)}>"
    return _plain(said)


def _plain(value: str) -> str:
    return _MARKUP.sub(r"\\\1", words.clean(value))
