"""The sandbox of page templates: they lay out and decide nothing, and may extend the one that they replace."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader, FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Where a loader keeps the templates that ship with xbrief, apart from those put in their place.
BEHIND = "xbrief"
# What no template of a dossier's own takes the place of: it holds the policy under which a browser shows a site.
FRAME = "site/frame.html.j2"
LARGEST = 100_000
# Characters that one expression may write, and a document in all.
LONGEST = 10_000_000
# Rounds of loops and calls of a document, all together: half a second at most.
STEPS = 1_000_000
# Those of all pages of an output; a site of 1,000 facts takes a hundredth of them.
PAGE_STEPS = 20_000_000


def _bearable(value: Any) -> Any:
    """What an expression writes; OverflowError where that is too much, in the line that wrote it."""
    if isinstance(value, str) and len(value) > LONGEST:
        raise OverflowError(f"it writes more than {LONGEST:,} characters")
    return value


class _AsWritten(CodeGenerator):
    """Jinja would reckon what is constant while it compiles, where a fault has no line and all stays in memory."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class _Layout(ImmutableSandboxedEnvironment):
    """A sandbox in which a template may extend the one of the same name that lies behind it."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        # A text or a number of any size would fill the memory before anything could stop it.
        sizes = [len(v) if isinstance(v, str | list | tuple) else v for v in (left, right)]
        if operator == "**" or any(isinstance(v, int) and abs(v) > LARGEST for v in sizes):
            raise OverflowError(f"{operator} makes too much")
        return super().call_binop(context, operator, left, right)

    def join_path(self, template: str, parent: str) -> str:
        return f"{BEHIND}/{template}" if template == parent else template


class _Bounded(_Layout):
    """A sandbox that counts the rounds of loops and the calls: loops within loops come to an end."""

    intercepted_binops = frozenset({"*", "**", "+"})
    code_generator_class = _AsWritten

    def __init__(self, steps: int, **options: Any) -> None:
        super().__init__(optimized=False, finalize=_bearable, **options)
        self._steps = self._left = steps
        self.filters["xbrief_counted"] = self._counted

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("a loop cannot be recursive here", loop.lineno, name, filename)
            loop.iter = nodes.Filter(loop.iter, "xbrief_counted", [], [], None, None, lineno=loop.lineno)
            loop.iter.set_environment(self)
        return tree

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._step()
            yield value

    def call(self, context: Context, obj: Any, *args: Any, **named: Any) -> Any:
        self._step()
        return super().call(context, obj, *args, **named)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise OverflowError(f"more than {self._steps:,} rounds of loops and calls")


def bounded(source: str, file: str, functions: Mapping[str, Any], filters: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of a document that is its own template, with these functions and filters and no other template.

    `file` is what faults name as their place.
    """

    def only(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (source, file, lambda: True) if name == "" else None

    env = _Bounded(STEPS, loader=FunctionLoader(only), undefined=StrictUndefined, keep_trailing_newline=True)
    _without_chance(env)
    env.filters.update(filters)
    env.globals.update(functions)
    yield from env.get_template("").generate()


def line(file: str) -> int:
    """The line of the document that is at work, asked by a function that it calls; 0 where none is.

    Jinja's compiled templates hold pairs of lines, of the template and of the code: `1=12&3=20`.
    """
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename != file:
        frame = frame.f_back
    if frame is None:
        return 0
    pairs = (pair.split("=") for pair in frame.f_globals["debug_info"].split("&"))
    return max((int(own) for own, code in pairs if int(code) <= frame.f_lineno), default=0)


def _without_chance(env: ImmutableSandboxedEnvironment) -> None:
    """The same dossier gives the same bytes: nothing of a template may be left to chance."""
    env.globals.pop("lipsum", None)
    env.filters.pop("random", None)


def environment(
    loader: BaseLoader, filters: Mapping[str, Callable[..., Any]], *, autoescape: bool
) -> ImmutableSandboxedEnvironment:
    """The sandbox with these filters; `autoescape` makes of every text what HTML shows as it is."""
    env = _Bounded(
        PAGE_STEPS, loader=loader, undefined=StrictUndefined, autoescape=autoescape, keep_trailing_newline=True
    )
    _without_chance(env)
    env.filters.update(filters)
    return env
