"""Keys of a written fact changed, added or taken out: nothing else of its file changes, no comment, no quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml as parser

from xbrief.dossier.marks import end_of, line_break, line_end
from xbrief.errors import XbriefError
from xbrief.intake.dump import block, flow, key_of
from xbrief.intake.said import BOM, BY_HAND, checked, read, said


def with_changes(content: str, id: str, fact: Mapping[str, object]) -> str:
    """The text of a source file in which the fact of that id has these keys and values, and no other.

    Keys that are new go behind those before them in `fact`. XbriefError where there is no such fact, or where the
    result would say something else.
    """
    text = content.removeprefix(BOM)
    _top, before = read(text)
    listed = before.get("facts")
    ids = [item.get("id") if isinstance(item, dict) else None for item in listed] if isinstance(listed, list) else []
    if id not in ids:
        raise XbriefError(f"no fact {id} is written there", BY_HAND)
    number = ids.index(id)
    wanted = said(f"- {flow(fact)}")[0]
    held = before["facts"][number]
    for key in [key for key in held if key not in fact]:
        text = _without(text, _fact(text, number), key)
    keys = [*fact]
    for at, (key, value) in enumerate(fact.items()):
        if key not in held:
            text = _added(text, _fact(text, number), keys[:at], key, value)
        elif held[key] != wanted[key]:
            text = _replaced(text, _fact(text, number), key, value)
    facts = [*before["facts"][:number], wanted, *before["facts"][number + 1 :]]
    return checked(content, text, {**before, "facts": facts})


def _fact(text: str, number: int) -> parser.MappingNode:
    top, _ = read(text)
    tables = {key.value: node for key, node in top.value}
    node: parser.MappingNode = tables["facts"].value[number]
    return node


def _without(text: str, node: parser.MappingNode, key: str) -> str:
    number = next(n for n, pair in enumerate(node.value) if pair[0].value == key)
    name, value = node.value[number]
    end = max(end_of(text, value), text.index(":", name.end_mark.index) + 1)
    if number == 0:
        # What stands before the first key, a dash or a brace, goes on to the next one.
        start, end = name.start_mark.index, node.value[1][0].start_mark.index
        return text[:start] + text[end:]
    start = end_of(text, node.value[number - 1][1])
    if node.flow_style:
        return text[:start] + _space(text, start) + text[end:]
    begun = text.rindex("\n", 0, name.start_mark.index)
    begun -= text[begun - 1] == "\r"
    return text[:begun] + text[line_end(text, end) :]


def _replaced(text: str, node: parser.MappingNode, key: str, value: object) -> str:
    name, held = next(pair for pair in node.value if pair[0].value == key)
    colon = text.index(":", name.end_mark.index) + 1
    end = max(end_of(text, held), colon)
    return f"{text[:colon]} {_value(node, key, value)}{text[end:]}"


def _added(text: str, node: parser.MappingNode, before: Sequence[str], key: str, value: object) -> str:
    last = [pair for pair in node.value if pair[0].value in before][-1]
    end = max(end_of(text, last[1]), text.index(":", last[0].end_mark.index) + 1)
    told = f"{key_of(key)}: {_value(node, key, value)}"
    if node.flow_style:
        return f"{text[:end]}{_space(text, end)}, {told}{text[end:]}"
    end = line_end(text, end)
    return f"{text[:end]}{line_break(text)}{' ' * node.start_mark.column}{told}{text[end:]}"


def _space(text: str, end: int) -> str:
    """Within braces `key:,` is no key without a value to the C parser."""
    return " " if text[end - 1] == ":" else ""


def _value(node: parser.MappingNode, key: str, value: object) -> str:
    """The value as it is written behind its key."""
    line = flow({key: value})[1:-1] if node.flow_style else block({key: value})[0]
    return line.partition(": ")[2]
