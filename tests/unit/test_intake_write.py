"""Shapes of files into which facts and entries are put, what cannot be added to, and the ids of new facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.small_dossiers import fact, loaded
from xbrief.dossier import dates
from xbrief.errors import XbriefError
from xbrief.intake.write import fact_id, with_entries, with_fact
from xbrief.model import Dossier, Source

FACT = {"id": "b", "market": None, "on": ["no", "x, y"]}
LINES = "- id: b\n  market: null\n  on: ['no', 'x, y']\n"
BRACES = "{id: b, market: null, on: ['no', 'x, y']}"
SHAPES = {
    "empty brackets": ("facts: []  # none\n# c\n", f"facts:  # none\n{LINES}# c\n"),
    "nothing": ("facts:\n# c\nurl: null\n", f"facts:\n{LINES}# c\nurl: null\n"),
    "null and no line end": ("id: x\nfacts: null", f"id: x\nfacts:\n{LINES.rstrip()}"),
    "one document": ("---\nfacts:\n- id: a\n...\n", f"---\nfacts:\n- id: a\n{LINES}...\n"),
    "braces all over": ("{id: x, facts: []}", f"{{id: x, facts: [{BRACES}]}}"),
    "braces with a comment": ("facts: [\n  # c\n]\n", f"facts: [{BRACES}\n  # c\n]\n"),
    "brackets": ("facts: [{id: a,}, # c\n]\n", f"facts: [{{id: a,}}, {BRACES}, # c\n]\n"),
    "braces in lines": ("facts:\n - {id: a}\n", f"facts:\n - {{id: a}}\n - {BRACES}\n"),
    "wide dashes": (
        "facts:\n  -   id: z # c\n      # deeper\n  # end\n",
        "facts:\n  -   id: z # c\n      # deeper\n  -   id: b\n      market: null\n      on: ['no', 'x, y']\n  # end\n",
    ),
    "a dash alone": ("facts:\n-\n  id: a\n", f"facts:\n-\n  id: a\n{LINES}"),
    "lines apart": ("facts:\n- id: y\n\n- id: z\n", f"facts:\n- id: y\n\n- id: z\n\n{LINES}"),
    "a long text": ("facts:\n- note: |\n    z\n\n    z\n\n# c\n", f"facts:\n- note: |\n    z\n\n    z\n{LINES}\n# c\n"),
}


@pytest.mark.parametrize(("before", "after"), SHAPES.values(), ids=SHAPES)
def test_a_fact_in_the_style_of_the_file(before: str, after: str) -> None:
    assert with_fact(before, FACT) == after


def test_numbers_are_written_as_a_curator_writes_them_and_texts_in_one_line() -> None:
    fact = {
        "value": "12.50",
        "count": 3,
        "rate_percent": "007",
        "only": True,
        "claim": "a\n  b",
        "links": [{"value": "1"}],
    }
    assert with_fact("facts: []\n", fact) == (
        "facts:\n- value: 12.50\n  count: 3\n  rate_percent: '007'\n  only: true\n  claim: a b\n  links: [{value: 1}]\n"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: x\n", "`facts` is missing"),
        ("- a\n", "no `key: value` pairs"),
        ("", "no `key: value` pairs"),
        ("facts: none\n", "`facts` is no list"),
        ("facts: {a: b}\n", "`facts` is no list"),
        ("facts: [\n", "line 2: not valid YAML"),
        ("facts: [*a]\n", "the alias"),
        ("{facts: null}\n", "cannot be added to safely"),
    ],
)
def test_what_cannot_be_added_to_is_said(text: str, words: str) -> None:
    with pytest.raises(XbriefError, match=words):
        with_fact(text, FACT)


ENTRY = {"name": "Nord", "aliases": ["no"]}
TABLES = {
    "missing": (
        "main: x\nbrands: {}\n# c\n",
        "main: x\nbrands: {}\nparties:\n  m: {name: Nord, aliases: ['no']}\n# c\n",
    ),
    "empty": ("parties: {} # c\nmain: x\n", "parties: # c\n  m: {name: Nord, aliases: ['no']}\nmain: x\n"),
    "braces": ("parties: {z: {name: Z}}\n", "parties: {z: {name: Z}, m: {name: Nord, aliases: ['no']}}\n"),
    "in braces": ("{main: x}\n", "{main: x, parties: {m: {name: Nord, aliases: ['no']}}}\n"),
    "between": (
        "parties:\n  a: {name: A}\n    # a\n  # z\n  z: {name: Z}\n",
        "parties:\n  a: {name: A}\n    # a\n  m: {name: Nord, aliases: ['no']}\n  # z\n  z: {name: Z}\n",
    ),
    "before all": (
        "parties:\n  # z\n  z: {name: Z}\n",
        "parties:\n  m: {name: Nord, aliases: ['no']}\n  # z\n  z: {name: Z}\n",
    ),
    "not sorted": (
        "parties:\n  z: {name: Z}\n  a: {name: A}\n",
        "parties:\n  z: {name: Z}\n  a: {name: A}\n  m: {name: Nord, aliases: ['no']}\n",
    ),
    "in lines": (
        "parties:\n    a:\n        name: A\n",
        "parties:\n    a:\n        name: A\n    m:\n        name: Nord\n        aliases: ['no']\n",
    ),
    "held": ("parties:\n  m: {name: M}\n", "parties:\n  m: {name: M}\n"),
}


@pytest.mark.parametrize(("before", "after"), TABLES.values(), ids=TABLES)
def test_an_entry_in_the_style_of_its_table(before: str, after: str) -> None:
    assert with_entries(before, {"parties": {"m": ENTRY}}) == after


def test_a_table_that_is_none_is_said() -> None:
    with pytest.raises(XbriefError, match="`parties` holds no entries"):
        with_entries("parties: [a]\n", {"parties": {"m": ENTRY}})


def source(publisher: str, published: str | None = "2020-03-04", id: str = "new") -> Source:
    day = dates.parse(published) if published else None
    return Source(id, "A title", publisher, (), day, None, "en", None)


@pytest.fixture
def held(tmp_path: Path) -> Dossier:
    """Facts of Example, whose ids have the code `ex`."""
    return loaded(tmp_path / "dossier", fact("id: ch-ex2002-butik")).dossier


IDS: Mapping[str, tuple[Source, dict[str, object], str]] = {
    "initials": (source("The Nordic Trade Post"), {"market": "se", "kind": "offer"}, "se-ntp2003-offer"),
    "one word": (source("Handel"), {"market": ["se"], "event": "store-opening"}, "se-ha2003-store-opening"),
    "digits": (source("24Handel", "2020"), {"market": "se", "name": "price"}, "se-ha20-price"),
    "the code is another's": (source("Exact"), {"market": "se", "reason": "tax"}, "se-exa2003-tax"),
    "no letters": (
        source("新聞", None),
        {"market": "se", "about": "Ålands två färjor i år"},
        "se-src-alands-tva-farjor",
    ),
    "several markets": (source("Handel"), {"market": ["se", "no"], "reason": "tax"}, "xx-ha2003-tax"),
    "a block": (source("Handel"), {"market": "se", "kind": "block", "categories": ["lamps"]}, "se-ha2003-no-lamps"),
    "no market, no words": (source("Handel"), {"market": None, "about": "新"}, "xx-ha2003-fact"),
}


@pytest.mark.parametrize(("source", "fact", "id"), IDS.values(), ids=IDS)
def test_an_id_tells_market_publisher_month_and_what(
    held: Dossier, source: Source, fact: dict[str, object], id: str
) -> None:
    assert fact_id(held, source, fact) == id
    assert fact_id(held, source, fact, {id, f"{id}-2"}) == f"{id}-3"


def test_a_publisher_and_a_source_keep_their_code(held: Dossier) -> None:
    own = held.sources["ex-2020-02"]
    assert fact_id(held, own, {"market": "ch", "parties": ["butik"]}) == "ch-ex2002-butik-2"
    other = replace(own, id="example-2021", published=dates.parse("2021-07"))
    assert fact_id(held, other, {"market": "ch", "parties": ["shop"]}) == "ch-ex2107-shop"
