"""From articles to a brief without a hand on it: what is proposed is taken over, and the dossier is sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.process import REPO, copied, xbrief
from xbrief.dossier.load import load
from xbrief.evidence import lock

LAMPS = REPO / "tests" / "dossiers" / "lamps"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lamps dossier with its sources emptied of facts, and filled again by `xbrief review --accept-above`."""
    folder = copied(tmp_path_factory.mktemp("round"), LAMPS)
    ids = [path.stem for path in sorted(folder.glob("*.yaml")) if path.name != "dossier.yaml"]
    for id in ids:
        file = folder / f"{id}.yaml"
        file.write_text(file.read_text("utf-8").partition("\nfacts:")[0] + "\nfacts: []\n", "utf-8")
    for id in ids:
        done = xbrief("review", id, "--accept-above", "0.6", "--dossier", folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert re.search(r"^[1-9]\d* of \d+ taken over, none of them reviewed", done.stdout, re.MULTILINE), done.stdout
    return folder


def test_check_finds_no_error(root: Path) -> None:
    done = xbrief("check", "--dossier", root)
    assert done.returncode == 0, done.stdout
    assert " error: " not in done.stdout
    assert "not reviewed by a person" in done.stdout
    # `--strict` makes errors of what no person has reviewed.
    assert xbrief("check", "--strict", "--dossier", root).returncode == 1


def test_the_words_of_every_fact_are_found(root: Path) -> None:
    number = len(load(root).dossier.facts)
    assert number > len([*root.glob("*.yaml")])
    assert f"words found for {number} of {number} facts" in xbrief("verify", "--dry-run", "--dossier", root).stdout
    # And they were noted as they were taken over.
    noted, broken = lock.parse((root / lock.NAME).read_text("utf-8"))
    assert not broken
    assert [entry.how for entry in noted.values()] == ["found"] * number


def test_the_files_are_in_the_form_of_fmt(root: Path) -> None:
    done = xbrief("fmt", "--check", "--dossier", root)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("market", ["tr", "jp", "mx"])
def test_a_brief_says_how_many_are_unreviewed(root: Path, market: str) -> None:
    facts = [f for f in load(root).dossier.facts.values() if market in f.market]
    assert facts
    assert all(f.unreviewed for f in facts)
    done = xbrief("country", market, "--dossier", root)
    assert done.returncode == 0, done.stderr
    assert f"{len(facts)} facts · " in done.stdout
    assert f"{len(facts)} not reviewed by a person" in done.stdout


def test_nothing_of_it_is_proposed_again(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.glob("*.yaml")}
    for path in before:
        if path.name != "dossier.yaml":
            done = xbrief("review", path.stem, "--accept-above", "0.6", "--dossier", root)
            assert re.match(r"(left out|nothing new)", done.stdout), done.stdout
    assert {path: path.read_bytes() for path in root.glob("*.yaml")} == before
