"""`assessments.yaml` beside dossier.yaml: what named authors make of the evidence, signed, dated, with its grounds."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from xbrief.dossier import record, values, yaml
from xbrief.dossier.names import Desk, mapping
from xbrief.dossier.page import Page
from xbrief.dossier.schema import ASSESSMENT
from xbrief.errors import XbriefError
from xbrief.model import Assessment, Edtf, Fact
from xbrief.problems import did_you_mean

FILE = "assessments.yaml"
KEY = "assessments"
# Ids that need no quotes in YAML.
_BARE = re.compile(r"[a-z][a-z0-9.#@_-]*")


def read(
    desk: Desk, root: yaml.Node | None, facts: Mapping[str, Fact], old: Mapping[str, str], gone: Collection[str]
) -> tuple[Assessment, ...]:
    """The sound entries in the order in which they are written.

    `facts` are those of the dossier, `old` leads from their former ids to those of now, `gone` are ids of retracted
    ones or of facts in files that cannot be read: an entry may rest on them.
    """
    found: dict[str, Assessment] = {}
    for node in _entries(desk, root):
        made = _entry(desk, node, facts, old, gone)
        if made is None:
            continue
        if made.id in found:
            desk.page.error("D320", node, f"`{made.id}` stands twice", "give one of the two another id")
        else:
            found[made.id] = made
    return tuple(found.values())


def _entries(desk: Desk, root: yaml.Node | None) -> Iterator[yaml.Mapping]:
    top = mapping(desk.page, FILE, root)
    if top is None:
        return
    for key, at in top.keys.items():
        if key != KEY:
            desk.page.error("D203", at, f"{FILE} has no key {values.shown(key)}", f"it holds one list, `{KEY}`")
    listed = top.get(KEY)
    if listed is None or not listed.sound or (isinstance(listed, yaml.Scalar) and listed.null):
        return
    if not isinstance(listed, yaml.Sequence):
        values.wrong_shape(desk.page, listed, KEY, "a list", "begin each item with `- id:`")
        return
    for item in listed.items:
        entry = mapping(desk.page, "an assessment", item)
        if entry is not None:
            yield entry


def _entry(
    desk: Desk, node: yaml.Mapping, facts: Mapping[str, Fact], old: Mapping[str, str], gone: Collection[str]
) -> Assessment | None:
    """The entry; None where anything in it is wrong: a judgement on half of its grounds is another one."""
    before = desk.page.errors
    found = record.read(desk, node, ASSESSMENT, "an assessment")
    grounds = node.get("on")
    if isinstance(grounds, yaml.Sequence):
        _known(desk, grounds, {*facts, *old, *gone})
    when: Edtf | None = found.get("date")
    if when is not None and (when.earliest is None or when.earliest != when.latest):
        desk.page.error("D401", node.pairs["date"], f"`{when.text}` is no single day", "write YYYY-MM-DD")
    if desk.page.errors > before or when is None or when.latest is None:
        return None
    on = tuple(dict.fromkeys(old.get(id, id) for id in found["on"]))
    return Assessment(
        found["id"],
        found["author"],
        when.latest,
        found["text"],
        on,
        found.get("market", ()) or _markets(on, facts),
        {old.get(id, id): told for id, told in found.get("seen", {}).items()},
        desk.page.place(node),
    )


def _known(desk: Desk, grounds: yaml.Sequence, known: Collection[str]) -> None:
    """Notes every id that looks like a fact's and is none. Whether a finding is held, only the rules can tell."""
    for item in grounds.items:
        if isinstance(item, yaml.Scalar) and values.ID.fullmatch(item.text) and item.text not in known:
            hint = did_you_mean(item.text, known) or "name a fact, or a finding: <market>.<rule>.<subject>"
            desk.page.error("D321", item, f"no fact is called {values.shown(item.text)}", hint)


def _markets(on: Sequence[str], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The markets of what the entry rests on."""
    codes = [code for id in on for code in (facts[id].market if id in facts else (id[:2],) if "." in id else ())]
    return tuple(dict.fromkeys(codes))


def with_entry(text: str, entry: Assessment) -> str:
    """The text of the file with an entry more at its end; nothing else of it changes.

    XbriefError where the list is not written as a block of lines to which one can be added.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml.parse(Page(FILE, text))
    pairs = root.pairs if isinstance(root, yaml.Mapping) else {}
    listed = pairs.get(KEY)
    indent = ""
    if root is None and not text.strip():
        text = f"{KEY}:{newline}"
    elif isinstance(listed, yaml.Sequence) and listed.end is None and [*pairs][-1] == KEY:
        indent = " " * (listed.column - 1)
    elif not (isinstance(listed, yaml.Scalar) and listed.null and [*pairs] == [KEY]):
        raise XbriefError(f"{FILE}: the list cannot be added to as it is written", f"end it with lines below `{KEY}:`")
    if not text.endswith("\n"):
        text += newline
    return text + "".join(f"{indent}{line}{newline}" for line in _lines(entry))


def _lines(entry: Assessment) -> Iterator[str]:
    """The entry as lines of YAML."""
    yield f"- id: {entry.id}"
    yield f"  market: [{', '.join(entry.markets)}]"
    yield f"  author: {_quoted(entry.author)}"
    yield f"  date: {entry.day.isoformat()}"
    yield "  on:"
    yield from (f"  - {_plain(id)}" for id in entry.on)
    yield f"  text: {_quoted(entry.text)}"
    yield "  seen:"
    yield from (f"    {_plain(id)}: {_quoted(told)}" for id, told in entry.seen.items())


def _plain(id: str) -> str:
    return id if _BARE.fullmatch(id) else _quoted(id)


def _quoted(text: str) -> str:
    """The text in double quotes: what JSON writes so, YAML reads so."""
    return json.dumps(text, ensure_ascii=False)
