"""A page of a site as a reader has it, who also notices what the page asked for and complained of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

ROOM = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@contextmanager
def reading(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """The page at an address, in a window of its own; at the end no request may have left and nothing been complained
    of."""
    context = browser.new_context(**{"viewport": ROOM, **settings})
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    # What a page asked for when it was left is no longer wanted.
    page.on("requestfailed", lambda r: complaints.append(r.url) if r.failure != "net::ERR_ABORTED" else None)
    context.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    home = urlsplit(address)[:2]
    assert [url for url in asked if urlsplit(url)[:2] != home and not url.startswith("data:")] == []
    assert complaints == []
    context.close()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide
