"""From nothing to a brief: a dossier is begun, ten articles come in, candidates are reviewed, and the brief holds."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pexpect

from tests.cli.process import REPO, TIME_LIMIT_SECONDS, environment, unstamped, xbrief

ARTICLES = REPO / "tests" / "intake" / "ten"
PROMPT, REFUSED, LAST = "q quit ", ["cannot stand like this", "are not to be found"], "that was the last one:"
# The words do not bear the fact: a code of the checks on its card.
ALARM = re.compile(r"\b[DE]\d{3}\b")
# Looked at by a person; the others are taken over in a batch.
BY_HAND = ("spokedaily-2024-03", "fjordbusiness-2023-11")


def reviewed(root: Path, source: str) -> int:
    """Accepts what can stand and what its words bear, rejects the rest, and ends; how many were accepted."""
    call = ["-m", "xbrief", "review", source, "--dossier", str(root)]
    given = {"env": environment({"NO_COLOR": "1"}), "dimensions": (24, 80), "encoding": "utf-8"}
    child = pexpect.spawn(sys.executable, call, **given, timeout=TIME_LIMIT_SECONDS)
    accepted = 0
    child.expect_exact(PROMPT)
    while LAST not in child.before:
        doubted = ALARM.search(child.before) is not None
        if not doubted:
            child.send("a")
            doubted = child.expect_exact(["accepted: ", *REFUSED]) != 0
            accepted += not doubted
            child.expect_exact(PROMPT)
        if doubted:
            child.send("r")
            child.expect_exact("rejected")
            child.expect_exact(PROMPT)
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return accepted


def test_from_nothing_to_a_brief(tmp_path: Path) -> None:
    root = tmp_path / "solvik"
    begun = xbrief("init", root, "--company", "Solvik", "--home", "denmark", "--main", "e-bikes")
    assert begun.returncode == 0, begun.stderr
    (root / "texts").mkdir(exist_ok=True)
    nothing = xbrief("country", "canada", "--dossier", root)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "nothing is held on Canada yet" in nothing.stderr

    added = xbrief("add", ARTICLES, "--dossier", root)
    assert added.returncode == 0, added.stderr
    assert added.stdout.endswith("10 added\n")
    sources = sorted(path.stem for path in root.glob("[a-z]*-*.yaml"))
    assert len(sources) == 10
    again = xbrief("add", ARTICLES, "--dossier", root)
    assert again.stdout.endswith("\n10 held already\n")

    accepted = 0
    for source in sources:
        proposed = json.loads(xbrief("suggest", source, "--dossier", root, "--format", "json").stdout)["candidates"]
        assert proposed
        if source.startswith(BY_HAND):
            accepted += reviewed(root, source)
        else:
            done = xbrief("review", source, "--accept-above", "0.75", "--dossier", root)
            assert done.returncode == 0, done.stderr
    assert accepted >= 6

    checked = xbrief("check", "--dossier", root)
    assert checked.returncode == 0, checked.stdout
    assert "E407" in checked.stdout
    verified = xbrief("verify", "--dossier", root)
    assert verified.returncode == 0, verified.stdout
    assert xbrief("fmt", "--check", "--dossier", root).returncode == 0

    brief = unstamped(xbrief("country", "canada", "--dossier", root).stdout)
    assert "Laurent Cycles" in brief
    assert "13 percent" in brief
    assert "cargo bikes" in brief.lower()
    # What was reviewed by hand is told plainly; what came in a batch is counted as unseen.
    assert "not reviewed by a person" in brief
    assert "not reviewed" not in unstamped(xbrief("country", "norway", "--dossier", root).stdout)
