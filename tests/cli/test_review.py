"""Candidates reviewed at a terminal, key by key, and in a batch; whenever the process is killed, nothing is lost."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pexpect
import pytest

from tests.cli.process import REPO, TIME_LIMIT_SECONDS, Done, copied, environment, failed, xbrief
from tests.cli.suggested import TEXT
from tests.unit.small_dossiers import fact, source, write
from xbrief.dossier.load import load
from xbrief.evidence import lock
from xbrief.intake.review import record

SOURCE = "ex-2020-02"
ASKED = "help "
LAST = "that was the last one:"
HELD = fact("id: ch-ex2002-shop\nkind: view\nabout: the shop\nanchor: a small place\nclaim: The shop is small.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A source with one fact and a comment at its end, and its text."""
    page = source(HELD).replace("language: sv", "language: en") + "# to be read on\n"
    root = write(tmp_path / "dossier", {f"{SOURCE}.yaml": page})
    (root / "texts").mkdir()
    (root / "texts" / f"{SOURCE}.txt").write_text(TEXT, "utf-8")
    return root


def at_terminal(
    root: Path, *args: str, env: Mapping[str, str | None] | None = None, columns: int = 80
) -> pexpect.spawn:
    """A review on a pseudo-terminal, with the stand-in's candidates; what it shows is kept."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tests.cli.suggested", "review", SOURCE, "--dossier", str(root), *args],
        cwd=str(REPO),
        env=environment({"NO_COLOR": "1", **(env or {})}),
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
    )
    child.logfile_read = StringIO()
    return child


def batch(root: Path, score: str) -> Done:
    """A run without a terminal."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.cli.suggested",
            "review",
            SOURCE,
            "--accept-above",
            score,
            "--dossier",
            str(root),
        ],
        cwd=REPO,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )


def press(child: pexpect.spawn, keys: str) -> None:
    """Each key once the program asks for one."""
    for key in keys:
        child.expect([ASKED, "q quit "])
        child.send(key)


def told(child: pexpect.spawn, words: str) -> None:
    """Waits for words, wherever the lines break."""
    child.expect(r"\s+".join(map(re.escape, words.split())))


def type_field(child: pexpect.spawn, name: str, typed: str | None = None) -> None:
    """A field named, and where there is one a value in the place of the old one."""
    press(child, "f")
    child.expect("field: ")
    child.sendline(name)
    if typed is not None:
        child.expect(f"{name}: ")
        child.send("\x15")
        child.sendline(typed)


def ended(child: pexpect.spawn) -> str:
    """All that the screen has shown, once the program has come to its end."""
    child.read()
    child.close()
    shown = child.logfile_read.getvalue().replace("\r\n", "\n")
    assert child.exitstatus == 0, shown
    return str(shown)


def ids(root: Path) -> list[str]:
    """The facts of the source as they stand in its file; the dossier is sound."""
    loaded = load(root)
    assert not loaded.errors
    facts = [f for f in (*loaded.dossier.facts.values(), *loaded.dossier.retracted.values()) if f.source == SOURCE]
    return [f.id for f in sorted(facts, key=lambda f: f.place.line)]


def page(root: Path) -> str:
    return (root / f"{SOURCE}.yaml").read_text("utf-8")


def hows(root: Path) -> dict[str, str]:
    lines, broken = record.parse((root / record.FILE).read_text("utf-8"))
    assert not broken
    return {line.what: line.how for line in lines.values()}


def test_what_is_accepted_is_written_with_what_it_names_and_its_words(folder: Path) -> None:
    xbrief("fmt", "--dossier", folder)
    before = page(folder)
    child = at_terminal(folder)
    press(child, "aq")
    shown = ended(child)
    assert "1 of 4  event.opens, score 0.93" in shown
    assert "+ new party lumina: {name: Lumina, type: retailer, home: ch}" in shown
    assert "«Lamps are what the maker is known for" in shown
    assert "nothing to say" in shown
    assert "idle" not in shown, "what the fact does not name is not written"
    assert "accepted: ch-ex2002-lumina\n" in shown
    assert "1 accepted; three candidates left: `xbrief review ex-2020-02` goes on" in shown
    after = page(folder)
    assert after.startswith(before.removesuffix("# to be read on\n"))
    assert after.endswith("# to be read on\n")
    assert "  at: '2020-02'\n" in after
    assert ids(folder) == ["ch-ex2002-shop", "ch-ex2002-lumina"]
    parties = load(folder).dossier.parties
    assert (parties["lumina"].name, "idle" in parties) == ("Lumina", False)
    entries, _ = lock.parse((folder / lock.NAME).read_text("utf-8"))
    assert entries["ch-ex2002-lumina"].how == "found"
    assert xbrief("fmt", "--check", "--dossier", folder).returncode == 0
    checked = xbrief("check", "--texts", folder / "texts", "--dossier", folder)
    assert "lumina" not in checked.stdout, "a fresh check says what the card said"


