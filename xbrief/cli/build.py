"""`xbrief build`: the files that the dossier's `briefs/` ask for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.dossier.plans import Plan
    from xbrief.problems import Problem

EXAMPLES = """
xbrief build --dossier DIR  # all, into build/
xbrief build summary --dossier DIR --output-dir reports  # what briefs/summary.yaml asks for
"""

NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME...", help="Files of briefs/ without .yaml. Without any: all.", show_default=False),
]
OutputDirOption = Annotated[
    Path,
    typer.Option("--output-dir", metavar="DIR", help="The folder to write into; it is made where it is missing."),
]


def command(
    name: NamesArgument = None,
    output_dir: OutputDirOption = Path("build"),
    dossier: options.DossierOption = None,
) -> None:
    """Builds the files that the dossier's briefs/NAME.yaml ask for, and prints a line for each.

    Exit code 1 where a finding that is pinned no longer exists, or one that is left out is needed by another; 2 where a
    plan cannot be read. What can be built is built.
    """
    import sys

    from xbrief.cli.run.build import built
    from xbrief.cli.run.guard import complain
    from xbrief.cli.run.output import emit, replace
    from xbrief.cli.run.session import session
    from xbrief.dossier import plans
    from xbrief.errors import XbriefError
    from xbrief.problems import render

    opened = session(dossier, checked=True)
    found, problems = plans.read(opened.root, opened.dossier.markets, options.complete.BY_KIND)
    wanted, broken = _wanted(name or (), found, problems)
    codes = [2 for _ in broken]
    for problem in broken:
        sys.stderr.write(f"{render(problem, str(opened.root))}\n")
    written: dict[str, Plan] = {}
    for plan in wanted:
        try:
            for file, made in built(plan, opened.loaded, opened.root):
                if file in written:
                    raise XbriefError(f"{plan.file} writes {file}, and so does {written[file].file}", "rename one")
                written[file] = plan
                _folder(output_dir)
                replace(output_dir / file, made)
                emit(f"wrote {output_dir / file}\n")
        except XbriefError as fault:
            complain(fault.message, fault.hint)
            codes.append(fault.exit_code)
    if codes:
        raise typer.Exit(max(codes))


def _folder(path: Path) -> None:
    from xbrief.errors import XbriefError

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise XbriefError(f"the folder {path} cannot be made: {fault.strerror}", "name another one") from None


def _wanted(
    names: Sequence[str], found: Sequence[Plan], problems: Sequence[Problem]
) -> tuple[list[Plan], list[Problem]]:
    """The plans of these names, of all without any, and the problems of their files; XbriefError for an unknown one."""
    from xbrief.errors import NothingHeld, XbriefError
    from xbrief.problems import did_you_mean

    known = {plan.name: plan for plan in found}
    broken = {Path(problem.file).stem for problem in problems}
    if not known and not broken:
        raise NothingHeld("the dossier has no briefs/NAME.yaml", "docs/reports.md shows what stands in one")
    for name in names:
        if name not in known and name not in broken:
            every = sorted({*known, *broken})
            raise XbriefError(
                f"no brief is called {name!r}", did_you_mean(name, every) or f"briefs: {', '.join(every)}"
            )
    chosen = {*names} or {*known, *broken}
    return [p for p in found if p.name in chosen], [p for p in problems if Path(p.file).stem in chosen]
