"""Lines of a text: which of them are the article, in whatever form it was saved."""

from __future__ import annotations

import textwrap

import pytest

from xbrief.evidence import anchor, lines
from xbrief.evidence.passage import Passage
from xbrief.evidence.text import Text, normalised, read

STORY = """Nordwind opens a shop in Bern

Nordwind, a well-known maker of lamps from the north of Norway, has opened a shop in the old town of Bern – it is the
first one abroad. The plans of the firm go further than that: kettles will follow in May, says Eva Lund.

A second shop, in the harbour of Basel, is to open before the end of the year, as soon as the lease of the house is
signed by both sides. Nobody at the firm would say how many people it is going to employ there, or in Bern.

Lamps are not the whole story, though: the firm has begun to sell its chairs through a dealer in Geneva, too.
"""
PARAGRAPHS = tuple(text.replace("\n", " ").strip() for text in STORY.split("\n\n"))
PLAIN = "\n".join(PARAGRAPHS) + "\n"


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(text, width) for text in PARAGRAPHS) + "\n"


def article(text: Text) -> list[str]:
    return [" ".join(text.raw[line.start : line.end].split()) for line in text.lines if line.body]


def passage(anchored: str, text: Text) -> Passage:
    (span,) = anchor.places(anchored, text)
    return Passage.of(text, span)


@pytest.mark.parametrize("width", [66, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_hard_wrapped_text_reads_as_one_with_a_paragraph_a_line(width: int, end: str) -> None:
    text, plain = read(wrapped(width).replace("\n", end)), read(PLAIN)
    assert text.raw.count("\n") > len(PARAGRAPHS) + 4
    assert text.fingerprint == plain.fingerprint
    assert len(text.lines) == len(PARAGRAPHS)
    for words in ("opened a shop … abroad", "kettles will follow", "A second shop … Basel", "signed by both sides"):
        assert passage(words, text) == passage(words, plain)


def test_offsets_of_a_hard_wrapped_text_are_those_of_its_file() -> None:
    text = read(wrapped(60))
    (span,) = anchor.places("the old town … the first one", text)
    assert " ".join(text.raw[span.start : span.end].split()) == "the old town of Bern – it is the first one"
    assert "\n" in text.raw[span.start : span.end]


def test_a_word_parted_at_its_hyphen_is_one_word() -> None:
    text = read(wrapped(72).replace("well-known", "well-\nknown"))
    assert passage("a well-known maker", text).span == "a well-known maker"


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    last = PARAGRAPHS[-1]
    text = read(wrapped(72).replace("\n\n", "\n") + "Recent posts\nNordwind closes a shop in Vienna\n")
    assert article(text)[0] == PARAGRAPHS[0]
    assert passage("begun to sell", text).sentence == passage("begun to sell", read(PLAIN)).sentence == last.lower()
    assert not anchor.places("closes a shop", text)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        # Sentences of a newspaper that begins each on a line of its own.
        "\n".join(f"{name} has sold its lamps in the whole of Switzerland for years." for name in ("A", "B", "C", "D")),
        # Marked items, as long as lines are.
        "\n".join(f"• {name} sells lamps in the whole of Switzerland and in the south of Norway" for name in "ABCDEF"),
        "Lamps\nKettles\nChairs\nTables\nShops\n",
        "\n".join([PARAGRAPHS[1], *("lamps that are sold in the whole of Switzerland, and in Norway" for _ in "abcd")]),
    ],
)
def test_a_text_with_a_paragraph_a_line_is_not_joined(content: str) -> None:
    assert len(lines.spans(content)) == len(content.splitlines())


def test_a_line_is_held_by_another_one_word_for_word() -> None:
    story = (
        "Lamps, said Eva Lund, will be sold in Bern.\nwill be sold in Bern\nsold in Ber\nwill be sold in Bern today\n"
    )
    assert article(read(story)) == [
        "Lamps, said Eva Lund, will be sold in Bern.",
        "sold in Ber",
        "will be sold in Bern today",
    ]
    assert article(read("램프를 팔 것이다. 베른에서\n램프를 팔 것이다\n램프\n")) == [
        "램프를 팔 것이다. 베른에서",
        "램프",
    ]
    assert article(read("Lamps.\n***\nLamps.\n")) == ["Lamps.", "***"]
    long = " ".join(f"w{n}" for n in range(200))
    assert article(read(f"{long}\n{long} more\n{long}\n")) == [long, f"{long} more"], "no pull-quote is so long"


def test_what_is_held_is_looked_up_and_not_compared_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that have no words in common are never held against each other, and each text is normalised once."""
    content = "".join(f"a{n} b{n} c{n}\n" for n in range(500))
    seen = []
    within = lines._within
    monkeypatch.setattr(lines, "_within", lambda words, alike: seen.append(words) or within(words, alike))
    text = read(content)
    assert len(seen) == len(text.lines) == 500
    longest = []
    monkeypatch.setattr("xbrief.evidence.text.normalised", lambda raw: longest.append(len(raw)) or normalised(raw))
    assert passage("b7", text).line == "a7 b7 c7"
    assert text.body.startswith("a0 b0 c0 a1")
    assert text.body is passage("b8", text).body
    assert max(longest) < 20, "anchors alone"


BIOGRAPHY = "Ada Ek is a senior staff writer at Example. She joined in 2011."


@pytest.mark.parametrize(
    ("end", "furniture"),
    [
        (["Ada Ek", BIOGRAPHY], 2),
        (["Ada Ek", "Ada Ek is editor of Example and Exemplum."], 2),
        ([BIOGRAPHY], 1),
        ([BIOGRAPHY, "Jo de la Cruz is our reporter in Bern."], 2),
        (["ada ek", "ada ek is editor of Example."], 2),
        ([BIOGRAPHY, "Recent posts", "Other lamps"], 3),
        # None of these tells who wrote the article.
        ([BIOGRAPHY, "Kettles come next."], 0),
        (["Eva Lund", "Eva Lund is the head of the firm, a former editor told Example."], 1),
        (["It is a writer that sold the lamps."], 0),
        (["Nordwind is editor of the catalogue."], 0),
    ],
)
def test_a_last_line_on_the_author_is_no_part_of_the_article(end: list[str], furniture: int) -> None:
    text = read("\n".join([*PARAGRAPHS, *end]))
    assert len([line for line in text.lines if not line.body]) == furniture
    assert article(text)[: len(PARAGRAPHS)] == list(PARAGRAPHS)


def test_an_article_that_is_nothing_but_such_a_line_is_empty() -> None:
    assert article(read(BIOGRAPHY)) == []
    assert article(read("")) == []
