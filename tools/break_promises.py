"""Breaks each promise of the design in turn, in a copy of the repository: the suite must notice (`make break`).

One small patch a promise, and the tests that must turn red under it. They are run unbroken first: a suite that is red
anyway notices nothing. Exit code 1 where a patch survives, or no longer fits the program.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist", "build", "htmlcov")
TIME_LIMIT_SECONDS = 600
# What pytest says where tests ran and some failed; any other code is no verdict.
RED = 1
# `#` promise and how it is broken, `@` file, `-` words that stand there once, `+` words instead of them, `?` tests.
PATCHES = r"""
# 1 No orphan: the guard passes a finding that cites nothing
@ xbrief/rules/guard.py
-         _orphan(finding)
+         pass
? tests/properties/test_rules.py -k orphan_is_caught

# 2 Nothing upgraded: speculation sets a state
@ xbrief/claims/marks.py
- if fact.certainty == "speculated" or
+ if
? tests/properties/test_claims.py -k rumour

# 2 Nothing upgraded: the guard passes speculation told as fact
@ xbrief/rules/guard.py
-         _hedged(finding, rules)
+         pass
? tests/properties/test_rules.py -k told_as_fact

# 2 Nothing upgraded: the guard passes what no cited fact has
@ xbrief/rules/guard.py
-         _covered(finding, facts, ledger)
+         pass
? tests/properties/test_rules.py -k no_cited_fact_has

# 2 Nothing upgraded: a plan is as good as a deed
@ xbrief/claims/marks.py
- or fact.status in OUTLOOKS:
+ or False:
? tests/truth/test_truth.py -k "nowhere and (us-2015-02-28 or br-2015-09-30)"

# 3 Nothing outlives its evidence: a stale state loses its day
@ xbrief/rules/engine.py
- return prefixed(f"when last reported,
+ return statement or prefixed(f"when last reported,
? tests/properties/test_rules.py -k told_in_the_past

# 3 Nothing outlives its evidence: silence confirms
@ xbrief/claims/when.py
- return as_of - low(when) > timedelta(days=days)
+ return False
? tests/truth/test_truth.py -k "nowhere and us-2026-11-22-1"

# 4 Conflicts shown: retellings of one origin count twice
@ xbrief/claims/origin.py
-     if fact.origin:
+     if False:
? tests/truth/test_truth.py -k "br-2016-06-30-6 or us-2015-02-28-6"

# 4 Conflicts shown: links that dispute are ignored
@ xbrief/claims/dispute.py
- if link.kind in {"disputes", "denies"} and
+ if False and
? tests/truth/test_truth.py -k "learnt and (kr-2016-04-30-9 or br-2016-06-30-5)"

# 4 Conflicts shown: two findings may contradict each other
@ xbrief/rules/guard.py
-             if before != state:
+             if False:
? tests/properties/test_rules.py -k contradict

# 4 Conflicts shown: what is found is kept back
@ xbrief/brief/parts.py
- (*declared, *found))
+ (*declared,))
? tests/unit/test_brief_conflicts.py -k what_was_found

# 4 Conflicts shown: what the curator has settled is told as found
@ xbrief/claims/clash.py
- and not links.settled(
+ and links is not links.settled(
? tests/unit/test_claims_clash.py -k curator_s

# 5 Gaps shown: the rule of gaps is silent
@ xbrief/rules/forms/gap.py
- ctx: Context, wanted: Mapping[str, Any]) -> tuple[Fact, ...]:
+ ctx: Context, wanted: Mapping[str, Any]) -> tuple[Fact, ...]:
+     return tuple(ctx.ledger.known.values())
? tests/truth/test_truth.py -k "learnt and es-2017-11-30-9"

# 6 Time: the as-of day hides no later source
@ xbrief/claims/when.py
- is not None and day <= as_of}
+ is not None}
? tests/properties/test_claims.py -k rest_on

# 7 Same in, same out: the order of files shows
@ xbrief/claims/when.py
- for i, f in sorted(dossier.facts.items()) if
+ for i, f in dossier.facts.items() if
? tests/properties/test_claims.py -k order

# 8 Pipes: the footnotes of two briefs share their labels
@ xbrief/render/notes.py
- f"{brief.key}-{n}"
+ f"xx-{n}"
? tests/properties/test_briefs.py -k label

# 8 Pipes: words of a dossier act as Markdown
@ xbrief/render/markdown.py
-     return _SPECIAL.sub(r"\\\1", flat)
+     return flat
? tests/properties/test_briefs.py -k markup

# 9 Errors help: a typo gets no nearest name
@ xbrief/problems.py
- return f"did you mean `{found[0]}`?" if found else ""
+ return ""
? tests/unit/test_refs.py tests/unit/test_schema.py tests/unit/test_load.py

# 9 Errors help: a problem no longer shows its line
@ xbrief/problems.py
- if problem.line and problem.excerpt.strip():
+ if False:
? tests/unit/test_problems.py
"""


@dataclass(frozen=True)
class Break:
    title: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def breaks() -> Iterator[Break]:
    for block in PATCHES.strip().split("\n\n"):
        lines: dict[str, list[str]] = {mark: [] for mark in "#@-+?"}
        for line in block.splitlines():
            lines[line[0]].append(line[2:])
        title, file, old, new, tests = ("\n".join(found) for found in lines.values())
        yield Break(title, file, old, new, tuple(shlex.split(tests)))


def verdict(copy: Path, tests: tuple[str, ...]) -> int:
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
    if len(re.findall(re.escape(one.old), text)) != 1:
        return "THE PATCH NO LONGER FITS"
    if verdict(copy, one.tests) != 0:
        return "RED BEFORE ANYTHING IS BROKEN"
    path.write_text(text.replace(one.old, one.new), encoding="utf-8")
    code = verdict(copy, one.tests)
    path.write_text(text, encoding="utf-8")
    return "red" if code == RED else "SURVIVED" if code == 0 else f"NO VERDICT (pytest says {code})"


def main() -> int:
    results: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(REPO, copy, ignore=LEFT_OUT)
        for one in breaks():
            results.append(broken(copy, one))
            print(f"{one.title:<72}{results[-1]}", flush=True)
    print(f"{results.count('red')} of {len(results)} broken promises were noticed")
    return 0 if set(results) == {"red"} else 1


if __name__ == "__main__":
    sys.exit(main())
