"""`xbrief template`: what a dossier may put in its own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xbrief.cli import options
from xbrief.cli.options import complete

if TYPE_CHECKING:
    from xbrief.cli.run.overrides import Part
    from xbrief.render.tables import Sheet

EXAMPLES = """
xbrief template list
xbrief template show brief.md.j2:title
xbrief template copy brief.md.j2:title --dossier DIR
"""
LIST_EXAMPLES = """
xbrief template list
xbrief template list --format json
"""
SHOW_EXAMPLES = """
xbrief template show brief.md.j2  # a page template
xbrief template show brief.md.j2:title  # one of its blocks
xbrief template show figures --shipped  # a rule with its phrases, as it ships with xbrief
"""
COPY_EXAMPLES = """
xbrief template copy brief.md.j2:title --dossier DIR  # into templates/, with this block alone
xbrief template copy notes.md.j2 --dossier DIR  # a partial
xbrief template copy figures --dossier DIR  # into rules/, to reword it
"""
SCHEMA = "xbrief.templates/1"
HEADER = ("Name", "Sort", "From", "Holds", "About")

NameArgument = Annotated[
    str,
    typer.Argument(
        help="A template or partial (brief.md.j2), a block of it (brief.md.j2:title), or a rule's id.",
        autocompletion=complete.overrides,
        show_default=False,
    ),
]


def command(ctx: typer.Context) -> None:
    """What a dossier may override: page templates, blocks, partials, and the wording of rules."""
    if ctx.invoked_subcommand is None:
        from xbrief.cli.run.output import emit

        emit(f"{ctx.get_help()}\n")


def listed(
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    ascii: options.AsciiOption = False,
    dossier: options.DossierOption = None,
) -> None:
    """What can be overridden, and where it comes from: shipped, or the dossier."""
    from xbrief.cli.run.output import emit
    from xbrief.render import tables

    view = options.view(format, output, width=width, color=color, ascii=ascii)
    found = _parts(dossier)
    content = [
        {"name": part.name, "sort": part.sort, "from": part.origin, "holds": [*part.holds], "about": part.about or None}
        for part in found
    ]
    if view.format == "json":
        text = tables.json(SCHEMA, {"parts": content})
    elif view.format == "md":
        text = tables.markdown(_sheet(found))
    else:
        text = tables.terminal(_sheet(found), width=view.width, color=view.color, ascii=view.ascii)
    emit(text, view.output)


def show(
    name: NameArgument,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="As it ships with xbrief, whatever the dossier has in its place.")
    ] = False,
    output: options.OutputOption = None,
    dossier: options.DossierOption = None,
) -> None:
    """Prints one as it counts now: the dossier's, else the shipped one."""
    from xbrief.cli.run.output import emit
    from xbrief.cli.run.overrides import find
    from xbrief.problems import escape

    text = find(name, _parts(dossier)).text(shipped=shipped)
    # A file of a stranger's dossier may hold what moves a cursor.
    safe = "".join(f"{escape(line)}\n" for line in text.splitlines())
    emit(safe, None if output == Path("-") else output)


def copy(
    name: NameArgument,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the override that is there.")] = False,
    dossier: options.DossierOption = None,
) -> None:
    """Writes an override to edit into the dossier's templates/ or rules/.

    A template extends the shipped one and has its blocks, or the one that is named; what is taken out of it stays as
    shipped. A partial or a rule is copied whole, without the examples of the rule.
    """
    from xbrief.cli.options.dossier import own_folder
    from xbrief.cli.run.output import emit, replace
    from xbrief.cli.run.overrides import find, override
    from xbrief.errors import XbriefError

    root = own_folder(dossier)
    file, text = override(find(name, _parts(dossier)))
    path = root / file
    if path.exists() and not force:
        raise XbriefError(f"{path} is there already", "edit it, or overwrite it with --force")
    path.parent.mkdir(exist_ok=True, parents=True)
    replace(path, text)
    emit(f"wrote {path}\n")


def _parts(dossier: Path | None) -> list[Part]:
    from xbrief.cli.options.dossier import folder
    from xbrief.cli.run.overrides import parts
    from xbrief.rules.load import builtin
    from xbrief.rules.own import with_own

    root = folder(dossier)
    return parts(root, with_own(root / "rules"), builtin())


def _sheet(found: list[Part]) -> Sheet:
    from xbrief.render.tables import Sheet

    rows = tuple((part.name, part.sort, part.origin, ", ".join(part.holds), part.about) for part in found)
    return Sheet("What a dossier may override", HEADER, rows, frozenset({"Holds", "About"}))


SUBCOMMANDS = {"list": (listed, LIST_EXAMPLES), "show": (show, SHOW_EXAMPLES), "copy": (copy, COPY_EXAMPLES)}
