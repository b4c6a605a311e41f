"""Breaks each promise of the design in turn, in a copy of the repository: the suite must notice (`make break`).

One small patch a promise, and the tests that must turn red under it. They are run once unbroken first: a suite that is
red anyway notices nothing. Exit code 1 where a patch survives, or no longer fits the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist", "build", "htmlcov")
TIME_LIMIT_SECONDS = 600
# What pytest says where tests ran and some failed; any other code is no verdict.
RED = 1


@dataclass(frozen=True)
class Break:
    promise: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


TRUTH, CLAIMS = "tests/truth/test_truth.py", "tests/properties/test_claims.py"
RULES, BRIEFS = "tests/properties/test_rules.py", "tests/properties/test_briefs.py"
BREAKS = (
    Break(
        "1 No orphan",
        "the guard lets a finding pass that cites nothing",
        "xbrief/rules/guard.py",
        "        _orphan(finding)\n",
        "",
        (f"{RULES}::test_an_orphan_is_caught",),
    ),
    Break(
        "2 Nothing upgraded",
        "speculation sets a state",
        "xbrief/claims/marks.py",
        'fact.certainty == "speculated" or ',
        "",
        (CLAIMS, "-k", "rumour"),
    ),
    Break(
        "2 Nothing upgraded",
        "the guard lets speculation pass as fact",
        "xbrief/rules/guard.py",
        "        _hedged(finding, rules)\n",
        "",
        (f"{RULES}::test_speculation_told_as_fact_is_caught",),
    ),
    Break(
        "2 Nothing upgraded",
        "a slot prints what no cited fact has",
        "xbrief/rules/guard.py",
        "        _covered(finding, facts, ledger)\n",
        "",
        (f"{RULES}::test_what_no_cited_fact_has_is_caught",),
    ),
    Break(
        "3 Nothing outlives its evidence",
        "a stale state loses its day",
        "xbrief/rules/engine.py",
        'return prefixed(f"when last reported, {dates.at(first.when)}, ", statement)',
        "return statement",
        (f"{RULES}::test_what_is_stale_is_told_in_the_past",),
    ),
    Break(
        "4 Conflicts shown",
        "retellings of one origin count twice",
        "xbrief/claims/origin.py",
        "    if fact.origin:\n        return fact.origin\n",
        "",
        (TRUTH, "-k", "br-2016-06-30-6 or us-2015-02-28-9 or us-2015-02-28-6"),
    ),
    Break(
        "4 Conflicts shown",
        "links that dispute are ignored",
        "xbrief/claims/dispute.py",
        'if link.kind in {"disputes", "denies"} and',
        "if False and",
        (TRUTH, "-k", "learnt and (kr-2016-04-30-9 or br-2016-06-30-5)"),
    ),
    Break(
        "4 Conflicts shown",
        "two findings may contradict each other",
        "xbrief/rules/guard.py",
        "            if before != state:\n",
        "            if False:\n",
        (f"{RULES}::test_two_findings_that_contradict_each_other_are_caught",),
    ),
    Break(
        "5 Gaps shown",
        "the rule of gaps is silent",
        "xbrief/rules/forms/gap.py",
        "        if not _held(ctx, query):",
        "        if False:",
        (TRUTH, "-k", "learnt and us-2015-02-28-10"),
    ),
    Break(
        "6 Time",
        "the as-of day hides no later source",
        "xbrief/claims/when.py",
        "is not None and day <= as_of}",
        "is not None}",
        (CLAIMS, "-k", "later or rest_on"),
    ),
    Break(
        "7 Same in, same out",
        "the order of files shows",
        "xbrief/claims/when.py",
        "for i, f in sorted(dossier.facts.items()) if",
        "for i, f in dossier.facts.items() if",
        (CLAIMS, "-k", "order"),
    ),
    Break(
        "8 Pipes",
        "footnotes of two briefs share their labels",
        "xbrief/render/notes.py",
        'f"{brief.key}-{n}"',
        'f"{n}"',
        (f"{BRIEFS}::test_briefs_that_are_joined_share_no_label",),
    ),
    Break(
        "8 Pipes",
        "words of a dossier act as Markdown",
        "xbrief/render/markdown.py",
        'return _SPECIAL.sub(r"\\\\\\1", flat)',
        "return flat",
        (f"{BRIEFS}::test_no_word_of_a_dossier_is_markup",),
    ),
    Break(
        "9 Errors help",
        "a typo gets no nearest name",
        "xbrief/problems.py",
        'return f"did you mean `{found[0]}`?" if found else ""',
        'return ""',
        ("tests/unit", "-k", "refs or schema or load"),
    ),
    Break(
        "9 Errors help",
        "a problem no longer shows its line",
        "xbrief/problems.py",
        "if problem.line and problem.excerpt.strip():",
        "if False:",
        ("tests/unit/test_problems.py",),
    ),
)


def verdict(copy: Path, tests: Sequence[str]) -> int:
    """The exit code of pytest in the copy."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, timeout=TIME_LIMIT_SECONDS, check=False
    )
    return done.returncode


def broken(copy: Path, one: Break) -> str:
    """What came of it: `red` as it should be, or what is wrong."""
    path = copy / one.file
    text = path.read_text(encoding="utf-8")
    if text.count(one.old) != 1:
        return f"THE PATCH FITS {text.count(one.old)} PLACES"
    if verdict(copy, one.tests) != 0:
        return "RED BEFORE ANYTHING IS BROKEN"
    path.write_text(text.replace(one.old, one.new), encoding="utf-8")
    try:
        code = verdict(copy, one.tests)
    finally:
        path.write_text(text, encoding="utf-8")
    return "red" if code == RED else "SURVIVED" if code == 0 else f"NO VERDICT (pytest says {code})"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(REPO, copy, ignore=LEFT_OUT)
        failed = 0
        for one in BREAKS:
            found = broken(copy, one)
            failed += found != "red"
            print(f"{one.promise:<32}  {one.what:<50}  {found}", flush=True)
    print(f"{len(BREAKS) - failed} of {len(BREAKS)} broken promises were noticed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
