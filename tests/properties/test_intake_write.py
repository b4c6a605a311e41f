"""A fact put into a source file: whatever the file and the fact, what was there stays as it was, sign for sign."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.process import CYCLES
from xbrief import bundled
from xbrief.dossier import yaml
from xbrief.dossier.load import MAIN, load
from xbrief.dossier.page import Page
from xbrief.intake.write import fact_id, with_entries, with_fact

FILES = sorted(path for root in (bundled.sources(), CYCLES) for path in root.glob("*.yaml"))
SOURCES = [path for path in FILES if path.name != MAIN]
# Whatever a fact may hold; a source of the test has printable words alone.
WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and text.split() and text not in {"~", "null", "Null", "NULL"}
)
VALUES = st.one_of(
    WORDS,
    st.booleans(),
    st.none(),
    st.integers(1, 10**6),
    st.decimals(0, 10**6, places=2),
    st.lists(WORDS, max_size=3),
    st.fixed_dictionaries({"unnamed": WORDS}),
    st.lists(st.fixed_dictionaries({"fact": WORDS, "about": WORDS}), min_size=1, max_size=2),
)
FACTS = st.dictionaries(st.sampled_from(["market", "claim", "says", "on", "no", "value", "note"]), VALUES, min_size=1)


def said(node: yaml.Node | None) -> object:
    """What a file says, in Python's own types; nothing quoted is nothing."""
    if isinstance(node, yaml.Mapping):
        return {key: said(value) for key, value in node.pairs.items()}
    if isinstance(node, yaml.Sequence):
        return [said(item) for item in node.items]
    assert node is not None
    return None if node.null else node.text


def read(text: str) -> object:
    page = Page("x.yaml", text.removeprefix("\ufeff"))
    found = said(yaml.parse(page))
    assert not page.problems
    return found


def told(value: object) -> object:
    """How a value comes back: everything is text until the schema types it."""
    match value:
        case bool():
            return str(value).lower()
        case None:
            return None
        case dict():
            return {key: told(each) for key, each in value.items()}
        case list():
            return [told(each) for each in value]
        case Decimal():
            return format(value, "f")
    return str(value)


def added(before: str, after: str) -> str:
    """What came in between; the rest is as it was."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    new = len(after) - len(before)
    starts = [at for at in range(max(0, same - new), same + 1) if before == after[:at] + after[at + new :]]
    assert starts, "something that was there has changed"
    return after[starts[0] : starts[0] + new]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
@settings(max_examples=5, deadline=None)
@given(fact=FACTS, breaks=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]), tail=st.booleans())
def test_any_fact_goes_into_any_source(path: Path, fact: dict[str, object], breaks: str, mark: str, tail: bool) -> None:
    text = path.read_text(encoding="utf-8").rstrip("\n") + ("\n# to be read on\n" if tail else "")
    before = mark + text.replace("\n", breaks)
    after = with_fact(before, fact)
    old, new = read(before), read(after)
    assert new == {**old, "facts": [*old["facts"], told(fact)]}
    assert added(before, after)
    assert breaks == "\n" or not re.search(r"(?<!\r)\n", after)
    assert not tail or after.endswith("# to be read on" + breaks)


@pytest.mark.parametrize("root", [bundled.sources(), CYCLES], ids=["bundled", "cycles"])
def test_every_file_of_a_dossier_takes_one_fact_more(root: Path) -> None:
    """The last fact of each file once more, under an id that is free: the dossier is as sound as it was."""
    loaded = load(root)
    with TemporaryDirectory() as folder:
        target = Path(folder)
        more: dict[str, str] = {}
        for path in root.glob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            if path.name != MAIN:
                last = read(text)["facts"][-1]
                id = fact_id(loaded.dossier, loaded.dossier.sources[path.stem], last, more)
                more[id] = last["id"]
                text = with_fact(text, {**{k: v for k, v in last.items() if k != "renamed_from"}, "id": id})
            (target / path.name).write_text(text, encoding="utf-8")
        again = load(target)
    assert again.errors == loaded.errors
    assert set(again.dossier.facts) == {*loaded.dossier.facts, *more}
    assert all(again.dossier.facts[id].claim == loaded.dossier.facts[old].claim for id, old in more.items())


IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)


@pytest.mark.parametrize("path", [bundled.sources() / MAIN, CYCLES / MAIN], ids=["bundled", "cycles"])
@settings(max_examples=15, deadline=None)
@given(
    parties=st.dictionaries(IDS, st.fixed_dictionaries({"name": WORDS, "aliases": st.lists(WORDS)}), max_size=3),
    categories=st.dictionaries(IDS, st.fixed_dictionaries({"label": WORDS}), min_size=1, max_size=2),
)
def test_any_entries_go_into_any_table(
    path: Path, parties: dict[str, dict[str, object]], categories: dict[str, dict[str, object]]
) -> None:
    before = path.read_text(encoding="utf-8")
    after = with_entries(before, {"parties": parties, "categories": categories})
    old = read(before)
    wanted = {table: {**told(new), **old[table]} for table, new in (("parties", parties), ("categories", categories))}
    assert read(after) == {**old, **wanted}
    lines = iter(after.splitlines())
    assert all(line in lines for line in before.splitlines()), "a line that was there has changed its place"
    ids = [*read(after)["parties"]]
    assert ids == sorted(ids)