def test_each_candidate_comes_once_and_what_was_skipped_comes_last(folder: Path) -> None:
    child = at_terminal(folder)
    press(child, "sra")
    told(child, "E501 rate_percent 21 is not in")
    child.send("q")
    ended(child)
    assert hows(folder) == {"event.opens": "skipped", "offer.sells": "rejected", "ch-ex2002-import-duty": "accepted"}
    again = at_terminal(folder)
    press(again, "ssq")
    shown = ended(again)
    assert "1 of 2  cause.because" in shown
    assert "2 of 2  event.opens, score 0.93, skipped before" in shown
    assert f"{LAST}  u undo  q quit" in shown
    assert "2 skipped; none left" in shown


def test_what_cannot_stand_is_not_accepted_until_it_is_mended(folder: Path) -> None:
    child = at_terminal(folder)
    press(child, "sssa")
    told(child, "it cannot stand like this")
    type_field(child, "off")
    told(child, "did you mean `of`?")
    type_field(child, "of", "ch-ex2002-shop")
    type_field(child, "anchor", "said that kettles … and more")
    press(child, "a")
    told(child, "its words are not to be found")
    type_field(child, "anchor", "too dear … of taxes")
    press(child, "aq")
    shown = ended(child)
    assert "✗ check D202 `of` is missing" in shown
    assert "✗ words E401" in shown
    assert "accepted: ch-ex2002-tax\n" in shown
    made = load(folder).dossier.facts["ch-ex2002-tax"]
    assert (made.anchor, made.of and made.of.fact) == ("too dear … of taxes", "ch-ex2002-shop")
    assert "says: {unnamed: an analyst}" in page(folder)


def test_fields_may_be_taken_out_and_left_alone(folder: Path) -> None:
    child = at_terminal(folder)
    type_field(child, "")
    told(child, "nothing changed")
    type_field(child, "at", "")
    told(child, "D211 an event needs `at` or `status`")
    type_field(child, "products", "[Lumo, Lumo 2]")
    type_field(child, "market", "null")
    type_field(child, "market", "ch")
    press(child, "f")
    child.expect("field: ")
    child.send("parties\n\x15\x04")
    told(child, "nothing changed")
    type_field(child, "at", "2020-02-01/2020-02-03")
    press(child, "aq")
    assert "null (the company itself)" in ended(child)
    assert "  products: [Lumo, Lumo 2]\n  claim: " in page(folder)
    assert "  at: 2020-02-01/2020-02-03\n" in page(folder).replace("'", "")
    assert load(folder).dossier.facts["ch-ex2002-lumina"].parties == ("lumina",)


def editor(folder: Path, line: str) -> dict[str, str]:
    """An editor that does one thing to the file that it is given, the last word of its call."""
    script = folder.parent / "editor.sh"
    script.write_text(f"#!/bin/sh\nfor last; do :; done\n{line}\n", "utf-8")
    script.chmod(0o755)
    return {"EDITOR": str(script)}


def test_a_fact_is_edited_whole(folder: Path) -> None:
    child = at_terminal(folder, env=editor(folder, 'sed -i "s/Lumina,/Lumina AG,/; s/a shop in/one shop in/" "$last"'))
    press(child, "eaq")
    assert "{name: Lumina AG, type: retailer, home: ch}" in ended(child)
    assert load(folder).dossier.parties["lumina"].name == "Lumina AG"
    assert load(folder).dossier.facts["ch-ex2002-lumina"].claim == "Nordwind has opened one shop in Bern with Lumina."


