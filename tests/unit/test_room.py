"""Memory within bounds: too much is refused, and the bound goes with the block."""

from __future__ import annotations

from pathlib import Path

import pytest

from xbrief.cli.run import room


def test_too_much_is_refused_and_told_in_megabytes() -> None:
    with pytest.raises(MemoryError, match="more than 32 MB"), room.bounded(32 << 20):
        bytearray(64 << 20)


def test_the_bound_ends_with_the_block() -> None:
    with room.bounded(32 << 20):
        pass
    assert len(bytearray(64 << 20)) == 64 << 20


def test_where_nothing_tells_how_much_is_taken_nothing_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_STATM", tmp_path / "none")
    with room.bounded(32 << 20):
        assert len(bytearray(64 << 20)) == 64 << 20
