"""The sandbox of page templates: they lay out and decide nothing, and may extend the one that they replace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Where a loader keeps the templates that ship with xbrief, apart from those put in their place.
BEHIND = "xbrief"
# What no template of a dossier's own takes the place of: it holds the policy under which a browser shows a site.
FRAME = "site/frame.html.j2"
LARGEST = 100_000


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


def environment(
    loader: BaseLoader, filters: Mapping[str, Callable[..., Any]], *, autoescape: bool
) -> ImmutableSandboxedEnvironment:
    """The sandbox with these filters; `autoescape` makes of every text what HTML shows as it is."""
    env = _Layout(loader=loader, undefined=StrictUndefined, autoescape=autoescape, keep_trailing_newline=True)
    # The same dossier gives the same bytes: nothing of a template may be left to chance.
    env.globals.pop("lipsum", None)
    env.filters.pop("random", None)
    env.filters.update(filters)
    return env
