"""Marks of Markdown do not hide words."""

from __future__ import annotations

import pytest

from xbrief.evidence import anchor
from xbrief.evidence.text import read

PAGE = """---
title: "No words of the article"
tags:
  - lamps

# a remark
---

# Nordwind in **Bern**

Nordwind *sells* **la**mps in [its first shop](https://ex.example/shop_a "Title") in _Bern_, and
`kettles` in <b>Basel</b>. ![a picture](lamp.png) A price of 5 \\* 3 euros &amp; more.

> Chairs will ~~not~~ follow,
> says Eva Lund.

1. Lamps first
   * kettles ***then***

| place | shops |
|-------|-------|
| Bern  | two   |

    opened in May

```
closed in June
```

<div>An <i>office</i> in Zug</div>

Tables
======
"""


@pytest.mark.parametrize(
    "words",
    [
        "Nordwind in Bern",
        "Nordwind sells lamps in its first shop in Bern, and kettles in Basel. A price",
        "5 * 3 euros & more",
        "Chairs will not follow, says Eva Lund",
        "Lamps first kettles then",
        "place shops Bern two",
        "opened in May",
        "closed in June",
        "An office in Zug",
        "Tables",
    ],
)
def test_words_are_found_through_the_marks(words: str) -> None:
    text = read(PAGE, ".md")
    assert len(anchor.places(words, text)) == 1


@pytest.mark.parametrize("words", ["No words of the article", "lamps # a remark", "a picture", "Title", "shop_a"])
def test_what_is_no_text_is_not_read(words: str) -> None:
    assert not anchor.places(words, read(PAGE, ".md"))


def test_blocks_are_lines() -> None:
    text = read("# One\nTwo\nthree\n\n- four\n- five\n", ".md")
    assert [text.raw[line.start : line.end] for line in text.lines] == ["One", "Two", "three", "four", "five"]


@pytest.mark.parametrize(
    "content", ["---\nLamps are sold.\n", "---\n\nLamps are sold.\n\n---\n", "--- x\nLamps are sold."]
)
def test_a_rule_at_the_head_begins_no_front_matter(content: str) -> None:
    assert "Lamps are sold." in read(content, ".md").raw


def test_blocks_within_many_blocks_are_read() -> None:
    assert "Lamps" in read("> " * 40 + "Lamps", ".md").raw
