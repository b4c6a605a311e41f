"""Writes the documents that are made from the program: the command line, the codes of problems, the rules.

`--check` writes nothing and fails where one of them is not what would be written.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from xbrief.cli.explain import explained
from xbrief.cli.main import COMMANDS, paths
from xbrief.dossier.codes import codes
from xbrief.rules.load import builtin

REPO = Path(__file__).resolve().parents[1]
# Two columns more than the text takes.
COLUMNS = "90"
MADE = "<!-- Made by tools/docs.py (make docs): edit the program, not this page. -->"


def documents() -> dict[Path, str]:
    """Path -> text of every document that is made."""
    pages = {"cli": _cli(), "codes": _codes(), "rules": _rules()}
    return {REPO / "docs" / f"{name}.md": "\n".join([MADE, "", *lines]) + "\n" for name, lines in pages.items()}


def _cli() -> Iterator[str]:
    yield from ("# The command line", "", "What `xbrief --help` and `xbrief COMMAND --help` print.")
    for command in ((), *(path for name in COMMANDS for path in paths(name))):
        yield from ("", f"## {' '.join(('xbrief', *command))}", "", "```text", _help(*command), "```")


def _help(*command: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XBRIEF_")}
    done = subprocess.run(
        [sys.executable, "-m", "xbrief", *command, "--help"],
        cwd=REPO,
        env=kept | {"COLUMNS": COLUMNS, "TERM": "dumb"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.rstrip()


def _codes() -> Iterator[str]:
    yield from ("# Codes of problems", "", "What `xbrief check` may find in a dossier, as `xbrief explain` tells it.")
    for code in codes():
        yield from ("", f"#{explained(code, {}, codes())}".rstrip())


def _rules() -> Iterator[str]:
    yield from ("# Built-in rules", "", "`xbrief explain RULE` prints one with its phrases.", "")
    yield from ("| rule | section | form | about |", "| --- | --- | --- | --- |")
    yield from (f"| {r.id} | {r.section} | {r.form} | {' '.join(r.about.split())} |" for r in builtin().values())


def main() -> int:
    made = documents()
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(REPO)} is out of date: make docs", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
        print(f"wrote {path.relative_to(REPO)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
