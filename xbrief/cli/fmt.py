"""`xbrief fmt`: the keys of a dossier's files in canonical order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.errors import XbriefError

if TYPE_CHECKING:
    from xbrief.problems import Problem

EXAMPLES = """
xbrief fmt
xbrief fmt --check  # change nothing; exit code 1 where a file is out of order
xbrief fmt --diff --dossier DIR  # change nothing; show what would change
"""


class OutOfOrder(XbriefError):
    """A file is not in canonical order."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is and as it should be; `after` is None where it cannot be read, for the reasons in `problems`."""

    path: Path
    before: str
    after: str | None
    problems: tuple[Problem, ...]

    @property
    def moved(self) -> bool:
        return self.after is not None and self.after != self.before


def command(
    file: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...", help="Files of a dossier. Without any: all of the dossier's.", show_default=False
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail where a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Change nothing; print what would change.")] = False,
    dossier: options.DossierOption = None,
) -> None:
    """Puts the keys of files and facts in the order of the schema. Values, comments and quotes stay as written.

    Prints the files that it changed, or would change. A file that cannot be read is left alone and named on stderr:
    exit code 2, as for all that cannot be done.
    """
    from xbrief.cli.options.dossier import folder
    from xbrief.cli.run.output import emit, replace
    from xbrief.dossier.load import paths
    from xbrief.language.words import counted
    from xbrief.problems import escape

    files = [_read(path) for path in (_named(file) if file else paths(folder(dossier)))]
    moved = [each for each in files if each.moved]
    if not (check or diff):
        for each in moved:
            replace(each.path, each.after or "")
    emit("".join(_diff(moved)) if diff else "".join(f"{escape(str(each.path))}\n" for each in moved))
    _refuse([each for each in files if each.after is None])
    if check and moved:
        raise OutOfOrder(f"{counted(len(moved), 'file')} would change", "`xbrief fmt` puts the keys in order")


def _named(files: Sequence[Path]) -> list[Path]:
    """The files that were named, each once; XbriefError, before any is touched, for one that is of no dossier."""
    from xbrief.dossier.load import MAIN

    for path in files:
        if path.is_dir():
            raise XbriefError(f"{path} is a folder", f"xbrief fmt --dossier {path}")
        if not path.exists():
            raise XbriefError(f"there is no file {path}", "name a file of a dossier")
        if path.suffix != ".yaml" or not (path.parent / MAIN).is_file():
            raise XbriefError(f"{path} is no file of a dossier", f"its source files end in .yaml and lie beside {MAIN}")
    return [*dict.fromkeys(files)]


def _read(path: Path) -> File:
    import codecs

    from xbrief.dossier import yaml
    from xbrief.dossier.canonical import canonical
    from xbrief.dossier.files import content
    from xbrief.dossier.load import MAIN
    from xbrief.problems import Problem

    try:
        raw = content(path)
    except XbriefError as fault:
        reason = Problem(path.name, 0, 0, "D109", fault.message.removeprefix(f"{path} "), fault.hint)
        return File(path, "", None, (reason,))
    page = yaml.decode(raw, path.name)
    after = canonical(page, main=path.name == MAIN)
    # A mark at the beginning is another matter, of which `xbrief check` warns: here it stays.
    mark = "\ufeff" if raw.startswith(codecs.BOM_UTF8) else ""
    return File(path, mark + page.text, after if after is None else mark + after, tuple(page.problems))


def _diff(files: Sequence[File]) -> Iterator[str]:
    """What would change, as a unified diff; the ends of lines are not shown."""
    import difflib

    from xbrief.problems import escape

    for each in files:
        before, after = each.before.splitlines(), (each.after or "").splitlines()
        name = escape(str(each.path))
        yield from (f"{line}\n" for line in difflib.unified_diff(before, after, name, name, lineterm=""))


def _refuse(files: Sequence[File]) -> None:
    """Says on stderr why these could not be read; XbriefError where there is one."""
    import sys

    from xbrief.language.words import counted
    from xbrief.problems import render

    for each in files:
        parent = "" if each.path.parent == Path() else str(each.path.parent)
        sys.stderr.write("".join(f"{render(problem, parent)}\n" for problem in each.problems))
    if files:
        left = "was" if len(files) == 1 else "were"
        raise XbriefError(
            f"{counted(len(files), 'file')} cannot be read and {left} left alone", "mend what is named above"
        )
