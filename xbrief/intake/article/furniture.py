"""Lines of a page that are no part of its article, wherever they stand. The words are in `furniture.yaml`.

What stands below "Recent posts", is said twice, or tells of the author is known to `xbrief.evidence.lines` already.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from xbrief.dossier.yaml import LOADER

# Characters of a line that may be one of a page; a paragraph is longer.
_LONGEST = 400
# `Home > News > Lamps`
_CRUMBS = re.compile(r"[^.!?:]{1,40}(?:\s*[>›»]\s*[^.!?:]{1,120}){1,6}")


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    lists: dict[str, str] = LOADER(Path(__file__).with_name("furniture.yaml").read_text("utf-8")).get_single_data()
    joined = {name: re.sub(r"\s+\|\s+", "|", words) for name, words in lists.items()}
    joined["labelled"] = rf"(?:{joined['labelled']})\s*[::].{{0,200}}"
    return {name: re.compile(words, re.IGNORECASE) for name, words in joined.items()}


def is_furniture(line: str) -> bool:
    """Is a line no part of any article, wherever it stands?"""
    if len(line) > _LONGEST:
        return False
    forms = _forms()
    whole = any(forms[name].fullmatch(line) for name in ("whole", "labelled", "bidding"))
    return whole or forms["cookies"].search(line) is not None


def is_path(line: str) -> bool:
    """Is it the way through a site that stands above an article?"""
    return _CRUMBS.fullmatch(line) is not None


def is_printed(line: str) -> bool:
    """Is it what a browser prints above and below a page?"""
    return _forms()["printed"].fullmatch(line) is not None
