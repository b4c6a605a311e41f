"""A link that opens a page at the words of an anchor."""

from __future__ import annotations

from urllib.parse import quote


def opening(url: str, anchor: str) -> str:
    """The address, so that a browser opens the page at the words (WICG, URL Fragment Text Directives)."""
    if not anchor or ":~:text=" in url:
        return url
    ends = ",".join(quote(end, safe="").replace("-", "%2D") for end in anchor.split(" … "))
    return f"{url}{':~:' if '#' in url else '#:~:'}text={ends}"
