"""The bundled folders are found in a checkout and in an installed package, and a broken installation says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from xbrief import bundled
from xbrief.errors import XbriefError

REPO = Path(__file__).resolve().parents[2]


def test_a_checkout_uses_the_folders_at_its_top() -> None:
    assert bundled.sources() == REPO / "sources"
    assert bundled.templates() == REPO / "templates"


def test_an_installed_package_carries_its_own_folders_and_prefers_them(tmp_path: Path) -> None:
    package = tmp_path / "xbrief"
    (package / "_bundled" / "sources").mkdir(parents=True)
    (tmp_path / "sources").mkdir()
    assert bundled._folder("sources", package) == package / "_bundled" / "sources"


def test_a_file_of_that_name_is_no_folder(tmp_path: Path) -> None:
    package = tmp_path / "xbrief"
    (package / "_bundled").mkdir(parents=True)
    (package / "_bundled" / "sources").write_text("", encoding="utf-8")
    (tmp_path / "sources").mkdir()
    assert bundled._folder("sources", package) == tmp_path / "sources"


def test_a_broken_installation_is_named_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(XbriefError, match="templates/") as caught:
        bundled._folder("templates", tmp_path / "xbrief")
    assert caught.value.hint == "install xbrief again"
    assert caught.value.exit_code == 2