def test_what_is_broken_in_the_editor_is_kept_for_the_next_time(folder: Path) -> None:
    kept = folder.parent / "kept"
    line = f'cat "$last" >> {kept}; echo "brok: en: x" >> "$last"'
    child = at_terminal(folder, env=editor(folder, line))
    press(child, "ee")
    told(child, "not valid YAML")
    told(child, "e goes on with it")
    press(child, "q")
    ended(child)
    assert kept.read_text("utf-8").count("brok: en: x") == 1
    assert ids(folder) == ["ch-ex2002-shop"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('printf "# gone" > "$last"', "nothing is left of the fact"),
        ('echo "new: [x]" >> "$last"', "the key `new` stands here twice"),
        ('sed -i "s/^new:/new: x/; /^  parties/,\\$d" "$last"', "`new` holds no entries"),
        ("exit 3", "ended with 3"),
        ('rm "$last"', "fact.yaml cannot be read: "),
        ('rm "$last"', "took it away; nothing was changed"),
    ],
)
def test_an_editor_that_leaves_nothing_to_use(folder: Path, line: str, words: str) -> None:
    child = at_terminal(folder, env=editor(folder, line))
    press(child, "e")
    told(child, words)
    press(child, "q")
    ended(child)
    assert ids(folder) == ["ch-ex2002-shop"]


def test_without_an_editor_the_way_out_is_told(folder: Path) -> None:
    child = at_terminal(folder)
    press(child, "e")
    told(child, "neither VISUAL nor EDITOR names an editor; set one of them")
    press(child, "q")
    ended(child)


def test_answers_are_undone_one_by_one(folder: Path) -> None:
    files = {path: path.read_bytes() for path in folder.glob("*.yaml")}
    child = at_terminal(folder)
    press(child, "uasrsuuuuq")
    shown = ended(child)
    assert "there is nothing to undo" in shown
    assert [shown.count(f"undone: {how}") for how in ("accepted", "skipped", "rejected")] == [1, 2, 1]
    assert shown.count("1 of 4") == 2
    assert "nothing changed; four candidates left" in shown
    assert {path: path.read_bytes() for path in folder.glob("*.yaml")} == files
    assert hows(folder) == {}
    assert lock.parse((folder / lock.NAME).read_text("utf-8"))[0] == {}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(folder: Path) -> None:
    child = at_terminal(folder)
    child.expect(ASKED)
    file = folder / f"{SOURCE}.yaml"
    file.write_text(page(folder) + "# by another hand\n", "utf-8")
    child.send("a")
    told(child, "ex-2020-02.yaml has changed in the meantime")
    press(child, "sua")
    told(child, "accepted: ch-ex2002-lumina")
    child.expect(ASKED)
    file.write_text(page(folder) + "# and again\n", "utf-8")
    child.send("u")
    told(child, "ex-2020-02.yaml has changed in the meantime")
    press(child, "q")
    ended(child)
    assert page(folder).endswith("# to be read on\n# by another hand\n# and again\n")
    assert ids(folder) == ["ch-ex2002-shop", "ch-ex2002-lumina"]


@pytest.mark.parametrize("key", ["\x03", "\x04", "q"])
def test_the_terminal_is_as_it_was_however_it_ends(folder: Path, key: str) -> None:
    child = pexpect.spawn(
        "bash", ["--norc"], cwd=str(REPO), env=environment({"PS1": "$ "}), encoding="utf-8", timeout=TIME_LIMIT_SECONDS
    )
    child.sendline("stty -g")
    child.expect(r"[\r\n]([0-9a-f]+:[0-9a-f:]+)\r\n")
    before = child.match[1]
    child.sendline(f"{sys.executable} -m tests.cli.suggested review {SOURCE} --dossier {folder}; echo code $?")
    child.expect(ASKED)
    child.send("\x1b[A")
    child.send("é")
    child.send(key)
    child.expect(r"code (\d+)\r\n")
    assert child.match[1] == ("130" if key == "\x03" else "0")
    child.sendline("stty -g")
    child.expect(r"[\r\n]([0-9a-f]+:[0-9a-f:]+)\r\n")
    assert child.match[1] == before
    child.sendline("exit")
    child.close()


