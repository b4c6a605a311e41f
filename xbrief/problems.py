"""Something wrong in the data: a value that is collected and shown, never raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault, with its place.

    `line` and `column` count from 1; 0 means the file as a whole. `hint` is the way out.
    A problem of severity `error` takes out what it stands in: a link, a fact, an entry, a whole file. A `warning`
    leaves all in.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    excerpt: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """What `xbrief explain CODE` says of a kind of problem.

    `where` tells what the two examples are lines of: fact, facts, source or dossier; with `none` they are words.
    """

    code: str
    title: str
    severity: str
    where: str
    means: str
    matters: str
    way_out: str
    bad: str
    good: str


_WIDTH = 100
_LONGEST = 500
_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def render(problem: Problem, folder: str = "") -> str:
    """`file:line:column: CODE message`, the source line with a caret under the column, and the hint. No colours.

    The file is named as it lies in `folder`. What could move a terminal's cursor is written as an escape.
    """
    file = f"{folder.rstrip('/')}/{problem.file}" if folder else problem.file
    place = f":{problem.line}:{problem.column}" if problem.line else ""
    grade = "warning: " if problem.severity == "warning" else ""
    lines = [f"{escape(file)}{place}: {problem.code} {grade}{_clip(problem.message)}"]
    if problem.line and problem.excerpt.strip():
        lines += [f"  {line}".rstrip() for line in _caret(problem.excerpt, problem.column)]
    if problem.hint:
        lines.append(f"hint: {_clip(problem.hint)}")
    return "\n".join(lines)


def annotation(problem: Problem, folder: str = "") -> str:
    """The problem as a workflow command of GitHub Actions: the line of a change on which it is then shown.

    `::error file=…,line=…,col=…,title=CODE::message`; `%` and ends of lines are escaped everywhere, `:` and `,` within
    the properties too (github.com/actions/toolkit, packages/core/src/command.ts).
    """
    file = f"{folder.rstrip('/')}/{problem.file}" if folder else problem.file
    properties = {"file": escape(file)}
    if problem.line:
        properties |= {"line": str(problem.line), "col": str(problem.column)}
    properties["title"] = problem.code
    named = ",".join(f"{name}={_percent(value, '%,:')}" for name, value in properties.items())
    said = "\n".join(_clip(part) for part in (problem.message, problem.hint and f"hint: {problem.hint}") if part)
    level = "warning" if problem.severity == "warning" else "error"
    return f"::{level} {named}::{_percent(said, '%')}"


def _percent(text: str, signs: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in signs or sign in "\r\n" else sign for sign in text)


def escape(text: str) -> str:
    """The text in one line, with control and format characters written as escapes."""
    return "".join(_visible(character) for character in text)


def nearest(word: str, known: Iterable[str], count: int = 1) -> tuple[str, ...]:
    """The known names most like a word, best first; ties in alphabetical order, whatever order they come in."""
    # Late: only a fault needs it.
    import difflib

    return tuple(difflib.get_close_matches(word[:_WIDTH], sorted(known), n=count, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint that names the nearest known name, or nothing."""
    found = nearest(word, known)
    return f"did you mean `{found[0]}`?" if found else ""


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _SILENT:
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _clip(text: str) -> str:
    return escape(text if len(text) <= _LONGEST else text[:_LONGEST] + " …")


def _caret(line: str, column: int) -> tuple[str, str]:
    """The line, cut around the column where it is long, and a line with a caret under that column."""
    at = min(max(column - 1, 0), len(line))
    start = max(0, min(at - _WIDTH // 2, len(line) - _WIDTH))
    end = start + _WIDTH
    before = ("…" if start else "") + escape(line[start:at].replace("\t", " "))
    after = escape(line[at:end].replace("\t", " ")) + ("…" if end < len(line) else "")
    return before + after, " " * sum(map(_cells, before)) + "^"


def _cells(character: str) -> int:
    """The columns of a terminal that a character takes (UAX 11); a mark that combines takes none."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
