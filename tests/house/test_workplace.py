"""The project stands on its own: no file names the machine, the account or the package index of whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

REPO = Path(__file__).resolve().parents[2]

# Each pattern is written so that it does not match its own line.
WORKPLACE = {
    "a folder of somebody's machine": r"(?<![\w.-])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/|[A-Z]:\\User[s]\\",
    "a package index": r"index-ur[l]|extra-inde[x]|find-link[s]|trusted-hos[t]|/simpl[e]/|pythonhoste[d]",
    "a file on one machine": r"fil[e]://",
    "a password in an address": r"://[^/\s:@\"']+:[^/\s:@\"']+[@]",
    "a folder beside the repository": r"\.\./share[d]/(?!articles\b)",
}


def workplace_names(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, words and what they give away."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in WORKPLACE.items():
            for match in re.finditer(pattern, line):
                yield number, match.group(), what


def project_files(top: Path) -> Iterator[Path]:
    """The files that git tracks or would track; read from .gitignore, as a source archive has no repository."""
    ignored = GitIgnoreSpec.from_lines((top / ".gitignore").read_text(encoding="utf-8").splitlines())
    waiting = [top]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            name = path.relative_to(top).as_posix()
            if name == ".git" or ignored.match_file(f"{name}/" if path.is_dir() else name):
                continue
            if path.is_dir() and not path.is_symlink():
                waiting.append(path)
            elif path.is_file():
                yield path


def test_no_file_names_a_workplace() -> None:
    files = list(project_files(REPO))
    assert {REPO / "Makefile", REPO / ".ci" / "run", Path(__file__).resolve()} <= set(files)
    found = [
        f"{path.relative_to(REPO)}:{line}: {words} ({what})"
        for path in files
        for line, words, what in workplace_names(path.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "parts",
    [
        ("see /", "work/main"),
        ("'/ho", "me/ada/articles'"),
        ("PATH=/ro", "ot/bin"),
        ("C:", "\\Us", "ers\\ada"),
        ("--index", "-url https://example.org"),
        ("https://example.org/sim", "ple/"),
        ("https://files.python", "hosted.org/x"),
        ("xbrief @ fi", "le:///tmp/x"),
        ("https://ada:secret", "@example.org"),
        ("../sha", "red/gold"),
    ],
)
def test_a_workplace_is_found(parts: tuple[str, ...]) -> None:
    assert len(list(workplace_names("".join(parts)))) == 1


@pytest.mark.parametrize(
    "text", ["../shared/articles", "https://example.org/home/news/", "a simple/complex pair", "#!/usr/bin/env bash"]
)
def test_ordinary_text_is_no_workplace(text: str) -> None:
    assert list(workplace_names(text)) == []


def test_ignored_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("build/\n*.pyc\n", encoding="utf-8")
    for name in ("build/x.py", "a/x.pyc", "a/x.py", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert {path.relative_to(tmp_path).as_posix() for path in project_files(tmp_path)} == {".gitignore", "a/x.py"}