def shell_of(columns: int = 80) -> pexpect.spawn:
    """A shell with job control on a pseudo-terminal; what it shows is kept."""
    child = pexpect.spawn(
        "bash",
        ["--norc"],
        cwd=str(REPO),
        env=environment({"PS1": "$ ", "NO_COLOR": "1"}),
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=TIME_LIMIT_SECONDS,
    )
    child.logfile_read = StringIO()
    return child


def setting(child: pexpect.spawn) -> str:
    """How the terminal is set."""
    child.sendline("stty -g")
    child.expect(r"[\r\n]([0-9a-f]+:[0-9a-f:]+)\r\n")
    return str(child.match[1])


def test_a_review_that_is_stopped_goes_on_with_its_card(folder: Path) -> None:
    """Ctrl-Z leaves the terminal to the shell as it was; `fg` shows the card again, and single keys are read again."""
    child = shell_of()
    before = setting(child)
    child.sendline(f"{sys.executable} -m tests.cli.suggested review {SOURCE} --dossier {folder}")
    for _ in range(2):
        child.expect(ASKED)
        child.send("\x1a")
        child.expect("Stopped")
        child.sendline("fg")
        child.expect("1 of 4")
    press(child, "s")
    told(child, "2 of 4")
    press(child, "q")
    told(child, "1 skipped; three candidates left")
    assert setting(child) == before
    child.sendline("exit")
    child.close()


def test_a_line_that_is_stopped_is_shown_again(folder: Path) -> None:
    child = shell_of()
    child.sendline(f"{sys.executable} -m tests.cli.suggested review {SOURCE} --dossier {folder}")
    press(child, "f")
    child.expect("field: ")
    child.send("cla")
    child.expect("cla")
    child.send("\x1a")
    child.expect("Stopped")
    child.sendline("fg")
    child.expect("field: cla")
    child.sendline("im")
    child.expect("claim: ")
    child.send("\x15")
    child.sendline("A shop in Bern.")
    press(child, "aq")
    told(child, "1 accepted; three candidates left")
    child.sendline("exit")
    child.close()
    assert load(folder).dossier.facts["ch-ex2002-lumina"].claim == "A shop in Bern."


def test_a_card_fits_the_terminal_as_it_is_now(folder: Path) -> None:
    child = at_terminal(folder, columns=100)
    child.expect(ASKED)
    child.setwinsize(24, 50)
    child.send("\x0c")
    told(child, "1 of 4")
    press(child, "q")
    again = ended(child).rpartition("1 of 4")[2]
    assert max(len(line.rpartition("\r")[2].removesuffix(" ")) for line in again.splitlines()) <= 50


def test_a_width_that_is_asked_for_stays(folder: Path) -> None:
    child = at_terminal(folder, "--width", "60", columns=100)
    child.expect(ASKED)
    child.setwinsize(24, 90)
    child.send("\x0c")
    press(child, "q")
    assert ended(child).count(f"\n{'─' * 60}\n") == 2


@pytest.mark.parametrize("columns", [40, 80])
def test_nothing_is_wider_than_the_terminal(folder: Path, columns: int) -> None:
    child = at_terminal(folder, columns=columns)
    press(child, "?sssq")
    shown = ended(child)
    assert "r  reject for good" in shown
    assert max(len(line.rpartition("\r")[2].removesuffix(" ")) for line in shown.splitlines()) <= columns


def left(root: Path) -> int:
    """How many candidates the next review has; it says so and ends."""
    child = at_terminal(root)
    child.expect([r"1 of (\d)", "nothing is left"])
    found = int(child.match[1]) if child.match.re.groups else 0
    child.send("q")
    ended(child)
    return found


@pytest.mark.parametrize("at", range(1, 9))
def test_killed_within_an_acceptance(folder: Path, at: int) -> None:
    """Four files are written in two steps each: after any of these the dossier is sound, and no candidate is lost."""
    child = at_terminal(folder, env={"KILL_AT": str(at)})
    press(child, "a")
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus == signal.SIGKILL
    written = "ch-ex2002-lumina" in ids(folder)
    assert written == (at > 6)
    assert left(folder) == 4 - written
    assert not written or "ch-ex2002-lumina" in lock.parse((folder / lock.NAME).read_text("utf-8"))[0]
    again = at_terminal(folder)
    press(again, "aaq")
    ended(again)
    assert len(ids(folder)) == 3 + written
    # What a run left that was killed is no file of the dossier.
    assert not load(folder).errors


