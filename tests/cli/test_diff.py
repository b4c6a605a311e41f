"""`xbrief diff` through a real process: between days, and against a revision of a repository made for the test."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import CYCLES, REPO, copied, failed, spoilt, terminal, xbrief

DAYS = ("--from", "2020-12-31", "--to", "2024-12-31")
PARTY = "prairieledger-2024-04-ca-exit.yaml"


def git(folder: Path, *args: str) -> str:
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", "-C", folder, *named, *args], env=known, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(folder: Path, words: str = "first") -> str:
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", words)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the invented dossier in its folder `dossier`, committed once; its rules silence one."""
    root = copied(tmp_path)
    (root / "rules").mkdir()
    (root / "rules" / "gaps.yaml").write_text("id: gaps\nsilence: true\n", encoding="utf-8")
    committed(tmp_path)
    return tmp_path


def changed(repository: Path, file: str, old: str, new: str) -> None:
    path = repository / "dossier" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_pipe_gets_markdown_with_footnotes_of_its_own() -> None:
    done = xbrief("diff", "netherlands", *DAYS, "--dossier", CYCLES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Halden Cycles, what has changed: Netherlands\n")
    assert "\nBetween 31 December 2020 and 31 December 2024, " in done.stdout
    assert "|   | 31 December 2020 | 31 December 2024 | Turned by |" in done.stdout
    used = set(re.findall(r"\[\^(nl-diff-\d+)\](?!:)", done.stdout))
    assert used == set(re.findall(r"^\[\^(nl-diff-\d+)\]:", done.stdout, re.MULTILINE))
    order = [h for h in re.findall(r"^## (.*)$", done.stdout, re.MULTILINE) if not h.startswith("Facts")]
    known = ["Conclusions that changed", "New conclusions", "Conclusions that fell away", "Changed by time alone"]
    known += ["On weaker evidence", "Confirmed anew", "Aged"]
    assert order == [h for h in known if h in order]
    assert order[0] == known[0]


def test_a_terminal_gets_old_beside_new() -> None:
    code, screen = terminal("diff", "nl", *DAYS, "--dossier", CYCLES, env={"NO_COLOR": "1"}, columns=80)
    assert code == 0
    assert re.search(r"^31 December 2020 +31 December 2024$", screen, re.MULTILINE)
    assert re.search(r"^└ turned by ", screen, re.MULTILINE)
    assert max(map(len, screen.splitlines())) <= 80
    plain = xbrief("diff", "nl", *DAYS, "--dossier", CYCLES, "--format", "terminal", "--ascii", "--width", "60").stdout
    assert max(map(len, plain.splitlines())) <= 60
    assert "- nl." in plain


def test_json_has_each_conclusion_before_and_after() -> None:
    done = xbrief("diff", "nl", "ca", *DAYS, "--format", "json", "--dossier", CYCLES)
    content = json.loads(done.stdout)
    assert content["schema"] == "xbrief.diff/1"
    assert (content["from"], content["to"]) == ({"as_of": "2020-12-31"}, {"as_of": "2024-12-31"})
    assert [m["market"] for m in content["markets"]] == ["nl", "ca"]
    market = content["markets"][0]
    conclusions = market["conclusions"]
    assert all(c["before"] or c["after"] for c in conclusions)
    assert all(c["before"] is None for c in conclusions if c["kind"] == "new")
    assert all(c["before"]["state"] != c["after"]["state"] for c in conclusions if c["kind"] in {"state", "lapsed"})
    assert all(c["turned_by"] for c in conclusions if c["kind"] == "state")
    assert market["summary"]["new"] == sum(c["kind"] == "new" and not c["retold"] for c in conclusions)
    assert market["summary"]["facts_added"] == len(market["facts"]["added"]) > 0


def test_a_day_with_itself_has_not_changed() -> None:
    done = xbrief("diff", "nl", "--from", "2024-12-31", "--to", "2024-12-31", "--dossier", CYCLES)
    assert done.returncode == 0
    assert "nothing changed: the facts are the same, and every conclusion reads as before." in done.stdout
    every = xbrief("diff", "--from", "2024-12-31", "--to", "2024-12-31", "--dossier", CYCLES)
    assert every.returncode == 0
    assert "nothing changed on any of the three markets held." in every.stdout


def test_to_is_today_or_the_day_of_the_evidence() -> None:
    today = xbrief("diff", "ca", "--from", "2024-12-31", "--dossier", CYCLES)
    assert "Between 31 December 2024 and 22 November 2026, " in today.stdout
    evidence = xbrief("diff", "ca", "--from", "2020-12-31", "--to", "evidence", "--dossier", CYCLES)
    assert evidence.returncode == 0
    assert "22 November 2026" not in evidence.stdout


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("nl",), 2, ("nothing to compare with", "--from DAY")),
        (("nl", "--from", "2020-01-01", "--against", "HEAD"), 2, ("cannot be had together",)),
        (("nl", "--from", "2024-01-01", "--to", "2020-01-01"), 2, ("is later than --to 2020-01-01", "earlier day")),
        (("nl", "--from", "2020-01-01", "--as-of", "2020-01-01"), 2, ("--as-of and --from cannot", "--to DAY")),
        (("nl", "--against", "HEAD", "--to", "2020-01-01", "--as-of", "2020-01-01"), 2, ("--as-of and --to cannot",)),
        (("nl", "--from", "evidence"), 2, ("--from: 'evidence' is no day", "write YYYY-MM-DD\n")),
        (("nl", "--from", "2020-01-01", "--to", "soon"), 2, ("'soon' is no day",)),
        (("netherland", "--from", "2020-01-01"), 2, ("Netherlands",)),
        (("germany", "--from", "2020-01-01"), 1, ("nothing is held on Germany",)),
        (("nl", "--from", "1999-01-01", "--to", "1999-01-02"), 1, ("nothing on the Netherlands", "later --to")),
        (("--from", "1999-01-01", "--to", "1999-01-02"), 1, ("nothing on any market was known by 2 January 1999",)),
    ],
)
def test_errors_help(args: tuple[str, ...], code: int, words: tuple[str, ...]) -> None:
    failed(xbrief("diff", *args, "--dossier", CYCLES), code, *words)


