"""Facts and entries put into the text of a dossier's files: nothing else of it changes, no comment, no quote, no line
end. What comes out is read again before it is handed on: it says what was said before, and what is new."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml as parser

from xbrief.dossier.marks import end_of, line_break, line_end, pair_of
from xbrief.dossier.schema import SECTIONS
from xbrief.errors import XbriefError
from xbrief.intake.dump import block, flow, key_of
from xbrief.intake.ids import fact_id
from xbrief.intake.said import BOM, BY_HAND, checked, read, said

__all__ = ["fact_id", "with_entries", "with_fact"]

_EMPTY = re.compile(r"\[[ \t]*\]|\{[ \t]*\}")
Entries = Mapping[str, Mapping[str, Mapping[str, object]]]


def with_fact(content: str, fact: Mapping[str, object]) -> str:
    """The text of a source file with one fact more behind the others, in the style of the last one.

    Comments at the end of the file stay at its end. XbriefError where the file cannot be read, has no `facts`, or
    would say something else than before and the fact.
    """
    text = content.removeprefix(BOM)
    top, before = read(text)
    listed = pair_of(top, "facts")
    if listed is None:
        raise XbriefError("`facts` is missing", "write `facts: []` where the source says nothing yet")
    items = before["facts"] if isinstance(before["facts"], list) else []
    if not isinstance(before["facts"], list | None):
        raise XbriefError("`facts` is no list", "write `facts: []` where the source says nothing yet")
    written = _listed(text, listed, fact, braced=bool(top.flow_style))
    wanted = {**before, "facts": [*items, said(f"- {flow(fact)}")[0]]}
    return checked(content, written, wanted)


def with_entries(content: str, new: Entries) -> str:
    """The text of dossier.yaml with new entries in its tables (`parties`, `people`, `categories`), each at its place
    where the table is sorted, else behind the others; a table that is missing is made.

    An id that is there already keeps its entry. XbriefError as `with_fact` says.
    """
    text = content.removeprefix(BOM)
    _top, wanted = read(text)
    for table, entries in new.items():
        for id, entry in entries.items():
            held = wanted.get(table) or {}
            if not isinstance(held, dict):
                raise XbriefError(f"`{table}` holds no entries", f"write `{table}: {{}}` where there is none yet")
            if id in held:
                continue
            text = _entered(text, table, id, entry)
            wanted = {**wanted, table: {**held, id: said(flow(entry))}}
    return checked(content, text, wanted)


def _listed(text: str, listed: tuple[parser.Node, parser.Node], fact: Mapping[str, object], *, braced: bool) -> str:
    """One item more in a list: a block of lines, or in braces where the last one is written so."""
    key, node = listed
    if braced or _bracketed(text, node):
        return _in_brackets(text, node, flow(fact))
    if not isinstance(node, parser.SequenceNode) or not node.value:
        at = key.start_mark.column
        return _opened(text, listed, _item(fact, at, "- ", line_break(text)))
    last = node.value[-1]
    column = node.start_mark.column
    dash = text[text.rindex("-", 0, last.start_mark.index) : last.start_mark.index]
    dash = dash if dash.strip() == "-" and "\n" not in dash else "- "
    item = f"{' ' * column}- {flow(fact)}" if last.flow_style else _item(fact, column, dash, line_break(text))
    end = _foot(text, line_end(text, end_of(text, last)), column)
    apart = _apart(text, node)
    return f"{text[:end]}{line_break(text) * (1 + apart)}{item}{text[end:]}"


def _item(fact: Mapping[str, object], column: int, dash: str, newline: str) -> str:
    margin = " " * column
    lines = block(fact)
    return newline.join(f"{margin}{' ' * len(dash) if number else dash}{line}" for number, line in enumerate(lines))


def _apart(text: str, node: parser.Node) -> int:
    """Whether an empty line stands before the last item of several, 0 or 1: the new one keeps the distance."""
    if len(node.value) < 2:
        return 0
    before = text[end_of(text, node.value[-2]) : node.value[-1].start_mark.index]
    return int(any(not line.strip() for line in re.split(r"\r\n|\r|\n", before)[1:-1]))


def _foot(text: str, end: int, column: int) -> int:
    """Behind the comments that stand deeper than the items: they go with the item above."""
    while deeper := re.match(r"(?:\r\n|\r|\n)( *)#[^\r\n]*", text[end:]):
        if len(deeper[1]) <= column:
            break
        end += deeper.end()
    return end


def _bracketed(text: str, node: parser.Node) -> bool:
    """Whether what is new goes within brackets: nothing but empty ones can give way to lines."""
    return bool(
        isinstance(node, parser.CollectionNode)
        and node.flow_style
        and not _EMPTY.fullmatch(text[node.start_mark.index : end_of(text, node)])
    )


def _opened(text: str, listed: tuple[parser.Node, parser.Node], lines: str) -> str:
    """Lines below a key that held nothing: `[]`, `{}`, `null` or nothing at all."""
    key, node = listed
    start, end = node.start_mark.index, max(node.start_mark.index, end_of(text, node))
    if not text[start:end].strip():
        # Nothing stands there, and the parser has gone on to whatever comes next.
        start = end = text.index(":", key.end_mark.index) + 1
    stop, kept = line_end(text, end), text[:start].rstrip(" \t")
    return f"{kept}{text[end:stop]}{line_break(text)}{lines}{text[stop:]}"


def _in_brackets(text: str, node: parser.Node, written: str) -> str:
    if not isinstance(node, parser.CollectionNode):
        raise XbriefError("the file cannot be added to safely: what is empty has no brackets", BY_HAND)
    if not node.value:
        at = node.start_mark.index + 1
        return text[:at] + written + text[at:]
    last = node.value[-1]
    end = end_of(text, last[1] if isinstance(last, tuple) else last)
    # Within braces `key:,` is no key without a value to the C parser.
    comma = " , " if text[end - 1] == ":" else ", "
    return f"{text[:end]}{comma}{written}{text[end:]}"


def _entered(text: str, table: str, id: str, entry: Mapping[str, object]) -> str:
    top, _ = read(text)
    held = pair_of(top, table)
    if held is None:
        return _with_table(text, top, table, id, entry)
    node = held[1]
    if top.flow_style or _bracketed(text, node):
        return _in_brackets(text, node, f"{key_of(id)}: {flow(entry)}")
    newline = line_break(text)
    if not isinstance(node, parser.MappingNode) or not node.value:
        return _opened(text, held, f"{' ' * (held[0].start_mark.column + 2)}{key_of(id)}: {flow(entry)}")
    column = node.value[0][0].start_mark.column
    margin, step = " " * column, node.value[-1][1]
    if step.flow_style or not step.value:
        lines = f"{margin}{key_of(id)}: {flow(entry)}"
    else:
        inner = " " * max(step.start_mark.column, column + 1)
        lines = newline.join([f"{margin}{key_of(id)}:", *(f"{inner}{line}" for line in block(entry))])
    before = _before(node, id)
    if before is None:
        # Above all: right below the name of the table, so that a comment stays with the entry that it is about.
        end = line_end(text, held[0].end_mark.index)
    else:
        end = _foot(text, line_end(text, end_of(text, before)), column)
    return f"{text[:end]}{newline}{lines}{text[end:]}"


def _before(node: parser.Node, id: str) -> parser.Node | None:
    """The entry behind which an id goes; None where it goes before all."""
    ids = [key.value for key, _ in node.value]
    number = sum(other < id for other in ids) if ids == sorted(ids) else len(ids)
    value: parser.Node | None = node.value[number - 1][1] if number else None
    return value


def _with_table(text: str, top: parser.MappingNode, table: str, id: str, entry: Mapping[str, object]) -> str:
    """The table made, behind the one that goes before it in the order of the schema."""
    if top.flow_style:
        return _in_brackets(text, top, f"{table}: {{{key_of(id)}: {flow(entry)}}}")
    order = [*SECTIONS]
    earlier = {*order[: order.index(table)]}
    behind = [pair for pair in top.value if pair[0].value in earlier]
    newline, column = line_break(text), top.start_mark.column
    end = _foot(text, line_end(text, end_of(text, (behind or top.value)[-1][1])), column)
    lines = newline.join([f"{' ' * column}{table}:", f"{' ' * (column + 2)}{key_of(id)}: {flow(entry)}"])
    return f"{text[:end]}{newline}{lines}{text[end:]}"
