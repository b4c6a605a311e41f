"""The file of found conflicts that were set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from xbrief.dossier import dismissed
from xbrief.errors import XbriefError


def test_without_a_file_nothing_is_set_aside(tmp_path: Path) -> None:
    assert dismissed.read(tmp_path) == {}


def test_what_is_written_is_read_and_stands_in_order(tmp_path: Path) -> None:
    reasons = {"clash:b+c": "two shops", "clash:a+d": "one was put off"}
    text = dismissed.written(reasons)
    assert text == "clash:a+d\tone was put off\nclash:b+c\ttwo shops\n"
    (tmp_path / dismissed.FILE).write_text(f"\ufeff{text}\n", encoding="utf-8")
    assert dismissed.read(tmp_path) == reasons


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"clash:a+b because\n", r"dismissed\.txt:1:1: not the line"),
        (b"clash:a+b\tone\na+b\ttwo\n", r"dismissed\.txt:2:1: not the line"),
        (b"clash:a+b\t \n", r"dismissed\.txt:1:1: not the line"),
        (b"clash:a+b\tone\nclash:a+b\ttwo\n", r"dismissed\.txt:2:1: clash:a\+b stands here twice"),
        (b"clash:a+b\t\xff\n", "no UTF-8 at byte 10"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_place(raw: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / dismissed.FILE).write_bytes(raw)
    with pytest.raises(XbriefError, match=words) as caught:
        dismissed.read(tmp_path)
    assert caught.value.hint


def test_a_link_that_leads_nowhere_is_no_empty_list(tmp_path: Path) -> None:
    (tmp_path / dismissed.FILE).symlink_to(tmp_path / "nowhere")
    with pytest.raises(XbriefError, match="cannot be read"):
        dismissed.read(tmp_path)
