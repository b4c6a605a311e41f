"""Finished output comes again while nothing that it depends on has changed, and never after."""

from __future__ import annotations

import os
import shutil
import time
from binascii import crc32
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.process import CYCLES, Done, copied, shell, terminal, xbrief
from xbrief import __version__
from xbrief.cli.run import replay

SAID = b"kept, and said again\n"
FACT = "prairieledger-2024-04-ca-exit.yaml"


def run(root: Path, kept: Path | str, *args: str, env: Mapping[str, str | None] | None = None) -> Done:
    return xbrief(*(args or ("country", "canada")), cwd=root, env={"XBRIEF_CACHE": str(kept), **(env or {})})


def quiet(root: Path) -> Path:
    """The dossier once its files have been left alone for a tick of the clock."""
    newest = max(path.stat().st_ctime for path in [root, *root.rglob("*")])
    while time.time() - newest < 0.06:
        pass
    return root


def marked(kept: Path) -> int:
    """Makes every kept output say something else, by which a replay is known; how many there are."""
    paths = [*kept.glob("*.out")]
    for path in paths:
        head, _, rest = path.read_bytes().removeprefix(replay.MAGIC).partition(b"\n")
        _, named, watched, out, errors, code = (int(n) for n in head.split())
        rest = rest[: named + watched] + SAID + rest[named + watched + out :]
        numbers = (crc32(rest), named, watched, len(SAID), errors, code)
        path.write_bytes(replay.MAGIC + b" ".join(b"%d" % n for n in numbers) + b"\n" + rest)
    return len(paths)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return quiet(copied(tmp_path))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_the_same_call_is_answered_from_what_is_kept(dossier: Path, kept: Path) -> None:
    first, second = run(dossier, kept), run(dossier, kept)
    assert (second.returncode, second.stdout, second.stderr) == (first.returncode, first.stdout, first.stderr)
    assert marked(kept) == 1
    assert run(dossier, kept).stdout == SAID.decode()


@pytest.mark.parametrize(
    "args", [("country", "canada", "netherlands"), ("compare", "canada", "netherlands"), ("timeline", "canada")]
)
def test_briefs_comparisons_and_timelines_are_kept_each_by_its_arguments(
    args: tuple[str, ...], dossier: Path, kept: Path
) -> None:
    run(dossier, kept, *args)
    assert marked(kept) == 1
    assert run(dossier, kept, *args).stdout == SAID.decode()
    assert run(dossier, kept, *args, "--as-of", "2024-01-31").stdout != SAID.decode()


def test_warnings_and_the_exit_code_come_again(dossier: Path, kept: Path) -> None:
    text = (dossier / FACT).read_text("utf-8")
    (dossier / FACT).write_text(text.replace("categories: [e-bikes", "categories: [e-bykes", 1), "utf-8")
    quiet(dossier)
    first = run(dossier, kept)
    assert first.stderr.startswith("warning: ")
    none = run(dossier, kept, "country", "spain")
    assert none.returncode == 1
    assert marked(kept) == 2
    again, none_again = run(dossier, kept), run(dossier, kept, "country", "spain")
    assert (again.stdout, again.stderr, again.returncode) == (SAID.decode(), first.stderr, 0)
    assert (none_again.stderr, none_again.returncode) == (none.stderr, 1)


