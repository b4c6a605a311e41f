"""A fact to be filled in: its keys in their order, with what the schema says of each as a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from xbrief.dossier import yaml
from xbrief.dossier.dates import FORMS
from xbrief.dossier.facts import EXCLUSIVE
from xbrief.dossier.marks import line_break
from xbrief.dossier.page import Page
from xbrief.dossier.schema import KINDS, Field, fields_of
from xbrief.errors import XbriefError
from xbrief.intake.dump import flow
from xbrief.intake.write import with_fact
from xbrief.model import Dossier

# Keys that a fact comes by later.
_LATER = frozenset({"acknowledged", "renamed_from", "retracted", "reviewed_by"})
_GIVEN = {
    "id": "lasts: end it with a word that tells it from others",
    "market": "alpha-2, a list of them, or null: the company itself",
    "kind": "",
}
_MOST = 12
# Only the line ends of YAML: `str.splitlines` knows eight more.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Template:
    """`text` is the file with the fact to be filled in, `line` where that begins (from 1).

    `asides` are the comments that came with it: those on a line of their own, and those behind a key.
    """

    text: str
    line: int
    asides: frozenset[str]

    def cleaned(self, text: bytes) -> bytes:
        """A text that came of it, without those of its comments that are left."""
        kept: list[str] = []
        # An editor may write another encoding: whoever reads the file says so, here it must only stay what it is.
        for line in _LINE.findall(text.decode("utf-8", "surrogateescape")):
            bare = line.rstrip("\r\n")
            if bare.strip() in self.asides:
                continue
            behind = next((aside for aside in self.asides if bare.endswith(f"  {aside}")), "")
            shown = bare.removesuffix(behind).rstrip() if behind else bare
            kept.append(shown + line[len(bare) :])
        return "".join(kept).encode("utf-8", "surrogateescape")


def template(content: str, given: Mapping[str, object], dossier: Dossier) -> Template:
    """The text of a source file with an open fact behind the others; `given` are its id, market and kind.

    XbriefError where the file's list of facts is written in brackets, so that no lines can be put into it.
    """
    kind = str(given["kind"])
    fixed = {key: given[key] for key in _GIVEN}
    text = with_fact(content, fixed)
    page = Page("", text.removeprefix("\ufeff"))
    root = yaml.parse(page)
    listed = root.get("facts") if isinstance(root, yaml.Mapping) else None
    if not isinstance(listed, yaml.Sequence) or listed.end is not None or root is None:
        raise XbriefError("the facts of the file stand in brackets", "give the fields with --set key=value")
    item = listed.items[-1]
    first, column = item.line - 1, item.column - 1
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = _LINE.findall(page.text)
    height = 1 if isinstance(item, yaml.Mapping) and item.end else len(fixed)
    newline, dash = line_break(text), lines[first][:column]
    opened = [*_lines(kind, fixed, dossier)]
    written = [f"{' ' * column if number else dash}{line}{newline}" for number, (line, _) in enumerate(opened)]
    whole = "".join([*lines[:first], *written, *lines[first + height :]])
    empty = next(number for number, (_, open) in enumerate(opened) if open)
    return Template(mark + whole, first + 1 + empty, frozenset(_asides(line for line, _ in opened)))


def _asides(lines: Iterable[str]) -> Iterator[str]:
    """The comments of the lines; of a key in a comment also what stands behind it, once it is taken in."""
    for line in lines:
        _, *comments = line.split("#")
        yield from (f"#{'#'.join(comments[number:])}" for number in range(len(comments)))


def _lines(kind: str, given: Mapping[str, object], dossier: Dossier) -> list[tuple[str, bool]]:
    """The lines of the fact without their margin; true for those that must be filled in."""
    one, other, hint = EXCLUSIVE.get(kind, ("", "", ""))
    found: list[tuple[str, bool]] = []
    for name, field in fields_of(kind).items():
        if name in _GIVEN:
            found.append((f"{name}: {flow(given[name])}  # {_GIVEN[name] or KINDS[kind]}", False))
        elif field.required or name == one:
            instead = f", or else {other}: {hint}" if name == one else f": {_told(field, dossier)}"
            found += [(line, False) for line in _wrapped(f"{name} is needed{instead}")]
            # The space is there so that what is typed at the end of the line is a value.
            found.append((f"{name}: ", True))
        elif name not in _LATER:
            found.append((f"# {name}:  # {_told(field, dossier)}", False))
    return [*found, *((line, False) for line in _wrapped(f"Dates: {FORMS}"))]


def _wrapped(words: str) -> list[str]:
    return wrap(words, _WIDTH, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False)


def _told(field: Field, dossier: Dossier) -> str:
    """What the field holds, and of what it may be chosen."""
    goods, parties = tuple(dossier.categories), tuple(dossier.parties)
    chosen = {
        "choice": field.values,
        "flag": ("true", "false"),
        "category": goods,
        "categories": goods,
        "categories-or-words": goods,
        "party": parties,
        "parties": parties,
    }.get(field.type, ())
    most = len(chosen) if field.type == "choice" else _MOST
    listed = " · ".join((*chosen[:most], *(["…"] if len(chosen) > most else [])))
    brackets = "in brackets" if field.type in {"categories", "parties", "texts", "categories-or-words"} else ""
    shown = ": ".join(part for part in (brackets, listed) if part)
    return f"{field.doc} ({shown})" if shown else field.doc
