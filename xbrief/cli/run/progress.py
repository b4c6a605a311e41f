"""A bar on a terminal for work that takes longer than one waits without asking."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

PATIENCE_SECONDS = 1.0

Thing = TypeVar("Thing")


def shown(things: Iterable[Thing], total: int, words: str, since: float) -> Iterator[Thing]:
    """The things one by one, with a bar on stderr once the work that began at `since` takes longer than a second.

    `since` is a time of `time.monotonic()`. Nothing is drawn where stderr is no terminal.
    """
    found = iter(things)
    done = 0
    for thing in found:
        yield thing
        done += 1
        if sys.stderr.isatty() and time.monotonic() - since > PATIENCE_SECONDS:
            break
    else:
        return
    yield from _drawn(found, done, total, words)


def _drawn(things: Iterable[Thing], done: int, total: int, words: str) -> Iterator[Thing]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total, completed=done)
        for thing in things:
            yield thing
            bar.advance(task)
