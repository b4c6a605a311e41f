"""Where a site is written: whole or not at all into a new folder, in place of an earlier one, never over anything
else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from xbrief.cli.run import folder as out
from xbrief.errors import XbriefError

ONE = (("index.html", "one"), ("markets/kr.html", "korea"), ("site.css", "look"))
TWO = (("index.html", "two"), ("rules/why.html", "why"), ("site.css", "look"))


def held(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != out.MARKER)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with an earlier site."""
    folder = tmp_path / "site"
    out.write(folder, ONE, {"as_of": "2020-01-01"})
    return folder


def test_a_new_folder_has_the_files_and_says_what_they_are(site: Path, tmp_path: Path) -> None:
    assert held(site) == dict(ONE)
    assert json.loads((site / out.MARKER).read_text(encoding="utf-8")) == {
        "as_of": "2020-01-01",
        "files": sorted(name for name, _ in ONE),
    }
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    out.write(tmp_path / "site", ONE, {})
    assert held(tmp_path / "site") == dict(ONE)


def test_an_earlier_site_makes_way_and_nothing_else_does(site: Path, tmp_path: Path) -> None:
    (site / "CNAME").write_text("mine", encoding="utf-8")
    (site / "markets" / "notes.txt").write_text("mine too", encoding="utf-8")
    out.free(site)
    out.write(site, TWO, {})
    assert held(site) == {**dict(TWO), "CNAME": "mine", "markets/notes.txt": "mine too"}
    assert json.loads((site / out.MARKER).read_text(encoding="utf-8"))["files"] == sorted(name for name, _ in TWO)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_cannot_be_made_leaves_the_earlier_one(site: Path, tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, str]]:
        yield "index.html", "half"
        raise XbriefError("no")

    with pytest.raises(XbriefError):
        out.write(site, failing(), {})
    assert held(site) == dict(ONE)
    with pytest.raises(XbriefError):
        out.write(tmp_path / "new", failing(), {})
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def refused(folder: Path) -> str:
    """What is said of the folder, which stays as it was."""
    before = held(folder) if folder.is_dir() else {}
    for refuse in (lambda: out.free(folder), lambda: out.write(folder, TWO, {})):
        with pytest.raises(XbriefError) as fault:
            refuse()
    assert (held(folder) if folder.is_dir() else {}) == before
    return fault.value.message


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "home"
    other.mkdir()
    (other / "index.html").write_text("mine", encoding="utf-8")
    assert refused(other) == f"{other} holds files, and no site of xbrief's"
    assert refused(other / "index.html").endswith("is no folder")
    assert refused(other / "no" / "where") == f"there is no folder {other / 'no'}"
    (tmp_path / "lost").symlink_to("nowhere")
    assert refused(tmp_path / "lost").endswith("is a link that leads nowhere")
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / out.MARKER).mkdir()
    assert "cannot be read" in refused(tmp_path / "odd")


@pytest.mark.parametrize("marker", ["", "[]", '{"files": 1}', "{"])
def test_a_damaged_marker_is_no_leave_to_write(site: Path, marker: str) -> None:
    (site / out.MARKER).write_text(marker, encoding="utf-8")
    assert refused(site) == f"{site / out.MARKER} is damaged"


@pytest.mark.parametrize("name", ["../mine.html", "/etc/x.html", "markets/../../mine.html", "mine.txt", ".x.html", 7])
def test_a_marker_cannot_name_files_that_were_not_written_here(site: Path, tmp_path: Path, name: object) -> None:
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    (site / out.MARKER).write_text(json.dumps({"files": [name]}), encoding="utf-8")
    assert "names a file that is no part of a site" in refused(site)


def test_a_link_in_the_place_of_a_folder_is_not_followed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "kr.html").write_text("mine", encoding="utf-8")
    (site / "markets" / "kr.html").unlink()
    (site / "markets").rmdir()
    (site / "markets").symlink_to(tmp_path / "else")
    assert "is a link to another place" in refused(site)


def test_nor_one_that_was_put_where_a_new_page_goes(site: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (site / "rules").symlink_to(tmp_path / "else")
    with pytest.raises(XbriefError, match="is a link to another place"):
        out.write(site, TWO, {})
    assert [*(tmp_path / "else").iterdir()] == []


def test_a_folder_that_cannot_be_written_is_told(site: Path) -> None:
    (site / "rules").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(XbriefError, match="cannot be written"):
        out.write(site, TWO, {})