def same_size(root: Path) -> None:
    path = root / FACT
    held, times = path.read_bytes(), path.stat()
    with path.open("r+b") as file:
        file.write(held.replace(b"2024", b"2023", 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def swapped(root: Path) -> None:
    new = root / "new"
    new.write_bytes((root / FACT).read_bytes())
    new.replace(root / FACT)


def template(root: Path) -> None:
    (root / "templates").mkdir()
    shutil.copy(Path(__file__).parents[2] / "templates" / "brief.md.j2", root / "templates")


EDITS: Mapping[str, Callable[[Path], object]] = {
    "in place, of the same length, with the old time": same_size,
    "another file in its place": swapped,
    "a line more": lambda root: (root / FACT).write_text((root / FACT).read_text("utf-8") + "# more\n", "utf-8"),
    "a file less": lambda root: (root / FACT).unlink(),
    "a file more": lambda root: (root / "new-2024-01.yaml").write_text("id: new-2024-01\n", "utf-8"),
    "a template": template,
    "rules": lambda root: (root / "rules").mkdir(),
    "a lock": lambda root: (root / "words.lock").write_text("", "utf-8"),
    "an assessment": lambda root: (root / "assessments.yaml").write_text("[]\n", "utf-8"),
    "dossier.yaml": lambda root: os.utime(root / "dossier.yaml"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_no_edit_is_missed(edit: str, dossier: Path, kept: Path) -> None:
    run(dossier, kept)
    assert marked(kept) == 1
    EDITS[edit](dossier)
    after = run(dossier, kept)
    assert after.stdout != SAID.decode()
    assert (after.stdout, after.returncode) == (run(dossier, "off").stdout, run(dossier, "off").returncode)


@pytest.mark.parametrize(
    "env",
    [{"XBRIEF_TODAY": "2026-11-23"}, {"COLUMNS": "60"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}, {"PYTHONHASHSEED": "1"}],
    ids=str,
)
def test_another_day_or_environment_is_another_call(env: dict[str, str | None], dossier: Path, kept: Path) -> None:
    run(dossier, kept)
    assert marked(kept) == 1
    assert run(dossier, kept, env=env).stdout != SAID.decode()


def test_a_nearer_dossier_is_noticed(tmp_path: Path, kept: Path) -> None:
    (tmp_path / "desk" / "sources").parent.mkdir()
    shutil.copytree(CYCLES, tmp_path / "desk" / "sources")
    desk = quiet(tmp_path / "desk")
    run(desk, kept)
    assert marked(kept) == 1
    assert run(desk, kept).stdout == SAID.decode()
    (desk / "dossier.yaml").write_text("company: [", "utf-8")
    assert "cannot be used" in run(desk, kept).stderr


def test_what_was_just_changed_is_not_kept(dossier: Path) -> None:
    # A time that lies ahead is what a clock set back leaves behind.
    moment = time.time_ns() + 10**12
    os.utime(dossier / FACT, ns=(moment, moment))
    state = replay._quiet(str(dossier / FACT))
    assert state == (-1,)
    assert replay._quiet(str(quiet(dossier) / FACT)) != (-1,)


@pytest.mark.parametrize("args", [("country", "canada", "-o", "x.md"), ("check",), ("markets",), ("country", "--nope")])
def test_what_does_more_than_print_or_fails_is_not_kept(args: tuple[str, ...], dossier: Path, kept: Path) -> None:
    run(dossier, kept, *args)
    assert not kept.exists()


def test_off_keeps_nothing_and_a_terminal_sees_what_is_made_for_it(dossier: Path, kept: Path, tmp_path: Path) -> None:
    home = {"XBRIEF_CACHE": "off", "HOME": str(tmp_path / "home")}
    assert xbrief("country", "canada", cwd=dossier, env=home).returncode == 0
    assert not (tmp_path / "home").exists()
    terminal("country", "canada", cwd=dossier, env={"XBRIEF_CACHE": str(kept)})
    assert not kept.exists()


def test_by_default_it_lies_in_the_users_cache(dossier: Path, tmp_path: Path) -> None:
    for name, env in {
        ".cache/xbrief": {"HOME": str(tmp_path / "home")},
        "cache/xbrief": {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home" / "cache")},
    }.items():
        xbrief("country", "canada", cwd=dossier, env={"XBRIEF_CACHE": None, **env})
        found = [*(tmp_path / "home" / name).glob("*.out")]
        assert len(found) == 1
        assert found[0].stat().st_mode & 0o077 == 0


BROKEN: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda held: held[: len(held) // 2],
    "a bit": lambda held: held[:-1] + bytes([held[-1] ^ 1]),
    "of another version": lambda held: held.replace(b"output 1", b"output 0", 1),
    "no numbers": lambda held: replay.MAGIC + b"a b\n" + held,
    "junk": lambda _: os.urandom(400),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_is_made_anew(how: str, dossier: Path, kept: Path) -> None:
    first = run(dossier, kept)
    [path] = kept.glob("*.out")
    path.write_bytes(BROKEN[how](path.read_bytes()))
    again = run(dossier, kept)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
    assert marked(kept) == 1
    assert run(dossier, kept).stdout == SAID.decode()


def test_a_folder_that_cannot_be_written_is_no_fault(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = run(dossier, tmp_path / "file")
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    done = run(dossier, "/proc/xbrief")
    assert (done.returncode, done.stderr) == (0, "")


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    for number in range(replay.MOST + 20):
        (tmp_path / f"{number}.out").write_bytes(b"")
        os.utime(tmp_path / f"{number}.out", ns=(number, number))
    (tmp_path / "notes.txt").write_text("", "utf-8")
    replay._make_room(str(tmp_path))
    assert len([*tmp_path.glob("*.out")]) == replay.MOST - 1
    assert not (tmp_path / "20.out").exists()
    assert (tmp_path / "notes.txt").exists()


def test_twenty_at_once_on_nothing_kept(dossier: Path, kept: Path) -> None:
    want = run(dossier, "off").stdout
    command = "for n in 1 2 3 4 5 6; do xbrief country canada > $n.md & done; wait; cat ?.md | sort -u | wc -l"
    (dossier / "out").mkdir()
    done = shell(f"cd out; export XBRIEF_DOSSIER=..; {command}", dossier, {"XBRIEF_CACHE": str(kept)})
    assert int(done.stdout) == len(set(want.splitlines()))
    assert {path.suffix for path in kept.iterdir()} == {".out"}


def test_a_reader_that_leaves_and_a_full_disk(dossier: Path, kept: Path) -> None:
    run(dossier, kept)
    assert marked(kept) == 1
    env = {"XBRIEF_CACHE": str(kept)}
    assert shell("xbrief country canada | true", dossier, env).returncode == 0
    full = shell("xbrief country canada > /dev/full", dossier, env)
    assert full.returncode == 2
    assert full.stderr.startswith("error: standard output cannot be written")
    closed = shell("xbrief country canada >&-", dossier, env)
    assert (closed.returncode, "standard output is closed" in closed.stderr) == (2, True)


def test_the_version_needs_nothing_and_says_what_is_wrong_with_stdout() -> None:
    assert xbrief("--version").stdout == f"xbrief {__version__}\n"
    assert shell("xbrief --version > /dev/full", Path("/")).returncode == 2
    assert shell("xbrief --version >&-", Path("/")).returncode == 2


def test_what_answers_a_shell_that_completes_is_not_kept(dossier: Path, kept: Path) -> None:
    words = {"_XBRIEF_COMPLETE": "complete_bash", "COMP_WORDS": "xbrief country can", "COMP_CWORD": "2"}
    run(dossier, kept, "country", "canada", env=words)
    assert not kept.exists()


STEPS = st.lists(st.sampled_from([*EDITS, "nothing"]), min_size=2, max_size=5)


@settings(max_examples=5, deadline=None, database=None, derandomize=True)
@given(STEPS)
def test_nothing_stale_is_ever_printed(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        root, kept = copied(Path(folder)), Path(folder) / "kept"
        for step in steps:
            # The file, or the folder, of an edit may be gone or there after another.
            with suppress(OSError):
                EDITS.get(step, quiet)(root)
            seen, fresh = run(root, kept), run(root, "off")
            assert (seen.returncode, seen.stdout, seen.stderr) == (fresh.returncode, fresh.stdout, fresh.stderr)


def test_a_dossier_named_by_a_way_through_a_link(tmp_path: Path, kept: Path) -> None:
    (tmp_path / "far" / "sub").mkdir(parents=True)
    root = quiet(copied(tmp_path / "far"))
    (tmp_path / "link").symlink_to("far/sub")
    call = ("country", "canada", "--dossier", "link/../dossier")
    run(tmp_path, kept, *call)
    assert marked(kept) == 1
    assert run(tmp_path, kept, *call).stdout == SAID.decode()
    same_size(root)
    assert run(tmp_path, kept, *call).stdout == run(tmp_path, "off", *call).stdout != SAID.decode()


def test_of_the_folders_of_libraries_only_code_is_left_to_the_key() -> None:
    library = replay._LIBRARIES[0]
    assert replay._in_key(f"{library}/json/__init__.py")
    assert not replay._in_key(f"{library}/dossier/dossier.yaml")
    assert replay._in_key(f"{replay._PACKAGE}/rules/sellers.yaml")
