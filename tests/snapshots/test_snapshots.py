"""Whole pages as they are: four briefs and two comparisons on fixed days, in Markdown and in a terminal of 80 columns.

They show what a change of a rule does to a reader. `pytest tests/snapshots --update-snapshots` writes them anew.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from tests.properties.worlds import book, rules
from xbrief import __version__, bundled
from xbrief.brief import compare, country, timeline
from xbrief.brief.market import Market, market
from xbrief.brief.types import Brief
from xbrief.dossier import places
from xbrief.render import markdown, terminal

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
# File name -> dossier, day and markets.
PAGES: dict[str, tuple[str, date, tuple[str, ...]]] = {
    "kr-2026-11-22": ("bundled", TODAY, ("kr",)),
    "br-2016-06-30": ("bundled", date(2016, 6, 30), ("br",)),
    "us-2026-11-22": ("bundled", TODAY, ("us",)),
    "cycles-nl-2025-01-31": ("cycles", date(2025, 1, 31), ("nl",)),
    "us-br-2026-11-22": ("bundled", TODAY, ("us", "br")),
    "kr-br-in-2026-11-22": ("bundled", TODAY, ("kr", "br", "in")),
}
FORMS = ("md", "txt")


def brief(page: str) -> Brief:
    name, day, codes = PAGES[page]
    markets = [_market(name, day, code) for code in codes]
    if len(markets) > 1:
        return compare.brief(markets)
    return timeline.pictured(country.brief(markets[0]), markets[0])


def _market(name: str, day: date, code: str) -> Market:
    found = market(book(name, day), rules(), code, lambda c: places.country(c).full)
    assert found is not None
    return found


def printed(page: str, form: str) -> str:
    """The page without what changes with every release."""
    if form == "md":
        text = markdown.render(brief(page), FileSystemLoader(bundled.templates()))
    else:
        text = terminal.render(brief(page), width=80, color=False, ascii=False)
    return re.sub(rf"\b{re.escape(__version__)}\b", "<version>", text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_it_was(page: str, form: str, updating: bool) -> None:
    file = HERE / f"{page}.{form}"
    shown = printed(page, form)
    if updating:
        file.write_text(shown, encoding="utf-8")
    assert file.exists(), f"{file.name} is missing: pytest tests/snapshots --update-snapshots"
    assert shown == file.read_text(encoding="utf-8"), "run: pytest tests/snapshots --update-snapshots"


def test_no_page_is_kept_that_nothing_prints() -> None:
    kept = {path.name for path in HERE.iterdir() if path.suffix in {".md", ".txt"}}
    assert kept == {f"{page}.{form}" for page in PAGES for form in FORMS}


def test_the_pages_fit_the_terminal() -> None:
    for page in PAGES:
        text = printed(page, "txt")
        assert max(map(len, text.splitlines())) <= 80
        assert "\x1b" not in text
