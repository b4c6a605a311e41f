"""`xbrief explain`: a rule from its own file, a kind of problem from the table of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from xbrief.cli import options

if TYPE_CHECKING:
    from xbrief.problems import Code
    from xbrief.rules.types import Rule

EXAMPLES = """
xbrief explain  # every rule and every code
xbrief explain why
xbrief explain D301
"""


def command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE|CODE]",
            help="A rule's id or a problem's code. Without it: the list of all.",
            autocompletion=options.complete.rules,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["terminal", "txt", "md"] | None,
        typer.Option("--format", help="Without it: terminal on a terminal, md in a pipe.", show_default=False),
    ] = None,
    output: options.OutputOption = None,
    width: options.WidthOption = None,
    color: options.ColorOption = "auto",
    dossier: options.DossierOption = None,
) -> None:
    """What a rule or a problem's code means. What a rule takes and says for each state; a problem's way out."""
    from xbrief.cli.options.dossier import folder
    from xbrief.cli.run.show import page
    from xbrief.dossier.codes import codes
    from xbrief.rules.own import with_own

    rules = with_own(folder(dossier) / "rules")
    text = explained(name, rules, codes()) if name else listed(rules, codes())
    page(text, options.view(format, output, formats=("terminal", "txt", "md"), width=width, color=color))


def listed(rules: Mapping[str, Rule], codes: Mapping[str, Code]) -> str:
    """Every rule and every code with a line on each, as Markdown."""
    lines = ["# Rules", "", *(f"- `{rule.id}` ({rule.section}): {_line(rule.about)}" for rule in rules.values())]
    lines += ["", "# Codes of problems", "", *(f"- `{code.code}` {code.title}" for code in codes.values())]
    return "\n".join(lines) + "\n"


def explained(name: str, rules: Mapping[str, Rule], codes: Mapping[str, Code]) -> str:
    """A rule or a code as Markdown; UnknownName with the nearest names for neither."""
    from xbrief.errors import UnknownName, XbriefError
    from xbrief.problems import nearest

    if name.lower() in rules:
        return "\n".join(_rule(rules[name.lower()])) + "\n"
    if name.upper() in codes:
        return "\n".join(_code(codes[name.upper()])) + "\n"
    known = [*rules, *codes]
    message = f"no rule and no code is called {name!r}"
    if found := nearest(name, known) or nearest(name.upper(), known):
        raise UnknownName(message, found)
    raise XbriefError(message, "`xbrief explain` lists them all")


def _rule(rule: Rule) -> Iterator[str]:
    yield from (f"# Rule `{rule.id}`", "", _line(rule.about), "")
    yield f"- section: {rule.section}"
    yield f"- form: {rule.form}"
    yield f"- takes: {_taken(rule.of)}"
    yield from _phrases("What it says", rule.say)
    yield from _phrases("In a table", rule.cell)
    yield from _cases("Examples", rule.examples)
    yield from _cases("Never", rule.never)
    yield from ("", f"From {_origin(Path(rule.file))}.")


def _origin(file: Path) -> str:
    from xbrief.rules.load import BUILTIN

    return "the built-in rules" if file.parent == BUILTIN else f"the dossier: `{file}`"


def _phrases(heading: str, phrases: Mapping[str, str]) -> Iterator[str]:
    if phrases:
        yield from ("", f"## {heading}", "")
        yield from (f"- **{state}**: `{text}`" for state, text in phrases.items())


def _cases(heading: str, cases: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    import yaml

    written = [yaml.safe_dump(dict(case), allow_unicode=True, sort_keys=False, width=100).rstrip() for case in cases]
    if written:
        yield from ("", f"## {heading}", "", "```yaml", "\n---\n".join(written), "```")


def _taken(of: Mapping[str, Any]) -> str:
    return "; ".join(f"{key}: {_value(value)}" for key, value in of.items())


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return f"({_taken(value)})"
    return str(value)


def _code(code: Code) -> Iterator[str]:
    yield from (f"# {code.code}: {code.title}", "", f"*{code.severity}*. {_line(code.means)}", "")
    yield from (f"Why it matters: {_line(code.matters)}", "", f"The way out: {_line(code.way_out)}")
    for label, lines in (("Wrong", code.bad), ("Right", code.good)):
        yield from ("", f"{label}:", "", "```yaml", lines.rstrip(), "```")


def _line(text: str) -> str:
    return " ".join(text.split())
