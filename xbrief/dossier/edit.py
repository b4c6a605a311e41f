"""A link put into the text of a source file: nothing else of it changes, no comment, no quote, no line end."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from xbrief.dossier.marks import composed, end_of, line_break, line_end, pair_of
from xbrief.errors import XbriefError

_BY_HAND = "set the link by hand: {key}: [{value}]"


def with_link(text: str, fact: str, key: str, value: str) -> str:
    """The text with `value` among the links of that `key` (`disputes`) of the fact.

    The fact may be written as a block of lines or in braces. XbriefError where it is not there.
    """
    hint = _BY_HAND.format(key=key, value=value)
    try:
        root = composed(text)
    except yaml.YAMLError as fault:
        raise XbriefError(f"not valid YAML: {' '.join(str(fault).split())}", hint) from None
    node = next((n for n in _facts(root) if _value(n, "id") == fact), None)
    if node is None:
        raise XbriefError(f"no fact {fact} is written there", hint)
    held = pair_of(node, key)
    if held is not None:
        return _added(text, held[1], value)
    if node.flow_style:
        return _among(text, node, f"{key}: [{value}]")
    return _inserted(text, node, f"{key}: [{value}]")


def _facts(root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    listed = pair_of(root, "facts") if isinstance(root, yaml.MappingNode) else None
    if listed is not None and isinstance(listed[1], yaml.SequenceNode):
        yield from (n for n in listed[1].value if isinstance(n, yaml.MappingNode))


def _value(node: yaml.MappingNode, key: str) -> object:
    pair = pair_of(node, key)
    return pair[1].value if pair else None


def _added(text: str, held: yaml.Node, value: str) -> str:
    """One link more beside those that are there, as these are written."""
    if not isinstance(held, yaml.SequenceNode):
        start, end = held.start_mark.index, end_of(text, held)
        return f"{text[:start]}[{text[start:end]}, {value}]{text[end:]}"
    if not held.value:
        start = held.start_mark.index + 1
        return text[:start] + value + text[start:]
    last = end_of(text, held.value[-1])
    if held.flow_style:
        return f"{text[:last]}, {value}{text[last:]}"
    line = line_end(text, last)
    return f"{text[:line]}{line_break(text)}{' ' * held.start_mark.column}- {value}{text[line:]}"


def _inserted(text: str, node: yaml.MappingNode, line: str) -> str:
    """A line of its own: before the curator's note, or behind all else."""
    indent, newline = " " * node.start_mark.column, line_break(text)
    end = line_end(text, end_of(text, _before(node)))
    return f"{text[:end]}{newline}{indent}{line}{text[end:]}"


def _among(text: str, node: yaml.MappingNode, pair: str) -> str:
    """A pair more within the braces, at the same place; a comma behind the last pair stays the last."""
    end = end_of(text, _before(node))
    # Within braces `key:,` is no key without a value to the C parser.
    comma = " , " if text[end - 1] == ":" else ", "
    return f"{text[:end]}{comma}{pair}{text[end:]}"


def _before(node: yaml.MappingNode) -> yaml.Node:
    """The value behind which a link goes: the one before the curator's note, else the last."""
    note = pair_of(node, "note")
    at = next((number for number, pair in enumerate(node.value) if pair is note), 0)
    value: yaml.Node = node.value[at - 1][1]
    return value
