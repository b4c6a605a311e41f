"""What two facts on one thing may give differently: each test answers with the two values, or with nothing.

Where in doubt a test stays silent: a change over time, a range narrowed, another model and another seller are no
conflict, and a date that may be the other one is none either.
"""

from __future__ import annotations

from collections.abc import Callable

from xbrief.claims.differ.dates import day, end, planned, start
from xbrief.claims.differ.figures import counted, length, value
from xbrief.claims.differ.roles import effect, operator, role, supply
from xbrief.claims.differ.scene import Difference, Scene
from xbrief.claims.differ.states import state
from xbrief.model import Fact

Test = Callable[[Fact, Fact, Scene], Difference | None]
TESTS: tuple[Test, ...] = (state, value, counted, day, start, end, planned, length, role, supply, operator, effect)


def compare(a: Fact, b: Fact, at: Scene) -> Difference | None:
    """The first difference of two facts of one claim, the weightiest kind first; None where they may both hold."""
    return next((found for test in TESTS if (found := test(a, b, at)) is not None), None)
