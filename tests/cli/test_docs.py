"""The documents that are made from the program are up to date, and what makes them notices when they are not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.cli.process import REPO, TIME_LIMIT_SECONDS, Done, environment


def _docs(top: Path, *args: str) -> Done:
    return subprocess.run(
        [sys.executable, str(top / "tools" / "docs.py"), *args],
        env=environment({"PYTHONPATH": str(REPO)}),
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )


def test_the_documents_are_up_to_date() -> None:
    done = _docs(REPO, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_stale_document_is_told_and_written_anew(tmp_path: Path) -> None:
    for folder in ("tools", "docs", "sources"):
        shutil.copytree(REPO / folder, tmp_path / folder)
    codes = tmp_path / "docs" / "codes.md"
    codes.write_text("old", encoding="utf-8")
    (tmp_path / "docs" / "rules.md").unlink()
    stale = _docs(tmp_path, "--check")
    assert stale.returncode == 1
    assert stale.stderr == "docs/codes.md is out of date: make docs\ndocs/rules.md is out of date: make docs\n"
    assert _docs(tmp_path).stdout == "wrote docs/codes.md\nwrote docs/rules.md\n"
    assert codes.read_bytes() == (REPO / "docs" / "codes.md").read_bytes()
    assert _docs(tmp_path, "--check").returncode == 0
