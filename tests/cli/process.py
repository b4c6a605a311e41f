"""xbrief as its users run it: a process of its own, with an environment that holds nothing of the test's."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect
import pytest

REPO = Path(__file__).resolve().parents[2]
CYCLES = REPO / "tests" / "dossiers" / "cycles"
TODAY = "2026-11-22"
TIME_LIMIT_SECONDS = 60
CTRL_C, CTRL_D = "\x03", "\x04"
Done = subprocess.CompletedProcess[str]
# The one outside program that a developer may lack; CI installs it.
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """A bare account, on a fixed day; None in `changes` takes a variable out."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    plain: dict[str, str | None] = {
        **kept,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
        "LANG": "C.UTF-8",
        "XBRIEF_TODAY": TODAY,
        # What a run prints is made by that run; `test_replay.py` keeps outputs in folders of its own.
        "XBRIEF_CACHE": "off",
        "TERM": "xterm-256color",
        **(changes or {}),
    }
    return {name: value for name, value in plain.items() if value is not None}


def xbrief(
    *args: str | Path, cwd: Path = Path("/"), env: Mapping[str, str | None] | None = None, stdin: str = ""
) -> Done:
    """One call, in a folder without a dossier unless `cwd` names one."""
    return subprocess.run(
        [sys.executable, "-m", "xbrief", *map(str, args)],
        cwd=cwd,
        env=environment(env),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )


def shell(command: str, cwd: Path, env: Mapping[str, str | None] | None = None) -> Done:
    """A line of bash, in which a failing part of a pipe fails the whole."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )


def terminal(
    *args: str | Path, columns: int = 90, cwd: Path = Path("/"), env: Mapping[str, str | None] | None = None
) -> tuple[int, str]:
    """Exit code and screen text of a call on a pseudo-terminal."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "xbrief", *map(str, args)],
        cwd=str(cwd),
        env=environment(env),
        dimensions=(50, columns),
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
    )
    screen = child.read()
    child.close()
    return child.exitstatus, screen.replace("\r\n", "\n")


def dialogue(
    *args: str | Path,
    answers: Sequence[tuple[str, str]],
    cwd: Path = Path("/"),
    env: Mapping[str, str | None] | None = None,
    columns: int = 80,
) -> tuple[int, str]:
    """Exit code and screen text of a call on a pseudo-terminal that asks; each answer waits for its question.

    An answer is typed with a line end behind it; one that is a control character (Ctrl-C, Ctrl-D) goes alone.
    """
    child = pexpect.spawn(
        sys.executable,
        ["-m", "xbrief", *map(str, args)],
        cwd=str(cwd),
        env=environment(env),
        dimensions=(40, columns),
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
    )
    screen = ""
    for question, answer in answers:
        child.expect_exact(question)
        screen += child.before + question
        child.send(answer if answer in {CTRL_C, CTRL_D} else f"{answer}\n")
    screen += child.read()
    child.close()
    return child.exitstatus, screen.replace("\r\n", "\n")


def unstamped(text: str) -> str:
    """Markdown without the stamps of its briefs, which name the files of the dossier by their fingerprint."""
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def interrupted(command: str, cwd: Path, env: Mapping[str, str | None] | None = None) -> Done:
    """A line of bash for a program that runs until one ends it: ended by Ctrl-C after its first line of output."""
    words = ["bash", "-c", f"exec {command}"]
    pipe = subprocess.PIPE
    given = {"cwd": cwd, "env": environment(env), "stdin": subprocess.DEVNULL, "stdout": pipe, "stderr": pipe}
    with subprocess.Popen(words, **given, encoding="utf-8") as running:
        first = running.stdout.readline() if running.stdout else ""
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=TIME_LIMIT_SECONDS)
    return Done(words, running.returncode, first + rest, errors)


def asked(command: str, cwd: Path, env: Mapping[str, str | None] | None = None) -> Done:
    """A line of bash for a program that asks for keys, on a pseudo-terminal: ended by q where it asks."""
    words = ["-c", f"exec {command}"]
    given = {"cwd": str(cwd), "env": environment(env), "dimensions": (24, 80), "encoding": "utf-8"}
    child = pexpect.spawn("bash", words, **given, timeout=TIME_LIMIT_SECONDS)
    if child.expect(["q quit", pexpect.EOF]) == 0:
        child.send("q")
    shown = child.before + child.read()
    child.close()
    return Done(["bash", *words], child.exitstatus, shown, "")


def copied(folder: Path, source: Path = CYCLES) -> Path:
    """A dossier to be spoilt."""
    return Path(shutil.copytree(source, folder / "dossier"))


def spoilt(folder: Path) -> Path:
    """A dossier in which one fact and one link are wrong: three problems would be too many to count by eye."""
    root = copied(folder)
    file = root / "prairieledger-2024-04-ca-exit.yaml"
    lines = file.read_text(encoding="utf-8").replace("categories: [e-bikes", "categories: [e-bykes", 1)
    file.write_text(lines, encoding="utf-8")
    return root


def failed(done: Done, code: int, *words: str) -> None:
    """The call ended with the code, printed nothing, and its one message on stderr holds the words."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("error: "), done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
