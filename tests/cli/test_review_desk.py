"""Two reviews of one source at the same time, each candidate answered for once; a dossier that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.process import REPO, TIME_LIMIT_SECONDS, environment
from tests.cli.suggested import candidates
from tests.cli.test_review import ASKED, SOURCE, at_terminal, batch, ended, folder, hows, ids, page, press, told
from xbrief.cli.review import _one
from xbrief.cli.run.desk import Changed, Desk, Settled
from xbrief.dossier.load import load
from xbrief.errors import XbriefError
from xbrief.evidence import lock
from xbrief.evidence.text import read
from xbrief.intake.review import record
from xbrief.intake.review.items import Item, items

__all__ = ["folder"]
BOTH = ["ch-ex2002-shop", "ch-ex2002-lumina", "ch-ex2002-lamps"]


def sat(root: Path) -> tuple[Desk, list[Item]]:
    """A desk, and what lies on it."""
    text = read((root / "texts" / f"{SOURCE}.txt").read_text("utf-8"))
    desk = Desk(root, SOURCE, text, "2020-03-01")
    return desk, items(candidates(text), desk.lines(), desk.loaded.dossier, SOURCE, page(root))


def test_two_batches_at_once_write_each_fact_once(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.cli.suggested", "review", SOURCE, "--accept-above", "0.6"]
    pipe = subprocess.PIPE
    given = {"cwd": REPO, "env": environment(), "stdin": subprocess.DEVNULL, "stdout": pipe, "stderr": pipe}
    runs = [subprocess.Popen([*command, "--dossier", folder], **given, encoding="utf-8") for _ in range(2)]
    told = [run.communicate(timeout=TIME_LIMIT_SECONDS) for run in runs]
    assert [(run.returncode, errors) for run, (_, errors) in zip(runs, told, strict=True)] == [(0, "")] * 2
    assert ids(folder) == BOTH
    assert sum(out.count("ch-ex2002-lumina (") for out, _ in told) == 1


def test_a_batch_says_what_another_one_has_written_meanwhile(folder: Path) -> None:
    desk, found = sat(folder)
    batch(folder, "0.9")
    assert [_one(desk, item, "x") for item in found[:2]] == [
        (True, "left out (x): held already: ch-ex2002-lumina"),
        (True, "left out (x): held already: ch-ex2002-lamps"),
    ]
    assert ids(folder) == BOTH


def test_a_batch_looks_again_where_a_file_changes_under_its_hands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run writes between a trial and what comes of it: its fact is not lost, the other is written behind it."""
    desk, found = sat(folder)
    whole = desk.trial

    def trial(item: Item, *marks: dict[str, object]) -> object:
        tried = whole(item, *marks)
        if ids(folder) == BOTH[:1]:
            other, others = sat(folder)
            other.accept(others[1], other.trial(others[1]))
        return tried

    monkeypatch.setattr(desk, "trial", trial)
    assert _one(desk, found[0], "x") == (False, "ch-ex2002-lumina (x)")
    assert _one(desk, found[1], "x") == (True, "left out (x): held already: ch-ex2002-lamps")
    assert sorted(ids(folder)) == sorted(BOTH)


def test_what_another_hand_wrote_in_the_same_words_counts(folder: Path) -> None:
    desk, (event, *_) = sat(folder)
    other, (same, *_) = sat(folder)
    tried = desk.trial(event)
    # A fact without a line in reviewed.txt, as one that was written by hand.
    other.accept(replace(same, mark="0" * 12), other.trial(same))
    with pytest.raises(Settled, match="held already: ch-ex2002-lumina"):
        desk.accept(event, tried)
    with pytest.raises(Settled, match="held already: ch-ex2002-lumina"):
        desk.settle(event, "skipped")


def test_of_two_reviewers_the_second_is_told_and_goes_on(folder: Path) -> None:
    first, second = at_terminal(folder), at_terminal(folder)
    first.expect(ASKED)
    second.expect(ASKED)
    first.send("a")
    told(first, "accepted: ch-ex2002-lumina")
    press(first, "r")
    told(first, "rejected")
    second.send("a")
    told(second, "held already: ch-ex2002-lumina")
    told(second, "2 of 4")
    press(second, "s")
    told(second, "rejected already")
    told(second, "3 of 4")
    press(second, "a")
    told(second, "accepted: ch-ex2002-import-duty")
    press(second, "q")
    assert "1 accepted; one candidate left" in ended(second)
    press(first, "q")
    ended(first)
    assert ids(folder) == ["ch-ex2002-shop", "ch-ex2002-lumina", "ch-ex2002-import-duty"]
    assert sorted(hows(folder).values()) == ["accepted", "accepted", "rejected"]


def test_a_card_is_shown_anew_where_the_file_has_changed(folder: Path) -> None:
    child = at_terminal(folder)
    child.expect(ASKED)
    (folder / f"{SOURCE}.yaml").write_text(page(folder) + "# by another hand\n", "utf-8")
    child.send("a")
    told(child, "has changed in the meantime")
    told(child, "1 of 4")
    press(child, "a")
    told(child, "accepted: ch-ex2002-lumina")
    press(child, "q")
    ended(child)
    assert page(folder).endswith("# by another hand\n")


def test_what_another_has_reviewed_is_not_reviewed_twice(folder: Path) -> None:
    batch(folder, "0.9")
    desk, (event, offer, *_) = sat(folder)
    other, _ = sat(folder)
    tried = desk.trial(event)
    other.accept(event, other.trial(event))
    other.settle(offer, "rejected")
    with pytest.raises(Settled, match="reviewed already: ch-ex2002-lumina"):
        desk.accept(event, tried)
    with pytest.raises(Settled, match="reviewed already: ch-ex2002-lamps"):
        desk.settle(offer, "skipped")


def test_a_fact_changed_since_it_was_tried_is_not_overwritten(folder: Path) -> None:
    desk, (event, *_) = sat(folder)
    tried = desk.trial(event)
    (folder / f"{SOURCE}.yaml").write_text(page(folder) + "# by another hand\n", "utf-8")
    with pytest.raises(Changed):
        desk.accept(event, tried)
    assert ids(folder) == ["ch-ex2002-shop"]


@pytest.mark.parametrize("file", ["dossier.yaml", f"{SOURCE}.yaml", record.FILE, lock.NAME])
def test_what_cannot_be_written_tells_a_way_out_that_there_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    desk, (event, *_) = sat(folder)
    (folder / record.FILE).write_text(record.dump(()), "utf-8")
    (folder / lock.NAME).write_text(lock.dump(()), "utf-8")
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != file)
    with pytest.raises(XbriefError, match=f"{file} cannot be written: it is write-protected") as caught:
        desk.accept(event, desk.trial(event))
    assert caught.value.hint.startswith("check who may write to the dossier")
    monkeypatch.undo()
    assert not load(folder).errors
