"""Runs the commands that a Markdown document shows and holds their real output against the one in the document.

In a fence of a shell (`sh`, `bash`, `shell`) every line that begins with `xbrief ` runs. In a `console` fence the
commands follow `$ `, and the lines up to the next one are what the terminal shows; a line that holds `…` alone stands
for any lines, also none. A command may end in the comment `# exit code 1`; without one it must succeed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

SHELLS = frozenset({"sh", "bash", "shell"})
ELISION = "…"
TIME_LIMIT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Example:
    """One command of a document; `line` counts from 1, `output` is None where the document shows none."""

    line: int
    command: str
    exit_code: int
    output: tuple[str, ...] | None


def examples(markdown: str) -> Iterator[Example]:
    """The commands of a document that call xbrief, in their order."""
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type != "fence" or token.map is None:
            continue
        language = token.info.partition(" ")[0]
        first = token.map[0] + 2
        lines = token.content.splitlines()
        if language in SHELLS:
            for number, line in enumerate(lines, start=first):
                if line.startswith("xbrief "):
                    yield Example(number, line, _exit_code(line), None)
        elif language == "console":
            yield from _sessions(lines, first)


def _sessions(lines: list[str], first: int) -> Iterator[Example]:
    starts = [index for index, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        command = lines[start].removeprefix("$ ")
        if command.startswith("xbrief "):
            output = _trimmed(lines[start + 1 : end])
            yield Example(first + start, command, _exit_code(command), output or None)


def _exit_code(command: str) -> int:
    comment = re.search(r"#\s*exit code (\d+)\s*$", command)
    return int(comment[1]) if comment else 0


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in "\n".join(lines).rstrip().splitlines())


def agrees(shown: tuple[str, ...], real: tuple[str, ...]) -> bool:
    """Whether the real output is the shown one, each elision standing for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == ELISION else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in real)) is not None


def environment(home: Path) -> Mapping[str, str]:
    """What a fresh account has, with the xbrief of this environment first on the PATH."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {
        **kept,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "TZ": "UTC",
    }


def failures(markdown: str, folder: Path) -> list[str]:
    """What does not come out as the document says; the commands run in `folder`, one after the other."""
    found: list[str] = []
    for example in examples(markdown):
        try:
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", example.command],
                cwd=folder,
                env=environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=TIME_LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            found.append(f"line {example.line}: {example.command}\nstill runs after {TIME_LIMIT_SECONDS} seconds")
            continue
        printed = done.stdout.decode("utf-8")
        real = _trimmed(printed.splitlines())
        if done.returncode != example.exit_code:
            said = f"exit code {done.returncode}, the document says {example.exit_code}"
            found.append(f"line {example.line}: {example.command}\n{said}; printed:\n{printed}")
        elif example.output is not None and not agrees(example.output, real):
            shown = "\n".join(example.output)
            found.append(f"line {example.line}: {example.command}\nthe document shows:\n{shown}\nprinted:\n{printed}")
    return found
