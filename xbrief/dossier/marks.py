"""Where things stand in the text of a file, by the marks of the pure parser, which count characters of the text."""

from __future__ import annotations

import yaml


def composed(text: str) -> yaml.Node | None:
    """The nodes of a text, with their marks; yaml.YAMLError where it is no YAML."""
    root: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    return root


def pair_of(node: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next((pair for pair in node.value if pair[0].value == key), None)


def end_of(text: str, node: yaml.Node) -> int:
    """Where the last character of a node has been: what the parser passes over behind it does not count."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    return len(text[: node.end_mark.index].rstrip())


def line_end(text: str, at: int) -> int:
    """The end of the line, with whatever comment stands in it; line ends as YAML and editors know them."""
    ends = [found for mark in ("\r", "\n") if (found := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))


def line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
