"""Briefs as text: the same bytes whenever, labels of their own, and no word of a dossier that acts as markup."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from jinja2 import FileSystemLoader

from tests.properties.worlds import CYCLES, TODAY, book, markets, rules, sound
from tests.rules.dossier import make
from xbrief import bundled
from xbrief.brief import country
from xbrief.brief.market import market
from xbrief.claims.ledger import ledger
from xbrief.claims.types import Ledger
from xbrief.dossier import places
from xbrief.render import markdown

HOSTILE = "A|c*m_e [^1] <b> `x` $y$ ~z~ #1"


def pages(held: Ledger) -> list[str]:
    loader = FileSystemLoader(bundled.templates())
    return [markdown.render(country.brief(m, "full"), loader) for m in markets(held)]


def test_the_same_dossier_gives_the_same_bytes() -> None:
    first = pages(ledger(sound(CYCLES), TODAY))
    assert first == pages(ledger(sound(CYCLES), TODAY))
    assert first
    assert all("\x1b" not in page for page in first)


def test_briefs_that_are_joined_share_no_label() -> None:
    labels = [m for page in pages(book("bundled", TODAY)) for m in re.findall(r"^\[\^([^\]]+)\]:", page, re.MULTILINE)]
    assert labels
    assert [label for label, n in Counter(labels).items() if n > 1] == []
    assert all(re.fullmatch(r"[a-z]{2}-\d+", label) for label in labels)


def test_no_word_of_a_dossier_is_markup(tmp_path: Path) -> None:
    example = {
        "parties": {"acme": {"name": HOSTILE}},
        "facts": [
            {"kind": "partner", "parties": ["acme"], "role": "carrier", "status": "active", "categories": ["e-bikes"]},
            {"kind": "view", "about": HOSTILE, "claim": f"{HOSTILE} sells.", "publisher": HOSTILE},
        ],
    }
    dossier, day = make(example, tmp_path)
    found = market(ledger(dossier, day), rules(), "nl", lambda c: places.country(c).full)
    assert found is not None
    page = markdown.render(country.brief(found, "full"), FileSystemLoader(bundled.templates()))
    assert "A\\|c\\*m\\_e" in page
    plain = re.sub(r"\\.", "", page)
    for markup in ("[^1]", "<b>", "`x`", "$y", "~z"):
        assert markup not in plain, markup
    rows = [line for line in plain.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
