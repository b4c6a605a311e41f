"""A bar where work takes longer than a second, and nothing where it does not or where nobody looks."""

from __future__ import annotations

import io
import sys
import time

import pytest

from xbrief.cli.run.progress import shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "ago", "drawn"), [(Terminal, 5, True), (Terminal, 0, False), (io.StringIO, 5, False)]
)
def test_a_bar_is_drawn_for_what_takes_long_on_a_terminal(
    stream: type[io.StringIO], ago: int, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream())
    assert list(shown("abcdef", 6, "Writing", time.monotonic() - ago)) == [*"abcdef"]
    written = sys.stderr.getvalue()
    assert ("Writing" in written) == drawn
    assert bool(written) == drawn