def test_against_a_revision_the_dossier_itself_is_compared(repository: Path) -> None:
    root = repository / "dossier"
    first = git(repository, "rev-parse", "HEAD")
    assert "nothing changed on any" in xbrief("diff", "--against", "HEAD", "--dossier", root).stdout
    git(repository, "tag", "v1")
    text = (root / PARTY).read_text(encoding="utf-8")
    id = re.findall(r"^ *-? *id: (ca-\S+)", text, re.MULTILINE)[0]
    (root / PARTY).unlink()
    done = xbrief("diff", "--against", "v1", "--format", "md", "--dossier", root)
    assert done.returncode == 0
    # The facts that link to those of the removed file are reported as unsound, as by any command.
    assert "Traceback" not in done.stderr
    assert "# Halden Cycles, what has changed: Canada\n" in done.stdout
    assert "what has changed: Japan" not in done.stdout
    assert f"v1 ({first[:12]}) to the working tree · evidence as of 22 November 2026" in done.stdout
    assert "## Facts removed" in done.stdout
    content = json.loads(xbrief("diff", "canada", "--against", "v1", "--format", "json", "--dossier", root).stdout)
    assert content["from"] == {"as_of": "2026-11-22", "revision": "v1", "commit": first}
    assert id in [f["id"] for f in content["markets"][0]["facts"]["removed"]]
    turned = [c for c in content["markets"][0]["conclusions"] if c["kind"] in {"state", "gone"}]
    assert turned
    assert all(c["cause"] == "facts" for c in turned)


def test_two_states_are_compared_on_the_day_that_is_asked_for(repository: Path) -> None:
    root = repository / "dossier"
    args = ("diff", "netherlands", "--against", "HEAD", "--format", "json", "--dossier", root)
    content = json.loads(xbrief(*args, "--as-of", "2020-12-31").stdout)
    assert (content["from"]["as_of"], content["to"]["as_of"]) == ("2020-12-31", "2020-12-31")
    assert xbrief(*args, "--to", "2020-12-31").stdout == xbrief(*args, "--as-of", "2020-12-31").stdout
    newest = json.loads(xbrief(*args, "--as-of", "evidence").stdout)["to"]["as_of"]
    assert "2020-12-31" < newest < "2026-11-22"
    failed(xbrief(*args, "--as-of", "soon"), 2, "'soon' is no day")
    failed(xbrief(*args, "--as-of", "1999-01-01"), 1, "was known by 1 January 1999", "--as-of DAY with --against")


def test_a_changed_fact_is_told_by_field_and_a_note_changes_nothing(repository: Path) -> None:
    root = repository / "dossier"
    claim = re.findall(r"^ *claim: (.*)$", (root / PARTY).read_text(encoding="utf-8"), re.MULTILINE)[0]
    changed(repository, PARTY, f"claim: {claim}", f"claim: {claim}\n  note: seen again")
    assert "nothing changed on any" in xbrief("diff", "--against", "HEAD", "--dossier", root).stdout
    changed(repository, PARTY, f"claim: {claim}", "claim: It is otherwise.")
    done = xbrief("diff", "ca", "--against", "HEAD", "--dossier", root)
    assert f"  - claim: “{claim}” → “It is otherwise.”" in done.stdout
    assert "one fact was changed" in done.stdout