def test_killed_behind_an_edited_fact_its_candidate_does_not_come_again(folder: Path) -> None:
    child = at_terminal(folder, env={"KILL_AT": "7"})
    type_field(child, "anchor", "first shop in Bern")
    press(child, "a")
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus == signal.SIGKILL
    assert load(folder).dossier.facts["ch-ex2002-lumina"].anchor == "first shop in Bern"
    assert left(folder) == 3


@pytest.mark.parametrize("at", [9, 11, 13, 15, 16])
def test_killed_within_an_undo(folder: Path, at: int) -> None:
    child = at_terminal(folder, env={"KILL_AT": str(at)})
    press(child, "au")
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus == signal.SIGKILL
    assert left(folder) == 4 - ("ch-ex2002-lumina" in ids(folder))


def test_killed_at_any_time_nothing_that_was_accepted_is_lost(folder: Path) -> None:
    """Killed as soon as the screen tells of an acceptance: the fact is there, and the review goes on behind it."""
    for number, id in enumerate(("ch-ex2002-lumina", "ch-ex2002-lamps", "ch-ex2002-import-duty"), 1):
        child = at_terminal(folder)
        press(child, "a")
        child.expect(f"accepted: {id}")
        child.kill(signal.SIGKILL)
        child.expect(pexpect.EOF)
        child.close()
        assert ids(folder)[1:][-1] == id
        assert left(folder) == 4 - number


def test_a_batch_marks_what_it_takes_over_and_leaves_out_what_its_words_do_not_bear(folder: Path) -> None:
    done = batch(folder, "0.6")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "ch-ex2002-lumina (event.opens, score 0.93)",
        "ch-ex2002-lamps (offer.sells, score 0.90)",
        "left out (tariff.raised, score 0.70): E501 rate_percent 21 is not in 'raised by 12 percent'",
        "2 of 3 taken over, none of them reviewed: `xbrief review ex-2020-02` shows them",
    ]
    assert page(folder).count("unreviewed: taken over as ") == 2
    assert "E407 warning: two facts not reviewed" in xbrief("check", "--dossier", folder).stdout
    assert "2 not reviewed by a person" in xbrief("country", "ch", "--dossier", folder).stdout
    assert batch(folder, "0.6").stdout.startswith("left out (tariff"), "what is there is not taken over again"
    assert "D202 `of` is missing" in batch(folder, "0").stdout


def test_what_a_batch_took_over_is_reviewed_first(folder: Path) -> None:
    batch(folder, "0.9")
    child = at_terminal(folder)
    press(child, "arq")
    shown = ended(child)
    assert "1 of 4  not reviewed: taken over as event.opens, score 0.93" in shown
    assert "2 of 4  not reviewed: taken over as offer.sells" in shown
    assert "1 accepted, 1 rejected; two candidates left" in shown
    facts = load(folder).dossier
    assert facts.facts["ch-ex2002-lumina"].unreviewed == ""
    assert facts.retracted["ch-ex2002-lamps"].retracted == "rejected in review on 2026-11-22"
    assert "unreviewed" not in page(folder)
    assert "E407" not in xbrief("check", "--dossier", folder).stdout
    entries, _ = lock.parse((folder / lock.NAME).read_text("utf-8"))
    assert "ch-ex2002-lumina" in entries
    assert left(folder) == 2


def test_what_was_accepted_unseen_may_be_edited_skipped_and_brought_back(folder: Path) -> None:
    batch(folder, "0.9")
    before = page(folder)
    claim = "Nordwind sells lamps in Switzerland today."
    child = at_terminal(folder)
    press(child, "s")
    type_field(child, "claim", claim)
    press(child, "auq")
    assert "undone: accepted" in ended(child)
    assert page(folder) == before
    again = at_terminal(folder)
    press(again, "s")
    type_field(again, "claim", claim)
    press(again, "aq")
    ended(again)
    assert page(folder).count("unreviewed:") == 1
    assert f"claim: {claim}\n" in page(folder)


