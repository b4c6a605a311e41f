"""Codes of problems as options take them: whole ones or beginnings, repeated or in comma lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli.options import complete

if TYPE_CHECKING:
    from xbrief.problems import Problem

SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODES",
        help="Only these: codes or their beginnings (D3); may be repeated or a comma list.",
        autocompletion=complete.codes,
        show_default=False,
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODES",
        help="Not these, also of the selected ones: codes or their beginnings.",
        autocompletion=complete.codes,
        show_default=False,
    ),
]


def chosen(
    problems: Iterable[Problem], select: Sequence[str] | None, ignore: Sequence[str] | None
) -> tuple[Problem, ...]:
    """The problems whose codes are selected, all where none is, and not ignored; XbriefError for an unknown code."""
    wanted, unwanted = _beginnings("--select", select), _beginnings("--ignore", ignore)
    return tuple(
        problem
        for problem in problems
        if (not wanted or problem.code.startswith(wanted)) and not (unwanted and problem.code.startswith(unwanted))
    )


def _beginnings(option: str, given: Sequence[str] | None) -> tuple[str, ...]:
    if not given:
        return ()
    from xbrief.dossier.codes import codes
    from xbrief.errors import UnknownName, XbriefError
    from xbrief.problems import nearest

    found = tuple(part.strip().upper() for value in given for part in value.split(","))
    for code in found:
        if not code or not any(known.startswith(code) for known in codes()):
            message = f"{option}: no code is or begins with {code!r}"
            if close := nearest(code, codes(), 3):
                raise UnknownName(message, close)
            raise XbriefError(message, "`xbrief explain` lists the codes")
    return found
