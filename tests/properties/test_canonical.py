"""Canonical order: however keys are shuffled and wherever comments stand, no fact changes and no comment is lost."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.worlds import CYCLES
from tests.unit.small_dossiers import dossier, write
from xbrief import bundled
from xbrief.dossier import yaml
from xbrief.dossier.canonical import canonical
from xbrief.dossier.load import MAIN, load
from xbrief.dossier.schema import SOURCE, fields_of
from xbrief.model import Fact, Place

# It would cost four times the time to count lines here; the tests of each part count them.
pytestmark = pytest.mark.no_cover

# The lines of each key of three facts and of their source: texts of several lines, lists below each other, braces.
HEAD = {
    "id": "id: ex-2020-02",
    "title": 'title: "A shop\n  # no comment\n  opens"',
    "publisher": "publisher: Example",
    "authors": "authors:\n- Ada Ek\n- Bo Ek",
    "published": "published: '2020-02-03'",
    "url": "url: null",
    "language": "language: sv",
}
FACTS: Sequence[Mapping[str, str]] = (
    {
        "id": "id: ch-ex2002-lamps",
        "market": "market: [ch]",
        "kind": "kind: offer",
        "categories": "categories: [lamps,\n    kettles]",
        "status": "status: active",
        "claim": "claim: Nordwind sells\n    lamps and kettles.",
        "says": "says: {unnamed: an official}",
        "from": "from: '2020-01'",
        "anchor": "anchor: sells lamps",
        "supersedes": "supersedes:\n  - ch-ex2001-shop",
        "note": "note: |\n    # no comment\n    two lines\n\n    and one",
    },
    {
        "id": "id: ch-ex2002-butik",
        "market": "market: ch",
        "kind": "kind: partner",
        "parties": "parties:\n    - butik",
        "role": "role: retailer",
        "status": "status: planned",
        "target": "target: 2021",
        "claim": "claim: 'Butik: will sell # lamps.'",
        "certainty": "certainty: speculated",
        "anchor": "anchor: will sell",
        "note": "note: >-\n    folded\n    text",
    },
    {
        "id": "id: xx-ex2002-founded",
        "market": "market:",
        "kind": "kind: event",
        "event": "event: founding",
        "at": "at: 2001",
        "claim": "claim: Founded.",
        "anchor": "anchor: founded in 2001",
    },
)


class Writer:
    """A source file with its keys in a random order, and numbered comments wherever YAML takes one."""

    def __init__(self, choice: random.Random, end: str) -> None:
        self.choice = choice
        self.end = end
        self.comments: list[str] = []
        self.lines: list[str] = []

    def comment(self) -> str:
        self.comments.append(f"#c{len(self.comments)}.")
        return self.comments[-1]

    def between(self, indent: int) -> None:
        """Nothing, an empty line, or comments at some depth."""
        for _ in range(self.choice.choice([0, 0, 0, 1, 2])):
            deep = self.choice.choice([indent, indent, indent + 3, 0])
            self.lines.append("" if self.choice.random() < 0.3 else " " * deep + self.comment())

    def pair(self, text: str, indent: int, front: str = "") -> None:
        first, *rest = text.split("\n")
        alone = not rest and not first.endswith("|")
        behind = f"  {self.comment()}" if alone and self.choice.random() < 0.3 else ""
        self.lines += [
            (front or " " * indent) + first + behind,
            *(" " * indent + line if line else "" for line in rest),
        ]

    def mapping(self, pairs: Mapping[str, str], indent: int, front: str = "") -> None:
        keys = self.choice.sample([*pairs], len(pairs))
        for key in keys:
            if key != keys[0] or not front:
                self.between(indent)
            self.pair(pairs[key], indent, front if key == keys[0] else "")

    def braces(self, pairs: Mapping[str, str], dash: str) -> None:
        plain = [re.sub(":$", ": ", text) for text in pairs.values() if "\n" not in text]
        comma = self.choice.choice([", ", ",", f",\n{' ' * len(dash)}", " ,  "])
        self.lines += (dash + "{" + comma.join(self.choice.sample(plain, len(plain))) + "}").split("\n")

    def facts(self) -> None:
        dash = self.choice.choice(["- ", "  - ", "-   "])
        self.lines.append("facts:")
        for pairs in FACTS:
            self.between(self.choice.choice([0, len(dash)]))
            if pairs["kind"] == "kind: event" and self.choice.random() < 0.5:
                self.braces(pairs, dash)
            elif self.choice.random() < 0.2:
                self.lines.append(f"{dash.rstrip()} {self.comment()}")
                self.mapping(pairs, len(dash))
            else:
                self.mapping(pairs, len(dash), dash)
        self.between(len(dash))

    def text(self) -> str:
        keys = self.choice.sample([*HEAD, "facts"], len(HEAD) + 1)
        for key in keys:
            self.between(0)
            if key == "facts":
                self.facts()
            else:
                self.pair(HEAD[key], 0)
        self.between(0)
        whole = self.end.join(self.lines)
        return whole if self.choice.random() < 0.3 else whole + self.end


def ordered(text: str, file: str = "ex-2020-02.yaml") -> str:
    found = canonical(yaml.decode(text.encode(), file), main=file == MAIN)
    assert found is not None
    return found


def facts(text: str) -> dict[str, Fact]:
    with TemporaryDirectory() as folder:
        result = load(write(Path(folder), {"ex-2020-02.yaml": text, MAIN: dossier()}))
    assert result.problems == ()
    return {id: replace(fact, place=Place("", 0, 0)) for id, fact in result.dossier.facts.items()}


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"#c\d+\.", text))


def keys_of(text: str) -> tuple[list[str], list[list[str]]]:
    root = yaml.parse(yaml.decode(text.encode(), "x.yaml"))
    assert isinstance(root, yaml.Mapping)
    listed = root.pairs["facts"]
    assert isinstance(listed, yaml.Sequence)
    return [*root.pairs], [[*item.pairs] for item in listed.items if isinstance(item, yaml.Mapping)]


@settings(deadline=None, max_examples=200)
@given(seed=st.integers(0, 2**32), end=st.sampled_from(["\n", "\r\n"]))
def test_order_moves_text_and_nothing_else(seed: int, end: str) -> None:
    writer = Writer(random.Random(seed), end)  # noqa: S311 - a shuffle, no secret
    text = writer.text()
    result = ordered(text)
    assert facts(result) == facts(text)
    assert comments(result) == Counter(writer.comments)
    assert ordered(result) == result
    head, inner = keys_of(result)
    assert head == [*(field.name for field in SOURCE if field.name in HEAD), "facts"]
    for found, pairs in zip(inner, FACTS, strict=True):
        kind = pairs["kind"].removeprefix("kind: ")
        assert found == [name for name in fields_of(kind) if name in found]


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_a_comment_above_a_key_stays_above_it(seed: int) -> None:
    choice = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    pairs = FACTS[1]
    keys = choice.sample([*pairs], len(pairs))
    lines = [f"  # about {key}\n  {pairs[key]}" for key in keys]
    lines[0] = f"- {pairs[keys[0]]}"
    text = "\n".join([*HEAD.values(), "facts:", *lines, "  # the end"]) + "\n"
    result = ordered(text)
    for key in keys[1:]:
        assert re.search(rf"# about {key}\n *(?:- )?{key}:", result), result
    assert result.endswith("  # the end\n")


def unplaced(folder: Path) -> dict[str, Fact]:
    result = load(folder)
    assert result.errors == ()
    return {id: replace(fact, place=Place("", 0, 0)) for id, fact in result.dossier.facts.items()}


def shuffled(text: str, choice: random.Random) -> str:
    """A source file in which each key has lines of its own, as those at hand have them, in another order."""
    top, *entries = re.split(r"^(?=- )", text, flags=re.MULTILINE)
    blocks = [re.split(r"^(?=  \w+:)", "  " + entry[2:], flags=re.MULTILINE)[1:] for entry in entries]
    listed = "".join("- " + "".join(choice.sample(block, len(block)))[2:] for block in blocks)
    head = re.split(r"^(?=\w+:)", top, flags=re.MULTILINE)[1:-1]
    return "".join(["facts:\n", listed, *choice.sample(head, len(head))])


@pytest.mark.parametrize("folder", [bundled.sources(), CYCLES], ids=["bundled", "cycles"])
def test_the_files_at_hand_are_in_order_and_come_back_from_any_other(folder: Path, tmp_path: Path) -> None:
    choice = random.Random(7)  # noqa: S311 - a shuffle, no secret
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert ordered(text, path.name) == text, f"{path.name}: xbrief fmt"
        mixed = text if path.name == MAIN else shuffled(text, choice)
        assert ordered(mixed, path.name) == text, path.name
        (tmp_path / path.name).write_text(mixed, encoding="utf-8")
    assert unplaced(tmp_path) == unplaced(folder)