def test_what_a_person_skipped_no_batch_takes_over(folder: Path) -> None:
    child = at_terminal(folder)
    press(child, "sq")
    ended(child)
    assert "1 of 1 taken over" in batch(folder, "0.9").stdout
    assert batch(folder, "0.9").stdout == "nothing new of ex-2020-02 has a score of 0.9 or more\n"


def test_less_sure_ones_are_left_out(folder: Path) -> None:
    child = at_terminal(folder, "--min-score", "0.8")
    press(child, "q")
    assert "1 of 2" in ended(child)


def test_where_no_keys_can_be_read_the_way_out_is_told(folder: Path) -> None:
    failed(xbrief("review", SOURCE, "--dossier", folder), 2, "no terminal", "--accept-above SCORE")


@pytest.mark.parametrize("score", ["nan", "inf", "-inf", "1.1"])
def test_a_score_is_a_number_from_0_to_1(folder: Path, score: str) -> None:
    for option in ("--accept-above", "--min-score"):
        done = xbrief("review", SOURCE, "--dossier", folder, f"{option}={score}")
        failed(done, 2, f"'{option}': {score} is not in the range 0")
    failed(xbrief("suggest", SOURCE, "--dossier", folder, f"--min-score={score}"), 2, f"{score} is not in the range")
    assert ids(folder) == ["ch-ex2002-shop"]


def test_what_is_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    failed(xbrief("review", "ex-2020-2", "--accept-above", "1", "--dossier", folder), 2, "no source", "ex-2020-02")
    (folder / "texts" / f"{SOURCE}.txt").unlink()
    failed(batch(folder, "1"), 2, "the text of ex-2020-02 is not at hand", "--texts DIR")
    (folder / record.FILE).write_text("<<<<<<< HEAD\n", "utf-8")
    (folder / "texts" / f"{SOURCE}.txt").write_text(TEXT, "utf-8")
    failed(batch(folder, "1"), 2, "reviewed.txt:1: no line of a review", "keep either line")
    assert copied(tmp_path / "other")


def test_a_review_of_nothing(folder: Path) -> None:
    child = at_terminal(folder)
    press(child, "rrrr")
    child.expect(LAST)
    child.send("q")
    ended(child)
    child = at_terminal(folder)
    assert "nothing is left to review of ex-2020-02" in ended(child)


def test_what_is_held_on_the_same_words_is_shown(folder: Path) -> None:
    held = fact("id: ch-ex2002-sold\nanchor: Nordwind sells lamps\nclaim: Lamps are sold.")
    (folder / f"{SOURCE}.yaml").write_text(page(folder).replace("# to be", f"{held}# to be"), "utf-8")
    child = at_terminal(folder)
    press(child, "sq")
    shown = ended(child)
    assert shown.count("» held ch-ex2002-sold on the same words: Lamps are sold.") == 1
    assert "2 of 4  offer.sells" in shown.partition("» held")[0]


def test_a_file_that_cannot_be_added_to_is_left_as_it_is(folder: Path) -> None:
    """Written in braces without a list of facts: there is no place for one."""
    written = "{id: ex-2020-02, title: A, publisher: Example, published: '2020', url: null, facts: null}\n"
    (folder / f"{SOURCE}.yaml").write_text(written, "utf-8")
    assert "left out (event.opens, score 0.93): the file cannot be added to safely" in batch(folder, "0.9").stdout
    child = at_terminal(folder)
    press(child, "aeq")
    shown = ended(child)
    assert "✗ check the file cannot be added to safely" in shown
    assert "it cannot stand like this" in shown
    assert page(folder) == written


def test_problems_of_before_are_not_the_candidate_s(folder: Path) -> None:
    other = folder / "ex-2021-03.yaml"
    other.write_text(other.read_text("utf-8").replace("event: exit", "event: exti"), "utf-8")
    child = at_terminal(folder)
    press(child, "aq")
    shown = ended(child)
    assert "one problem in the dossier" in " ".join(shown.split())
    assert "✓ check nothing to say" in shown
    assert "accepted: ch-ex2002-lumina" in shown
