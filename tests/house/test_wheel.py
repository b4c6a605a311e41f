"""What is published works: the wheel, built from the source archive, writes a brief where no checkout is near."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
BUNDLED = ("sources", "templates")


def _run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command} ends with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def _plain_environment() -> dict[str, str]:
    """This one without anything that leads a Python back to the checkout or to the coverage measurement."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COVERAGE", "VIRTUAL"))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel that `build` makes from it, with the pinned backend."""
    folder = tmp_path_factory.mktemp("dist")
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, REPO)
    _run(*command, cwd=folder, env=_plain_environment())
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("xbrief-*.whl")
    return path


def _data(top: Path) -> set[str]:
    ignored = {"__pycache__"}
    return {
        path.relative_to(top).as_posix()
        for path in top.rglob("*")
        if path.is_file() and not ignored & set(path.parts) and path.suffix != ".pyc"
    }


def test_the_wheel_carries_the_package_and_the_two_folders_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in BUNDLED:
        inside = {name.removeprefix(f"xbrief/_bundled/{folder}/") for name in names if f"_bundled/{folder}/" in name}
        assert inside, f"{folder}/ is empty in the wheel"
        assert inside == _data(REPO / folder)
    package = {name.removeprefix("xbrief/") for name in names if name.startswith("xbrief/") and "_bundled" not in name}
    assert package == _data(REPO / "xbrief")
    assert "py.typed" in package
    assert {name.split("/")[0].split("-")[0] for name in names} == {"xbrief"}


def test_the_source_archive_carries_what_the_tests_need(built: Path) -> None:
    (path,) = built.glob("xbrief-*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"Makefile", "constraints.txt", "LICENSE", "CHANGELOG.md", "tests/house/test_wheel.py", ".ci/run"}
    assert needed <= names


def test_an_installed_xbrief_writes_a_brief_in_any_folder(wheel: Path, tmp_path: Path) -> None:
    plain = _plain_environment()
    _run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path, env=plain)
    python = tmp_path / "venv" / "bin" / "python"
    constraints = REPO / "constraints.txt"
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", constraints)
    _run(python, *pip, wheel, cwd=tmp_path, env=plain)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    bare = {"PATH": os.defpath, "HOME": str(elsewhere)}
    where = _run(python, "-c", "import xbrief; print(xbrief.__file__)", cwd=elsewhere, env=bare).stdout.strip()
    assert Path(where).is_relative_to(tmp_path / "venv")
    brief = _run(python.with_name("xbrief"), "country", "korea", cwd=elsewhere, env=bare)
    assert brief.stdout.startswith("# ")
    assert brief.stderr == ""
