"""0 done, 1 the answer is no, 2 cannot; every failure says what and what to do, on stderr alone."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from tests.cli.process import CYCLES, TIME_LIMIT_SECONDS, copied, environment, failed, spoilt, xbrief
from xbrief.cli.run.guard import Guard
from xbrief.errors import BrokenPromise, XbriefError


@pytest.mark.parametrize("name", ["korea", "KR", "대한민국", "Südkorea", "Corée du Sud", "republic of korea", "410"])
def test_a_market_is_known_by_all_its_names(name: str) -> None:
    done = xbrief("country", name, "--length", "line")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("# Xiaomi in South Korea\n")


def test_a_country_without_facts_is_a_no_and_names_the_markets_that_have_some() -> None:
    failed(xbrief("country", "japan"), 1, "nothing is held on Japan", "South Korea (kr)", "Brazil (br)")
    failed(xbrief("country", "africa"), 1, "nothing is held on Africa", "markets with facts")
    failed(xbrief("compare", "korea", "japan"), 1, "nothing is held on Japan")


def test_a_day_before_the_first_source_is_a_no() -> None:
    failed(xbrief("country", "korea", "--as-of", "2001-01-01"), 1, "South Korea", "1 January 2001")
    failed(xbrief("country", "asia", "--as-of", "2001-01-01"), 1, "Asia", "1 January 2001")
    failed(xbrief("compare", "korea", "brazil", "--as-of", "2001-01-01"), 1, "South Korea")
    failed(xbrief("markets", "--as-of", "2001-01-01"), 1, "--as-of")


def test_a_typo_is_never_guessed() -> None:
    failed(xbrief("country", "kroea"), 2, "'kroea'", "did you mean", "Korea")
    failed(xbrief("country", "xyzzy"), 2, "'xyzzy'")
    failed(xbrief("country", "korea", ""), 2, "missing")


@pytest.mark.parametrize("names", [["korea"], ["korea", "kr"], ["korea", "South Korea", "410"]])
def test_one_market_cannot_be_compared(names: list[str]) -> None:
    failed(xbrief("compare", *names), 2, "one market", "xbrief country")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["contry"], ["'contry'", "did you mean country?"]),
        (["xyzzy"], ["'xyzzy'", "xbrief --help"]),
        (["country"], ["MARKET", "xbrief country --help"]),
        (["country", "korea", "--formt", "md"], ["--formt", "--format"]),
        (["country", "korea", "--format", "odt"], ["odt", "terminal"]),
        (["country", "korea", "--heading-level", "6"], ["6", "--heading-level"]),
        (["country", "korea", "--width", "3"], ["3", "--width"]),
        (["country", "korea", "--section", "wy"], ["'wy'", "did you mean `why`?"]),
        (["country", "korea", "--section", "why,xyzzy"], ["'xyzzy'", "sections: bottom"]),
        (["country", "korea", "--length", "line", "--section", "why,gaps"], ["why or gaps", "--length"]),
        (["compare", "korea", "brazil", "--section", "story"], ["'story'", "contrasts"]),
        (["country", "korea", "--as-of", "2016-02-30"], ["'2016-02-30' is no day", "YYYY-MM-DD"]),
        (["country", "korea", "--as-of", "20160229"], ["'20160229' is no day"]),
        (["explain", "wyh"], ["'wyh'", "did you mean why?"]),
        (["explain", "d30"], ["'d30'", "did you mean D3"]),
        (["explain", "xyzzyxyzzy"], ["'xyzzyxyzzy'", "lists them all"]),
    ],
)
def test_bad_usage_cannot_and_shows_the_way_out(args: list[str], words: list[str]) -> None:
    failed(xbrief(*args), 2, "hint: ", *words)


def test_xbrief_alone_prints_its_help() -> None:
    done = xbrief()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == xbrief("--help").stdout


def test_a_dossier_that_is_none_cannot(tmp_path: Path) -> None:
    failed(xbrief("country", "korea", "--dossier", tmp_path / "nowhere"), 2, "there is no folder", "dossier.yaml")
    failed(xbrief("country", "korea", "--dossier", tmp_path), 2, "there is no dossier.yaml")


@pytest.mark.parametrize("text", ["company: [", "categories: 3\n", "company: {name: Veloria}\n"])
def test_a_dossier_without_a_sound_dossier_yaml_cannot_and_shows_why(text: str, tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "dossier.yaml").write_text(text, encoding="utf-8")
    done = xbrief("country", "netherlands", "--dossier", root)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{root}/dossier.yaml:" in done.stderr
    assert f"error: the dossier in {root} cannot be used" in done.stderr


def test_faults_of_a_dossier_are_a_warning_and_the_brief_comes_all_the_same(tmp_path: Path) -> None:
    root = spoilt(tmp_path)
    done = xbrief("country", "canada", "--dossier", root)
    assert done.returncode == 0
    assert done.stdout.startswith("# Halden Cycles in Canada\n")
    warning = "problem in the dossier, one fact left out; see `xbrief check --dossier"
    assert warning in done.stderr
    assert done.stderr.startswith("warning: ")
    assert done.stderr.count("\n") == 1
    inside = xbrief("country", "canada", cwd=root)
    assert "; see `xbrief check`\n" in inside.stderr


def test_check_prints_the_problems_and_says_no(tmp_path: Path) -> None:
    root = spoilt(tmp_path)
    done = xbrief("check", "--dossier", root)
    assert done.returncode == 1
    assert f"{root}/prairieledger-2024-04-ca-exit.yaml:" in done.stdout
    assert "D301" in done.stdout
    assert "did you mean `e-bikes`?" in done.stdout
    assert done.stderr.startswith("error: ")
    assert "xbrief explain CODE" in done.stderr
    inside = xbrief("check", cwd=root)
    assert inside.stdout.startswith("prairieledger-2024-04-ca-exit.yaml:")


def test_check_of_a_sound_dossier_is_silent() -> None:
    done = xbrief("check", "--dossier", CYCLES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    root = copied(tmp_path)
    file = root / "prairieledger-2024-04-ca-exit.yaml"
    file.write_text("\ufeff" + file.read_text(encoding="utf-8"), encoding="utf-8")
    done = xbrief("check", "--dossier", root)
    assert done.returncode == 0
    assert "D103 warning" in done.stdout
    assert done.stderr == "warning: one warning\n"
    brief = xbrief("country", "canada", "--dossier", root)
    assert "one problem in the dossier; see" in brief.stderr


def test_a_broken_rule_of_the_dossier_cannot(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "rules").mkdir()
    (root / "rules" / "mine.yaml").write_text("id: mine\nform: nothing\n", encoding="utf-8")
    failed(xbrief("country", "canada", "--dossier", root), 2, "mine.yaml")
    told = xbrief("check", "--dossier", root)
    assert (told.returncode, told.stdout.partition(" ")[2][:4]) == (1, "D701")
    assert "rules/mine.yaml" in told.stdout


def test_an_interrupt_ends_without_a_word(tmp_path: Path) -> None:
    pipe = tmp_path / "out"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    # A page of the pipe holds less than a brief: the program waits in the middle of writing it.
    fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(end, True)
    child = subprocess.Popen(
        [sys.executable, "-m", "xbrief", "country", "nl", "--dossier", str(CYCLES), "--output", str(pipe)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    select.select([end], [], [], TIME_LIMIT_SECONDS)
    child.send_signal(signal.SIGINT)
    while os.read(end, 65536):
        pass
    os.close(end)
    out, err = child.communicate(timeout=TIME_LIMIT_SECONDS)
    assert (child.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (XbriefError("no", "try"), 2, "error: no\nhint: try\n"),
        (XbriefError("no\x1b[2J"), 2, "error: no\\x1b[2J\n"),
        (BrokenPromise("xx.rule.claim", "told as certain"), 2, "error: xx.rule.claim: told as certain\nhint: "),
        (KeyboardInterrupt(), 130, ""),
        (typer.TyperException("bad"), 2, "error: bad\nhint: `xbrief --help` shows how it is used\n"),
        (ZeroDivisionError("by zero"), 2, "error: a defect of xbrief: ZeroDivisionError: by zero\nhint: set XBRIEF_"),
    ],
)
def test_each_fault_has_its_code(
    fault: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XBRIEF_DEBUG", raising=False)
    with pytest.raises(SystemExit) as end, Guard():
        raise fault
    assert end.value.code == code
    told = capsys.readouterr().err
    assert told.startswith(said) if said else told == ""
    assert told.count("\n") == said.count("\n") or said.endswith(("hint: ", "XBRIEF_"))


def test_a_defect_shows_where_it_is_for_who_asks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XBRIEF_DEBUG", "1")
    with pytest.raises(SystemExit), Guard():
        raise ZeroDivisionError
    assert "Traceback" in capsys.readouterr().err


def test_a_guard_lets_an_end_pass() -> None:
    with Guard():
        pass
    with pytest.raises(SystemExit) as end, Guard():
        sys.exit(7)
    assert end.value.code == 7