def test_a_rule_and_a_name_that_differ_are_told(repository: Path) -> None:
    (repository / "dossier" / "rules" / "gaps.yaml").unlink()
    done = xbrief("diff", "nl", "--against", "HEAD", "--dossier", repository / "dossier")
    assert "Rules that differ: gaps." in done.stdout
    assert "Turned by a change of the rule." in done.stdout
    changed(repository, "dossier.yaml", "name: Halden Cycles", "name: Halden Velo")
    done = xbrief("diff", "nl", "--against", "HEAD", "--dossier", repository / "dossier")
    assert "Parts of dossier.yaml that differ: company." in done.stdout
    assert "names or terms in dossier.yaml" in done.stdout


def test_the_top_of_a_repository_and_a_folder_in_a_hook_will_do(tmp_path: Path) -> None:
    root = copied(tmp_path)
    committed(root)
    hook = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_WORK_TREE": "/"}
    done = xbrief("diff", "--against", "main", cwd=root, env=hook)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing changed on any of the three markets held." in done.stdout


def test_revisions_that_cannot_be_had_are_clear_errors(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = repository / "dossier"
    failed(xbrief("diff", "--against", "mian", "--dossier", root), 2, "no revision 'mian'", "did you mean main?")
    failed(xbrief("diff", "--against", "xyzzy", "--dossier", root), 2, "no revision 'xyzzy'", "that was fetched")
    failed(xbrief("diff", "--against", "--output=x", "--dossier", root), 2, "no revision '--output=x'")
    failed(xbrief("diff", "--against", "HEAD:dossier", "--dossier", root), 2, "no revision 'HEAD:dossier'")
    other = copied(tmp_path_factory.mktemp("plain"))
    failed(xbrief("diff", "--against", "HEAD", "--dossier", other), 2, "lies in no git repository", "--from DAY")
    failed(xbrief("diff", "--against", "HEAD", "--dossier", root, env={"PATH": "/nowhere"}), 2, "needs git", "--from")
    moved = repository / "elsewhere"
    root.rename(moved)
    failed(xbrief("diff", "--against", "HEAD", "--dossier", moved), 2, "no dossier.yaml stands in elsewhere", "later")


def test_an_earlier_dossier_with_faults_is_told_by_its_revision(tmp_path: Path) -> None:
    root = spoilt(tmp_path)
    committed(root)
    changed(tmp_path, PARTY, "categories: [e-bykes", "categories: [e-bikes")
    done = xbrief("diff", "--against", "HEAD", "--dossier", root)
    assert done.returncode == 0
    assert done.stderr == "warning: one problem in the dossier of HEAD:., one fact left out\n"
    assert "## Facts added" in done.stdout
    (root / "dossier.yaml").rename(root / "kept")
    (root / "dossier.yaml").write_text("company: [", encoding="utf-8")
    committed(root)
    (root / "kept").rename(root / "dossier.yaml")
    done = xbrief("diff", "--against", "HEAD", "--dossier", root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "HEAD:./dossier.yaml:" in done.stderr
    assert "error: the dossier of HEAD:. cannot be used" in done.stderr
    (root / "rules").mkdir()
    (root / "rules" / "mine.yaml").write_text("id: mine\nform: nothing\n", encoding="utf-8")
    committed(root)
    (root / "rules" / "mine.yaml").unlink()
    failed(xbrief("diff", "--against", "HEAD", "--dossier", root), 2, "HEAD:./rules/mine.yaml")


def test_what_is_no_file_of_its_own_is_not_read_from_a_revision(repository: Path) -> None:
    root = repository / "dossier"
    (root / "away.yaml").symlink_to(root / PARTY)
    committed(repository, "a link")
    (root / "away.yaml").unlink()
    done = xbrief("diff", "--against", "HEAD", "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing changed on any" in done.stdout


def test_the_result_goes_into_a_file_and_is_the_same_each_time(tmp_path: Path) -> None:
    out = tmp_path / "changed.md"
    args = ("diff", "brazil", "--from", "2016-06-30", "--dossier", REPO / "sources")
    assert xbrief(*args, "--output", out, "--heading-level", "3").returncode == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("### ")
    assert text == xbrief(*args, "--heading-level", "3").stdout


def test_a_new_name_of_a_fact_confirms_nothing(repository: Path) -> None:
    root = repository / "dossier"
    text = (root / PARTY).read_text(encoding="utf-8")
    id = re.findall(r"id: (ca-\S+)", text)[0]
    for page in root.glob("*.yaml"):
        held = page.read_text(encoding="utf-8")
        page.write_text(re.sub(rf"\b{id}\b(?!-)", f"{id}-x", held), encoding="utf-8")
    renamed = (
        (root / PARTY).read_text(encoding="utf-8").replace(f"id: {id}-x", f"id: {id}-x\n  renamed_from: [{id}]", 1)
    )
    (root / PARTY).write_text(renamed, encoding="utf-8")
    done = xbrief("diff", "--against", "HEAD", "--format", "json", "--dossier", root)
    assert (done.returncode, done.stderr) == (0, "")
    for market in json.loads(done.stdout)["markets"]:
        assert market["conclusions"] == []
        assert (market["facts"]["added"], market["facts"]["removed"]) == ([], [])
