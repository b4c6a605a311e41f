"""The texts of a folder: which file is a source's, and which cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from xbrief.errors import XbriefError
from xbrief.evidence.folder import Texts, Unreadable


def found(folder: Path, source: str = "ex") -> str:
    text = Texts(folder).of(source)
    assert text is not None
    return text.raw.strip()


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_text(f"from {name}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["ex.txt", "ex.TXT", "ex.Md", "ex.HTML", "ex.htm"])
def test_endings_are_read_in_capitals_too(tmp_path: Path, name: str) -> None:
    assert found(put(tmp_path, name)) == f"from {name}"


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["ex.htm", "ex.html", "ex.md", "ex.txt"], "ex.txt"),
        (["ex.htm", "ex.html", "ex.MD"], "ex.MD"),
        (["ex.htm", "ex.html"], "ex.html"),
        (["ex.txt", "ex.TXT"], "ex.txt"),
    ],
)
def test_of_several_texts_the_first_by_its_ending_is_read(tmp_path: Path, names: list[str], first: str) -> None:
    assert found(put(tmp_path, *names)) == f"from {first}"


def test_other_files_are_no_texts(tmp_path: Path) -> None:
    texts = Texts(put(tmp_path, "ex.pdf", "EX.txt", "ex", "ex-2.txt"))
    assert texts.of("ex") is None
    assert Texts(None).of("ex") is None


def test_a_text_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    texts = Texts(put(tmp_path, "ex.txt"))
    (tmp_path / "bad.txt").write_bytes(b"a\xff")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    for _ in range(2):
        with pytest.raises(Unreadable, match=r"bad\.txt: no UTF-8 at byte 1"):
            texts.of("bad")
    with pytest.raises(Unreadable, match=r"gone\.txt cannot be read"):
        texts.of("gone")
    assert texts.of("ex") is texts.of("ex") is not None


def test_a_folder_that_cannot_be_read_is_no_fault_of_a_text(tmp_path: Path) -> None:
    with pytest.raises(XbriefError, match="nowhere cannot be read") as fault:
        Texts(tmp_path / "nowhere").of("ex")
    assert not isinstance(fault.value, Unreadable)
